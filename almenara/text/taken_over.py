"""The period that a sentence takes over: of the question it answers, of its paragraph, of its section."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.beginning import beginning_in
from almenara.text.bracketed import of_a_name
from almenara.text.labelled_items import labelled_list
from almenara.text.letters import plain
from almenara.text.period_counting import counts_nothing
from almenara.text.period_mention import Governed, PeriodMention
from almenara.text.period_words import period_words
from almenara.text.year_of_text import year_of_text

CLAUSE = re.compile(r"[;()—–]|,(?!\d)|:\s")
"""What parts the clauses of a sentence."""
_MANY = 30
"""Mentions before one among which a wider one is looked for."""
_ASIDE = re.compile(r"[;(]")
_SECTION = 6
_MONTH = 31
_YEAR = 365
_LONG = 400
"""Days above which a span is longer than a year."""
_PART = 190
"""Days of half a year, at most."""


class _Spanned(Protocol):
    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """The character after the last."""


def looks_back(mention: _Spanned, manuscript: Manuscript) -> bool:
    """Whether its clause looks back: "where 704 had been killed in 2017, …"."""
    sentence = manuscript.sentences[manuscript.sentence_at(mention.start)]
    text = manuscript.text
    cuts = [sentence.start, *(m.end() for m in CLAUSE.finditer(text, sentence.start, mention.start))]
    cut = CLAUSE.search(text, mention.end, sentence.end)
    clause = text[cuts[-1] : cut.start() if cut else sentence.end]
    return period_words(manuscript.language).cues["had_been"].search(plain(clause)) is not None


def _start(mention: PeriodMention) -> int:
    return mention.start


def asked(mentions: Sequence[PeriodMention], manuscript: Manuscript, number: int) -> Governed | None:
    """The period of the question that a sentence answers: "And the year before? 10,363."."""
    if not number:
        return None
    last = manuscript.sentences[number - 1]
    if not manuscript.text[last.start : last.end].rstrip().endswith("?"):
        return None
    told = [
        m
        for m in beginning_in(mentions, last.start, last.end)
        if m.period is not None and not m.reporting and m.relation != "base"
    ]
    return Governed(told[-1], "paragraph") if told else None


def carried(
    mentions: Sequence[PeriodMention], manuscript: Manuscript, first: int, block: int
) -> Governed | None:
    """What the paragraph told last, else the section; of a line that goes on a labelled list, what stands above it."""
    told = (m.start for m in mentions if m.relation == "in" and not m.shift_years)
    begun = labelled_list(manuscript, block, told)
    if begun >= 0:
        above, here = (manuscript.blocks[n].start for n in (begun, block))
        apart = [m for m in mentions[:first] if not above <= m.start < here]
        found = _carried(apart, manuscript, len(apart), block)
        if found is not None and found.mention.period is not None and _is_over(found.mention, manuscript):
            return found
    return _carried(mentions, manuscript, first, block)


def _is_over(mention: PeriodMention, manuscript: Manuscript) -> bool:
    """Whether a period was over when the text was written: a month that is not is that of the issue."""
    now, period = manuscript.published, mention.period
    return period is not None and (now is None or period.end < now)


def _carried(
    mentions: Sequence[PeriodMention], manuscript: Manuscript, first: int, block: int
) -> Governed | None:
    """What the paragraph told last, else the section, of whose paragraphs the nearest few.

    Of a paragraph that told several, the one that ends last, and of those the widest: "in 2018 there were 9, in
    2017 it had been 8" is about 2018; "from January to June 9, in June 2", about the half.
    """
    section = block
    kinds = manuscript.blocks
    while section > 0 and kinds[section].kind != "heading" and block - section < 40:
        section -= 1
    near = _back(manuscript, block)
    best: PeriodMention | None = None
    best_block = -1
    aside: PeriodMention | None = None
    for m in reversed(mentions[max(0, first - 400) : first]):
        number = manuscript.sentences[manuscript.sentence_at(m.start)].block
        if number < section or (best is not None and number != best_block):
            break
        if m.relation == "base" or m.reporting or m.shift_years or m.relation == "since":
            continue
        if m.edition:
            aside = aside or m
            continue
        if m.period is not None and m.period.days == 1 and number != block:
            there = manuscript.sentence_at(m.start)
            if m.relation == "in":
                continue
            at = bisect_left(mentions, m.start, key=_start)
            beside = mentions[max(0, at - 4) : at + 5]
            if counts_nothing(manuscript, there, [(x.start, x.end) for x in beside]):
                aside = aside or m
                continue
        if number != block and (_only_ranked(m, mentions, manuscript, section) or _of_a_term(m)):
            aside = aside or m
            continue
        listed = kinds[block].kind in ("item", "cell")
        if number != block and not (number >= near or listed or kinds[number].kind == "heading"):
            continue
        if best is None and (_is_aside(m, mentions, manuscript) or looks_back(m, manuscript)):
            aside = aside or m
            continue
        if best is None:
            m = _latest_beside(m, mentions, manuscript)
            best, best_block = m, number
            own = kinds[number].kind in ("paragraph", "item")
            if m.period is None or not own or _names(m, manuscript):
                break
        elif _rather(m, best, manuscript):
            best = m
    if best is None and aside is not None:
        best, best_block = aside, manuscript.sentences[manuscript.sentence_at(aside.start)].block
    if best is None:
        return None
    best = (year_of_text(mentions, manuscript, best) if best_block != block else None) or best
    return Governed(best, "paragraph" if best_block == block else "section")


def _back(manuscript: Manuscript, block: int) -> int:
    """The first of the nearest few paragraphs before one, a table counting for one of them."""
    back, at, table = 0, block, 0
    while at > 0 and back < _SECTION:
        at -= 1
        one = manuscript.blocks[at]
        back += not (one.table and one.table == table)
        table = one.table
    return at


def _only_ranked(
    mention: PeriodMention, mentions: Sequence[PeriodMention], manuscript: Manuscript, section: int
) -> bool:
    """Whether a part of a year told before is only ranked, or its sentence counts nothing: "June was the worst"."""
    period = mention.period
    there = manuscript.sentence_at(mention.start)
    if (
        period is None
        or period.days > _PART
        or manuscript.blocks[manuscript.sentences[there].block].kind != "paragraph"
    ):
        return False
    at = bisect_left(mentions, mention.start, key=_start)
    beside = [(m.start, m.end) for m in mentions[max(0, at - 4) : at + 5]]
    wider = any(
        m.period is not None and m.period.contains(period) and m.period.days > 2 * _PART - 30
        and manuscript.sentences[manuscript.sentence_at(m.start)].block >= section
        for m in mentions[max(0, at - _MANY) : at]
    )  # fmt: skip
    if not wider:
        return False
    sentence = manuscript.sentences[there]
    said = plain(manuscript.text[mention.end : sentence.end])
    superlative = period_words(manuscript.language).cues["superlative"]
    ranked = any(superlative.search(part) for part in re.split(r"[:;.]|,(?!\d)", said))
    return counts_nothing(manuscript, there, beside) or (period.days <= _MONTH and ranked)


def _of_a_term(mention: PeriodMention) -> bool:
    """Whether a span of more than a year runs from a day to a day: what was done in a term of office is told of it."""
    period = mention.period
    return period is not None and period.days > _LONG and not period.whole_months


def _is_aside(mention: PeriodMention, mentions: Sequence[PeriodMention], manuscript: Manuscript) -> bool:
    """Whether a period only tells when another number was so: "976 were counted; in 2018 it was 891"."""
    sentence = manuscript.sentences[manuscript.sentence_at(mention.start)]
    if of_a_name(mention, manuscript.text, sentence.start):
        return True
    first = bisect_left(mentions, sentence.start, key=_start)
    if mention.relation != "in" or first >= len(mentions) or mentions[first].start < mention.start:
        return False
    parted = _ASIDE.search(manuscript.text, sentence.start, mention.start)
    return (
        parted is not None and re.search(r"\d", manuscript.text[sentence.start : parted.start()]) is not None
    )


def _rather(one: PeriodMention, other: PeriodMention, manuscript: Manuscript) -> bool:
    """Whether of two periods told, the earlier one is what the paragraph is about."""
    if one.period is None or other.period is None or one.relation != "in":
        return False
    now = manuscript.published
    if now is not None and one.period.start > now:
        return False
    if one.period.days == 1 or other.period.days == 1:
        return other.relation == "in" and other.period.days == 1 < one.period.days
    if now is not None and one.period.start == other.period.start and one.period.end > now:
        return other.period.end > now  # "early this year: 97 in January and February"
    if one.period.days < _YEAR - 5 <= other.period.days and _told_since(one, other, manuscript):
        return False  # "728 in January. In all of last year there were 9,179": about the year
    ends = one.period.end, other.period.end
    return ends[0] > ends[1] or (ends[0] == ends[1] and one.period.start < other.period.start)


def _told_since(one: PeriodMention, other: PeriodMention, manuscript: Manuscript) -> bool:
    """Whether a later sentence than that of a part of a year tells the whole year before it."""
    assert one.period is not None and other.period is not None
    return (
        manuscript.sentence_at(one.start) < manuscript.sentence_at(other.start)
        and other.relation == "in"
        and other.period.end < one.period.start
    )


def _names(mention: PeriodMention, manuscript: Manuscript) -> bool:
    """Whether the sentence of a mention names somebody or some place: a list of such may go on."""
    sentence = manuscript.sentences[manuscript.sentence_at(mention.start)]
    rest = manuscript.text[mention.end : sentence.end]
    return re.search(r"\s[^\W\d_a-zà-ÿ]\w", rest) is not None


def _latest_beside(
    mention: PeriodMention, mentions: Sequence[PeriodMention], manuscript: Manuscript
) -> PeriodMention:
    """Of the periods of its length that its sentence tells, the latest: an older one is there to compare with."""
    sentence = manuscript.sentences[manuscript.sentence_at(mention.start)]
    best = mention
    for other in beginning_in(mentions, sentence.start, sentence.end):
        if other.relation != "in" or other.reporting or other.shift_years:
            continue
        one, two = best.period, other.period
        if one and two and abs(one.days - two.days) < 4 and two.end > one.end and not _ahead(two, manuscript):
            best = other
    return best


def _ahead(period: Period, manuscript: Manuscript) -> bool:
    """Whether a period begins after the text was written."""
    return manuscript.published is not None and period.start > manuscript.published
