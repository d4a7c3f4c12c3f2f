"""Counts told again with a slip of the pen: "2,418 cases … All 2,148 cases", of whatever is counted.

Two counts of one noun with the same digits in another order are one count told twice, where the later one is
pointed at ("the", "those", "all") or one of them stands in a title, and nothing says that they are two: no other
period, place, source, edition, nor a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, stems
from almenara.analysis.checking.arithmetic.repeated.pointing import elsewhere, narrowed, noun_of, reached
from almenara.model.claim import Arithmetic
from almenara.model.place import fold

_BEFORE = 28
"""Characters in front of a count in which words that point at it end."""
_MOST, _TURNED = 1.25, 1.6
"""Times that the greater of two counts may be the smaller; the same where their digits have changed places."""
_LEAST = 10
"""A count below it is not told again by its number."""
_CLAUSE = 60
"""Characters in front of a count in which its clause is looked at."""
_BEHIND = 26
"""The same behind it."""
_OPENING = 2
"""Words in front of a count that opens its sentence, at most: "Of the"."""
_BACK = 3
"""Sentences back in which what "these 38" point at is told."""
_TITLE = 110
"""Characters of a line that may be a title."""


def retold(reading: Reading) -> Iterator[Reckoning]:
    """Each count that an earlier one was before its digits were turned around."""
    plain = [i for i in range(len(reading.claims)) if _plain(reading, i)]
    plain.sort(key=lambda i: reading.claims[i].start)
    for place, later in enumerate(plain):
        if any(not done.holds for done in reading.found.get(later, ())):
            continue
        for first in plain[:place]:
            slipped = (
                _slipped(reading, first, later)
                or _pointed_back(reading, first, later)
                or _told_with_a_part(reading, first, later)
            )
            if slipped and not (
                _both_told(reading, plain, first, later) or _another(reading, plain, first, later)
            ):
                one, two = reading.claims[first].value, reading.claims[later].value
                shown = f"{number(one)} in one sentence, {number(two)} in another"
                yield Reckoning(
                    later,
                    Arithmetic("total-repeated", two, one, False, "total-differs", shown, (first, later)),
                )
                break


def _plain(reading: Reading, index: int) -> bool:
    claim = reading.claims[index]
    cue = reading.cues.get(index)
    level = cue is None or not cue.kind
    return claim.kind == "count" and level and not (claim.denied or claim.hedge) and claim.value >= _LEAST


def _slipped(reading: Reading, first: int, later: int) -> bool:
    one, two = reading.claims[first], reading.claims[later]
    if one.value == two.value or reading.sentence[first] == reading.sentence[later]:
        return False
    turned = sorted(_digits(one.value)) == sorted(_digits(two.value)) and min(one.value, two.value) >= 100
    most = _TURNED if turned else _MOST
    if not (turned or _one_digit_off(reading, first, later)) or not _near(one.value, two.value, most):
        return False
    if reading.cell(first) or reading.cell(later) or reading.conflict(first, later):
        return False
    if one.period and two.period and one.period_sure and two.period_sure and one.period != two.period:
        return False
    if _doubted(reading, first, later) or _narrowed(reading, first, later):
        return False
    if turned and _no_chance(reading, first, later):
        return True
    names = [{a.name for a in c.attribution} for c in (one, two)]
    if names[0] and names[1] and names[0] != names[1]:
        return False
    return _one_noun(reading, first, later) and (
        _pointed_at(reading, later) or _titled(reading, first, later) or _one_telling(reading, first, later)
    )


_WHICH = re.compile(r"\s*(?:that|which|who|whose|que|quien(?:es)?|cuy[oa]s?)\b", re.IGNORECASE)
_OF = re.compile(
    r"\s*(?:in|of|from|by|at|en|de|del|por|em|d[aeo]s?|n[ao]s?)\s+([^,.;:]{1,40})", re.IGNORECASE
)
_OWN_NAME = re.compile(
    r"\b[A-ZÁÉÍÓÚ]\w+|\b\d+|\b(?:first|second|third|fourth|last|previous|other|prim\w+|segund\w+|tercer\w*|cuart\w+|últim\w+|otr\w+|outr\w+)"
)


def _narrowed(reading: Reading, first: int, later: int) -> bool:
    """Whether the words behind a count say which of them are meant, by what was not told before: "the 421 in B"."""
    claim, after = reading.claims[later], reading.after(later)
    one = reading.claims[first]
    if claim.period is not None and claim.period == one.period and claim.period_sure:
        return False
    noun = after.lstrip()
    rest = noun[len(claim.counted) :] if claim.counted and noun.startswith(claim.counted) else after
    if _WHICH.match(rest):
        return True
    if reading.slips["years_ago"].search(re.split(r"[,.;:]", rest)[0][:_BEHIND]):
        return True
    of, said = _OF.match(rest), fold(reading.said(reading.sentence[first]))
    return of is not None and any(fold(name) not in said for name in _OWN_NAME.findall(of[1]))


def _no_chance(reading: Reading, first: int, later: int) -> bool:
    """Whether two counts of one measure, and of all that was told with the first, have so many digits in another order
    that it is no chance, whoever told them."""
    one, two = reading.claims[first], reading.claims[later]
    alike = one.measure != "" and one.measure == two.measure and one.place == two.place
    fine = min(one.value, two.value) >= 1000 and one.value % 10 != 0 != two.value % 10
    timed = one.period is not None and one.period == two.period
    own, said = reading.label(later), fold(reading.said(reading.sentence[first]))
    named = own and own not in said and own not in {fold(a.name) for a in two.attribution}
    return alike and fine and timed and not named


def _one_digit_off(reading: Reading, first: int, later: int) -> bool:
    """Whether "the 881 kidnappings" has one digit other than the only count of its noun, source and span before it."""
    one, two = reading.claims[first], reading.claims[later]
    digits = [_digits(claim.value) for claim in (one, two)]
    if len(digits[0]) != len(digits[1]) or sum(a != b for a, b in zip(*digits, strict=True)) != 1:
        return False
    if (
        min(one.value, two.value) < 100
        or not _pointed_at(reading, later)
        or one.value % 10 == 0 == two.value % 10
    ):
        return False
    if {a.name for a in two.attribution} - {a.name for a in one.attribution} or one.period != two.period:
        return False
    noun = set(stems(two.counted))
    before = [
        i for i, c in enumerate(reading.claims)
        if c.start < two.start and set(stems(c.counted)) & noun and c.period == two.period
    ]  # fmt: skip
    told = {reading.claims[i].value for i in before if reading.claims[i].kind == "count"}
    return bool(noun) and (before == [first] or (len(before) > 1 and told == {one.value}))


_PART_OF = re.compile(r"\s*(?:out\s)?(?:of\s(?:the|all)|de\s(?:las|los)|d[ao]s)\s*", re.IGNORECASE)


_SAID_AGAIN = re.compile(
    r"\s*(?:[^\W\d]+(?:ed|[ai]d[oa]s)\b\s*)?(?:(?:in|of|en|de|em|during|durante)\s+(?:the\s|el\s|l[oa]s\s|[oa]s?\s)?"
    r"(?:19|20)\d\d)?\s*(?:[.,;:)]|$)",
    re.IGNORECASE,
)
"""Behind the noun of a count that is told again, with nothing that narrows it: "reported in 2024."."""


def _told_with_a_part(reading: Reading, first: int, later: int) -> bool:
    """Whether "in 55 of the 68 incidents reported in 2024" tells another number of what was told of that time alone
    before: "in 2024 our carriers reported 63 incidents"."""
    one, two = reading.claims[first], reading.claims[later]
    if not _PART_OF.fullmatch(reading.before(later)) or one.value == two.value:
        return False
    if one.period is None or one.period != two.period or not (one.period_sure and two.period_sure):
        return False
    noun = set(stems(two.counted))
    if not noun or noun - set(stems(one.counted)) or reading.conflict(first, later):
        return False
    if max(one.value, two.value) > 1.25 * min(one.value, two.value) or _doubted(reading, first, later):
        return False
    alike = [
        c for i, c in enumerate(reading.claims)
        if c.start < two.start and reading.sentence[i] != reading.sentence[later]
        and c.kind == "count" and c.period == one.period and set(stems(c.counted)) & noun
    ]  # fmt: skip
    after = reading.after(later).lstrip()
    rest = after[len(two.counted) :] if after.startswith(two.counted) else after
    return all(c.value == one.value for c in alike) and _SAID_AGAIN.match(rest) is not None


def _doubted(reading: Reading, first: int, later: int) -> bool:
    """Whether words say that one of two counts is not the right one, another's, or what the other is compared with."""
    words, said = reading.words, [reading.said(reading.sentence[i]) for i in (first, later)]
    if any(words["cut"].search(text) or reading.slips["doubt"].search(text) for text in said):
        return True
    near = reading.before(later)[-_CLAUSE:] + "#" + re.split(r"[,;:]\s", reading.after(later))[0][:_BEHIND]
    return any(words[name].search(near) for name in ("earlier", "base"))


def _pointed_back(reading: Reading, first: int, later: int) -> bool:
    """Whether "these 38 killings" are of the noun of only one count of the sentences before, of another value."""
    one, two = reading.claims[first], reading.claims[later]
    before = reading.before(later)[-_BEFORE:].rstrip()
    if not any(hit.end() == len(before) for hit in reading.slips["these"].finditer(before)) and not (
        _pointed_at(reading, later) and _told_whole(reading, later)
    ):
        return False
    apart = reading.sentence[later] - reading.sentence[first]
    if (
        not 0 < apart <= _BACK
        or one.value == two.value
        or max(one.value, two.value) > _MOST * min(one.value, two.value)
    ):
        return False
    nouns = [set(stems(reading.claims[i].counted)) for i in (first, later)]
    if (
        not nouns[1]
        or not nouns[1] <= nouns[0]
        or reading.conflict(first, later)
        or _doubted(reading, first, later)
    ):
        return False
    if _narrowed(reading, first, later):
        return False
    since = [
        i for i, claim in enumerate(reading.claims)
        if claim.start < two.start and reading.sentence[later] - reading.sentence[i] <= _BACK
        and claim.kind == "count" and set(stems(claim.counted)) & nouns[1]
    ]  # fmt: skip
    return since == [first]


def _told_whole(reading: Reading, index: int) -> bool:
    """Whether a sentence opens with a count and nothing narrows its noun: "Of the 1,450 attempts, 300", "The 1,450
    attempts were"."""
    claim, after = reading.claims[index], reading.after(index).lstrip()
    start = reading.manuscript.sentences[reading.sentence[index]].start
    if len(reading.manuscript.text[start : claim.start].split()) > _OPENING:
        return False
    if not claim.counted or not after.startswith(claim.counted) or claim.value < _LEAST * _LEAST:
        return False
    rest = after[len(claim.counted) :]
    return not rest.strip() or rest[0] in ",.;" or reading.slips["copula"].match(rest.lstrip()) is not None


def _one_telling(reading: Reading, first: int, later: int) -> bool:
    """Whether two counts are told of one noun and span by one named source: "2,973 thefts, says A … 2,793, by A"."""
    one, two = reading.claims[first], reading.claims[later]
    names = [{a.name for a in c.attribution if not a.unnamed} for c in (one, two)]
    dated = one.period is not None and one.period == two.period and one.period_sure and two.period_sure
    noun = set(stems(one.counted)) & set(stems(two.counted))
    return bool(dated and noun and names[0] & names[1])


def _digits(value: float) -> str:
    return f"{value:.0f}"


def _near(one: float, two: float, most: float) -> bool:
    return len(f"{one:.0f}") == len(f"{two:.0f}") and max(one, two) <= most * min(one, two)


def _one_noun(reading: Reading, first: int, later: int) -> bool:
    """Whether two counts are of one noun, or the later is of none and is pointed at: "all 5,142"."""
    nouns = [set(stems(reading.claims[i].counted)) for i in (first, later)]
    if not nouns[1]:
        return bool(re.match(r"\s*[,.;»”\"'’)]", reading.after(later)) or not reading.after(later).strip())
    one, two = reading.claims[first], reading.claims[later]
    dated = one.period_sure and two.period_sure and one.period is not None and one.period == two.period
    fine = min(one.value, two.value) >= 1000 and two.value % 10 != 0
    turned = sorted(_digits(one.value)) == sorted(_digits(two.value))
    return bool(nouns[0] & nouns[1]) or (fine and (dated or (turned and not nouns[0])))


def _pointed_at(reading: Reading, index: int) -> bool:
    before = reading.before(index)[-_BEFORE:].rstrip()
    return any(hit.end() == len(before) for hit in reading.slips["those"].finditer(before))


def _titled(reading: Reading, first: int, later: int) -> bool:
    """Whether one of two counts stands in a title, a line of its own without a stop."""
    text, sentences = reading.manuscript.text, reading.manuscript.sentences
    for i in (first, later):
        block = reading.manuscript.blocks[sentences[reading.sentence[i]].block]
        said = text[block.start : block.end].strip()
        if block.kind == "heading" or (
            len(said) <= _TITLE and said[-1:] not in ".;:!?" and block.kind != "item"
        ):
            return True
    return False


def _another(reading: Reading, plain: list[int], first: int, later: int) -> bool:
    """Whether a count that is pointed at is not one told wrong: its value was told, counts told come out to it, or
    words say that it is one of another place, time or kind."""
    if not _pointed_at(reading, later):
        return False
    value = reading.claims[later].value
    if any(
        reading.claims[i].value == value and reading.claims[i].start < reading.claims[later].start
        for i in plain
    ):
        return True
    noun, rest = noun_of(reading, later)
    return reached(reading, later) or narrowed(reading, first, later, noun, rest) or elsewhere(reading, later)


def _both_told(reading: Reading, plain: list[int], first: int, later: int) -> bool:
    """Whether each of two values is told more than once, so that neither is a slip."""
    told = [sum(reading.claims[i].value == reading.claims[k].value for i in plain) for k in (first, later)]
    return min(told) > 1
