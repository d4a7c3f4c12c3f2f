"""Shares held to the two counts that they stand with, though they name what they are of.

"1,852, which is 18 per cent of the 10,363", "1,240 trips and 31 incidents, that is, 2.5 % of the trips", "412 cases:
theft 201, fraud 96 … Fraud thus made up a quarter of the cases".

The whole is the count of the noun that the share is told to be of, or the only greater count of its sentence; words
say that the share is the other count once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.nearby import concludes, idle
from almenara.analysis.checking.arithmetic.parted import between, exact, is_share, led_by_part, misses
from almenara.analysis.checking.arithmetic.proportions.shares import shared
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, stems, stems_in
from almenara.model.claim import Arithmetic

_LEAST = 10
"""A whole below it divides into shares that are no more than words."""
_MANY = 100_000
"""A whole large enough that its shares are not rounded."""
_NEAR = 0.15
"""Share of itself by which a share may miss what else it could be of two counts."""
_SAID = 60
"""Characters between a part and the share that says it again, at most."""
_BACK = 2
"""Sentences before a share in which a list stands."""
_PIECES = re.compile(r"[,;:(–—]|\s-\s")
_STOP = re.compile(r"[.,;:()–—!?]")


def own_pairs(reading: Reading) -> Iterator[Reckoning]:
    """Each share of which no other sum was found, over the part and the whole that it stands with."""
    for index, claim in enumerate(reading.claims):
        if not is_share(reading, index) or reading.found.get(index):
            continue
        if (again := _in_words(reading, index)) is not None:
            yield again
            continue
        pair = _around(reading, index) or _closing(reading, index) or _of_an_entry(reading, index)
        if pair is None:
            continue
        part, whole = pair
        one, two = reading.claims[part], reading.claims[whole]
        done = shared(reading, index, [part], whole)
        if done is None or one.kind != two.kind or two.value < _LEAST or reading.of_other_times(part, whole):
            continue
        if done.holds or (misses(claim, one.value, two.value) and not _other_way(reading, index, *pair)):
            yield Reckoning(index, done)


def _in_words(reading: Reading, index: int) -> Reckoning | None:
    """ "96 out of 412, more than a third": one share told twice, by its counts or in per cent and then in words."""
    group = reading.inside[reading.sentence[index]]
    place, claim = group.index(index), reading.claims[index]
    if not place or claim.kind != "ratio" or _STOP.match(reading.after(index).strip() or ".") is None:
        return None
    other, said = reading.claims[group[place - 1]], reading.before(index)
    if other.kind not in ("percent", "ratio") or other.projection or other.denied or other.hedge:
        return None
    if not said.lstrip().startswith((",", "(", "–", "—")) or not idle(reading, said) or len(said) > _SAID:
        return None
    part = other.value if other.kind == "ratio" else other.value / 100
    wrong = misses(claim, part * _MANY, _MANY)
    shown = f"{number(round(100 * part, 1))} % is {part:.2f}"
    error = "does-not-follow" if wrong else ""
    return Reckoning(
        index, Arithmetic("share", claim.value, part, not wrong, error, shown, (group[place - 1],))
    )


def _around(reading: Reading, index: int) -> tuple[int, int] | None:
    """ "1,852, which is 18 per cent of the 10,363": the part in front of the share and its whole behind."""
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    if not 0 < place < len(group) - 1:
        return None
    part, whole = group[place - 1], group[place + 1]
    if not (exact(reading, part) and led_by_part(reading, index, whole)):
        return None
    if reading.claims[part].value >= reading.claims[whole].value or reading.conflict(part, whole):
        return None
    return (part, whole) if _says_again(reading, part, index) else None


def _says_again(reading: Reading, part: int, index: int) -> bool:
    """Whether words in front of a share say that it is the count before it once more."""
    said = between(reading, part, index)
    if len(said) > _SAID or re.search(r"\d|[.;]\s", said.rstrip().removesuffix(";")):
        return False
    last = _PIECES.split(said)[-1]
    words = (
        reading.parted["said_again"],
        reading.words["that_is"],
        reading.slips["so"],
        reading.parted["stands_for"],
    )
    again = any(pattern.search(last) for pattern in words)
    for pattern in words:
        last = pattern.sub(" ", last)
    return again and len(_PIECES.split(said)) > 1 and idle(reading, last)


def _closing(reading: Reading, index: int) -> tuple[int, int] | None:
    """ "1,240 trips and 31 incidents, that is, 2.5 % of the trips": two counts, and a share that concludes."""
    sentence = reading.sentence[index]
    group = reading.inside[sentence]
    before = group[: group.index(index)]
    if before:
        told = before
        said = between(reading, before[-1], index)
        last = said if _again(reading, said) and not re.search(r"\d", said) else ""
    elif sentence and group == [index]:
        sentences = reading.manuscript.sentences
        if sentences[sentence - 1].block != sentences[sentence].block:
            return None
        told, last = reading.inside.get(sentence - 1, []), reading.before(index)
        if not (concludes(reading, index) or reading.parted["plainly_again"].search(last)):
            return None
    else:
        return None
    if not last or len(told) != 2 or not all(exact(reading, i) for i in told):
        return None
    whole, part = sorted(told, key=lambda i: -reading.claims[i].value)
    one, two = reading.claims[part], reading.claims[whole]
    if one.value == two.value or (one.place_sure and two.place_sure and one.place != two.place):
        return None
    return (part, whole) if _of_whole(reading, index, whole) else None


def _again(reading: Reading, said: str) -> bool:
    """Whether the words between two counts and a share end by saying that it follows from them."""
    pieces = re.split(r"[,;:(–—]\s", said)
    plain = reading.parted["plainly_again"]
    for n in range(1, len(pieces)):
        rest = " ".join(pieces[n:])
        if any(p.match(rest.lstrip()) for p in (plain, reading.slips["so"], reading.words["that_is"])):
            for p in (plain, reading.slips["so"], reading.words["that_is"]):
                rest = p.sub(" ", rest)
            return len(stems_in(reading.without(rest, "idle", "restating"))) < 2
    return False


def _of_whole(reading: Reading, index: int, whole: int) -> bool:
    """Whether what a share is told to be of is nothing, or the noun of a count and no more."""
    claim = reading.claims[index]
    rest = _STOP.split(reading.after(index))[0].strip()
    noun = set(stems(reading.claims[whole].counted)) | stems_in(reading.after(whole)[:24])
    if claim.kind == "ratio":
        inside = stems_in(claim.text) & noun  # "one trip in twenty"
        if inside and not rest:
            return True
    if not rest:
        return True
    of = reading.words["of"].match(rest)
    named = [w for w in re.findall(r"[^\W\d_]+", rest[of.end() :] if of else rest) if len(w) > 3]
    if (
        len(named) == 1
        and reading.pointed["at_large"].fullmatch(named[0])
        and not reading.claims[whole].counted
    ):
        return True
    return len(named) == 1 and set(stems(named[0])) <= noun


def _other_way(reading: Reading, index: int, part: int, whole: int) -> bool:
    """Whether a share fits two counts otherwise than as part and whole: as what is left, or as how they differ."""
    claim = reading.claims[index]
    one, two = reading.claims[part].value, reading.claims[whole].value
    value = claim.value if claim.kind == "ratio" else claim.value / 100
    ways = ((two - one, two), (two - one, one), (one, one + two))
    return any(
        not misses(claim, top, base) and abs(top / base / value - 1) <= _NEAR for top, base in ways if base
    )


def _of_an_entry(reading: Reading, index: int) -> tuple[int, int] | None:
    """ "412 cases: theft 201, fraud 96 … Fraud thus made up a quarter of the cases": an entry of a list that sums to
    its whole."""
    sentence = reading.sentence[index]
    if reading.inside[sentence] != [index]:
        return None
    said = reading.before(index)
    for words in (reading.slips["so"], reading.parted["stands_for"], reading.words["share"]):
        said = words.sub(" ", said)
    lead = stems_in(reading.without(said, "idle", "restating"))
    sentences = reading.manuscript.sentences
    for n in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        if sentences[n].block != sentences[sentence].block:
            return None
        for whole in reading.inside.get(n, []):
            parts = reading.totals.get(whole, ())
            named = [i for i in parts if (label := _label(reading, i)) and label == lead]
            if len(parts) > 2 and len(named) == 1 and _stands(reading, index):
                return (named[0], whole) if _of_whole(reading, index, whole) else None
    return None


def _label(reading: Reading, index: int) -> set[str]:
    """The words that a count of a list stands behind, from its comma on."""
    return stems_in(re.split(r"[,;:]|\b(?:and|y|e)\b", reading.before(index))[-1])


def _stands(reading: Reading, index: int) -> bool:
    """Whether the words in front of a share say that something made up so much, at the same time and place."""
    said = reading.before(index)
    if any(reading.words[name].search(said) for name in ("earlier", "base", "contrast")):
        return False
    return (
        reading.parted["stands_for"].search(said) is not None
        or reading.words["share"].search(said) is not None
    )
