"""Understanding one file: what its source's reader makes of it, its places, its definitions."""

from __future__ import annotations

from importlib import import_module

import pyarrow as pa
import pyarrow.compute as pc

from almenara.collect.other_places import add_others, split_others
from almenara.collect.registry import Registry
from almenara.errors import BadInput, Fault, UnknownPlace, UsageError
from almenara.model.document import Document
from almenara.reading.endings import check_ending
from almenara.reading.heads import head_of
from almenara.reading.rows import Reading
from almenara.reading.spec import Spec


def read_document(document: Document, spec: Spec) -> Reading:
    """What a source's reader makes of a file. Raises BadInput with all its faults.

    A reader that stops in any other way has met what it does not understand, and the file is refused.
    """
    try:
        reader = import_module(f"almenara.sources.{spec.id}.read")
        reading: Reading = reader.read(document, spec)
        check_ending(document, spec)
    except BadInput as error:
        if (names := packed(document)) and any("xlsx" in fault.message for fault in error.faults):
            raise BadInput(spec.id, [Fault(document.name, names)], UNPACK) from error
        if error.source != spec.id:
            raise BadInput(spec.id, error.faults, error.mend) from error
        raise
    except (ValueError, UsageError) as error:
        if type(error) is ValueError or isinstance(error, UsageError):
            raise BadInput(spec.id, [Fault(document.name, str(error))]) from error
        raise _stopped(document, spec, error) from error
    except Exception as error:
        raise _stopped(document, spec, error) from error
    return reading


UNPACK = "Unpack it, and take in what it holds"


def packed(document: Document) -> str:
    """What a zip archive that is no workbook holds, in words; "" for any other file."""
    head = head_of(document)
    if head.form != "archive":
        return ""
    names = head.text.splitlines()
    return f"is a zip archive that holds {', '.join(names[:5])}{' and more' if len(names) > 5 else ''}"


def _stopped(document: Document, spec: Spec, error: Exception) -> BadInput:
    text = f"the reader sources/{spec.id}/read.py does not understand it: {type(error).__name__}: {error}"
    mend = "Fetch the file again; if it is whole, report it as a fault of the reader, with the file"
    return BadInput(spec.id, [Fault(document.name, text)], mend)


def resolve_places(
    reading: Reading, document: Document, spec: Spec, registry: Registry
) -> dict[str, pa.Table]:
    """The reading's tables with the packs' place codes. Raises BadInput naming each unknown place's rows."""
    faults: list[Fault] = []
    out = {}
    for name, table in reading.tables.items():
        if "place" not in table.schema.names or not len(table):
            out[name] = table
            continue
        if name == "observations":
            table, others = split_others(table)
        given = table["place"]
        for column in ("place", "parent") if name == "places" else ("place",):
            encoded = pc.dictionary_encode(table[column].combine_chunks())
            resolved: list[str] = []
            for index, code in enumerate(encoded.dictionary.to_pylist()):
                try:
                    resolved.append(registry.gazetteer.resolve(code) if code else "")
                except UnknownPlace as error:
                    resolved.append("")
                    first = pc.index(encoded.indices, index).as_py()
                    faults.append(Fault(document.name, str(error), table["row"][first].as_py(), "place"))
                except UsageError as error:
                    resolved.append("")
                    faults.append(Fault(document.name, str(error), field="place"))
            places = pa.DictionaryArray.from_arrays(encoded.indices, pa.array(resolved, pa.string()))
            table = table.set_column(table.schema.get_field_index(column), column, places.dictionary_decode())
        if name == "observations":
            perhaps = pc.ends_with(given, "||")  # a figure about a name that is no place has nowhere to stand
            if pc.any(perhaps).as_py():
                table = table.filter(pc.or_(pc.not_equal(table["place"], ""), pc.invert(perhaps)))
            table = add_others(table, others, registry.gazetteer)
        out[name] = table
    if faults:
        raise BadInput(spec.id, faults, "Add the name to the country pack's aliases, or mend the row")
    return out


def check_definitions(
    tables: dict[str, pa.Table], document: Document, spec: Spec, registry: Registry
) -> None:
    """Every definition must be declared, and of the measure it is used for. Raises BadInput."""
    if "observations" not in tables:
        return
    pairs = tables["observations"].select(["measure", "definition"]).group_by(["measure", "definition"])
    faults = []
    for row in pairs.aggregate([]).to_pylist():
        definition = registry.definitions.get(row["definition"])
        if definition is None:
            faults.append(
                Fault(document.name, f'"{row["definition"]}" is not a definition', field="definition")
            )
        elif row["measure"] not in definition.measures:
            text = f'"{definition.id}" does not define {row["measure"]}'
            faults.append(Fault(document.name, text, field="measure"))
    if faults:
        raise BadInput(spec.id, faults, "Declare it under definitions in source.yml or in the country pack")
