"""Shares: a percentage or "one in four" against the part and the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from almenara.analysis.checking.arithmetic.nearby import idle
from almenara.analysis.checking.arithmetic.plain_counts import counted
from almenara.analysis.checking.arithmetic.proportions.appositions import apposed, is_off
from almenara.analysis.checking.arithmetic.proportions.share_sums import over_whole, sums_of_shares
from almenara.analysis.checking.arithmetic.reading import (
    Reading,
    Reckoning,
    meet,
    narrow,
    number,
    plus,
    span,
    stated,
    stems,
)
from almenara.model.claim import Arithmetic
from almenara.model.place import fold
from almenara.text.comparisons import follows

_ARTICLES = re.compile(
    r"^\s+|\s*(?:\b(?:an?|un|um|el|o|about|some|nearly|casi|quase|cerca de)\b\s*)*$", re.IGNORECASE
)
"""What may stand around the words that join a count and its share."""


_ITS_COUNT = re.compile(r"\s*\(\s*\d[\d.,]*\s*\)")
"""Behind a share, the count that it stands for, in brackets."""
OFF = 0.18
"""Share of itself by which "one in three" may miss what it stands for: a quarter is none."""


ALMOST = 0.8
"""Share of itself that is told as almost a fraction, at least: 31 % is not almost half."""


def shares(reading: Reading) -> Iterator[Reckoning]:
    """Each share against its counts, then the sums of shares."""
    for index, claim in enumerate(reading.claims):
        if claim.projection or reading.cell(index):
            continue
        cue = reading.cues.get(index)
        if claim.kind == "percent" and (cue is None or cue.kind in ("share", "")):
            yield from _share(reading, index)
            yield from over_whole(reading, index)
        elif claim.kind == "ratio" and (cue is None or cue.kind != "change"):
            yield from _share(reading, index)
    yield from sums_of_shares(reading)


def _fraction(reading: Reading, index: int) -> tuple[float, tuple[float, float]]:
    claim = reading.claims[index]
    scale = 1.0 if claim.kind == "ratio" else 100.0
    low, high = stated(claim)
    if claim.kind == "ratio" and claim.hedge == "almost":
        low = max(low, claim.value * ALMOST)
    if claim.kind == "ratio" and not claim.hedge:
        low, high = min(low, claim.value * 0.94), max(high, claim.value * 1.06)
        low, high = max(low, claim.value * (1 - OFF)), min(high, claim.value * (1 + OFF))
    return claim.value / scale, (low / scale, high / scale)


def shared(reading: Reading, index: int, parts: list[int], whole: int) -> Arithmetic | None:
    """A share against the parts and the whole that it is of; None where the whole is nothing."""
    claim = reading.claims[index]
    value, said = _fraction(reading, index)
    total = span(reading.claims[whole])
    spans = [span(reading.claims[i]) for i in parts]
    if total[0] <= 0 or reading.claims[whole].value <= 0:
        return None
    top = sum(reading.claims[i].value for i in parts)
    computed = top / reading.claims[whole].value
    holds = meet((sum(s[0] for s in spans) / total[1], sum(s[1] for s in spans) / total[0]), said)
    sum_ = plus(reading.claims[i].value for i in parts)
    sum_ = sum_ if len(parts) == 1 else f"({sum_})"
    shown = f"{sum_} / {number(reading.claims[whole].value)} = {100 * computed:.1f} %"
    factor = 1.0 if claim.kind == "ratio" else 100.0
    error = "" if holds else "does-not-follow"
    return Arithmetic("share", value * factor, computed * factor, holds, error, shown, (*parts, whole))


def _share(reading: Reading, index: int) -> Iterator[Reckoning]:
    sentence = reading.sentence[index]
    here = [i for i in reading.inside[sentence] if counted(reading, i)]
    pair = _beside(reading, index, here)
    if pair is not None:
        part, whole = pair
        done = shared(reading, index, [part], whole)
        if done is not None and not done.holds:
            done = _of_all_before(reading, index, here, part, whole) or done
        if done is not None:
            yield Reckoning(index, done)
        return
    if (beside := apposed(reading, index, here)) is not None:
        done = shared(reading, index, [beside[0]], beside[1])
        if done is not None and (done.holds or is_off(reading.claims[index], done)):
            yield Reckoning(index, done)
        return
    near = [sentence, *sorted(reading.near(sentence, 2), key=lambda n: abs(n - sentence))]
    around = [i for n in near for i in reading.inside.get(n, []) if counted(reading, i)]
    around = [i for i in around if narrow(reading.claims[i])][:14]
    low, high = span(reading.claims[index])
    told = high - low <= 0.25 * reading.claims[index].value
    kinds = {reading.claims[i].kind for i in around} if told else set()
    tried: list[Arithmetic] = []
    for kind in kinds:
        same = [i for i in around if reading.claims[i].kind == kind]
        for part, whole in combinations(same, 2):
            small, big = (
                (part, whole) if reading.claims[part].value <= reading.claims[whole].value else (whole, part)
            )
            if reading.claims[small].value < reading.claims[big].value and _linked(
                reading, index, small, big
            ):
                done = shared(reading, index, [small], big)
                if done is not None and done.holds:
                    tried.append(done)
    tried = tried or _listed(reading, index, sentence) or _named(reading, index)
    if tried:
        yield Reckoning(index, tried[0])


def _of_all_before(reading: Reading, index: int, here: list[int], part: int, whole: int) -> Arithmetic | None:
    """The share of the last counts before it together, where it is just that: "A (310) and B (280), 59 percent of the
    1,000"."""
    run = [i for i in here if i <= part and i != whole]
    for start in range(len(run) - 1):
        done = shared(reading, index, run[start:], whole)
        if done is not None and done.holds:
            return done
    return None


def _beside(reading: Reading, index: int, here: list[int]) -> tuple[int, int] | None:
    """The part and the whole that a share plainly stands with: "81 of 116 (70 %)", "Of 116, 81 (70 %)"."""
    before = reading.before(index)
    group = reading.inside[reading.sentence[index]]
    place = group.index(index)
    after = reading.after(index)
    restated = _restated(reading, before) and not _of_others(reading, index)
    counted_behind = _ITS_COUNT.match(reading.manuscript.text, reading.claims[index].end)
    restated = restated and counted_behind is None  # "58 percent (116) agree, 30 percent (60) do not"
    if place and restated and not _out_of(reading, after):
        last = group[place - 1]
        if last not in here:
            return None
        if place > 1 and group[place - 2] in here and _out_of(reading, reading.before(last)):
            return group[place - 2], last
        if here == [last] and (whole := _whole_before(reading, index, last, after)) is not None:
            return last, whole
        if here[0] != last and _beneath(reading, here[0], last, before):
            return last, here[0]
        bigger = [i for i in here if reading.claims[i].value > reading.claims[last].value]
        if bigger == [here[0]] and len(here) == 2 and _of_the_total(reading, after):
            return last, here[0]
        return None
    if place and group[place - 1] in here and place + 1 < len(group) and group[place + 1] in here:
        last, following = group[place - 1], group[place + 1]
        if restated and _out_of(reading, after):
            return (
                (last, following) if reading.claims[last].value <= reading.claims[following].value else None
            )
    return None


def _of_others(reading: Reading, index: int) -> bool:
    """Whether a share behind a comma is one of people or things named for the first time: "…, 30 percent of the
    women"."""
    after = reading.after(index)
    of = reading.words["of"].match(after.lstrip())
    if of is None or not reading.before(index).rstrip().endswith(","):
        return False
    last = re.split(r"[,.;:()]", after.lstrip()[of.end() :])[0]
    named = set(stems(" ".join(re.findall(r"[^\W\d_]+", last)[:3])))
    start = reading.manuscript.sentences[max(0, reading.sentence[index] - 1)].start
    told = reading.manuscript.text[start : reading.claims[index].start]
    whole = reading.words["total"].match(last.lstrip()) or reading.words["of_them"].match(after.lstrip())
    return bool(named) and whole is None and not named & set(stems(" ".join(re.findall(r"[^\W\d_]+", told))))


def _whole_before(reading: Reading, index: int, part: int, after: str) -> int | None:
    """The only count of the sentence before, of which a share "of them" is: one measure and period, a wider place."""
    if not reading.words["of_them"].match(after.lstrip(" )")):
        return None
    number, sentences = reading.sentence[index], reading.manuscript.sentences
    before = [i for i in reading.inside.get(number - 1, []) if counted(reading, i)]
    if len(before) != 1 or sentences[number - 1].block != sentences[number].block:
        return None
    one, two = reading.claims[part], reading.claims[before[0]]
    alike = one.measure and one.measure == two.measure and one.period == two.period and not two.hedge
    wider = one.place != two.place or one.place is None
    return before[0] if alike and wider and two.value > one.value and two.kind == one.kind else None


def _of_the_total(reading: Reading, after: str) -> bool:
    """Whether a share is of "the total", whose count the sentence then names."""
    whole = reading.words["of"].match(after.lstrip(" )"))
    return whole is not None and bool(
        reading.words["total"].match(after.lstrip(" )")[whole.end() :].lstrip())
    )


def _beneath(reading: Reading, whole: int, part: int, before: str) -> bool:
    """Whether a count is told as a part of the first one: "of the 116, 81 (", "3,346, of which 2,810 ("."""
    one, two, words = reading.claims[whole], reading.claims[part], reading.words
    if one.value <= two.value or one.kind != two.kind:
        return False
    if len(re.split(r"[(,–—]", before)[0].split()) > 4:
        return False
    lead = reading.before(whole)
    opened = (
        words["opening"].match(reading.said(reading.sentence[whole])) and len(lead) <= 45 and "," not in lead
    )
    return bool(opened or follows(words["inside"], reading.before(part)))


def _restated(reading: Reading, before: str) -> bool:
    """Whether a share says again, in brackets or after "or", what the count before it says."""
    pieces = re.split(r"[,(–—]|\s-\s", before)
    words = _ARTICLES.sub("", pieces[-1]).strip()
    if len(pieces) > 1:
        if before.rstrip().endswith(",") and not all(idle(reading, piece) for piece in pieces[1:]):
            return False  # "120 stand empty and, in the south, half"
        patterns = (reading.words["that_is"], reading.parted["said_again"])
        return not words or any(pattern.fullmatch(words) for pattern in patterns)
    last = words.rsplit(maxsplit=1)[-1:]
    return bool(last) and len(last[0]) > 1 and bool(reading.words["that_is"].fullmatch(last[0]))


def _out_of(reading: Reading, between: str) -> bool:
    """Whether the words between two counts make the first a part of the second: "81 of the 116"."""
    stripped = between.strip()
    if len(stripped) > 48 or re.search(r"[,;:.()]", stripped):
        return False
    return any(hit.end() >= len(stripped) for hit in reading.words["out_of"].finditer(stripped + " "))


def _linked(reading: Reading, index: int, part: int, whole: int) -> bool:
    """Whether a part and a whole may be those of a share: of one measure, or in the share's own sentence."""
    one, two = reading.claims[part], reading.claims[whole]
    if one.measure and two.measure and one.measure != two.measure:
        return False
    if one.period and two.period and one.period != two.period:
        return False
    both = reading.sentence[part] == reading.sentence[whole] == reading.sentence[index]
    return (
        both
        or reading.same(part, whole)
        or reading.sentence[index] in (reading.sentence[part], reading.sentence[whole])
    )


def _listed(reading: Reading, index: int, sentence: int) -> list[Arithmetic]:
    """ "More than half in four states - …": the counts of the list together against a total before them."""
    group = reading.inside[sentence]
    sizes = [
        round(reading.claims[i].value)
        for i in group
        if i != index
        and reading.words["state_kind"].search(reading.claims[i].counted or reading.after(i)[:30])
    ]
    out: list[Arithmetic] = []
    for n in (sentence, sentence + 1):
        here = [
            i
            for i in reading.inside.get(n, [])
            if counted(reading, i) and i not in group[: group.index(index)]
        ]
        here = [
            i
            for i in here
            if not (round(reading.claims[i].value) in sizes and i in group and reading.claims[i].value < 33)
        ]
        wanted = sizes or ([len(here)] if len(here) > 2 else [])
        if len(here) < 2 or (wanted and len(here) not in wanted and wanted[0] > len(here)):
            continue
        members = here[: wanted[0]] if wanted and 2 <= wanted[0] <= len(here) else here
        for whole in _wholes(reading, index, members):
            done = shared(reading, index, members, whole)
            if done is None:
                continue
            if done.holds:
                return [done]
            plain = bool(sizes) and len(members) == sizes[0] == len(here)
            if (
                plain
                and len(_wholes(reading, index, members)) == 1
                and not reading.conflict(members[0], whole)
            ):
                wrong = Arithmetic(
                    "share", done.stated, done.computed, False, "rank-against-list", done.shown, done.claims
                )
                out.append(wrong)
    return out


def _named(reading: Reading, index: int) -> list[Arithmetic]:
    """Shares of places that the sentence names, or of a whole table, against the counts told elsewhere."""
    sentence = reading.sentence[index]
    said = f" {fold(reading.said(sentence))} "
    near = [i for n in reading.near(sentence, 4) for i in reading.inside.get(n, []) if counted(reading, i)]
    sets = [[i for i in near if len(name := reading.label(i)) > 3 and f" {name} " in said]]
    sizes = {
        round(reading.claims[i].value) for i in reading.inside[sentence] if reading.claims[i].value < 100
    }
    sizes |= {len(c) for c in reading.columns if reading.words["state_kind"].search(said)}
    sets += [column for column in reading.columns if len(column) in sizes]
    for members in sets:
        if len(members) > 1 and len({reading.label(i) for i in members}) == len(members):
            for whole in _wholes(reading, index, members):
                done = shared(reading, index, members, whole)
                if done is not None and done.holds:
                    return [done]
    return []


def _wholes(reading: Reading, index: int, members: list[int]) -> list[int]:
    top = sum(reading.claims[i].value for i in members)
    numbers = [reading.sentence[index], *reading.near(reading.sentence[index], 3)]
    found = [
        i
        for n in sorted(numbers)
        for i in reading.inside.get(n, [])
        if i not in members and counted(reading, i)
    ]
    found = [
        i
        for i in found
        if reading.claims[i].value >= top and narrow(reading.claims[i]) and reading.claims[i].kind == "count"
    ]
    if any(reading.claims[i].measure for i in found):
        found = [i for i in found if reading.same(i, members[0])] or found
    bases = {q.comparison.base_claim for q in reading.claims if q.comparison}
    later = [i for i in found if i not in bases and not reading.words["base"].search(reading.before(i)[-60:])]
    return later or found
