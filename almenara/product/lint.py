"""Rules for an analyst's prose: no bare number, no uncited finding, ICD 203 words only where they belong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from almenara.errors import ProseError
from almenara.model.terms import CONFIDENCE, ICD_203

OFF_SCALE: dict[str, tuple[str, ...]] = {
    "en": (
        "may", "might", "could", "possible", "possibly", "perhaps", "probable", "probably", "improbable",
        "conceivable", "conceivably", "plausible", "chances are", "odds are", "doubtful", "poised to",
        "presumably", "almost certainly", "remote chance", "nearly certain", "bound to", "possibility",
        "potentially", "in all likelihood",
    ),
    "es": (
        "podría", "podrían", "puede que", "pueden que", "posible", "posibles", "posiblemente", "quizá",
        "quizás", "tal vez", "probablemente", "a lo mejor", "seguramente", "verosímil", "dudoso",
        "presumiblemente", "acaso", "posibilidad", "potencialmente",
    ),
}  # fmt: skip
"""Words of likelihood that carry no band of ICD 203 row A."""

TOKEN_OPEN, TOKEN_CLOSE = "\ue000", "\ue001"
"""Private-use characters around what a template put in: figures, citations, terms."""
TOKEN = re.compile(f"{TOKEN_OPEN}([a-z]+):([^{TOKEN_CLOSE}]*){TOKEN_CLOSE}")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”»’)]*\s+(?=[A-ZÁÉÍÓÚÑ¿¡\"“«(" + TOKEN_OPEN + "])")


@dataclass(frozen=True)
class Complaint:
    """One rule broken, with the line of the file."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.text}"


def sentences(text: str) -> list[str]:
    """A paragraph's sentences, tokens kept."""
    return [s for s in _SENTENCE.split(" ".join(text.split())) if s.strip()]


def tokens(text: str) -> list[tuple[str, str]]:
    """Kind and content of each token in order."""
    return [(m[1], m[2]) for m in TOKEN.finditer(text)]


def without_tokens(text: str) -> str:
    """Text with each token replaced by a space."""
    return TOKEN.sub(" ", text)


def check_paragraph(
    text: str, file: str, line: int, language: str, needs_citation: bool, judgement: bool
) -> list[Complaint]:
    """What is wrong with one paragraph; empty if nothing is."""
    found = []
    scale = sorted((step.words[language] for step in ICD_203), key=len, reverse=True)
    for sentence in sentences(text):
        bare = without_tokens(sentence)
        shown = " ".join(bare.split())[:70]
        kinds = {kind for kind, _ in tokens(sentence)}
        if match := re.search(r"\d[\d.,]*", bare):
            found.append(f'a bare number, "{match[0]}": print it with fig(), date() or name(), in "{shown}"')
        words = bare if language == "es" else re.sub(r"\bMay\b", " ", bare)
        off = [w for w in OFF_SCALE[language] if re.search(rf"\b{re.escape(w)}\b", words, re.IGNORECASE)]
        on = [w for w in scale if re.search(rf"\b{re.escape(w)}\b", words, re.IGNORECASE)]
        if off:
            found.append(
                f'"{off[0]}" is a likelihood outside the ICD 203 scale: write likelihood(…), in "{shown}"'
            )
        elif on:
            found.append(f'"{on[0]}" is typed: write likelihood(…) with its probability, in "{shown}"')
        confidence = [t[language] for t in CONFIDENCE.values() if t[language] in bare.casefold()]
        if ("likelihood" in kinds or on) and (confidence or "confidence" in kinds):
            found.append(f'a likelihood and a confidence term in one sentence: "{shown}"')
        if "likelihood" in kinds and not judgement:
            found.append(f'a likelihood outside a judgement (a paragraph that begins with ">"): "{shown}"')
        cited = kinds & {"f", "w", "cite"}
        if needs_citation and not judgement and not cited:
            found.append(f'an uncited sentence: add fig() or cite(), or make it a judgement: "{shown}"')
    return [Complaint(file, line, message) for message in found]


def refuse(complaints: list[Complaint]) -> None:
    """Raise ProseError listing every complaint, if there are any."""
    if complaints:
        lines = "\n".join(f"  {c}" for c in complaints)
        count = f"{len(complaints)} place{'s' if len(complaints) > 1 else ''}"
        raise ProseError(f"the report's prose breaks its rules in {count}:\n{lines}")
