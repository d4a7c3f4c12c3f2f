"""Formulas in workbooks: a published table holds values; a formula's shown result may be stale or absent."""

from __future__ import annotations

import io
import re
import zipfile

from almenara.errors import BadInput, Fault
from almenara.model.document import Document

_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<f[ >/]')


def refuse_formulas(document: Document, plain: bytes) -> None:
    """Raise BadInput naming every cell of an xlsx workbook that holds a formula.

    plain  the workbook's bytes, within the limits of `guard_workbook`
    """
    faults = []
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            content = archive.read(name)
            if b"<f" not in content:
                continue
            faults += [
                Fault(document.name, "holds a formula, not a value", int(row), letter.decode())
                for letter, row in _CELL.findall(content)
            ]
    if faults:
        raise BadInput("reading", faults, "Save the table as values, or fetch the publisher's file again")
