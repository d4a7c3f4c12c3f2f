"""Small tables made by hand in the real layouts of the prosecutors' files, for their readers' tests."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Iterable
from datetime import date
from importlib import import_module
from typing import Any

import openpyxl

from almenara.model.document import Document
from almenara.reading.dates import MONTHS
from almenara.reading.rows import Reading
from almenara.reading.spec import all_specs

MONTH_NAMES = [name.capitalize() for name in MONTHS["es"]]
FILES_HEADER = [
    "Año",
    "Clave_Ent",
    "Entidad",
    "Bien jurídico afectado",
    "Tipo de delito",
    "Subtipo de delito",
    "Modalidad",
    *MONTH_NAMES,
]
VICTIMS_HEADER = [*FILES_HEADER[:7], "Sexo", "Rango de edad", *MONTH_NAMES]
LIFE = "La vida y la Integridad corporal"
CRIMES = [
    (LIFE, "Homicidio", "Homicidio doloso", "Con arma de fuego"),
    (LIFE, "Feminicidio", "Feminicidio", "Con arma blanca"),
    ("El patrimonio", "Robo", "Robo a transportista", "Con violencia"),
]
REGISTRY = [
    (LIFE, "Homicidio", "Homicidio doloso", "Con arma de fuego"),
    (LIFE, "Homicidio", "Tentativa de homicidio doloso", "Tentativa de homicidio doloso"),
    (
        LIFE,
        "Otros delitos de la vida",
        "Otros delitos que atentan contra la vida y la integridad corporal",
        "Otros delitos que atentan contra la vida y la integridad corporal",
    ),
    ("El patrimonio", "Robo", "Robo de vehículo automotor - Coche de 4 ruedas", "Con violencia"),
]
Rows = list[list[str]]


def file_rows(year: int = 2018, crimes: Iterable[tuple[str, ...]] = CRIMES, months: int = 3) -> Rows:
    """Rows of case files for 32 states; state n has n files of each crime in each published month."""
    return [
        [str(year), str(n), f"Entidad {n}", *crime, *[str(n)] * months, *[""] * (12 - months)]
        for n in range(1, 33)
        for crime in crimes
    ]


def victim_rows(year: int = 2018, months: int = 3) -> Rows:
    """Rows of victims for 32 states: two crimes, two sexes, one victim in each cell."""
    return [
        [
            str(year),
            str(n),
            f"Entidad {n}",
            *crime,
            sex,
            "Adultos (18 y más)",
            *["1"] * months,
            *[""] * (12 - months),
        ]
        for n in range(1, 33)
        for crime in CRIMES[:2]
        for sex in ("Mujer", "Hombre")
    ]


def town_rows(months: int = 12) -> tuple[list[str], Rows]:
    """Header and rows of the municipal layout: three municipalities, one of them not stated."""
    header = [*FILES_HEADER[:3], "Cve. Municipio", "Municipio", *FILES_HEADER[3:]]
    towns = [("1001", "Uno"), ("1002", "Dos"), ("1998", "No Especificado")]
    rows = [
        ["2018", "1", "Entidad 1", code, name, *CRIMES[0], *["2"] * months, *[""] * (12 - months)]
        for code, name in towns
    ]
    return header, rows


def as_csv(header: list[str], rows: Rows, encoding: str = "latin-1") -> bytes:
    """A table as the publisher writes it: commas, CRLF, quotes only where needed."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode(encoding)


def as_workbook(header: list[str], rows: Rows) -> bytes:
    """A workbook with one sheet, numbers as numbers, formulas as formulas."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Hoja1"
    for row in [header, *rows]:
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def made(name: str, content: bytes | str, published: date | None = None) -> Document:
    """A document received under a name."""
    data = content.encode() if isinstance(content, str) else content
    return Document(data, hashlib.sha256(data).hexdigest(), name, name, published)


def reading(document: Document, source: str) -> Reading:
    """What the source's reader makes of it."""
    reader = import_module(f"almenara.sources.{source}.read")
    found: Reading = reader.read(document, all_specs()[source])
    return found


def observed(document: Document, source: str) -> list[dict[str, Any]]:
    """Its observations as dictionaries."""
    rows: list[dict[str, Any]] = reading(document, source).tables["observations"].to_pylist()
    return rows


def series_rows(months: int = 3) -> Rows:
    """Rows of the long series of 2018: two crimes, the country and its 32 states, zeros to December."""
    places = list(all_specs()["sesnsp_victims_series"].lookups["place"])
    return [
        [
            f"2018-{month:02d}-01",
            place,
            crime,
            str((32 if place == "Nacional" else 1) if month <= months else 0),
        ]
        for place in places
        for crime in ("Homicidio doloso", "Feminicidio")
        for month in range(1, 13)
    ]


SERIES_HEADER = ["isodate", "entidad", "delito", "total"]
_LABELS = {
    "hd": "Homicidio Doloso",
    "ext": "Extorsión",
    "sec": "Secuestro",
    "rvcv": "Robo de vehículo con violencia",
    "rvsv": "Robo de vehículo sin violencia",
}


def snapshot(first: int = 2015, months: int = 2) -> dict[str, Any]:
    """A snapshot of states: each state has one case of each crime a month; deaths end a month earlier."""

    def points(label: str, known: int) -> list[dict[str, Any]]:
        return [
            {
                "tipo": label,
                "date": f"{first}-{month:02d}-01",
                "rate": 1.0,
                "count": 1 if month <= known else None,
                "population": 1000,
                "state_code": state,
            }
            for state in range(1, 33)
            for month in range(1, months + 1)
        ]

    out: dict[str, Any] = {key: points(label, months) for key, label in _LABELS.items()}
    return out | {"hd": [out["hd"], points(_LABELS["hd"], months - 1)]}


def since_1990(months: int = 2) -> dict[str, Any]:
    """A snapshot of both lists for the country and its 32 states."""

    def points(key: str) -> list[dict[str, Any]]:
        count = 32 if key == "national" else 1
        return [
            {"d": f"2015-{m:02d}-01", "r": 1.0, "c": count, "p": 1000, "s": key} for m in range(1, months + 1)
        ]

    return {key: [points(key), points(key)] for key in ("national", *map(str, range(1, 33)))}


def towns(months: int = 2) -> dict[str, Any]:
    """A snapshot of two municipalities, each crime once a month."""
    labels = {
        "hd": "Intentional Homicide",
        "ext": "Extortion",
        "sec": "Kidnapping",
        "rvcv": "Car Robbery with Violence",
        "rvsv": "Car Robbery without Violence",
    }

    def points(label: str, **more: Any) -> list[dict[str, Any]]:
        return [
            {"date": f"2015-{m:02d}-01", "tipo": label, "name": name, "count": 1, "rate": 1.0, **more}
            for name in ("TIJUANA, BC", "CELAYA, GTO")
            for m in range(1, months + 1)
        ]

    out: dict[str, Any] = {key: points(label) for key, label in labels.items()}
    deaths = points(labels["hd"], state_code=2, mun_code=4, population=1000)
    return out | {"hd": [out["hd"], deaths]}


def as_json(held: Any) -> bytes:
    """JSON as the pages keep it, compact and compressed, the same bytes each time."""
    return gzip.compress(json.dumps(held, separators=(",", ":"), ensure_ascii=False).encode(), mtime=0)


COMPARISON = (
    '"Año","Población","INEGI","Nueva Metodología SESNSP",,,,,"Vieja Metodología SESNSP",\n'
    ',,"Homicidios INEGI","Víctimas Homicidios Dolosos (NM) + Feminicidios",'
    '"Vícitmas Homicidios Dolosos (NM)",'
    '"Víctimas Feminicidio","Averiguaciones Homicidio (NM)","Averiguaciones Feminicidio (NM)",'
    '"Víctimas Homicidio Dolosos (VM)","Averiguaciones Homicidio Doloso"\n'
    '"2015","100","30","25","20",5,"18",4,"26","24"\n'
    '2016,"101",,"26","21",5,"19",4,"27","25"\n'
    '"FUENTE: INEGI. Estad\ufffdsticas",,,,,,,,,\n'
    '"Select sum(count)",,,,,,,,,\n'
)
