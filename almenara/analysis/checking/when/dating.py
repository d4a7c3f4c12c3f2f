"""When a quantity was: which of a text's periods it is of, and what that leaves open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from almenara.analysis.checking.when.compared_months import of_like_months
from almenara.analysis.checking.when.compared_with import against
from almenara.analysis.checking.when.in_one_breath import in_one_breath
from almenara.analysis.checking.when.years_of_heads import of_head
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.governing import governing, over_years
from almenara.text.letters import plain
from almenara.text.period_mention import PeriodMention
from almenara.text.period_words import period_words
from almenara.text.quantity import Quantity
from almenara.text.table_pairs import change_pair

_OPENING = 40
"""Characters from a sentence's beginning within which a period opens it."""
_YEAR_BRACKET = re.compile(r"\b((?:19|20)\d\d)\s*\($")
_FROM = re.compile(r"\b(?:from|de|desde)\s*$", re.IGNORECASE)
_TO = re.compile(r"(?:\s+\w+){0,2}\s*\b(?:to|a|para|hasta|até)\s+", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:between|entre|from|de|desde)\s+(?:the|el|la|o|a)?\s*$", re.IGNORECASE)
_JOINED = re.compile(
    r"\s+(?:and|y|e|to|a|al|ao)\s+(?P<same>(?:that|those|the same)\s+(?:of|in)\s+"
    r"|(?:el|la|o|a)\s+(?:mism[oa]\s+|mesm[oa]\s+)?(?:de|em)\s+)?(?:the|el|la|o|a)?\s*",
    re.IGNORECASE,
)
"""Between two periods that a count moved between."""
_IN_OFFICE = re.compile(
    r"\b(?:in office|in power|(?:his|her) (?:presidency|administration|term|government)|"
    r"(?:of|under|in|into|during) the (?:presidency|administration|term|government)|"
    r"(?:de|del|su) (?:gobierno|mandato|sexenio|administración)|(?:de|do|seu) (?:governo|mandato)|no cargo)\b",
    re.IGNORECASE,
)
"""A span told by who governed, whose days are not known here."""
_APART = re.compile(r"[,;:.(\d]")
"""Between a time and who governed, what parts them: "last year it was 29,705, the government says"."""
_OF_BEFORE = re.compile(
    r"\b(?:pre[- ]?(?:pandemic|covid(?:-19)?|crisis|war|election|reform)|"
    r"prepandemi[ac][a-zé]*|pré-pandêmic[oa]s?|pré-pandemia|pré-crise|"
    r"de\s+antes\s+d[eao]l?\s+(?:la\s+)?(?:pandemia|crisis|crise|reforma|guerra|plan[oe]?))\b"
    r"(?:\s+(?:level|levels|figure|count|tally|total|mark|peak|year|nivel|cifra|nível|número|marca)\b)?"
    r"(?:\s+(?:of|at|de|en|em))?\s*(?:about\s+|some\s+|unos\s+|los\s+|l[ao]s\s+|[oa]s\s+|cerca\s+de\s+)?$",
    re.IGNORECASE,
)
_BEHIND_OF_BEFORE = re.compile(
    r"\s+(?:[^\W\d]+\s+){0,2}?(?:(?:seen\s+|recorded\s+)?before\s+(?:the\s+)?(?:pandemic|covid|crisis|war|reform)|"
    r"(?:de\s+)?antes\s+d[eao]l?\s+(?:la\s+)?(?:pandemia|covid|crisis|crise|reforma|guerra)|"
    r"prepandemi[ac][a-zé]*|pré-pandêmic[oa]s?|pré-pandemia)\b",
    re.IGNORECASE,
)
"""Beside a number told of a time before something, without its year: it is of none of the years told."""
_BECOME = re.compile(
    r"\b(?:(?:have|has|had)\s+(?:since\s+|now\s+|by now\s+)?(?:become|turned into|grown (?:in)?to|swollen to|risen to)|"
    r"(?:se han?|se había[n]?)\s+(?:convertido en|vuelto)|"
    r"(?:se tornaram|tornaram-se|viraram))\s+(?:[^\W\d]+\s+){0,2}$",
    re.IGNORECASE,
)
"""Between a time and a number that what was counted then has come to since: "5,861 in 2016 have become 11,039"."""
_HIGHER_BY = re.compile(
    r"\b(?:higher|lower|larger|smaller|superior|inferior|mayor|menor|maior)(?:es)?\s+(?:by|en|em)\s+"
    r"(?:un[ao]?s?\s+|um[ao]?\s+)?$",
    re.I,
)
"""Before a number, what makes it a difference from what follows."""
_MORE = re.compile(
    r"\s+(?:[^\W\d]+\s+){0,2}?(?:more|fewer|less|más|menos|(?:a\s+)?mais|a\s+menos)\b(?!\s+(?:de|of|que|than)\b)",
    re.I,
)
"""Behind a number, what makes it a difference."""
CHANGES = ("percent", "times", "percentage-points")
"""Kinds that tell how much one period differs from another."""
SHORTLY = timedelta(days=120)
"""Time behind some months within which a text may tell of them without their year."""


@dataclass(frozen=True)
class When:
    """period, whether the sentence says it, whether its end is open, and since when a stock is said to count.

    opened  where a flow told as of a day began: that year's first day, or what the sentence says
    """

    period: Period | None = None
    sure: bool = False
    unended: bool = False
    since: date | None = None
    opened: date | None = None


_OF_MONTHS = re.compile(
    r"\s(?:[^\W\d]+\s){0,2}?(?:of the|de los|d[oa]s)\s(?:[^\W\d]+|\d+)\s(?:months|meses)\s(?:of|de|do)\s(?:19|20)\d\d",
    re.I,
)
"""Behind a number, some months of a year: "the 21,460 of the nine months of 2017"."""
_OPENS_ASIDE = re.compile(r",\s(?:[^\W\d]+\s){1,6}(?:in|en|em)\s(?:the\s|el\s|o\s)?$", re.I)
_CLOSES_ASIDE = re.compile(r"[^.;:\d]*,\s(?:[^\W\d]+\s){1,3}", re.I)
_NO_PERIOD = re.compile(r"[^.;:\d]{0,60}")


def _in_an_aside(mention: PeriodMention, text: str, start: int, position: int) -> bool:
    """Whether a time is told of something else in an aside that is closed before the number: "the place, first in
    2016 and second the year after, had 2,072"."""
    if mention.end > position or not _OPENS_ASIDE.search(text[start : mention.start]):
        return False
    return _CLOSES_ASIDE.fullmatch(text, mention.end, position) is not None


def _behind_another_base(
    mention: PeriodMention, mentions: Sequence[PeriodMention], text: str, position: int
) -> bool:
    """Whether another time that something is compared with is told last before a number, with no other number between:
    "27 % fewer than in 2018, still the record year at 13,068"."""
    at = bisect_left(mentions, position, key=lambda m: m.start) - 1
    last = mentions[at] if at >= 0 else None
    if last is None or last is mention or last.relation != "base" or last.start < mention.start:
        return False
    return last.period != mention.period and _NO_PERIOD.fullmatch(text, last.end, position) is not None


def when_told(
    manuscript: Manuscript, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention], number: int
) -> When:
    """The period of the quantity with a number: of its words, its sentence, its table or what was told before."""
    quantity = quantities[number]
    text = manuscript.text
    year = _YEAR_BRACKET.search(text[max(0, quantity.start - 12) : quantity.start])
    if year is not None and not _dated_in_bracket(mentions, quantity, text):
        at = quantity.start - len(year[0]) + len(year[1])
        told = next((m for m in mentions if m.end == at and m.period is not None), None)
        if told is None or not (quantity.kind in CHANGES and _behind_base(told, quantity, text)):
            return When(told.period if told else Period.year(int(year[1])), told is None or told.sure)
    end_of = _moved(text, quantities, number)
    both = _between(manuscript, quantities, mentions, number) or of_head(
        manuscript, quantities, mentions, number, end_of
    )
    if both is not None:
        return When(both, False)
    cell = manuscript.block_of(quantity.start)
    pair = change_pair(manuscript, cell) if cell.table else None
    found = governing(mentions, manuscript, pair[0].start if pair else quantity.start)
    if (found is None or found.how in ("paragraph", "section")) and (
        like := of_like_months(mentions, manuscript, quantity)
    ):
        return When(like, False)
    stepped = found is not None and (
        found.mention.shift_years > 0
        or _behind_base(found.mention, quantity, text)
        or (quantity.kind in CHANGES and against(found.mention, quantity, text))
        or _when_of_base(found.mention, mentions, manuscript.language)
    )
    if found is not None and found.mention.start > quantity.end and _higher_by(quantity, text):
        rest = [m for m in mentions if m is not found.mention]  # "higher by 839 than that of 2018"
        found = governing(rest, manuscript, quantity.start) or found
    if found is not None and found.mention.relation == "base" and _difference(found.mention, quantity, text):
        stepped = True
    elif quantity.kind not in CHANGES:
        stepped = False
    if stepped:
        found = (
            governing(_without_bases(manuscript, mentions, quantity.start), manuscript, quantity.start)
            or found
        )
    if found is None or found.mention.period is None:
        return When()
    mention = found.mention
    period = found.mention.period
    if (found.how != "clause" or mention.end <= quantity.start) and _told_of_before(quantity, text):
        return When()
    sentence = manuscript.sentences[manuscript.sentence_at(quantity.start)]
    if sentence.start <= mention.start < quantity.start and _BECOME.search(text, mention.end, quantity.start):
        return When()
    if (mention.relative or not found.sure) and _of_an_office(mention, text, sentence.start, sentence.end):
        return When()
    if mention.relation == "since":
        end = manuscript.published
        span = Period(period.start, end) if end is not None and end >= period.start else None
        return When(span, found.sure, True, period.start)
    between = text[mention.end : quantity.start]
    opens = not text[sentence.start : mention.start].strip(" ,") or mention.start - sentence.start < _OPENING
    sure = found.sure and not (";" in between and not opens)
    sure = sure and not _in_doubt(mention, manuscript.published)
    sure = sure and not _in_an_aside(mention, text, sentence.start, quantity.start)
    sure = sure and not _behind_another_base(mention, mentions, text, quantity.start)
    sure = sure and not _OF_MONTHS.match(text, quantity.end)
    sure = sure and not over_years(mentions, manuscript, quantity.start, quantity.end)
    if end_of and period.start.year != period.end.year:
        return When(Period.year(period.start.year if end_of == "from" else period.end.year), False)
    if end_of and period.whole_months and 1 < period.month_count < 12:
        sure = False  # "fell from May to June, from 2,894 to 2,668": each may be of one end of the span
    if (
        quantity.kind in CHANGES
        and mention.relative
        and period.start.year < period.end.year
        and period.whole_months
        and period.month_count % 12 == 0
        and period.start.month == 1
    ):
        return When(Period.year(period.end.year), False)  # "between the two years"
    if breath := in_one_breath(mention, mentions, number, quantities, manuscript):
        return When(breath.period if breath.alone else period, False)
    return When(period, sure, mention.open_end, None, _opened(mentions, mention, sentence.start))


def _of_an_office(mention: PeriodMention, text: str, start: int, end: int) -> bool:
    """Whether a time is one of who governed, told beside it: "in the first year of the government"."""
    return any(
        _APART.search(text, min(mention.end, office.end()), max(mention.start, office.start())) is None
        for office in _IN_OFFICE.finditer(text, start, end)
    )


def _told_of_before(quantity: Quantity, text: str) -> bool:
    """Whether a number is told of a time before something: "below the pre-pandemic 11,662"."""
    before = text[max(0, quantity.start - 60) : quantity.start]
    return _OF_BEFORE.search(before) is not None or _BEHIND_OF_BEFORE.match(text, quantity.end) is not None


def _opened(mentions: Sequence[PeriodMention], mention: PeriodMention, start: int) -> date | None:
    """Where what is counted up to a day began: where its sentence says, else with the year."""
    stepped = mention.relation == "in" and mention.shift_years > 0  # "at the same point of 2017"
    if not (mention.relation == "until" or stepped) or mention.period is None or mention.period.days > 1:
        return None
    before = [m for m in mentions if m.relation == "since" and start <= m.start < mention.start and m.period]
    day = mention.period.end
    begun = before[-1].period.start if before and before[-1].period else day.replace(month=1, day=1)
    return begun if begun < day else None


def _in_doubt(mention: PeriodMention, published: date | None) -> bool:
    """Whether months without a year, taken for those of the year told beside, were over again shortly before."""
    if not mention.months_only or mention.period is None or published is None:
        return False
    years = published.year - mention.period.end.year
    if years < 1:
        return False
    again = mention.period.years_earlier(-years)
    return timedelta(0) < published - again.end < SHORTLY


def _without_bases(
    manuscript: Manuscript, mentions: Sequence[PeriodMention], position: int
) -> list[PeriodMention]:
    """The mentions but for those of its sentence that step back: a change is of the later of the two."""
    sentence = manuscript.sentences[manuscript.sentence_at(position)]
    return [
        m
        for m in mentions
        if not sentence.start <= m.start < sentence.end
        or not (m.shift_years or m.relation == "base" or _when_of_base(m, mentions, manuscript.language))
    ]


def _when_of_base(mention: PeriodMention, mentions: Sequence[PeriodMention], language: str) -> bool:
    """Whether a period is the "when" behind a base: "compared with July, when there were 1,152, it rose by 18 %"."""
    if not mention.relative or not period_words(language).cues["when"].fullmatch(plain(mention.text)):
        return False
    before = mentions[: bisect_left(mentions, mention.start, key=lambda m: m.start)]
    return bool(before) and before[-1].relation == "base" and before[-1].period == mention.period


def _behind_base(mention: PeriodMention, quantity: Quantity, text: str) -> bool:
    """ "850, against 980 in 2022 (-13.3 %)": a base with its own number, and a change right behind it."""
    own = mention.relation == "base" and 0 <= mention.cue < mention.start <= quantity.start
    return (
        own
        and any(c.isdigit() for c in text[mention.cue : mention.start])
        and text[mention.end : quantity.start].strip() in ("(", ":", "–", "—")
    )


def _dated_in_bracket(mentions: Sequence[PeriodMention], quantity: Quantity, text: str) -> bool:
    """Whether the bracket that a number opens tells when it was: "in 2023 (8,836 in 2022)"."""
    closed = text.find(")", quantity.end, quantity.end + 60)
    return any(quantity.end <= m.start < closed and m.period is not None for m in mentions)


def _higher_by(quantity: Quantity, text: str) -> bool:
    return _HIGHER_BY.search(text, max(0, quantity.start - 30), quantity.start) is not None


def _difference(mention: PeriodMention, quantity: Quantity, text: str) -> bool:
    """ "13,751 in the first half of 2017: 2,222 more": how many more, told behind what they are compared with."""
    return (
        quantity.kind == "count"
        and mention.end <= quantity.start
        and _MORE.match(text, quantity.end) is not None
    )


def _moved(text: str, quantities: Sequence[Quantity], number: int) -> str:
    """Which end of "from X to Y" a quantity is: "from", "to" or ""."""
    for first, name in ((number, "from"), (number - 1, "to")):
        if first < 0 or first + 1 >= len(quantities):
            continue
        one, two = quantities[first], quantities[first + 1]
        if _FROM.search(text[max(0, one.start - 8) : one.start]) and _TO.fullmatch(text[one.end : two.start]):
            return name
    return ""


def _between(
    manuscript: Manuscript, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention], number: int
) -> Period | None:
    """ "From 304 to 390 between the first half of 2017 and that of 2018": each number's own of the two periods."""
    text = manuscript.text
    end_of = _moved(text, quantities, number)
    if not end_of:
        return None
    sentence = manuscript.sentences[manuscript.sentence_at(quantities[number].start)]
    told = [m for m in mentions if sentence.start <= m.start < sentence.end and m.period is not None]
    for one, two in pairwise(told):
        joined = _JOINED.fullmatch(text, one.end, two.start)
        if joined is None or not _OPENS.search(text, max(sentence.start, one.start - 24), one.start):
            continue
        first, second = one.period, two.period
        if first is None or second is None:
            continue
        years = second.start.year - first.start.year
        if joined["same"] and first.days < second.days:
            second = first.years_earlier(-years)
        return first if end_of == "from" else second
    return None
