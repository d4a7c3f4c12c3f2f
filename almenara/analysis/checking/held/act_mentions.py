"""Where a text dates an act: its word, what it was done to, the date, and how plainly they belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from almenara.analysis.checking.held.act_words import ActWords, Body
from almenara.analysis.checking.held.acts_held import HAPPENED, Named
from almenara.analysis.checking.word_lists import word_list
from almenara.model.manuscript import Manuscript, Sentence
from almenara.text.period_mention import PeriodMention

REACH = 160
"""Letters between a word for an act and its date or name, beyond which they are not read together."""
LOOSE = 6
"""Words that may stand between them and are known as none that go between."""
KNOWN = 2
"""The same, where the name itself says what was done: "29 prisoners"."""
_CLAUSE = re.compile(r"[;:()\[\]\n—–]|\s-\s|\.\s")
_OF_A_NAME = frozenset({"made", "announced"})
"""What a date right behind a bare name may be of: a law's making, or a plan's being announced."""
_ITEM = re.compile(r"\s*(?::|[–—-]|\))\s+")
_OPENED = re.compile(r"\s\((?:[^\W\d]+\s){0,2}$")
_CLAUSE_OR_COMMA = re.compile(r"[,;:()]")
_WORDS = re.compile(r"[^\W\d_]+")
_BESIDE = re.compile(r"\s+(?:\(|(?:(?:of|dated|de|del|do|da)\s+)+)")
"""Between a name and a date that is its own: "the law of 21 December 2017"."""
_ON = re.compile(r"\s+(?:(?:of|in|on|de|del|em|el|do|da|en)\s+)+")
"""The same, where the word for the act stands before another of its kind: "and 26 prisoners on 12 August"."""


@dataclass(frozen=True)
class Told:
    """An act as a sentence tells it.

    kinds   of the word list, that the word for it may tell of
    bodies  who did it, as far as the sentence says beside the date
    plainly whether nothing but what belongs to it stands between word, name and date
    """

    named: Named
    kinds: frozenset[str]
    date: PeriodMention
    bodies: frozenset[str]
    plainly: bool


@dataclass(frozen=True)
class _Verb:
    """A word for an act; bare where it is only a name, which tells of an act by a date right behind it."""

    start: int
    end: int
    kinds: frozenset[str]
    bare: bool = False


@dataclass(frozen=True)
class _Read:
    """A sentence as it is read: its text as written and without accents, and what belongs to an act.

    spans  names of things and bodies, and dates; known  words that part no act from its date
    """

    written: str
    text: str
    language: str
    spans: tuple[tuple[int, int], ...]
    known: frozenset[str]


def acts_told(
    manuscript: Manuscript, text: str, sentence: Sentence, named: Sequence[Named], dates: Sequence[PeriodMention],
    words: ActWords,
) -> Iterator[Told]:  # fmt: skip
    """The acts that a sentence dates, for each date at most one; `text` is the manuscript's without accents."""
    verbs = list(_verbs(text, sentence, named))
    bodies = words.bodies_in(text, sentence.start, sentence.end)
    language = manuscript.language
    spans = (
        *((n.start, n.end) for n in named),
        *((s, e) for s, e, _ in bodies),
        *((d.start, d.end) for d in dates),
    )
    read = _Read(manuscript.text, text, language, spans, _fillers(language) | words.own)
    for date in dates:
        others = [d for d in dates if d is not date]
        verb = _verb_of(date, verbs, others, bodies, read)
        if verb is None:
            continue
        thing = _named_for(verb, named, text)
        if thing is None or _is_aside(text, sentence, verb, thing, date, language):
            continue
        gaps = [_between((verb.start, verb.end), (date.start, date.end))]
        gaps.append(_between((verb.start, verb.end), (thing.start, thing.end)))
        if _pattern("objects", language).search(text, *gaps[1]):
            continue
        strange = sum(_strange(read, *gap) for gap in gaps)
        acting = _bodies_of(verb, date, others, bodies)
        few = KNOWN if thing.thing.kind in word_list("act_words")["known"] else 0
        yield Told(thing, verb.kinds, date, acting, strange <= few)


def _verbs(text: str, sentence: Sentence, named: Sequence[Named]) -> Iterator[_Verb]:
    """Words for acts; those in a name tell of it where it is dated itself."""
    hits: dict[tuple[int, int], set[str]] = {}
    for kind, pattern in _kinds():
        for hit in pattern.finditer(text, sentence.start, sentence.end):
            hits.setdefault(hit.span(), set()).add(kind)
    said = {kind for kinds in hits.values() for kind in kinds}
    inside: list[set[str]] = [set() for _ in named]
    for (start, end), kinds in hits.items():
        holder = next((i for i, n in enumerate(named) if n.start < end and start < n.end), None)
        if holder is None:
            yield _Verb(start, end, frozenset(kinds))
        else:
            inside[holder] |= kinds
    for name, kinds in zip(named, inside, strict=True):
        own = {HAPPENED} if name.thing.kind == HAPPENED else kinds
        if (
            not own and name.thing.kind in said
        ):  # "sent 29 prisoners in February and 26 prisoners on 12 August"
            yield _Verb(name.start, name.end, frozenset({name.thing.kind}), True)
            continue
        yield _Verb(name.start, name.end, frozenset(own or _OF_A_NAME), not own)


def _verb_of(
    date: PeriodMention,
    verbs: Sequence[_Verb],
    others: Sequence[PeriodMention],
    bodies: Sequence[Body],
    read: _Read,
) -> _Verb | None:
    """The word that a date belongs to: the nearest before it that nothing parts from it, else the nearest behind."""
    before = sorted((v for v in verbs if v.end <= date.start and not v.bare), key=lambda v: -v.end)
    after = sorted((v for v in verbs if v.start >= date.end and not v.bare), key=lambda v: v.start)
    for listed in (before, after):
        for verb in listed:
            gap = _between((verb.start, verb.end), (date.start, date.end))
            between = [d for d in others if gap[0] <= d.start < gap[1]]
            if gap[1] - gap[0] > REACH or (between and not _goes_on(between[-1], date, bodies, read)):
                break
            if _strange(read, *gap) <= LOOSE:
                return verb
            break
    return next((v for v in verbs if v.bare and _stands_beside(v, date, read.text)), None)


def _goes_on(before: PeriodMention, date: PeriodMention, bodies: Sequence[Body], read: _Read) -> bool:
    """Whether a date goes on about the act dated right before it: "passed by one house on … and by the other on …"."""
    start, end = before.end, date.start
    return any(start <= b[0] < end for b in bodies) and _strange(read, start, end) == 0


def _stands_beside(verb: _Verb, date: PeriodMention, text: str) -> bool:
    between = _BESIDE if verb.kinds == _OF_A_NAME else _ON
    return verb.end <= date.start and between.fullmatch(text, verb.end, date.start) is not None


def _named_for(verb: _Verb, named: Sequence[Named], text: str) -> Named | None:
    """What an act is told of: the name nearest to its word, in the same clause; of persons only what they do."""
    fitting = [n for n in named if n.thing.kind in ("", *verb.kinds)]
    near = sorted(fitting, key=lambda n: max(n.start - verb.end, verb.start - n.end, 0))
    for name in near[:1]:
        gap = _between((verb.start, verb.end), (name.start, name.end))
        if gap[1] - gap[0] <= REACH and ";" not in text[gap[0] : gap[1]]:
            return name
    return None


def _between(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """The characters between two spans, none where they meet."""
    first, last = sorted((one, other))
    return first[1], max(first[1], last[0])


def _strange(read: _Read, start: int, end: int) -> int:
    """How many words between two places do not belong to an act; more than LOOSE where another clause begins."""
    text = read.text
    if mark := _ITEM.match(text, start, end):  # "20 April 2020: the Senate approves the law"
        start = mark.end()
    if mark := _OPENED.search(text, start, end):
        end = mark.start()
    said = text[start:end]
    for first, last in read.spans:
        if start <= first and last <= end:
            said = said[: first - start] + " " * (last - first) + said[last - start :]
    if _CLAUSE.search(said) or _pattern("breaks", read.language).search(said):
        return LOOSE + 1
    return sum(
        hit[0] not in read.known and not read.written[start + hit.start()].isupper()
        for hit in _WORDS.finditer(said)
    )


def _bodies_of(
    verb: _Verb, date: PeriodMention, others: Sequence[PeriodMention], bodies: Sequence[Body]
) -> frozenset[str]:
    """The chamber, committee or court nearest to a date and its word, with no other date between."""
    wanted = [b for b in bodies if not any(_parts(d, b, date) for d in others)]
    chambers = word_list("act_words")["chambers"]
    wanted = [b for b in wanted if b[2] in chambers] or wanted
    near = sorted(
        wanted, key=lambda b: min(_apart(b, (verb.start, verb.end)), _apart(b, (date.start, date.end)))
    )
    return frozenset(b[2] for b in near[:1])


def _apart(body: Body, span: tuple[int, int]) -> int:
    return max(body[0] - span[1], span[0] - body[1], 0)


def _parts(other: PeriodMention, body: Body, date: PeriodMention) -> bool:
    first, last = sorted((body[0], date.start))
    return first < other.start < last


def _is_aside(
    text: str, sentence: Sentence, verb: _Verb, thing: Named, date: PeriodMention, language: str
) -> bool:
    """Whether the words around tell of a plan, of an anniversary or of what did not happen."""
    start = max(sentence.start, min(verb.start, thing.start, date.start) - 40)
    end = max(verb.end, thing.end, date.end)
    tail = _CLAUSE_OR_COMMA.search(text, end, min(sentence.end, end + 25))
    end = tail.start() if tail else min(sentence.end, end + 25)
    return _pattern("aside", language).search(text, start, end) is not None


def taken_up(text: str, sentence: Sentence, before: Sequence[Named], language: str) -> list[Named]:
    """What the sentence before named, where this one takes it up by "the law" or "it" and it was one thing."""
    things = {id(n.thing): n for n in before if n.thing.kind == ""}
    hit = _pattern("again", language).search(text, sentence.start, sentence.end)
    if len(things) != 1 or hit is None:
        return []
    (named,) = things.values()
    return [Named(hit.start(), hit.end(), named.thing, named.country)]


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = word_list("act_words")["kinds"]
    return tuple((kind, re.compile(rf"\b(?:{'|'.join(listed)})(?!\w)")) for kind, listed in kinds.items())


@lru_cache(maxsize=12)
def _pattern(section: str, language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(word_list('act_words')[section][language])})(?!\w)")


@lru_cache(maxsize=3)
def _fillers(language: str) -> frozenset[str]:
    listed = word_list("act_words")["fillers"][language]
    return frozenset(word for line in listed for word in line.split())
