"""Places' names that name something else: in a group's, a body's or a person's name, or as ordinary letters."""

from __future__ import annotations

from almenara.analysis.checking.lexicon import Tokens
from almenara.analysis.checking.where.place_names import PlaceHit
from almenara.model.manuscript import Manuscript


def in_a_name(tokens: Tokens, hits: list[PlaceHit], number: int) -> bool:
    """Whether a place stands in a group's or body's name, which says where nothing happened."""
    hit = hits[number]
    if _heads_another(tokens, hit.last):
        return True
    for earlier in reversed(hits[max(0, number - 3) : number]):
        gap = tokens.words[earlier.last : hit.first]
        if earlier.of("group", "body") and not gap and tokens.joined(earlier.last - 1):
            return True
        if (
            earlier.of("group")
            and gap
            and set(gap) <= {"de", "del", "of", "y", "and", "e", "nueva", "generacion"}
        ):
            return True
        if not earlier.of("state", "city", "group") or not set(gap) <= {"y", "and", "e", "de"}:
            break
    for index in range(hit.last, min(hit.last + 5, len(tokens))):
        if not tokens.joined(index - 1):
            break
        later = next((h for h in hits[number + 1 : number + 4] if h.first == index), None)
        if later is not None and later.of("group"):
            return True
        if not tokens.capital(index) and tokens.words[index] not in ("and", "y", "new", "e", "based"):
            break
    return False


def _heads_another(tokens: Tokens, index: int) -> bool:
    """Whether a word, with a capital after a place's name, makes it that of something else: a county's, a paper's."""
    if index >= len(tokens) or tokens.words[index] not in _AFTER or not tokens.capital(index):
        return False
    return tokens.between(index - 1) == " " and not tokens.raw(index).isupper()


_AFTER = frozenset(
    [
        "county",
        "parish",
        "street",
        "avenue",
        "boulevard",
        "university",
        "college",
        "hotel",
        "times",
        "herald",
        "news",
        "consulate",
        "embassy",
        "airport",
        "cathedral",
        "theatre",
        "theater",
        "stadium",
    ]
)
"""Counties abroad, papers, streets, houses."""


def of_a_person(tokens: Tokens, hits: list[PlaceHit], number: int, few: set[int], ambiguous: bool) -> bool:
    """Whether a name follows a first name, or stands before another surname."""
    hit = hits[number]
    before = hit.first - 1
    if before >= 0 and tokens.joined(before) and "\n" not in tokens.between(before):
        capital = (
            tokens.capital(before) and tokens.between(before) == " " and not tokens.raw(before).isdigit()
        )
        place = number > 0 and hits[number - 1].last == hit.first
        heading = tokens.raw(before).isupper() or before in few or tokens.words[before] in _TITLES
        possessive = tokens.words[before] == "s"
        if (
            capital
            and not place
            and not heading
            and not possessive
            and (ambiguous or not _begins(tokens, before))
        ):
            return True
    if (
        ambiguous
        and hit.last < len(tokens)
        and tokens.joined(hit.last - 1)
        and tokens.between(hit.last - 1) == " "
    ):
        raw = tokens.raw(hit.last)
        following = number + 1 < len(hits) and hits[number + 1].first == hit.last
        return (
            raw[0].isupper()
            and not raw.isupper()
            and hit.last not in few
            and not following
            and (tokens.words[hit.last] not in _TITLES)
        )
    return False


_TITLES = frozenset(
    [
        "state",
        "states",
        "estado",
        "estados",
        "governor",
        "government",
        "attorney",
        "police",
        "violence",
        "homicides",
        "region",
        "municipality",
        "county",
        "coast",
        "sierra",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "enero",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
"""Words that may stand with a capital beside a place's name in a title."""


def _begins(tokens: Tokens, index: int) -> bool:
    """Whether a word begins a sentence or block, where a capital says nothing."""
    return index == 0 or not tokens.joined(index - 1, ",")


def abbreviated(tokens: Tokens, hit: PlaceHit, manuscript: Manuscript) -> bool:
    """Whether letters are meant as a state's: alone, or after a comma with a full stop or in capitals."""
    start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
    text = tokens.text
    block = manuscript.blocks[tokens.blocks[hit.first]]
    if block.kind == "cell" and text[block.start : block.end].strip(" .*\n") == text[start:end].strip("."):
        return True
    raw = text[start:end]
    letters = "".join(c for c in raw if c.isalpha())
    dotted = text[end : end + 1] == "." or "." in raw
    if "." in raw and len(letters) > 1 and letters.isupper():
        return True
    line = text.rfind("\n", 0, start)
    leads = not text[line + 1 : start].strip(" •-*") and (dotted or letters.isupper())
    before = text[max(0, start - 2) : start].strip()
    if before[-1:] in (",", "(") and (dotted or letters.isupper()):
        return True
    if before[-1:] in (":", ";", "/", "–", "—") and len(letters) > 1 and letters.isupper():
        return text[end : end + 12].lstrip(". :\t-|(")[:1].isdigit()
    return leads and text[end : end + 12].lstrip(". :\t-|")[:1].isdigit()


def a_country(tokens: Tokens, hit: PlaceHit, few: set[int]) -> bool:
    """Whether "U.S." is the country and not an adjective: "in the U.S.", not "U.S. citizens"."""
    raw = tokens.text[tokens.starts[hit.first] : tokens.ends[hit.last - 1]]
    letters = "".join(c for c in raw if c.isalpha())
    if len(letters) <= 2 and not letters.isupper():
        return False
    before = tokens.words[max(0, hit.first - 2) : hit.first]
    if not set(before) & {
        "in",
        "to",
        "from",
        "across",
        "within",
        "of",
        "en",
        "a",
        "de",
        "desde",
        "hacia",
        "nos",
        "dos",
        "the",
        "los",
    }:
        return False
    if hit.last < len(tokens) and tokens.joined(hit.last - 1, "."):
        verb = tokens.words[hit.last] in ("is", "was", "has", "have", "had", "where", "that")
        return verb or (hit.last in few and not tokens.capital(hit.last))
    return True
