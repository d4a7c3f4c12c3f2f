"""Lists that divide a count told elsewhere: "By type: 27 thefts, 15 robberies and 9 fires", lines of a label and a
number under a heading. Here they are only found; what they are of is asked by the sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from almenara.analysis.checking.arithmetic.parted import exact, opened_by
from almenara.analysis.checking.arithmetic.reading import Reading, stems
from almenara.model.manuscript import Block
from almenara.model.place import fold
from almenara.text.table_roles import is_total

FEWEST, MOST = 3, 12
"""Entries of a list."""
_APART = 75
"""Characters between two entries of one sentence, at most."""
_HEADING = 90
"""Characters of a line that may head a list of lines."""
_SHORT_WORD = 3
"""Letters of words that name nothing."""
_LABEL = 60
"""Characters of a line beside its number."""
_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[,;]|(?<!\w)(?:and|y|e)(?!\w)")
_LAST = re.compile(r"(?<!\w)(?:and|y|e)(?!\w)[^,;]*(?:,[^,;]*)?$|;[^;]*$")
_OPENS = re.compile(r"[\s:,–—-]*(?:([^\W\d_]+)\s+)?")
"""Before the first count of a list that counts come first in, with the word that may stand there."""
_ENDING = re.compile(r"(?:iones|ion|oes|ao|aes|ais|al|ies|y|es|ns|m|s|os|as|o|a|e)$")
"""In which words of a label for one and for many differ, of any language."""


@dataclass(frozen=True)
class Division:
    """A list of counts that divide something.

    entries  claims, as they are listed
    labels   stems of the words of each
    nouns    stems of the nouns in which all are counted; () where none is told or each has its own
    lead     the words in front of it: those of its sentence, or the line above
    led      whether these say by what it divides
    colon    whether a colon stands before it in its sentence
    lines    whether each entry is a line
    closed   whether the last entry is joined to the others
    start    first character; end  of the last entry
    """

    entries: tuple[int, ...]
    labels: tuple[frozenset[str], ...]
    nouns: tuple[str, ...]
    lead: str
    led: bool
    colon: bool
    lines: bool
    closed: bool
    start: int
    end: int


def divisions(reading: Reading) -> list[Division]:
    """The lists of a text, in order."""
    found = [d for n in sorted(reading.inside) if (d := _in_sentence(reading, n)) is not None]
    taken = {i for d in found for i in d.entries}
    found += [d for d in _of_lines(reading) if not taken & set(d.entries)]
    return sorted(found, key=lambda d: d.start)


def words_of(said: str) -> frozenset[str]:
    """Stems of the words of a label, the same for one and for many: "burglary", "burglaries"."""
    words = fold(" ".join(_WORD.findall(said))).split()
    return frozenset(_ENDING.sub("", word) for word in words if len(word) > _SHORT_WORD)


def _in_sentence(reading: Reading, number: int) -> Division | None:
    sentence, text = reading.manuscript.sentences[number], reading.manuscript.text
    block = reading.manuscript.blocks[sentence.block]
    if block.kind in ("cell", "furniture", "heading"):
        return None
    group = reading.inside[number]
    if (bracketed := _bracketed(reading, group)) is not None:
        return _of_brackets(reading, bracketed, sentence.start)
    told = [i for i in group if not _in_brackets(text, sentence.start, reading.claims[i].start)]
    if len(told) < FEWEST:
        return None
    by = reading.divided["by"].search(text, sentence.start, reading.claims[told[-FEWEST]].start)
    colon = text.find(":", by.end() if by else sentence.start, reading.claims[told[-FEWEST]].start)
    if by is not None and colon >= 0 and reading.divided["by"].search(text, colon) is None:
        between = [i for i in told if by.end() <= reading.claims[i].start < colon]
        start = by.end() if between else colon + 1
    else:
        start = colon + 1 if colon >= 0 else by.end() if by else sentence.start
    if start == sentence.start and (opener := opened_by(reading, number)) is not None:
        comma = text.find(",", reading.claims[opener].end, sentence.end)
        start = comma + 1 if comma >= 0 else reading.claims[opener].end  # "Of the 38, 22 were"
    run: list[int] = []
    for i in told:
        if reading.claims[i].start < start:
            continue
        if not exact(reading, i) or (
            run and not _joined(text[reading.claims[run[-1]].end : reading.claims[i].start])
        ):
            break
        run.append(i)
    if not FEWEST <= len(run) <= MOST:
        return None
    led = by is not None or (not colon >= 0 and _asked(reading, number))
    return _division(reading, run, start, sentence.start, sentence.end, led, colon >= 0)


def _asked(reading: Reading, number: int) -> bool:
    """Whether a sentence answers a question that tells what is listed: "What was reported? Theft, 86; fraud, 33"."""
    said = reading.said(number - 1).rstrip() if number else ""
    return said.endswith("?") and len(said) <= _HEADING and not reading.inside.get(number - 1)


def _bracketed(reading: Reading, group: Sequence[int]) -> list[int] | None:
    """The counts of a sentence that stand in brackets each, as those of a list do: "food (52), clothes (27)"."""
    text, claims = reading.manuscript.text, reading.claims
    run = [
        i
        for i in group
        if text[: claims[i].start].rstrip().endswith("(") and text[claims[i].end :].lstrip()[:1] == ")"
    ]
    gaps = [text[claims[a].end : claims[b].start] for a, b in pairwise(run)]
    plain = FEWEST <= len(run) <= MOST and all(exact(reading, i) for i in run)
    apart = all(re.fullmatch(r"\s*\)[^().:\d]{1,75}\(\s*", gap) and _JOINT.search(gap) for gap in gaps)
    return run if plain and apart else None


def _of_brackets(reading: Reading, run: list[int], opened: int) -> Division:
    text, claims = reading.manuscript.text, reading.claims
    start = max(opened, text.rfind(":", opened, claims[run[0]].start) + 1)
    by = reading.divided["by"].search(text, opened, claims[run[0]].start)
    if by is not None and by.end() > start:
        start = by.end()
    ends = [start, *(claims[i].end for i in run)]
    said = [text[end : claims[i].start] for end, i in zip(ends, run, strict=False)]
    colon = text.endswith(":", 0, start)
    return Division(
        entries=tuple(run),
        labels=tuple(words_of(one) for one in said),
        nouns=(),
        lead=text[opened : claims[run[0]].start],
        led=by is not None or colon,
        colon=colon,
        lines=False,
        closed=_LAST.search(said[-1].rstrip(" (")) is not None,
        start=start,
        end=claims[run[-1]].end,
    )


def _joined(gap: str) -> bool:
    return len(gap) <= _APART and _JOINT.search(gap) is not None and not re.search(r"\.\s|:", _bare(gap))


def _bare(said: str) -> str:
    """Words without what stands in brackets."""
    return re.sub(r"\([^()]*\)", " ", said)


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _division(
    reading: Reading, run: list[int], start: int, opened: int, end: int, led: bool, colon: bool
) -> Division | None:
    text, claims = reading.manuscript.text, reading.claims
    gaps = [_bare(text[claims[a].end : claims[b].start]) for a, b in pairwise(run)]
    if any(re.search(r"\d", gap) for gap in gaps):
        return None  # a number that was read as none
    tail = re.split(r"[,;.:–—]", _bare(text[claims[run[-1]].end : end]))[0]
    first = text[start : claims[run[0]].start]
    nouns: tuple[str, ...] = ()
    if _counts_first(reading, first):  # "27 thefts, 15 robberies and 9 fires"
        said = [*(_before_last_joint(gap) for gap in gaps), tail]
    else:  # "A had 27 cases; B, 15, and C, 9"
        behind = [re.match(r"[^,;]*?(?=\s*(?:[,;]|(?:and|y|e)\s|$))", gap) for gap in gaps]
        told = [hit[0].strip() if hit else "" for hit in behind]
        nouns = stems(told[0])
        if any(one and not set(stems(one)) <= set(nouns) for one in told[1:]):
            return None
        said = [first, *(gap[len(hit[0]) :] if hit else gap for gap, hit in zip(gaps, behind, strict=True))]
    return Division(
        entries=tuple(run),
        labels=tuple(words_of(one) for one in said),
        nouns=nouns,
        lead=text[opened : claims[run[0]].start],
        led=led,
        colon=colon,
        lines=False,
        closed=_LAST.search(gaps[-1]) is not None,
        start=start,
        end=claims[run[-1]].end,
    )


def _counts_first(reading: Reading, first: str) -> bool:
    """Whether nothing but an article stands in front of the first count of a list."""
    hit = _OPENS.fullmatch(first)
    return hit is not None and (hit[1] is None or reading.divided["article"].fullmatch(hit[1]) is not None)


def _before_last_joint(gap: str) -> str:
    """What stands in a gap before the next entry: " thefts, " as " thefts"."""
    hits = list(_JOINT.finditer(gap))
    last = hits[-1].start()
    return gap[:last].rstrip(" ,;")


def _of_lines(reading: Reading) -> Iterator[Division]:
    """Runs of lines that are a label and one count each."""
    manuscript, text = reading.manuscript, reading.manuscript.text
    run: list[tuple[int, str]] = []
    above = ""
    for block in (*manuscript.blocks, None):
        said = text[block.start : block.end] if block else ""
        entry = _entry(reading, block) if block is not None and not is_total(manuscript, block) else None
        if entry is not None:
            run.append(entry)
            continue
        if FEWEST <= len(run) <= MOST:
            first, last = run[0][0], run[-1][0]
            yield Division(
                entries=tuple(i for i, _ in run),
                labels=tuple(words_of(label) for _, label in run),
                nouns=(),
                lead=above,
                led=reading.divided["by"].search(above) is not None,
                colon=above.rstrip().endswith(":"),
                lines=True,
                closed=True,
                start=text.rfind("\n", 0, reading.claims[first].start) + 1,
                end=reading.claims[last].end,
            )
        run = []
        above = said if len(said) <= _HEADING else said[-_HEADING:]


def _entry(reading: Reading, block: Block) -> tuple[int, str] | None:
    """The only count of a line outside brackets, and its label; None for blocks that are no such line."""
    if block.kind not in ("item", "paragraph"):
        return None
    inside = [
        i
        for i, claim in enumerate(reading.claims)
        if block.start <= claim.start < block.end
        and not _in_brackets(reading.manuscript.text, block.start, claim.start)
    ]
    if len(inside) != 1:
        return None
    label = _line(reading, inside[0], block.start, block.end)
    return None if label is None else (inside[0], label)


def _line(reading: Reading, index: int, start: int, end: int) -> str | None:
    """The label of a line that is one and a count; None for other lines."""
    text, claim = reading.manuscript.text, reading.claims[index]
    if not exact(reading, index) or reading.cell(index):
        return None
    before = text[start : claim.start].strip(" \t-–•*")
    after = _bare(text[claim.end : end]).strip(" .;,")
    if re.search(r"\d", _bare(before) + after) or re.search(r"[.;!?]\s", before) or len(before) > _LABEL:
        return None
    if re.search(r"[:–—-]$", before) and len(after.split()) <= 2:
        return before
    return after if not before and 0 < len(after) <= _LABEL and not re.search(r"[.:;]", after) else None
