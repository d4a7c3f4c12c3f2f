"""A claim in words: what is understood of it, the verdict, and what stands behind it, for every way of showing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from almenara.model.claim import Arithmetic, Attribution, Audit, Claim, Support
from almenara.model.document import GROUNDS, Evidence
from almenara.model.figure import Figure
from almenara.model.hidden import visible
from almenara.model.terms import Definition
from almenara.product import formats
from almenara.product.auditing.wording import error_words, mark, number, role_words, verdict_words, word
from almenara.reading.spec import find_measure

SOURCES = 4
"""Sources told of one figure; the JSON has all."""


@dataclass(frozen=True)
class Source:
    """Where a figure stands: publisher, title and day in one line, then file and cells, then the address."""

    lead: str
    where: str
    address: str


@dataclass(frozen=True)
class Behind:
    """One thing that bears on the verdict: its role, what it says, labelled lines, and where it stands."""

    role: str
    role_words: str
    says: str
    lines: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    more: bool = False


@dataclass(frozen=True)
class Sum:
    """One sum over the text's own figures, with the error's name where it does not hold."""

    holds: bool
    shown: str
    words: str


@dataclass(frozen=True)
class Told:
    """A claim told in a language, every hidden sign of the text shown by its code point.

    number   of the claim in the audit, from 1; text  its words on one line
    unnamed  a source that the claim is laid to and nobody could ask: "one study (unnamed)"
    """

    number: int
    text: str
    claim: Claim
    mark: str
    verdict: str
    understood: str
    lines: tuple[tuple[str, str], ...]
    reason: str
    sums: tuple[Sum, ...]
    behind: tuple[Behind, ...]
    unnamed: str = ""


def told(audit: Audit, definitions: Mapping[str, Definition], language: str = "en") -> tuple[Told, ...]:
    """Every claim in the order of the text; `definitions` by their ids."""
    numbered = sorted(enumerate(audit.claims, 1), key=lambda pair: (pair[1].start, pair[1].end))
    return tuple(_told(n, claim, definitions, language) for n, claim in numbered)


def _told(number_of: int, claim: Claim, definitions: Mapping[str, Definition], language: str) -> Told:
    lines = tuple(
        (word(key, language), visible(text)) for key, text in _lines(claim, definitions, language) if text
    )
    return Told(
        number_of,
        visible(" ".join(claim.text.split())),
        claim,
        mark(claim.verdict),
        verdict_words(claim.verdict, language),
        visible(understood(claim, language)),
        lines,
        visible(claim.reason),
        tuple(
            Sum(a.holds, visible(a.shown or _bare(a, language)), _outcome(a, language))
            for a in claim.arithmetic
        ),
        tuple(_behind(s, definitions, language) for s in claim.evidence),
        visible(attributed(tuple(a for a in claim.attribution if a.unnamed), language)),
    )


def understood(claim: Claim, language: str) -> str:
    """What, where and when in one line: "homicide, the country, 2017"."""
    parts = [_what(claim, language), claim.place.name if claim.place else "", _when(claim, language)]
    parts += [" ".join(claim.comparison.base_text.split()) if claim.comparison else ""]
    return ", ".join(p for p in parts if p)


def _what(claim: Claim, language: str) -> str:
    return find_measure(claim.measure).name(language) if claim.measure else claim.counted


def _when(claim: Claim, language: str) -> str:
    return formats.period(claim.period, language) if claim.period else ""


def _lines(claim: Claim, definitions: Mapping[str, Definition], language: str) -> list[tuple[str, str]]:
    what = _what(claim, language)
    if what and not claim.measure:
        what = f"{what} ({word('not_ours', language)})"
    place = claim.place.name if claim.place else ""
    when = _when(claim, language)
    held = definitions.get(claim.definition)
    return [
        ("value", _value(claim, language)),
        ("counted", what if not claim.measure or claim.measure_sure else _assumed(what, language)),
        ("definition", held.name(language) if held else claim.definition),
        ("place", place if claim.place_sure else _assumed(place, language)),
        ("period", when if claim.period_sure else _assumed(when, language)),
        ("compared", _compared(claim, language)),
        ("said_by", attributed(claim.attribution, language)),
    ]


def _assumed(text: str, language: str) -> str:
    return f"{text} ({word('assumed', language)})" if text else ""


def _value(claim: Claim, language: str) -> str:
    unit = claim.unit if claim.unit != "%" else "\u00a0%"
    spaced = unit if unit.startswith("\u00a0") or not unit else f" {unit}"
    low, high = claim.low, claim.high
    if low is not None and high is not None and low != high:
        span = f"{number(low, language)}–{number(high, language)}"
    elif low is not None and high is None:
        span = f"{'>' if claim.hedge == 'more-than' else '≥'} {number(low, language)}"
    elif high is not None and low is None:
        span = f"{'<' if claim.hedge == 'less-than' else '≤'} {number(high, language)}"
    else:
        span = number(claim.value, language)
    extra = [word("projection", language)] if claim.projection else []
    extra += [word("proposed", language)] if claim.proposed else []
    return f"{span}{spaced}" + "".join(f"; {text}" for text in extra)


def _compared(claim: Claim, language: str) -> str:
    if not (compared := claim.comparison):
        return ""
    period = formats.period(compared.base_period, language) if compared.base_period else ""
    value = number(compared.base_value, language) if compared.base_value is not None else ""
    found = ", ".join(p for p in (period, value) if p)
    return f"{compared.base_text} ({found})" if compared.base_text and found else compared.base_text or found


def attributed(chain: tuple[Attribution, ...], language: str) -> str:
    """Who says so, the nearest first: "CNN ← the ministry"; one who has no name is said to have none."""
    return " ← ".join(f"{a.name} ({word('unnamed', language)})" if a.unnamed else a.name for a in chain)


def _bare(done: Arithmetic, language: str) -> str:
    stated = number(done.stated, language)
    return stated if done.computed is None else f"{stated} ≟ {number(done.computed, language)}"


def _outcome(done: Arithmetic, language: str) -> str:
    return word("holds", language) if done.holds else error_words(done.error or "does-not-follow", language)


def _behind(support: Support, definitions: Mapping[str, Definition], language: str) -> Behind:
    figure = support.figure
    every = list(support.evidence) + (list(figure.all_evidence()) if figure else [])
    known = list(dict.fromkeys((e.document, e.locator) for e in every))
    first = [next(e for e in every if (e.document, e.locator) == key) for key in known[:SOURCES]]
    lines: list[tuple[str, str]] = []
    if figure:
        lines = [(word(k, language), v) for k, v in _of_figure(figure, definitions, language) if v]
    says = " – ".join(p for p in (_says(figure, language) if figure else "", support.words) if p)
    return Behind(
        support.role, role_words(support.role, language), visible(says), tuple(lines),
        tuple(_source(e, language) for e in first), len(known) > SOURCES,
    )  # fmt: skip


def _says(figure: Figure, language: str) -> str:
    unit = figure.unit if figure.unit != "%" and figure.is_printable else ""
    if figure.value is not None:
        signed = figure.recipe.get("op") in ("change", "difference")
        decimals = figure.decimals or (0 if float(figure.value).is_integer() else 1)
        text = formats.number(figure.value, language, decimals, signed)
        text += "\u00a0%" if figure.unit == "%" else ""
    elif figure.low is not None:
        text = f"≥ {number(figure.low, language)}"
    elif figure.high is not None:
        text = f"≤ {number(figure.high, language)}"
    else:
        text = word("unknown", language) + (f": {figure.reason}" if figure.reason else "")
    return f"{text} {unit}".strip()


def _of_figure(figure: Figure, definitions: Mapping[str, Definition], language: str) -> list[tuple[str, str]]:
    held = definitions.get(figure.definition)
    known = f"{formats.day(figure.known, language)}" if figure.known else ""
    if known and figure.ground in GROUNDS and language == "en":
        known += f" ({GROUNDS[figure.ground]})"
    return [
        ("definition", held.name(language) if held else figure.definition),
        ("place", figure.place.name),
        ("period", formats.period(figure.period, language)),
        ("known", known),
    ]


def _source(item: Evidence, language: str) -> Source:
    lead = f"{item.publisher}, {item.title}, {formats.day(item.published, language)}"
    where = "; ".join(p for p in (item.file, item.locator) if p)
    return Source(visible(lead), visible(where), visible(item.url))
