"""Changes: a percentage, points, a multiple or a difference against the two counts it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from almenara.analysis.checking.arithmetic.moves.clauses import one_clause
from almenara.analysis.checking.arithmetic.moves.multiples import place_compared
from almenara.analysis.checking.arithmetic.moves.pairs import goes_on, pairs
from almenara.analysis.checking.arithmetic.moves.shown_behind import shown_behind
from almenara.analysis.checking.arithmetic.nearby import points_away, told_apart
from almenara.analysis.checking.arithmetic.operands import Pair, compared, moves, wrong_way
from almenara.analysis.checking.arithmetic.reading import (
    Reading,
    Reckoning,
    cut_off,
    in_percent,
    meet,
    narrow,
    number,
    span,
    stated,
)
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import follows

Interval = tuple[float, float]


def changes(reading: Reading) -> Iterator[Reckoning]:
    """What each claim of a change says against its counts."""
    for index, cue in sorted(reading.cues.items()):
        claim = reading.claims[index]
        if cue.kind not in ("change", "times", "difference") or claim.projection:
            continue
        tried = [
            (pair, _reckoned(reading, index, pair))
            for pair in pairs(reading, index)
            if pair.plain or all(narrow(reading.claims[i]) for i in (pair.later, pair.base))
        ]
        tried = [(pair, done) for pair, done in tried if done is not None]
        kept = [done for _, done in tried if done.holds]  # type: ignore[union-attr]
        if kept:
            yield Reckoning(index, kept[0])  # type: ignore[arg-type]
        elif accused := [
            done
            for pair, done in tried
            if done is not None and pair.plain and pair.ordered and _told(reading, index, pair, done)
        ]:
            yield Reckoning(index, accused[0])


ROUGH_POINTS, ROUGH = 1.5, 0.15
"""What two counts of other sentences may miss a change by and still be meant: points, and a share of itself."""
CLASSIC = {"change-on-later-value", "percent-for-percentage-points"}
"""Errors that the figures themselves give away; the others need words that leave no doubt of the pair."""


def _told(reading: Reading, index: int, pair: Pair, done: Arithmetic) -> bool:
    """Whether the pair is meant beyond doubt, so that a sum which fails is an error."""
    later, base = reading.claims[pair.later], reading.claims[pair.base]
    if not (_near(reading, index, pair) and one_clause(reading, index, pair)):
        return False
    if points_away(reading, index) or told_apart(reading, index, pair.later, pair.base):
        return False
    if _of_another_clause(reading, index, pair) or _of_the_unseen(reading, index, pair):
        return False
    if max(later.value, base.value) > UNLIKE * max(min(later.value, base.value), 1.0):
        return False
    if reading.cues[index].kind == "difference" and reading.claims[index].kind not in (later.kind, base.kind):
        return reading.claims[index].kind == "percentage-points"
    apart = reading.sentence[pair.later] != reading.sentence[pair.base]
    if apart and reading.cues[index].kind == "difference" and not _closed(reading, index):
        return False
    if _of_another_size(reading, index, pair, done):
        return False
    if apart and (later.value > FARTHEST * base.value or base.value > FARTHEST * later.value):
        return False
    if _holds_turned(reading, index, pair) or _since_then(reading, index, pair):
        return False
    sure = (later.place_sure and base.place_sure) or not goes_on(reading, index, pair)
    if done.error not in CLASSIC and later.place and base.place and later.place != base.place and sure:
        return False
    if reading.claims[index].kind == "times" and (
        _parted(reading, index, pair) or _of_one_place(reading, index, pair)
    ):
        return False
    if (
        _at_once(reading, index, pair)
        or shown_behind(reading, index, pair.later, pair.base)
        or _two_years(reading, index, pair)
        or done.error in CLASSIC
        or (later.measure and later.measure == base.measure)
    ):
        return True
    if later.counted and base.counted and not reading.same(pair.later, pair.base):
        return False
    between = reading.before(pair.base)
    group = reading.inside[reading.sentence[pair.base]]
    follows_on = len(between) < 14 and follows(reading.words["from_base"], between)
    follows_on = follows_on and reading.claims[index].end == base.start - len(between)
    return follows_on or compared(reading, between) or (pair.later, pair.base) in set(moves(reading, group))


def _of_another_clause(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether both counts stand behind a change, in a clause of their own: "up 28 % in a year in which the country
    improved, from 30,974 to 29,705"."""
    claim, text = reading.claims[index], reading.manuscript.text
    first = min(reading.claims[i].start for i in (pair.later, pair.base))
    if first < claim.end or reading.sentence[pair.later] != reading.sentence[index]:
        return False
    between = text[claim.end : first]
    moved = any(reading.words[name].search(between) for name in ("rise", "fall", "contrast"))
    return moved or reading.slips["clause"].search(between) is not None


def _of_the_unseen(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether a change is told of a number that nobody counted: "154, then 249, and the true number is ten times
    that"."""
    ends = [reading.claims[i].end for i in (pair.later, pair.base)]
    told = [end for end in ends if end < reading.claims[index].start]
    between = reading.manuscript.text[max(told) : reading.claims[index].start] if len(told) == 2 else ""
    return reading.slips["unseen"].search(between) is not None


def _of_another_size(reading: Reading, index: int, pair: Pair, done: Arithmetic) -> bool:
    """Whether a change goes the other way than two counts of other sentences, not by as much: it is of others."""
    elsewhere = len({reading.sentence[i] for i in (index, pair.later, pair.base)}) > 1
    turned = done.error in (wrong_way("rise"), wrong_way("fall")) and done.kind == "change"
    size, value = abs(done.computed or 0.0), in_percent(reading.claims[index]).value
    return elsewhere and turned and abs(size - value) > max(ROUGH_POINTS, ROUGH * value)


def _closed(reading: Reading, index: int) -> bool:
    """Whether "six more" ends there or names its base: not in "with six more still being looked into"."""
    after = reading.after(index).lstrip(" (")
    hit = reading.words["rise_after"].match(after) or reading.words["fall_after"].match(after)
    rest = after[hit.end() :] if hit else after
    return (
        not rest.strip()
        or bool(re.match(r"\s*[,;:.)]", rest))
        or bool(reading.words["base"].match(rest.lstrip()))
    )


def _at_once(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether the base stands right after a multiple, and the later count before it: "700, twice the 500 of 2018"."""
    claim, base = reading.claims[index], reading.claims[pair.base]
    if claim.kind != "times" or reading.claims[pair.later].start > claim.start:
        return False
    between = reading.manuscript.text[claim.end : base.start]
    return 0 < len(between) <= 24 and not re.search(r"[.,;:()\d]", between)


def _parted(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether a semicolon stands between a multiple and a count: "412, three times what was expected; later 655".

    Not where both counts stand before it, in one clause: "from 120 to 360; three times as many as the year before".
    """
    text, claim = reading.manuscript.text, reading.claims[index]
    counts = [reading.claims[i] for i in (pair.later, pair.base)]
    first, last = sorted(counts, key=lambda c: c.start)
    if last.end <= claim.start and ";" not in text[first.end : last.start]:
        return False
    after = re.split(r"[,.;:]", reading.after(index))[0].split()
    return len(after) > 2 and any(
        ";" in text[min(claim.end, other.end) : max(claim.start, other.start)] for other in counts
    )


def _of_one_place(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether a multiple compares its place with another, of which these are not the two counts."""
    other = place_compared(reading, index)
    return other is not None and {reading.claims[i].place for i in (pair.later, pair.base)} != {
        reading.claims[index].place,
        other,
    }


def _two_years(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether a multiple stands with the counts of two times alone: "tripled: there were 121 in 2012, 276 in 2018"."""
    claim, later, base = (reading.claims[i] for i in (index, pair.later, pair.base))
    one_sentence = reading.sentence[index] == reading.sentence[pair.later] == reading.sentence[pair.base]
    if claim.kind != "times" or not one_sentence or not (later.period_sure and base.period_sure):
        return False
    if later.period is None or base.period is None or not base.period.end < later.period.start:
        return False
    return all(not c.counted or reading.same(index, i) for c, i in ((later, pair.later), (base, pair.base)))


UNLIKE = 1000
"""Ratio of two counts beyond which one of them is told in other units: "from 120 to 60 million"."""
FARTHEST = 20
"""Ratio of counts of two sentences beyond which one of them is something else: an age, a number of places."""


def _near(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether a count stands in the claim's own sentence, or both in its paragraph, or in one table or list with it."""
    if reading.sentence[index] in (reading.sentence[pair.later], reading.sentence[pair.base]):
        return True
    blocks = reading.manuscript.blocks
    own, *others = (
        reading.manuscript.sentences[reading.sentence[i]].block for i in (index, pair.later, pair.base)
    )
    listed = blocks[own].kind in ("item", "cell")
    return all(other == own or (listed and blocks[other].kind == blocks[own].kind) for other in others)


def _since_then(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether a change is told of all the time since its base, of which the text has a later count than the pair's."""
    span, later = reading.claims[index].period, reading.claims[pair.later]
    if span is None or later.period is None or span.end <= later.period.end:
        return False
    base = reading.claims[pair.base].period
    return base is not None and span.start == base.start and any(
        other.kind == later.kind and other.period is not None and other.measure == later.measure
        and later.period.end < other.period.start
        for other in reading.claims
    )  # fmt: skip


def _holds_turned(reading: Reading, index: int, pair: Pair) -> bool:
    """Whether the claim holds with the other count as the base, and nothing tells surely that it is not."""
    later, base = reading.claims[pair.later], reading.claims[pair.base]
    group = reading.inside[reading.sentence[pair.base]]
    if (pair.later, pair.base) in set(moves(reading, group)):
        return False
    if later.period is not None and base.period is not None:
        in_one = reading.sentence[pair.later] == reading.sentence[pair.base]
        if in_one and base.period.end < later.period.start:
            return False
    turned = held(reading, index, pair.base, pair.later)
    return turned is not None and turned.holds


def _reckoned(reading: Reading, index: int, pair: Pair) -> Arithmetic | None:
    claim = reading.claims[index]
    cue = reading.cues[index]
    first = held(reading, index, pair.later, pair.base)
    if first is None or first.holds or (pair.ordered and (pair.plain or cue.kind != "difference")):
        return first
    turned = held(reading, index, pair.base, pair.later)
    return turned if turned is not None and turned.holds and claim.kind and cue.kind else first


def held(reading: Reading, index: int, later: int, base: int) -> Arithmetic | None:
    """What a claim of a change says of two counts: the sum, and its error; None where the base is nothing."""
    claim, cue = in_percent(reading.claims[index]), reading.cues[index]
    new, old = reading.claims[later], reading.claims[base]
    used = (later, base)
    if cue.kind == "times":
        return _times(reading, index, later, base)
    if claim.kind == "percentage-points" and old.kind != "percent":
        return _points_of_counts(reading, index, later, base)
    if cue.kind == "difference" or claim.kind == "percentage-points":
        return _difference(reading, index, later, base)
    if old.value <= 0:
        return None
    said = _signed(stated(claim), cue.direction)
    true = _ratio(span(new), span(old))
    change = (100 * (true[0] - 1), 100 * (true[1] - 1))
    computed = 100 * (new.value - old.value) / old.value
    shown = f"{number(new.value)} / {number(old.value)} = {computed:+.1f} %"
    points = old.kind == "percent"
    if points and meet(stated(claim), (abs(new.value - old.value),) * 2):
        true = new.value / old.value, new.value / old.value
        change = (100 * (true[0] - 1), 100 * (true[1] - 1))
    if any(meet(part, change) for part in said):
        return Arithmetic("change", claim.value, computed, True, "", shown, used)
    if any(meet(part, change) for part in _signed(cut_off(claim), cue.direction)):
        shown += ", cut off rather than rounded"
        return Arithmetic("change", claim.value, computed, True, "", shown, used)
    error, shown = _why(claim.value, cue.direction, new.value, old.value, points, stated(claim), shown)
    return Arithmetic("change", claim.value, computed, False, error, shown, used)


def _why(
    value: float, direction: str, new: float, old: float, points: bool, said: Interval, shown: str
) -> tuple[str, str]:
    """The classic error that a wrong percentage comes from, and the sum that shows it."""
    size = abs(100 * (new - old) / old)
    told_wrong = (direction == "rise" and new < old) or (direction == "fall" and new > old)
    if told_wrong and meet(said, (size, size)):
        return wrong_way(direction), shown
    if points and meet(said, (abs(new - old),) * 2):
        step = number(abs(new - old))
        return (
            "percent-for-percentage-points",
            f"{number(old)} % to {number(new)} % is {step} points; {shown}",
        )
    if new > 0 and not told_wrong and meet(said, (size * old / new,) * 2):
        wrong = f"({number(new)} - {number(old)}) / {number(new)} = {100 * (new - old) / new:+.1f} %"
        return "change-on-later-value", f"{shown}; {wrong} is the change on the later value"
    if meet(said, (100 * new / old,) * 2) and new > old:
        return "times-more", f"{shown}; {value:g} % of the base is not {value:g} % more"
    if told_wrong:
        return wrong_way(direction), shown
    return "does-not-follow", shown


def _signed(said: Interval, direction: str) -> list[Interval]:
    if direction == "rise":
        return [said]
    down = (-said[1], -said[0])
    return [down] if direction == "fall" else [said, down]


def _ratio(new: Interval, old: Interval) -> Interval:
    low = max(new[0], 0.0) / old[1] if old[1] != inf else 0.0
    return low, (new[1] / old[0] if old[0] > 0 else inf)


WITHIN_ONE = 0.85
"""What a multiple of three to nine, told as almost so much, may be off by: 7.7 is almost eight, and not almost nine."""
LEAST, MOST = 0.84, 1.26
"""What a multiple without a hedge may be off by: 1.7 and 2.5 are told as "doubled", 1.6 is not."""


def _times(reading: Reading, index: int, later: int, base: int) -> Arithmetic | None:
    claim = reading.claims[index]
    new, old = reading.claims[later], reading.claims[base]
    if old.value <= 0 or new.value <= 0:
        return None
    down = reading.cues[index].direction == "fall" and claim.value > 1
    true = _ratio(span(old), span(new)) if down else _ratio(span(new), span(old))
    computed = old.value / new.value if down else new.value / old.value
    shown = f"{number(new.value)} / {number(old.value)} = {new.value / old.value:.2f} times"
    low, high = span(claim)
    near = (low * (0.97 if claim.high is None else 0.9), high * (1.0 if claim.hedge else 1.1))
    if not claim.hedge:
        near = (max(near[0], LEAST * claim.value), min(near[1], MOST * claim.value))
    if claim.hedge == "almost" and 3 <= claim.value < 10:
        near = (max(near[0], claim.value - WITHIN_ONE), near[1])
    strict = (near[0] + 1, near[1] + 1)
    more = bool(
        reading.words["more"].search(claim.text) or reading.words["more"].match(reading.after(index).lstrip())
    )
    used = (later, base)
    fits = meet(near, (computed,) * 2) or meet((low, high), true)
    exact = reading.manuscript.language == "en" or not float(claim.value).is_integer()
    overcounted = (
        more and exact and not meet(strict, true)
    )  # "tres veces más" may be three times, "2.6" was reckoned
    if overcounted and meet(near, true) and not claim.hedge:
        shown += f", that is {computed - 1:.1f} times more"
        return Arithmetic("times", claim.value, computed - 1, False, "times-more", shown, used)
    if fits:
        if more:
            shown += f", that is {100 * (computed - 1):+.0f} %"
        return Arithmetic("times", claim.value, computed, True, "", shown, used)
    if more and meet(strict, true):
        return Arithmetic("times", claim.value, computed, True, "", shown, used)
    if (new.value < old.value) is not (down or claim.value < 1) and abs(new.value - old.value) > 0:
        error = "rise-told-as-fall" if down or claim.value < 1 else "fall-told-as-rise"
    else:
        onto = reading.words["rise"].match(reading.after(index).lstrip())  # "a 2.6-fold increase"
        added = meet((low, high), (computed - 1,) * 2)  # 3.6 times as many, told as the 2.6 that came on top
        if added and onto:
            return Arithmetic("times", claim.value, computed - 1, True, "", shown, used)
        overstated = more and abs(computed - claim.value) < 1.01
        error = "times-more" if overstated or added else "does-not-follow"
    if not claim.hedge and meet((LEAST * claim.value, MOST * claim.value), (computed,) * 2):
        return None
    return Arithmetic("times", claim.value, computed, False, error, shown, used)


def _difference(reading: Reading, index: int, later: int, base: int) -> Arithmetic | None:
    claim, cue = reading.claims[index], reading.cues[index]
    new, old = reading.claims[later], reading.claims[base]
    one, two = span(new), span(old)
    gap = (one[0] - two[1], one[1] - two[0])
    computed = new.value - old.value
    unit = " points" if claim.kind == "percentage-points" else ""
    shown = f"{number(new.value)} - {number(old.value)} = {computed:+,.6g}{unit}"
    if any(meet(part, gap) for part in _signed(stated(claim), cue.direction)):
        return Arithmetic("difference", claim.value, computed, True, "", shown, (later, base))
    error = "does-not-follow"
    if meet(stated(claim), (abs(computed),) * 2):
        error = wrong_way(cue.direction)
    elif unit and old.value and meet(stated(claim), (abs(100 * computed / old.value),) * 2):
        error, shown = (
            "percent-for-percentage-points",
            f"{shown}; {100 * computed / old.value:+.1f} % of the base",
        )
    return Arithmetic("difference", claim.value, computed, False, error, shown, (later, base))


def _points_of_counts(reading: Reading, index: int, later: int, base: int) -> Arithmetic | None:
    """Points told of two counts, of which there are none: an error where the change in per cent is as large."""
    claim, new, old = reading.claims[index], reading.claims[later], reading.claims[base]
    if old.value <= 0:
        return None
    computed = 100 * (new.value - old.value) / old.value
    if not any(meet(part, (computed,) * 2) for part in _signed(stated(claim), reading.cues[index].direction)):
        return None
    shown = f"{number(new.value)} / {number(old.value)} = {computed:+.1f} %, which is no difference in points"
    error = "percent-for-percentage-points"
    return Arithmetic("change", claim.value, computed, False, error, shown, (later, base))
