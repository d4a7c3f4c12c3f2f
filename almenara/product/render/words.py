"""The interface's words, and small texts that every format sets in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from almenara.model.document import GROUNDS
from almenara.model.figure import Figure
from almenara.model.phrase import Phrase
from almenara.model.place import Place
from almenara.model.terms import CONFIDENCE, ICD_203
from almenara.product import formats
from almenara.product.document import Inline, Judgement, Number, Reference, Report, Table, Text
from almenara.product.remarks import remark

WORDS: dict[str, dict[str, str]] = {
    "contents": {"en": "Contents", "es": "Contenido"},
    "as_of": {"en": "As known on", "es": "Según lo conocido al"},
    "since": {"en": "compared with the edition of", "es": "comparado con la edición del"},
    "endnotes": {"en": "Endnotes", "es": "Notas"},
    "endnote": {"en": "Endnote", "es": "Nota"},
    "attributions": {"en": "Attribution", "es": "Atribución"},
    "contact": {"en": "Contact", "es": "Contacto"},
    "digest": {"en": "Evidence digest", "es": "Huella de la evidencia"},
    "edition": {"en": "Edition", "es": "Edición"},
    "likelihood": {"en": "Likelihood", "es": "Probabilidad"},
    "estimate": {"en": "estimate", "es": "estimación"},
    "confidence": {"en": "Confidence", "es": "Confianza"},
    "page": {"en": "Page", "es": "Página"},
    "of": {"en": "of", "es": "de"},
    "skip": {"en": "Skip to the text", "es": "Ir al texto"},
    "drawn": {"en": "Figures in this picture", "es": "Cifras de esta imagen"},
    "described": {"en": "Text alternative", "es": "Texto alternativo"},
    "provenance": {"en": "Where this figure comes from", "es": "De dónde viene esta cifra"},
    "close": {"en": "Close", "es": "Cerrar"},
    "value": {"en": "Value", "es": "Valor"},
    "range": {"en": "Range", "es": "Intervalo"},
    "measure": {"en": "Measure", "es": "Medida"},
    "definition": {"en": "Definition", "es": "Definición"},
    "place": {"en": "Place", "es": "Lugar"},
    "period": {"en": "Period", "es": "Periodo"},
    "known": {"en": "Known since", "es": "Conocido desde"},
    "method": {"en": "Method", "es": "Método"},
    "inputs": {"en": "Worked out from", "es": "Calculado con"},
    "revisions": {"en": "Earlier value", "es": "Valor anterior"},
    "note": {"en": "Note", "es": "Observación"},
    "note_in_english": {"en": "Note", "es": "Nota (en inglés)"},
    "reason": {"en": "Reason", "es": "Motivo"},
    "sources": {"en": "Sources", "es": "Fuentes"},
    "published": {"en": "published", "es": "publicado"},
    "accessed": {"en": "accessed", "es": "consultado"},
    "language": {"en": "language", "es": "idioma"},
    "reliability": {"en": "source reliability", "es": "fiabilidad de la fuente"},
    "unknown": {"en": "unknown", "es": "desconocido"},
    "more": {"en": "and more: see the endnotes", "es": "y más: véanse las notas"},
    "handling": {"en": "Handling", "es": "Manejo"},
    "stated": {"en": "stated by the publisher", "es": "según el editor"},
    "calendar": {"en": "by the publisher's calendar of releases", "es": "según el calendario del editor"},
    "archived": {"en": "by a dated archived copy", "es": "por una copia archivada con fecha"},
    "public-act": {"en": "public by then", "es": "público para entonces"},
    "inferred": {
        "en": "inferred from what stood before and after",
        "es": "inferido de lo que regía antes y después",
    },
    "retrieved": {"en": "by our own retrieval", "es": "por consulta propia"},
    "known_by": {"en": "known by", "es": "conocido al"},
    "page_of": {"en": "read on a page", "es": "leído en una página"},
    "page_later": {"en": ", later than this edition", "es": ", posterior a esta edición"},
    "page_undated": {
        "en": "read on a page of a later or unknown day",
        "es": "leído en una página posterior o sin fecha",
    },
    "carried": {"en": "as carried by", "es": "reproducido por"},
    "source_line": {"en": "Sources: endnotes", "es": "Fuentes: notas"},
}
"""Default words by key and language; a report's own `words` go before them."""

_ENDS = re.compile(r"[.:;!?]\s")
"""Where a sentence, or a part of one that stands alone, ends."""
_LANGUAGES = {"en": {"en": "English", "es": "inglés"}, "es": {"en": "Spanish", "es": "español"}}


def word(report: Report, key: str) -> str:
    """An interface word in the report's language."""
    if key in report.words:
        return report.words[key]
    words = WORDS[key]
    return words.get(report.language) or words["en"]


def portion_mark(label: str) -> str:
    """A portion's mark: TLP:GREEN is written (GREEN)."""
    return f"({label.removeprefix('TLP:')})"


def confidence(report: Report, level: str) -> str:
    """A confidence level in the report's language."""
    held = CONFIDENCE.get(level)
    return held.get(report.language, held["en"]) if held else level


def ground(report: Report, key: str) -> str:
    """How a known day is known, in words; other grounds as they are."""
    return word(report, key) if key in GROUNDS else key


def language_name(report: Report, code: str) -> str:
    """A language's name in the report's language; its code where it has none here."""
    return _LANGUAGES.get(code, {}).get(report.language, code)


def as_of_line(report: Report) -> str:
    """The edition's day and, where there is one, the earlier edition's."""
    line = f"{word(report, 'as_of')} {formats.day(report.as_of, report.language)}"
    if report.since:
        line += f", {word(report, 'since')} {formats.day(report.since, report.language)}"
    return line


def note_runs(notes: Iterable[int]) -> list[tuple[str, str]]:
    """Endnote numbers as printed, each with its first number; runs of three or more are joined: 12–25."""
    ordered = sorted(set(notes))
    runs: list[list[int]] = []
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    out: list[tuple[str, str]] = []
    for run in runs:
        if len(run) > 2:
            out.append((f"{run[0]}–{run[-1]}", str(run[0])))
        else:
            out += [(str(n), str(n)) for n in run]
    return out


def step(report: Report, judgement: Judgement) -> int | None:
    """Which of the seven steps of ICD 203 the judgement's term is, from 0."""
    for position, held in enumerate(ICD_203):
        if judgement.term and judgement.term in held.words.values():
            return position
    return None


NARROW = 14
"""Columns whose texts are no longer than this many characters are never wrapped."""
CROWDED = 7
"""In a table of more columns, headings are wrapped at every word."""
LINE, BETWEEN = 94, 3.7
"""Characters in a line of a table as wide as the page, and those that the space after a column takes."""


@dataclass(frozen=True)
class Width:
    """A column's width: `characters` where it holds short texts, else a `share` of what these leave."""

    characters: float
    share: float


def column_widths(table: Table) -> list[Width]:
    """Widths that leave short texts whole and give long ones room by length; one column always shares."""
    fixed: dict[int, float] = {}
    least: dict[int, float] = {}
    length: dict[int, float] = {}
    for position, column in enumerate(table.columns):
        texts = [_text(row[position]) for row in table.rows] or [""]
        longest = max(map(len, texts))
        word = max((len(w) for text in (*texts, column.heading) for w in text.split()), default=1)
        if longest <= NARROW and position > 0:
            shared = set(column_notes(row[position] for row in table.rows))
            notes = max((_note_room(row[position], shared) for row in table.rows), default=0)
            heading = min(len(column.heading), NARROW) if len(table.columns) <= CROWDED else word
            fixed[position] = max(longest + notes, heading, word)
        else:
            least[position] = max(word + 1, min(longest, 12))
            length[position] = max(1.0, longest * sum(map(len, texts)) / len(texts)) ** 0.5
    left = LINE - sum(fixed.values()) - BETWEEN * len(table.columns) - sum(least.values())
    total = sum(length.values())
    return [
        Width(fixed[p], 0) if p in fixed else Width(0, least[p] + max(0, left) * length[p] / total)
        for p in range(len(table.columns))
    ]


def characters(table: Table) -> int:
    """Length of all text in a table's rows."""
    return sum(len(_text(cell)) for row in table.rows for cell in row)


def _text(cell: Iterable[Inline]) -> str:
    return "".join("" if isinstance(i, Reference) else i.text for i in cell)


def _note_room(cell: Iterable[Inline], shared: set[int]) -> float:
    """Characters that endnote numbers beside a figure take, beyond the space between columns.

    shared  endnotes that the column's heading carries
    """
    runs = [note_runs(set(i.notes) - shared) for i in flow(cell) if isinstance(i, Number)]
    return max((max(0, sum(len(t) + 1 for t, _ in r) - 4) * 0.7 for r in runs), default=0)


def flow(items: Iterable[Inline]) -> list[Inline]:
    """Inlines as they follow one another: no space stands before the endnotes of a sentence, and of its numbers
    with the same endnotes only the last bears them."""
    out: list[Inline] = []
    last: int | None = None  # where the sentence's last number stands
    for item in items:
        if isinstance(item, Reference) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text.rstrip(), out[-1].style)
        if isinstance(item, Text) and _ENDS.search(item.text):
            last = None
        if isinstance(item, Number):
            before = out[last] if last is not None else None
            if last is not None and isinstance(before, Number) and set(before.notes) == set(item.notes):
                out[last] = replace(before, notes=())
            last = len(out)
        out.append(item)
    return out


def number_style(number: Number) -> str:
    """How a number is set: as it says, or as unknown where there is no value."""
    return number.style if number.figure.is_known else "unknown"


def label_of(report: Report, figure: Figure) -> str:
    """A figure named by place and period."""
    return f"{place_name(report, figure.place)}, {formats.period(figure.period, report.language)}"


def words_of(report: Report, group: str) -> dict[str, str]:
    """The report's words of one group, by key: phrases, locators, places."""
    start = f"{group}:"
    return {key.removeprefix(start): text for key, text in report.words.items() if key.startswith(start)}


def place_name(report: Report, place: Place) -> str:
    """A place as the report's language calls it, where the report knows."""
    return report.words.get(f"places:{place.code}", place.name)


def said(report: Report, text: str) -> str:
    """A remark of analysis in the report's language; other texts as they are."""
    return remark(text, words_of(report, "phrases"), report.language, words_of(report, "places"))


def note_label(report: Report, note: str) -> str:
    """The heading of a figure's note: one that a table of evidence holds is in English, and says so."""
    own = not isinstance(note, Phrase) and report.language != "en"
    return word(report, "note_in_english" if own else "note")


def column_notes(cells: Iterable[tuple[Inline, ...]]) -> tuple[int, ...]:
    """Endnotes that all figures of a column share: printed once, in its heading."""
    held = [set(i.notes) for cell in cells for i in cell if isinstance(i, Number) and i.notes]
    return tuple(sorted(set.intersection(*held))) if len(held) > 1 else ()
