"""An audit made by hand, for tests of what shows it."""

from __future__ import annotations

from datetime import date

from almenara.model.claim import Arithmetic, Attribution, Audit, Claim, Comparison, LeftOut, Support
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.model.terms import Definition
from almenara.text.opening import from_text
from tests.product.made_figures import MEXICO, evidence, figure

NOW, WRITTEN = date(2026, 11, 1), date(2018, 11, 2)
TEXT = """A year of figures

On 2 November 2018 a study counted 29,168 homicides in 2017, up 38% from 2016.

There were more than 2,200 taps: 81 here, 25 there and 10 elsewhere, 116 in all.
"""
DEFINITIONS = {
    "made-victims": Definition(
        "made-victims", ("homicide",), "victims", "flow", "A publisher", {"en": "victims, as made"},
        {"en": "as made"},
    )
}  # fmt: skip


def manuscript(text: str = TEXT, published: date | None = WRITTEN, name: str = "year.txt") -> Manuscript:
    """A text, as it is opened."""
    return from_text(text, "en", published, name)


def claim(written: Manuscript, text: str, value: float, **more: object) -> Claim:
    """A claim on the first occurrence of its words, which must be there."""
    start = written.text.index(text)
    base: dict[str, object] = {"kind": "count", "low": value, "high": value}
    return Claim(text, start, start + len(text), value=value, **(base | more))  # type: ignore[arg-type]


def audit(written: Manuscript | None = None) -> Audit:
    """Of the text above: one claim of each verdict but two, a sum that holds and one that does not."""
    written = written or manuscript()
    total = Arithmetic("sum", 116, 116, True, "", "81 + 25 + 10 = 116", (3, 4, 5, 6))
    wrong = Arithmetic(
        "change", 38, 61.3, False, "change-on-later-value", "(29,168 − 18,084) / 18,084 = +61.3 %", (0, 1)
    )
    claims = (
        claim(
            written, "29,168", 29168, unit="victims", measure="homicide", measure_sure=True,
            definition="made-victims", place=MEXICO, period=Period.parse("2017"), period_sure=True,
            attribution=(Attribution("a study", 0, 7, unnamed=True), Attribution("the office", 8, 9)),
            verdict="contradicted", reason="The count known by then was 28,734.",
            evidence=(
                Support("contradicts", figure(28734)),
                Support("now", evidence=(evidence(),), words="a statement"),
            ),
        ),
        claim(
            written, "38%", 38, kind="percent", low=37.5, high=38.5, unit="%",
            comparison=Comparison("rise", "from 2016", Period.parse("2016"), 18084.0), verdict="inconsistent",
            reason="The text's own figures give another change.", arithmetic=(wrong,),
        ),
        claim(
            written, "more than 2,200 taps", 2200, high=None, hedge="more-than", counted="taps",
            verdict="supported", reason="2,274 were counted.", evidence=(Support("supports", figure(2274)),),
        ),
        claim(written, "81", 81, of=6, arithmetic=(total,), reason="It does not say what is counted."),
        claim(written, "25", 25, of=6, arithmetic=(total,), reason="It does not say what is counted."),
        claim(written, "10", 10, of=6, arithmetic=(total,), reason="It does not say what is counted."),
        claim(
            written, "116", 116, parts=(3, 4, 5), arithmetic=(total,), verdict="outdated",
            reason="Since revised to 120.",
        ),
    )  # fmt: skip
    at = written.text.index("2 November 2018")
    left = (LeftOut("2 November 2018", at, at + 15, "a date"),)
    return Audit(written, claims, left, WRITTEN, NOW, ("A remark.",))
