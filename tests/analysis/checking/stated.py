"""Claims made by hand for the tests of sums: digits in a text become claims, nothing is linked unless told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from almenara.analysis.checking.arithmetic import reckon
from almenara.model.claim import Arithmetic, Claim
from almenara.model.manuscript import Block, Manuscript, Sentence

_DIGITS = re.compile(r"[+-]?\d[\d.,]*\d|[+-]?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITS = (
    (r"\s?(?:percentage points|points|puntos porcentuales|pontos percentuais|p\.p\.)", "percentage-points"),
    (r"\s?(?:%|per ?cent|por ciento|por cento)", "percent"),
    (r" (?:times|veces|vezes)", "times"),
    (r" (?:per day|a day|every day|al día|diarios|por día|por dia|ao dia)", "average"),
    (r" (?:per|por cada|por) 100[,.]000(?: \w+)?", "rate"),
)


def manuscript(text: str, language: str = "en") -> Manuscript:
    """A text of which each line is a paragraph, or a sentence of one, split at full stops."""
    blocks, sentences, at = [], [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", at, at + len(line)))
            start = 0
            for hit in re.finditer(r"[.!?](?:\s+(?=[A-ZÁÉÍÓÚ«\"])|$)|$", line):
                if line[start : hit.end()].strip():
                    sentences.append(Sentence(at + start, at + hit.end(), len(blocks) - 1))
                start = hit.end()
        at += len(line) + 1
    return Manuscript("-", "text", text, tuple(blocks), tuple(sentences), language)


def claims_in(text: str, language: str = "en", **links: Any) -> list[Claim]:
    """The numbers of a text as claims, years left out; `links` are set on all of them."""
    out = []
    for hit in _DIGITS.finditer(text):
        digits = hit[0].lstrip("+-")
        if _YEAR.fullmatch(digits) or re.search(r" (?:per|por|por cada) $", text[: hit.start()]):
            continue
        if re.match(r" (?:months|days|meses|días|dias)\b", text[hit.end() :]):
            continue
        kind, end = "count", hit.end()
        for pattern, name in _UNITS:
            if unit := re.compile(pattern).match(text, end):
                kind, end = name, unit.end()
                break
        value, step = _value(digits, language)
        half = 0.0 if kind in ("count", "times") and step >= 1 else step / 2
        noun = re.match(
            r"\s+(?!(?:of|a|in|from|to|compared|del?|el|en|frente|do|no|em)\b)([^\W\d]+)", text[end:]
        )
        out.append(
            Claim(
                text[hit.start() : end],
                hit.start(),
                end,
                kind,
                value,
                value - half,
                value + half,  # type: ignore[arg-type]
                counted=noun[1].strip() if noun and kind == "count" else "",
                **links,
            )
        )
    return out


def _value(digits: str, language: str) -> tuple[float, float]:
    group, point = (",", ".") if language == "en" else (".", ",")
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", digits):
        return float(re.sub(r"[,.]", "", digits)), 1.0
    plain = digits.replace(group, "" if re.search(rf"\{group}\d{{3}}", digits) else ".").replace(point, ".")
    decimals = len(plain.partition(".")[2])
    return float(plain), 10.0**-decimals


def reckoned(text: str, language: str = "en", claims: list[Claim] | None = None) -> list[Claim]:
    """The text's claims with the sums done over them."""
    return reckon(manuscript(text, language), claims if claims is not None else claims_in(text, language))


def sums(text: str, language: str = "en", claims: list[Claim] | None = None) -> list[tuple[str, Arithmetic]]:
    """All sums of a text, each with the words of its claim."""
    return [(c.text, a) for c in reckoned(text, language, claims) for a in c.arithmetic]


def errors(text: str, language: str = "en", claims: list[Claim] | None = None) -> dict[str, str]:
    """The errors found, by the words of the claim."""
    return {words: a.error for words, a in sums(text, language, claims) if not a.holds}


def linked(claims: list[Claim], **by_text: dict[str, Any]) -> list[Claim]:
    """Claims with fields set by the words of the claim."""
    return [replace(c, **by_text.get(c.text, {})) for c in claims]
