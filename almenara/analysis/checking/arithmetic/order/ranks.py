"""Ranks: "the highest", "third", "followed by", against the numbers of the list beside them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, stems
from almenara.model.claim import Arithmetic
from almenara.model.place import fold

LONGEST = 70
"""Characters between two entries of one list."""


def ranks(reading: Reading) -> Iterator[Reckoning]:
    """Lists of counts in the prose against the words that rank them."""
    for sentence, group in reading.inside.items():
        entries = _run(reading, group)
        if len(entries) < 2 or reading.cell(entries[0]):
            continue
        yield from _list(reading, sentence, entries)


def _run(reading: Reading, group: list[int]) -> list[int]:
    """The counts of a sentence that follow each other as a list: short words between, of one kind."""
    out: list[int] = []
    for i in group:
        claim = reading.claims[i]
        if claim.value <= 12 and re.search(
            r"\b(?:top|all|the|these|those|l[oa]s|d?[oa]s)\s*$", reading.before(i), re.IGNORECASE
        ):
            continue
        if claim.value <= _MOST and _of_places(reading, i):
            continue
        if out and _is_whole(reading, out[0], i):
            break
        if not counted(reading, i) and claim.kind not in ("rate",):
            if claim.kind in ("rank", "percent"):
                continue
            if out:
                break
            continue
        if out and (len(reading.before(i)) > LONGEST or reading.claims[out[0]].kind != claim.kind):
            if len(out) > 1:
                break
            out = []
        out.append(i)
    return out


_MOST = 60
"""Places that a text ranks, at most: "the five states"."""


def _of_places(reading: Reading, index: int) -> bool:
    """Whether a count is of the places ranked, not of what happened in them: "of the 32 states"."""
    said = reading.claims[index].counted or reading.after(index)[:30]
    return reading.words["state_kind"].search(said) is not None


_OF = re.compile(r"\s*(?:of|de|del|d[oa]s?)\s", re.IGNORECASE)


def _is_whole(reading: Reading, first: int, index: int) -> bool:
    """Whether a count is what the entries are a part of: "A (3,104) and B (2,597), a fifth of the country's 29,705"."""
    one, two = reading.claims[first].place, reading.claims[index].place
    if one is not None and two is not None and one.kind != "country" == two.kind:
        return True
    share = index > 0 and reading.claims[index - 1].kind in ("percent", "ratio")
    return share and _OF.match(reading.before(index)) is not None


def _list(reading: Reading, sentence: int, entries: list[int]) -> Iterator[Reckoning]:
    words = reading.words
    claims = reading.claims
    said = reading.said(sentence)
    sentence_start = reading.manuscript.sentences[sentence].start
    opening = reading.manuscript.text[sentence_start : claims[entries[0]].start]
    if any(words["base"].search(reading.before(i)) for i in entries) or any(claims[i].hedge for i in entries):
        return
    measures = {claims[i].measure for i in entries if claims[i].measure}
    if len(measures) > 1 or words["inside"].search(said):
        return
    if words["per_head"].search(opening) and claims[entries[0]].kind == "count":
        return  # "the highest rate of the year, with 80 cases": the rates are not told
    top, low = words["highest"].search(opening), words["lowest"].search(opening)
    followed = [i for i in entries[1:] if words["followed"].search(reading.before(i))]
    values = [claims[i].value for i in entries]
    rank = _rank_claim(reading, sentence, entries)
    if rank is not None and claims[rank].value > 1:
        yield from _after_others(reading, rank, entries)
        return
    if top and not low and (followed or len(entries) > 2):
        at = 0
    elif low and not top and (followed or len(entries) > 2):
        at = -1
    elif followed:
        at = 0 if entries[1] == followed[0] else -2
    else:
        return
    if at == -2 or not _labels(reading, entries):
        return
    if at == 0 and not top and len(values) > 2 and all(a < b for a, b in itertools.pairwise(values)):
        return  # the lowest comes first: "the quietest is A (1.4), followed by B (3.1) and C (3.7)"
    order = sorted(values, reverse=at == 0)
    best = order[0]
    if (named := _named(reading, opening, entries)) is not None and (top or low):
        place = float(order.index(claims[named].value) + 1)
        shown = f"{number(claims[named].value)} against {', '.join(number(v) for v in order)}"
        holds = place == 1.0
        error = "" if holds else "rank-against-list"
        where = rank if rank is not None else named
        yield Reckoning(where, Arithmetic("rank", 1.0, place, holds, error, shown, tuple(entries)))
        return
    where = rank if rank is not None and claims[rank].value == 1 else entries[0]
    shown = f"{number(values[0])} against {', '.join(number(v) for v in values[1:])}"
    tail = values[len(entries) - len(followed) - 1 :] if followed else []
    falling = all(a >= b for a, b in itertools.pairwise(tail)) if at == 0 else True
    rest_ordered = not followed or entries.index(followed[0]) != 1 or _descending(values, at)
    if values[0] == best and falling and rest_ordered:
        yield Reckoning(where, Arithmetic("rank", 1.0, 1.0, True, "", shown, tuple(entries)))
    elif values[0] != best and (top or low or followed):
        place = float(order.index(values[0]) + 1)
        yield Reckoning(
            where, Arithmetic("rank", 1.0, place, False, "rank-against-list", shown, tuple(entries))
        )
    elif followed and entries.index(followed[0]) == 1 and not _descending(values, at):
        out = next(
            i for i, (a, b) in enumerate(itertools.pairwise(values), 1) if (a < b) == (at == 0) and a != b
        )
        shown = f"{number(values[out])} stands after {number(values[out - 1])}"
        place = float(order.index(values[out]) + 1)
        yield Reckoning(
            entries[out],
            Arithmetic("rank", float(out + 1), place, False, "rank-against-list", shown, tuple(entries)),
        )


def _named(reading: Reading, opening: str, entries: list[int]) -> int | None:
    """The entry whose name stands alone in front of the list as what has the most or the fewest: "the port with the
    most thefts is B (A 96, B 58)"; None where the list begins with the first of them at once."""
    names = [reading.label(i) for i in entries]
    lead = re.fullmatch(r"(.+)(?:[:(]|\s[–—-])\s*(.*)", opening, re.DOTALL)
    if lead is None or not names[0] or not fold(lead[2]).startswith(names[0]) or len(set(names)) < len(names):
        return None
    told = f" {fold(lead[1])} "
    if any(not set(stems(reading.claims[i].counted)) <= set(stems(told)) for i in entries):
        return None  # "the port with most thefts is B (A had 96 arrests …)"
    hits = [i for i, name in zip(entries, names, strict=True) if name and f" {name} " in told]
    return hits[0] if len(hits) == 1 else None


def _after_others(reading: Reading, rank: int, entries: list[int]) -> Iterator[Reckoning]:
    """ "Third with 1,300, after A with 1,800 and B with 1,500": each of those named has more."""
    claims = reading.claims
    own, above = entries[0], entries[1:]
    told = reading.words["behind"].search(reading.before(entries[1]))
    if any(claims[i].counted and not reading.same(own, i) for i in above):
        return  # "54 points, after A, where 1,815 taps were found"
    if not told or len(above) != claims[rank].value - 1 or not _labels(reading, entries):
        return
    values = [claims[i].value for i in above]
    place = 1.0 + sum(v > claims[own].value for v in values)
    holds = place == claims[rank].value or min(values) == claims[own].value
    shown = f"{number(claims[own].value)} against {', '.join(number(v) for v in values)}"
    error = "" if holds else "rank-against-list"
    yield Reckoning(rank, Arithmetic("rank", claims[rank].value, place, holds, error, shown, (own, *above)))


def _descending(values: list[float], at: int) -> bool:
    pairs = itertools.pairwise(values)
    return all(a >= b for a, b in pairs) if at == 0 else all(a <= b for a, b in pairs)


def _rank_claim(reading: Reading, sentence: int, entries: list[int]) -> int | None:
    for i in reading.inside[sentence]:
        if reading.claims[i].kind == "rank" and i < entries[0]:
            return i
    return None


def _labels(reading: Reading, entries: list[int]) -> bool:
    """Whether each entry of a list has a name of its own beside it."""
    places = [reading.claims[i].place for i in entries]
    if all(places) and len({p.code for p in places if p}) == len(entries):
        return True
    return all(
        re.search(r"[A-ZÁÉÍÓÚÂÊÔÃÕÇ][\w'’.-]+[^.;]*$", reading.before(i))
        or re.match(r"[^.;]*?[A-ZÁÉÍÓÚÂÊÔ]\w+", reading.after(i))
        for i in entries
    )
