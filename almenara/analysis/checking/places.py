"""Finding the places that a text names, and which of them a quantity is of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from almenara.analysis.checking.filed_from import in_dateline
from almenara.analysis.checking.lexicon import Lexicon, Tokens, tokens_of
from almenara.analysis.checking.name_traps import a_country, abbreviated, in_a_name, of_a_person
from almenara.analysis.checking.place_names import Name, PlaceHit, names_of, nation_words
from almenara.analysis.context import Context
from almenara.model.manuscript import Manuscript
from almenara.model.place import Place


@dataclass(frozen=True)
class PlaceMention:
    """A name of a place in a text, characters start to end.

    place    None for a place of a country without a pack
    country  its ISO 3166 code where known
    sure     False for adjectives, bodies' names and readings that only the context gives
    in_name  part of the name of a person, group or body: it says where nothing happened
    nation   a word for the whole country: "nationwide"; place is then the text's country
    again    "the state", "la entidad": the state or town said before is meant; sure where "its" or "there" may be
             of a country too
    compared after "than" or "followed by"
    dateline where a report was filed from: what it counts need not have happened there
    """

    start: int
    end: int
    text: str
    place: Place | None
    country: str = ""
    sure: bool = True
    in_name: bool = False
    nation: bool = False
    again: bool = False
    compared: bool = False
    dateline: bool = False


def find_places(manuscript: Manuscript, context: Context) -> list[PlaceMention]:
    """Every place that a text names, in order; words for the whole country among them."""
    tokens = tokens_of(manuscript)
    lexicon = names_of(tuple(context.packs))
    hits = _scan(lexicon, tokens)
    words = _scan_words(nation_words(manuscript.language), tokens)
    found = _accepted(tokens, hits, words, manuscript)
    home = home_of(found, context)
    abroad = next((f.country or "-" for f in found if f.place is None and not f.in_name), "")
    found = [f for f in found if _at_home(f, found, home)]
    found = _without_appositions(found, tokens.text)
    for first, last, section in words:
        if section in ("nation", "state_again", "said_again") and not _ranked(words, first):
            start, end = tokens.starts[first], tokens.ends[last - 1]
            if not any(f.start < end and start < f.end for f in found):
                nation = section == "nation"
                found.append(
                    PlaceMention(
                        start, end, tokens.text[start:end], home if nation else None,
                        (home.code if home else abroad) if nation else "",
                        sure=section != "state_again", nation=nation, again=not nation,
                    )
                )  # fmt: skip
    thans = {tokens.ends[last - 1] for first, last, section in words if section == "than"}
    out = [
        replace(f, compared=_after(f, thans, tokens.text), dateline=in_dateline(f.start, f.end, manuscript))
        for f in found
    ]
    return sorted(out, key=lambda f: f.start)


def home_of(mentions: Sequence[PlaceMention], context: Context) -> Place | None:
    """The country that a text is about: the one that it names most; None where that is one without a pack."""
    counts: Counter[str] = Counter()
    for one in mentions:
        if not one.nation and not one.again and one.country:
            counts[one.country] += 1 if one.sure else 0.5  # type: ignore[assignment]
    held = {code: counts[code] for code in context.packs if counts[code]}
    if not held:
        if len(context.packs) == 1 and not counts:
            return next(iter(context.packs.values())).country
        return None
    best = max(held, key=lambda code: (held[code], -list(context.packs).index(code)))
    foreign = max((n for code, n in counts.items() if code not in context.packs and code != "US"), default=0)
    return context.packs[best].country if held[best] >= foreign else None


_HOME_OF = re.compile(r"^\s*,[^,.;:()\d]{0,40}$")
"""Between a state and a town in an aside: "State, home to Town, had …"."""
_ONE_OF_IT = re.compile(
    r"\b(?:state|city|municipality|region|entidad|estado|ciudad|municipio|cidade|município)\b[^,.;:()\d]{0,30}\b(?:in|of|del?|en|d[oe]|n[o])\s+$",
    re.I,
)
_ITS_STATE = re.compile(r"['’]s\s+(?:[\w-]+\s+){0,3}(?:state|city|municipality|region)\b", re.I)
"""Round a country that only says which state is meant: "the country's most violent state"."""
_NEAR = 400
"""Characters behind a state within which a town of it may be told by its name alone."""
_MOST = frozenset(
    (
        "most",
        "least",
        "first",
        "second",
        "third",
        "worst",
        "mas",
        "menos",
        "peor",
        "primer",
        "primera",
        "mais",
        "pior",
    )
)
_APPOSED = re.compile(r"^\s*(?:[,(]\s*(?:en|in|em|de|of)?|en|in|em)\s*$", re.I)


def _without_appositions(found: list[PlaceMention], text: str) -> list[PlaceMention]:
    """Mentions without a country that only says where the place before it is: "State, Country"."""
    out: list[PlaceMention] = []
    for one in found:
        if _says_which(one, text) and any(o.place is not None and o.country == one.country for o in out[-2:]):
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
    return bool(_ITS_STATE.match(text, one.end) or _ONE_OF_IT.search(before))


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
    aside = _HOME_OF.match(text[last.end : one.start]) is not None and text[one.end : one.end + 1] == ","
    return aside and text[last.end : one.start].strip() != ","


def _at_home(one: PlaceMention, found: list[PlaceMention], home: Place | None) -> bool:
    """States and towns of another pack's country count only where that country is named too."""
    if one.place is None or home is None or one.place.kind == "country" or one.country == home.code:
        return True
    return any(o.country == one.country and o.place is not None and o.place.kind == "country" for o in found)


def _after(mention: PlaceMention, thans: set[int], text: str) -> bool:
    """Whether "than", "seguido de" stands right before a mention."""
    return any(
        0 <= mention.start - end <= 16
        and not any(c.isdigit() or c in ".;:" for c in text[end : mention.start])
        for end in thans
    )


def _ranked(words: list[tuple[int, int, str]], first: int) -> bool:
    return any(section == "rank" and 0 <= first - last <= 2 for _, last, section in words)


def _scan(lexicon: Lexicon[Name], tokens: Tokens) -> list[PlaceHit]:
    out, index = [], 0
    while index < len(tokens):
        found = lexicon.longest(tokens, index, ".")
        if found is not None and (
            tokens.capital(index) or all(n.role in ("body", "group", "adjective", "not") for n in found[1])
        ):
            out.append(PlaceHit(index, found[0], tuple(found[1])))
            index = found[0]
        else:
            index += 1
    return out


def _scan_words(lexicon: Lexicon[str], tokens: Tokens) -> list[tuple[int, int, str]]:
    out, index = [], 0
    while index < len(tokens):
        found = lexicon.longest(tokens, index)
        then = lexicon.longest(tokens, index + 1) if index + 1 < len(tokens) else None
        if found is None or (then is not None and index + 1 < found[0] < then[0]):
            index += 1  # "the city of …" is not "the city"
            continue
        out += [(index, found[0], section) for section in found[1]]
        index = found[0]
    return out


def _accepted(
    tokens: Tokens, hits: list[PlaceHit], words: list[tuple[int, int, str]], manuscript: Manuscript
) -> list[PlaceMention]:
    town_before = {last for _, last, section in words if section == "town_before"}
    town_after = {first for first, _, section in words if section == "town_after"}
    few = {first for first, _, section in words if section in ("few", "town_before", "than", "nation")}
    out: list[PlaceMention] = []
    skip = -1
    for number, hit in enumerate(hits):
        if hit.first < skip or hit.of("not", "body", "group"):
            continue
        following = hits[number + 1] if number + 1 < len(hits) else None
        start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        in_name = in_a_name(tokens, hits, number)
        named = hit.first in town_before or (hit.last in town_after and tokens.joined(hit.last - 1))
        if (town := _with_state(tokens, hit, following)) is not None and following is not None:
            end = tokens.ends[following.last - 1]
            skip = following.last
            out.append(_mention(tokens, start, end, town.place, town.country, in_name=in_name))
            continue
        upper = hit.of("country", "state")
        if upper is not None and named and (town := _town_of(hit, upper.country)) is not None:
            out.append(_mention(tokens, start, end, town.place, town.country, in_name=in_name))
        elif upper is not None:
            in_name = in_name or (
                (upper.surname or hit.last - hit.first == 1)
                and of_a_person(tokens, hits, number, few, upper.surname)
            )
            out.append(_mention(tokens, start, end, upper.place, upper.country, in_name=in_name))
        elif (short := hit.of("short")) is not None:
            if abbreviated(tokens, hit, manuscript):
                out.append(_mention(tokens, start, end, short.place, short.country))
        elif (city := hit.of("city")) is not None:
            abroad = (
                following is not None and following.of("foreign", "states") and _comma(tokens, hit, following)
            )
            place = None if abroad else city.place
            out.append(_mention(tokens, start, end, place, "" if abroad else city.country, in_name=in_name))
        elif (adjective := hit.of("adjective")) is not None:
            out.append(_mention(tokens, start, end, adjective.place, adjective.country, sure=False))
        elif (sign := hit.of("sign")) is not None:
            out.append(_mention(tokens, start, end, sign.place, sign.country, in_name=True))
        elif (foreign := hit.of("foreign")) is not None:
            if not foreign.country and _of_all(tokens, hit.first):
                continue  # "the deadliest country worldwide"
            in_name = in_name or of_a_person(tokens, hits, number, few, False)
            out.append(_mention(tokens, start, end, None, foreign.country, in_name=in_name))
        elif hit.of("states") is not None:
            if a_country(tokens, hit, few):
                out.append(_mention(tokens, start, end, None, "US"))
        elif (town := hit.of("town")) is not None and (named or _in_told(tokens, hit, out)):
            towns = [n for n in hit.names if n.role == "town"]
            if not named:
                towns = _in_told(tokens, hit, out)
            out.append(
                _mention(tokens, start, end, towns[0].place, town.country)
                if len(towns) == 1
                else _mention(tokens, start, end, None, town.country, sure=False)
            )
    return out


def _in_told(tokens: Tokens, hit: PlaceHit, out: list[PlaceMention]) -> list[Name]:
    """The one town of a name, "in" before it, that lies in the state told last in its paragraph."""
    if not hit.first or tokens.words[hit.first - 1] not in ("in", "en", "em") or not out:
        return []
    last = out[-1].place
    if last is None or last.kind == "country" or tokens.starts[hit.first] - out[-1].end > _NEAR:
        return []
    if tokens.blocks[tokens.at(out[-1].start)] != tokens.blocks[hit.first]:
        return []
    state = last.code if last.kind == "state" else last.parent
    found = [n for n in hit.names if n.role == "town" and n.place is not None and n.place.parent == state]
    return found if len(found) == 1 else []


def _of_all(tokens: Tokens, first: int) -> bool:
    """Whether a superlative stands shortly before the whole world."""
    before = tokens.words[max(0, first - 6) : first]
    return any(w in _MOST or (len(w) > 5 and w.endswith("est")) for w in before)


def _mention(
    tokens: Tokens,
    start: int,
    end: int,
    place: Place | None,
    country: str,
    sure: bool = True,
    in_name: bool = False,
) -> PlaceMention:
    return PlaceMention(start, end, tokens.text[start:end], place, country, sure and not in_name, in_name)


def _comma(tokens: Tokens, hit: PlaceHit, following: PlaceHit) -> bool:
    return following.first == hit.last and tokens.between(hit.last - 1).strip() in (",", "(", ", (")


def _with_state(tokens: Tokens, hit: PlaceHit, following: PlaceHit | None) -> Name | None:
    """A town with its state beside it: "Town, State", "Town (State)", "Town, St."."""
    if following is None:
        return None
    upper = following.of("state", "short")
    towns = [n for n in hit.names if n.role in ("town", "city")]
    if upper is None or upper.place is None or not towns:
        return None
    gap = tokens.words[hit.last : following.first]
    beside = _comma(tokens, hit, following) or gap in (["in"], ["en"], ["em"], ["state"])
    fits = [n for n in towns if n.place is not None and n.place.parent == upper.place.code]
    if not beside or not fits:
        return None
    state = hit.of("state")
    if state is not None and (state.place is None or state.place.code != upper.place.code):
        return None
    return fits[0]


def _town_of(hit: PlaceHit, country: str) -> Name | None:
    """The town that bears its state's name, where the words say city."""
    upper = hit.of("state")
    for name in hit.names:
        if (
            name.role == "town"
            and upper
            and name.place
            and upper.place
            and name.place.parent == upper.place.code
        ):
            return name
    return None
