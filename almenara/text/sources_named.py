"""The name of a source beside the words that attribute to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from almenara.model.claim import Attribution
from almenara.text.attribution_words import AttributionWords

_BREAK = re.compile(
    r"[;:()\n\"“”«»—–]|,(?!\d)|[.!?](?=\s|$)(?<!\b[A-Z]\.)(?<![A-Z]\.[A-Z]\.)(?<!\bEdo\.)(?<!\bDr\.)|\s-\s"
)
_APPOSED = re.compile(r",\s+(?:(?:the|el|la|los|las|o|a)\s+)?((?:[A-ZÁÉÍÓÚÑ][\w.&'’-]*\s*){1,6})(?=[,.)]|$)")
_TOKEN = re.compile(r"[\w&][\w.&'’/-]*")
_LONGEST = 110


@dataclass(frozen=True)
class Named:
    """A source: its span, and whether it bears a proper name or is called an institution."""

    start: int
    end: int
    who: Attribution
    proper: bool
    institution: bool


def name_after(text: str, folded: str, position: int, end: int, words: AttributionWords) -> Named | None:
    """The source that follows, None where what follows is none."""
    start = position
    while start < end and text[start] in " \n":
        start += 1
    limit = min(end, start + _LONGEST)
    if stop := _BREAK.search(text, start, limit):
        limit = stop.start()
    for _ in range(3):  # "data from", "the latest report by"
        inner = words.data_by.search(folded, start, limit)
        if inner and inner.start() - start < 40 and _TOKEN.search(text, inner.end(), limit):
            start = inner.end()
            continue
        break
    start = _past_articles(folded, start, limit, words)
    first = _TOKEN.search(text, start, limit)
    if not first:
        return None
    for pattern in (words.stop, words.verbs):
        for stop in pattern.finditer(folded, first.end(), limit):
            into_name = stop[0] in words.links and text[stop.end() + 1 : stop.end() + 2].isupper()
            if not text[stop.start()].isupper() and not into_name:
                limit = stop.start()
                break
    if words.stop.match(folded, start):
        return None
    named = _named(text, folded, start, limit, words)
    if named and not named.who.unnamed and (not named.proper or text[named.start].islower()):
        own = _APPOSED.match(text, named.end, end)  # "another agency, the X,"
        if own and (not named.proper or own[1].isupper() or _named_person(own[1])):
            last = own.start(1) + len(own[1].rstrip(" ."))
            who = Attribution(text[own.start(1) : last], own.start(1), last)
            return Named(named.start, last, who, True, True)
    return named


def name_before(text: str, folded: str, start: int, verb: int, words: AttributionWords) -> Named | None:
    """The source that is the subject of a verb, None where there is none."""
    tail = words.tail.search(folded, start, verb)
    limit = tail.start() if tail else verb
    limit = start + len(text[start:limit].rstrip(" ,"))
    apposed = text[limit:verb].lstrip().startswith(",")
    cuts = [start, *(cut.end() for cut in _BREAK.finditer(text, start, limit))]
    begin = cuts[-1]
    if apposed and len(cuts) > 1 and text[begin - 1] == ",":  # "Ana Ruiz, the minister, said"
        before = text[cuts[-2] : begin - 1].strip()
        if before[:1].isupper() and _named_person(before):
            begin, limit = cuts[-2], begin - 1
    if words.possessive and (own := _owner(text, folded, begin, limit, words)):
        return own
    tokens = list(_TOKEN.finditer(text, begin, limit))
    kept: list[re.Match[str]] = []
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        if text[token.end() : (kept[-1].start() if kept else limit)].strip():
            break
        if not _belongs(token, folded, kept, words) and not (
            i and _described(tokens[i - 1], token, folded, words)
        ):
            break
        kept.append(token)
    while kept and (
        folded[kept[-1].start() : kept[-1].end()] in words.links or _is_article(kept[-1], folded, words)
    ):
        kept.pop()
    if not kept or (len(kept) == 1 and folded[kept[0].start() : kept[0].end()] in words.no_names):
        return None
    first = kept[-1].start()
    article = re.search(r"(\S+)\s+$", folded[begin:first])
    indefinite = bool(article and words.indefinite.fullmatch(article[1]))
    named = _named(text, folded, first, kept[0].end(), words)
    if named and named.who.unnamed and indefinite and article:
        at = begin + article.start(1)
        return Named(at, named.end, Attribution(text[at : named.end], at, named.end, True), False, False)
    return named


def _named_person(words: str) -> bool:
    """Whether some words are nothing but a proper name of two words or more."""
    tokens = _TOKEN.findall(words)
    return len(tokens) > 1 and all(t[0].isupper() or len(t) < 4 for t in tokens)


def _capitals(text: str, folded: str, start: int, end: int, words: AttributionWords) -> list[re.Match[str]]:
    """Words of a proper name; not a lone capital that merely opens a sentence: "Some", "Experts"."""
    found = [t for t in _TOKEN.finditer(text, start, end) if t[0][0].isupper()]
    if len(found) == 1 and found[0].start() == start and not found[0][0].isupper():
        word = folded[start : found[0].end()]
        if words.indefinite.fullmatch(word) or words.unnamed.fullmatch(word):
            return []
    return found


def _is_article(token: re.Match[str], folded: str, words: AttributionWords) -> bool:
    return words.definite.fullmatch(folded, token.start(), token.end()) is not None


def _belongs(token: re.Match[str], folded: str, kept: list[re.Match[str]], words: AttributionWords) -> bool:
    word = folded[token.start() : token.end()]
    if token[0][0].isupper() or word in words.links or _is_article(token, folded, words):
        return not (not kept and word in words.links)
    if words.institution.fullmatch(word) or words.unnamed.fullmatch(word) or words.indefinite.fullmatch(word):
        return True
    before = kept[-1] if kept else None
    if before is not None and len(kept) < 4:  # "state oil" before "company"
        follows = folded[before.start() : before.end()]
        return (
            words.language == "en"
            and not words.stop.fullmatch(word)
            and bool(words.institution.fullmatch(follows) or words.unnamed.fullmatch(follows))
        )
    return False


def _described(noun: re.Match[str], adjective: re.Match[str], folded: str, words: AttributionWords) -> bool:
    """ "Fuentes policiacas": an adjective after its noun, as Spanish and Portuguese have it."""
    word = folded[noun.start() : noun.end()]
    known = words.institution.fullmatch(word) or words.unnamed.fullmatch(word)
    known_or_name = known or noun[0][0].isupper()
    return (
        words.language != "en"
        and bool(known_or_name)
        and folded[adjective.start() : adjective.end()].isalpha()
    )


def _owner(text: str, folded: str, begin: int, limit: int, words: AttributionWords) -> Named | None:
    """ "The ministry's most recent report": the ministry."""
    if not words.possessive or not (own := words.possessive.search(text, begin, limit)):
        return None
    if not words.data_by.search(folded[own.end() : limit] + " by "):
        return None
    return _named(text, folded, _past_articles(folded, begin, own.start(), words), own.start(), words)


def _past_articles(folded: str, start: int, limit: int, words: AttributionWords) -> int:
    while start < limit and folded[start] == " ":
        start += 1
    m = words.lead.match(folded, start, limit)
    return m.end() if m else start


def _named(text: str, folded: str, start: int, limit: int, words: AttributionWords) -> Named | None:
    end = start + len(text[start:limit].rstrip(" ,.;'’"))
    if end <= start or text[start].isdigit():
        return None
    capital = _capitals(text, folded, start, end, words)
    institution = words.institution.search(folded, start, end)
    unnamed = words.unnamed.search(folded, start, end)
    if unnamed and _nobody(unnamed, capital, institution):
        at = start
        article = re.search(r"(\S+)\s+$", folded[max(0, start - 14) : start])
        if article and words.indefinite.fullmatch(article[1]):
            at = start - len(article[0])
        return Named(at, end, Attribution(text[at:end], at, end, True), False, False)
    if not capital and not institution:
        return None
    if capital and not (institution and institution.end() > capital[-1].end()):
        end = capital[-1].end()
        if (
            institution is None
            and capital[0].start() > start
            and folded[start : capital[0].start()].strip() not in words.links
        ):
            before = folded[start : capital[0].start()].split()
            if len(before) > 3:
                start = capital[0].start()
    end = start + len(text[start:end].rstrip(" ,.;'’"))
    if end <= start:
        return None
    who = Attribution(text[start:end].removesuffix("’s").removesuffix("'s"), start, end)
    acronym = any(t[0].isupper() and len(t[0]) > 1 for t in capital)
    return Named(start, end, who, bool(capital), bool(institution) or acronym)


def _nobody(unnamed: re.Match[str], capital: list[re.Match[str]], institution: re.Match[str] | None) -> bool:
    """Whether the words name nobody: no proper name before the "source", and no body that it is of."""
    if capital:
        return False
    return institution is None or unnamed.start() <= institution.start()
