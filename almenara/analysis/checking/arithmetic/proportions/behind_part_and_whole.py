"""Shares told right behind a part and its whole, whatever words lead to them: "9 of the 150 vehicles carry one, 6
percent", "1,200 names; 180 are women's. That 15 percent", "62 of them children. The children are thus a fifth".

The part and the whole must be the only counts told just before, and the words must say that the one is of the other or
draw the share from them. What they give bears the share out; where they do not, it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.around import exact
from almenara.analysis.checking.arithmetic.nearby import concludes, idle
from almenara.analysis.checking.arithmetic.operands import YEAR, moves
from almenara.analysis.checking.arithmetic.parted import is_share, misses
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import (
    Reading,
    Reckoning,
    in_percent,
    meet,
    stated,
    stems_in,
)
from almenara.model.claim import Arithmetic

_LEAST = 10
"""A whole below it has so few parts that a share of another fits by chance."""
_ENDS = re.compile(r"\s*(?:[.,;:)]|[–—]|$)")
_REST = 8.0
"""Points by which a share may miss that of the rest and still be meant for it."""


def behind_part_and_whole(reading: Reading) -> Iterator[Reckoning]:
    """Each share in prose of which no sum was found, against the only two counts told just before it."""
    for index, claim in enumerate(reading.claims):
        cue = reading.cues.get(index)
        if not is_share(reading, index) or (cue is not None and cue.direction):
            continue
        if not 0 < in_percent(claim).value <= 100:
            continue
        if any(done.kind != "limit" for done in reading.found.get(index, ())):
            continue
        two = _part_and_whole(reading, index)
        if two is None or not (
            _partitive(reading, *two) or _drawn(reading, index, two) or _stands_for_it(reading, index)
        ):
            continue
        done = shared(reading, index, [two[0]], two[1])
        if done is None:
            continue
        if done.holds or _wrong(reading, index, two, done):
            yield Reckoning(index, done)


def _part_and_whole(reading: Reading, index: int) -> tuple[int, int] | None:
    """The only two counts of a share's sentence before it, or of that and the one before, the smaller first."""
    own, sentences = reading.sentence[index], reading.manuscript.sentences
    here = [i for i in reading.inside[own] if i != index and reading.claims[i].kind != "duration"]
    if any(i > index and reading.claims[i].kind == "count" for i in here):
        return None
    told = [i for i in here if i < index]
    if len(told) < 2 and own and sentences[own - 1].block == sentences[own].block:
        told = [i for i in reading.inside.get(own - 1, []) if reading.claims[i].kind != "duration"] + told
    if len(told) != 2 or not all(exact(reading, i) and reading.claims[i].kind == "count" for i in told):
        return None
    part, whole = sorted(told, key=lambda i: reading.claims[i].value)
    one, two = reading.claims[part], reading.claims[whole]
    if (
        one.value == two.value
        or two.value < _LEAST
        or (one.measure and two.measure and one.measure != two.measure)
    ):
        return None
    if one.period_sure and two.period_sure and reading.of_other_times(part, whole):
        return None
    last = max(one.end, two.end)
    if re.search(r"\d", YEAR.sub(" ", reading.manuscript.text[last : reading.claims[index].start])):
        return None  # another number stands between
    return None if _moved(reading, index, part, whole) else (part, whole)


def _moved(reading: Reading, index: int, one: int, two: int) -> bool:
    """Whether two counts are the ends of a move, or give the share as the change from one to the other."""
    first, second = sorted((one, two), key=lambda i: reading.claims[i].start)
    ends = {(first, second), (second, first)}
    if ends & set(moves(reading, [first, second])):
        return True
    if reading.claims[index].low is None or reading.claims[index].high is None:
        return False  # "more than half" is the change from any to many
    low, high = sorted(reading.claims[i].value for i in (one, two))
    told = stated(in_percent(reading.claims[index]))
    return any(meet(told, (100 * (high - low) / base,) * 2) for base in (low, high) if base)


def _partitive(reading: Reading, part: int, whole: int) -> bool:
    """Whether the words say that the one is a part of the other: "9 of the 150", "of the 150, 9", "9 of them"."""
    text = reading.manuscript.text
    one, two = reading.claims[part], reading.claims[whole]
    if reading.slips["of_them"].match(text[one.end : one.end + 40]) is not None:
        return True
    if one.end <= two.start:
        return reading.slips["of_the"].fullmatch(text[one.end : two.start]) is not None
    sentence = reading.manuscript.sentences[reading.sentence[whole]]
    led = text[max(sentence.start, two.start - 24) : two.start]
    behind = reading.slips["of_whom"].search(text[two.end : one.start]) is not None
    return behind or re.search(rf"(?:{reading.slips['of_the'].pattern})$", led, re.IGNORECASE) is not None


def _drawn(reading: Reading, index: int, two: tuple[int, int]) -> bool:
    """Whether a share stands right behind its counts, or is drawn from what was told: "180, a 15 percent", "thus"."""
    if concludes(reading, index):
        return True
    before = reading.before(index)
    if reading.words["conjunction"].search(before):
        return False  # "120 stand empty and, in the south, half"
    piece = re.split(r"[,(:–—]", before)[-1]
    told_last = reading.inside[reading.sentence[index]]
    place = told_last.index(index)
    right_behind = place > 0 and told_last[place - 1] in two
    return right_behind and re.search(r"[,(:–—]", before) is not None and idle(reading, piece)


def _wrong(reading: Reading, index: int, two: tuple[int, int], done: Arithmetic) -> bool:
    """Whether a share that does not follow is told of these two beyond doubt, and is not that of the rest."""
    claim, after = reading.claims[index], reading.after(index)
    true = (done.computed or 0.0) * (1 if claim.kind == "percent" else 100)
    low, high = stated(in_percent(claim))
    if not misses(claim, *(reading.claims[i].value for i in two)):
        return False
    near = abs(100 - true - in_percent(claim).value) <= _REST
    if (near and meet((low - 1, high + 1), (100 - true,) * 2)) or claim.hedge in ("at-least", "at-most"):
        return False
    rest = reading.slips["of_whole"].match(after.lstrip())
    ended = _ENDS.match(after) is not None or (
        rest is not None and _ENDS.match(after.lstrip()[rest.end() :]) is not None
    )
    if ended and (_drawn(reading, index, two) or _told_again(reading, index)):
        return True
    if _stands_for_it(reading, index):
        return True
    return concludes(reading, index) and not _named_since(reading, index)


def _stands_for_it(reading: Reading, index: int) -> bool:
    """Whether nothing but a word that points back stands in front of a share: "That 56 percent"."""
    lead = reading.before(index).strip()
    return bool(lead) and reading.slips["this_share"].fullmatch(lead) is not None


def _told_again(reading: Reading, index: int) -> bool:
    """Whether the words in front of a share stand for what was told: "That share, 30 percent", "women represent"."""
    number_, text = reading.sentence[index], reading.manuscript.text
    start, at = reading.manuscript.sentences[number_].start, reading.claims[index].start
    opened = max(start, text.rfind(";", start, at) + 1)
    lead = reading.without(text[opened:at], "share_told", "that", "idle", "restating")
    earlier = f"{reading.said(number_ - 1) if number_ else ''} {text[start:opened]}"
    return stems_in(lead) <= stems_in(earlier)


def _named_since(reading: Reading, index: int) -> bool:
    """Whether the words around a share that is drawn name a group of their own: "thus 40 percent of the women"."""
    after = reading.after(index).lstrip()
    if reading.slips["of_whom"].match(after):
        return True
    named = re.match(r"(?:of|de|d[oa]s?|del)\s", after) is not None
    return named and reading.slips["of_whole"].match(after) is None
