"""What the words beside a period make of it: that in which something was counted, a base, a beginning or an end."""

from __future__ import annotations

import re

from almenara.text.period_mention import Relation
from almenara.text.period_words import PeriodWords

CLAUSE_END = re.compile(
    r"[;()\n]|\s[–—]\s|:(?!\d)|,(?!\d| (?:set|reached|recorded|seen|registrad|alcanzad|marcad|atingid))|[.!?]\s"
)
"""Where what a preposition governs ends."""


def relation_of(kind: str, day: bool, left: str, right: str, words: PeriodWords) -> tuple[Relation, int]:
    """The relation, and where in `left` the words of a base begin (-1 where there are none)."""
    cues = words.cues
    if kind in ("on_year", "on_month"):
        return "base", len(left)
    if kind == "unresolved" and cues["superlative"].search(left):
        return "base", len(left)  # "the lowest count in six years"
    if kind == "past_n" and cues["record_of"].search(left):
        return "base", len(left)  # "the highest number of the last ten years"
    if (cue := _base(kind, left, right, words)) >= 0:
        return "base", cue
    if kind == "to_now":
        return "since", -1
    if kind in ("range", "days", "years", "so_far", "past_n"):
        return "in", -1
    if hit := cues["since"].search(left):
        if cues["superlative"].search(left, 0, hit.start()):
            return "base", hit.start()  # "the highest since": whose record stood until then
        return "since", -1
    if kind == "point" and cues["since_clause"].search(left):
        return "since", -1
    if cues["until"].search(left) or (day and cues["until_day"].search(left)):
        return "until", -1
    return "in", -1


def _base(kind: str, left: str, right: str, words: PeriodWords) -> int:
    cues = words.cues
    for hit in _last_first(cues["base_strong"], left):
        if not CLAUSE_END.search(left, hit.end()):
            return hit.start()
    for hit in _last_first(cues["had"], left):  # "where 704 had been killed in 2017"
        if not CLAUSE_END.search(left, hit.end()):
            return hit.start()
    for hit in _last_first(cues["base_counted"], left):
        tail = left[hit.end() :]
        if CLAUSE_END.search(tail) or not cues["tail_counted"].fullmatch(tail):
            continue
        before = left[: hit.start()]
        hedge = cues["hedged"].search(before)
        named = re.search(rf"\s{words.raw['article']}$", f"{hit[0]} ")  # "more than double the 502"
        if (
            hedge
            and not (named and named[0].strip())
            and re.match(r"\s+\d", tail)
            and not re.search(r"(?:%|percent|per cent|times|\d)\s*$", before[: hedge.start()])
        ):
            continue
        if hit[0] in ("que", "do que", "than") and not cues["change"].search(before[-60:]):
            continue
        if cues["after"].fullmatch(hit[0]) and not re.match(r"\s+\D{0,4}\d", tail):
            continue
        return hit.start()
    if kind != "past_n":
        for hit in _last_first(cues["base_change"], left):
            near = re.split(r"[;:](?!\d)", left[: hit.start()][-80:])[-1]
            if cues["tail_direct"].fullmatch(left, hit.end()) and cues["change"].search(near):
                return hit.start()
    for hit in _last_first(cues["from_to"], left):
        tail = left[hit.end() :]
        if (
            cues["tail_number"].fullmatch(tail)
            and not CLAUSE_END.search(tail)
            and (
                cues["to"].match(right)
                or (
                    words.language == "en"
                    and not cues["to"].search(tail)
                    and cues["change"].search(left[: hit.start()][-32:])
                )
            )
        ):
            return hit.start()
    return -1


def _last_first(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return list(pattern.finditer(text))[::-1]
