"""Which of a text's periods governs a quantity at a place in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Protocol

from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.bracketed import closed_off, in_brackets
from almenara.text.letters import plain
from almenara.text.period_counting import counts_nothing
from almenara.text.period_mention import Governed, PeriodMention
from almenara.text.period_words import period_words
from almenara.text.table_periods import governing_cell
from almenara.text.turns import compared_in_turn
from almenara.text.year_of_text import year_of_text

_CLAUSE = re.compile(r"[;()—–]|,(?!\d)|:\s")
_OWN = re.compile(
    r"(?:[\w.,-]*\w ){1,3}?(?:in|en|em|n[ao]s|for|de) (?P<those>(?:(?:those|l[ao]s|[ao]s) )?(?:(?:of|de|in) )?)",
    re.I,
)
"""Between a number and a period that is plainly its own: "9 em "; in "9 en los de" the year stands for part of it."""
_FIGURE_OF = re.compile(
    r"\s*(?:\(|:|,\s*(?:of|de|que fue de|que fueron)\s+"
    r"|,?\s*(?:figure|total|count|cifra|numero|valor)\s+(?:of|de|d[eo]s?)\s+)\s*"
)
_ITS_NUMBER = re.compile(r"\s*[:=,]?\s*\d")
"""Behind a period in brackets, what makes it the period of another number: "426 (2022: 480)"."""
_WHICH = re.compile(r",\s(?:which|who|that|where|que|quien|donde|onde)\s(?:[^,;:.]|[.,](?=\d)){0,60}$", re.I)
_CLOSED = re.compile(r"(?:[^,;:]|,(?=\d)){0,60},\s(?!(?:and|but|y|pero|e|mas)\s)(?:[^,]|,(?=\d))*$")
"""Behind a period in a relative clause: the comma that closes it, and what goes on from there to the number."""
_AT_ONCE = re.compile(r"[ ,:]*(?:(?:with|con|com) )?")
"""Between a period and the number that is of it: "2017, with 34,563"."""
_STILL = re.compile(
    r"\s*(?:(?:al|ao) \w+r\b|(?:going|falling|rising|down|up|pasando|passando|bajando|caindo)\b"
    r"|\d[\d.,]* (?:of (?:them|these|those|whom)|de (?:ell|es)[oa]s|del[ea]s|dess[ea]s)\b)",
    re.I,
)
"""Behind a comma, what goes on about the clause before it."""
_RIGHT_BEHIND = re.compile(r"[\d.,]*\d (?:the |el |o )?")
_ASIDE = re.compile(r"[;(]")
_SECTION = 6
_MANY = 30
"""Mentions of one sentence, before and after, beyond which nobody follows."""


class _Spanned(Protocol):
    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """The character after the last."""


def governing(mentions: Sequence[PeriodMention], manuscript: Manuscript, position: int) -> Governed | None:
    """The period that governs a quantity at a position, None where nothing says it.

    `mentions` as `find_periods` gives them. In this order: the base between whose words and whose period the
    quantity stands; a period in its own clause; one that opens the sentence; one after it in the sentence;
    one before it; in a table the head of its column or row; the last one said before in the paragraph, then
    in the section. Days on which somebody spoke govern nothing. A mention without a period is an answer too:
    the text says when, and we cannot tell.
    """
    number = manuscript.sentence_at(position)
    if not manuscript.sentences:
        return None
    sentence = manuscript.sentences[number]
    block = manuscript.blocks[sentence.block]
    first, at, last = (
        bisect_left(mentions, place, key=attrgetter("start"))
        for place in (sentence.start, position, sentence.end)
    )
    here = [m for m in mentions[max(first, at - _MANY) : min(last, at + _MANY)] if not m.reporting]
    if found := _in_sentence(here, manuscript, sentence.start, sentence.end, position):
        return found
    if block.table and (found := governing_cell(mentions, manuscript, block)):
        return found
    return _asked(mentions, manuscript, number) or _carried(mentions, manuscript, first, sentence.block)


def over_years(mentions: Sequence[PeriodMention], manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether the clause of the number in start..end tells it of some years that it does not name: "in three years"."""
    if not manuscript.sentences:
        return False
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    text = manuscript.text
    cuts = [sentence.start, *(m.end() for m in _CLAUSE.finditer(text, sentence.start, start))]
    cut = _CLAUSE.search(text, end, sentence.end)
    first, last = cuts[-1], cut.start() if cut else sentence.end
    found = period_words(manuscript.language).cues["over_years"].search(plain(text[first:last]))
    if found is None:
        return False
    at = bisect_left(mentions, first, key=attrgetter("start"))
    return not any(m.period is not None and m.start < last for m in mentions[at : at + _MANY])


def _in_sentence(
    here: list[PeriodMention], manuscript: Manuscript, start: int, end: int, position: int
) -> Governed | None:
    text = manuscript.text
    if turn := compared_in_turn(here, text, end, position):
        return Governed(turn, "clause")
    for m in here:
        behind = m.end <= position and _FIGURE_OF.fullmatch(plain(text[m.end : position]))
        if m.relation == "base" and (behind or 0 <= m.cue <= position < m.start):
            return Governed(m, "clause")
    if told := in_brackets(here, text, start, position):
        return Governed(told, "clause")
    plainly = [m for m in here if m.relation != "base" and not closed_off(m, text, start, end, position)]
    if not plainly:
        return None
    if paired := _paired(plainly, manuscript, start, end, position):
        return Governed(paired, "clause")
    own = _own(plainly, text, position)
    for m in plainly:
        if m.end <= position and _AT_ONCE.fullmatch(text, m.end, position):
            return Governed(own or m, "clause")  # "e em 2015, 20.762"; but "10 em 2019, 9 em 2018"
    low, high = _between(_cuts(here, manuscript, start, end, "part_of_sentence"), start, end, position)
    inside = [m for m in here if low <= m.start < high] if (low, high) != (start, end) else []
    if inside and (found := _in_sentence(inside, manuscript, low, high, position)):
        return found
    if (semicolon := text.find(";", position, end)) >= 0:
        plainly = [m for m in plainly if m.start < semicolon]  # what follows it speaks of its own
    for breaks in ("soft", "clause"):
        low, high = _between(_cuts(here, manuscript, start, end, breaks), start, end, position)
        inside = [m for m in plainly if low <= m.start < high]
        if inside := [m for m in inside if m.start < position or not _in_when(m, manuscript)]:
            return Governed(_nearest(inside, text, position), "clause")
    return _elsewhere(plainly, manuscript, start, position)


def _own(plainly: list[PeriodMention], text: str, position: int) -> PeriodMention | None:
    """The period that follows a number as its own; not sure where it is told by "those of"."""
    for m in plainly:
        if m.start > position and (found := _OWN.fullmatch(text, position, m.start)):
            return replace(m, sure=False) if found["those"] else m
        if m.start > position and m.shift_years and _RIGHT_BEHIND.fullmatch(text, position, m.start):
            return m  # "811 last year, 724 the year before"
    return None


def _elsewhere(
    plainly: list[PeriodMention], manuscript: Manuscript, start: int, position: int
) -> Governed | None:
    """One that opens the sentence, one after the quantity, the nearest before it."""
    text = manuscript.text
    before = [m for m in plainly if m.start <= position and not _of_a_clause(m, text, start, position)]
    if before and not re.search(r"\d", text[start : before[0].start]):
        opening = before[0]
        if looks_back(opening, manuscript) and _gone_on(text, opening.end, position):
            return None
        for m in before[1:]:  # "A year before, at the end of 2022,": the plainer of the two
            apart = text[opening.end : m.start].strip(" ,")
            if opening.relative and not m.relative and not apart[16:] and not re.search(r"\d", apart):
                opening = m
        return Governed(opening, "sentence")
    after = [m for m in plainly if m.start > position and not _of_another(m, manuscript, position)]
    if not after and not before:
        return None
    told = [m for m in before if not m.shift_years and not looks_back(m, manuscript)]
    if (
        not after
        and not told
        and before[-1].shift_years
        and re.search(r",(?!\d)", text[before[-1].end : position])
    ):
        return None  # "up from the 33,743 of a year earlier, and 1,006 femicides"
    return Governed(after[0] if after else (told or before)[-1], "sentence")


def _gone_on(text: str, start: int, position: int) -> bool:
    """Whether a clause of its own has begun: not by "al pasar de 8 a 9", nor by "39 of them"."""
    cut = _CLAUSE.search(text, start, position)
    return cut is not None and _STILL.match(text, cut.end()) is None


def _of_a_clause(mention: PeriodMention, text: str, start: int, position: int) -> bool:
    """ "The state, which in 2019 had 404, reported 147": of a relative clause with its number that is over."""
    which = _WHICH.search(text, start, mention.start)
    if which is None or not _CLOSED.fullmatch(text, mention.end, position):
        return False
    comma = re.search(r",(?!\d)", text[mention.end : position])
    said = (
        text[which.start() : mention.start]
        + text[mention.end : mention.end + (comma.start() if comma else 0)]
    )
    return re.search(r"\d", said) is not None


def _of_another(mention: PeriodMention, manuscript: Manuscript, position: int) -> bool:
    """ "…, when 980 were counted"; "…: in the same period of 2017 they were 304": of what follows only."""
    when = period_words(manuscript.language).cues["when"]
    if mention.relative and when.fullmatch(plain(mention.text)):
        return True
    if _in_when(mention, manuscript):
        return True
    between = manuscript.text[position : mention.start]
    bracket = between.rfind("(")
    opened = bracket >= 0 and ")" not in between[bracket:]
    if opened and (re.search(r"\d", between[bracket:]) or _ITS_NUMBER.match(manuscript.text, mention.end)):
        return True  # "3,493 (1,721 in 2018)": of the number in brackets
    if mention.shift_years and (":" in between or re.search(r",(?!\d)", between)):
        return True  # "it has 1,318, a year ago it had 776"
    return looks_back(mention, manuscript)


def _in_when(mention: PeriodMention, manuscript: Manuscript) -> bool:
    """ "…, when two years ago they were 304": a step back in a clause of its own."""
    if not mention.shift_years:
        return False
    words = period_words(manuscript.language)
    before = plain(manuscript.text[max(0, mention.start - 14) : mention.start])
    article = re.compile(rf"\s*{words.raw['article']}")
    return any(article.fullmatch(before, hit.end()) for hit in words.cues["when"].finditer(before))


def looks_back(mention: _Spanned, manuscript: Manuscript) -> bool:
    """Whether its clause looks back: "where 704 had been killed in 2017, …"."""
    sentence = manuscript.sentences[manuscript.sentence_at(mention.start)]
    text = manuscript.text
    cuts = [sentence.start, *(m.end() for m in _CLAUSE.finditer(text, sentence.start, mention.start))]
    cut = _CLAUSE.search(text, mention.end, sentence.end)
    clause = text[cuts[-1] : cut.start() if cut else sentence.end]
    return period_words(manuscript.language).cues["had_been"].search(plain(clause)) is not None


def _cuts(here: list[PeriodMention], manuscript: Manuscript, start: int, end: int, breaks: str) -> list[int]:
    """Where clauses begin: at commas and the like; soft: at "and" too; part_of_sentence: at ";" and "while" only."""
    text = manuscript.text[start:end]
    cues = period_words(manuscript.language).cues
    if breaks == "part_of_sentence":
        found = [*re.finditer(r";", text), *cues["whereas"].finditer(plain(text))]
    else:
        found = list(_CLAUSE.finditer(text))
        if breaks == "soft":
            found += cues["clause_and"].finditer(plain(text))
    cuts = {m.end() + start for m in found}
    return sorted(c for c in cuts if not any(m.start < c <= m.end for m in here))


def _between(cuts: list[int], start: int, end: int, position: int) -> tuple[int, int]:
    i = bisect_right(cuts, position)
    return (cuts[i - 1] if i else start), (cuts[i] if i < len(cuts) else end)


def _paired(
    plainly: list[PeriodMention], manuscript: Manuscript, start: int, end: int, position: int
) -> PeriodMention | None:
    """ "In 2015, 2016 and 2017, there were 5, 6 and 7, respectively": the number's own turn."""
    text = manuscript.text
    if len(plainly) < 2 or not period_words(manuscript.language).cues["each"].search(plain(text[start:end])):
        return None
    numbers = [
        m.start() + start
        for m in re.finditer(r"(?<![\w.,])\d[\d.,]*", text[start:end])
        if not any(p.start <= m.start() + start < p.end for p in plainly)
    ]
    if len(numbers) != len(plainly):
        return None
    turn = bisect_right(numbers, position) - 1
    return plainly[max(turn, 0)]


def _nearest(inside: list[PeriodMention], text: str, position: int) -> PeriodMention:
    """The mention with no other number between it and the quantity; else the one after, else the one before."""

    def gap(m: PeriodMention) -> str:
        between = text[m.end : position] if m.end <= position else text[position : m.start]
        return re.sub(r"^\S*\d\S*", "", between) if m.start > position else between

    tight = [m for m in inside if not re.search(r"\d", gap(m))]
    return min(tight or inside, key=lambda m: len(gap(m)))


def _asked(mentions: Sequence[PeriodMention], manuscript: Manuscript, number: int) -> Governed | None:
    """The period of the question that a sentence answers: "And the year before? 10,363."."""
    if not number:
        return None
    last = manuscript.sentences[number - 1]
    if not manuscript.text[last.start : last.end].rstrip().endswith("?"):
        return None
    low, high = (bisect_left(mentions, place, key=attrgetter("start")) for place in (last.start, last.end))
    told = [
        m for m in mentions[low:high] if m.period is not None and not m.reporting and m.relation != "base"
    ]
    return Governed(told[-1], "paragraph") if told else None


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
    near = block - _SECTION
    best: PeriodMention | None = None
    best_block = -1
    aside: PeriodMention | None = None
    for m in reversed(mentions[max(0, first - 400) : first]):
        number = manuscript.sentences[manuscript.sentence_at(m.start)].block
        if number < section or (best is not None and number != best_block):
            break
        if m.relation == "base" or m.reporting or m.shift_years or m.relation == "since":
            continue
        if m.period is not None and m.period.days == 1 and number != block:
            there = manuscript.sentence_at(m.start)
            if m.relation == "in":
                continue
            at = bisect_left(mentions, m.start, key=attrgetter("start"))
            beside = mentions[max(0, at - 4) : at + 5]
            if counts_nothing(manuscript, there, [(x.start, x.end) for x in beside]):
                aside = aside or m
                continue
        listed = kinds[block].kind in ("item", "cell")
        if number != block and not (number >= near or listed or kinds[number].kind == "heading"):
            continue
        if best is None and _is_aside(m, mentions, manuscript):
            aside = aside or m
            continue
        if best is None:
            m = _latest_beside(m, mentions, manuscript)
            best, best_block = m, number
            own = kinds[number].kind in ("paragraph", "item")
            if m.period is None or not own or (_names(m, manuscript) and not looks_back(m, manuscript)):
                break
        elif _rather(m, best, manuscript):
            best = m
    if best is None and aside is not None:
        best, best_block = aside, manuscript.sentences[manuscript.sentence_at(aside.start)].block
    if best is None:
        return None
    best = (year_of_text(mentions, manuscript, best) if best_block != block else None) or best
    return Governed(best, "paragraph" if best_block == block else "section")


def _is_aside(mention: PeriodMention, mentions: Sequence[PeriodMention], manuscript: Manuscript) -> bool:
    """Whether a period only tells when another number was so: "976 were counted; in 2018 it was 891"."""
    sentence = manuscript.sentences[manuscript.sentence_at(mention.start)]
    first = bisect_left(mentions, sentence.start, key=attrgetter("start"))
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
    if manuscript.published is not None and one.period.start > manuscript.published:
        return False
    if one.period.days == 1 or other.period.days == 1:
        return other.relation == "in" and other.period.days == 1 < one.period.days
    ends = one.period.end, other.period.end
    return ends[0] > ends[1] or (ends[0] == ends[1] and one.period.start < other.period.start)


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
    low = bisect_left(mentions, sentence.start, key=attrgetter("start"))
    high = bisect_left(mentions, sentence.end, key=attrgetter("start"))
    best = mention
    for other in mentions[low:high]:
        if other.relation != "in" or other.reporting or other.shift_years:
            continue
        one, two = best.period, other.period
        if one and two and abs(one.days - two.days) < 4 and two.end > one.end and not _ahead(two, manuscript):
            best = other
    return best


def _ahead(period: Period, manuscript: Manuscript) -> bool:
    """Whether a period begins after the text was written."""
    return manuscript.published is not None and period.start > manuscript.published
