"""The whole register as JSON can be checked and understood without us."""

import hashlib
import json

from luoshi.orgs.models import Unit
from luoshi.plans.models import Revision
from tests.plans.exports.making import made


def test_its_content_is_what_was_signed(plan: Revision) -> None:
    held = json.loads(made("register", plan))
    content = json.dumps(held["content"], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    assert digest == held["adoption"]["content_sha256"] == plan.adoption.content_sha256
    assert held["adoption"]["event"]["hash"]
    assert held["format"] == "luoshi-register/1"


def test_every_unit_it_points_at_is_named(plan: Revision) -> None:
    held = json.loads(made("register", plan))
    units = {row["id"]: row["name"] for row in held["units"]}
    groups = {row["id"]: row for row in held["groups"]}
    mentions = [unit for measure in held["content"]["measure"] for unit in measure["units"]]
    assert all(row["unit_id"] in units or row["group_id"] in groups for row in mentions)
    members = {units[member] for group in groups.values() for member in group["members"]}
    assert {"永靖县政府", "临夏市政府"} <= members
    assert Unit.objects.get(name="州水务局").pk in units


def test_a_draft_has_no_adoption(draft: Revision) -> None:
    assert json.loads(made("register", draft))["adoption"] is None
