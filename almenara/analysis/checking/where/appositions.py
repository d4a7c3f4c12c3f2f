"""Places named only to say where another lies: its country, its state, a town of it in an aside."""

from __future__ import annotations

import re

from almenara.analysis.checking.place_mention import PlaceMention

_HOME_OF = re.compile(r"^\s*,[^,.;:()\d]{0,40}$")
"""Between a state and a town in an aside: "State, home to Town, had …"."""
_ONE_OF_IT = re.compile(
    r"(?:\b(?:state|city|municipality|region|entidad|estado|ciudad|municipio|cidade|município)|"
    r"\b(?:of the|d[oa]s|de l[oa]s|of its)\s+(?:[\w-]+\s+){0,3}"
    r"(?:states|cities|municipalities|regions|entidades|estados|ciudades|municipios|cidades|municípios))"
    r"\b[^,.;:()\d]{0,30}\b(?:in|of|del?|en|d[oe]|n[o])\s+$"
)
_ITS_STATE = re.compile(r"['’]s\s+(?:[\w-]+\s+){0,3}(?:state|city|municipality|region)\b", re.I)
"""Round a country that only says which state is meant: "the country's most violent state"."""
_KIND_BEFORE = re.compile(r"\b(?i:el|la|en|[dn]?[oa]|este|esta|[dn]?est[ea])\s(?:estado|entidad|entidade)\s$")
_KIND_AFTER = re.compile(r"\s(?:state|province)\b(?!\s(?:of|[A-Z]))")
"""Beside a country's adjective, the state that was told before: "In the … state 154 were registered"."""
_KIND_OF = re.compile(r"\s(?:[\w-]+\s){0,3}?(?:state|province|city|town|municipality)\s(?:of\s)?$", re.I)
_KIND_OF_BEFORE = re.compile(
    r"\b(?:estado|entidad|entidade|ciudad|cidade|municipio|município)\s(?:[\w-]+\s)?$", re.I
)
_OF = re.compile(r"^\s(?:[\w-]+\s)?(?:d[oae]|del|d[oa]s|de la)\s$")
"""Round a country's adjective, the kind of the place that follows: "the … state of State", "o estado … de State"."""
_APPOSED = re.compile(r"^\s*(?:[,(]\s*(?:en|in|em|n[oa]s?|de|of)?|en|in|em|n[oa]s?)\s*$", re.I)


def without_appositions(found: list[PlaceMention], text: str) -> list[PlaceMention]:
    """Mentions without a country that only says where the place before it is: "State, Country"."""
    out: list[PlaceMention] = []
    for number, one in enumerate(found):
        if _says_which(one, text) and any(o.place is not None and o.country == one.country for o in out[-2:]):
            continue
        if number + 1 < len(found) and _says_whose(one, found[number + 1], text):
            continue
        if out and (_is_home_of(one, out[-1], text) or _in_brackets(one, out, text)):
            continue
        if out and one.place is not None and one.place.kind in ("country", "state"):
            last = out[-1]
            inside = last.place is not None and last.place != one.place and last.country == one.country
            inside = inside and last.place is not None and last.place.kind != "country"
            inside = inside and not last.in_name
            if inside and one.place.kind == "state":
                inside = last.place is not None and last.place.parent == one.place.code
            if inside and _APPOSED.match(text[last.end : one.start]):
                continue
        out.append(one)
    return out


def _says_which(one: PlaceMention, text: str) -> bool:
    if one.place is None or one.place.kind != "country":
        return False
    before = text[max(0, one.start - 60) : one.start]
    told = not one.sure and (_KIND_BEFORE.search(before) or _KIND_AFTER.match(text, one.end))
    return bool(told or _ITS_STATE.match(text, one.end) or _ONE_OF_IT.search(before))


def _says_whose(one: PlaceMention, following: PlaceMention, text: str) -> bool:
    """Whether a country's adjective only tells of which country the place behind it is."""
    if one.sure or one.place is None or one.place.kind != "country" or following.place is None:
        return False
    if following.place.kind == "country" or following.country != one.country:
        return False
    between = text[one.end : following.start]
    kind = _KIND_OF_BEFORE.search(text[max(0, one.start - 40) : one.start]) and _OF.match(between)
    return bool(kind or (len(between) < 50 and _KIND_OF.fullmatch(between)))


def _in_brackets(one: PlaceMention, out: list[PlaceMention], text: str) -> bool:
    """Whether a town is one of those in brackets behind its state, which have no number: "State (Town, Town)"."""
    state = next((o for o in reversed(out) if o.place is not None and o.place.kind == "state"), None)
    if state is None or state.place is None or one.place is None or one.place.parent != state.place.code:
        return False
    close = text.find(")", one.end, one.end + 90)
    inside = text[state.end : max(close, one.end)]
    opened = inside.lstrip().startswith("(") and ")" not in inside
    return close >= 0 and opened and not any(c.isdigit() for c in inside)


def _is_home_of(one: PlaceMention, last: PlaceMention, text: str) -> bool:
    """Whether a town is told of in an aside on its state."""
    if one.place is None or last.place is None or one.place.parent != last.place.code:
        return False
    if last.place.kind == "country":
        return False
    aside = _HOME_OF.match(text[last.end : one.start]) is not None and text[one.end : one.end + 1] == ","
    return aside and text[last.end : one.start].strip() != ","
