"""Which of a text's periods governs a quantity at a place in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from almenara.model.manuscript import Manuscript
from almenara.text.bracketed import closed_off, in_brackets, of_a_name, outside_asides
from almenara.text.clause_cuts import between_cuts, clause_cuts
from almenara.text.letters import plain
from almenara.text.period_mention import Governed, PeriodMention
from almenara.text.period_words import period_words
from almenara.text.ranked_scope import without_scopes
from almenara.text.table_periods import governing_cell
from almenara.text.taken_over import CLAUSE, asked, carried, looks_back
from almenara.text.turns import compared_in_turn, two_in_turn

_OWN = re.compile(
    r"(?:(?!(?:and|y|e) )[\w.,-]*\w ){1,3}?(?:in|en|em|n[ao]s|for|de|since|desde) "
    r"(?P<those>(?:(?:those|l[ao]s|[ao]s) )?(?:(?:of|de|in) )?)",
    re.I,
)
"""Between a number and a period that is plainly its own: "9 em "; in "9 en los de" the year stands for part of it.
What stands behind "and" is of the next: "in May 9 and in June 8"."""
_OWN_ASIDE = re.compile(
    r"\d[\d.,]*(?:(?:\s[^\W\d]+){0,3}\s\([^()]{1,40}\)|[^()\d]{0,30}\))\s(?:in|en|em|de)\s(?:the\s|el\s|o\s)?"
    r"|\d[\d.,]*(?:\smil(?:\s\d+)?)?(?:\s[^\W\d]+){0,3},\s(?!(?:and|but|y|pero|e|mas)\s)[^,.;:()\d]{3,50},\s(?:in|for|en|em|de|para)\s(?:the\s|el\s|o\s)?",
    re.I,
)
_FIGURE_OF = re.compile(
    r"\s*(?:\(|:|['’]s\s+(?:[a-z]+\s+)?|,\s*(?:of|de|que fue de|que fueron)\s+"
    r"|,?\s*(?:figure|total|count|peak|high|low|record|maximum|cifra|numero|valor|pico|maximo|minimo|recorde?)\s+(?:of|de|d[eo]s?)\s+)\s*"
)
_SINCE = re.compile(r"\b(?:since|desde)\s+(?:the\s|el\s|la\s|o\s|a\s)?$", re.I)
"""Before the time of an old record, of which the number behind it is not: "the calmest since 2016: 6,900"."""
_FIGURE_OF_YEAR = re.compile(
    r"\s(?:[^\W\d]+\s)?(?:figures?|totals?|counts?|peak|highs?|lows?|record|maximum|minimum|toll|tally|level)\sof\s(?:the\s)?",
    re.I,
)
"""Between a year that stands before a noun and its number: "the 2018 record of 33,743 fell in 2019"."""
_ITS_NUMBER = re.compile(r"\s*[:=,]?\s*\d")
"""Behind a period in brackets, what makes it the period of another number: "426 (2022: 480)"."""
_WHICH = re.compile(r",\s(?:which|who|that|where|que|quien|donde|onde)\s(?:[^,;:.]|[.,](?=\d)){0,60}$", re.I)
_CLOSED = re.compile(r"(?:[^,;:]|,(?=\d)){0,60},\s(?!(?:and|but|y|pero|e|mas)\s)(?:[^,]|,(?=\d))*$")
"""Behind a period in a relative clause: the comma that closes it, and what goes on from there to the number."""
_AT_ONCE = re.compile(r"[ ,:]*(?:(?:with|con|com|de) )?")
"""Between a period and the number that is of it: "2017, with 34,563"."""
_PERCENT = re.compile(r"[\d.,]*\d\s?(?:%|per\s?cent|por\s?ciento|por\s?cento)", re.I)
_DASH = re.compile(r"\s?[–—]\s?")
_CLOSED_BY_DASH = re.compile(r"\d[\d.,]*(?:\s[^\W\d]+){0,3}\s?[–—]")
_DURING = re.compile(r"\b(?:in|during|en|durante|em|n[oa]s?)\s", re.I)
_WITH = re.compile(r",\s(?:with|con|com)\s", re.I)
_AND_IN = re.compile(r"\s(?:and|y|e)\s(?:(?:in|en|em)\s)?(?:the\s|el\s|la\s|o\s)?$", re.I)
"""Between a number and a period of the next one."""
_WHICH_WERE = re.compile(
    r",?\s(?:which|that|que|when(?: there)?|cuando|quando)"
    r"\s(?:was|were|had(?: been)?|saw|recorded|fue|fueron|eran?|hubo|tuvo|tenía|dejó|sumó|registró|foi|foram|eram|houve"
    r"|teve|tinha|somou|registrou)"
    r"\s(?:de )?",
    re.I,
)
"""The same where a clause joins them: "more than in the twelve months of 2017, which were 10,363"."""
_STILL = re.compile(
    r"\s*(?:(?:with|con|com) (?=\d)|(?:al|ao) \w+r\b|(?:going|falling|rising|down|up|pasando|passando|bajando|caindo)\b"
    r"|\d[\d.,]* (?:of (?:them|these|those|whom)|de (?:ell|es)[oa]s|del[ea]s|dess[ea]s)\b)",
    re.I,
)
"""Behind a comma, what goes on about the clause before it."""
_RIGHT_BEHIND = re.compile(r"[\d.,]*\d (?:the |el |o )?")
_OF_YEAR = re.compile(r"\s(?:of|in|de|em|en)\s")
"""Between months told before and the year of which they are meant: "en esos dos meses de 2023"."""
_THE_OTHER = re.compile(
    r"\b(?:the|[dn]?[oa]s|l[oa]s)\s\d[\d.,]*(?:\smil(?:\s\d+)?)?(?:\s[^\W\d]+)?\s(?:of|de|in|from|en|em)\s(?:the\s|el\s|o\s)?$",
    re.I,
)
"""Before a period, another number of which it is told: "79, far from the 527 of 2022"."""
_OWN_CLAUSE = re.compile(
    r",\s(?:and|but|y|pero|e|mas)\s(?:the|its|el|la|los|las|su|[ao]s?|seu|sua)\s[^\W\d]+\s(?!of\b|del?\b|d[oa]s?\b)",
    re.I,
)
"""Between a number and a period, where a clause begins that has a subject of its own."""
_MANY = 30
"""Mentions of one sentence, before and after, beyond which nobody follows."""


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
    return asked(mentions, manuscript, number) or carried(mentions, manuscript, first, sentence.block)


def over_years(mentions: Sequence[PeriodMention], manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether the clause of the number in start..end tells it of some years that it does not name: "in three years"."""
    if not manuscript.sentences:
        return False
    sentence = manuscript.sentences[manuscript.sentence_at(start)]
    text = manuscript.text
    cuts = [sentence.start, *(m.end() for m in CLAUSE.finditer(text, sentence.start, start))]
    cut = CLAUSE.search(text, end, sentence.end)
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
        if m.relation != "base":
            continue
        if 0 <= m.cue <= position < m.start:
            years = (o for o in here if o.cue == m.cue and _OF_YEAR.fullmatch(text, m.end, o.start))
            return Governed(next(years, m), "clause")
        since = _SINCE.search(text, start, m.start)
        if (
            m.cue < m.start
            and m.end <= position
            and not since
            and _FIGURE_OF.fullmatch(plain(text[m.end : position]))
        ):
            return Governed(m, "clause")  # but "changed little from one year to the next: 900 in 2022"
        if m.end <= position and (
            _which_then_was(m, manuscript, position) or _its_number(m, text, start, position)
        ):
            return Governed(m, "clause")
    attributive = (m for m in here if m.end <= position and _FIGURE_OF_YEAR.fullmatch(text, m.end, position))
    if (named := next(attributive, None)) is not None:
        return Governed(named, "clause")
    if told := in_brackets(here, text, start, position):
        return Governed(told, "clause")
    here = [m for m in here if not (m.end < position and of_a_name(m, text, start))]
    plainly = [m for m in here if m.relation != "base" and not closed_off(m, text, start, end, position)]
    plainly = without_scopes(outside_asides(plainly, text, start, end, position), manuscript, start)
    if not plainly:
        return None
    if paired := _paired(plainly, manuscript, start, end, position) or two_in_turn(plainly, text, position):
        return Governed(paired, "clause")
    if (behind := next((m for m in plainly if _behind_aside(m, text, position)), None)) is not None:
        return Governed(behind, "clause")
    own = _own(plainly, text, position)
    for m in plainly:
        joined = m.relation != "since" and _WHICH_WERE.fullmatch(text, m.end, position)
        if m.end <= position and (joined or _AT_ONCE.fullmatch(text, m.end, position)):
            return Governed(own or m, "clause")  # "e em 2015, 20.762"; but "10 em 2019, 9 em 2018"
    low, high = between_cuts(
        clause_cuts(here, manuscript, start, end, position, "part_of_sentence"), start, end, position
    )
    inside = [m for m in here if low <= m.start < high] if (low, high) != (start, end) else []
    if inside and (found := _in_sentence(inside, manuscript, low, high, position)):
        return found
    if (semicolon := text.find(";", position, end)) >= 0:
        plainly = [m for m in plainly if m.start < semicolon]  # what follows it speaks of its own
    for breaks in ("soft", "clause"):
        cuts = clause_cuts(here, manuscript, start, end, position, breaks)
        low, high = between_cuts(cuts, start, end, position)
        if text[low - 1 : low] == "(" and not any(low <= m.start < high for m in plainly):
            low = between_cuts(cuts, start, end, low - 1)[0]  # "February the mildest (2,285)"
        inside = [m for m in plainly if low <= m.start < high and not _of_the_next(m, text, position)]
        if inside := [m for m in inside if m.start < position or not _in_when(m, manuscript)]:
            return Governed(_nearest(inside, text, position), "clause")
    return _elsewhere(plainly, manuscript, start, position)


def _which_then_was(mention: PeriodMention, manuscript: Manuscript, position: int) -> bool:
    """Whether a relative clause tells a number of an earlier time: "rose to 10,974, which in 2015 were 6,223"."""
    text, cues = manuscript.text, period_words(manuscript.language).cues
    return (
        0 <= mention.cue < mention.start
        and cues["which"].fullmatch(plain(text[mention.cue : mention.start])) is not None
        and cues["were"].fullmatch(plain(text[mention.end : position])) is not None
    )


def _its_number(mention: PeriodMention, text: str, start: int, position: int) -> bool:
    """Whether a number told behind what another is compared with is of that: "the most since July, which had 2,617",
    "2,981 victims, only below March, with 3,028"; not a percentage, which is of the change."""
    if _PERCENT.match(text, position):
        return False
    if _WHICH_WERE.fullmatch(text, mention.end, position):
        return True
    if _DASH.fullmatch(text, mention.end, position) and _CLOSED_BY_DASH.match(text, position):
        return True  # "compared with 2015 – 17,886 – it is nearly double"
    led = text[mention.cue : mention.start] if 0 <= mention.cue < mention.start else "in "
    as_such = _DURING.search(led) is None and not any(c.isdigit() for c in led)
    told = re.search(r"\d", text[start : mention.cue]) is not None
    return as_such and told and _WITH.fullmatch(text, mention.end, position) is not None


def _behind_aside(mention: PeriodMention, text: str, position: int) -> bool:
    """Whether a period stands behind the bracket that follows a number, or holds it: "10,293 (28 per day) in 2017"."""
    return mention.start > position and _OWN_ASIDE.fullmatch(text, position, mention.start) is not None


def _own(plainly: list[PeriodMention], text: str, position: int) -> PeriodMention | None:
    """The period that follows a number as its own; not sure where it is told by "those of"."""
    for m in plainly:
        if m.start > position and (found := _OWN.fullmatch(text, position, m.start)):
            return replace(m, sure=False) if found["those"] else m
        if (
            m.start > position
            and (m.shift_years or m.relative)
            and _RIGHT_BEHIND.fullmatch(text, position, m.start)
        ):
            return m  # "811 last year, 724 the year before; 428 in 2022, 571 the following year"
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


def _of_the_next(mention: PeriodMention, text: str, position: int) -> bool:
    """Whether "and" joins a period behind a number with one of its own: "2,617 were killed and in March 2,103"."""
    if mention.start <= position or not _AND_IN.search(text, position, mention.start):
        return False
    at = _AT_ONCE.match(text, mention.end)
    return at is not None and text[at.end() : at.end() + 1].isdigit()


def _gone_on(text: str, start: int, position: int) -> bool:
    """Whether a clause of its own has begun: not by "al pasar de 8 a 9", nor by "39 of them"."""
    cut = CLAUSE.search(text, start, position)
    if cut is None or cut[0].startswith(":"):
        return False  # "last year had ended well: 2,417 victims"
    return _STILL.match(text, cut.end()) is None


def _of_a_clause(mention: PeriodMention, text: str, start: int, position: int) -> bool:
    """ "The state, which in 2019 had 404, reported 147": of a relative clause with its number that is over."""
    which = _WHICH.search(text, start, mention.start)
    if which is None or not _CLOSED.fullmatch(text, mention.end, position):
        return False
    comma = re.search(r",(?!\d)", text[mention.end : position])
    behind = text[mention.end : mention.end + comma.start()] if comma else ""
    return re.search(r"\d", text[which.start() : mention.start] + behind) is not None


def _of_another(mention: PeriodMention, manuscript: Manuscript, position: int) -> bool:
    """ "…, when 980 were counted"; "…: in the same period of 2017 they were 304": of what follows only."""
    when = period_words(manuscript.language).cues["when"]
    if mention.relative and when.fullmatch(plain(mention.text)):
        return True
    if _in_when(mention, manuscript):
        return True
    between = manuscript.text[position : mention.start]
    if period_words(manuscript.language).cues["whereas"].search(plain(between)):
        return True  # "41 a day, although in September only 1,096"
    bracket = between.rfind("(")
    opened = bracket >= 0 and ")" not in between[bracket:]
    if opened and (re.search(r"\d", between[bracket:]) or _ITS_NUMBER.match(manuscript.text, mention.end)):
        return True  # "3,493 (1,721 in 2018)": of the number in brackets
    if _THE_OTHER.search(between):
        return True
    own = _OWN_CLAUSE.search(between)
    if own is not None and not re.search(r"\d", between[own.start() :]):
        return True  # "fell from 1,340 to 979, and the fall went on early this year: 85"
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
