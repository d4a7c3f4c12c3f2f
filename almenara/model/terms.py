"""Vocabularies: measures and definitions, likelihood, confidence, source grading and markings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["flow", "stock", "status"]


@dataclass(frozen=True)
class Measure:
    """What is counted, in the field's words.

    iccs  ICCS v1.0 code (UNODC 2015), "" where the classification has none
    """

    id: str
    names: dict[str, str]
    iccs: str = ""
    note: str = ""

    def name(self, language: str) -> str:
        """Name in a language, English where there is none."""
        return self.names.get(language) or self.names["en"]


@dataclass(frozen=True)
class Break:
    """A day from which the counting rule changed, so that before and after do not compare."""

    day: date
    reasons: dict[str, str]

    @property
    def reason(self) -> str:
        """The reason in English."""
        return self.why("en")

    def why(self, language: str) -> str:
        """The reason in a language, English where there is none."""
        return self.reasons.get(language) or self.reasons["en"]


@dataclass(frozen=True)
class Definition:
    """How a publisher counts one or several measures. Figures of two definitions never meet without a Bridge.

    unit      what one is: victims, case files, deaths …
    kind      flow (adds up over time and places), stock (over places only), status (does not add up)
    rule      the counting rule in one sentence, by language
    attempts  completed, attempted or both: always stated for crimes
    bridges   definitions it may be compared with, each with the published authority of the bridge
    exhaustive  whether the publisher covers every child place, so that children add up to the parent
    """

    id: str
    measures: tuple[str, ...]
    unit: str
    kind: Kind
    publisher: str
    names: dict[str, str]
    rule: dict[str, str]
    attempts: Literal["completed", "attempted", "both", "not applicable"] = "not applicable"
    official: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    breaks: tuple[Break, ...] = ()
    bridges: dict[str, str] | None = None
    exhaustive: bool = False

    def name(self, language: str) -> str:
        """Name in a language, English where there is none."""
        return self.names.get(language) or self.names["en"]

    def counting_rule(self, language: str) -> str:
        """Rule in a language, English where there is none."""
        return self.rule.get(language) or self.rule["en"]


@dataclass(frozen=True)
class Likelihood:
    """One step of the ICD 203 scale (2015), row A; edges in [0, 1], lower inclusive."""

    key: str
    low: float
    high: float
    words: dict[str, str]


ICD_203 = (
    Likelihood("almost-no-chance", 0.01, 0.05, {"en": "almost no chance", "es": "casi nula probabilidad"}),
    Likelihood("very-unlikely", 0.05, 0.20, {"en": "very unlikely", "es": "muy improbable"}),
    Likelihood("unlikely", 0.20, 0.45, {"en": "unlikely", "es": "improbable"}),
    Likelihood("roughly-even", 0.45, 0.55, {"en": "roughly even chance", "es": "probabilidad similar"}),
    Likelihood("likely", 0.55, 0.80, {"en": "likely", "es": "probable"}),
    Likelihood("very-likely", 0.80, 0.95, {"en": "very likely", "es": "muy probable"}),
    Likelihood("almost-certain", 0.95, 0.99, {"en": "almost certain", "es": "casi seguro"}),
)
"""ICD 203 "Analytic Standards", 2 January 2015, row A."""


def likelihood(probability: float) -> Likelihood:
    """The step for a probability in [0, 1]; below 1 % and above 99 % keep the end step.

    Raises ValueError outside [0, 1].
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"{probability} is not a probability")
    for step in ICD_203:
        if probability < step.high:
            return step
    return ICD_203[-1]


CONFIDENCE: dict[str, dict[str, str]] = {
    "low": {"en": "low confidence", "es": "confianza baja"},
    "moderate": {"en": "moderate confidence", "es": "confianza media"},
    "high": {"en": "high confidence", "es": "confianza alta"},
}
"""ICD 203 confidence levels: they speak of the basis, never of the event."""

RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
"""Admiralty letter of a source (AJP-2.1); F means unknown, not worst."""

CREDIBILITY: dict[int, str] = {
    1: "confirmed by other independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""Admiralty number of an item (AJP-2.1); 6 means unknown, not worst."""

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""TLP 2.0 labels (FIRST, August 2022), from the least to the most restrictive; never translated."""

TLP_COLOURS: dict[str, str] = {
    "TLP:CLEAR": "#FFFFFF",
    "TLP:GREEN": "#33FF00",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:RED": "#FF2B2B",
}
"""Colour of each label on black, as the standard gives it."""


def tlp_label(text: str) -> str:
    """The text, where it is a TLP 2.0 label. Raises ValueError naming those there are."""
    if text not in TLP:
        raise ValueError(f'"{text}" is not a TLP 2.0 label; use one of {", ".join(TLP)}')
    return text


def strictest(labels: list[str]) -> str:
    """The most restrictive of TLP labels; TLP:CLEAR for none. TLP:WHITE is read as TLP:CLEAR.

    Raises ValueError on a label that is not TLP 2.0.
    """
    known = ["TLP:CLEAR" if label == "TLP:WHITE" else label for label in labels]
    return max(map(tlp_label, known), key=TLP.index, default="TLP:CLEAR")
