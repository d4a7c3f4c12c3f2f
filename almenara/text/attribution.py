"""Who says what a text states: "according to A, citing B", "informó la fiscalía", "disse uma fonte"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from almenara.model.claim import Attribution
from almenara.model.manuscript import Manuscript
from almenara.text.attribution_words import AttributionWords, attribution_words
from almenara.text.letters import plain
from almenara.text.sources_named import Named, name_after, name_before

_SPLIT = re.compile(r";|,\s+(?:while|whereas|but|mientras|pero|enquanto|mas)\b")
_REACH = 4
"""Sentences over which "he said" still speaks of the last one named, and a statement is carried on."""

_OUTER = {"told": 0, "accord": 1, "say": 2, "cite": 3, "data": 4}


@dataclass(frozen=True)
class Said:
    """Who says it, over which stretch of text.

    start, end   of the words that attribute, first to last
    chain        from the one who says it here to the one whose figure it is
    sentence     number of the sentence
    scope_start, scope_end  the stretch that it covers
    """

    start: int
    end: int
    chain: tuple[Attribution, ...]
    sentence: int
    scope_start: int
    scope_end: int


@dataclass(frozen=True)
class _Level:
    kind: str
    start: int
    end: int
    who: Attribution | None  # None: "he"
    again: bool = False  # "he", "the report": the last one named
    own: str = ""  # "ministry": only where the last one named is one


def find_attributions(manuscript: Manuscript) -> list[Said]:
    """All attributions, in order. What stands in headings and furniture attributes nothing.

    A sentence split by ";" or ", while" is covered piece by piece; sentences that plainly go on ("The report
    adds", "Asimismo") are covered too, within the paragraph or just after it.
    """
    words = attribution_words(manuscript.language)
    folded = plain(manuscript.text)
    out: list[Said] = []
    for number, sentence in enumerate(manuscript.sentences):
        kind = manuscript.blocks[sentence.block].kind
        if kind in ("furniture", "heading", "cell"):
            continue
        levels = sorted(
            _levels(manuscript.text, folded, sentence.start, sentence.end, words), key=lambda v: v.start
        )
        if not levels:
            _carry_on(out, manuscript, folded, number, words)
            continue
        pieces = _pieces(folded, sentence.start, sentence.end)
        parts = [[v for v in levels if start <= v.start < end] for start, end in pieces]
        if sum(map(bool, parts)) == 1:
            pieces, parts = [(sentence.start, sentence.end)], [levels]
        for (start, end), inside in zip(pieces, parts, strict=True):
            if inside and (said := _said(inside, out, number, start, end)):
                out.append(said)
    return out


def attributed(said: list[Said], position: int) -> Said | None:
    """The attribution that covers a position, the nearest before it where several do."""
    covering = [s for s in said if s.scope_start <= position < s.scope_end]
    return max(covering, key=lambda s: (s.scope_start, s.start)) if covering else None


def _pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(m.start() for m in _SPLIT.finditer(folded, start, end)), end]
    return list(itertools.pairwise(cuts))


def _said(levels: list[_Level], before: list[Said], number: int, start: int, end: int) -> Said | None:
    chain: list[Attribution] = []
    for level in _outermost_first(levels):
        last = before[-1] if level.again and before and number - before[-1].sentence <= _REACH else None
        if last and not (level.own and all(level.own not in plain(a.name) for a in last.chain)):
            chain += [a for a in last.chain if a not in chain]
        elif level.who is None:
            continue
        elif all(level.who.name.lower() != a.name.lower() for a in chain):
            chain.append(level.who)
    if not chain:
        return None
    return Said(levels[0].start, max(v.end for v in levels), tuple(chain), number, start, end)


def _outermost_first(levels: list[_Level]) -> list[_Level]:
    """Who is told first; "X said that, according to Y," has Y inside X, else "according to" stands outside."""

    def rank(level: _Level) -> tuple[float, int]:
        order = float(_OUTER[level.kind])
        if level.kind == "accord":
            says = [v for v in levels if v.kind == "say"]
            if any(v.end <= level.start <= v.end + 8 for v in says):
                order = 2.5
        return order, level.start

    return sorted(levels, key=rank)


def _carry_on(
    out: list[Said], manuscript: Manuscript, folded: str, number: int, words: AttributionWords
) -> None:
    """Lengthen the last one over a sentence that plainly goes on."""
    if not out:
        return
    last, sentence = out[-1], manuscript.sentences[number]
    previous = manuscript.sentences[number - 1]
    if last.scope_end != previous.end or number - last.sentence >= _REACH:
        return
    if words.continues.match(folded, sentence.start):
        out[-1] = replace(last, scope_end=sentence.end)


def _levels(text: str, folded: str, start: int, end: int, words: AttributionWords) -> Iterator[_Level]:
    taken: list[tuple[int, int]] = []
    cites: list[_Level] = []

    def free(named: Named) -> bool:
        return all(named.end <= a or named.start >= b for a, b in taken)

    for kind, pattern in (("cite", words.cite), ("accord", words.accord)):
        for m in pattern.finditer(folded, start, end):
            named = name_after(text, folded, m.end(), end, words)
            if named and free(named):
                taken.append((m.start(), named.end))
                again = words.pronoun.search(folded, max(start, named.start - 6), named.end) is not None
                cites.append(_Level(kind, m.start(), named.end, named.who, again and not named.proper))
                yield cites[-1]
    for m in words.told.finditer(folded, start, end):
        named = name_after(text, folded, m.end(), end, words)
        if named and free(named) and named.proper:
            taken.append((named.start, named.end))
            yield _Level("told", m.start(), named.end, named.who)
    for m in sorted(
        [*words.data_by.finditer(folded, start, end), *words.passive.finditer(folded, start, end)],
        key=lambda m: m.start(),
    ):
        named = name_after(text, folded, m.end(), end, words)
        if named and free(named) and (named.proper or named.institution):
            taken.append((m.start(), named.end))
            yield _Level("data", m.start(), named.end, named.who)
    for m in words.impersonal.finditer(folded, start, end):
        who = Attribution(text[m.start() : m.end()], m.start(), m.end(), unnamed=True)
        if all(m.end() <= a or m.start() >= b for a, b in taken):
            taken.append(m.span())
            yield _Level("say", m.start(), m.end(), who)
    for m in words.verbs.finditer(folded, start, end):
        if any(a <= m.start() < b for a, b in taken):
            continue
        level = _by_verb(text, folded, start, end, m, words, cites)
        if level and (level.who is None or all(level.who.end <= a or level.who.start >= b for a, b in taken)):
            taken.append((level.start, level.end))
            yield level


def _again(text: str, start: int, end: int, verb: re.Match[str], words: AttributionWords) -> _Level:
    """ "He said"; "the minister said": the last one named, or, where none was, the words themselves."""
    article, _, noun = text[start:end].partition(" ")
    if not noun:
        return _Level("say", start, verb.end(), None, True)
    who = Attribution(noun, start + len(article) + 1, end)
    own = (
        plain(noun)
        if words.institution.fullmatch(plain(noun)) and not words.report.fullmatch(plain(noun))
        else ""
    )
    return _Level("say", start, verb.end(), who, noun[0].islower(), own)


def _by_verb(
    text: str,
    folded: str,
    start: int,
    end: int,
    m: re.Match[str],
    words: AttributionWords,
    cites: list[_Level],
) -> _Level | None:
    inside_name = text[m.start()].isupper() and bool(text[start : m.start()].strip(' "“«—–-'))
    if inside_name or not words.is_verb(text[m.start() : m.end()]):
        return None
    weak = m["weak"] is not None
    left = folded[start : m.start()]
    if (pronoun := words.pronoun_before.search(left)) is not None:
        return None if weak else _again(text, start + pronoun.start("p"), start + pronoun.end("p"), m, words)
    before = text[start : m.start()].rstrip(" ,")
    cite = next((v for v in cites if v.kind == "cite" and v.end == start + len(before)), None)
    named = name_before(text, folded, start, cite.start if cite else m.start(), words)
    if named is None and not weak and words.subject_follows(folded, m, start):
        named = name_after(text, folded, m.end(), end, words)
    if named is None or (weak and not named.institution):
        return None
    return _Level("say", min(named.start, m.start()), max(named.end, m.end()), named.who)
