"""Records that a sentence speaks of: "the highest figure since 2018", "un récord", "desde 2018 não havia tantos"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from almenara.model.manuscript import Manuscript
from almenara.text.letters import plain
from almenara.text.number_words import number_said
from almenara.text.ranking import ordinal_said
from almenara.text.vocabulary import any_expression, plain_lists

_WORDS_BETWEEN = 12
"""Words between what is the highest and since when it is, at most."""
_STOP = re.compile(r"[;:()!?]|[.,](?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEAR = 60
"""Characters before a record within which it is denied."""
_DECADE = 10
_FRONT = r"(?<!\w)"
_FRONTS = {"begun": "", "unsure": r"(?<![\w-])"}
"""What stands before the words of a list, where it is not the beginning of a word."""
_LEFT = re.compile(r"(?:[^\W\d_]+[ -]){0,3}$")


@dataclass(frozen=True)
class RecordSaying:
    """What is said to be the most (sign 1) or the least (-1) of a series, or the nth.

    start, end  the words, scope included; lead, tail  where the sentence begins and ends, or what it says of another
    since       the year from which on, 0 where none is told; first  whether that year is the first of the series
    years       of how many years, 0 where none are told; within  the year of whose months it is one
    whole       whether the series is meant as a whole, the later times with it; harm  only where harm is counted
    things      words beside it that name something; never  told by what there was not
    """

    start: int
    end: int
    sign: int
    nth: int = 1
    since: int = 0
    first: bool = False
    years: int = 0
    within: int = 0
    whole: bool = False
    harm: bool = False
    things: tuple[str, ...] = ()
    never: bool = False
    lead: int = 0
    tail: int = 0


@cache
def _words(language: str) -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(
            rf"{_FRONTS.get(name, _FRONT)}{any_expression(_apart([said] if isinstance(said, str) else said))}(?!\w)"
        )
        for name, said in plain_lists("record_sayings").get(language, {}).items()
    }


def _apart(expressions: list[str]) -> list[str]:
    """Expressions with a number behind the names of their groups, which each of them may have."""
    out = []
    for number, said in enumerate(expressions):
        parts = re.split(r"\(\?P<(\w+?)\d*>", said)
        named = (f"(?P<{name}_{number}_{at}>{rest}" for at, (name, rest) in enumerate(_by_twos(parts[1:])))
        out.append(parts[0] + "".join(named))
    return out


def _by_twos(parts: list[str]) -> list[tuple[str, str]]:
    """Neighbours two by two."""
    return list(zip(parts[::2], parts[1::2], strict=True))


def _told(hit: re.Match[str], name: str) -> str:
    """What a group of a match holds, by the name that it has in the lists; "" where it holds nothing."""
    return next((v for k, v in hit.groupdict().items() if k.startswith(f"{name}_") and v), "")


def goes_on_about_it(manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether a stretch that opens a sentence only goes on about what was told before: "It is", "Se trata de"."""
    lead = plain(manuscript.text[start:end]).strip(' "“«—–-;,')
    words = _words(manuscript.language)
    opens = words["about"].match(lead)
    rest = [] if opens is None else _WORD.findall(lead[opens.end() :])
    return opens is not None and all(
        words["idle"].fullmatch(w) or words["ordinal"].fullmatch(w) for w in rest
    )


def opens_about_it(manuscript: Manuscript, start: int, end: int) -> bool:
    """Whether a stretch opens by going on about what was told before, whatever it says then: "It is 18% less, and"."""
    lead = plain(manuscript.text[start:end]).strip(' "“«—–-;,')
    return _words(manuscript.language)["about"].match(lead) is not None


def is_a_base(manuscript: Manuscript, position: int) -> bool:
    """Whether what stands at a position is what something is compared with: "against 30,974"."""
    before = plain(manuscript.text[max(0, position - 30) : position])
    found = list(_words(manuscript.language)["base"].finditer(before))
    return bool(found) and found[-1].end() == len(before.rstrip())


def record_sayings(manuscript: Manuscript) -> Iterator[RecordSaying]:
    """Each record that a sentence speaks of for certain."""
    if not plain_lists("record_sayings").get(manuscript.language):
        return
    words = _words(manuscript.language)
    for number, sentence in enumerate(manuscript.sentences):
        if manuscript.block_of(sentence.start).kind == "cell":
            continue
        said = plain(manuscript.said(sentence))
        if words["unsure"].search(said) or _taken_back(manuscript, number):
            continue
        found = [*_never(words, said), *_cores(words, said, manuscript.language)]
        found += [one for one in _nouns(words, said) if not any(_over(one, other) for other in found)]
        found.sort(key=lambda one: one.start)
        if not found or any(_over(a, b) for a, b in pairwise(found)):
            continue
        edges = [0, *(one.end for one in found[:-1])]
        tails = [*(one.start for one in found[1:]), len(said)]
        for one, lead, tail in zip(found, edges, tails, strict=True):
            at = sentence.start
            yield replace(one, start=one.start + at, end=one.end + at, lead=lead + at, tail=tail + at)


def _over(one: RecordSaying, other: RecordSaying) -> bool:
    return one.start < other.end and other.start < one.end


def _taken_back(manuscript: Manuscript, number: int) -> bool:
    """Whether the next sentence of the paragraph opens by calling it false, or by answering him who says so."""
    sentences = manuscript.sentences
    if number + 1 >= len(sentences) or sentences[number + 1].block != sentences[number].block:
        return False
    said = plain(manuscript.said(sentences[number + 1])).lstrip(" \"'“«¿¡-–—")
    next_words = any_expression(plain_lists("denial")[manuscript.language]["next"])
    words = _words(manuscript.language)
    answered = words["says"].search(plain(manuscript.said(sentences[number]))) and words["turns"].match(said)
    return re.match(rf"{next_words}(?!\w)", said) is not None or answered is not None


def _cores(words: Mapping[str, re.Pattern[str]], said: str, language: str) -> Iterator[RecordSaying]:
    for hit in words["core"].finditer(said):
        if _denied(words, said, hit.start()):
            continue
        scope = _scope(words, said, hit.end(), language)
        if scope is None:
            continue
        sign = 1 if _told(hit, "high") or _told(hit, "bad") else -1
        left = _LEFT.search(said[: hit.start()])
        begun = left.start() if left else hit.start()
        nth = _nth(words, said, begun, hit.start(), language)
        if nth == 0:
            continue
        noun = _WORD.findall(said[begun : hit.start()])[-1:]
        beside = " ".join(
            [*(word for word in noun if not words["ordinal"].fullmatch(word)), said[hit.end() : scope.start]]
        )
        yield RecordSaying(
            hit.start(), scope.end, sign, nth, scope.since, scope.first, scope.years, scope.within, scope.whole,
            bool(_told(hit, "bad") or _told(hit, "good")), _things(words, beside),
        )  # fmt: skip


def _denied(words: Mapping[str, re.Pattern[str]], said: str, at: int) -> bool:
    """Whether what stands at a place is told not to be so."""
    return words["denied"].search(said, max(0, at - _NEAR), at) is not None


def _nth(words: Mapping[str, re.Pattern[str]], said: str, begun: int, at: int, language: str) -> int:
    """Which one it is from the top: 1 where the words tell no other; 0 where they are not read for certain."""
    hits = [
        hit
        for hit in words["nth"].finditer(said, begun, at)
        if hit.end() == at or said[hit.end() - 1] in " -"
    ]
    if not hits:
        return 1
    return ordinal_said(_told(hits[-1], "n"), language)


def _things(words: Mapping[str, re.Pattern[str]], beside: str) -> tuple[str, ...]:
    told = [word for word in _WORD.findall(beside) if len(word) > 1]
    return tuple(word for word in told if not words["idle"].fullmatch(word))


@dataclass(frozen=True)
class _Scope:
    start: int
    end: int
    since: int = 0
    first: bool = False
    years: int = 0
    within: int = 0
    whole: bool = False


def _year(hit: re.Match[str]) -> int:
    return int(_told(hit, "year") or 0)


def _scope(words: Mapping[str, re.Pattern[str]], said: str, at: int, language: str) -> _Scope | None:
    """Of what series something is the most, told behind it in its clause; None where nothing tells."""
    stop = _STOP.search(said, at)
    end = stop.start() if stop else len(said)
    found = []
    for name in ("since", "whole", "back", "within"):
        hit = words[name].search(said, at, end)
        if hit is not None and len(_WORD.findall(said[at : hit.start()])) <= _WORDS_BETWEEN:
            found.append((hit.start(), -len(hit[0]), name, hit))
    if not found:
        return None
    _, _, name, hit = min(found, key=lambda one: one[:2])
    if name == "since":
        return _Scope(hit.start(), hit.end(), _year(hit), words["start"].search(hit[0]) is not None)
    if name == "within":
        return _Scope(hit.start(), hit.end(), within=_year(hit))
    if name == "back":
        size = _told(hit, "size")
        years = int(number_said(size, language)) if size else _DECADE
        return _Scope(hit.start(), hit.end(), years=years) if years > 1 else None
    begun = words["begun"].match(said, hit.end()) or words["since"].match(said, hit.end() + 1)
    if begun is not None:
        return _Scope(hit.start(), begun.end(), _year(begun), True, whole=_is_whole(words, said, hit))
    return _Scope(hit.start(), hit.end(), whole=_is_whole(words, said, hit))


def _is_whole(words: Mapping[str, re.Pattern[str]], said: str, hit: re.Match[str]) -> bool:
    """Whether the later times of a series are meant, too."""
    return words["series"].search(hit[0]) is not None and words["then"].search(said) is None


def _nouns(words: Mapping[str, re.Pattern[str]], said: str) -> Iterator[RecordSaying]:
    for hit in words["record"].finditer(said):
        if _denied(words, said, hit.start()):
            continue
        sign = -1 if _told(hit, "low") else 1
        scope = words["since"].match(said, hit.end() + 1)
        since, end = (_year(scope), scope.end()) if scope else (0, hit.end())
        yield RecordSaying(hit.start(), end, sign, 1, since)


def _never(words: Mapping[str, re.Pattern[str]], said: str) -> Iterator[RecordSaying]:
    """ "Never since 2015 had there been so many": one number of it, since a year or of all times before."""
    for hit in words["never"].finditer(said):
        years = list(words["since"].finditer(said))
        told = years[0] if years else None
        ever = _told(hit, "ever") or words["before"].search(said)
        if len(years) > 1 or (told is None and not ever):
            continue
        since = _year(told) if told else 0
        start, end = hit.start(), max(hit.end(), told.end() if told else 0)
        first = told is not None and words["start"].search(told[0]) is not None
        begun = min(start, told.start()) if told else start
        sign = 1 if _told(hit, "high") else -1
        yield RecordSaying(begun, end, sign, 1, since, first, never=True)
