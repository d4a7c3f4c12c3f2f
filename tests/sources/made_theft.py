"""Small whole files in the layouts of taps, pipelines, cargo theft, roads and roadblocks, to spoil."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import shapely

QUARTER = "https://quintanaroohoy.com/mexico/pemex-cierra-primer-trimestre-con-36-mas-tomas-clandestinas/amp"
JULY = "http://periodismohoy.com/a-puebla-le-brota-una-toma-clandestina-cada-3-horas-con-53-minutos/"
TAPS = f"""cve_ent,entity,period_start,period_end,illegal_taps,publisher_of_count,reported_by,url,note
00,Nacional,2017-01-01,2017-03-31,2704,Pemex,quintanaroohoy.com,{QUARTER},
00,Nacional,2018-01-01,2018-03-31,3691,Pemex,quintanaroohoy.com,{QUARTER},
00,Nacional,2017-03-01,2017-03-31,1057,Pemex,quintanaroohoy.com,{QUARTER},
00,Nacional,2018-03-01,2018-03-31,1417,Pemex,quintanaroohoy.com,{QUARTER},
21,Puebla,2018-01-01,2018-07-31,1318,Pemex via Igavim,periodismohoy.com,{JULY},data updated 2018-09-12
"""
TYT = "https://www.tyt.com.mx/nota/mas-de-1000-robos-a-transportista-al-mes-en-2019"
DAILY = "https://mexicodailypost.news/2024/07/10/challenges-in-the-fight-against-cargo-theft-in-mexico/"
BY_STATE = f"""period_start,period_end,state_code,state,municipality,scope,metric,value,source_org,url,note
2019-01-01,2019-05-31,,Nacional,,cargo theft,count,5174,SESNSP,{TYT},"robo a transportista, first publication"
2019-05-01,2019-05-31,15,México,,cargo theft,count,449,SESNSP,{TYT},
2024-01-01,2024-05-31,21,Puebla,,cargo theft,share_pct,24,Overhaul,{DAILY},
2024-01-01,2024-05-31,15,México,Ecatepec,cargo theft,share_pct_of_state,11,Overhaul,{DAILY},of the state
"""
GUARD = "https://animalpolitico.com/2021/03/asaltos-carreteras-federales-2020-puntos-peligrosos"
NATIONAL = f"Guardia Nacional,{GUARD}"
BY_ROAD = f"""period_start,period_end,route,segment,scope,metric,value,source_org,url,note
2020-01-01,2020-12-31,,all federal highways,"vehicle robbery, all kinds",count,1121,{NATIONAL},complaints
2020-01-01,2020-12-31,,all federal highways,private vehicles,count,294,{NATIONAL},
2020-01-01,2020-12-31,150D,Puebla-Cordoba,private vehicles,count,22,{NATIONAL},
"""
SEGMENTS_PAGE = (
    "https://notigram.com/internacional/nacional/conoce-las-carreteras-mas-peligrosas-de-mexico-20190620-7717"
)
SEGMENTS = f"""corridor,state,segment,km_from,km_to,published,url
CDMX-Querétaro,México,Tepotzotlán-Palmillas,51,53,2019-06-20,{SEGMENTS_PAGE}
Durango-Nayarit-Jalisco,Nayarit,Lo Lamedo-Tecualilla,23,24.5,2019-06-20,{SEGMENTS_PAGE}
"""
CELAYA = "http://elheraldoslp.com.mx/2019/03/06/arrecian-bloqueos-y-quema-de-vehiculos-en-guanajuato-2/"
REYNOSA = "https://www.razon.com.mx/estados/2026/02/22/bloqueos-iniciados-en-jalisco-se-extienden-a-tamaulipas-y-michoacan-video/"
FIRES = "https://1plana.com/?p=41978"
BLOCKS = f"""date,date_basis,state,place,road,count,unit,url,note
2026-02-22,stated,Tamaulipas,Reynosa,"Matamoros-Reynosa, Las Urracas",1,blockade,{REYNOSA},confirmed
2026-02-22,stated,Tamaulipas,,,65,blockades,{REYNOSA},
2019-03-06,publication date,Guanajuato,Celaya / Villagrán,Escobedo-Comonfort,1,blockade,{CELAYA},
2020-06-20,"not in the source: from memory, check",Guanajuato,Celaya and others,,36,fire reports,{FIRES},
"""
CROSSED = '"CVE_ENT","CVE_MUN","id"\n"01","011","01011"\n"01","001","01001"\n"11","007","11007"\n'


def pipelines(
    tmp_path: Path, name: str = "Poliducto Uno-Dos", geometry: str = "LineString"
) -> dict[str, bytes]:
    """The parts of a map of two pipelines, with heights, as the owner draws them."""
    folder = tmp_path / "ductos"
    folder.mkdir(exist_ok=True)
    shapes = [
        shapely.LineString([(-100, 20, 5), (-99, 20, 5)]),
        shapely.LineString([(-98, 19, 5), (-98, 21, 5)]),
    ]
    if geometry == "Point":
        shapes = [shapely.Point(-100, 20), shapely.Point(-98, 19)]
    texts = [["Centro", "Noreste"], [name, "Ramal Tres"], ['10"-8"', '8"'], ["Poliducto", "Poliducto"]]
    numbers = [[148.4, 0.0], [31000.0, 100.0], [30000.0, 90.0]]
    pyogrio.raw.write(
        str(folder / "Ductos_Petroliferos.shp"), shapely.to_wkb(shapes),
        [*(np.array(t, dtype=object) for t in texts), *(np.array(n) for n in numbers)],
        ["region", "nom_ducto", "diametro", "servicio", "longitud", "cap_nom", "cap_operat"],
        geometry_type="Point" if geometry == "Point" else "LineString Z", crs="EPSG:4326",
    )  # fmt: skip
    return {p.name: p.read_bytes() for p in folder.iterdir()}
