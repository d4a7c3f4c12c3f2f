"""Whether a number really goes on about what an earlier sentence counted, or is of something else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.what.change_told import CHANGE
from almenara.analysis.checking.what.choosing import Linked
from almenara.analysis.checking.what.counted_before import (
    SHARES,
    after_another,
    of_another,
    of_those_told,
    so_much_less,
)
from almenara.analysis.checking.what.known_spans import Spans
from almenara.analysis.checking.what.line_labels import labelled
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.what.whose import asked_here, clause_start, polled, writers_own
from almenara.analysis.checking.word_lists import plain_words, word_list
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

OTHER = Linked(None, False, "other")

_MISSING = (
    "missing-persons",
    "reported-missing",
    "missing-persons-located-alive",
    "missing-persons-located-dead",
)

_VICTIMS = ("victims", "case files")
"""Units that a writer counts as his own in so many words only: not "what worries us is the north: 1,338 victims"."""
_WORD = re.compile(r"[^\W\d_]+")
_CUT = re.compile(r"[;:()\n]|\.\s|,\s(?!\d)")
_PAUSE = re.compile(r"[;:()\n]|[.,]\s")
_OF = {
    "en": re.compile(
        r"\s*(?:of|out of|in)\s+(?:(?:all|the|its|their|these|those|that|this|every)\s+)*", re.I
    ),
    "es": re.compile(
        r"\s*(?:del?|en)\s+(?:(?:todos|todas|l[ao]s?|el|su|sus|es[eao]s?|est[eao]s?)\s+)*", re.I
    ),
    "pt": re.compile(
        r"\s*(?:d[eao]s?|dess[ae]s?|dest[ae]s?)\s+(?:(?:todos|todas|[oa]s?|seus?|suas?)\s+)*", re.I
    ),
}
_HELD = re.compile(r"([^\W\d_]+)\s+(?:of|for|de|para)\s+(?:the\s+|up\s+to\s+|hasta\s+|até\s+)?$", re.I)
"""A noun that has the number for its measure: "a staff of 40", "capacidade para 300"."""
_PEOPLED = ("state", "city", "town", "country", "village", "municipality", "estado", "entidad", "ciudad", "municipio",
            "pais", "pueblo", "cidade")  # fmt: skip
"""Places whose number is that of the people in them."""
_OWNER = re.compile(r"(?:[\w-]+['’]s?\s+)?(?:(?:national\s+)?total\s+(?:of|de)\s+)?", re.I)
"""Whose whole it is, between a share and the whole's number."""
_MORE = re.compile(
    r"\b(?:more|fewer|less|another|additional|extra|others?|más|menos|otr[ao]s|adicionales|mais|outr[ao]s|adicionais)\b",
    re.I,
)
"""Beside a number: it may be a difference, or come on top of another."""
_REGISTER = re.compile(r"\b(?:register|registry|registro|padrón|cadastro)\b", re.I)
_A_NUMBER = re.compile(
    r"\s+(?:(?:is|was|remains|would be|es|era|sigue siendo|é|era|continua sendo)\s+(?:still\s+|todavía\s+|ainda\s+)?"
    r"(?:an?|the|un|una|el|la|um|uma|o|a)\s+(?:[^\W\d]+\s+){0,2}(?:number|figure|total|count|toll|tally|record|número|cifra|total|conteo|"
    r"saldo|contagem|récord|recorde))\b",
    re.I,
)
"""Behind a number, that it is one: "30,974 is a horrible number"."""
_LONG = 6
"""Letters of words that point back, at least: "the count", "el delito", and not "más"."""
_BEHIND = 60
"""Characters behind a count of people within which the register that has them is named."""


def goes_on(
    linked: Linked,
    number: int,
    quantities: Sequence[Quantity],
    subjects: Sequence[Subject],
    manuscript: Manuscript,
    known: Spans,
    earlier: Sequence[Linked],
) -> Linked:
    """The link of a quantity, or none where what it was carried over from is not what it counts.

    earlier  links of the quantities before it
    """
    quantity = quantities[number]
    if of_another(number, linked, quantities, manuscript, earlier):
        return OTHER
    if linked.how != "noun" and of_those_told(number, linked, quantities, manuscript, earlier, known.told):
        return OTHER
    if linked.how != "noun" and polled(quantity, manuscript):
        return OTHER
    if not _leads(linked, number, quantities, manuscript) and asked_here(quantity, manuscript):
        return OTHER
    whole = _whole_of(quantity, subjects, manuscript, known) if quantity.kind in ("percent", "ratio") else ""
    if whole == "other":
        return OTHER
    if linked.how != "before" or linked.subject is None or quantity.kind in ("rank", "money", "duration"):
        return linked
    if linked.unit == "persons" and linked.subject.measure in _MISSING and _in_register(quantity, manuscript):
        return linked
    if writers_own(quantity, manuscript, right_before=linked.unit in _VICTIMS):
        return OTHER
    if linked.subject.measure == "advisory-level" and quantity.kind != "level":
        return OTHER
    own = quantity.noun_end > quantity.noun_start
    if own and linked.unit == "persons" and linked.subject.measure not in _MISSING:
        return OTHER
    if own and _of_a_mishap(quantity, subjects, manuscript):
        return OTHER
    if own:
        return linked
    if quantity.kind in SHARES:
        known_whole = (
            whole == "ours"
            or _change_told(quantity, manuscript, known)
            or so_much_less(number, linked, quantities, earlier, manuscript)
            or _told_beside(number, linked, quantities, earlier, manuscript)
            or _pointed_back(quantity, subjects, manuscript, known)
        )
        return linked if known_whole or _plain(quantity, subjects, manuscript, known) else OTHER
    if _noun_holds(quantity, subjects, manuscript, known) or after_another(
        number, quantities, manuscript, earlier
    ):
        return OTHER
    if manuscript.text[: quantity.start].rstrip()[-1:] == ":":
        told = labelled(quantity, subjects, manuscript, known) or _somewhere(quantity, manuscript, known)
        return linked if told else OTHER
    beside = _told_beside(number, linked, quantities, earlier, manuscript)
    beside = beside or _pointed_back(quantity, subjects, manuscript, known)
    if beside or _somewhere(quantity, manuscript, known) or _plain(quantity, subjects, manuscript, known):
        return linked
    return OTHER  # "a march drew two thousand"


def continues(
    number: int,
    quantities: Sequence[Quantity],
    subjects: Sequence[Subject],
    manuscript: Manuscript,
    known: Spans,
) -> bool:
    """Whether a count's sentence has no word that could be of anything but what the sentence before counted.

    The nearest count before it stands in the same sentence or in the one just before it, of the same paragraph.
    """
    quantity = quantities[number]
    if quantity.kind != "count" or not number:
        return False
    before = quantities[number - 1]
    here, there = manuscript.sentence_at(quantity.start), manuscript.sentence_at(before.start)
    if _MORE.search(manuscript.text, max(0, quantity.start - 20), quantity.end + 12):
        return False
    sentence = manuscript.sentences[here]
    if any(_counts_beside(q, quantity, sentence.start, sentence.end) for q in quantities):
        return False  # "15,000 in six states"
    near = here - there <= 1 and manuscript.sentences[here].block == manuscript.sentences[there].block
    return near and _plain(quantity, subjects, manuscript, known)


def _counts_beside(one: Quantity, other: Quantity, start: int, end: int) -> bool:
    """Whether a number of a stretch counts something by name, and is not the other."""
    return (
        start <= one.start < end
        and one is not other
        and one.kind == "count"
        and one.noun_end > one.noun_start
    )


def whole_follows(number: int, quantities: Sequence[Quantity], manuscript: Manuscript) -> bool:
    """Whether the next quantity is the whole that one is of: "41 %" or "1,852 of the country's 29,705 victims"."""
    if quantities[number].kind not in ("percent", "ratio", "count") or number + 1 >= len(quantities):
        return False
    end, start = quantities[number].end, quantities[number + 1].start
    of = _OF[manuscript.language].match(manuscript.text, end)
    if of is None or start < of.end() - 1 or quantities[number + 1].kind != "count":
        return False
    return bool(_OWNER.fullmatch(manuscript.text[of.end() : start]))


def _whole_of(quantity: Quantity, subjects: Sequence[Subject], manuscript: Manuscript, known: Spans) -> str:
    """What a share is of: "other" for what nothing of ours is, "two thirds of the votes"; "ours"; "" untold."""
    text = manuscript.text
    of = _OF[manuscript.language].match(text, quantity.end)
    if of is None:
        return _beside(quantity, subjects)
    end = manuscript.sentences[manuscript.sentence_at(quantity.start)].end
    cut = _CUT.search(text, of.end(), end)
    words = list(_WORD.finditer(text, of.end(), cut.start() if cut else end))[:6]
    if not words or text[of.end() : of.end() + 1].isdigit():
        return ""
    last = words[-1].end()
    heads = [s for s in subjects if s.head and quantity.end < s.start < last]
    if any(s.ours and s.measure != "population" for s in heads):
        return "ours"
    if known.covers(words[0].start()) or folded(words[0][0]) in plain_words(manuscript.language):
        return ""
    return "other"


def _told_beside(
    number: int,
    linked: Linked,
    quantities: Sequence[Quantity],
    earlier: Sequence[Linked],
    manuscript: Manuscript,
) -> bool:
    """Whether a number before it in its sentence is of the same measure: "344, then 2,121, six times more"."""
    if not number or linked.subject is None:
        return False
    first = manuscript.sentences[manuscript.sentence_at(quantities[number].start)].start
    last = earlier[number - 1].subject
    return (
        quantities[number - 1].start >= first
        and quantities[number - 1].kind not in ("money", "duration")
        and last is not None
        and last.ours
        and last.measure == linked.subject.measure
    )


def _beside(quantity: Quantity, subjects: Sequence[Subject]) -> str:
    """Of "two in three cases", "six in ten residents": what the words right behind it say; people asked are other."""
    last = max(quantity.noun_end, quantity.end + 2)
    lowest = bisect_left(subjects, quantity.start, key=lambda s: s.start)
    beside = [s for s in subjects[lowest : lowest + 4] if s.head and quantity.end <= s.start < last]
    if any(s.measure == "population" for s in beside):
        return "other"
    return "ours" if any(s.ours and not s.anaphora for s in beside) else ""


def _leads(linked: Linked, number: int, quantities: Sequence[Quantity], manuscript: Manuscript) -> bool:
    """Whether its own words, or those of its sentence before any number, name what a quantity counts."""
    if linked.how == "noun" or linked.subject is None:
        return linked.how == "noun"
    first = manuscript.sentences[manuscript.sentence_at(quantities[number].start)].start
    begun = next(q.start for q in quantities[: number + 1] if q.start >= first)
    return first <= linked.subject.start < begun


def _of_a_mishap(quantity: Quantity, subjects: Sequence[Subject], manuscript: Manuscript) -> bool:
    """Whether its sentence tells of the dead of an accident before it: "14 died and 22 victims …"."""
    first = manuscript.sentences[manuscript.sentence_at(quantity.start)].start
    low, high = (bisect_left(subjects, x, key=lambda s: s.start) for x in (first, quantity.start))
    return any(s.head and not s.ours and s.event == "died" for s in subjects[low:high])


def _in_register(quantity: Quantity, manuscript: Manuscript) -> bool:
    """Whether a register is named right behind the people counted: "35,437 people whom the register had"."""
    cut = _PAUSE.search(manuscript.text, quantity.end)
    end = min(cut.start() if cut else quantity.end + _BEHIND, quantity.end + _BEHIND)
    return _REGISTER.search(manuscript.text, quantity.end, end) is not None


def _plain(quantity: Quantity, subjects: Sequence[Subject], manuscript: Manuscript, known: Spans) -> bool:
    """Whether every word of its sentence up to it, and the first ones after it, may go on about the same thing."""
    first = clause_start(quantity, manuscript)
    end = manuscript.sentences[manuscript.sentence_at(quantity.start)].end
    cut = _PAUSE.search(manuscript.text, quantity.end, end)
    after = cut.start() if cut else end
    words = list(_WORD.finditer(manuscript.text, first, quantity.start))
    if quantity.kind != "count" or not _A_NUMBER.match(manuscript.text, quantity.end):
        words += list(_WORD.finditer(manuscript.text, quantity.end, after))[:4]
    lowest, highest = (bisect_left(subjects, x, key=lambda s: s.start) for x in (first, after))
    ours = [
        s for s in subjects[lowest:highest] if not s.head or s.anaphora or (s.generic and s.unit != "persons")
    ]
    allowed = plain_words(manuscript.language)
    repeated = _said_before(quantity, manuscript) if quantity.kind in SHARES else frozenset()
    return all(
        folded(m[0]) in allowed
        or (m.start() >= quantity.end and folded(m[0]) in repeated)
        or known.covers(m.start())
        or any(s.start <= m.start() < s.end for s in ours)
        or len(m[0]) == 1
        for m in words
    )


@lru_cache(maxsize=3)
def _moved(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{word_list('then_and_now')[language]['moved']})(?!\w)", re.IGNORECASE)


def _change_told(quantity: Quantity, manuscript: Manuscript, known: Spans) -> bool:
    """Whether a sentence begins with a change told of nothing else, "The fall was 7 %": whatever comes behind it."""
    first = manuscript.sentences[manuscript.sentence_at(quantity.start)].start
    told = CHANGE.search(manuscript.text, max(first, quantity.start - 80), quantity.start)
    if told is None:
        return False
    begun = first
    for mark in (", ", ": "):
        cut = manuscript.text.rfind(mark, begun, told.start()) + 1
        if mark == ", " or not _moved(manuscript.language).search(manuscript.text, begun, max(cut, begun)):
            first = max(first, cut)  # "premiums moved: the rise was 5 %" is of the premiums
    allowed = plain_words(manuscript.language)
    return all(
        folded(m[0]) in allowed or known.covers(m.start()) or len(m[0]) == 1
        for m in _WORD.finditer(manuscript.text, first, quantity.start)
    )


def _pointed_back(
    quantity: Quantity, subjects: Sequence[Subject], manuscript: Manuscript, known: Spans
) -> bool:
    """Whether words that point back have the number, whatever stands before them: "… that the count fell by 3 %"."""
    first = clause_start(quantity, manuscript)
    lowest, highest = (bisect_left(subjects, x, key=lambda s: s.start) for x in (first, quantity.start))
    points = [
        s for s in subjects[lowest:highest] if s.anaphora and len(s.text) > _LONG and s.end <= quantity.start
    ]
    if not points or re.search(r"[;:]|,\s", manuscript.text[points[-1].end : quantity.start]):
        return False
    allowed = plain_words(manuscript.language)
    return all(
        folded(m[0]) in allowed or known.covers(m.start()) or len(m[0]) == 1
        for m in _WORD.finditer(manuscript.text, points[-1].end, quantity.start)
    )


def _said_before(quantity: Quantity, manuscript: Manuscript) -> frozenset[str]:
    """Words of the sentence before, in its paragraph."""
    number = manuscript.sentence_at(quantity.start)
    if not number or manuscript.sentences[number - 1].block != manuscript.sentences[number].block:
        return frozenset()
    last = manuscript.sentences[number - 1]
    return frozenset(folded(m[0]) for m in _WORD.finditer(manuscript.text, last.start, last.end))


def _somewhere(quantity: Quantity, manuscript: Manuscript, known: Spans) -> bool:
    """Whether its sentence, from the last ";" on, says where or when, or names what has the number before a colon."""
    first = clause_start(quantity, manuscript)
    text = manuscript.text
    end = manuscript.sentences[manuscript.sentence_at(quantity.start)].end
    semicolon = text.find(";", quantity.end, end)
    end = semicolon if semicolon >= 0 else end
    within = known.told[bisect_left(known.told, first) : bisect_left(known.told, end)]
    return bool(within)


def _noun_holds(
    quantity: Quantity, subjects: Sequence[Subject], manuscript: Manuscript, known: Spans
) -> bool:
    """ "A staff of about 40": a noun that is none of ours has the number."""
    held = _HELD.search(manuscript.text, max(0, quantity.start - 40), quantity.start)
    if held is None:
        return False
    if folded(held[1]) in _PEOPLED:
        return True  # "a state of 700,000"
    if folded(held[1]) in plain_words(manuscript.language) or known.covers(held.start(1)):
        return False
    return not any(s.start <= held.start(1) < s.end and s.ours for s in subjects)
