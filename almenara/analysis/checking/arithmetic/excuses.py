"""Sums that fail over figures which are no parts of one another: they accuse nobody."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.nearby import told_before
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, in_percent, meet, stated
from almenara.analysis.checking.what.change_told import BEFORE_THAT

_HUNDRED, _THOUSAND = 100, 1000
_ANOTHER = 10
"""Times that a share lies above that of two counts beyond which it is of something else: bases of so many fighters."""
_FAR_OFF = 5
"""Times a difference beyond which two counts are not those that it is between."""


def excused(reading: Reading, finding: Reckoning) -> bool:
    """Whether a sum that fails is over what cannot be one: round parts, another measure or unit, places counted among
    what happened there, times that have nothing in common, the change of an earlier time or over a gain."""
    done = finding.sum
    if done.holds:
        return False
    if done.kind == "change":
        earlier = BEFORE_THAT.search(reading.before(finding.claim)) is not None
        gain = len(done.claims) == 2 and _is_a_gain(reading, finding.claim, *done.claims)
        apart = any(_is_a_difference(reading, i) for i in done.claims if i != finding.claim)
        return earlier or gain or apart or _of_another_pair(reading, finding)
    if done.kind == "total-repeated":
        return _YEAR_BEFORE.search(reading.before(finding.claim)) is not None
    if done.kind == "share":
        far = done.computed is not None and 0 < done.computed * _ANOTHER < done.stated
        return far or len({reading.claims[i].kind == "money" for i in done.claims}) > 1
    if done.kind == "difference":
        return done.computed is not None and abs(done.computed) > _FAR_OFF * done.stated
    if done.kind != "sum":
        return False
    whole = reading.claims[finding.claim]
    others = [i for i in done.claims if i != finding.claim]
    parts = [reading.claims[i] for i in others]
    values = [part.value for part in parts]
    if len(parts) < 2 or done.computed is None:
        return False
    rounded = sum(_HUNDRED / 2 for v in values if v >= _THOUSAND and v % _HUNDRED == 0)
    if abs(done.stated - done.computed) <= rounded:
        return True
    measures = {part.measure for part in parts}
    if whole.measure and len(measures) == 1 and "" not in measures and whole.measure not in measures:
        return True
    if any(v == len(parts) - 1 and sum(values) - v == done.stated for v in values):
        return True  # "our four states: 38, 6, 4 and 7, so 55"
    return whole.period_sure and all(
        reading.claims[i].period_sure and reading.of_other_times(finding.claim, i) for i in others
    )


_MORE = re.compile(
    r"\s*(?:[^\W\d]+\s+){0,2}?(?:more|fewer|less|additional|extra|más|menos|a mais|a menos|adiciona(?:les|is))\b",
    re.IGNORECASE,
)
"""Behind a count, what makes it the difference of two."""
_YEAR_BEFORE = re.compile(
    r"\b(?:(?:a|one|the) year (?:before|earlier)(?: that)?|(?:un|el) año (?:antes|previo|anterior)|"
    r"(?:um|o) ano (?:antes|anterior)(?: disso)?)\b",
    re.IGNORECASE,
)
"""Before a count, what steps back from a time that the words do not name: of which of two, who reads must know."""


def _is_a_difference(reading: Reading, index: int) -> bool:
    """Whether a count is told as by how much another is greater or less: "4 more deaths, a rise of 50 %"."""
    return reading.claims[index].kind == "count" and _MORE.match(reading.after(index)) is not None


def _of_another_pair(reading: Reading, finding: Reckoning) -> bool:
    """Whether a change told to a decimal is just that from the count right before it to one of the sentences before:
    "It is 6,615 above the 24,559 of 2016 (26.9 % more)", where 31,174 were told."""
    claim = reading.claims[finding.claim]
    cue = reading.cues.get(finding.claim)
    if (
        claim.kind != "percent"
        or claim.value.is_integer()
        or cue is None
        or cue.direction not in ("rise", "fall")
    ):
        return False
    sign = 1 if cue.direction == "rise" else -1
    near = [i for i in reading.inside[reading.sentence[finding.claim]] if i < finding.claim]
    base = max((i for i in near if reading.claims[i].kind == "count"), default=None)
    if base is None or reading.claims[base].value <= 0 or base not in finding.sum.claims:
        return False
    old = reading.claims[base]
    alike = [
        reading.claims[i].value for i in told_before(reading, finding.claim)
        if reading.claims[i].kind == "count" and reading.claims[i].measure == old.measure != ""
    ]  # fmt: skip
    changes = (sign * 100 * (new - old.value) / old.value for new in alike)
    return any(meet(stated(claim), (change, change)) for change in changes)


def _is_a_gain(reading: Reading, claim: int, one: int, two: int) -> bool:
    """Whether a change is that of a gain over its base, where the text tells what they led to: "107,327, and 24,327
    since, which is 22.7 %; 131,654 today"."""
    low, high = sorted(reading.claims[i].value for i in (one, two))
    told = any(c.kind == "count" and c.value == low + high for c in reading.claims)
    share = 100 * low / high if high else 0.0
    return told and low >= _HUNDRED and meet(stated(in_percent(reading.claims[claim])), (share, share))
