"""Small files in the layouts of publishers of places, and of Colombia's police, for tests to spoil."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyogrio
import shapely

from almenara.collect.files_on_disk import load_document
from almenara.collect.understand import read_document
from almenara.model.document import Document
from almenara.reading.rows import Reading
from almenara.reading.spec import all_specs


def made(name: str, content: bytes | str, published: date | None = None) -> Document:
    """A document of those bytes."""
    data = content.encode() if isinstance(content, str) else content
    return Document(data, hashlib.sha256(data).hexdigest(), name, name, published)


def real(path: Path) -> Document:
    """A real file as a document."""
    return load_document(path, path.name)


SMALL: dict[str, dict[str, Any]] = {
    "rnpdno_missing": {"municipalities": 1},
    "conapo_population": {"municipalities": 1},
    "census_population": {"municipalities": 1},
    "inegi_homicide_months": {"municipalities": 1, "causes": 1},
    "pemex_taps": {"rows": 1},
    "cargo_theft_press": {"rows": {"road": 1, "state": 1}},
    "risky_roads_press": {"rows": 1},
    "roadblocks_press": {"rows": 1},
}
"""How much a made file of these sources must hold, if a test does not say."""


def reading(document: Document, source: str, **expect: Any) -> Reading:
    """What the source's reader makes of it; `expect` lowers how much a file must hold."""
    spec = all_specs()[source]
    layouts = {k: {**v, **({"rows": expect["rows"]} if "rows" in v and "rows" in expect else {}),
                   **({"municipalities": expect["municipalities"]}
                      if "municipalities" in v and "municipalities" in expect else {})}
               for k, v in spec.layouts.items()}  # fmt: skip
    lowered = spec.model_copy(
        update={"expect": {**spec.expect, **SMALL.get(source, {}), **expect}, "layouts": layouts}
    )
    return read_document(document, lowered)


def square(x: float, y: float, size: float = 1.0) -> dict[str, Any]:
    """A square polygon with its lower left corner at x, y."""
    return shapely.geometry.mapping(shapely.box(x, y, x + size, y + size))


def collection(*features: tuple[dict[str, Any], Any], name: str = "made") -> str:
    """A GeoJSON collection of (properties, geometry)."""
    items = [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]
    return json.dumps({"type": "FeatureCollection", "name": name, "features": items}, separators=(",", ":"))


def shapefile(tmp_path: Path, codes: list[str], names: list[str]) -> dict[str, bytes]:
    """The parts of a states shapefile with one square per code."""
    folder = tmp_path / "shapes"
    folder.mkdir()
    boxes = [shapely.box(-100 + i, 20, -99.5 + i, 20.5) for i in range(len(codes))]
    pyogrio.raw.write(
        str(folder / "estatal.shp"), shapely.to_wkb(boxes),
        [text_array(codes), text_array(names)], ["CVEGEO", "NOM_ENT"],
        geometry_type="Polygon", crs="EPSG:4326",
    )  # fmt: skip
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def text_array(values: list[str]) -> Any:
    """Text as the array that the writer of shapefiles takes."""
    import numpy as np

    return np.array(values, dtype=object)


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def gzipped(text: str) -> bytes:
    """Text as gzip."""
    return gzip.compress(text.encode())


HEADER = ["DEPARTAMENTO", "MUNICIPIO", "CODIGO DANE", "ARMAS MEDIOS", "FECHA HECHO", "GENERO",
          "AGRUPA EDAD PERSONA", "CANTIDAD"]  # fmt: skip
ROWS: list[list[Any]] = [
    ["ANTIOQUIA", "MEDELLÍN (CT)", "05001000", "ARMA DE FUEGO", date(2019, 1, 2), "MASCULINO", "ADULTOS", 2],
    ["ANTIOQUIA", "BELLO", "05088000", "CONTUNDENTES", date(2019, 3, 31), "FEMENINO", "MENORES", 1],
    ["CHOCÓ", "QUIBDÓ (CT)", "27001001", "ARMA DE FUEGO", date(2019, 1, 2), "MASCULINO", "ADOLESCENTES", 1],
]


def workbook(
    rows: list[list[Any]] | None = None,
    total: Any = "=SUM(H6:H8)",
    header: list[str] | None = None,
    period: str = "PERÍODO DEL 01 DE ENERO AL 31 DE MARZO AÑO 2019",
    note: str = "FUENTE: DIJIN. DATOS EXTRAIDOS EL DIA 08 DE SEPTIEMBRE DEL AÑO 2020.",
    with_total: bool = True,
) -> bytes:
    """A workbook of the police: titles, header in row 5, rows, a total, a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in ("MINISTERIO DE DEFENSA NACIONAL", "POLICÍA NACIONAL", "HOMICIDIOS ", period):
        sheet.append([line])
    sheet.append(HEADER if header is None else header)
    for row in ROWS if rows is None else rows:
        sheet.append(row)
    if with_total:
        sheet.append(["TOTAL", None, None, None, None, None, None, total])
    sheet.append([note])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
