"""Sums of shares: those that divide one whole make 100 % of it at most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, plus, span, stated
from almenara.analysis.checking.arithmetic.sums.totals import exclusive
from almenara.model.claim import Arithmetic
from almenara.model.place import fold
from almenara.text.comparisons import follows

_MEANT = 75.0
"""Per cent that shares of one whole make at least, where the last of them is of all others."""
SEVERAL = re.compile(
    r"multiple|more than (?:one|once)|several answers|in two (?:classes|categories)|"
    r"respuestas? múltiples?|más de una|varias (?:respuestas|categorías)|"
    r"múltiplas?|mais de uma|várias (?:respostas|categorias)|"
    r"\b(?:both(?! (?:sexes|halves))|overlap\w*|amb[oa]s(?! (?:sex|géner))|(?:las )?dos cosas|duas coisas)\b",
    re.IGNORECASE,
)
"""Words that say that one may give several answers, so that shares may add up to more than the whole."""


def _paragraph(reading: Reading, index: int) -> tuple[int, int]:
    block = reading.manuscript.blocks[reading.manuscript.sentences[reading.sentence[index]].block]
    return block.start, block.end


def over_whole(reading: Reading, index: int) -> Iterator[Reckoning]:
    """One share of a whole over 100 %."""
    claim, cue = reading.claims[index], reading.cues.get(index)
    if cue is None or cue.kind != "share" or claim.low is None or claim.low <= 100.5:
        return
    around = cue.of_text or reading.after(index)[:80]
    said = reading.before(index)[-60:]
    if reading.words["whole_elsewhere"].search(around) or reading.words["rise"].search(said):
        return
    if not cue.of_text or reading.words["base"].search(around) or re.search(r"\d{4}", around):
        return
    shown = f"{number(claim.value)} % of one whole"
    yield Reckoning(index, Arithmetic("limit", claim.value, 100.0, False, "share-over-100", shown, (index,)))


def sums_of_shares(reading: Reading) -> Iterator[Reckoning]:
    """Shares of one whole told in one sentence: together they are 100 at most."""
    for sentence, group in reading.inside.items():
        parts = []
        for i in group:
            cue = reading.cues.get(i)
            claim = reading.claims[i]
            if (
                claim.kind == "percent"
                and (cue is None or cue.kind in ("share", ""))
                and not claim.projection
            ):
                parts.append(i)
            elif claim.kind == "percent":
                parts = []
                break
        ranges = any(reading.claims[i].hedge == "between" for i in parts)
        if len(parts) < 2 or ranges or reading.cell(parts[0]) or not _one_whole(reading, sentence, parts):
            continue
        if SEVERAL.search(reading.manuscript.text, *_paragraph(reading, parts[0])):
            continue
        values = [reading.claims[i].value for i in parts]
        low = sum(span(reading.claims[i])[0] for i in parts)
        high = sum(stated(reading.claims[i])[1] for i in parts)
        shown = f"{plus(values)} = {number(round(sum(values), 4))} %"
        if low > 100.0 + 1e-9 and _some_are_whole(values):
            continue  # "of the 40 % who answered, 10 % …; the other 90 %"
        if low > 100.0 + 1e-9:
            last = parts[-1]
            error = Arithmetic("limit", sum(values), 100.0, False, "share-over-100", shown, tuple(parts))
            yield Reckoning(last, error)
        elif low <= 100 <= high and len(parts) > 1:
            yield Reckoning(parts[-1], Arithmetic("sum", 100.0, sum(values), True, "", shown, tuple(parts)))
        elif (
            high < 100 and sum(values) >= _MEANT and len(parts) > 2 and _closed_by_others(reading, parts[-1])
        ):
            error = Arithmetic("sum", 100.0, sum(values), False, "parts-do-not-add-up", shown, tuple(parts))
            yield Reckoning(parts[-1], error)


def _closed_by_others(reading: Reading, last: int) -> bool:
    """Whether the last of several shares is of all that was not named: "and other causes, 5 percent"."""
    before, after = reading.before(last), reading.after(last).lstrip()
    led = follows(reading.parted["others"], re.sub(r"[:,]\s*$|[(]\s*$", "", before.rstrip()))
    return led or reading.parted["others"].match(after) is not None


def _some_are_whole(values: list[float]) -> bool:
    """Whether the last of some shares makes the whole with others of them, so that not all are parts of one."""
    rest = values[:-1]
    some = (part for size in range(1, len(rest)) for part in combinations(rest, size))
    return any(abs(sum(part) + values[-1] - 100.0) < 0.05 for part in some)


def _one_whole(reading: Reading, sentence: int, parts: list[int]) -> bool:
    """Whether the shares of a sentence plainly divide one whole, each piece counted once."""
    said, words = reading.said(sentence), reading.words
    wholes = {fold(c.of_text)[:24] for i in parts if (c := reading.cues.get(i)) and c.of_text}
    if len(wholes) > 1 or any(reading.cues.get(i) and reading.cues[i].base_text for i in parts):
        return False
    if (
        re.search(
            r"\b(?:rate|tasa|taxa|rose|to \d[\d.,]* ?(?:%|per ?cent)|from \d|a \d+ ?%)", said, re.IGNORECASE
        )
        and not wholes
    ):
        return False
    women, men = bool(words["women"].search(said)), bool(words["men"].search(said))
    if not exclusive(reading, said):
        return False
    several = _of_several_things(reading, parts) and not _under_one_verb(reading, parts)
    if several or _of_own_deeds(reading, parts):
        return False
    text = reading.manuscript.text
    between = [text[reading.claims[a].end : reading.claims[b].start] for a, b in pairwise(parts)]
    if any(":" in words or ". " in words for words in between):
        return False  # "47 %: A 10 %, B 9 % …": what follows is of the first; or another sentence without a capital
    if len(parts) == 2 or women or men:
        places = {place.code for i in parts if (place := reading.claims[i].place)}
        return women and men and len(places) < 2  # "in A 62 % were men; in B 48 % were women"
    spaced = all(len(reading.before(i)) < 90 for i in parts[1:])
    opened = _OF_WHOLE.search(said) is not None
    return spaced and (bool(wholes) or opened or (len(parts) > 2 and not words["earlier"].search(said)))


_OF_WHOLE = re.compile(
    r"(?:^|[?.:]\s+)(?:of (?:the|all|those|these)|de l[oa]s|d[oa]s|dess[ea]s)\s+\d", re.IGNORECASE
)
"""Before shares, the whole that they divide: "Of the 9,179 case files, 51 % …"."""


def _of_own_deeds(reading: Reading, parts: list[int]) -> bool:
    """Whether shares are of those who did or suffered that go together: "58 % had paid, 44 % had been robbed"."""
    deeds = [hit[0] for i in parts if (hit := reading.slips["own_deed"].match(reading.after(i).lstrip()))]
    return len(set(deeds)) > 1


def _under_one_verb(reading: Reading, parts: list[int]) -> bool:
    """Whether all shares but the first leave out its verb, so that each is of another kind: "41 % were thefts; 27 %,
    robberies; 19 %, frauds"."""
    return len(parts) > 2 and all(reading.after(i).startswith(",") for i in parts[1:])


def _of_several_things(reading: Reading, parts: list[int]) -> bool:
    """Whether shares are told of a side, a time, a setting, a means in turn: "45 % in the north, 38 % at night"."""

    def told(said: str) -> set[str]:
        names = ("of_side", "of_setting", "of_time", "of_means")
        return {name for name in names if reading.slips[name].search(said)}

    for words in ([told(reading.after(i)) for i in parts], [told(reading.before(i)) for i in parts]):
        if any(one and two and not one & two for one, two in combinations(words, 2)):
            return True
    return False
