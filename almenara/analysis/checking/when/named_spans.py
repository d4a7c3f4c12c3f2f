"""Spans that a text names by what happened: "the 2018 campaign", "election day", by the country's elections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from almenara.analysis.checking.word_lists import word_list
from almenara.analysis.context import Context
from almenara.countries.elections import Election, elections
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.model.place import Place
from almenara.text.letters import plain
from almenara.text.period_mention import PeriodMention

_UNTIL = re.compile(r"\b(?:hasta|ate|until|till|through|up to|to)\s+(?:el |o |the )?$")
_BETWEEN = re.compile(r"\b(?:between|entre)\s+(?:el |o |the |los meses de )?$")
_AND = re.compile(r"\s(?:and|y|e)\s(?:el |la |o |a |the )?")


def with_named_spans(
    mentions: list[PeriodMention], manuscript: Manuscript, context: Context, home: Place | None
) -> list[PeriodMention]:
    """Mentions of periods with those that name an election; they stand in place of what they overlap.

    home  the country that the text is about; without one, or a pack, nothing is added
    """
    pack = context.pack_of(home) if home else None
    held = elections(pack) if pack else ()
    named = list(_named(manuscript, held)) if held else []
    named = [n for n in named if not any(_within(n, m) for m in mentions)]
    if not named:
        return mentions
    kept = [m for m in mentions if not any(m.start < n.end and n.start < m.end for n in named)]
    spans = [_begun(n, kept, manuscript) for n in named]
    begun = {n.start for n in spans} - {n.start for n in named}
    kept = [m for m in kept if m.start not in begun]
    return sorted([*kept, *spans], key=lambda m: (m.start, m.end))


def _begun(named: PeriodMention, mentions: list[PeriodMention], manuscript: Manuscript) -> PeriodMention:
    """A day told as the end of what began before it in its sentence: "since 8 September and until election day",
    "between September and election day"."""
    if named.period is None:
        return named
    opening = manuscript.sentences[manuscript.sentence_at(named.start)].start
    text = manuscript.text
    last = next((m for m in reversed(mentions) if opening <= m.start and m.end <= named.start), None)
    if (
        last is not None
        and last.period is not None
        and last.period.start < named.period.end
        and named.period.days == 1
        and _AND.fullmatch(plain(text[last.end : named.start]))
        and _BETWEEN.search(plain(text[opening : last.start]))
    ):
        span = Period(last.period.start, named.period.end)
        return replace(named, start=last.start, text=text[last.start : named.end], period=span)
    if _UNTIL.search(plain(text[max(0, named.start - 24) : named.start])) is None:
        return named
    since = [m for m in mentions if opening <= m.start < named.start and m.relation == "since" and m.period]
    if not since or since[-1].period is None or since[-1].period.start >= named.period.end:
        return named
    start = since[-1].start
    return replace(
        named,
        start=start,
        text=manuscript.text[start : named.end],
        period=Period(since[-1].period.start, named.period.end),
    )


def _within(named: PeriodMention, mention: PeriodMention) -> bool:
    """Whether an election is told inside a span that is written out: "from 1 September to election day, 2 June"."""
    return mention.period is not None and mention.start < named.start and named.end < mention.end


def _named(manuscript: Manuscript, held: tuple[Election, ...]) -> Iterator[PeriodMention]:
    text = plain(manuscript.text)
    by_year = {e.year: e for e in held}
    campaigns, again, days = _patterns(manuscript.language)
    said: list[tuple[int, Election]] = []
    for hit in campaigns.finditer(text):
        year = next((int(y) for y in hit.groups() if y), 0)
        if year in by_year:
            said.append((hit.start(), by_year[year]))
            yield _mention(manuscript, hit, by_year[year].span)
            end = manuscript.sentences[manuscript.sentence_at(hit.start())].end
            for other in again.finditer(
                text, hit.end(), end
            ):  # "152 in the 2018 campaign, and in that of 2015"
                year = next(int(y) for y in other.groups() if y)
                if year in by_year:
                    yield _mention(manuscript, other, by_year[year].span)
    for hit in days.finditer(text):
        before = [e for start, e in said if start < hit.start()]
        past = [e for e in held if manuscript.published is None or e.day <= manuscript.published]
        for election in before[-1:] or past[-1:]:
            yield _mention(manuscript, hit, Period(election.day, election.day))


def _mention(manuscript: Manuscript, hit: re.Match[str], period: Period) -> PeriodMention:
    return PeriodMention(hit.start(), hit.end(), manuscript.text[hit.start() : hit.end()], period)


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    words = word_list("election_words")[language]
    campaigns = "|".join(words["campaign"])
    again, days = ("|".join(words[name]) for name in ("again", "day"))
    return tuple(re.compile(rf"\b(?:{said})\b") for said in (campaigns, again, days))
