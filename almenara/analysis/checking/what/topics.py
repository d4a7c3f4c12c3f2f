"""Words that name a crime in a title only: under "Cargo" the thefts are of cargo, under "Press" the killed wrote."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from almenara.analysis.checking.lexicon import Tokens
from almenara.analysis.checking.what.composing import Hit
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.what.titles import titles_of
from almenara.analysis.checking.word_lists import plain_words
from almenara.model.manuscript import Manuscript

_AT = frozenset(("in", "on", "en", "em", "no", "na"))


def topics(
    manuscript: Manuscript, tokens: Tokens, hits: Sequence[Hit], subjects: Sequence[Subject]
) -> list[Subject]:
    """What the titles are about that no plain term names; a title that says more is about more: "Fuel prices".

    subjects  those that terms give, in order: a title with one of its own needs no other
    """
    plain = plain_words(manuscript.language)
    starts = [tokens.starts[hit.first] for hit in hits]
    named = [s.start for s in subjects if s.measure and not s.generic]
    out = []
    for begun, ended in titles_of(manuscript):
        low, high = bisect_left(starts, begun), bisect_left(starts, ended)
        if low == high or bisect_left(named, begun) < bisect_left(named, ended):
            continue
        inside = hits[low:high]
        taken = {i for hit in inside for i in range(hit.first, hit.last)}
        rest = [i for i in range(tokens.at(begun), tokens.at(ended - 1) + 1) if i not in taken]
        if all(tokens.words[i] in plain or tokens.words[i].isdigit() or _placed(tokens, i) for i in rest):
            out += [_subject(tokens, hit) for hit in inside]
    return out


def _placed(tokens: Tokens, index: int) -> bool:
    """Whether a word stands where a place's name would: behind "in", with a capital, or joined to such."""
    if not tokens.capital(index) or not index:
        return False
    return tokens.words[index - 1] in _AT or _placed(tokens, index - 1)


def _subject(tokens: Tokens, hit: Hit) -> Subject:
    start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
    return Subject(start, end, tokens.text[start:end], measure=hit.meanings[0].key, sure=False)
