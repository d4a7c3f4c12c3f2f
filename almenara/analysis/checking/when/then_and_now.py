"""Two counts told as then and now: "from 1,097 in the first half of last year to 1,016", "had 34 and now has 257"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from almenara.analysis.checking.when.moving import base_of
from almenara.analysis.checking.word_lists import word_list
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.beginning import beginning_in
from almenara.text.period_mention import PeriodMention

_FROM = re.compile(r"\b(?:from|de|desde)\s+$", re.I)
_IN = re.compile(r"(?:\s+[^\W\d]+){0,5}\s+", re.I)
_TO = re.compile(r",?\s+(?:to|a|para|hasta|até)\s+(?:(?:about|some|unos|unas|cerca de)\s+)?$", re.I)
_STOP = re.compile(r"[;()\n]|\.\s")
_FAR = 110
"""Characters between the two counts, at most."""
_BESIDE = 24
"""Characters between a count and "now", at most."""


@lru_cache
def _said(language: str, kind: str) -> re.Pattern[str]:
    words = word_list("then_and_now")[language][kind]
    ends = r"" if kind == "now" else r"\s+(?:[^\W\d]+\s+)?$"
    return re.compile(rf"(?<!\w)(?:{words})(?!\w){ends}", re.IGNORECASE)


def with_later(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; a count that another moved to, from one with a time of last year, is of a year later.

    What the paragraph goes on to tell without a time of its own is of that later time, too. It is never sure.
    """
    out = list(claims)
    for number in range(len(out) - 1):
        first, second = out[number], out[number + 1]
        now = _told_now(first, second, mentions, manuscript)
        later = now or _later(first, second, mentions, manuscript)
        if later is None:
            continue
        before = second.period
        for at in _going_on(out, number + 1, mentions, manuscript):
            if out[at].period == before and (now or not out[at].period_sure):
                out[at] = replace(out[at], period=later, period_sure=False, period_open=False, since=None)
    return out


def with_earlier(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; of two counts told as then and now, the former is of the base of its sentence, or the year before."""
    out = list(claims)
    for number, one in enumerate(out):
        for other in out[number + 1 : number + 3]:
            then = _then(one, other, manuscript)
            if then is None:
                continue
            base = base_of(then, mentions, manuscript) or (
                then.period.years_earlier() if then.period else None
            )
            if base is not None:
                at = number if then is one else out.index(other)
                out[at] = replace(then, period=base, period_sure=False, period_open=False, since=None)
            break
    return out


def _later(
    first: Claim, second: Claim, mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> Period | None:
    """The time of the second of two counts: a year after that of the first, which stands between the two."""
    text, told = manuscript.text, first.period
    if (
        first.kind != "count"
        or second.kind != "count"
        or not first.measure
        or first.measure != second.measure
    ):
        return None
    if told is None or manuscript.published is None or not 0 < second.start - first.end <= _FAR:
        return None
    if second.period_sure and second.period != told:
        return None
    between = _within(mentions, first.end, second.start)
    if len(between) != 1 or between[0].period != told or between[0].relation not in ("in", "base"):
        return None
    one = between[0]
    if not _FROM.search(text[max(0, first.start - 8) : first.start]) or not _TO.fullmatch(
        text[one.end : second.start]
    ):
        return None
    if not _IN.fullmatch(text[first.end : one.start]):
        return None
    stop = _STOP.search(text, second.end)
    if _within(mentions, second.end, stop.start() if stop else len(text)):
        return None  # "from 502 in 2017 to 1,055 in 2018"
    later = told.years_earlier(-1)
    if later.end > manuscript.published:
        return None
    known = any(m.period == later for m in mentions if m.start < first.start)
    return later if known or later.end.year >= manuscript.published.year - 1 else None


def _told_now(
    first: Claim, second: Claim, mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> Period | None:
    """The time of a count told as of now, behind one of some months or a year that are over: "232 in January and
    February 2023 and 85 now"."""
    told, written = first.period, manuscript.published
    alike = first.kind == second.kind == "count" and first.measure and first.measure == second.measure
    if not alike or told is None or written is None or not 0 < second.start - first.end <= _FAR:
        return None
    if manuscript.sentence_at(first.start) != manuscript.sentence_at(second.start):
        return None
    end = manuscript.sentences[manuscript.sentence_at(second.start)].end
    now = _said(manuscript.language, "now").search(
        manuscript.text, second.end, min(end, second.end + _BESIDE)
    )
    if now is None or _STOP.search(manuscript.text, second.end, now.start()):
        return None
    if _within(mentions, second.end, now.start()) or "," in manuscript.text[second.end : now.start()]:
        return None
    last = [m for m in _within(mentions, first.start - _FAR, second.start) if m.period == told]
    later = told.years_earlier(told.end.year - written.year)
    return later if last and told.end < later.end <= written else None


def _going_on(
    claims: Sequence[Claim], first: int, mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[int]:
    """The count and those behind it in its paragraph, up to the next time that is told."""
    block = manuscript.block_of(claims[first].start)
    until = next((m.start for m in mentions if m.start > claims[first].end and not m.reporting), block.end)
    sentence = manuscript.sentences[manuscript.sentence_at(min(until, block.end - 1))]
    end = min(block.end, until if until >= block.end else sentence.start)
    own = manuscript.sentences[manuscript.sentence_at(claims[first].start)]
    end = max(end, own.end if until >= own.end else claims[first].end)
    return [n for n in range(first, len(claims)) if claims[n].start < end]


def _then(one: Claim, other: Claim, manuscript: Manuscript) -> Claim | None:
    """Which of two counts is the former one: "had 34 and now has 257", "has 197: there had been 254"."""
    alike = one.kind == other.kind == "count" and one.measure and one.measure == other.measure
    if not alike or one.period is None or one.period != other.period or one.place != other.place:
        return None
    here = manuscript.sentence_at(one.start)
    if manuscript.sentence_at(other.start) != here or other.start - one.end > _FAR:
        return None
    text, language = manuscript.text, manuscript.language
    between = text[one.end : other.start]
    front = text[max(manuscript.sentences[here].start, one.start - 40) : one.start]
    if _said(language, "had").search(front) and _said(language, "now").search(between):
        return one
    return other if _said(language, "had_been").search(between) else None


def _within(mentions: Sequence[PeriodMention], start: int, end: int) -> list[PeriodMention]:
    return [m for m in beginning_in(mentions, start, end) if not m.reporting]
