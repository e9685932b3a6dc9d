import pathlib
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import sent, IN_TIME, Q2
from luoshi.duties.queries.workbook import of_unit, workbook
from luoshi.papers.sheets import workbook_bytes
from datetime import datetime, UTC, date
from decimal import Decimal
from luoshi.duties.actions.reporting import Told, submit_report
from luoshi.duties.actions.reviewing import *
from luoshi.values.periods import Period
def test_x(plan, account):
    office=account("计划管理员")
    a=canal(plan, office); b=reservoir(plan, office); c=canal(plan, office, shares=[("永靖县政府",60),("州水务局",60)])
    lead=account("牵头单位")
    from luoshi.duties.models import Report
    Report.objects.create(duty=a.duty,unit=lead.unit,period="2026Q1",period_end=date(2026,3,31),quantity=Decimal(30),text="完成前期工作，开工两处渡槽，累计改造渠道三十公里，其余标段正在招标。",by=lead,at=datetime(2026,4,2,2,tzinfo=UTC),outcome="accepted",decided_at=datetime(2026,4,3,2,tzinfo=UTC))
    u=unit("州水务局")
    owed=of_unit(u, Q2, IN_TIME.date())
    pathlib.Path("/tmp/ledger.xlsx").write_bytes(workbook_bytes(workbook(u,Q2,owed,own=True),at=IN_TIME))
