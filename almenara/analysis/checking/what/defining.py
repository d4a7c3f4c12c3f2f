"""Which definitions a claim's words leave possible: its sentence's, its source's, or those of what it continues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from almenara.analysis.checking.what.counting_rules import implied
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.context import Context
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.text.attribution import Said

_THE_BODY = {
    "en": re.compile(
        r"\b(?:the|this|that|the same)\s+(?:institute|agency|organi[sz]ation|body|office|ministry|firm|company"
        r"|consultancy|group|council|register|registry|study|survey|chamber)\b",
        re.I,
    ),
    "es": re.compile(
        r"\b(?:el|la|este|esta|ese|esa|dich[ao]|el propio|l[ao] mism[ao]|mism[ao])\s+(?:instituto|organismo|agencia"
        r"|organización|dependencia|secretaría|secretariado|consultora|firma|empresa|consejo|registro|estudio"
        r"|encuesta|cámara|fuente)\b",
        re.I,
    ),
    "pt": re.compile(
        r"\b(?:o|a|este|esta|esse|essa|o próprio|mesm[ao])\s+(?:instituto|órgão|agência|organização|ministério"
        r"|secretaria|consultoria|firma|empresa|conselho|registro|registo|estudo|pesquisa|câmara|fonte)\b",
        re.I,
    ),
}
"""Words for a body that was named before."""

_CUT = re.compile(r"[;:]|,(?!\d)")
"""What parts a body from a number that is of another: "nine by the one, four by the other"."""
_BEHIND = 28
"""Characters within which a number before words for a part is the one that they are said of."""

_PERSONS = re.compile(r"\b(?:people|persons?|personas?|pessoas?)\b", re.I)
"""Words in what is counted that make it people, which case files are not."""

UNITS_TOLD = ("case files", "deaths", "victims")
"""Units by which a sentence says how it counts."""


def defined(
    claim: Claim,
    subject: Subject | None,
    cues: Sequence[Subject],
    context: Context,
    day: date | None,
    continued: Claim | None = None,
    carried: bool = False,
) -> Claim:
    """The claim with the definitions that its words leave possible; none where they say nothing of it.

    cues       as cues_of gives them
    day        when the text was written
    continued  the claim before it, where this one goes on about the same thing: its definitions stay
    carried    whether the subject was told in an earlier sentence: the unit that its own sentence names wins
    """
    if not claim.measure or subject is None:
        return claim
    if not subject.unit and subject.head and _PERSONS.search(subject.text):
        subject = replace(subject, unit="persons")
    if carried and (unit := next((c.unit for c in cues if c.unit in UNITS_TOLD), "")):
        subject = replace(subject, unit="")
        claim = replace(claim, unit=unit) if claim.kind == "count" else claim
    kept = continued.definitions if continued is not None and not cues else ()
    if not cues and not kept and not (subject.unit or subject.part):
        return claim
    possible = implied(claim.measure, [subject, *cues], context, claim.place, day)
    if kept:
        possible = tuple(d for d in kept if d in possible) or possible
    return replace(claim, definition=possible[0] if len(possible) == 1 else "", definitions=possible)


def cues_of(
    claim: Claim, subjects: Sequence[Subject], said: Sequence[Said], manuscript: Manuscript
) -> list[Subject]:
    """Words that tell the counting rule: the sentence's, else those of whoever is cited; of two bodies, the
    one of its own part of the sentence, or else the nearer.

    "The institute" is the body named last, in its paragraph or the one before.
    """
    number = manuscript.sentence_at(claim.start)
    sentence = manuscript.sentences[number]
    cues = [s for s in subjects if not s.head]
    here = [s for s in cues if sentence.start <= s.start < sentence.end]
    here = [s for s in here if not s.part or _is_said_of(s, claim, manuscript.text, sentence.start)]
    if not any(s.publisher for s in here):
        spans = [(s.start, s.end) for s in said if s.scope_start <= claim.start < s.scope_end]
        here += [s for s in cues if s.publisher and any(a <= s.start < b for a, b in spans)]
    if not any(s.publisher for s in here):
        meant = _THE_BODY[manuscript.language].search(manuscript.text, sentence.start, sentence.end)
        if meant is not None:
            reach = manuscript.blocks[max(0, sentence.block - 1)].start
            here += [s for s in cues if s.publisher and reach <= s.start < sentence.start][-1:]
    bodies = {s.publisher for s in here if s.publisher}
    if len(bodies) > 1:
        nearest = min(
            (s for s in here if s.publisher),
            key=lambda s: (
                _CUT.search(manuscript.text, min(s.end, claim.end), max(s.start, claim.start)) is not None,
                min(abs(s.start - claim.end), abs(claim.start - s.end)),
            ),
        )
        here = [s for s in here if s.publisher in ("", nearest.publisher)]
    return here


def _is_said_of(part: Subject, claim: Claim, text: str, start: int) -> bool:
    """Whether words for a part of a whole are said of a number: behind it with no other between, or before it and
    not behind another: "36,265 of the common jurisdiction and 1,170 of the federal one"."""
    if part.start >= claim.end:
        return not re.search(r"\d", text[claim.end : part.start])
    if part.end > claim.start:
        return True
    behind = text[max(start, part.start - _BEHIND) : part.start]
    return not re.search(r"\d", text[part.end : claim.start]) and not re.search(r"\d[^,;.]*$", behind)
