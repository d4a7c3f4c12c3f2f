"""Words for who acts and whose they are: chambers, courts and gazettes, the country's own names, other countries'."""

from __future__ import annotations

import re
from pathlib import Path

from almenara.analysis.checking.lexicon import lines, tokens_of_name
from almenara.analysis.checking.word_lists import word_list
from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.countries.prose_terms import read_folder

Body = tuple[int, int, str]
"""Start and end of a body's name, and what kind of body it is by the word list."""


class ActWords:
    """The word list's bodies with those that the packs add, and the words for each country.

    own  words for what is of a country with a pack, which part no act from its date: "Senado uruguayo"
    """

    def __init__(self, packs: tuple[tuple[str, Path], ...], names: dict[str, frozenset[str]]) -> None:
        listed = {body: list(said) for body, said in word_list("act_words")["bodies"].items()}
        for _, folder in packs:
            for body, terms in read_folder(folder).bodies.items():
                listed.setdefault(body, []).extend(map(re.escape, lines(terms)))
        self._bodies = [(body, re.compile(rf"\b(?:{'|'.join(said)})(?!\w)")) for body, said in listed.items()]
        self._names = names
        self.own = frozenset(word for said in names.values() for word in said)
        self._own = _any(sorted(map(re.escape, self.own), key=len, reverse=True))
        self._foreign = _any(word_list("act_words")["foreign"])
        self._neighbour = _any(word_list("act_words")["neighbour"])

    def without_own(self, text: str) -> str:
        """The text with blanks for the words of `own`, for patterns of what may stand between two others."""
        return self._own.sub(lambda hit: " " * len(hit[0]), text)

    def bodies_in(self, text: str, start: int = 0, end: int | None = None) -> list[Body]:
        """The bodies that a text without accents names, in order, the longest of names within each other."""
        found = [
            (hit.start(), hit.end(), body)
            for body, pattern in self._bodies
            for hit in pattern.finditer(text, start, len(text) if end is None else end)
        ]
        return sorted(one for one in found if not any(_holds(other, one) for other in found))

    def is_foreign(self, text: str, start: int, end: int, country: str, anywhere: bool = False) -> bool:
        """Whether words in start..end call a chamber, court or vote that of another country than the one.

        anywhere  words for the neighbour count wherever they stand, not only beside a body
        """
        others = {word for code, said in self._names.items() if code != country for word in said}
        if self._foreign.search(text, start, end) or others & set(re.findall(r"\w+", text[start:end])):
            return True
        hits = [hit.span() for hit in self._neighbour.finditer(text, start, end)]
        if anywhere:
            return bool(hits)
        bodies = self.bodies_in(text, start, end)
        return any(0 <= b[0] - h[1] <= 2 or 0 <= h[0] - b[1] <= 2 for h in hits for b in bodies)

    def names_neighbour(self, text: str, start: int, end: int) -> bool:
        """Whether words in start..end name the neighbour that has a part in many acts."""
        return self._neighbour.search(text, start, end) is not None


def act_words(context: Context) -> ActWords:
    """The words of a context's packs, made once."""
    return _of(tuple(context.packs.values()))


_made: dict[tuple[tuple[str, Path], ...], ActWords] = {}


def _of(packs: tuple[Pack, ...]) -> ActWords:
    key = tuple((pack.code, pack.folder) for pack in packs)
    if key not in _made:
        _made[key] = ActWords(key, {pack.code: _words_of(pack) for pack in packs})
    return _made[key]


def _words_of(pack: Pack) -> frozenset[str]:
    """Single words for a country and what is its own."""
    adjectives = read_folder(pack.folder).places.adjectives.get(pack.code, [])
    said = [tokens_of_name(n) for n in (*pack.names.values(), *pack.adjective.values(), *adjectives)]
    return frozenset(word for word in said if " " not in word)


def _holds(other: Body, one: Body) -> bool:
    wider = other[1] - other[0] > one[1] - one[0]
    return wider and other[0] <= one[0] and one[1] <= other[1]


def _any(listed: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)")
