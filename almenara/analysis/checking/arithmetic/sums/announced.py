"""Totals and rests that the words announce: "97 men and 41 women", "Total: 30", "the other 104", "the 62 graves".

Each says by its words which counts it is made of, so that one which misses them by little is an error. What misses
them by more is of something else, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.parted import between
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, plus
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told
from almenara.analysis.checking.arithmetic.sums.totals import total_of
from almenara.model.claim import Arithmetic
from almenara.text.comparisons import follows

CLOSE = 0.15
"""Share by which a total or a rest may miss its counts and still be meant to be it."""
WIDE = 0.25
"""The same where nothing but those counts can be meant."""
MANY = 8
"""Parts told before the rest, at most."""
_ONE_WORD = re.compile(r"\s*(?:[^\W\d]+\s*)?[:=–—-]?\s*$")
_OPENS_PARTS = re.compile(r"(?:[^.;:()\d]|(?:19|20)\d\d)*(?:[:(]|\s[–—-])\s*(?:[^\W\d]+\s+){0,3}$")
_JOINED = re.compile(r"[^.;:()\d]{0,50}\b(?:and|y|e)\s+(?:[^\W\d]+\s+){0,3}$")
_AND_TWO = re.compile(r"\s+[^\W\d]+(?:\s\([^)]*\))?,?\s+(?:and|y|e)\s+")
_OF_ITS_OWN = re.compile(r"\s(?:[^\W\d]+\s)?(?:of|for|from|de|por|d[aeo]s?)\s[^\W\d]", re.IGNORECASE)
"""Behind a part, what it is of."""
_ENDS = re.compile(r"[^.;:\d]*(?:[).;]|$)")


def announced(reading: Reading) -> Iterator[Reckoning]:
    """Totals and rests of each sentence against the counts that its words or the sentence before give for them."""
    for sentence, group in reading.inside.items():
        plain = [i for i in group if counted(reading, i) and not reading.claims[i].hedge]
        if not plain or reading.cell(plain[0]):
            continue
        for find in (_sexes, _halves, _spelt_out, _closing, _rest, _those):
            found = find(reading, sentence, plain)
            if found is None or _summed(reading, found.claim):
                continue
            gap = abs((found.sum.computed or 0.0) - found.sum.stated)
            if found.sum.holds or not gap_told(
                reading, gap, range(sentence - 1, sentence + 2), found.sum.claims
            ):
                yield found


def _summed(reading: Reading, index: int) -> bool:
    """Whether a sum of a claim was done already."""
    return any(done.kind in ("sum", "difference") for done in reading.found.get(index, ()))


def _near(reading: Reading, whole: int, parts: list[int], most: float = CLOSE) -> bool:
    """Whether parts, each smaller than their total, miss it by so little that they are meant to make it up."""
    total = reading.claims[whole].value
    gap = abs(total - sum(reading.claims[i].value for i in parts))
    kinds = {reading.claims[i].kind for i in (whole, *parts)}
    return len(kinds) == 1 and all(reading.claims[i].value < total for i in parts) and gap <= most * total


def _sexes(reading: Reading, sentence: int, plain: list[int]) -> Reckoning | None:
    """ "128 people, 97 men and 41 women": the two sexes together are never more than all."""
    words = reading.words
    for whole, one, two in zip(plain, plain[1:], plain[2:], strict=False):
        said = [reading.claims[i].counted + reading.after(i)[:24] for i in (one, two)]
        men, women = ([bool(words[name].search(text)) for text in said] for name in ("men", "women"))
        if sorted(men) != [False, True] or sorted(women) != [False, True] or men == women:
            continue
        if not _AND_TWO.fullmatch(
            reading.parted["was"].sub("", between(reading, one, two)).replace("  ", " ")
        ):
            continue  # "15 are women and 9 are men"
        across = between(reading, whole, one) + between(reading, one, two) + reading.after(two)[:40]
        if any(words[name].search(across) for name in ("between_groups", "arms", "partial", "base")):
            continue
        if re.search(r"[.;]", between(reading, whole, two)) or not _near(reading, whole, [one, two]):
            continue
        holds, done = total_of(reading, whole, [one, two])
        if holds or (done.computed or 0) > done.stated:
            return Reckoning(whole, done, (one, two))
    return None


def _spelt_out(reading: Reading, sentence: int, plain: list[int]) -> Reckoning | None:
    """ "Together they cost 30,555 lives – 29,705 and 850": a total called one, and all its parts behind a dash; or two
    parts that are each named behind a colon: "34,202 victims: 33,341 of homicide and 861 of femicide"."""
    if len(plain) != 3:
        return None
    whole, one, two = plain
    lead = reading.manuscript.text[reading.manuscript.sentences[sentence].start : reading.claims[whole].start]
    called = reading.words["summing"].search(lead) or reading.slips["added"].search(lead)
    named = ":" in between(reading, whole, one) and all(
        _OF_ITS_OWN.match(reading.after(i)) for i in (one, two)
    )
    if not (called or named) or reading.words["partial"].search(reading.said(sentence)):
        return None
    opened = _OPENS_PARTS.fullmatch(between(reading, whole, one))
    joined = _JOINED.fullmatch(between(reading, one, two))
    if (
        not opened
        or not joined
        or not _ENDS.match(reading.after(two))
        or not _near(reading, whole, [one, two])
    ):
        return None
    return Reckoning(whole, total_of(reading, whole, [one, two])[1], (one, two))


def _halves(reading: Reading, sentence: int, plain: list[int]) -> Reckoning | None:
    """ "57 in 2023: 21 in the first half of the year and 36 in the second": the two halves are the whole."""
    for whole, one, two in zip(plain, plain[1:], plain[2:], strict=False):
        halves = (
            reading.slips[name].match(reading.after(i))
            for name, i in (("first_half", one), ("second_half", two))
        )
        if (
            not all(halves)
            or ";" in between(reading, whole, two)
            or not _near(reading, whole, [one, two], WIDE)
        ):
            continue
        if any(reading.words[name].search(between(reading, whole, two)) for name in ("partial", "contrast")):
            continue
        return Reckoning(whole, total_of(reading, whole, [one, two])[1], (one, two))
    return None


def _closing(reading: Reading, sentence: int, plain: list[int]) -> Reckoning | None:
    """ "North 12, centre 9, south 7. Total: 28": a sentence that is nothing but the total of the one before."""
    sentences = reading.manuscript.sentences
    if len(plain) != 1 or reading.inside[sentence] != plain or not sentence:
        return None
    whole, lead = plain[0], reading.before(plain[0]).strip(" *")
    hit = reading.words["total"].match(lead)
    if hit is None or not _ONE_WORD.fullmatch(lead[hit.end() :]) or len(reading.after(whole).split()) > 3:
        return None
    parts = reading.inside.get(sentence - 1, [])
    if sentences[sentence - 1].block != sentences[sentence].block or len(parts) < 2:
        return None
    if not all(counted(reading, i) and not reading.claims[i].hedge for i in parts):
        return None
    if not _near(reading, whole, parts) or reading.words["partial"].search(reading.said(sentence - 1)):
        return None
    return Reckoning(whole, total_of(reading, whole, parts)[1], tuple(parts))


def _rest(reading: Reading, sentence: int, plain: list[int]) -> Reckoning | None:
    """ "152 were killed, 48 of them candidates; the other 104 held office": what is left of the first count."""
    whole, left_over = plain[0], [i for i in plain[2:] if follows(reading.slips["other"], reading.before(i))]
    if len(left_over) != 1:
        return None
    (rest,) = left_over
    parts = [i for i in reading.inside[sentence] if whole < i < rest]
    if not all(i in plain for i in parts) or len(parts) > MANY:
        return None
    said = between(reading, whole, rest)
    told = reading.words["inside"].search(said) or reading.words["opening"].match(
        reading.said(sentence).lstrip(" “\"'¿¡-–•*")
    )
    if not (told or ":" in said) or reading.words["partial"].search(said):
        return None
    if not _near(reading, whole, [*parts, rest]):
        return None
    left = reading.claims[whole].value - sum(reading.claims[i].value for i in parts)
    value = reading.claims[rest].value
    taken = plus(reading.claims[i].value for i in parts)
    taken = taken if len(parts) == 1 else f"({taken})"
    shown = f"{number(reading.claims[whole].value)} - {taken} = {number(left)}"
    holds = left == value
    shown += "" if holds else f", not {number(value)}"
    error = "" if holds else "parts-do-not-add-up"
    return Reckoning(rest, Arithmetic("difference", value, left, holds, error, shown, (whole, *parts)))


def _those(reading: Reading, sentence: int, plain: list[int]) -> Reckoning | None:
    """ "37 graves were opened in spring and 25 in autumn. The 62 graves held …": the counts of one noun together."""
    sentences, whole = reading.manuscript.sentences, plain[0]
    told = reading.inside.get(sentence - 1, [])
    if not sentence or sentences[sentence - 1].block != sentences[sentence].block or not 2 <= len(told) <= 4:
        return None
    claim = reading.claims[whole]
    if not claim.counted or claim.value < 10 or not follows(reading.slips["those"], reading.before(whole)):
        return None
    lead = reading.manuscript.text[sentences[sentence].start : claim.start]
    if len(lead.split()) > 4 or re.search(r"\d", reading.after(whole)[:30]):
        return None
    parts = [i for i in told if counted(reading, i) and not reading.claims[i].hedge]
    nouns = [i for i in parts if reading.claims[i].counted]
    if parts != told or not nouns or not all(reading.same(i, whole) for i in nouns):
        return None
    if any(other.value == claim.value for other in reading.claims[:whole]):
        return None
    said = reading.said(sentence - 1)
    if any(
        reading.words[name].search(said) for name in ("base", "inside", "partial", "contrast", "rise", "fall")
    ):
        return None
    if not _near(reading, whole, parts):
        return None
    return Reckoning(whole, total_of(reading, whole, parts)[1], tuple(parts))
