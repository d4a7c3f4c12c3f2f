"""Which place a quantity is of: that of its own clause, list item or table row, else what was said before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from almenara.analysis.checking.where.headed import place_of_heading, place_of_run_in
from almenara.analysis.checking.where.led_places import led_to, of_listing_above
from almenara.analysis.checking.where.place_runs import (
    DIGITS,
    each_led,
    moved_there,
    narrower,
    the_only_one,
    without_asides,
)
from almenara.analysis.checking.where.places import PlaceMention
from almenara.analysis.checking.where.prevailing_place import prevailing
from almenara.analysis.checking.where.whole_country import (
    NATION,
    labelled_nation,
    only_a_whole,
    over_all,
    ranked_within,
    ranks,
    which_it_tells,
)
from almenara.model.manuscript import Block, Manuscript
from almenara.model.place import Place
from almenara.text.table_roles import captions, cell_role, is_rest, is_total, label_of

How = Literal["clause", "sentence", "table", "before", "prevailing", "default", "several", "foreign", ""]
"""several: a list of places that the quantity is of together; foreign: a place without a pack."""

_STOP = re.compile(r"[;:]|\.\s")
_PAUSE = re.compile(r"[,:]")
_ENDED = re.compile(r";|\.\s")
_TO = r"(?:in|en|em|n[oa]s?|to|for|from|al?|ao|à|para|del?|d[oa])\s+(?:the\s+|el\s+|la\s+)?"
_IN = re.compile(rf"\s+(?:[^\W\d]+\s+)?{_TO}", re.I)
_NUMBER_IN = re.compile(rf"\d\s?%?\s+(?:[^\W\d]+\s+){{0,4}}?{_TO}$", re.I)
_WITH = re.compile(r"\s*,\s*(?:(?:with|con|com)\s+|(?:where|donde|onde)\s[^,;:.\d]{0,60})", re.I)
_OPENED_WITH = re.compile(r"(?:^|[.:\-–—]\s*)(?:with|con|com)\s+$", re.I)
_SUBJECT = re.compile(r"[^,.;:\d]*(?:\b(?:19|20)\d\d)?,\s+(?:the\s+|el\s+|la\s+|[oa]\s+)?")
"""Between a number that opens its sentence and the place that it is of: "With 191 murders in May, the place …"."""
_ASIDE = re.compile(r",\s(?:with|con|com)\s(?:[^,;:]|,(?=\d))*,", re.I)
"""A number told beside a place, which is not yet the next one's: "the state, with 1,815, came second"."""
_NEXT = re.compile(
    r"\s*,?\s+(?:and|while|whereas|y|e|mientras(?: que)?|enquanto)\s+"
    r"(?:(?:in|en|em|n[oa]s?)\s+)?(?:the\s+|el\s+|l[ao]s?\s+|[oa]\s+)?",
    re.I,
)
"""Between a number and a place that has a number of its own: "from 402 to 311 and the next from 187 to 142"."""
_PART_OF = re.compile(r"(?:%|\w)\s+(?:of the|de l[oa]s|d[oa]s)\s+$", re.I)
"""Before the whole that a part is told of."""
_ANOTHER_CLAUSE = re.compile(
    r"\b(?:in which|when|while|whereas|although|even as|en que|en el que|cuando|mientras|aunque|"
    r"em que|no qual|quando|enquanto|embora)\b",
    re.I,
)
"""Between a number and a place that something else is told of: "an increase of 28 % in a year in which the country"."""
_EACH = re.compile(r"(?:level|tier|nivel|nível)\s|\s(?:each|apiece|cada un[oa]?|cada uma?)\b", re.I)
"""Beside a number told of every place of a list: a level, or so many each."""
_BASE = re.compile(r"\b(?:del?|do|of)\b[^,;.]*$", re.I)
_PART = re.compile(
    r"\s+(?:of|del?|d[oa]s?)\s+(?:all\s+|the\s+|tod[oa]s\s+|[oa]s\s+|l[oa]s\s+)*(?:[^\W\d]+\s+){0,3}", re.I
)
"""Between a part and "in the country"."""
_BRACKET = re.compile(r"\s*\([^()]*\)|\s[–—]\s[^–—()\n]{1,40}\s[–—](?=\s)")
"""What stands between a number and its place beside both: "4,199 – 38% – lived in the state"."""
_SOON = 24
"""Characters behind a number within which "there" may be told of it."""
_REGISTER = re.compile(
    r"\b(?:national (?:register|registry|database)|(?:registro|padrón|cadastro) nacional)\b", re.I
)
"""What counts the whole country in a sentence that names no place."""
_STATE = re.compile(r"\b(?:state|department|estado|departamento|entidad|entidade|entity|estatal|estadual)\b")
"""What points back to a state and to no town of it."""
_PERCENT = re.compile(
    r"\d\s?(?:%|per ?cent|por ?ciento|por ?cento)$|\d\s?(?:%|per ?cent|por ?ciento|por ?cento)\s", re.I
)
_AT_ONCE = re.compile(r"\s+(?:(?:a|al|ao|to|in|en|em|n[oa]|for|para)\s+)?(?:(?:the|el|la|o|a)\s+)?", re.I)
"""Between a share and the place that it is told of."""
_LIST = re.compile(r"^[\s,;]*(?:and|y|e|or|o|ou|&)?[\s]*(?:the|el|la|los|en|in|em|no|na)?\s*$", re.I)


@dataclass(frozen=True)
class Placed:
    """The place of a quantity; place None with how "foreign", "several" or ""."""

    place: Place | None
    sure: bool
    how: How
    mention: PlaceMention | None = None


def place_for(
    mentions: Sequence[PlaceMention],
    manuscript: Manuscript,
    position: int,
    end: int = 0,
    default: Place | None = None,
) -> Placed:
    """The place of the quantity in position..end.

    mentions  all of the text, as find_places gives them
    default   the country that the text is about: home_of
    """
    end = max(end, position + 1)
    usable = [m for m in mentions if not m.in_name and not m.dateline]
    filed = [m for m in mentions if not m.in_name]
    block = manuscript.block_of(position)
    if block.table and _of_other_rows(usable, manuscript, block):
        return Placed(None, False, "table")
    if block.table and (found := _of_table(usable, manuscript, block)) is not None:
        return _placed(found, "table", True)
    if default is not None and labelled_nation(manuscript, block):
        return Placed(default, True, "table")
    if block.table and default is not None and (whole := _of_all_rows(manuscript, block)):
        return Placed(default, whole == "nation", "table")
    sentence = manuscript.sentences[manuscript.sentence_at(position)]
    here = [m for m in usable if sentence.start <= m.start < sentence.end]
    named = [
        m for m in here if not m.again and not only_a_whole(m, manuscript.text, sentence.start, position)
    ]
    own = without_asides(named, manuscript.text, position)
    if (nation := which_it_tells(named, manuscript.text, position)) is not None:
        return _placed(nation, "clause", True)
    if (
        _points_back(here, manuscript.text, position, end)
        and (found := _last_said(filed, here, sentence.start)) is not None
    ):
        return _placed(found, "before", False)
    if len(named) < len([m for m in here if not m.again]) and (part := _part_told(own, position)) is not None:
        return _placed(part, "sentence", False)
    if _PERCENT.search(manuscript.text, position, end + 1) and (
        beside_it := _right_behind(own, manuscript.text, end)
    ):
        return _placed(beside_it, "clause", beside_it.sure)
    if (found_here := _of_clause(own, manuscript.text, position, end, sentence.start)) is not None:
        chosen, plain = found_here
        listed = _listed_with(chosen, own, manuscript.text)
        if listed and not _each_has_number(chosen, own, manuscript.text, sentence.end):
            if chosen.end <= position and _EACH.search(manuscript.text, position, end + 16):
                return _placed(chosen, "sentence", False)
            return Placed(None, False, "several", chosen)
        return _placed(chosen, "clause" if plain else "sentence", plain and chosen.sure)
    parts = own and own[0].start >= end and DIGITS.search(manuscript.text, end, own[0].start)
    beside = [m for m in own if not (m.start >= end and ";" in manuscript.text[end : m.start])]
    if not parts and any(m.place is not None and m.place.kind != "country" for m in beside):
        return Placed(None, False, "several", beside[0])
    if any(m.again for m in here) and (found := _last_said(filed, here, sentence.start)) is not None:
        again = any(m.again and _STATE.search(m.text.lower()) for m in here) and _is_state(found)
        return _placed(found, "sentence" if again else "before", False)
    if (run_in := place_of_run_in(usable, manuscript, manuscript.sentence_at(position))) is not None:
        return Placed(run_in, False, "prevailing")
    if (lead := led_to(usable, manuscript, sentence.block)) is not None:
        return Placed(lead, False, "prevailing")
    if (above := of_listing_above(usable, manuscript, sentence.block)) is not None:
        return Placed(above, False, "prevailing")
    if default is not None and not here and _REGISTER.search(manuscript.text, sentence.start, position):
        return Placed(default, False, "sentence")
    if (headed := place_of_heading(usable, manuscript, sentence.block)) is not None:
        return Placed(headed, False, "prevailing")
    state = prevailing(usable)
    if state is not None and _is_open_to(state, usable, sentence.end, own if parts else ()):
        return Placed(state, False, "prevailing")
    return Placed(default, False, "default") if default is not None else Placed(None, False, "")


def _right_behind(own: Sequence[PlaceMention], text: str, end: int) -> PlaceMention | None:
    """The place that a share is told of at once: "38% one state and 17% another"."""
    return next((m for m in own if m.start >= end and _AT_ONCE.fullmatch(text, end, m.start)), None)


def _is_open_to(
    state: Place, mentions: Sequence[PlaceMention], end: int, parts: Sequence[PlaceMention]
) -> bool:
    """Whether a number may be of the state its text is about: named by then, and not as the number's own part."""
    return any(m.place == state and m.start < end for m in mentions) and all(m.place != state for m in parts)


def _of_all_rows(manuscript: Manuscript, cell: Block) -> str:
    """ "nation" where a cell's row is the whole country's by its label, "total" where it adds up the others."""
    label = label_of(manuscript, cell)
    if label is None or label is cell:
        return ""
    words = manuscript.text[label.start : label.end].strip(" *:")
    if NATION.fullmatch(words):
        return "nation"
    return "total" if is_total(manuscript, label) else ""


def _of_other_rows(mentions: Sequence[PlaceMention], manuscript: Manuscript, cell: Block) -> bool:
    """Whether a cell's row is all of the country that the table does not list: "Rest of the country", or "Others" below
    rows of states."""
    label = label_of(manuscript, cell)
    if cell.header or label is None or label is cell or not is_rest(manuscript, label):
        return False
    starts = [m.start for m in mentions]
    labels = [label_of(manuscript, other) for other in manuscript.grid.column(cell) if not other.header]
    named = [m for b in labels if b is not None and b is not label for m in _named_in(mentions, starts, b)]
    own = _named_in(mentions, starts, label)
    return all(_whole(m) for m in own) and bool(own or any(not _whole(m) for m in named))


def _points_back(here: list[PlaceMention], text: str, position: int, end: int) -> bool:
    """Whether "its share" or "there" stands in a sentence that names no place but the whole country."""
    said = [m for m in here if not m.nation]
    return (
        bool(said)
        and all(m.again for m in said)
        and (said[0].start < position + _SOON or not DIGITS.search(text, end, said[0].start))
        and len(here) > len(said)
    )


def _part_told(own: list[PlaceMention], position: int) -> PlaceMention | None:
    """The state or town said last before a share of the country's total."""
    told = [m for m in own if m.end <= position and not m.compared and m.place is not None and not _whole(m)]
    return told[-1] if told else None


def _placed(mention: PlaceMention, how: How, sure: bool) -> Placed:
    if mention.place is None and not mention.sure:
        return Placed(None, False, "", mention)
    if mention.place is None:
        return Placed(None, sure, "" if mention.nation and not mention.country else "foreign", mention)
    return Placed(mention.place, sure and mention.sure, how, mention)


def _of_clause(
    mentions: list[PlaceMention], text: str, start: int, end: int, opening: int
) -> tuple[PlaceMention, bool] | None:
    """The mention of a number's clause, and whether that is plain."""
    before = [m for m in mentions if m.end <= start]
    after = [m for m in mentions if m.start >= end]
    left = before[-1] if before else None
    right = after[0] if after else None
    if left is not None and left.nation and not text[left.end : start].strip(" '’s"):
        return left, True  # "the country's 29,705 victims"
    if (inside := ranked_within(mentions, text, start)) is not None:
        return inside, True
    if right is not None and right.nation and _PART_OF.search(text, opening, start):
        return right, True  # "38% de las 10,974 víctimas del país"
    if right is not None and right.nation and _PART.fullmatch(text[end : right.start]):
        inner = [m for m in before if not m.nation and not m.compared and not _whole(m)]
        if inner and not _ENDED.search(text[inner[-1].end : start]):
            return inner[-1], False  # "the state still has half of all cases in the country"
    for base in (right, left):
        if base is not None and base.nation and _BASE.search(text[: base.end], max(0, base.start - 8)):
            inner = [m for m in before if not m.nation and not m.compared and not _whole(m)]
            if inner and not _STOP.search(text[inner[-1].end : start]):
                return inner[-1], False  # "the state had 40 % of the country's victims"
    if (
        right is not None
        and over_all(right, text, end)
        and not (left is not None and ranks(text, left.end, start))
    ):
        return right, True  # "the office in one town counted 2,100 attacks nationwide"
    if right is not None and not right.nation and the_only_one(text, end, right.start):
        return right, True
    if left is not None and each_led(mentions, text, opening, start):
        return left, True  # "A fell from 4 to 3 and B from 6 to 5"
    if left is not None and not left.compared and moved_there(left, text, start):
        return left, True  # "the state went from 272 to 301"
    led = left is None and right is not None and _OPENED_WITH.search(text[opening:start])
    if led and right is not None and _SUBJECT.fullmatch(text[end : right.start]):
        return right, False
    left_gap = _ASIDE.sub(" ", text[left.end : start]) if left else ""
    right_gap = _BRACKET.sub(" ", text[end : right.start]) if right else ""
    right_ok = right is not None and not right.compared
    right_ok = right_ok and not DIGITS.search(right_gap) and not _STOP.search(right_gap)
    right_ok = right_ok and not _NEXT.fullmatch(right_gap) and not _ANOTHER_CLAUSE.search(right_gap)
    left_ok = left is not None and not DIGITS.search(left_gap)
    left_ok = left_ok and not (
        left is not None and left.compared and _PAUSE.search(left_gap) and not _WITH.fullmatch(left_gap)
    )
    near = left_ok and "," not in left_gap and not _STOP.search(left_gap)
    told = left is not None and _NUMBER_IN.search(text[max(opening, left.start - 60) : left.start])
    if told and right is not None and right_ok and _IN.fullmatch(right_gap) and "," not in left_gap:
        return right, True  # "84 in one and 69 in another"
    if right_ok and right is not None and not set(",(") & set(right_gap) and len(right_gap) < 90:
        taken = left is not None and left_ok and near and not narrower(right, left)
        if not taken or (left is not None and not left.sure and len(right_gap) < len(left_gap)):
            return right, True
    if left is not None and left_ok:
        return left, True
    opened = [m for m in before if not m.compared and m.start - opening < 40]
    if len(opened) > 1 and _whole(opened[0]) and text[opened[0].end : opened[1].start].strip() == ",":
        opened = (
            opened[1:] if len({m.place for m in before}) == 2 else opened
        )  # "In the country, one state had"
    if opened and (len({(m.country, m.place) for m in before}) == 1 or _whole(opened[0])):
        alone = len({(m.country, m.place) for m in mentions}) == 1 and not _STOP.search(left_gap)
        return opened[0], alone or _whole(opened[0])
    narrow = {m.place for m in before if m.place is not None and not _whole(m)}
    if left is not None and left.place in narrow and len(narrow) == 1 and not _STOP.search(left_gap):
        return left, False  # "the body counted 55 in A, more than the 50 of"
    if (
        left is None
        and right is not None
        and right_ok
        and not DIGITS.search(text[right.end : right.end + 60])
    ):
        return right, False
    return None


def _whole(mention: PlaceMention) -> bool:
    return mention.place is not None and mention.place.kind == "country"


def _listed_with(mention: PlaceMention, mentions: list[PlaceMention], text: str) -> bool:
    """Whether the places beside it are listed with it: one, another and a third."""
    index = mentions.index(mention)
    for left, right in pairwise(mentions[max(0, index - 1) : index + 2]):
        apart = not narrower(left, right) and not narrower(right, left) and left.place != right.place
        if apart and _LIST.match(text[left.end : right.start]):
            return True
    return False


def _each_has_number(mention: PlaceMention, mentions: list[PlaceMention], text: str, end: int) -> bool:
    """Whether every place has its own number, before it or after."""
    index = mentions.index(mention)
    following = mentions[index + 1].start if index + 1 < len(mentions) else end
    return bool(DIGITS.search(text[mention.end : following])) and bool(
        index == 0 or DIGITS.search(text[mentions[index - 1].end : mention.start])
    )


def _last_said(filed: list[PlaceMention], here: list[PlaceMention], position: int) -> PlaceMention | None:
    """The state or town said before a sentence; None where "its" or "there" points to the country said last."""
    if (told := next((m for m in here if m.meant is not None), None)) is not None:
        return replace(told, place=told.meant)
    last = next((m for m in reversed(filed) if m.end <= position and not m.again), None)
    if last is not None and _whole(last) and all(m.sure for m in here if m.again):
        return None
    word = next((m.text.lower() for m in here if m.again), "")
    if _STATE.search(word) and (found := _last_state([m for m in filed if _is_state(m)], position)):
        return found
    return _last_state(filed, position)


def _is_state(mention: PlaceMention) -> bool:
    return mention.place is not None and mention.place.kind == "state"


def _last_state(mentions: list[PlaceMention], position: int) -> PlaceMention | None:
    for mention in reversed([m for m in mentions if m.end <= position]):
        if (
            not mention.again
            and not mention.nation
            and mention.place is not None
            and mention.place.kind != "country"
        ):
            return mention
    return None


def _of_table(mentions: Sequence[PlaceMention], manuscript: Manuscript, cell: Block) -> PlaceMention | None:
    """The place of a cell: of its row, of its column, or the only one that the table's caption names."""
    if cell.header:
        return None
    grid = manuscript.grid
    starts = [m.start for m in mentions]
    of_whole = cell_role(manuscript, cell) == "share"  # "% of the country": of it the row is a part
    for blocks in (reversed(grid.labels(cell)), reversed(grid.heads(cell))):
        for block in blocks:
            found = _named_in(mentions, starts, block)
            if found and not (of_whole and found[0].nation and block in grid.heads(cell)):
                return found[0]
    titled = [m for block in captions(manuscript, cell.table) for m in _named_in(mentions, starts, block)]
    narrow = [m for m in titled if not _whole(m)]
    return titled[0] if titled and len({(m.country, m.place) for m in narrow or titled}) == 1 else None


def _named_in(mentions: Sequence[PlaceMention], starts: list[int], block: Block) -> list[PlaceMention]:
    first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
    return [m for m in mentions[first:last] if not m.again]
