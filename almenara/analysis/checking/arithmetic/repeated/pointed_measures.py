"""Counts of one measure that a later paragraph points at with another value: "In 2019, 1,006 victims … On 8 March we
march for the 1,060 victims".

Both are of one measure, place and span, as far as words tell, and the later one has the article of what was told.
Where their digits have only changed places it is no chance; otherwise nothing may say that they are two counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number
from almenara.analysis.checking.arithmetic.repeated.pointing import points, reached
from almenara.analysis.checking.like_values import one_digit_off, turned, within
from almenara.analysis.checking.when.pointed_back import (
    BACK,
    FINE,
    may_have_grown,
    narrows_behind,
    near_values,
    one_thing,
)
from almenara.model.claim import Arithmetic, Claim
from almenara.model.place import fold
from almenara.text.period_words import period_words

_LEAST, _MANY = 15, 1000
"""Counts below the first are not told again by their number; from the second on, digits in another order are no
chance."""
_LATELY = 45
"""Days between the end of a span and the text within which no more was counted."""
_CLOSER = 1.05
"""Times that the greater of two counts may be the smaller where only one of them names its measure."""
_BEHIND = 8
"""Words behind a count among which one may tell that it is another."""
_NEAR = 6
"""Of them, those that a preposition right behind its noun can name a place or body with."""
_FEW = 4
"""Of these, those that say which are meant, whatever they are."""
_NAME = re.compile(r"[A-ZÁÉÍÓÚÂÊÔÃÕÇ]\w+")
_SINCE = re.compile(r"(?:since|desde)\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[.,;:()–—!?\n]|\s-\s")


def pointed_measures(reading: Reading) -> Iterator[Reckoning]:
    """Each count that points at one of its measure, and has another value."""
    order = sorted(range(len(reading.claims)), key=lambda i: reading.claims[i].start)
    plain = [i for i in order if _plain(reading, i)]
    for place, later in enumerate(plain):
        if reading.found.get(later) or not points(reading, later, "the"):
            continue
        first = _meant(reading, plain[:place], later)
        if first is None:
            first = _meant_ahead(reading, plain[place + 1 :], later)
        if first is not None and not reached(reading, later):
            one, two = sorted((first, later), key=lambda i: reading.claims[i].start)
            values = reading.claims[one].value, reading.claims[two].value
            shown = f"{number(values[0])} in one sentence, {number(values[1])} in another"
            done = Arithmetic(
                "total-repeated", values[1], values[0], False, "total-differs", shown, (one, two)
            )
            yield Reckoning(two, done)


def _plain(reading: Reading, index: int) -> bool:
    claim, cue = reading.claims[index], reading.cues.get(index)
    level = cue is None or not cue.kind
    whole = claim.kind == "count" and float(claim.value).is_integer() and claim.value >= _LEAST
    return whole and level and not (claim.denied or claim.hedge) and not reading.cell(index)


def _meant(reading: Reading, before: list[int], later: int) -> int | None:
    """The one count told before that a count tells again with another value; None where there is none, or several."""
    two = reading.claims[later]
    counts = [i for i in before if reading.claims[i].period is not None and not reading.claims[i].projection]
    alike = [
        i for i in counts
        if 0 < reading.sentence[later] - reading.sentence[i] <= BACK
        and one_thing(reading.claims[i], two, reading.manuscript) and not reading.conflict(i, later)
    ]  # fmt: skip
    slips = [i for i in alike if turned(reading.claims[i].value, two.value)]
    told = slips or alike
    if len({reading.claims[i].value for i in told}) != 1:
        return None  # a list of years, of which each may be meant
    first = told[-1]
    one = reading.claims[first]
    near = slips or _near(one, two)
    if not near or not _one_time(one, two, reading.manuscript.published):
        return None
    fine = slips and min(one.value, two.value) >= _MANY
    return first if fine or not _apart(reading, first, later) else None


def _near(one: Claim, two: Claim) -> bool:
    """Whether two counts are so near that they may be one; of a count whose words name no measure, all but the same."""
    if two.measure or one_digit_off(one.value, two.value):
        return bool(one.measure) and near_values(one.value, two.value)
    return bool(one.measure) and within(one.value, two.value, _CLOSER)


def _meant_ahead(reading: Reading, behind: list[int], later: int) -> int | None:
    """The one count told only after one that points at it, whose digits it has in another order."""
    two = reading.claims[later]
    slips = [
        i for i in behind
        if 0 < reading.sentence[i] - reading.sentence[later] <= BACK and turned(reading.claims[i].value, two.value)
        and one_thing(reading.claims[i], two, reading.manuscript) and not reading.conflict(i, later)
        and min(reading.claims[i].value, two.value) >= FINE and not reading.claims[i].projection
    ]  # fmt: skip
    if len({reading.claims[i].value for i in slips}) != 1 or reached(reading, slips[0]):
        return None
    one = reading.claims[slips[0]]
    return slips[0] if one.period == two.period and not _apart(reading, slips[0], later) else None


def _one_time(one: Claim, two: Claim, written: date | None) -> bool:
    """Whether two counts are of one span, or the words for that of the later one tell no days."""
    if two.period is not None or one.period is None:
        return one.period == two.period
    lately = written is not None and (written - one.period.end).days <= _LATELY
    return lately or not may_have_grown(one, two, None)


def _apart(reading: Reading, first: int, later: int) -> bool:
    """Whether words say that two counts are two: another source, part, edition or place."""
    one, two, words = reading.claims[first], reading.claims[later], reading.pointed
    if _of_another_source(reading, first, later):
        return True
    said = [reading.said(reading.sentence[i]) for i in (first, later)]
    low, high = sorted(reading.sentence[i] for i in (first, later))
    if any(words["edition"].search(reading.said(n)) for n in range(low, high + 1)):
        return True
    if any(reading.slips["doubt"].search(s) for s in said):
        return True
    opened = two.period_open and not one.period_open
    if two.value > one.value and (opened or words["growing"].search(said[1])):
        return True
    front = words["dated"].sub(" ", words["since_told"].sub(" ", reading.before(later)))
    rest = words["since_told"].sub(" ", words["mourned"].sub(" ", _behind(reading, later))).strip()
    if one.period == two.period and two.period_sure:
        rest = _SINCE.sub("", rest)  # "the 135 since 2000", of the same days as the first
    if words["before_now"].search(front) or words["apart"].search(rest):
        return True
    if words["relative"].match(rest) or words["listed"].match(rest):
        return True
    led = words["opens"].match(rest) and not _goes_on(two.counted, fold(said[0]), reading)
    if led and _led_aside(reading, rest.split()[:_NEAR], one, two, fold(said[0])):
        return True
    return _narrowed(two.counted, fold(said[0]), reading)


def _of_another_source(reading: Reading, first: int, later: int) -> bool:
    """Whether a count is told by somebody who was not named before, or not for the first where that has a source."""
    one, two = reading.claims[first], reading.claims[later]
    told = fold(reading.manuscript.text[: reading.manuscript.sentences[reading.sentence[later]].start])
    names = [{fold(a.name) for a in c.attribution if not a.unnamed} for c in (one, two)]
    if any(name not in told for name in names[1]):
        return True
    return any(not any(n in o or o in n for o in names[0]) for n in names[1]) if names[0] else False


def _goes_on(counted: str, said: str, reading: Reading) -> bool:
    """Whether the words for what is counted run on into what is said of it: "políticos asesinados dejaron"."""
    nouns = counted.split()
    last = nouns[-1] if len(nouns) > 1 else ""
    return bool(last) and not reading.pointed["fate"].fullmatch(last) and fold(last)[:4] not in said


def _led_aside(reading: Reading, near: list[str], one: Claim, two: Claim, said: str) -> bool:
    """Whether words behind a preposition say which are meant, by what was not told with the first: "of its map"; not
    what is done about them: "at the vigil"."""
    words = reading.pointed
    if any(words["action"].fullmatch(w) for w in near):
        return False
    named = fold(
        " ".join([*(a.name for a in one.attribution), *(c.place.name for c in (one, two) if c.place)])
    )
    months = period_words(reading.manuscript.language).months
    passed = ("fate", "everywhere", "of_years") if turned(one.value, two.value) else ("fate", "everywhere")
    for word in near[1:_FEW]:
        plain = len(word) <= 3 or any(words[name].fullmatch(word) for name in passed)
        if not plain and fold(word) not in months and fold(word)[:5] not in said and fold(word) not in named:
            return True
    return any(_NAME.fullmatch(w) and fold(w) not in named for w in near)


def _narrowed(counted: str, said: str, reading: Reading) -> bool:
    """Whether a word right behind a noun says which are meant, by what was not told: "las 138 víctimas mexiquenses"."""
    nouns, words, language = counted.split(), reading.pointed, reading.manuscript.language
    said_so = [n for n in nouns if n[-2:] == "ed" or n[:2] == "un"] if language == "en" else nouns[1:2]
    if language != "en" and not narrows_behind(nouns, language):
        return False
    return any(not words["fate"].fullmatch(n) and fold(n)[:4] not in said for n in said_so)


def _behind(reading: Reading, index: int) -> str:
    """The words behind the noun of a count, to the end of its part of the sentence, at most a few."""
    claim, after = reading.claims[index], reading.after(index).lstrip()
    rest = after[len(claim.counted) :] if claim.counted and after.startswith(claim.counted) else after
    return " ".join(_WORD.findall(_PART.split(rest)[0])[:_BEHIND])
