"""temp"""
import io, time
from collections.abc import Callable
from openpyxl import load_workbook
from tests.duties.making import canal, reservoir, unit, water_measure, YEAR
from tests.duties.sending import IN_TIME, Q2
from luoshi.duties.queries.workbook import of_unit, workbook
from luoshi.duties.rules.workbook import read_workbook
from luoshi.papers.sheets.reading import grids_of
from luoshi.papers.sheets import workbook_bytes
from luoshi.duties.actions.handing_in import *
from luoshi.duties.queries.handing_in import lines_of
from luoshi.delivery.actions.breaking_down import Place, create_task
from luoshi.duties.actions.creating import DutyGiven, TermGiven
from decimal import Decimal
from tests.cast import AT
from django.db import connection, reset_queries
import cProfile, pstats

def test_perf(plan, account, django_assert_max_num_queries, settings):
    office=account("计划管理员"); lead=account("牵头单位")
    m=water_measure(plan)
    for i in range(200):
        create_task(place=Place(m,2026), given=DutyGiven(f"改造渠系{i}", TermGiven(unit("州水务局").pk,*YEAR,Decimal(120),"公里","改造")), by=office, at=AT)
    u=unit("州水务局")
    t=time.time(); owed=of_unit(u,Q2,IN_TIME.date()); t1=time.time()
    data=workbook_bytes(workbook(u,Q2,owed,own=True),at=IN_TIME)
    print("out", t1-t, time.time()-t1, len(data))
    b=load_workbook(io.BytesIO(data)); s=b["台账"]
    for r in range(4,204):
        s.cell(r,5).value=12.5+r; s.cell(r,7).value="按期推进。"
    o=io.BytesIO(); b.save(o); data=o.getvalue()
    t=time.time(); rows=read_workbook(grids_of(data)); print("read", time.time()-t)
    t=time.time(); h=hand_in(files=[Came("a.xlsx",rows)],on_behalf=None,by=lead,at=IN_TIME); print("store",time.time()-t)
    f=h.files.get()
    settings.DEBUG=True; reset_queries()
    t=time.time(); ls=lines_of([f],lead,IN_TIME.date())[f.pk]; print("judge",time.time()-t,len(connection.queries)); 
    from collections import Counter
    print(Counter(l.state for l in ls), ls[0].problems, ls[0].differences)
    settings.DEBUG=False
    pr=cProfile.Profile(); pr.enable()
    t=time.time(); g=take_file(file=f,by=lead,at=IN_TIME); print("take",time.time()-t)
    pr.disable(); pstats.Stats(pr).sort_stats("cumtime").print_stats(12)
    print(g.results[0])
