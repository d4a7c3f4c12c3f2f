"""Small whole files in the layouts of death certificates, populations and the register, to spoil."""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = [
    "Enero",
    "Febrero",
    "Marzo",
    "Abril",
    "Mayo",
    "Junio",
    "Julio",
    "Agosto",
    "Septiembre",
    "Octubre",
    "Noviembre",
    "Diciembre",
]
STATES = [f"{number:02d}" for number in range(1, 33)]


def _row(code: str, name: str, months: list[int]) -> str:
    cells = [f"{sum(months):,}", *(f"{m:,}" if m else "" for m in months)]
    return ",".join(f'"{cell}"' for cell in (code, name, *cells))


def deaths_export(year: int = 2010) -> str:
    """A yearly export: each state has 1 death in January and 2 in its unknown municipality in December.

    State 09 has 1,200 more in March; two people died abroad in May. Rows: 7 the nation, 8 state 01,
    9 and 10 its parts, 11 state 02 …; the last row is the footer.
    """
    blocks: list[list[tuple[str, str, list[int]]]] = []
    for state in STATES:
        march = 1200 if state == "09" else 0
        town, unknown = [1, 0, march, *[0] * 9], [*[0] * 11, 2]
        whole = [a + b for a, b in zip(town, unknown, strict=True)]
        mark = "=CONCATENAR(0,{}) " if state < "10" else "=CONCATENAR( ,{}) "
        blocks.append([(mark.format(state), f"Estado {state}", whole), (f" {state} 001 ", "Uno", town),
                       (f" {state} 999 ", "No especificado", unknown)])  # fmt: skip
    one = [0, 0, 0, 0, 1, *[0] * 7]
    blocks.append([("=CONCATENAR( ,33) ", "Extranjero", [2 * n for n in one]),
                   (" 33 999 ", "Estados Unidos de Norteamérica", one),
                   (" 34 999 ", "Otros países Latinoamericanos", one)])  # fmt: skip
    nation = [sum(column) for column in zip(*(block[0][2] for block in blocks), strict=True)]
    header = ",".join(f'"{cell}"' for cell in ("", "", "Total", *MONTHS, ""))
    lines = [
        '"Defunciones por homicidios"', f'"Año de registro : {year}"',
        '"Ent y mun de registro : Total"', '""',
        '"Consulta de: Defunciones por homicidio   Por: Ent y mun de ocurrencia   Según: Mes de registro"',
        header, _row(" ", "Total", nation), *(_row(*row) for block in blocks for row in block),
        "", '"FUENTE: INEGI. Estadísticas de mortalidad."', "",
    ]  # fmt: skip
    return "\r\n".join(lines)


def occurrence(places: Iterable[str], field: str, year: int = 2000) -> str:
    """Deaths by month of occurrence in one year: as many in a month as its number. Row 2 is January."""
    lines = [f"{field}|year|month|homicides|pop_est|homicide_rate"]
    lines += [f"{place}|{year}|{month}|{month}|NA|0" for place in places for month in range(1, 13)]
    return "\n".join(lines) + "\n"


def conapo_municipalities() -> str:
    """One municipality in each state, 1,000 people in 1990 and one more each year."""
    years = range(1990, 2041)
    lines = ["CVE,Entidad,Municipio," + ",".join(map(str, years))]
    lines += [f"{s}001,Estado,Uno," + ",".join(str(1000 + y - 1990) for y in years) for s in STATES]
    return "\n".join(lines) + "\n"


def conapo_states() -> str:
    """The nation in 1950, then nation and states in 2017: 10 men and 11 women in each state in mid-year."""
    lines = ["n_year,nombre_estado,cve_ent,genero,pob_start_year,pob_mid_year"]
    for year, code, size in [(1950, "00", 1), (2017, "00", 32), *((2017, s, 1) for s in STATES)]:
        for sex, start, mid in (("Hombres", 9, 10), ("Mujeres", 9, 11), ("Total", 18, 21)):
            lines.append(f"{year},Lugar,{code},{sex},{start * size},{mid * size}")
    return "\n".join(lines) + "\n"


def census() -> str:
    """One municipality in each state on 1 July of 2000 and 2001."""
    lines = ["pop_est|est_date|ent_mun|month|year|day"]
    lines += [f"{1000.5 + y}|{y}.5|{s}001|7|{y}|1" for s in STATES for y in (2000, 2001)]
    return "\n".join(lines) + "\n"


def elcrimen() -> str:
    """Every state on the first of June, July and August 2017."""
    lines = ['"state_code","date","population"']
    lines += [f"{int(s)},2017-{m:02d}-01,{1000 + m}" for s in STATES for m in (6, 7, 8)]
    return "\n".join(lines) + "\n"


def register() -> str:
    """One person of each state missing since March 2015; in state 01 two more were found, one dead."""
    lines = ["cvegeo,cve_estado,cve_mun,state,municipality,year,month,status_id,male,female,undefined,total"]
    for s in STATES:
        lines += [f"{s}001,{s},001,estado,uno,2015,3,{status},1,0,0,1" for status in (0, 7)]
    lines += ["01001,01,001,estado,uno,2015,5,0,1,1,0,2", "01001,01,001,estado,uno,2015,5,2,0,1,0,1",
              "01001,01,001,estado,uno,2015,5,3,1,0,0,1"]  # fmt: skip
    return "\n".join(lines) + "\n"
