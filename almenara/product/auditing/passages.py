"""A draft's sentences against the passages that they cite: do their numbers and names occur there?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from almenara.analysis.checking.where.places import PlaceMention, find_places
from almenara.analysis.context import Context
from almenara.model.claim import Audit, Claim
from almenara.model.manuscript import Manuscript, Sentence
from almenara.product.auditing.citing import Cited
from almenara.text.language import detect
from almenara.text.numbers import find_numbers
from almenara.text.opening import from_text

RULE = "not-in-passage"
SHORTEST = 12
"""Fewest characters of a quotation that is a passage; a shorter one is a word or a title."""
NEAR = 0.25
"""How far a passage's number may be from a claim whose words leave a side open: "more than 500" for 561."""
_QUOTED = re.compile(r'“([^”]+)”|«([^»]+)»|"([^"]+)"|„([^“”]+)[“”]')
_SHA = re.compile(r"\b[0-9a-f]{64}\b")
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'-]+"
_NAME = re.compile(rf"\b{_WORD}(?:[ \u00a0](?:d[eoa]s?|del|la|las|los|of|y|{_WORD}))*")
_SMALL = {"de", "do", "da", "dos", "das", "del", "la", "las", "los", "of", "y", "the"}
Complaint = tuple[str, int, int, str, str, tuple[int, ...]]


def against_passages(audit: Audit, marks: Cited, now: Context) -> tuple[list[Complaint], int]:
    """Sentences whose numbers or names stand in no passage cited, and how many cite nothing that can be read.

    A number that follows from others of the text is not looked for, nor a name where the passage is of another
    language: places are then known by what they are. A sentence one of whose notes can't be read is not accused.
    """
    passages = {label: _passages(text) for label, text in marks.notes.items()}
    of_claims: dict[int, list[int]] = {}
    for number, claim in enumerate(audit.claims):
        of_claims.setdefault(audit.manuscript.sentence_at(claim.start), []).append(number)
    places = find_places(audit.manuscript, now) if any(passages.values()) else []
    wrong: list[Complaint] = []
    unreached = 0
    for number, labels in marks.marked_sentences():
        numbers = of_claims.get(number, [])
        quoted = [text for label in labels for text in passages.get(label, ())]
        if all(passages.get(label) for label in labels):
            wrong += _missing(
                audit, audit.manuscript.sentences[number], numbers, quoted, labels, marks, places, now
            )
        elif not _held(audit, numbers, labels, marks):
            unreached += 1
    return wrong, unreached


def _passages(note: str) -> list[str]:
    found = (next(filter(None, m.groups())) for m in _QUOTED.finditer(note))
    return [text for text in found if len(text) >= SHORTEST]


def _held(audit: Audit, numbers: Sequence[int], labels: Sequence[str], marks: Cited) -> bool:
    """Whether the figures behind a sentence's claims come from the kept documents that its notes name by digest."""
    digests = {d for label in labels for d in _SHA.findall(marks.notes.get(label, ""))}
    return bool(digests) and all(_from(audit.claims[n], digests) for n in numbers)


def _from(claim: Claim, digests: set[str]) -> bool:
    read = {e.document for s in claim.evidence for e in s.evidence}
    read |= {e.document for s in claim.evidence if s.figure for e in s.figure.all_evidence()}
    return bool(read & digests) or any(done.holds for done in claim.arithmetic)


def _missing(
    audit: Audit, sentence: Sentence, numbers: Sequence[int], quoted: Sequence[str], labels: Sequence[str],
    marks: Cited, places: Sequence[PlaceMention], now: Context,
) -> list[Complaint]:  # fmt: skip
    written = audit.manuscript
    language, _ = detect(" ".join(quoted))
    read = [from_text(text, language) for text in quoted]
    values = {abs(n.value) for passage in read for n in find_numbers(passage)}
    out: list[Complaint] = []
    told = ", ".join(labels)
    for number in numbers:
        claim = audit.claims[number]
        if any(done.holds for done in claim.arithmetic) or any(_same(claim, value) for value in values):
            continue
        reason = f"The passage cited (note {told}) does not have this number: cite where it stands."
        out.append((RULE, claim.start, claim.end, claim.text, reason, (number,)))
    around = " ".join([*quoted, *(marks.notes.get(label, "") for label in labels)])
    for start, end in _names(written, sentence, read, around, language, places, now):
        name = written.text[start:end]
        reason = f"The passage cited (note {told}) does not name it: cite where it is named."
        out.append((RULE, start, end, name, reason, ()))
    return out


def _same(claim: Claim, value: float) -> bool:
    if claim.value == value:
        return True
    if claim.kind in (
        "ratio",
        "average",
        "times",
        "level",
        "rank",
        "date",
    ):  # they may be written in other ways
        return True
    near = claim.value != 0 and abs(value / claim.value - 1) <= NEAR
    return near and claim.allows(value)


def _names(
    written: Manuscript, sentence: Sentence, read: Sequence[Manuscript], around: str, language: str,
    places: Sequence[PlaceMention], now: Context,
) -> list[tuple[int, int]]:  # fmt: skip
    """Names of a sentence that its passages lack: places by what they are, others where the language is one."""
    there = {p.place.code for passage in read for p in find_places(passage, now) if p.place}
    there |= {code.partition("-")[0] for code in there}
    known = folded(around)
    spans: list[tuple[int, int]] = []
    out = []
    for mention in places:
        if not sentence.start <= mention.start < sentence.end:
            continue
        spans.append((mention.start, mention.end))
        place = mention.place
        if place is None or place.kind == "country" or place.code in there:
            continue
        if folded(written.text[mention.start : mention.end]) not in known:
            out.append((mention.start, mention.end))
    if language != written.language:
        return out
    for match in _NAME.finditer(written.text, sentence.start, sentence.end):
        start, end = match.span()
        if start == sentence.start or any(a < end and start < b for a, b in spans):
            continue
        words = [w for w in re.findall(r"\w+", folded(match[0])) if w not in _SMALL and len(w) > 3]
        if words and len(match[0].split()) > 1 and not any(w in known for w in words):
            out.append((start, end))
    return sorted(out)


def folded(text: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
