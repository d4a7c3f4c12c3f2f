"""Numbers, days and periods as a reader of a language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from almenara.model.figure import Figure
from almenara.model.period import Period

LOCALES = {"en": "en_GB", "es": "es_MX", "pt": "pt_BR"}
"""Locale by language; audits are told in Portuguese too: number, day and period know it."""
_MONTHS = {"en": ("{first} to {last} {year}", "{day} to {other}", "to"),
           "es": ("{first} a {last} de {year}", "{day} al {other}", "a"),
           "pt": ("{first} a {last} de {year}", "{day} a {other}", "a")}  # fmt: skip
_BOUNDS = {"en": ("at least", "up to"), "es": ("al menos", "hasta")}
_SURE = {"en": ("less than 1", "more than 99"), "es": ("menos de 1", "más de 99")}
_BESIDE = {"en": ("below the scale", "above the scale"), "es": ("debajo de la escala", "sobre la escala")}
_AND = {"en": "and", "es": "y"}
_QUARTER = {
    "en": "{n} quarter of {year}", "es": "{n} trimestre de {year}", "pt": "{n} trimestre de {year}",
}  # fmt: skip
_WORDS = {
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    "es": ("dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
}
_ORDINAL = {
    "en": ("first", "second", "third", "fourth"),
    "es": ("primer", "segundo", "tercer", "cuarto"),
    "pt": ("primeiro", "segundo", "terceiro", "quarto"),
}


def number(value: float, language: str, decimals: int = 0, signed: bool = False) -> str:
    """A number with the locale's separators; `signed` puts a plus or a true minus before it."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(abs(value) if signed else value, format=pattern, locale=LOCALES[language])
    if not signed:
        return text.replace("-", "−")
    if round(value, decimals) == 0:
        return text
    return ("+" if value > 0 else "−") + text


def in_words(value: float | None, language: str, capital: bool = False) -> str:
    """A whole number from 2 to 12 in words; "" for others, and for 1, whose form follows its noun."""
    words = _WORDS[language]
    if value is None or value not in range(2, len(words) + 2):
        return ""
    word = words[int(value) - 2]
    return word.capitalize() if capital else word


def day(value: date, language: str) -> str:
    """A day in full: 2 November 2018, 2 de noviembre de 2018."""
    pattern = "d MMMM y" if language == "en" else "d 'de' MMMM 'de' y"
    return format_date(value, pattern, locale=LOCALES[language])


def short_day(value: date, language: str) -> str:
    """A day in short, for tables: 2 Nov 2018."""
    return format_date(value, "d MMM y", locale=LOCALES[language])


def short_date(value: date, precision: str, language: str) -> str:
    """A day in short as precisely as it is known (day, month or year): 2 Nov 2018, Nov 2018, 2018."""
    pattern = {"month": "MMM y", "year": "y"}.get(precision, "d MMM y")
    return format_date(value, pattern, locale=LOCALES[language])


def partial(text: str, language: str) -> str:
    """A day, month or year in full, as precisely as it is written: 2018-10 is October 2018."""
    if len(text) == 10:
        return day(date.fromisoformat(text), language)
    if len(text) == 7:
        pattern = "MMMM y" if language == "en" else "MMMM 'de' y"
        return format_date(date.fromisoformat(f"{text}-01"), pattern, locale=LOCALES[language])
    return text


def on(text: str, language: str) -> str:
    """A day, month or year after "published": 2 November 2018, el 2 de noviembre de 2018, en 2018."""
    article = "" if language == "en" else "el " if len(text) == 10 else "en "
    return article + partial(text, language)


def of(text: str, language: str) -> str:
    """A day, month or year after a noun: of 2 November 2018, del 2 de noviembre de 2018, de 2018."""
    word = "of" if language == "en" else "del" if len(text) == 10 else "de"
    return f"{word} {partial(text, language)}"


def period(value: Period, language: str) -> str:
    """A period in words: 2017, May 2018, January to May 2018, first quarter of 2018."""
    locale = LOCALES[language]
    if value.start == value.end:
        return day(value.start, language)
    if value.whole_months:
        if value.month_count == 12 and value.start.month == 1:
            return str(value.start.year)
        if value.month_count == 1:
            pattern = "MMMM y" if language == "en" else "MMMM 'de' y"
            return format_date(value.start, pattern, locale=locale)
        if value.month_count == 3 and value.start.month % 3 == 1:
            name = _ORDINAL[language][(value.start.month - 1) // 3]
            return _QUARTER[language].format(n=name, year=value.start.year)
        if value.start.year == value.end.year:
            return _MONTHS[language][0].format(
                first=format_date(value.start, "MMMM", locale=locale),
                last=format_date(value.end, "MMMM", locale=locale),
                year=value.start.year,
            )
        word = _MONTHS[language][2]
        if value.start.month == 1 and value.end.month == 12:
            return f"{value.start.year} {word} {value.end.year}"
        pattern = "MMMM y" if language == "en" else "MMMM 'de' y"
        first, last = (format_date(d, pattern, locale=locale) for d in (value.start, value.end))
        return f"{first} {word} {last}"
    return _MONTHS[language][1].format(day=day(value.start, language), other=day(value.end, language))


def short_period(value: Period, language: str) -> str:
    """A period in short, for tables: 2017, May 2018, Jan–Sep 2018; other spans as period() has them."""
    locale = LOCALES[language]
    if value.whole_months and value.start.year == value.end.year and value.month_count < 12:
        first, last = (format_date(d, "MMM", locale=locale).rstrip(".") for d in (value.start, value.end))
        return (
            f"{first} {value.start.year}" if value.month_count == 1 else f"{first}–{last} {value.start.year}"
        )
    return period(value, language)


def when(value: Period, language: str) -> str:
    """A period with its preposition: in 2017, in the first quarter of 2018, from January to May 2018,
    on 30 April 2018, from 8 September 2017 to 1 July 2018."""
    text = period(value, language)
    english = language == "en"
    if value.start == value.end:
        return f"on {text}" if english else f"el {text}"
    if not value.whole_months:
        return f"from {text}" if english else f"del {text}"
    if value.month_count == 3 and value.start.month % 3 == 1:
        return f"in the {text}" if english else f"en el {text}"
    if value.month_count == 1 or (value.month_count == 12 and value.start.month == 1):
        return f"in {text}" if english else f"en {text}"
    return f"from {text}" if english else f"de {text}"


def listing(items: Sequence[str], language: str) -> str:
    """Words as a sentence lists them: 2015, 2016 and 2017."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_AND[language]} {items[-1]}"


def beside_scale(percent: float, language: str) -> str:
    """Where a probability lies outside the scale of likelihood, which runs from 1 to 99 %; else ""."""
    if 1 <= percent <= 99:
        return ""
    return _BESIDE[language][percent > 99]


def figure_text(figure: Figure, language: str, unknown: str = "unknown") -> str:
    """A figure as it is printed, without its unit: a percentage carries its sign, a change its direction."""
    if figure.value is None:
        at_least, up_to = _BOUNDS[language]
        if figure.low is not None:
            return f"{at_least} {number(figure.low, language, figure.decimals)}"
        if figure.high is not None:
            return f"{up_to} {number(figure.high, language, figure.decimals)}"
        return unknown
    if figure.unit == "%":
        name = str(figure.recipe.get("figure", ""))
        signed = figure.recipe.get("op") == "change" or name.startswith("change_")
        space = "\u00a0"
        decimals = figure.decimals if abs(figure.value) < 1000 else 0
        chance = name == "probability" or name.startswith("chance_")
        if chance and not 1 <= figure.value <= 99:
            bound = _SURE[language][figure.value > 99]
            return f"{bound}{space}%"
        return number(figure.value, language, decimals, signed) + space + "%"
    signed = figure.recipe.get("op") == "difference"
    decimals = figure.decimals
    if not decimals and not float(figure.value).is_integer():
        decimals = 1
    return number(figure.value, language, decimals, signed)
