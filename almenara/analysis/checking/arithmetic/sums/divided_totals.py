"""Lists against the total that they divide, wherever the text tells it: "46 incidents. … By site, A had 17; B, 14 …".

What a list is of is known where its entries make up a count that is told. One which fails its total is blamed only
where no other count can be meant: the total stands right before the list, or a list beside it makes it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from almenara.analysis.checking.arithmetic.operands import is_base
from almenara.analysis.checking.arithmetic.parted import exact
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, stems
from almenara.analysis.checking.arithmetic.sums.divided import Division, divisions, words_of
from almenara.analysis.checking.arithmetic.sums.left_open import gap_told, rest_follows
from almenara.analysis.checking.arithmetic.sums.lists import of_the_rest
from almenara.analysis.checking.arithmetic.sums.totals import exclusive, total_of

SHORT, OVER = 0.25, 1 / 3
"""Share of a total by which a list that says by what it divides may fall short of it or exceed it, and still be meant
to make it up."""
SHORT_COLON = 0.15
"""The same of a list that only follows a colon."""
LEAST = 12
"""A total below it is made up by chance too easily."""
_BESIDE = 2
"""Lists between which another may stand, of those that divide one thing."""
_AHEAD = 300
"""Characters behind a list in which its total may be told."""
_LEAD = 40
_ROOT = 3
"""Letters by which a verb and its noun are known to be of one root."""


def divided_totals(reading: Reading) -> Iterator[Reckoning]:
    """Each list against the count that it makes up, then those that fail theirs."""
    lists = divisions(reading)
    known = totals_made(reading)
    made: dict[int, int] = {}
    for n, one in enumerate(lists):
        whole = known.get(frozenset(one.entries), _made_up(reading, one))
        if whole is None:
            continue
        made[n] = whole
        if frozenset(one.entries) not in known:
            yield Reckoning(whole, total_of(reading, whole, list(one.entries))[1], one.entries)
    listed = {i for one in lists for i in one.entries}
    for n, one in enumerate(lists):
        if n in made or not _whole_list(reading, one):
            continue
        meant = _beside(reading, lists, made, n)
        meant = _right_before(reading, one, listed) if meant is None else meant
        if meant is not None and _misses(reading, one, meant):
            yield Reckoning(meant, total_of(reading, meant, list(one.entries))[1], one.entries)


def totals_made(reading: Reading) -> dict[frozenset[int], int]:
    """The counts that others were found to make up, by these."""
    return {
        frozenset(done.claims) - {whole}: whole
        for whole, sums in reading.found.items()
        for done in sums
        if done.kind == "sum" and done.holds
    }


def _sum(reading: Reading, one: Division) -> float:
    return sum(reading.claims[i].value for i in one.entries)


def _made_up(reading: Reading, one: Division) -> int | None:
    """The nearest count, before a list or right behind it, that its entries make up."""
    total = _sum(reading, one)
    found = [
        i
        for i, claim in enumerate(reading.claims)
        if claim.value == total >= LEAST
        and i not in one.entries
        and (claim.end <= one.start or one.end <= claim.start <= one.end + _AHEAD)
        and exact(reading, i)
        and not _otherwise(reading, one, i)
    ]
    return min(found, key=lambda i: abs(reading.claims[i].start - one.start), default=None)


def _otherwise(reading: Reading, one: Division, whole: int) -> bool:
    """Whether a count is plainly of another time or of another measure than a list."""
    claim, entries = reading.claims[whole], [reading.claims[i] for i in one.entries]
    if claim.period_sure and any(
        c.period_sure and reading.of_other_times(whole, i) for c, i in zip(entries, one.entries, strict=True)
    ):
        return True
    measures = {c.measure for c in entries if c.measure_sure}
    return claim.measure_sure and len(measures) == 1 and claim.measure not in measures


def _whole_list(reading: Reading, one: Division) -> bool:
    """Whether a list leaves nothing out, by its words and those around it."""
    text, claims = reading.manuscript.text, reading.claims
    sentence = reading.sentence[one.entries[0]]
    said = text[one.start : one.end] if one.lines else reading.said(sentence)
    opening = one.lead if one.lines else text[one.start : claims[one.entries[0]].start][-_LEAD:]
    if not one.closed or reading.divided["narrowed"].search(f"{one.lead[-2 * _LEAD :]} {opening}"):
        return False
    if any(reading.words[name].search(said) for name in ("partial", "inside", "earlier", "cut", "base")):
        return False
    if reading.divided["apiece"].search(said) or not exclusive(reading, said):
        return False
    rest = reading.words["rest"].search(said) and not any(of_the_rest(reading, i) for i in one.entries)
    return not rest or one.lines


def _beside(reading: Reading, lists: Sequence[Division], made: Mapping[int, int], n: int) -> int | None:
    """The total that a list beside one makes up, of what happened or of the noun of the list."""
    if not (lists[n].led or lists[n].lines):
        return None
    total = _sum(reading, lists[n])
    near = [made[m] for m in made if abs(m - n) <= _BESIDE and _of_that(reading, lists[n], made[m])]
    found = {
        value: whole for whole in near if abs((value := reading.claims[whole].value) - total) <= OVER * value
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _of_that(reading: Reading, one: Division, whole: int) -> bool:
    """Whether a total counts what a list does: its noun, or whatever happened, and no other that its heading names."""
    noun, happened = reading.claims[whole].counted, reading.divided["happened"]
    if not all(_akin(word, words_of(noun)) for word in _headed(reading, one)):
        return False
    if one.nouns:
        named = " ".join(reading.after(one.entries[0]).split()[:2])
        return bool(set(stems(noun)) & set(one.nouns)) or (
            happened.search(noun) is not None and happened.search(named) is not None
        )
    return happened.search(noun) is not None or bool(words_of(noun) & words_of(one.lead))


def _headed(reading: Reading, one: Division) -> frozenset[str]:
    """Words in front of a list that name things: none in "By type:" and "Where it happened"."""
    said = one.lead
    if not one.lines:
        said = reading.manuscript.text[
            reading.manuscript.sentences[reading.sentence[one.entries[0]]].start : one.start
        ]
    for name in ("by", "heads", "happened", "alone"):
        said = reading.divided[name].sub(" ", said)
    return words_of(said)


def _akin(word: str, nouns: frozenset[str]) -> bool:
    """Whether a word begins as one of some nouns: "nos robaron", of robberies."""
    return any(word[:_ROOT] == noun[:_ROOT] for noun in nouns)


def _right_before(reading: Reading, one: Division, listed: set[int]) -> int | None:
    """The only count in front of the colon of a list, or of the sentence right before a list."""
    sentence = reading.sentence[one.entries[0]]
    own = [i for i in reading.inside[sentence] if reading.claims[i].end <= one.start]
    if own:
        return _only(reading, one, own, listed) if one.colon else None
    if not (one.led or one.lines) or not sentence:
        return None
    sentences, blocks = reading.manuscript.sentences, reading.manuscript.blocks
    before = sentence - 1
    if one.lines and not reading.inside.get(before) and len(reading.said(before)) <= 2 * _LEAD:
        before -= 1  # the line that heads the list
    apart = sentences[sentence].block - sentences[before].block if before >= 0 else 9
    if apart > (2 if one.lines else 1) or blocks[sentences[before].block].kind in (
        "cell",
        "furniture",
        "heading",
    ):
        return None
    whole = _only(reading, one, reading.inside.get(before, []), listed)
    return whole if whole is not None and _of_that(reading, one, whole) else None


def _only(reading: Reading, one: Division, told: Sequence[int], listed: set[int]) -> int | None:
    """The only plain count of some that is no base of comparison, and more than each entry of a list."""
    most = max(reading.claims[i].value for i in one.entries)
    found = [
        i
        for i in told
        if reading.claims[i].kind == "count"
        and reading.claims[i].value != len(one.entries)
        and not is_base(reading, i)
        and not reading.is_change(i)
        and i not in listed
    ]
    if len(found) != 1 or not exact(reading, found[0]) or reading.claims[found[0]].value <= most:
        return None
    return found[0]


def _misses(reading: Reading, one: Division, whole: int) -> bool:
    """Whether a list misses a total by no more than an error does, with nothing told that fills the gap."""
    claim, total = reading.claims[whole], _sum(reading, one)
    if (
        claim.value < LEAST
        or _otherwise(reading, one, whole)
        or max(reading.claims[i].value for i in one.entries) >= claim.value
    ):
        return False
    if any(
        done.kind == "sum" and set(one.entries) <= set(done.claims) for done in reading.found.get(whole, ())
    ):
        return False
    gap = total - claim.value
    short = SHORT if one.led or one.lines else SHORT_COLON
    if gap > OVER * claim.value or -gap > short * claim.value:
        return False
    places = {reading.claims[i].place for i in one.entries if reading.claims[i].place_sure}
    if gap < 0 and claim.measure and claim.place is not None and places - {claim.place}:
        return False  # some of the country's states
    first, last = reading.sentence[one.entries[0]], reading.sentence[one.entries[-1]]
    if gap > 0:
        return True
    return not rest_follows(reading, last) and not gap_told(
        reading, -gap, range(first - 1, last + 2), (whole, *one.entries)
    )
