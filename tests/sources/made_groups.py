"""Small tables of armed groups in the layouts of their sources, to spoil: nobody in them exists."""

from __future__ import annotations

import io

import openpyxl

STATEMENTS = """statement_id,subject,predicate,object,place,valid_from,valid_to,date_precision,known_date,\
publisher,title,url,credibility_note
gs-9001,Group A,rival_of,Group B,MX-GUA,2017-10,,month,2018-02-07,A Daily,A title,https://a.example/1,[conflict:a-b]
gs-9002,Group A,ally_of,Group B,"Celaya, Guanajuato",2014,2015,year,2018,A Daily (copy),Another,https://a.example/2,
gs-9003,Group B,alias,The Bs,,,,,,A Weekly,A page,index id 7,page undated
"""
EVENTS = """event_id,event_date,date_precision,event_type,person,alias,group,place,actor,note,source_url,\
municipality,state_iso,inegi_municipality,role,force,flag,flag_note
le-901,2018-02-08,day,captured,A Person,El A,Group A,Celaya,navy,,\
https://a.example/2018/02/09/x,Celaya,MX-GUA,11007,lieutenant,not stated,disputed,another page says the 9th
le-902,2015,year,reported dead (false),B Person,,Group B,,none,a rumour,\
https://a.example/x,,MX-JAL,,founder,none,false,alive until 2020-02-22
"""
SHORT = """event_date,date_precision,event_type,person,alias,group,place,actor,note,source_url
2018-02,month,captured,A Pérson,,Group A,somewhere north,navy,,https://a.example/2018/02/09/x
"""
DYADS = """dyad_new_id,dyad_name,type_of_violence,side_a_new_id,side_a,side_b_new_id,side_b,first_year,last_year,\
events,best
1,"A, B - C",2,11,"Group A, Group B",12,Group C,2015,2022,30,210
2,A - Civilians,3,11,Group A,1,Civilians,2006,2020,4,9
3,Government of Mexico - D,1,10,Government of Mexico,13,Group D,1994,1996,14,155
"""
GROUPS = [
    ["id", "grupo", "persona", "estado", "aliados", "número de aliados", "rivales", "número de rivales",
     "actividades_delictivas", "narcotrafico", "conflictos_armados", "presencia_noviolenta", "accion_guber", "otros",
     "fecha", "link1", "link2"],
    [1, "Group A", "Nobody Atall", "Guanajuato", "Group B;Group C", 2, "Group D", 1, 1, 1, 0, 0, 0, 0, "2020.06.29",
     "https://a.example/2020/07/02/x#:~:text=y", None],
    [2, "Group B", "Somebody Else", "México", None, None, None, None, 0, 0, 1, 0, 0, 0, "2020.06.30",
     "https://b.example/x", "Nada"],
]  # fmt: skip


def groups_workbook(**changed: object) -> bytes:
    """The workbook of two groups; `changed` replaces cells of the first by column name."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet 1"
    first = [changed.get(str(name), cell) for name, cell in zip(GROUPS[0], GROUPS[1], strict=True)]
    for row in (GROUPS[0], first, GROUPS[2]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
