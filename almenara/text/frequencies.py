"""Averages and frequencies: "every 30 minutes", "85 per day", "un promedio diario de 85", as events per day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from almenara.text.counted import Counted, counted_after
from almenara.text.hedges import hedge_before
from almenara.text.letters import plain
from almenara.text.quantity import Quantity
from almenara.text.ranges import ranges
from almenara.text.skeleton import NUMBER, Skeleton
from almenara.text.vocabulary import any_of, by_key, key, words

PER_DAY = {
    "minute": 1440.0,
    "hour": 24.0,
    "day": 1.0,
    "week": 1 / 7,
    "month": 12 / 365.25,
    "year": 1 / 365.25,
}
"""How often each unit of time comes in a day; a year has 365.25 days."""


_OF_ANOTHER = re.compile(
    r"\b(?:su|sus|la|el|una?|its|the|their|an?|sua|seu|uma?|na|no)\s+[^\W\d_]+\s+$", re.IGNORECASE
)
"""Before "annual" and the like, a noun of their own: "10,412 homicidios a su cuenta anual"."""
_OF_WHAT = re.compile(
    r"\s(?:of|de)\s(?!(?:the|each|every|this|that|last|el|la|l[oa]s|cada|est[ea]|es[ea]|día|dia|noche|noite|day|night"
    r"|hoy|hoje|today)\b)[^\W\d_]{4,}",
    re.IGNORECASE,
)
"""Behind a span of time, of what it is: "every 5 hours of driving"."""
_OPENING = 80
"""Characters before a number within which its sentence may begin with "Each month of 2018"."""


class Pace(NamedTuple):
    """How a number counts over time: factor to events per day, the unit of time as written, and where it ends."""

    factor: float
    per: str
    end: int


@cache
def _named_units(language: str) -> dict[str, str]:
    listed = words("quantities", language)
    return by_key({**listed["time_units"], **listed["time_adverbs"], **listed["average_adjectives"]})


def months_of(per: str, language: str) -> int:
    """Months of the unit that an average is taken over, by the words that name it: "mensuales" 1, "a year" 12.

    0 for days and the like.
    """
    named = _named_units(language)
    found = next((named[w] for w in (key(per), *key(per).split()) if w in named), "")
    return {"month": 1, "year": 12}.get(found, 0)


def every(skeleton: Skeleton, original: str, language: str) -> Iterator[Quantity]:
    """ "one every 30 minutes", "cada hora", "a cada 2 horas", as events per day."""
    pattern, units = _every_pattern(language)
    ends = {skeleton.numbers[pair.second].start for pair in ranges(skeleton, language)}
    for found in pattern.finditer(skeleton.text):
        count = _count(skeleton, found)
        has_number = found["number"] is not None
        if (not has_number and found["count"] is None) or found.start("count") in ends:
            continue  # "between 20 and 30 people each month" is a range
        if has_number and _OF_WHAT.match(original, found.end()):
            continue  # "rest every 5 hours of driving": of no time of the calendar
        number = (skeleton.at(found.start("number")).value if has_number else 1.0) + (
            0.5 if found["half"] else 0.0
        )
        if number <= 0:
            continue
        unit = found["unit"].lower()
        per_day = units[plain(unit.rstrip("s"))]
        value = count * per_day / number
        low, high = _open(count, number, unit, per_day, has_number)
        hedge, begins = hedge_before(original, found.start(), max(0, found.start() - 60), language)
        if hedge in ("more-than", "at-least"):
            low, high = value, None  # type: ignore[assignment]
        elif hedge in ("about", "almost"):
            low, high = value * 0.85, value * 1.15
        counting = found["count"] is not None and skeleton.index_at(found.start("count")) is not None
        name = "count" if counting else "number" if has_number else 0
        n_start, n_end = found.start(name), found.end(name)
        counted = (
            counted_after(skeleton.text, n_end, found.start("per"), language)
            if counting
            else Counted("", n_end, n_end)
        )
        written = original[begins : found.end()]
        yield Quantity(
            begins, found.end(), written, "average", round(value, 6), low, high, hedge, "per day",
            n_start, n_end, counted.words, counted.start, counted.end, original[found.start("per") : found.end("per")],
        )  # fmt: skip


def _count(skeleton: Skeleton, found: re.Match[str]) -> float:
    if found["count"] is None:
        return 1.0
    index = skeleton.index_at(found.start("count"))
    return skeleton.numbers[index].value if index is not None else 1.0


def _open(count: float, number: float, unit: str, per_day: float, has_number: bool) -> tuple[float, float]:
    """Lowest and highest events a day: the count's rounding where it counts, else that of the span of time."""
    if not has_number and count > 1:
        return max(0.0, count - 0.5) * per_day, (count + 0.5) * per_day
    slack = _slack(number, unit)
    return count * per_day / (number + slack), count * per_day / (number - slack)


def _slack(number: float, unit: str) -> float:
    """Half the step to which such a span is told: 2.5 of 30 minutes, a quarter of two hours."""
    if number >= 10 and number % 5 == 0:
        return 2.5
    if unit.startswith(("h", "d")) and number <= 4:
        return 0.15 if number == 1 else 0.25
    return 0.5


@cache
def _every_pattern(language: str) -> tuple[re.Pattern[str], dict[str, float]]:
    listed = words("quantities", language)
    units = {plain(k).rstrip("s"): PER_DAY[v] for k, v in listed["time_units"].items()}
    names = any_of([*listed["time_units"], *(f"{u}s" for u in listed["time_units"])])
    one = any_of(one for one in words("numbers", language)["ones"] if one != "an")
    link = {"en": "every|each", "es": "cada", "pt": "a cada|cada|em cada"}[language]
    noun = r"(?:\s+[^\W\d_]+){0,5}?"
    pattern = re.compile(
        rf"(?:(?<![\w{NUMBER}])(?P<count>{NUMBER}+|{one}){noun}\s+)?\b(?P<per>(?:{link})\s+(?:"
        rf"(?P<number>{NUMBER}+)\s+)?(?P<unit>{names})"
        r"(?P<half>\s+(?:y|e)\s+me[di]i?a)?)(?!\w)",
        re.IGNORECASE,
    )
    return pattern, units


@cache
def _after_patterns(
    language: str,
) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str], dict[str, str]]:
    listed = words("quantities", language)
    units = by_key(listed["time_units"])
    adverbs = by_key(listed["time_adverbs"])
    noun = r"(?:(?:\s+|-)[^\W\d_][\w'’-]*){0,7}?"
    later = "ago|earlier|before|later|prior|previously|antes|atrás|anterior|después|depois"
    per = re.compile(
        rf"{noun}\s*(?<![\w])(?<!\bin\s)(?<!\bwithin\s)(?<!\bover\s)(?P<per>{any_of(listed['per_time'])}\s*"
        rf"(?P<unit>{any_of(listed['time_units'])}))(?!\w|\s+(?:{later}))",
        re.IGNORECASE,
    )
    adverb = re.compile(rf"{noun}\s+(?P<per>{any_of(listed['time_adverbs'])})(?!\w)", re.IGNORECASE)
    return per, adverb, units, adverbs


def pace_after(text: str, end: int, ceiling: int, language: str) -> Pace | None:
    """The time over which a number that ends at `end` counts, where the words after it say so."""
    per, adverb, units, adverbs = _after_patterns(language)
    stop = _clause_end(text, end, ceiling)
    found = per.match(text, end, stop)
    if found:
        return Pace(PER_DAY[units[key(found["unit"])]], found["unit"], found.end())
    found = adverb.match(text, end, stop)
    if found and not _OF_ANOTHER.search(text, end, found.start("per")):
        return Pace(PER_DAY[adverbs[key(found["per"])]], found["per"], found.end())
    return None


def _clause_end(text: str, end: int, ceiling: int) -> int:
    """Where the clause after a number ends: a comma, another number, a stop."""
    found = re.compile(rf"[,.;:()\n{NUMBER}]").search(text, end, min(ceiling, end + 80))
    return found.start() if found else min(ceiling, end + 80)


def pace_before(text: str, start: int, floor: int, language: str) -> Pace | None:
    """The time over which a number that begins at `start` counts, where the words before say so."""
    listed = words("quantities", language)
    window = text[max(floor, start - 60) : start]
    found = _before_pattern(language).search(window)
    if not found:
        opening = (
            f"\n{text[max(0, start - _OPENING) : start]}"
            if start <= _OPENING
            else text[start - _OPENING : start]
        )
        return _pace_leading(window, opening, start, language)
    word = re.sub(r"\s+", " ", found["adjective"])
    return Pace(PER_DAY[by_key(listed["average_adjectives"])[key(word)]], word, start)


def _pace_leading(window: str, opening: str, start: int, language: str) -> Pace | None:
    """The time over which a sentence says that it counts before it gives the number: "Por día, casi 41".

    window   what stands before it and is not read yet; opening  the same with what is
    """
    found = _leading_pattern(language).match(window) or _each_pattern(language).search(opening)
    if not found:
        return None
    units = by_key(words("quantities", language)["time_units"])
    return Pace(PER_DAY[units[key(found["unit"])]], found["unit"], start)


@cache
def _leading_pattern(language: str) -> re.Pattern[str]:
    listed = words("quantities", language)
    per = any_of([w for w in listed["per_time"] if w != "/"])
    return re.compile(
        rf"\s*{per}\s+(?P<unit>{any_of(listed['time_units'])})\s*,(?:\s+[^\W\d_]+){{0,3}}?\s*$", re.IGNORECASE
    )


@cache
def _each_pattern(language: str) -> re.Pattern[str]:
    """ "Each month of 2018 some", "Cada mes de 2018 se denunciaron unos": of so many a month."""
    units = any_of(words("quantities", language)["time_units"])
    each = {"en": "(?:in )?(?:each|every)", "es": "(?:en )?cada", "pt": "(?:em |a )?cada"}[language]
    when = r"(?:\s+(?:of|in|de|del|do|em)\s+(?:\w+\s+)?(?:19|20)\d\d)?"
    return re.compile(
        rf"[.;:\n]\s*{each}\s+(?P<unit>{units}){when},?(?:\s+[^\W\d_]+){{0,5}}?\s*$", re.IGNORECASE
    )


@cache
def _before_pattern(language: str) -> re.Pattern[str]:
    listed = words("quantities", language)
    adjective, average = any_of(listed["average_adjectives"]), any_of(listed["average_words"])
    link = r"(?:\s+(?:of|de|was|is|fue|es|foi|é|a|at|to|en|em|[^\W\d_]+)){0,5}?\s*"
    phrase = (
        rf"(?P<adjective>{adjective})\s+{average}"
        if language == "en"
        else rf"{average}\s+(?P<adjective>{adjective})"
    )
    return re.compile(rf"\b{phrase}{link}(?:[:=(]\s*)?$", re.IGNORECASE)
