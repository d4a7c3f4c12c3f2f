"""Small advisories and tables of events in the publishers' layouts, made by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from almenara.collect.recognise import recognise
from almenara.collect.registry import Registry
from almenara.collect.understand import read_document, resolve_places
from almenara.evidence.files import sha256
from almenara.model.document import Document
from almenara.reading.rows import Reading
from almenara.reading.spec import Spec, all_specs

US_PAGE = """# Mexico Travel Advisory

### Travel Advisory September 6, 2024

**Do Not Travel To:**

* [Colima state](#colimastate) due to **crime**and **kidnapping**.

**Exercise Normal Precautions When Traveling To:**

* [Yucatan state](#yucatanstate)

**Colima state – Do Not Travel**

Do not travel due to crime and kidnapping.

**Mexico State (Estado de Mexico) – Exercise Increased Caution**

Exercise increased caution due to crime.

**Yucatan state – Exercise Normal Precautions**

Exercise normal precautions.
"""

CANADA_PAGE = """# Risk level

### Mexico - Exercise a high degree of caution

[Exercise a high degree of caution](#levels "Risk Levels") in Mexico due to crime.

### Regional Advisory - Avoid non-essential travel

[Avoid non-essential travel](#levels "Risk Levels") to the following states due to violence:

* Chiapas, excluding:
  + the city of Palenque
* Jalisco, within 50 km of the border with Michoacán state
* the Lagunas de Zempoala National Park in Morelos
"""

UK_PAGE = """# Warnings and insurance

Still current at:
:   23 February 2026

Updated:
:   23 February 2026

Latest update:
:   Information about an incident.

## Areas where FCDO advises against all but essential travel

### State of Sinaloa

FCDO advises against all but essential travel to the state of Sinaloa, except:

* the city of Los Mochis
* road 32

Take [local advice](https://www.gov.uk/advice) & stay <script>alert(1)</script> alert.

[Next:Entry requirements](/foreign-travel-advice/mexico/entry-requirements)
"""

GED_HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,"
    "high,low,gwnoa,gwnob"
)


def ged_row(**changed: str) -> str:
    """One row of GED: an event with two deaths in Monterrey on 16 March 2012."""
    cells = dict.fromkeys(GED_HEADER.split(","), "")
    cells |= {
        "id": "1", "relid": "MEX-2012-2-1", "year": "2012", "type_of_violence": "2", "dyad_name": "A - B",
        "side_a": "A", "side_b": "B", "source_article": '"Press, one\nand two"', "where_prec": "1",
        "where_description": "Monterrey", "adm_1": "Nuevo León state", "adm_2": "Monterrey municipality",
        "latitude": "25.67", "longitude": "-100.31", "country": "Mexico",
        "country_id": "70", "date_prec": "1",
        "date_start": "2012-03-16 00:00:00.000",
        "date_end": "2012-03-16 00:00:00.000", "best": "2", "high": "3",
        "low": "1",
    }  # fmt: skip
    return ",".join((cells | changed).values())


def ged(*rows: str) -> str:
    """A file of GED."""
    return "\n".join([GED_HEADER, *rows]) + "\n"


def made(path: str, content: str | bytes, published: date | None = None) -> Document:
    """A document of the given path and content."""
    data = content.encode() if isinstance(content, str) else content
    return Document(data, sha256(data), path.rsplit("/", 1)[-1], path, published)


def real(path: Path) -> Document:
    """A real file, with its folders from the publisher's own down."""
    return made("/".join(path.parts[-4:]), path.read_bytes())


def lowered(document: Document) -> Spec | None:
    """The source that recognises a document, without what it expects of a whole file: made files are small."""
    spec = recognise(document)
    return spec.model_copy(update={"expect": {}}) if spec else None


def reading(document: Document) -> Reading:
    """What the source that recognises the document reads in it."""
    spec = lowered(document)
    assert spec is not None
    return read_document(document, spec)


def rows(document: Document, table: str) -> list[dict[str, object]]:
    """Rows of one table, with places resolved by the packs."""
    spec = lowered(document)
    assert spec is not None
    tables = resolve_places(read_document(document, spec), document, spec, Registry.load())
    return tables[table].to_pylist() if table in tables else []


def source_of(document: Document) -> str:
    """Id of the source that recognises it; "" for none."""
    spec = recognise(document)
    return spec.id if spec else ""


def spec_ids() -> set[str]:
    """Ids of all sources."""
    return set(all_specs())
