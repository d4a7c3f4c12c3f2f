"""What words join to a share: the whole that it is of, the count that it stands for, what it leaves."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.reading import Reading, cut_off, meet, stems
from almenara.model.claim import Claim
from almenara.text.comparisons import follows

LEAD = 45
"""Characters in front of the first count of a sentence that may open it as the whole."""
_LONGEST = 120
"""Characters between a whole and a share of it that names none."""
_PART = re.compile(
    r"(?P<named>(?:[^,;:.()\d–—]|(?:19|20)\d\d){0,90})(?P<joint>[,:(–—])(?P<rest>.*)", re.DOTALL
)
_ENDS = re.compile(r"\s*(?:[,;.)–—!?]|$)")
_PIECES = re.compile(r"[,;:–—(]|\b(?:and|y|e)\b")
_OFF = 0.12
"""Share of itself that a fraction in words misses by, at least, where its count and its whole stand right beside it."""
_OFF_REST = 0.45
"""The same of what such a fraction leaves: "nine in ten" where 15 % are left."""
_OVER = 0.03
"""Share of itself by which a fraction that is "almost" or "more than" may lie on the wrong side of it."""
_ALMOST = 0.8


def is_share(reading: Reading, index: int) -> bool:
    """Whether a claim is a share of something, told flatly and outside tables."""
    claim, cue = reading.claims[index], reading.cues.get(index)
    if claim.kind not in ("percent", "ratio") or claim.projection or claim.denied or reading.cell(index):
        return False
    return cue is None or cue.kind in ("", "share")


def exact(reading: Reading, index: int) -> bool:
    """Whether a claim is a plain count told to the unit."""
    claim = reading.claims[index]
    told = claim.kind == "count" and claim.hedge == "" and claim.low == claim.high and claim.value >= 1
    return told and counted(reading, index) and not reading.cell(index)


def between(reading: Reading, one: int, two: int) -> str:
    """The words between two claims."""
    return reading.manuscript.text[reading.claims[one].end : reading.claims[two].start]


def led_by_part(reading: Reading, part: int, whole: int) -> bool:
    """Whether nothing but words for a whole stand between a share or a part and a count: "12 of the 80"."""
    said = between(reading, part, whole).strip()
    return exact(reading, whole) and reading.parted["whole_led"].fullmatch(said) is not None


def next_of(reading: Reading, index: int, step: int = 1) -> int | None:
    """The claim next to one in its sentence; None at its ends."""
    group = reading.inside[reading.sentence[index]]
    place = group.index(index) + step
    return group[place] if 0 <= place < len(group) else None


def whole_behind(reading: Reading, index: int) -> int | None:
    """The count right behind a share that it is told to be of: "half of the 64 trucks"."""
    after = next_of(reading, index)
    return after if after is not None and led_by_part(reading, index, after) else None


def opened_by(reading: Reading, sentence: int) -> int | None:
    """The count that opens a sentence as the whole of what follows: "Of the 240 attacks"."""
    group = reading.inside.get(sentence, [])
    said = reading.said(sentence).lstrip(" “\"'¿¡-–•*")
    if not group or not exact(reading, group[0]) or reading.words["opening"].match(said) is None:
        return None
    lead = reading.before(group[0])
    return group[0] if len(lead) <= LEAD and "," not in lead else None


def whole_before(reading: Reading, index: int, named: str = "") -> int | None:
    """The count before a share of which it must be; None where that is not plain.

    named  what the share is told to be of: of things that were not counted before it is none
    """
    sentence = reading.sentence[index]
    group = reading.inside[sentence]
    if (opener := opened_by(reading, sentence)) is not None and opener < index:
        return opener if _of_those(reading, opener, named) else None
    before = group[: group.index(index)]
    if len(before) == 1 and exact(reading, before[0]):
        said = between(reading, before[0], index)
        if len(said) > _LONGEST or re.search(r"\.\s", said) or not _of_those(reading, before[0], named):
            return None
        for name in ("inside", "contrast"):
            said = reading.words[name].sub(" ", said)
        return before[0] if idle(reading, _PIECES.split(said)[-1]) else None
    if before or not sentence:
        return None
    return _of_sentence_before(reading, index, named)


def _of_sentence_before(reading: Reading, index: int, named: str) -> int | None:
    sentence, sentences = reading.sentence[index], reading.manuscript.sentences
    told = reading.inside.get(sentence - 1, [])
    if (
        sentences[sentence - 1].block != sentences[sentence].block
        or len(told) != 1
        or not exact(reading, told[0])
    ):
        return None
    lead = reading.before(index)
    of_them = reading.words["of_them"].search(lead) or reading.words["of_them"].match(named.strip())
    lead = reading.words["of_them"].sub(" ", lead)
    if not idle(reading, lead):
        return None
    again = named.strip() and not reading.words["of_them"].match(named.strip())
    return told[0] if of_them or (again and _of_those(reading, told[0], named)) else None


def _of_those(reading: Reading, whole: int, named: str) -> bool:
    """Whether a share names no other things than its whole: nothing, "of them", or the noun of the whole."""
    named = reading.words["of_them"].sub(" ", named)
    if idle(reading, named):
        return True
    text, claim = reading.manuscript.text, reading.claims[whole]
    told = set(stems(" ".join([claim.counted, *text[claim.end : claim.end + 60].split()[:3]])))
    words = stems(" ".join(re.findall(r"[^\W\d_]+", named)))
    return bool(words) and words[0] in told


def told_part(reading: Reading, index: int, part: int, nouns: str, plainly: bool = False) -> str | None:
    """What a share or its whole is followed by before a count that only says it again; None where it does not.

    "half of the 64 trucks, 28, were", "55 percent felt unsafe, that is, 225 people". `nouns`: what may be counted;
    `plainly`: only where words leave no other reading.
    """
    found = _PART.fullmatch(between(reading, index, part))
    if found is None or not exact(reading, part) or not _alone(reading, part, nouns):
        return None
    words, rest = reading.parted, found["rest"]
    said = words["plainly_again" if plainly else "said_again"].search(rest)
    if plainly and said is None:
        return None
    for name in ("plainly_again", "said_again", "loose"):
        rest = words[name].sub(" ", rest)
    return None if re.search(r"[^\s,.:]", rest) else found["named"]


def _alone(reading: Reading, part: int, nouns: str) -> bool:
    """Whether a count is told with nothing of its own: a pause behind it, or the noun of its whole and a pause."""
    after = reading.after(part)
    if after.strip() == ",":
        return False  # the first of a list
    if _ENDS.match(after):
        return True
    many = reading.parted["so_many"].match(after.lstrip())
    if many is not None and _ENDS.match(after.lstrip()[many.end() :]):
        return True
    own = re.split(r"[,;.)–—]", after)[0]
    named = stems(own)
    return bool(named) and len(own.split()) <= 2 and set(named) <= set(stems(nouns))


def misses(claim: Claim, part: float, whole: float) -> bool:
    """Whether a share cannot stand for so many of a whole, whoever rounds it."""
    value = claim.value if claim.kind == "ratio" else claim.value / 100
    if claim.hedge == "" and abs(part - value * whole) < 1:
        return False
    told = part / whole
    if claim.kind == "percent":
        return not meet(cut_off(claim), (100 * told, 100 * told))
    if claim.hedge in ("more-than", "at-least"):
        return told < value * (1 - _OVER) and part <= value * whole - 1
    if claim.hedge in ("less-than", "at-most", "almost"):
        low = value * _ALMOST if claim.hedge == "almost" else 0.0
        return told < low or (told > value * (1 + _OVER) and part >= value * whole + 1)
    off = abs(told - value) + 1e-9
    return off >= value * (_OFF if claim.hedge == "" else 2 * _OFF) or (
        claim.hedge == "" and off >= _OFF_REST * (1 - value)
    )


def called_rest(reading: Reading, index: int) -> bool:
    """Whether a count is told as what is left: "the other 45", "las 45 restantes"."""
    before, after = reading.before(index), reading.after(index).lstrip()
    return (
        follows(reading.parted["rest_led"], before) or reading.parted["rest_behind"].match(after) is not None
    )


def of_these(reading: Reading, rest: int, whole: int, part: int | None = None) -> bool:
    """Whether a rest counts what its whole counts: no noun of its own, or that of the whole."""
    after = reading.after(rest).lstrip()
    after = reading.parted["rest_behind"].sub("", after, count=1).lstrip() if after else after
    if _ENDS.match(after) or any(
        reading.parted[name].match(after)
        for name in ("was", "still", "verb", "so_many", "left_over", "got_out")
    ):
        return True
    text = reading.manuscript.text
    told = set()
    for i in (whole, *((part,) if part is not None else ())):
        claim = reading.claims[i]
        told |= set(
            stems(" ".join([claim.counted, *re.findall(r"[^\W\d_]+", text[claim.end : claim.end + 60])[:4]]))
        )
    own = stems(" ".join(re.findall(r"[^\W\d_]+", after)[:1]))
    return not own or own[0] in told
