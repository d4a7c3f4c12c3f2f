"""What stands directly after or before a number and says its kind: a per cent sign, a currency, a rate's base."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from almenara.model.claim import QuantityKind
from almenara.text.frequencies import pace_after, pace_before
from almenara.text.skeleton import NUMBER, Skeleton
from almenara.text.vocabulary import any_of, by_key, key, words

RATE_BASES = (1000, 10000, 100000, 1000000)
"""So many heads a rate may be over; "por catorce fosas" is none."""


_POINTS = re.compile(
    r"\s(?:points?|puntos?|pontos?)(?=\s+(?:more|less|fewer|up|down|higher|lower|above|below|m[aá]s|menos|arriba|abajo"
    r"|(?:por )?encima|(?:por )?debajo|(?:a )?mais|a menos|acima|abaixo)(?!\w))",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"{NUMBER}\s?(?:[%％]|per ?cent|por ?ciento|por ?cento)", re.IGNORECASE)
_AROUND = 120
"""Characters around points within which a percentage stands that they are of."""


class Unit(NamedTuple):
    """A number's kind and unit, the span they and the number take, and a factor to the unit."""

    kind: QuantityKind
    unit: str
    start: int
    end: int
    factor: float = 1.0
    per: str = ""
    currency: str = ""


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    listed = words("quantities", language)
    signs = {**listed["currency_signs"], **listed["money_before"]}
    dash = r"(?:\s|-)?"
    return {
        "percent": re.compile(rf"\s?{dash}{any_of(listed['percent'])}(?!\w)", re.IGNORECASE),
        "points": re.compile(rf"{dash}\s?{any_of(listed['points'])}(?![\w])", re.IGNORECASE),
        "sign": re.compile(rf"(?<![\w$])(?P<sign>{any_of(signs)})\s?$"),
        "money": re.compile(rf"[\s-]?(?P<word>{any_of(listed['currency_words'])})(?!\w)", re.IGNORECASE),
        "duration": re.compile(
            # not "to 141 month on month"
            rf"(?:\s|-|\s?-\s?)(?P<word>{any_of(listed['duration_units'])})(?![\s-]\w+[\s-](?P=word)\b)(?!\w)",
            re.IGNORECASE,
        ),
        "measure": re.compile(rf"\s?(?P<word>{any_of(listed['measures'])})(?!\w)", re.IGNORECASE),
        "rate": re.compile(

                rf"(?:(?:\s+|-)[^\W\d_][\w'’-]*){{0,6}}?\s*(?P<per>(?:{any_of(listed['per'])}|/)\s*"
                rf"(?:(?P<base>{NUMBER}+)|(?P<million>{any_of(listed['per_million'])})(?!\w))"
            rf"(?:\s+(?:de\s+)?{any_of(listed['per_heads'])}(?!\w))?)", re.IGNORECASE,
        ),
        "rate_before": re.compile(
            rf"\b{any_of(listed['rate_words'])}\b(?P<between>[^.;:\n{NUMBER}]{{0,60}})$", re.IGNORECASE
        ),
        "percentage_sign": re.compile(
            r"[%％]|\b(?:per ?cent|percent\w*|porcenta\w+|percentua\w+|por ?ciento|por ?cento|participación"
            r"|share)\b", re.IGNORECASE),
    }  # fmt: skip


def unit_of(
    skeleton: Skeleton,
    original: str,
    start: int,
    end: int,
    floor: int,
    ceiling: int,
    value: float,
    language: str,
) -> Unit:
    """Kind, unit and span of the number between `start` and `end`.

    floor, ceiling  how far to look: the neighbours' bounds and the sentence's
    """
    text = skeleton.text
    found = _patterns(language)
    if (hit := found["points"].match(text, end, ceiling)) or (hit := _plain_points(text, end, ceiling)):
        return Unit("percentage-points", "percentage points", start, hit.end())
    if hit := found["percent"].match(text, end, ceiling):
        return Unit("percent", "%", start, hit.end())
    money = _money(text, original, start, end, floor, ceiling, language)
    if money is not None:
        return money
    hit = found["rate"].match(text, end, min(ceiling, end + 90))
    if hit and (base := 1e6 if hit["million"] else skeleton.at(hit.start("base")).value) in RATE_BASES:
        per = original[hit.start("per") : hit.end("per")]
        return Unit("rate", f"per {base:,.0f}", start, hit.end(), per=per)
    if hit := found["duration"].match(text, end, ceiling):
        listed = by_key(words("quantities", language)["duration_units"])
        return Unit("duration", listed[key(hit["word"])], start, hit.end())
    pace = pace_after(text, end, ceiling, language) or pace_before(text, start, floor, language)
    if pace is not None:
        near = pace.end if pace.end - end <= 24 else end
        return Unit("average", "per day", start, near, pace.factor, pace.per)
    if hit := found["measure"].match(text, end, ceiling):
        return Unit("count", hit["word"].lower(), start, hit.end())
    if _rated(found["rate_before"], text, start, floor, value, language):
        return Unit("rate", "per 100,000", start, end)
    return Unit("count", "", start, end)


def _plain_points(text: str, end: int, ceiling: int) -> re.Match[str] | None:
    """ "Five points more" beside per cents: of these, though nothing says so."""
    hit = _POINTS.match(text, end, ceiling)
    beside = hit and _SIGN.search(text, max(0, end - _AROUND), min(len(text), end + _AROUND))
    return hit if beside else None


def _rated(pattern: re.Pattern[str], text: str, start: int, floor: int, value: float, language: str) -> bool:
    """Whether "rate of" before a small number makes it a rate: "a murder rate of 25", "la tasa fue de 25.3"."""
    if value >= 1000:
        return False
    hit = pattern.search(text[max(floor, start - 80) : start])
    if not hit:
        return False
    between = hit["between"].lower()
    links = any_of(words("quantities", language)["rate_links"])
    return re.search(
        rf"(?:^|\s){links}\s+(?:[a-zé]+\s+){{0,2}}$", between
    ) is not None or between.strip() in ("", "(")


def _money(
    text: str, original: str, start: int, end: int, floor: int, ceiling: int, language: str
) -> Unit | None:
    listed = words("quantities", language)
    found = _patterns(language)
    signs = {**listed["currency_signs"], **listed["money_before"]}
    begins, code, ends = start, "", end
    if hit := found["sign"].search(text[max(floor, start - 6) : start]):
        code, begins = str(signs[hit["sign"]]), start - len(hit[0])
    if hit := found["money"].match(text, end, ceiling):
        after, ends = by_key(listed["currency_words"])[key(hit["word"])], hit.end()
        code = after if code in ("", "$") else code
    if not code:
        for scale, currency in (listed["money_scales"] and listed["money_scales"].items()) or ():
            if original[start:end].lower().endswith(scale):
                code = str(currency)
    return Unit("money", code, begins, ends, currency=code) if code else None


def says_percent(header: str, language: str) -> bool:
    """Whether a table's head says that the column below is of percentages."""
    return _patterns(language)["percentage_sign"].search(header) is not None
