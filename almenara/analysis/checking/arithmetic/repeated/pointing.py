"""Whether a number points at a count told before, and what says that it is another: words, times, sums, shares."""

from __future__ import annotations

import re
from itertools import combinations

from almenara.analysis.checking.arithmetic.reading import Reading
from almenara.model.place import fold
from almenara.text.period_words import period_words

_FRONT = 34
"""Characters in front of a number in which the words that point end."""
_FEW = 4
"""Words behind a number that can say which are meant."""
_BEHIND = 8
"""Words behind a number among which one may tell that another time, place or list is spoken of."""
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=\s)[A-ZÁÉÍÓÚÂÊÔÃÕÇ]\w+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(r"[.,;:()–—!?\n]|\s-\s")


def points(reading: Reading, index: int, how: str) -> bool:
    """Whether the words right in front of a number are those of a list."""
    before = reading.before(index)[-_FRONT:].rstrip()
    return any(hit.end() == len(before) for hit in reading.pointed[how].finditer(before))


def reached(reading: Reading, later: int) -> bool:
    """Whether the text tells a number again, or counts told before come out to it."""
    claim = reading.claims[later]
    order = sorted(range(len(reading.claims)), key=lambda i: reading.claims[i].start)
    told = [i for i in order if reading.claims[i].kind == "count"]
    if any(reading.claims[i].value == claim.value for i in told if i != later):
        return True
    before = [i for i in told if reading.claims[i].start < claim.start]
    for one, two in combinations(before, 2):
        a, b = reading.claims[one].value, reading.claims[two].value
        if claim.value in (a + b, abs(a - b)) and reading.sentence[two] - reading.sentence[one] <= 2:
            return True
    for sentence in {reading.sentence[i] for i in before}:
        here = [reading.claims[i].value for i in before if reading.sentence[i] == sentence]
        for size in range(3, len(here) + 1):
            if any(sum(here[k : k + size]) == claim.value for k in range(len(here) - size + 1)):
                return True
    shares = [c for c in reading.claims if c.kind in ("percent", "ratio") and c.start < claim.start]
    parts = [c.value / 100 if c.kind == "percent" else c.value for c in shares]
    return any(
        abs(reading.claims[i].value * part - claim.value) <= 0.01 * claim.value
        for i in before
        for share in parts
        for part in (share, 1 - share, 1 + share)
    )


def noun_of(reading: Reading, index: int) -> tuple[str, str]:
    """The word that a number counts, folded, "" where it has none; the words behind it to the end of its part."""
    claim, after = reading.claims[index], reading.after(index)
    rest = _PART.split(after)[0]
    words = _WORD.findall(rest)
    if not claim.counted or not words or not after.lstrip().startswith(claim.counted.split()[0]):
        return "", rest.strip()
    place = next((n for n, w in enumerate(words[:2]) if reading.pointed["at_large"].fullmatch(w)), 0)
    return words[place], rest[rest.index(words[place]) + len(words[place]) :].strip()


def narrowed(reading: Reading, first: int, later: int, noun: str, rest: str) -> bool:
    """Whether the words behind a number say which are meant, by what was not told with the count before."""
    words = _WORD.findall(rest)
    if not words:
        return False
    said = fold(reading.said(reading.sentence[first]))
    if reading.pointed["which"].match(rest):
        return any(fold(w)[:5] not in said for w in words[1:_FEW] if len(w) > 3) or len(words) < 3
    if reading.pointed["merely"].match(rest):
        rest = rest[len(words[0]) :].strip()
        words = words[1:]
    if reading.pointed["opens"].match(rest):
        months = period_words(reading.manuscript.language).months
        first_named = re.findall(r"\w+", rest)[1:2]
        if first_named and (_YEAR.fullmatch(first_named[0]) or fold(first_named[0]) in months):
            one, two = reading.claims[first].period, reading.claims[later].period
            return not (reading.claims[later].period_sure and one is not None and one == two)
        if _of_one_time(reading, first, later):
            words = words[: next((n for n, w in enumerate(words) if n and _TIMED.fullmatch(w)), len(words))]
        named = [w for w in words[1:4] if len(w) > 3 or w[0].isupper()]
        named = [w for w in named if fold(w) not in months and not reading.pointed["merely"].fullmatch(w)]
        aside = fold(_behind_a_comma(reading, first))
        return any(fold(w)[:5] not in said or fold(w)[:5] in aside for w in named)
    if noun and words and words[0][-2:] == "ed" and reading.manuscript.language == "en":
        return fold(words[0])[:4] not in said
    plural = words and len(words[0]) > 3 and words[0][-1] == "s" and reading.manuscript.language != "en"
    return bool(noun and plural and not points(reading, later, "those") and fold(words[0])[:4] not in said)


_TIMED = re.compile(r"during|durante", re.IGNORECASE)


def _of_one_time(reading: Reading, first: int, later: int) -> bool:
    """Whether two counts are plainly of one time, so that words of it narrow neither."""
    one, two = reading.claims[first].period, reading.claims[later].period
    return one is not None and one == two


def _behind_a_comma(reading: Reading, index: int) -> str:
    """What a sentence tells of a part of a count behind it: "1,284 attempts, most of them by telephone"."""
    sentence = reading.manuscript.sentences[reading.sentence[index]]
    return reading.manuscript.text[reading.claims[index].end : sentence.end].partition(",")[2]


def elsewhere(reading: Reading, later: int) -> bool:
    """Whether the words in front of a number, or of the count before, speak of another time, place or list."""
    start = reading.manuscript.sentences[reading.sentence[later]].start
    front = reading.manuscript.text[start : reading.claims[later].start]
    own = front + " # " + " ".join(_WORD.findall(_PART.split(reading.after(later))[0])[:_BEHIND])
    if reading.pointed["apart"].search(own):
        return True
    told = fold(reading.manuscript.text[:start])
    return any(fold(name) not in told for name in _NAME.findall(front))
