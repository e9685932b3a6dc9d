"""Every table is classified: its rows are accountable, or it says why not."""

import pytest
from django.apps import apps
from django.db.models import Model

from luoshi.audit.checks.guards import operations

NOT_ACCOUNTABLE = {
    "duties_draft": "what somebody is still typing; a report is accountable once it is sent",
    "duties_handin": "workbooks that wait to be confirmed; what is taken of them becomes reports",
    "duties_handinfile": "the same: one workbook as it was read",
    "duties_handinproof": "a file added to it; the stored file itself is accountable",
    "duties_draftfile": "what somebody has uploaded for a draft; the stored file itself is accountable",
    "audit_head": "the end of the chain, checked by verify",
    "orgs_signinfailure": "counts wrong passwords for ten minutes",
    "plans_searchentry": "can be rebuilt from the rows it points at",
}
OURS = [
    model for config in apps.get_app_configs() if config.name.startswith("luoshi.") for model in config.get_models()
]


def classified() -> set[str]:
    return {operation.table for operation in operations()}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.db_table)
def test_a_table_is_under_witness_or_says_why_not(model: type[Model]) -> None:
    table = model._meta.db_table
    assert (table in classified()) != (table in NOT_ACCOUNTABLE)
