"""Two things told of by their turn: "the former rose by 2.5 %, the latter by a tenth", "los primeros …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.kindred import made_of_two, parts_of
from almenara.analysis.checking.what.choosing import Linked
from almenara.analysis.checking.what.subjects import Subject
from almenara.model.manuscript import Manuscript
from almenara.text.quantity import Quantity

_SAID = {
    "en": r"(?:rose|fell|gr[eo]w\w*|increas\w+|decreas\w+|drop\w*|declin\w+|jump\w*|climb\w*|edg\w+|dipp\w+"
    r"|went|was|were|is|are|has|had|have|stood|came|reached|number\w*|total\w*|ended|counted|claimed|left|account\w*|shrank|soar\w*|surg\w+"
    r"|slump\w*|by|at|up|down|with|there)\b",
    "es": r"(?:sub\w+|baj[aóo]\w*|ca[yí]\w+|crec\w+|aument\w+|increment\w+|disminuy\w+|descend\w+|retroced\w+"
    r"|avanz\w+|sum\w+|registr\w+|fue|fueron|era|eran|es|son|lleg\w+|alcanz\w+|tuv\w+|acumul\w+|qued\w+|se|pas[aóo]\w*|va|van"
    r"|est\w+|cerr\w+|dej\w+|rebas\w+|super\w+|con|repunt\w+|ced\w+|hubo|hay|había)\b",
    "pt": r"(?:sub\w+|ca[ií]\w+|cresc\w+|aument\w+|diminu\w+|recu\w+|avan[cç]\w+|som\w+|regist\w+|foi|foram"
    r"|era|eram|é|são|cheg\w+|ating\w+|tev\w+|tiveram|fic\w+|pass\w+|vai|vão|est\w+|fech\w+|baix\w+|se|com|ced\w+|super\w+|houve|há|havia)\b",
}
"""What may stand behind "the first", where it is no "first quarter"."""
_TURNS = {
    "en": re.compile(
        rf"\b(?:(?P<first>the former)|(?P<second>the latter)"
        rf"|the (?:(?P<one>first)|(?P<two>second))(?=,|\s+{_SAID['en']}))",
        re.I,
    ),
    "es": re.compile(
        rf"\b(?:(?P<second>est[aoe]s? últim[ao]s?)"
        rf"|(?:el|la|l[ao]s|del|al)\s+(?:(?P<first>primer[ao]s?)|(?P<two>segund[ao]s?))"
        rf"(?=,|\s+{_SAID['es']}))",
        re.I,
    ),
    "pt": re.compile(
        rf"\b(?:(?P<second>est[ea]s? últim[ao]s?)"
        rf"|(?:d?[oa]s?|ao|à)\s+(?:(?P<first>primeir[ao]s?)|(?P<two>segund[ao]s?))"
        rf"(?=,|\s+{_SAID['pt']}))",
        re.I,
    ),
}
_BEHIND = re.compile(
    r"\s+(?:in|for|of|among|en|de|em|para|d?n?)?\s?(?:the|el|la|l[oa]s|d?n?[oa]s?)\s+"
    r"(?P<turn>former|latter|first|second|primer[oa]s?|segund[oa]s?|primeir[oa]s?)(?=[,.;)]|\s(?:and|y|e)\s|\s(?:does|do|is)\b)",
    re.I,
)
"""Right behind a number: "9.2 percent in the first and 3.6 percent in the second"."""
_BACK = 3
"""Sentences back in which the two are looked for."""


def of_turn(
    linked: Linked,
    number: int,
    quantities: Sequence[Quantity],
    subjects: Sequence[Subject],
    manuscript: Manuscript,
) -> Linked:
    """The link of a quantity, or where its sentence tells of "the former", that of the first of the two named before.

    Nothing is changed unless the sentences before, or the part of its own before those words, name just two measures.
    """
    quantity = quantities[number]
    if linked.how == "noun" and linked.subject is not None and linked.subject.measure:
        return linked
    if linked.how == "other" and quantity.noun_end > quantity.noun_start:
        return linked
    at = manuscript.sentence_at(quantity.start)
    sentence = manuscript.sentences[at]
    turns = _TURNS[manuscript.language]
    hits = list(turns.finditer(manuscript.text, sentence.start, quantity.start))
    behind = _BEHIND.match(manuscript.text, quantity.end, sentence.end)
    if not hits and behind is None:
        return linked
    between = (s for s in subjects if s.head and s.measure and not s.generic)
    if behind is None and any(hits[-1].end() <= s.start < quantity.start for s in between):
        return linked
    two = _two_before(hits[0].start() if hits else sentence.start, at, subjects, manuscript)
    if not two:
        return linked
    if behind is not None:
        second = behind["turn"].lower().startswith(("latter", "sec", "seg"))
    else:
        second = any(name in ("second", "two") for name, said in hits[-1].groupdict().items() if said)
    return Linked(two[1 if second else 0], False, "before")


def _two_before(end: int, at: int, subjects: Sequence[Subject], manuscript: Manuscript) -> list[Subject]:
    """The two things of different measures that were named last before a character, in the order of the text."""
    block = manuscript.sentences[at].block
    found: dict[str, Subject] = {}
    for number in range(at, max(-1, at - _BACK - 1), -1):
        sentence = manuscript.sentences[number]
        if block - sentence.block > 1:
            break
        here = [
            s
            for s in subjects
            if s.head and s.measure and s.ours and not s.generic and s.measure != "population"
            and sentence.start <= s.start < min(sentence.end, end)
        ]  # fmt: skip
        found = {s.measure: s for s in reversed([*here, *found.values()])}
        if len(found) >= 2:
            break
    if len(found) == 1 and made_of_two(next(iter(found))):
        one = next(iter(found.values()))
        return [replace(one, measure=m) for m in parts_of(one.measure, one.text)]
    return sorted(found.values(), key=lambda s: s.start) if len(found) == 2 else []
