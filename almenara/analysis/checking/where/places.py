"""Finding the places that a text names, and which of them a quantity is of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.bodies import country_of_bodies
from almenara.analysis.checking.lexicon import Lexicon, Tokens, tokens_of
from almenara.analysis.checking.place_mention import PlaceMention as PlaceMention
from almenara.analysis.checking.where.appositions import without_appositions
from almenara.analysis.checking.where.elsewhere import (
    bearing,
    nationality,
    others,
    outside,
    part_of_country,
    rest_of,
)
from almenara.analysis.checking.where.filed_from import in_dateline
from almenara.analysis.checking.where.name_traps import a_country, abbreviated, in_a_name, of_a_person
from almenara.analysis.checking.where.place_names import Name, PlaceHit, names_of, nation_words, town_of
from almenara.analysis.checking.where.road_names import in_road_name
from almenara.analysis.checking.where.spoken_from import governs_from, spoken_from
from almenara.analysis.checking.where.towns_told import town_told
from almenara.analysis.context import Context
from almenara.countries.prose_terms import load_prose_terms
from almenara.model.manuscript import Manuscript
from almenara.model.place import Place

_SMALL = ("es", "pt")
"""Languages that write the common noun small with which a state's name begins."""
_QUE = re.compile(r"(?<!\bdo )\bque$", re.I)
_OWNS = re.compile(r"(?:['’]s?)?\s+\d")
_NAMED = re.compile(r"\s+(?:of|de|do|da|d[eo]l?)\s+")
_CAME_FROM = re.compile(
    r"(?:\d|\b(?:were|was|are|is|came|comes?|coming|filed|opened|reported|recorded))\s+from$", re.I
)
"""Before a place, what belongs there: "4,214 were from one state and 2,589 from another"."""
_THAN_IN = re.compile(
    r"\s+(?:(?:en|a|de|del|el|l[ao]s?|em|n[oa]s?|[oa]s?|d[oa]s?|estado|ciudad|cidade|[^\W\d]+[aei]d[oa]s?)\s+)*",
    re.I,
)
"""Between "que" and a place, where it means "than": no verb of its own."""


def find_places(manuscript: Manuscript, context: Context, about: Place | None = None) -> list[PlaceMention]:
    """Every place that a text names, in order; words for the whole country among them.

    about  the country of a text that names none, where something else tells it
    """
    tokens = tokens_of(manuscript)
    lexicon = names_of(tuple(context.packs))
    hits = _scan(lexicon, tokens, manuscript.language in _SMALL)
    words = _scan_words(nation_words(manuscript.language), tokens)
    found = _accepted(tokens, hits, words, manuscript)
    home = about or home_of(found, context, tokens.text)
    abroad = next((f.country or "-" for f in found if f.place is None and not f.in_name), "")
    found = [f for f in found if _at_home(f, found, home)]
    found = without_appositions(found, tokens.text)
    found = [_where_it_happened(f, manuscript) for f in found]
    thans = {tokens.ends[last - 1] for first, last, section in words if section == "than"}
    found = [replace(f, compared=_after(f, thans, tokens.text)) for f in found]
    found += _without_names(tokens, words, found, home, abroad, context)
    found += [
        PlaceMention(start, end, tokens.text[start:end], None, sure=False)
        for start, end in others(tokens.text, manuscript.language)
        if not any(f.start < end and start < f.end and not f.nation for f in found)
    ]
    out = [
        replace(
            f,
            compared=f.compared or _after(f, thans, tokens.text),
            dateline=f.dateline or in_dateline(f.start, f.end, manuscript),
        )
        for f in found
    ]
    return sorted(out, key=lambda f: f.start)


def _where_it_happened(one: PlaceMention, manuscript: Manuscript) -> PlaceMention:
    """A mention as it is, or marked as what says nothing of where: a road's name, a speaker's seat, "outside …"."""
    text = manuscript.text
    if one.place is None and nationality(one.start, one.end, text):
        return replace(one, in_name=True, sure=False)
    if in_road_name(one.start, one.end, text) or outside(one.start, text) or bearing(one.start, text):
        return replace(one, in_name=True, sure=False)
    if one.place is not None and rest_of(one.start, text):
        return replace(one, place=None, country="", sure=False)
    opening = manuscript.sentences[manuscript.sentence_at(one.start)].start if manuscript.sentences else 0
    whole = one.place is None or one.place.kind == "country"
    return (
        replace(one, dateline=True) if not whole and spoken_from(one.start, one.end, text, opening) else one
    )


def _without_names(
    tokens: Tokens,
    words: list[tuple[int, int, str]],
    found: list[PlaceMention],
    home: Place | None,
    abroad: str,
    context: Context,
) -> list[PlaceMention]:
    """Words for the whole country, and those that point back to a place said before."""
    out: list[PlaceMention] = []
    for first, last, section in words:
        if section not in ("nation", "state_again", "state_body", "said_again", "capital") or _ranked(
            words, first, last, tokens
        ):
            continue
        start, end = tokens.starts[first], tokens.ends[last - 1]
        if any(f.start < end and start < f.end for f in found):
            continue
        if section == "state_again" and any(_NAMED.fullmatch(tokens.text, end, f.start) for f in found):
            continue  # "the state of" and its name
        if section == "capital":
            if bearing(
                start + (3 if tokens.text[start : start + 3].lower() in ("da ", "do ") else 0), tokens.text
            ):
                continue
            if (city := _capital_meant(found, tokens, first, last, home, context)) is not None:
                out.append(replace(city, start=start, end=end, text=tokens.text[start:end], sure=False))
            continue
        if section == "nation" and part_of_country(start, tokens.text):
            continue
        if section == "state_again" and _a_power(tokens, first, last):
            continue
        if section != "nation":
            sure = section == "said_again"
            out.append(PlaceMention(start, end, tokens.text[start:end], None, sure=sure, again=True))
            continue
        code = _country_meant(found, tokens, first, home) or (home.code if home else abroad)
        place = context.packs[code].country if code in context.packs else None
        out.append(PlaceMention(start, end, tokens.text[start:end], place, code, nation=True))
    return out


def _capital_meant(
    found: list[PlaceMention], tokens: Tokens, first: int, last: int, home: Place | None, context: Context
) -> PlaceMention | None:
    """The country's capital, where "the capital" is said in a text that names it, and no state's may be meant."""
    of = last < len(tokens) and tokens.words[last] in ("of", "de", "do", "da", "del", "city")
    if home is None or (of and tokens.between(last - 1) == " "):
        return None
    code = load_prose_terms(context.packs[home.code]).places.capital
    before = [f for f in found if f.end <= tokens.starts[first] and not f.in_name and f.place is not None]
    named = next((f for f in reversed(before) if f.place is not None and f.place.kind != "country"), None)
    other = named is not None and named.place is not None and named.place.code != code
    here = named is not None and tokens.blocks[tokens.at(named.start)] == tokens.blocks[first]
    apposed = last < len(tokens) and tokens.between(last - 1).startswith(",") and tokens.capital(last)
    told = any(f.place is not None and f.place.code == code for f in before)
    if other and here and (apposed or not told):
        return None
    city = next((f for f in found if f.place is not None and f.place.code == code and not f.in_name), None)
    states = {f.place.code for f in before if f.place is not None and f.place.kind == "state"}
    if city is None and not here and len(states) >= _SEVERAL and code in context.packs[home.code].places:
        city = PlaceMention(0, 0, "", context.packs[home.code].places[code], home.code)
    seat = governs_from(tokens.starts[first], tokens.text)
    return None if city is None else replace(city, dateline=seat, compared=False, in_name=False)


def _a_power(tokens: Tokens, first: int, last: int) -> bool:
    """Whether "the State" is the public power, or begins a name: agents of the State, the State Department."""
    raw = tokens.raw(last - 1)
    begins = first > 0 and tokens.joined(first - 1, ",")
    return (
        raw[:1].isupper() and not raw.isupper() and (begins or raw in ("State", "Department", "Departamento"))
    )


def _country_meant(found: list[PlaceMention], tokens: Tokens, first: int, home: Place | None) -> str:
    """The code of another country than the text's that its paragraph named last, "" where none was."""
    for one in reversed(found):
        if one.start > tokens.starts[first] or one.in_name or one.compared or not one.country:
            continue
        if tokens.blocks[tokens.at(one.start)] != tokens.blocks[first] or home is None:
            return ""
        if one.country == "US":
            continue
        return "" if one.country == home.code else one.country
    return ""


def home_of(mentions: Sequence[PlaceMention], context: Context, text: str = "") -> Place | None:
    """The country that a text is about: the one that it names most, or first and nearly as often; None where that is
    one without a pack.

    A text that names no place at all is about the country whose own bodies it names.
    """
    counts: Counter[str] = Counter()
    for one in mentions:
        if not one.nation and not one.again and one.country:
            counts[one.country] += 1 if one.sure else 0.5  # type: ignore[assignment]
    held = {code: counts[code] for code in context.packs if counts[code]}
    if not held:
        if len(context.packs) == 1 and not counts:
            return next(iter(context.packs.values())).country
        code = "" if counts else country_of_bodies(text, context)
        return context.packs[code].country if code else None
    best = max(held, key=lambda code: (held[code], -list(context.packs).index(code)))
    foreign = max((n for code, n in counts.items() if code not in context.packs and code != "US"), default=0)
    first = next((one.country for one in mentions if one.country and not (one.nation or one.again)), "")
    about = held[best] >= foreign or (first == best and 2 * held[best] >= foreign)
    return context.packs[best].country if about else None


_SEVERAL = 3
"""States told before "the capital", in a paragraph that names none, of a text that is not about one of them."""
_MOST = frozenset(
    {"most", "least", "first", "second", "third", "worst", "mas", "menos", "peor", "primer", "primera", "mais", "pior"}
)  # fmt: skip


def _at_home(one: PlaceMention, found: list[PlaceMention], home: Place | None) -> bool:
    """States and towns of another pack's country count only where that country is named too."""
    if one.place is None or home is None or one.place.kind == "country" or one.country == home.code:
        return True
    return any(o.country == one.country and o.place is not None and o.place.kind == "country" for o in found)


def _after(mention: PlaceMention, thans: set[int], text: str) -> bool:
    """Whether "than", "seguido de" stands right before a mention: not "que hubo en", which only says where."""
    return any(
        0 <= mention.start - end <= 16
        and not any(c.isdigit() or c in ".;:" for c in text[end : mention.start])
        and not (_QUE.search(text, max(0, end - 7), end) and not _THAN_IN.fullmatch(text, end, mention.start))
        and not _CAME_FROM.search(text, max(0, end - 24), end)
        for end in thans
    )


def _ranked(words: list[tuple[int, int, str]], first: int, end: int, tokens: Tokens) -> bool:
    """Whether a rank stands right before the whole country, in its sentence: "the third highest in the country".

    end  the word behind those for the country, which may have a number of its own: "most of the country's 728"
    """
    return not _OWNS.match(tokens.text, tokens.ends[end - 1]) and any(
        section == "rank"
        and 0 <= first - last <= 2
        and all(tokens.joined(at, "’'") for at in range(last - 1, first))
        for _, last, section in words
    )


def _scan(lexicon: Lexicon[Name], tokens: Tokens, small: bool) -> list[PlaceHit]:
    out, index = [], 0
    while index < len(tokens):
        found = lexicon.longest(tokens, index, ".")
        names = found[1] if found is not None else []
        if found is not None and not tokens.capital(index):
            begun = small and found[0] - index > 1 and tokens.capital(found[0] - 1)
            roles = ("state", "city") if begun else ()  # "el estado de …", "a cidade do …"
            names = [n for n in names if n.role in ("body", "group", "adjective", "not", *roles)]
        if found is not None and names:
            out.append(PlaceHit(index, found[0], tuple(names)))
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
        if upper is not None and named and (town := town_of(hit)) is not None:
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
        elif (town := hit.of("town")) is not None and (named or town_told(tokens, hit, out)):
            towns = [n for n in hit.names if n.role == "town"]
            if not named or len(towns) > 1:
                towns = town_told(tokens, hit, out, named) or towns
            out.append(
                _mention(tokens, start, end, towns[0].place, town.country)
                if len(towns) == 1
                else _mention(tokens, start, end, None, town.country, sure=False)
            )
    return out


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
    said = tokens.text[tokens.ends[hit.last - 1] : tokens.starts[following.first]]
    joined = gap in (["in"], ["en"], ["em"], ["no"], ["na"], ["state"]) and not set(said) & set(".;:")
    beside = joined or _comma(tokens, hit, following)
    fits = [n for n in towns if n.place is not None and n.place.parent == upper.place.code]
    if not beside or not fits:
        return None
    state = hit.of("state")
    if state is not None and (state.place is None or state.place.code != upper.place.code):
        return None
    return fits[0]
