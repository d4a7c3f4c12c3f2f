"""Of two counts told as one move, "from 4,411 to 4,199", the period of the first: the earlier of the two told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.kindred import is_moved_from
from almenara.analysis.checking.what.whose_count import of_a_body
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.bracketed import of_a_name
from almenara.text.comparison_words import comparison_words
from almenara.text.period_mention import PeriodMention

_BACK = 24
"""Mentions of periods back to which the two told are looked for."""
_NEAR = 2
"""Paragraphs back, but for the head of a table."""
_TO = re.compile(r"\b(?:to|a|para)\s+$", re.I)
_FROM = re.compile(
    r"(?:\s+\w+){0,2}?,?\s+(?:from|up from|down from|desde|frente a|ante|contra)\s+(?:los |las |os |as )?",
    re.I,
)
_BRACKET = re.compile(
    r"(?:\s[^\W\d]+){0,6}\s\((?:(?:vs\.?|versus|against|from|contra|frente a|antes|previously|before)\s)?",
    re.I,
)
"""Between a count and another that stands alone in brackets: "811 victims of kidnapping (724)"."""
_STOP = re.compile(r"[;:()\n]|[.,](?!\d)")
_AFTER = re.compile(r",?\s(?:after|tras|luego de|después de|após|depois de)\s(?:l[oa]s |[oa]s )?$", re.I)
"""Between a count and the one before it: "643 after 716"."""
_CAME = re.compile(
    r",?\s(?:(?:bajó|subió|viene|venía|baja|sube|bajando|subiendo) de|(?:caiu|subiu|vem|vinha|cai|sobe) de"
    r"|(?:down|up) from|antes|before it was|previously)\s(?:l[oa]s |[oa]s |the )?$",
    re.I,
)
"""Between a count and the one that it came from: "481, bajó de 511"; "62 carpetas, antes 81"."""
_ARTICLE = re.compile(r"\s+(?:the|l[oa]s|[oa]s)\s*$", re.I)
_COMES_FROM = re.compile(
    r"(?:\s[^\W\d_]+){0,2},?\s(?:from|than|over|que|sobre|desde|frente a|ante|do que)\s(?:the |l[oa]s |[oa]s )?",
    re.I,
)
"""Between a change and the count that it is from: "up 85 percent from 39"."""
_APART = 90
"""Characters between a count and the one that it is compared with, at most."""
_FAR = 48
"""Characters between the two counts, at most."""


def with_moves(
    claims: Sequence[Claim], mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> list[Claim]:
    """The claims; the first of two counts of a move gets the base of its sentence's comparison, else the year before.

    Only where both were given one period, which the second keeps; the first's is never sure.
    """
    out = list(claims)
    for number in range(len(out) - 1):
        first, second = out[number], out[number + 1]
        if _moved_back(first, second, manuscript) and first.period == second.period is not None:
            base = base_of(first, mentions, manuscript)
            if base is not None:
                out[number + 1] = replace(
                    second, period=base, period_sure=False, period_open=False, since=None
                )
            else:
                out[number + 1] = replace(second, period_sure=False)
            continue
        if _undated(first, second, mentions, manuscript):
            base = base_of(first, mentions, manuscript) or first.period.years_earlier()  # type: ignore[union-attr]
            out[number + 1] = replace(second, period=base, period_sure=False, period_open=False, since=None)
            continue
        if (third := _behind_change(out, number, mentions, manuscript)) is not None:
            base = base_of(first, mentions, manuscript) or first.period.years_earlier()  # type: ignore[union-attr]
            out[number + 2] = replace(third, period=base, period_sure=False, period_open=False, since=None)
            continue
        if not _a_move(first, second, manuscript) or first.period is None or first.period != second.period:
            continue
        base = base_of(second, mentions, manuscript)
        if base is not None:
            out[number] = replace(first, period=base, period_sure=False, period_open=False, since=None)
    return out


LEVELS = ("count", "percent", "rate", "average")
"""Kinds that can go from one value to another."""


def _a_move(first: Claim, second: Claim, manuscript: Manuscript) -> bool:
    if first.kind not in LEVELS or second.kind != first.kind or first.measure != second.measure:
        return False
    if _of_two_bases(first, second):
        return False
    text = manuscript.text
    start = manuscript.sentences[manuscript.sentence_at(first.start)].start
    if not 0 < second.start - first.end <= _FAR or re.search(r"[;:()]", text[first.end : second.start]):
        return False
    return is_moved_from(text[start : first.start], text[first.end : second.end])


def _of_two_bases(first: Claim, second: Claim) -> bool:
    """Whether two changes are told on two bases: "up 12 % on 2020 and, against 2017, by 54 %"."""
    bases = [c.comparison.base_period if c.comparison is not None else None for c in (first, second)]
    return None not in bases and bases[0] != bases[1]


def _moved_back(first: Claim, second: Claim, manuscript: Manuscript) -> bool:
    """ "Rose to 2,589 from 1,801": the second is where it came from."""
    if first.kind != "count" or second.kind != "count" or first.measure != second.measure:
        return False
    text = manuscript.text
    return bool(_TO.search(text[max(0, first.start - 8) : first.start])) and bool(
        _FROM.fullmatch(text[first.end : second.start])
    )


def _behind_change(
    claims: Sequence[Claim], number: int, mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> Claim | None:
    """Of "72, up 85 percent from 39" the last: what the first is compared with, behind how much it changed."""
    if number + 2 >= len(claims) or claims[number + 1].kind not in ("percent", "times", "ratio"):
        return None
    first, change, third = claims[number : number + 3]
    if third.start - first.end > _APART or not _COMES_FROM.fullmatch(
        manuscript.text, change.end, third.start
    ):
        return None
    return third if _undated(first, third, mentions, manuscript, change.end) else None


def _undated(
    first: Claim,
    second: Claim,
    mentions: Sequence[PeriodMention],
    manuscript: Manuscript,
    told: int = 0,
) -> bool:
    """Whether the second is what the first is compared with, of a time that no words tell: "811, against 724".

    told  where the words that compare them begin, 0 where they are to be found

    "811 victims (724)" is read so, too. A count of another place, unit, source or date is its own.
    """
    if (
        first.kind != "count"
        or second.kind != "count"
        or first.measure != second.measure
        or not first.measure
    ):
        return False
    if first.period is None or first.period != second.period or first.place != second.place:
        return False
    if any(
        of_a_body(manuscript.text, one.end, one.end + _FAR, manuscript.language) for one in (first, second)
    ):
        return False  # "33,287, against 30,974 of the prosecutors": of one time
    if (
        second.definition != first.definition
        or second.attribution != first.attribution
        or second.hedge == "between"
    ):
        return False
    text = manuscript.text
    between = text[first.end : second.start]
    bracket = _BRACKET.fullmatch(between) and text[second.end : second.end + 1] == ")"
    if not told and not bracket and not compared(between, manuscript.language):
        return False
    stop = _STOP.search(text, second.end)
    low = bisect_left(mentions, first.end, key=lambda m: m.start)
    cue = told or first.end + len(between) - len(_cue(between))
    until = stop.start() if stop else len(text)
    return not any(cue <= m.start < until for m in mentions[low : low + _BACK])


def _cue(between: str) -> str:
    """The last piece of what stands between two counts, in which the words of a comparison are looked for."""
    if after := _AFTER.search(between) or _CAME.search(between):
        return after[0]
    return re.split(r",\s(?!\d)", between)[-1]


def compared(between: str, language: str) -> bool:
    """Whether the words between two counts say that the second is what the first is compared with."""
    if len(between) > _APART or re.search(r"[;:()]|\.\s|\n", between):
        return False
    words = comparison_words(language)
    said = f"{_ARTICLE.sub('', between).rstrip()} "  # some words look at the blank behind them
    hits = (hit for name in ("base", "from_base", "formerly") for hit in words[name].finditer(said))
    return any(not said[hit.end() :].strip() for hit in hits) or bool(
        _AFTER.search(between) or _CAME.search(between)
    )


def base_of(claim: Claim, mentions: Sequence[PeriodMention], manuscript: Manuscript) -> Period | None:
    """The period that the move begins in, None where the text does not tell it."""
    now = claim.period
    if now is None:
        return None
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    starts = [m.start for m in mentions]
    at, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    here = [m for m in mentions[at:end] if not m.reporting]
    here = [m for m in here if not of_a_name(m, manuscript.text, sentence.start)]
    bases = [m.period for m in here if m.period is not None and (m.relation == "base" or m.shift_years)]
    if bases:
        return bases[0] if bases[0] != now else None
    years = now.month_count == 12 and now.whole_months
    told = {m.period for m in here if m.period is not None}
    if told and years:
        return now.years_earlier() if told == {now} else None
    if told - {now}:
        return None
    found: Period | None = None
    within = -1
    for mention in reversed(mentions[max(0, at - _BACK) : at]):
        period = mention.period
        if period is None or mention.reporting or period == now or period.month_count != now.month_count:
            continue
        block = manuscript.sentences[manuscript.sentence_at(mention.start)].block
        if found is not None and block != within:
            break
        near = sentence.block - block <= _NEAR or manuscript.blocks[block].kind == "cell"
        if not near or period.end >= now.start:
            break
        if found is None or period.end > found.end:
            found, within = period, block
    if (
        years
        and not told
        and (found is None or (within != sentence.block and found.end.year < now.start.year - 1))
    ):
        return now.years_earlier()  # a peak told in another paragraph is no base
    if found is None and _from_january(now):
        return now.years_earlier()
    return found or _base_of_the_text(now, mentions[:at])


def _from_january(period: Period) -> bool:
    """Whether a period is the first months of a year, which are compared with those of the year before."""
    return period.whole_months and period.start.month == 1 and 1 < period.month_count < 12


def _base_of_the_text(now: Period, mentions: Sequence[PeriodMention]) -> Period | None:
    """The same months of the year before, where the text told before that it compares with them."""
    before = now.years_earlier()
    told = any(
        m.period == before and (m.relation == "base" or m.shift_years) and not m.reporting for m in mentions
    )
    return before if told else None
