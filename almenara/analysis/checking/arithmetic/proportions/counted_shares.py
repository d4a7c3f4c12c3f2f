"""Shares whose count and whole stand beside them: "half of the 64 trucks, 28, were", "60 percent (180 of 240)".

What joins them is told by words and places in the sentence alone, so that a share which its two counts do not give is
an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.parted import (
    LEAD,
    between,
    exact,
    is_share,
    led_by_part,
    misses,
    next_of,
    opened_by,
    told_part,
    whole_before,
    whole_behind,
)
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import follows

_MOST_NAMED = 12
"""Places or groups that a number may tell instead of a part: "three states"."""
_ENDS = re.compile(r"\s*(?:[,;.)–—]|$)")


def counted_shares(reading: Reading) -> Iterator[Reckoning]:
    """Shares of which no other sum was found, against the part and the whole that stand with them."""
    for index in range(len(reading.claims)):
        if not is_share(reading, index) or reading.found.get(index):
            continue
        done = [
            (one, parts)
            for parts, whole in _told(reading, index)
            if (one := _done(reading, index, parts, whole))
        ]
        if kept := next((one for one, _ in done if one.holds), None):
            yield Reckoning(index, kept)
        elif done and all(_wrong(reading, index, one) for one, _ in done):
            yield Reckoning(index, done[0][0])


def _done(reading: Reading, index: int, parts: list[int], whole: int) -> Arithmetic | None:
    claims = [reading.claims[i] for i in (*parts, whole)]
    if len({claim.measure for claim in claims} - {""}) > 1:
        return None
    return shared(reading, index, parts, whole)


def _wrong(reading: Reading, index: int, done: Arithmetic) -> bool:
    *parts, whole = done.claims
    told = sum(reading.claims[i].value for i in parts)
    return misses(reading.claims[index], told, reading.claims[whole].value)


def _told(reading: Reading, index: int) -> Iterator[tuple[list[int], int]]:
    """Each part and whole that words join to a share."""
    after = next_of(reading, index)
    if (whole := whole_behind(reading, index)) is not None:
        yield from _of_whole_behind(reading, index, whole)
    elif after is not None:
        second = next_of(reading, after)
        if second is not None and exact(reading, after) and led_by_part(reading, after, second):
            yield from _of_pair_behind(reading, index, after, second)
        yield from _said_again(reading, index, after)
    yield from _of_pair_before(reading, index)


def _of_whole_behind(reading: Reading, index: int, whole: int) -> Iterator[tuple[list[int], int]]:
    """ "Half of the 64 trucks, 28, were", and "these (50) and those (60) make up half of the 240"."""
    part = next_of(reading, whole)
    if part is not None and told_part(reading, whole, part, reading.claims[whole].counted) is not None:
        if reading.claims[part].value < reading.claims[whole].value:
            yield [part], whole
        return
    group = reading.inside[reading.sentence[index]]
    before = [i for i in group[: group.index(index)] if not _names_places(reading, i)]
    if not before or not all(exact(reading, i) for i in before):
        return
    if len(before) > 2 and reading.claims[before[0]].value == len(before) - 1:
        before = before[1:]  # "the three worst months, May (50) …"
    said = between(reading, before[-1], index)
    if len(before) > 1:
        if all(_listed(reading, i) for i in before) and _joins(reading, said.lstrip(" )")):
            yield before, whole
    elif _stands_for(reading, before[0], index, whole):
        yield before, whole


def _names_places(reading: Reading, index: int) -> bool:
    """Whether a number tells how many places or groups are meant."""
    return reading.claims[index].value <= _MOST_NAMED and (
        reading.words["state_kind"].match(reading.after(index).lstrip()) is not None
    )


def _listed(reading: Reading, index: int) -> bool:
    before = reading.before(index)
    bracketed = before.rstrip().endswith("(") and reading.after(index).lstrip().startswith(")")
    return bracketed or follows(reading.parted["with_count"], before)


def _joins(reading: Reading, said: str) -> bool:
    """Whether nothing but a verb for what several make up stands before their share."""
    if reading.parted["stands_for"].search(said) is None:
        return False
    for name in ("stands_for", "together"):
        said = reading.parted[name].sub(" ", said)
    return idle(reading, said)


def _stands_for(reading: Reading, part: int, index: int, whole: int) -> bool:
    """Whether a count is the subject of its share: "The 180 attacks there represent 60 percent of the 240"."""
    said, lead = between(reading, part, index), reading.before(part)
    one, two = reading.claims[part], reading.claims[whole]
    if len(lead) > LEAD or re.search(r"[,;:.]", lead + said) or one.value >= two.value:
        return False
    if two.counted and not reading.same(part, whole):
        return False
    return _ends_standing(reading, said)


def _of_pair_behind(reading: Reading, index: int, part: int, whole: int) -> Iterator[tuple[list[int], int]]:
    """ "60 percent of the attacks (180 of 240)", and "60 percent (180) of the 240 attacks"."""
    if reading.claims[part].value >= reading.claims[whole].value:
        return
    said = between(reading, index, part)
    joint = re.fullmatch(r"([^,;:.()–—]{0,90})[,(–—]\s*", said)
    noun = re.split(r"[,;.)–—]", reading.after(whole))[0].split()
    named = not noun or (len(noun) < 3 and joint is not None and noun[-1].lower() in joint[1].lower())
    if joint and named and _ENDS.match(between(reading, part, whole)) is None:
        yield [part], whole


def _said_again(reading: Reading, index: int, part: int) -> Iterator[tuple[list[int], int]]:
    """ "300 complaints, and 60 percent, or 210, were", "500 were asked and 55 percent felt unsafe, i.e. 225"."""
    text = between(reading, index, part)
    opened = reading.words["of"].match(text.lstrip())
    bracket = next_of(reading, part)
    if bracket is not None and re.match(r"\s*[)]", reading.after(part)) and re.fullmatch(r"\s*[(]\s*", text):
        said = between(reading, part, bracket).lstrip(" )")
        if exact(reading, bracket) and reading.parted["whole_led"].fullmatch(said.strip()):
            yield [part], bracket
            return
    named = re.split(r"[,:(–—]", text)[0]
    if opened is None and named.strip():
        whole = _asked(reading, index)
        plainly = True
    else:
        whole, plainly = whole_before(reading, index, named), False
    if whole is None or reading.claims[part].value >= reading.claims[whole].value:
        return
    if told_part(reading, index, part, reading.claims[whole].counted, plainly) is not None:
        yield [part], whole


def _asked(reading: Reading, index: int) -> int | None:
    """The whole of a share of those who were asked: "a survey of 500 residents found that 55 percent felt"."""
    group = reading.inside[reading.sentence[index]]
    before = group[: group.index(index)]
    if (opener := opened_by(reading, reading.sentence[index])) is not None:
        return opener
    if len(before) != 1 or not exact(reading, before[0]):
        return None
    start = reading.manuscript.sentences[reading.sentence[index]].start
    said = reading.manuscript.text[start : reading.claims[index].start]
    return before[0] if reading.parted["surveyed"].search(said) and not re.search(r"[;:]", said) else None


def _of_pair_before(reading: Reading, index: int) -> Iterator[tuple[list[int], int]]:
    """ "5 of the 50 were solved, a clearance rate of 10 percent", "With 180 of the 240, it has 75 percent of all"."""
    sentence, after = reading.sentence[index], reading.after(index).lstrip()
    of_all = reading.words["of_them"].match(after)
    if not _ENDS.match(after[of_all.end() :] if of_all else after):
        return
    group = reading.inside[sentence]
    before = group[: group.index(index)]
    if len(before) == 2:
        pair = _pair(reading, sentence, *before)
        said = between(reading, before[1], index)
        last = re.split(r"[,(–—:]", said)[-1]
        if pair is None or re.search(r"[;.]", said):
            return
        rate = reading.parted["rate_led"].fullmatch(last.strip())
        held = reading.parted["with_count"].match(reading.said(sentence).lower()) and _ends_standing(
            reading, last
        )
        if rate is not None or (held and "," in said):
            yield from _with_rest(reading, index, *pair) if rate else [([pair[0]], pair[1])]
    elif not before and sentence:
        told, sentences = reading.inside.get(sentence - 1, []), reading.manuscript.sentences
        rate = reading.parted["rate_led"].search(reading.before(index))
        if len(told) != 2 or rate is None or sentences[sentence].block != sentences[sentence - 1].block:
            return
        pair = _pair(reading, sentence - 1, *told)
        if pair is not None and idle(reading, reading.parted["rate_led"].sub(" ", reading.before(index))):
            yield from _with_rest(reading, index, *pair)


def _ends_standing(reading: Reading, said: str) -> bool:
    """Whether words end with a verb for the share that a count is."""
    last = list(reading.parted["stands_for"].finditer(said))[-1:]
    return bool(last) and idle(reading, said[last[0].end() :])


def _pair(reading: Reading, sentence: int, one: int, two: int) -> tuple[int, int] | None:
    """The part and the whole of two counts of a sentence: "5 of the 50", "of the 50, 5"."""
    if not (exact(reading, one) and exact(reading, two)):
        return None
    first, second = reading.claims[one].value, reading.claims[two].value
    if first <= second and led_by_part(reading, one, two):
        return one, two
    return (two, one) if opened_by(reading, sentence) == one and second <= first else None


def _with_rest(reading: Reading, index: int, part: int, whole: int) -> Iterator[tuple[list[int], int]]:
    """A part and its whole, but where the rate is of what is left: "solved 5 of the 50, an impunity rate of 90"."""
    left = reading.claims[whole].value - reading.claims[part].value
    if misses(reading.claims[index], left, reading.claims[whole].value):
        yield [part], whole
