"""The registry as tables and as a graph: CSV for spreadsheets, GraphML for programs that draw and measure networks."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

from almenara.analysis.armed_groups.claims import BETWEEN, MUTUAL, Claim, letter, origin
from almenara.analysis.armed_groups.records import when
from almenara.analysis.armed_groups.registry import Registry
from almenara.model.hidden import visible
from almenara.product.spreadsheet import uncomputed

COLUMNS = (
    "subject_key", "subject", "predicate", "object_key", "object", "place", "place_name", "when", "since", "until",
    "credibility", "disputed", "topics", "origins", "statement", "from", "to", "precision", "known", "ground",
    "letter", "origin", "publisher", "title", "url", "source", "file", "locator", "note",
)  # fmt: skip
NODE = {"label": "string", "names": "string", "described": "boolean", "statements": "int"}
EDGE = {"mutual": "boolean", "predicate": "string", "place": "string", "since": "string", "until": "string",
        "known": "string", "credibility": "int", "disputed": "boolean", "statements": "int",
        "sources": "string"}  # fmt: skip
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"


def statements_csv(found: Registry) -> str:
    """A row for each statement with its claim; RFC 4180. A text that would be a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim in found.claims:
        shared = _claim_cells(found, claim)
        for s in claim.statements:
            e = s.evidence
            cells = [
                *shared, s.id, s.valid_from or "", s.valid_to or "", s.precision, s.known, e.ground,
                letter(e, found.rules), origin(s, found.rules), e.publisher, e.title, e.url, e.source, e.file,
                e.locator, s.note,
            ]  # fmt: skip
            writer.writerow([plain_cell(str(cell)) for cell in cells])
    return out.getvalue()


def plain_cell(text: str) -> str:
    """A cell that no spreadsheet computes, with nothing hidden in it, on one line."""
    shown = " ".join(visible(text).split())
    return uncomputed(shown)


def _claim_cells(found: Registry, claim: Claim) -> list[object]:
    other = found.labels[claim.object] if claim.object else claim.text
    return [
        claim.subject, found.labels[claim.subject], claim.predicate, claim.object, other, claim.place,
        found.places.get(claim.place, ""), when(claim), claim.since or "", claim.until or "", claim.credibility,
        "yes" if claim.disputed else "", " ".join(claim.topics), "; ".join(claim.origins),
    ]  # fmt: skip


def graphml(found: Registry) -> str:
    """Groups as nodes and relations between them as edges, a claim each; `mutual` ones hold both ways."""
    ET.register_namespace("", _GRAPHML)
    root = ET.Element(f"{{{_GRAPHML}}}graphml")
    for kind, fields in (("node", NODE), ("edge", EDGE)):
        for name, type_of in fields.items():
            ET.SubElement(root, f"{{{_GRAPHML}}}key", {
                "id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": type_of,
            })  # fmt: skip
    graph = ET.SubElement(root, f"{{{_GRAPHML}}}graph", {"id": "groups", "edgedefault": "directed"})
    for group in found.groups.values():
        node = ET.SubElement(graph, f"{{{_GRAPHML}}}node", {"id": group.key})
        values = {
            "label": group.label,
            "names": "; ".join((*group.labels[1:], *group.names)),
            "described": str(group.described).lower(),
            "statements": str(len({s.id for c in group.claims for s in c.statements})),
        }
        _data(node, "node", values)
    between = [c for c in found.claims if c.predicate in BETWEEN and c.object]
    for number, claim in enumerate(between):
        ends = {"id": f"e{number}", "source": claim.subject, "target": claim.object}
        edge = ET.SubElement(graph, f"{{{_GRAPHML}}}edge", ends)
        values = {
            "mutual": str(claim.predicate in MUTUAL).lower(),
            "predicate": claim.predicate,
            "place": claim.place,
            "since": str(claim.since or ""),
            "until": str(claim.until or ""),
            "known": str(claim.known),
            "credibility": str(claim.credibility),
            "disputed": str(claim.disputed).lower(),
            "statements": str(len(claim.statements)),
            "sources": "; ".join(dict.fromkeys(s.evidence.publisher for s in claim.statements)),
        }
        _data(edge, "edge", values)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _data(parent: ET.Element, kind: str, values: dict[str, str]) -> None:
    for name, value in values.items():
        item = ET.SubElement(parent, f"{{{_GRAPHML}}}data", {"key": f"{kind}-{name}"})
        item.text = visible(value)
