"""Parts and totals in sentences: "Of 116 cases, 81 …, 25 … and 10 …", "a and b, c in total", "including …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from almenara.analysis.checking.arithmetic.plain_counts import NAMED, counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, meet, number, plus, span
from almenara.analysis.checking.arithmetic.sums.left_open import rest_follows
from almenara.model.claim import Arithmetic

CLOSE = 0.1
"""A closed list of three parts or more whose sum misses its total by no more than this share is meant to add up."""


_DIVIDED = re.compile(r"[^,.;:()\d]{1,40}:\s*")
"""What stands between a whole and the first of the parts that divide it: "1,204 cases: "."""
MEANT = 1 / 3
"""Share by which parts may miss a total that words of summing announce, and still be meant to add up to it."""


def totals(reading: Reading) -> Iterator[Reckoning]:
    """Totals of the prose against the parts told with them."""
    for sentence, group in reading.inside.items():
        plain = [i for i in group if counted(reading, i)]
        if not plain or reading.cell(plain[0]):
            continue
        yield from _opened(reading, sentence, plain)
        yield from _spelt_out(reading, sentence, plain)
        yield from _summed(reading, plain)
        yield from _within(reading, plain)
        if len(plain) < 3:
            yield from _gathered(reading, sentence, plain)
    yield from _of_periods(reading)


def total_of(reading: Reading, whole: int, parts: list[int]) -> tuple[bool, Arithmetic]:
    """Whether parts can sum to a total within what the words leave open, and the sum."""
    spans = [span(reading.claims[i]) for i in parts]
    values = [reading.claims[i].value for i in parts]
    total = reading.claims[whole]
    holds = meet((sum(s[0] for s in spans), sum(s[1] for s in spans)), span(total))
    shown = f"{plus(values)} = {number(sum(values))}"
    if not holds:
        shown += f", not {number(total.value)}"
    error = "" if holds else "parts-do-not-add-up"
    return holds, Arithmetic("sum", total.value, sum(values), holds, error, shown, (whole, *parts))


def _opened(reading: Reading, sentence: int, plain: list[int]) -> Iterator[Reckoning]:
    """ "Of the 116 cases, 81 …, 25 … and 10 …", the total in the sentence or in the one before."""
    words, said = reading.words, reading.said(sentence)
    opening = words["opening"].match(said.lstrip(" “\"'¿¡-–•*"))
    first = reading.claims[plain[0]]
    start = reading.manuscript.sentences[sentence].start
    if opening is None:
        return
    whole, parts = -1, plain
    lead = reading.manuscript.text[start : first.start]
    if len(lead) <= 45 and "," not in lead and len(plain) > 1 and _bigger(reading, plain[0], plain[1:]):
        whole, parts = plain[0], plain[1:]
    else:
        before = [n for n in reading.near(sentence, 1) if n < sentence]
        wider = [i for n in before for i in reading.inside.get(n, []) if counted(reading, i)]
        wider = [i for i in wider if _bigger(reading, i, parts)]
        if len(wider) != 1:
            wider = [i for i in wider if reading.same(i, parts[0])]
        if len(wider) == 1:
            whole = wider[0]
    parts = _undivided(reading, parts)
    if whole < 0 or len(parts) < 2:
        return
    holds, done = total_of(reading, whole, parts)
    if (len(parts) > 1 and holds) or (len(parts) > 1 and _meant_to_add_up(reading, sentence, whole, parts)):
        yield Reckoning(whole, done, tuple(parts))


def _undivided(reading: Reading, parts: list[int]) -> list[int]:
    """The parts but for those that divide one of them: "17,476 were last seen since 2014: 4,047 in 2014, …"."""
    out: list[int] = []
    for place, i in enumerate(parts):
        after, rest = reading.after(i), parts[place + 1 :]
        out.append(i)
        if len(rest) > 1 and (re.search(r"[:(–—]", after) or total_of(reading, i, rest)[0]):
            return out
    return out


def _spelt_out(reading: Reading, sentence: int, plain: list[int]) -> Iterator[Reckoning]:
    """ "523 cases: 200 in the north, 180 in the centre and 143 in the south"; "900, 600 with violence and 300
    without": parts told at once after their total that leave nothing out. Those that hold are found elsewhere."""
    whole, parts = plain[0], plain[1:]
    if len(parts) < 2 or not _bigger(reading, whole, parts):
        return
    words, said = reading.words, reading.said(sentence)
    between = reading.before(parts[0])
    if not _DIVIDED.fullmatch(between) and _of_other_things(reading, plain):
        return
    gap = abs(reading.claims[whole].value - sum(reading.claims[i].value for i in parts))
    if ":" in between and (len(parts) > 2 or _in_all(reading, whole, parts)):
        left_out = words["highest"].search(said) or words["lowest"].search(said)
        told = not left_out and _meant_to_add_up(reading, sentence, whole, parts)
    else:
        told = len(parts) == 2 and _with_and_without(reading, *parts)
        told = told and not words["partial"].search(said) and gap <= reading.claims[whole].value / 2
        told = told and not any(reading.claims[i].hedge for i in plain)
    if told and gap:
        holds, done = total_of(reading, whole, parts)
        if not holds:
            yield Reckoning(whole, done, tuple(parts))


def _with_and_without(reading: Reading, one: int, two: int) -> bool:
    """Whether two parts are those with something and those without it."""
    has, lacks = (
        reading.words[name].search(reading.after(i)) for name, i in (("with", one), ("without", two))
    )
    if has is None or lacks is None:
        return False
    what, not_what = (
        re.findall(r"[^\W\d_]+", reading.after(i)[hit.end() :])[:1] for hit, i in ((has, one), (lacks, two))
    )
    return not not_what or len(not_what[0]) <= 4 or what == not_what


def _of_other_things(reading: Reading, plain: list[int]) -> bool:
    """Whether the counts of a sentence are of several measures or kinds."""
    return len({reading.claims[i].measure for i in plain} - {""}) > 1


def _gathered(reading: Reading, sentence: int, plain: list[int]) -> Iterator[Reckoning]:
    """ "In all, 523": a total of counts told in the lines before, where just these sum to it."""
    index = plain[0]
    if not reading.words["summing"].search(reading.before(index)[-40:]) or reading.claims[index].value < 50:
        return
    before = [i for n in reading.near(sentence, 5) if n < sentence for i in reading.inside.get(n, [])]
    before = [i for i in before if counted(reading, i) and _bigger(reading, index, [i])][-NAMED:]
    if (many := _as_many(reading, index)) and many < len(before):
        for start in range(len(before) - many + 1):  # "the six together": six told one after another
            run = before[start : start + many]
            holds, done = total_of(reading, index, run)
            if holds and not reading.claims[index].hedge:
                yield Reckoning(index, done, tuple(run))
                return
    for size in (len(before), 2, 3):
        for parts in combinations(before, size) if 1 < size <= len(before) else ():
            holds, done = total_of(reading, index, list(parts))
            if holds and not reading.claims[index].hedge:
                yield Reckoning(index, done, parts)
                return


def _as_many(reading: Reading, index: int) -> int:
    """How many counts a total is told to be of, by the number right before it: "the six together account for"; or 0."""
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    told = reading.claims[group[place - 1]] if place else None
    return int(told.value) if told and told.kind == "count" and 3 < told.value <= NAMED else 0


def _bigger(reading: Reading, whole: int, parts: list[int]) -> bool:
    return all(reading.claims[whole].value > reading.claims[i].value for i in parts)


def _meant_to_add_up(reading: Reading, sentence: int, whole: int, parts: list[int]) -> bool:
    """Whether a list of parts is plainly one that leaves nothing out and counts nothing twice."""
    words, said = reading.words, reading.said(sentence)
    if words["partial"].search(said) or len({reading.claims[i].kind for i in parts}) > 1:
        return False
    if any(reading.claims[i].hedge for i in (whole, *parts)):
        return False
    if words["rest"].search(said) and len(parts) > 1:
        return bool(
            words["rest"].search(reading.before(parts[-1])[-30:] + " " + reading.after(parts[-1])[:14])
        )
    if rest_follows(reading, reading.sentence[parts[-1]]):
        return False
    gap = reading.claims[whole].value - sum(reading.claims[i].value for i in parts)
    sexes = words["women"].search(said) or words["men"].search(said)
    told = said
    if whole < parts[0]:  # what a whole told first is of divides nothing: "Of the 116 citizens, 81 …"
        end = reading.manuscript.sentences[reading.sentence[parts[-1]]].end
        told = reading.manuscript.text[reading.claims[parts[0]].start : end]
    if not exclusive(reading, told) or (gap > 0 and sexes and not _in_all(reading, whole, parts)):
        return False
    if len(parts) < 3 and words["women"].search(said) and _in_all(reading, whole, parts):
        return abs(gap) <= CLOSE * reading.claims[whole].value
    if len(parts) < 3:
        return gap < 0 and len(parts) == 2 and -gap <= CLOSE * reading.claims[whole].value
    joined = re.search(r"\b(?:and|y|e)\b[^,;]{0,40}$", reading.before(parts[-1]))
    return bool(joined) and abs(gap) <= CLOSE * reading.claims[whole].value


def _in_all(reading: Reading, whole: int, parts: list[int]) -> bool:
    """Whether a whole is called one and two parts follow a colon: "In total, 1,000 people: 620 men and 380 women"."""
    called = reading.words["summing"].search(reading.before(whole)) is not None
    return called and len(parts) == 2 and ":" in reading.before(parts[0])


def exclusive(reading: Reading, said: str) -> bool:
    """Whether the parts that a sentence names leave no doubt that each thing is in one of them only."""
    words = reading.words
    if words["between_groups"].search(said):
        return False
    women, men = bool(words["women"].search(said)), bool(words["men"].search(said))
    return women == men and not (women and words["arms"].search(said))


_OPEN = 1.5
"""What parts of "at least so many" make of it, less than: more is a sum of other things."""


def _summed(reading: Reading, plain: list[int]) -> Iterator[Reckoning]:
    """ "a … and b …, for a total of c" and "c in total: a … and b …"."""
    words = reading.words
    for place, index in enumerate(plain):
        before, parts = reading.before(index), plain[:place]
        hit = words["summing"].search(before) or (
            reading.parted["a_total"].search(before) if place > 1 else None
        )
        told = hit is not None and len(before) - hit.end() < 25 and not (place and _behind(before, hit))
        told = told or words["summing"].match(reading.after(index).lstrip(" ,")) is not None
        if len(parts) > 1 and told:
            holds, done = total_of(reading, index, parts)
            if holds or (
                all(reading.claims[i].kind == reading.claims[index].kind for i in parts)
                and all(_bigger(reading, index, [i]) for i in parts)
                and abs((done.computed or 0) - done.stated) <= MEANT * done.stated
                and not words["partial"].search(reading.said(reading.sentence[index]))
                and not any(reading.claims[i].hedge for i in (index, *parts))
                and len(parts) == len(_told_before(reading, index))
            ):
                yield Reckoning(index, done, tuple(parts))
        rest = plain[place + 1 :]
        if place == 0 and len(rest) > 1:
            holds, done = total_of(reading, index, rest)
            if holds and (done.computed or 0) < _OPEN * done.stated:
                yield Reckoning(index, done, tuple(rest))


def _told_before(reading: Reading, index: int) -> list[int]:
    """What the sentence of a claim counts before it, lengths of time left out: "the two-year total"."""
    group = reading.inside[reading.sentence[index]]
    return [i for i in group if i < index and reading.claims[i].kind != "duration"]


def _behind(between: str, hit: re.Match[str]) -> bool:
    """Whether words of summing stand behind the number before: "116 together, down from"."""
    return not between[: hit.start()].strip() and between[hit.end() :].lstrip().startswith((",", ";", "("))


def _within(reading: Reading, plain: list[int]) -> Iterator[Reckoning]:
    """ "152 killed, among them 48 candidates": a part that cannot exceed its whole."""
    for whole, part in pairwise(plain):
        between = reading.before(part)
        found = reading.words["inside"].search(between)
        if not found or len(between) - found.end() > 14 or found.start() > 60 or re.search(r"[;:.]", between):
            continue
        if reading.words["of_the_told"].search(between):
            continue  # "40 of those 114": the whole is told behind its part
        one, two = reading.claims[whole], reading.claims[part]
        if one.kind != two.kind:
            continue
        holds = two.low is None or one.high is None or two.low <= one.high
        if holds and (both := _both_within(reading, plain, whole, part)) is not None:
            yield both
            continue
        members = bool(
            re.search(
                r"\b(?:of (?:which|whom)|de (?:los|las) (?:cuales|que)|d[oa]s quais"
                r"|(?:among (?:which|whom|them)"
                r"|entre (?:ell[oa]s|el[ea]s|l[oa]s (?:cuales|que)|[oa]s quais))\b(?!,))\b",
                between,
                re.I,
            )
        )
        if not holds and not (members or reading.same(whole, part)):
            continue
        shown = f"{number(two.value)} of {number(one.value)}"
        yield Reckoning(
            part,
            Arithmetic(
                "limit",
                two.value,
                one.value,
                holds,
                "" if holds else "parts-do-not-add-up",
                shown,
                (whole, part),
            ),
        )


_PLACED = re.compile(r"\s*(?:[^\W\d]+\s)?(?:in|en|no|na|nos|nas|em)\s", re.IGNORECASE)


def _both_within(reading: Reading, plain: list[int], whole: int, part: int) -> Reckoning | None:
    """ "85 arrests, of which 40 in the city and 55 in the suburbs": two parts in two places that exceed their whole."""
    place = plain.index(part)
    rest = plain[place + 1 :]
    if len(rest) != 1 or not re.search(r"\b(?:and|y|e)\s*$", reading.before(rest[0])):
        return None
    if not all(_PLACED.match(reading.after(i)) for i in (part, rest[0])):
        return None
    if any(reading.claims[i].hedge for i in (whole, part, rest[0])):
        return None
    holds, done = total_of(reading, whole, [part, rest[0]])
    if holds or (done.computed or 0.0) <= done.stated:
        return None
    return Reckoning(whole, done, (part, rest[0]))


def _of_periods(reading: Reading) -> Iterator[Reckoning]:
    """Counts of consecutive periods against the count of the span that they fill."""
    by_kind: dict[tuple[str, str], list[int]] = {}
    for i, claim in enumerate(reading.claims):
        if (
            claim.kind == "count"
            and claim.measure
            and claim.period
            and not claim.hedge
            and counted(reading, i)
        ):
            key = (claim.measure, claim.place.code if claim.place else "")
            by_kind.setdefault(key, []).append(i)
    for group in by_kind.values():
        for whole in group:
            span_ = reading.claims[whole].period
            assert span_ is not None
            inner = {
                p: i
                for i in reversed(group)
                if (p := reading.claims[i].period) and p != span_ and span_.contains(p)
            }
            parts = tiling(sorted((p.start, p.end, i) for p, i in inner.items()), span_.start, span_.end)
            if len(parts) < 2:
                continue
            if len({reading.claims[i].definition for i in (whole, *parts)} - {""}) > 1:
                continue
            holds, done = total_of(reading, whole, parts)
            sure = all(
                reading.claims[i].period_sure and not reading.claims[i].period_open for i in (whole, *parts)
            )
            close = abs((done.computed or 0) - done.stated) <= CLOSE * done.stated
            said = " ".join(reading.said(reading.sentence[i]) for i in (whole, *parts))
            meant = sure and close and not reading.words["cut"].search(said)
            meant = meant and (_told_nearby(reading, whole, parts) or _all_named(reading, whole, parts))
            if holds or (meant and not _of_an_earlier_time(reading, whole, parts)):
                yield Reckoning(whole, done, tuple(parts))


_NEARBY = 6
"""Sentences, or cells, over which a total and its parts stand that go on about one thing."""


def _told_nearby(reading: Reading, whole: int, parts: list[int]) -> bool:
    told = [reading.sentence[i] for i in (whole, *parts)]
    return max(told) - min(told) <= _NEARBY


def _all_named(reading: Reading, whole: int, parts: list[int]) -> bool:
    """Whether a total and its parts, however far apart, say themselves what they are of."""
    return all(reading.claims[i].measure_sure for i in (whole, *parts))


def _of_an_earlier_time(reading: Reading, whole: int, parts: list[int]) -> bool:
    """Whether a sentence without the parts tells a total as one of a time before: "A year ago the two months had"."""
    own = reading.sentence[whole]
    alone = all(reading.sentence[i] != own for i in parts)
    return alone and reading.words["earlier"].search(reading.said(own)) is not None


def tiling(inner: list[tuple[date, date, int]], start: date, end: date) -> list[int]:
    """Spans that follow day on day from start to end, the shortest first; [] where there is a gap."""
    out, at = [], start
    while at <= end:
        fits = [(e, i) for s, e, i in inner if s == at and e <= end]
        if not fits:
            return []
        last, index = min(fits)
        out.append(index)
        at = last + timedelta(days=1)
    return out
