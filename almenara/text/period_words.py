"""The forms in which a language writes periods, compiled from its word list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from almenara.text.period_referring_forms import referring_forms
from almenara.text.vocabulary import any_expression, plain_lists

_YEAR = r"(?<![\w.,$€£/-])(?:19|20)\d\d(?![\d%]|[.,]\d|\s?%|-\d\d-)"
_YEAR_AFTER = r"(?:19|20)\d\d(?![\d%]|[.,]\d|\s?%)"
_DAY = (
    r"(?<!\d)(?<!\d[.,])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|ro|er|[oº°])?"
    r"(?![\d%/]|[.,:]\d|\s+(?:mil|millon|milho)\w*)"  # "110.964 de agosto", "febrero 2 mil 389"
)
_DOT = r"(?:\.(?=\s*[\d,–-]|\s+(?:de|of|to|a)\b))?"
_PHRASES = (
    "year_this",
    "year_last",
    "year_previous",
    "year_before_last",
    "year_next",
    "year_following",
    "year_that",
    "year_bare",
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class PeriodWords:
    """A language's words of time.

    forms     kind of form and its expression, over plain letters
    cues      what stands before or after a form and says how it is meant
    """

    language: str
    raw: dict[str, Any]
    months: dict[str, int]
    weekdays: tuple[str, ...]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    years: tuple[tuple[str, re.Pattern[str]], ...]
    forms: tuple[tuple[str, re.Pattern[str]], ...]
    cues: dict[str, re.Pattern[str]]

    def month(self, name: str) -> int:
        """1 to 12."""
        return self.months[name.strip(". ")]

    def number(self, word: str) -> int:
        """A small number in digits or words."""
        word = re.sub(r"\s+", " ", word.strip())
        return int(word) if word.isdigit() else self.numbers[word]

    def unit(self, word: str) -> str:
        """day, week, month, bimester, quarter, four_months, half, year or decade; "" for another word."""
        return next((name for name, pattern in self.units if pattern.fullmatch(word)), "")

    def year_phrase(self, words: str) -> str:
        """Which of the relative years some words are: year_last, …"""
        return next(name for name, pattern in self.years if pattern.fullmatch(words))


def _point(raw: dict[str, Any], tag: str, months: str, weekday: str, joined: bool = False) -> str:
    """A year, a month or a day; groups w, a (day before), m, b (day after), y, z (year alone), with the tag."""
    attached = any_expression([_YEAR_AFTER, *(p for name in _PHRASES for p in raw[name])])
    alone = any_expression(
        [
            _YEAR_AFTER if joined else _YEAR,
            *(p for name in _PHRASES if name != "year_bare" for p in raw[name]),
        ]
    )
    link = raw["link"]
    return (
        rf"(?:(?:(?P<w{tag}>{weekday}),?\s+)?(?:(?P<a{tag}>{_DAY}|primero?){raw['day_link']})?"
        rf"\b(?P<m{tag}>{months})\b{_DOT}(?:\s+(?P<b{tag}>{_DAY}))?(?:{link}(?P<y{tag}>{attached})\b)?"
        rf"|\b(?P<z{tag}>{alone})\b)"
    )


def _forms(raw: dict[str, Any]) -> Iterable[tuple[str, str]]:
    months = any_expression(name for names in raw["months"] for name in names)
    weekday = any_expression(raw["weekdays"])
    number = r"(?:\d{1,2}|" + any_expression(raw["numbers"]) + ")"
    units = any_expression(u for names in raw["units"].values() for u in names)
    parts = any_expression(
        u for name in ("bimester", "quarter", "four_months", "half", "week") for u in raw["units"][name]
    )
    year = any_expression([_YEAR_AFTER, *(p for name in _PHRASES for p in raw[name])])
    of_year = rf"(?:,?\s+(?:{raw['of']})?(?P<y>{year})\b)"
    month = rf"\b(?P<m>{months})\b{_DOT}(?:{raw['link']}(?P<y>{year})\b)?"
    first, second = _point(raw, "1", months, weekday), _point(raw, "2", months, weekday)
    joined = _point(raw, "2", months, weekday, joined=True)
    article = raw["article"]
    yield (
        "range",
        rf"\b{raw['between']}{first}(?:(?P<j>{raw['joins']})|(?P<k>{raw['joins_between']})){joined}",
    )
    joins = rf"(?:{raw['joins']}|{raw['joins_between']})"
    yield (
        "days",
        rf"\b{raw['between']}(?P<a>{_DAY}){joins}(?P<b>{_DAY}){raw['day_link']}{month}",
    )
    yield (
        "days",
        rf"\b{raw['between']}\b(?P<m>{months})\b{_DOT}\s+(?P<a>{_DAY}){joins}(?P<b>{_DAY})(?:,?\s+(?P<y>{year})\b)?",
    )
    yield "years", r"(?<![\w.,$€£/-])(?P<y>(?:19|20)\d\d)(?:-|–|/)(?P<t>\d\d)(?![\d%/-]|[.,]\d)"
    yield "iso", r"(?<![\w/.-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)(?:-(?P<a>\d\d))?(?![\w/-])"
    yield "slash", r"(?<![\w/.-])(?P<a>\d\d?)(?P<s>[/.-])(?P<m>\d\d?)(?P=s)(?P<y>(?:19|20)\d\d)(?![\w/-])"
    yield "decade", r"(?<![\w.,$-])(?P<y>(?:19|20)\d0)'?s\b"
    yield (
        "edge_part",
        rf"\b{article}(?P<n>{any_expression([*raw['ordinals'], *raw['last']])})[\s-]+(?P<u>{parts})\b{of_year}?",
    )
    yield (
        "part",
        rf"\b(?:(?P<q>[qht])(?P<n>[1-4])|(?P<n2>[1-4])(?P<q2>[qht]))(?:\s*[-,']?\s*(?:{raw['of']})?(?P<y>{_YEAR_AFTER}|\d\d\b(?!\s?%|[.,]\d))|(?=\W|$))",
    )
    yield (
        "part",
        r"(?<![\w.,-])(?P<y>(?:19|20)\d\d)[\s-]*(?:(?P<q>[qht])(?P<n>[1-4])|(?P<n2>[1-4])(?P<q2>[qt]))\b",
    )
    for which in ("first_n", "last_n"):
        yield which, rf"\b{article}(?P<w>{raw[which]})\s+(?:(?P<n>{number})[\s-]+)?(?P<u>{units})\b{of_year}"
        yield which, rf"\b{article}(?P<n>{number})\s+(?P<w>{raw[which]})\s+(?P<u>{units})\b{of_year}"
    yield "first_n", rf"\b{article}(?P<w>{raw['first_n']})\s+(?P<n>{number})[\s-]+(?P<u>{units})\b"
    yield "first_n", rf"\b{article}(?P<n>{number})\s+(?P<u>{units})\s+(?P<w>inicia(?:les|is))\b{of_year}"
    ends = r"(?=\s*[,.;)]|\s+(?:and|y|e)\b)"
    yield "first_n", rf"(?<=\d\s)(?P<w>{raw['after_n']})\s+(?P<n>{number})\s+(?P<u>{units})\b{ends}"
    days = any_expression(u for name in ("day", "week") for u in raw["units"][name])
    for begun in (
        rf"(?P<w>{raw['first_n']})\s+(?P<n>{number})",
        rf"(?P<n>{number})\s+(?P<w>{raw['first_n']})",
    ):
        yield "first_days", rf"\b{article}{begun}[\s-]+(?P<u>{days})\s+{raw['of']}{month}"
    yield "past_n", rf"\b{article}(?P<w>{raw['past_n']})\s+(?P<n>{number})[\s-]+(?P<u>{units})\b"
    if raw["past_one"]:
        yield "past_n", rf"\b{raw['past_one']}\s+(?P<u>{units})\b"
    yield "past_n", rf"\b{article}(?P<n>{number})\s+(?P<w>{raw['past_n']})\s+(?P<u>{units})\b"
    yield "so_far", rf"\b{any_expression(raw['so_far'])}(?:{raw['sofar_link']}(?P<y>{year})\b|(?=[\s,.:)]))"
    yield (
        "so_far",
        rf"\b(?P<y>{any_expression([_YEAR, *raw['year_this']])},?\s+{any_expression(raw['so_far'])})\b",
    )
    yield "so_far", rf"\b{any_expression(raw['so_far_until'])}\s*(?:l\s+)?(?P<y>{year})\b"
    for which in ("this", "previous", "last_unit", "next_unit", "following", "that"):
        if raw[which]:
            yield which, rf"\b{any_expression(raw[which])}\s+(?P<u>{units})\b"
    for which in ("unit_previous", "unit_last", "unit_following"):
        if raw[which]:
            yield which, rf"\b{article}(?P<u>{units})\s+{any_expression(raw[which])}\b"
    yield from referring_forms(raw, first, second, joined, month, year, number, units)
    same = rf"{raw['same']}\s+{raw['same_units']}"
    if raw["same_behind"]:
        same = rf"(?:{same}|{raw['same_units']}\s+{raw['same_behind']})"
    yield (
        "same",
        (
            rf"\b{article}{same}\b"
            rf"(?:,?\s+(?:{raw['of']}|a\s+)?(?:(?:[a-z]+\s+)?{months}\s+)?(?:(?P<y>{year})\b|(?P<n>{number})\s+(?P<u>{units})\s+(?:{raw['shift']}|ago)\b))?"
        ),
    )
    if raw["same_alone"]:
        yield (
            "same_alone",
            rf"\b{article}{any_expression(raw['same_alone'])}(?:\s+(?:{raw['of']})?(?P<y>{year}))?\b",
        )
    yield "shift", rf"\b(?P<n>{number})\s+(?P<u>{units})\s+{raw['shift']}\b"
    yield (
        "in_n",
        rf"\b{any_expression(raw['in_n'])}\s+(?P<n>{number})\s+(?P<u>{any_expression(raw['units']['month'])})\b",
    )
    yield "later", rf"\b(?P<n>{number})\s+(?P<u>{units})\s+{raw['later']}\b"
    yield "ago", r"\b" + raw["ago"].format(n=number, u=units) + r"\b"
    yield "on_year", rf"\b{any_expression(raw['on_year'])}(?!\w)"
    yield "on_month", rf"\b{any_expression(raw['on_month'])}(?!\w)"
    yield "today", rf"\b{any_expression(raw['today'])}\b"
    yield "yesterday", rf"\b{any_expression(raw['yesterday'])}\b"
    yield "day_before", rf"\b{any_expression(raw['day_before'])}\b"
    yield "n_before", rf"\b{raw['n_before'].format(n=number, u=units)}(?=\s*[,.;:)]|\s+[\d(]|\s*$)"
    ordinal = any_expression(raw["ordinals"])
    stands = r"(?=\s*[,.;:)]|\s+(?:and|y|e)\s|\s*$|(?:\s+[^\W\d]+)?\s+\d)"
    yield "other_part", rf"\b(?:{raw['other_part']})\s+(?P<n>{ordinal}){stands}"
    moved = r"(?=,?\s+\d|\s+[^\W\d]+\s+(?:to|a|para|em|en|with|con|com)\s+\d)"
    yield "other_part", rf"\b{raw['other_alone']}\s+(?P<n>{ordinal}){moved}"
    yield "to_now", rf"\b{raw['to_now'].format(y=second)}(?!\w)"
    yield "bare_unit", rf"\b{any_expression(raw['bare_unit'])}\s+(?P<u>{parts})\b(?!\s+(?:{raw['of']}))"
    yield (
        "bare_unit",
        rf"\b{any_expression(raw['bare_unit'])}\s+(?P<u>{any_expression(raw['units']['year'])})\s+{any_expression(raw['as_a_whole'])}\b",
    )
    a_year = any_expression(raw["units"]["year"])
    yield "bare_unit", rf"\b(?P<alone>{raw['in_the']})\s+(?P<u>{a_year})(?=\s*[,.;)]|\s+(?:and|y|e)\s)"
    yield "whole_unit", rf"\b{any_expression(raw['whole_unit'])}\s+(?P<u>{a_year})\b(?!\s+(?:{raw['of']}))"
    yield "the_year", rf"\b(?:the|el|un|o|um|a)\s+(?P<u>{a_year})\b(?=\s+{raw['year_ends']}\b)"
    yield "the_year", rf"\b{raw['year_ended_by']}\s+(?P<u>{a_year})\b(?=\s+(?:with|at|on|con|en|com|em)\b)"
    yield "the_year", rf"\b(?:of the|del|do)\s+(?P<u>{a_year})\b(?=\s+{raw['year_sums']})"
    yield "the_year", rf"\b(?:the|el|o)\s+(?P<u>{a_year})\b(?=,\s(?:with|con|com)\s(?:mil\s)?\d)"
    yield "the_year", rf"\b{raw['annual_label']}(?=:)"
    yield "then", rf"\b{any_expression(raw['then'])}\b"
    yield "those_months", rf"\b{any_expression(raw['those_months'])}\b"
    yield "those_n", rf"\b{any_expression(raw['those_n'])}\s+(?P<n>{number})\s+(?P<u>{units})\b"
    for words in raw["unresolved"]:
        yield "unresolved", rf"\b(?:{words})\b"
    yield (
        "months_to",
        rf"\b{article}(?P<n>{number})[\s-]+(?P<u>{units})\s+{raw['ending']}\s+{article}{second}",
    )
    yield "point", second
    if raw["day_alone"]:
        yield (
            "day_alone",
            rf"\b{raw['day_alone']}\s+(?P<d>\d\d?)\b(?![.,/]?\d|\s?%|\s+(?:y|e|a|de|del?|do)\b)",
        )
    ago = raw["last_day"]
    yield (
        "weekday",
        rf"\b(?P<l>{ago}\s+)?(?P<w>{weekday})(?:\s\((?P<d>\d\d?)(?:/\d\d?)?\)|\b)(?P<g>\s+{ago}\b)?",
    )


def _before(items: Iterable[str], tail: str = r"\s+$") -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){any_expression(items)}{tail}")


def _cues(raw: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    article = raw["article"]
    within = rf"(?:{any_expression(raw['in'])}\s+)?{article}$"
    thousand = rf"(?:{raw['thousand']})?" if raw["thousand"] else ""
    spans = any_expression(u for name in ("month", "year", "decade") for u in raw["units"][name])
    many = rf"(?:\d{{1,2}}|{any_expression(raw['numbers'])})"
    number = rf"(?:{thousand}\d[\d.,]*|" + any_expression(raw["numbers"]) + r")\b(?!\s?%)[^;:()]*"
    return {
        "in": _before(raw["in"], rf"\s+{article}$"),
        "since": _before(raw["since"], rf"\s+{article}$"),
        "until": _before(raw["until"], rf"[\s-]+{article}$"),
        "until_day": _before(raw["until_day"], rf"\s+{article}$"),
        "vague": _before(raw["vague"], rf"[\s-]+{article}$"),
        "closing": _before(raw["closing"], rf"[\s-]+{article}$"),
        "base_strong": re.compile(rf"\b{any_expression(raw['base_strong'])}(?!\w)"),
        "base_counted": re.compile(rf"\b{any_expression(raw['base_counted'])}(?!\w)"),
        "base_change": re.compile(rf"\b{any_expression(raw['base_change'])}\b"),
        "from_to": re.compile(rf"\b{any_expression(raw['from_to'])}\b"),
        "to": re.compile(
            rf"\s+{any_expression(raw['to'])}\s+{article}(?:{thousand}\d|{any_expression(raw['numbers'])}\b)"
        ),
        "after": re.compile(any_expression(raw["after"])),
        "whole_year": re.compile(raw["whole_year"]),
        "had": re.compile(raw["had"]),
        "tail_counted": re.compile(
            rf"\s+(?:{raw['counted_again']}\s+)?(?:{article}(?:{number}\s+{within}|{within}))"
        ),
        "tail_direct": re.compile(rf"\s+(?:{raw['counted_again']}\s+)?{within}"),
        "tail_number": re.compile(rf"\s+{number}\s+{within}"),
        "change": re.compile(raw["change"]),
        "hedged": re.compile(raw["hedged"]),
        "said": re.compile(raw["said"]),
        "issued": re.compile(raw["issued"]),
        "own_year": re.compile(r"\b(?:year|ano)\b|\bytd|acumulado"),
        "superlative": re.compile(raw["superlative"]),
        "ranked_part": re.compile(
            rf"\b{any_expression(u for name in ('day', 'week', 'month') for u in raw['units'][name])}\b"
        ),
        "record_of": re.compile(raw["record_of"]),
        "since_clause": re.compile(raw["since_clause"]),
        "laws": re.compile(
            rf"\b{any_expression(raw['laws'])}(?:\s+[\w./-]+){{0,4}}\s+(?:of|del?|d[eoa]|d[eo] ano)\s+$"
        ),
        "each": re.compile(rf"\b{any_expression(raw['each'])}(?!\w)"),
        "own_report": re.compile(r"\b(?:its|the|his|her|their|a|an|'s|s)\s+(?:latest\s+|new\s+)?$"),
        "will": re.compile(raw["will"]),
        "when": re.compile(rf"\s?,?\s*\(?\s*(?P<w>{any_expression(raw['when'])})\b"),
        "month_does": re.compile(rf"\s+{any_expression(raw['month_does'])}\b"),
        "had_been": re.compile(raw["had_been"]),
        "events": re.compile(rf"\s+{raw['events']}\b"),
        "titles_after": re.compile(rf"\s+{raw['titles_after']}"),
        "titles_before": _before(raw["titles_before"]),
        "annual_sums": _before(raw["annual_sums"]),
        "editions": _before(raw["editions"], rf"\s+{article}$"),
        "cut": _before(raw["cut"], rf"\s+{article}$"),
        "year_is": re.compile(rf"\b{raw['year_is']}\s+$"),
        "counts_before": _before(raw["counts_before"]),
        "whereas": re.compile(rf"\b{any_expression(raw['whereas'])}(?!\w)"),
        "clause_and": re.compile(raw["clause_and"]),
        "adding": re.compile(rf"\b{any_expression(raw['adding'])}\s+$"),
        "before_that": re.compile(rf"\b{any_expression(raw['before_that'])}$"),
        "came_with": re.compile(rf",?\s+{any_expression(raw['came_with'])}(?!\w)"),
        "also": re.compile(rf"\b{any_expression(raw['also'])}(?!\w)"),
        "figures": re.compile(rf"\b{any_expression(raw['figures'])}(?!\w)"),
        "span_words": re.compile(rf"\b{any_expression(raw['span_words'])}(?!\w)"),
        "those_of": re.compile(rf"\b{any_expression(raw['those_of'])}\s+$"),
        "of_a_day": re.compile(rf"\b{any_expression(raw['of_a_day'])}\b"),
        "which": re.compile(rf"{any_expression(raw['which'])}\s+(?:{any_expression(raw['in'])}\s+)?"),
        "were": re.compile(rf"\s+{any_expression(raw['were'])}\s+"),
        "over_years": re.compile(rf"\b{raw['over_years']}{many}\s+{spans}\b"),
    }


@lru_cache
def period_words(language: str) -> PeriodWords:
    """The words of one of the languages that can be read."""
    raw = plain_lists(f"{language}/periods")
    return PeriodWords(
        language=language,
        raw=raw,
        months={name: i for i, names in enumerate(raw["months"], 1) for name in names},
        weekdays=tuple(re.split(r"[(-]", day)[0] for day in raw["weekdays"]),
        numbers=raw["numbers"],
        ordinals=raw["ordinals"] | _ROMAN,
        units=tuple((name, re.compile(any_expression(words))) for name, words in raw["units"].items()),
        years=tuple((name, re.compile(any_expression(raw[name]))) for name in _PHRASES),
        forms=tuple((kind, re.compile(form)) for kind, form in _forms(raw)),
        cues=_cues(raw),
    )
