"""Changes, multiples and fractions told right behind the two counts they are of, whatever words lead to them: "400 in
2019; in 2021, 600. In two years the growth comes to 33 %", "125 against 285 a year before: less than a third".

The two must be the only ones told just before, of one thing and place in two times. What they give bears the change
out; where they do not, it is wrong if the words name nothing else, or if it comes from a classic error to the decimal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.moves.changes import held
from almenara.analysis.checking.arithmetic.moves.giveaways import of_counted
from almenara.analysis.checking.arithmetic.nearby import concludes, goes_on_about, idle, points_away
from almenara.analysis.checking.arithmetic.operands import YEAR, Pair, operand, wrong_way
from almenara.analysis.checking.arithmetic.reading import (
    COUNTED,
    Reading,
    Reckoning,
    in_percent,
    meet,
    number,
    stated,
    stems_in,
)
from almenara.analysis.checking.arithmetic.told_last import alike, earlier_and_later
from almenara.model.claim import Arithmetic

_CLASSIC = {"change-on-later-value", "percent-for-percentage-points", wrong_way("rise"), wrong_way("fall")}
_BACK = 2
"""Sentences before a change in which its two counts stand."""
_FARTHEST = 30.0
"""Ratio of the two counts, at most."""
_LENGTH = 3
"""Days by which two times that are compared may differ in length."""
_NAME = re.compile(r"(?<=[^\W\d_]\s|[,;]\s)[A-ZÁÉÍÓÚÂÊÔÃÕ][^\W\d_]+")
"""A word with a capital that opens no sentence."""


def behind_its_two(reading: Reading) -> Iterator[Reckoning]:
    """Each change, multiple or fraction in prose of which no sum was found, against the two counts just before it."""
    for index, claim in enumerate(reading.claims):
        if claim.projection or claim.denied or reading.cell(index) or points_away(reading, index):
            continue
        if reading.found.get(index):
            continue
        if _is_a_move(reading, index):
            done = _moved(reading, index)
        elif claim.kind == "ratio" and _ends_its_clause(reading, index):
            done = _fraction_left(reading, index)
        else:
            done = _step(reading, index) if claim.kind == "percent" else None
        if done is not None:
            yield Reckoning(index, done)


def _moved(reading: Reading, index: int) -> Arithmetic | None:
    if reading.words["earlier"].search(reading.before(index)):
        return None  # "the year before, growth was 17 %"
    if (two := _that_number(reading, index)) is not None:
        return held(reading, index, *two)
    for kind in ("count", "percent"):
        pair = _the_two(reading, index, kind)
        if pair is not None:
            if _of_another_base(reading, index, pair) or (kind == "percent" and of_counted(reading, index)):
                return None
            done = held(reading, index, pair.later, pair.base)
            if not all(reading.claims[i].period_sure for i in (pair.later, pair.base)):
                turned = held(reading, index, pair.base, pair.later)
                done = turned if turned is not None and turned.holds else done
            return done if done is not None and (done.holds or _wrong(reading, index, pair, done)) else None
    return None


def _that_number(reading: Reading, index: int) -> tuple[int, int] | None:
    """The count in front of a multiple and the last one of the sentence before, where the words behind it point there:
    "five in the one state. The other, with 18, had ten times that number"."""
    claim, own = reading.claims[index], reading.sentence[index]
    if claim.kind != "times" or reading.slips["that_number"].match(reading.after(index).lstrip()) is None:
        return None
    here = [i for i in reading.inside[own] if i != index]
    before = [i for i in reading.inside.get(own - 1, []) if reading.claims[i].kind in COUNTED]
    if len(here) != 1 or here[0] > index or not before or not operand(reading, here[0], set(COUNTED)):
        return None
    base = before[-1]
    if not operand(reading, base, set(COUNTED)) or not alike(reading, here[0], base, places=True):
        return None
    return here[0], base


def _of_another_base(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether the words behind a change name what it is of, or a time that it compares with and the two are not of:
    "the 20 percent rise in premiums", "20 per cent more than in June of last year"."""
    told = reading.claims[index].comparison
    base = reading.claims[pair.base].period
    if told is not None and told.told_base is not None and told.told_base != base:
        return True
    after = re.split(r"[,;:.]", reading.after(index))[0].lstrip()
    led = reading.slips["of_what"].match(after)
    if led is None:
        return False
    named = stems_in(reading.without(after[led.end() :], "idle", "at_large", "a_span"))
    earlier = " ".join(
        reading.said(n) for n in range(max(0, reading.sentence[index] - _BACK), reading.sentence[index])
    )
    return bool(named - stems_in(earlier))


def _is_a_move(reading: Reading, index: int) -> bool:
    claim, cue = reading.claims[index], reading.cues.get(index)
    if cue is None or claim.value <= 0:
        return False
    if claim.kind == "times":
        return cue.kind == "times" and claim.value > 1
    moved = cue.kind == "change" or (cue.kind == "" and claim.kind == "percent")
    return claim.kind in ("percent", "ratio") and moved and cue.direction in ("rise", "fall")


def _the_two(reading: Reading, index: int, kind: str) -> Pair | None:
    """The only two levels told just before a change, of one thing and place in two times; None where others are."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    kinds = {kind, "money"} if kind == "count" else {kind}
    two = [i for i in reading.inside[own] if i != index and _counts(reading, i, kinds)]
    if any(reading.claims[i].start > reading.claims[index].start for i in two):
        return None
    for at in range(own - 1, own - 1 - _BACK, -1):
        if len(two) > 1 or at < 0 or sentences[at].block != sentences[own].block:
            break
        two = [i for i in reading.inside.get(at, []) if _counts(reading, i, kinds)] + two
    if len(two) != 2 or not all(operand(reading, i, kinds) for i in two):
        return None
    one, other = two
    if own - reading.sentence[other] > 1 or reading.sentence[other] - reading.sentence[one] > 1:
        return None
    if not alike(reading, one, other) or any(reading.conflict(index, i) for i in two):
        return None
    first, second = (reading.claims[i].period for i in two)
    if first is None or second is None or first == second:
        return None
    if abs(first.days - second.days) > _LENGTH and not concludes(reading, index):
        return None
    cue = reading.cues.get(index)
    pair = earlier_and_later(reading, one, other, cue.direction if cue is not None else "")
    values = [reading.claims[i].value for i in two]
    if pair is None or not pair.ordered or min(values) <= 0 or max(values) > _FARTHEST * min(values):
        return None
    return pair


def _counts(reading: Reading, index: int, kinds: set[str]) -> bool:
    """Whether a claim is a number of one of some kinds, and no change."""
    return reading.claims[index].kind in kinds and not reading.is_change(index)


def _wrong(reading: Reading, index: int, pair: Pair, done: Arithmetic) -> bool:
    """Whether a sum that fails is an error beyond doubt: nothing else can be meant."""
    claim = reading.claims[index]
    later, base = reading.claims[pair.later], reading.claims[pair.base]
    said = reading.said(reading.sentence[index])
    years = {int(year) for year in YEAR.findall(said)}
    told = {c.period.start.year for c in (later, base) if c.period is not None}
    if years - told or (claim.place_sure and claim.place not in (later.place, base.place)):
        return False
    if claim.period_sure and claim.period is not None and claim.period not in (later.period, base.period):
        return False
    if _told_already(reading, index, pair) or _of_others(reading, index, pair):
        return False
    if _NAME.search(reading.before(index)) or reading.slips["doubt"].search(said):
        return False
    if concludes(reading, index) or goes_on_about(reading, index) or _of_the_same(reading, index, pair):
        return True
    exact = claim.kind == "percent" and not float(claim.value).is_integer()
    return exact and done.error in _CLASSIC and _to_the_size(reading, index, done)


def _of_others(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether one of the two and another count of the text give a change: it is of that one."""
    two = (pair.later, pair.base)
    counts = [
        i for i, claim in enumerate(reading.claims)
        if i not in two and i != index and claim.kind == reading.claims[pair.later].kind and claim.value > 0
    ]  # fmt: skip
    tried = [(other, i) for other in counts for i in two] + [(i, other) for other in counts for i in two]
    return any((done := held(reading, index, *used)) is not None and done.holds for used in tried)


def _told_already(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether another change is that of the two counts: "29, after 24; 21 % more in number, 6 % less in money"."""
    two = {pair.later, pair.base}
    return any(
        done.holds and set(done.claims) == two
        for other, found in reading.found.items() if other != index
        for done in found if done.kind in ("change", "times")
    )  # fmt: skip


def _to_the_size(reading: Reading, index: int, done: Arithmetic) -> bool:
    """Whether what was told comes from a classic error to its last digit, where it is a rise told as a fall."""
    if done.error not in (wrong_way("rise"), wrong_way("fall")):
        return True
    size = abs(done.computed or 0.0)
    return meet(stated(in_percent(reading.claims[index])), (size, size))


def _of_the_same(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether the words in front of a change name what the two counts are of, or the matter at large."""
    lead = reading.without(reading.before(index), "at_large", "idle", "so", "restating")
    for name in ("rise", "fall"):
        lead = reading.words[name].sub(" ", lead)
    left = stems_in(lead)
    claims = [reading.claims[i] for i in (pair.later, pair.base)]
    nouns = {stem for claim in claims for stem in stems_in(claim.counted)}
    measured = reading.claims[index].measure
    of_one = bool(measured) and all(claim.measure == measured for claim in claims)
    return not left - nouns or (of_one and len(left - nouns) == 1)


def _ends_its_clause(reading: Reading, index: int) -> bool:
    """Whether a fraction ends its clause behind a sign that parts it from the count before: ": less than a third."."""
    after, before = reading.after(index), reading.before(index)
    opened = re.search(r"[:,;(–—]\s*([^:,;(–—]*)$", before)
    ends = re.match(r"\s*(?:[.,;)]|$)", after) is not None
    return ends and opened is not None and idle(reading, opened[1]) and len(before) < 40


def _fraction_left(reading: Reading, index: int) -> Arithmetic | None:
    """A fraction behind two counts of two times, as what is left of the earlier: 125 against 285 is less than half."""
    pair = _the_two(reading, index, "count")
    if pair is None:
        return None
    later, base = reading.claims[pair.later], reading.claims[pair.base]
    if later.value >= base.value or reading.sentence[index] != reading.sentence[pair.later]:
        return None
    claim = reading.claims[index]
    left, gone = later.value / base.value, 1 - later.value / base.value
    told = in_percent(claim)
    shown = f"{number(later.value)} / {number(base.value)} = {100 * left:.1f} %"
    used = (pair.later, pair.base)
    if meet(stated(told), (100 * left,) * 2) or meet(stated(told), (100 * gone,) * 2):
        return Arithmetic("share", claim.value, left, True, "", shown, used)
    return Arithmetic("share", claim.value, left, False, "does-not-follow", shown, used)


def _step(reading: Reading, index: int) -> Arithmetic | None:
    """The step between the two percentages just before, told in per cent behind a noun that says no direction: "from
    74 to 66 %. The improvement is eight per cent"."""
    cue = reading.cues.get(index)
    if (cue is not None and cue.kind) or not reading.slips["step"].search(reading.before(index)):
        return None
    two = _two_percentages(reading, index)
    if two is None:
        return _step_of_counts(reading, index)
    if not (concludes(reading, index) or _only_a_step(reading, index)):
        return None
    one, other = (reading.claims[i].value for i in two)
    low, high = sorted((one, other))
    claim, step = reading.claims[index], abs(one - other)
    if low <= 0 or not meet(stated(claim), (step, step)):
        return None
    changes = (100 * step / low, 100 * step / high)
    if any(meet(stated(claim), (change, change)) for change in changes):
        return None
    shown = f"{number(one)} % and {number(other)} % are {number(round(step, 2))} points apart"
    error = "percent-for-percentage-points"
    return Arithmetic("change", claim.value, 100 * (other - one) / one, False, error, shown, two)


def _step_of_counts(reading: Reading, index: int) -> Arithmetic | None:
    """A step between two counts, told without a direction: "300 in May, 240 in June. The improvement is 20 %"."""
    pair = _the_two(reading, index, "count")
    if pair is None or not (concludes(reading, index) or _only_a_step(reading, index)):
        return None
    claim, used = reading.claims[index], (pair.later, pair.base)
    new, old = (reading.claims[i].value for i in used)
    computed = 100 * (new - old) / old
    shown = f"{number(new)} / {number(old)} = {computed:+.1f} %"
    if meet(stated(claim), (abs(computed),) * 2):
        return Arithmetic("change", claim.value, computed, True, "", shown, used)
    wrong = 100 * (new - old) / new
    if claim.hedge or not meet(stated(claim), (abs(wrong),) * 2):
        return None
    shown += (
        f"; ({number(new)} - {number(old)}) / {number(new)} = {wrong:+.1f} % is the change on the later value"
    )
    return Arithmetic("change", claim.value, computed, False, "change-on-later-value", shown, used)


def _only_a_step(reading: Reading, index: int) -> bool:
    lead = reading.without(reading.before(index), "step", "at_large", "idle", "so", "restating")
    return not stems_in(lead)


def _two_percentages(reading: Reading, index: int) -> tuple[int, int] | None:
    """The only two percentages of the sentence before, or of a change's own before it."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    here = [i for i in reading.inside[own] if i < index and reading.claims[i].kind == "percent"]
    if not here and own and sentences[own - 1].block == sentences[own].block:
        here = [i for i in reading.inside.get(own - 1, []) if reading.claims[i].kind == "percent"]
    if len(here) != 2 or any(reading.is_change(i) or reading.claims[i].hedge for i in here):
        return None
    return here[0], here[1]
