"""Where a text writes a period, in which form, and what the words around make of it: nothing resolved yet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from almenara.model.manuscript import Block, Manuscript
from almenara.text.everyday import MILITARY_TIME
from almenara.text.letters import plain
from almenara.text.period_mention import Relation
from almenara.text.period_relations import CLAUSE_END, relation_of
from almenara.text.period_words import PeriodWords, period_words
from almenara.text.vocabulary import any_expression

_FIGURES = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:figures?|data|numbers|counts?|statistics|tally|totals?|cifras?|datos|numeros|dados)\b"
)
"""Behind a year, what it is of."""
_YEAR_ALONE = re.compile(r"\b(?:19|20)\d\d\b")
_INSIDE = re.compile(r"\b(?:was|is|and|than|came|fell|month|by)\s+$")
"""Before a month whose name is another word too, written with a capital."""
_LISTED = re.compile(r"[,;:]\s$")
_AT_A_COUNT = re.compile(r"\sat\s\d")
_ITS_COUNT = re.compile(r",?\s(?:\(?\d|the\b|with\s\d)")
"""Before and behind such a month that goes on a list."""
_WHICH = re.compile(r"\b(?:which|that|where|who|que|donde|onde|quien|quem)\b")
_THREAD = re.compile(r"\s*\(?\d{1,2}/\d{0,2}[).:]?\s+(?=[^\W\d])")
"""What begins a post of a thread, "3/7 December was bad", and is no day."""
_NAMED_FOR = re.compile(
    r"\b(?:rio de|(?:avenida|av\.?|calle|colonia|col\.|plaza|plazuela|mercado|barrio|calzada|bulevar|boulevard|blvd\.?|"
    r"puente|escuela|hospital|parque|rua|praca|bairro|travessa|ponte|estacao|estacion)\s(?:el |o )?)\s?$"
)
"""Before a month or its day, what makes it the name of a place."""
_TITLE_WORD = re.compile(r"(\w[\w'’-]*)\s+$")
_YEAR_IN = re.compile(r"\b((?:19|20)\d\d),? (?:in|en|em) $")
"""Before a month, the year whose count was told in it: "for 2018 in April 2019"."""
_TOTAL = re.compile(r"\btotal (?:of|de) $")
_TOTALLED = re.compile(r"\s?[,;:)]|\.(?:\s|$)|\s(?:was|is|had|es|fue|era|e|foi|esta)\b|$")
"""Behind "total of 2018", what makes it the total of that year and no total of 2,018."""
_PREVIOUS_ALONE = re.compile(r"(?:(?:en )?el|n?o) (?:anterior|previo)")
"""The year before, with a number right before it."""
_TOLD_OF_IT = re.compile(r",\s(?:(?:con|com)\s)?(?:mil\s)?\d")
_LABEL = re.compile(r"[^.;:\n]{0,60}:\s|\s?[–—-]\s")
"""Behind a day that opens a line, what makes it the day of what follows."""
_WITH_THOUSANDS = re.compile(r"\s(?:with|con|com)\s(?:mil\s\d|\d{1,3}[.,]\d{3})")
"""Behind a year, what nobody counts of as many as its number."""
_CLOSES = re.compile(r"\s?(?:[);*_]|[.,](?!\d)|$)")
"""Behind the time as of which figures are, what closes it."""
_BEHIND_SOURCE = re.compile(r"\([^()]*[,;] $")
"""Before a time that closes a bracket, what else stands there: "(the ministry's figures, January 2022)"."""
_WHEN_ISSUED = ("point", "ago", "last_unit", "unit_last", "this")
_SURROUND = 110


@dataclass(frozen=True)
class Form:
    """One form found: its span in the whole text, its groups, and how the words beside it use it."""

    start: int
    end: int
    kind: str
    groups: dict[str, str]
    block: int
    sentence: int
    relation: Relation
    cue: int
    edge: str  # "closing" of the period, "vague" about it, or ""
    event: bool
    future: bool
    reporting: bool
    edition: bool = False  # as of when the figures are, told beside what they are of

    @cached_property
    def text_key(self) -> str:
        """The year that is written out, "" where none is."""
        return next((v for k, v in self.groups.items() if k[0] in "yz" and v[:4].isdigit()), "")

    @property
    def points(self) -> bool:
        """Whether one of its years is told by words that point to it: "from 2012 until October this year"."""
        return any(k[0] in "yz" and not v[:2].isdigit() for k, v in self.groups.items())


def find_forms(manuscript: Manuscript) -> list[Form]:
    """All forms, in order, the longest where two overlap. Furniture is not read."""
    words = period_words(manuscript.language)
    folded = plain(manuscript.text)
    out: list[Form] = []
    for number, block in enumerate(manuscript.blocks):
        if block.kind != "furniture":
            out += _in_block(manuscript, folded, words, number, block)
    return out


def _in_block(
    manuscript: Manuscript, folded: str, words: PeriodWords, number: int, block: Block
) -> Iterator[Form]:
    found: list[tuple[int, int, int, str, re.Match[str]]] = []
    mark = _THREAD.match(folded, block.start, block.end)
    begun = mark.end() if mark else block.start
    for rank, (kind, pattern) in enumerate(words.forms):
        for m in pattern.finditer(folded, begun, block.end):
            if m.end() > m.start() and _is_form(kind, m, manuscript, folded, words, block):
                found.append((m.start(), m.end(), rank, kind, m))
    found.sort(key=lambda f: (f[0] - f[1], f[2], f[0]))
    taken: list[tuple[int, int, int, str, re.Match[str]]] = []  # in the order of their starts
    for item in found:
        at = bisect_left(taken, item[0], key=lambda other: other[0])
        if (at == 0 or taken[at - 1][1] <= item[0]) and (at == len(taken) or taken[at][0] >= item[1]):
            taken.insert(at, item)
    forms = [_form(manuscript, folded, words, number, block, kind, m) for *_, kind, m in taken]
    yield from _listed(forms, folded, words)


def _listed(forms: list[Form], folded: str, words: PeriodWords) -> list[Form]:
    """ "January, February and March" is one span."""
    out: list[Form] = []
    for form in forms:
        g = form.groups
        while out and form.kind == "range" and g.get("k") and "m1" in g and set(out[-1].groups) == {"m2"}:
            first = out[-1].groups["m2"]
            apart = folded[out[-1].end : form.start].strip()
            if apart != "," or words.month(g["m1"]) - words.month(first) != 1:
                break
            g = g | {"m1": first}
            form = replace(form, start=out[-1].start, groups=g, relation=out[-1].relation, cue=out[-1].cue)
            out.pop()
        out.append(form)
    return out


def _is_form(
    kind: str, m: re.Match[str], manuscript: Manuscript, folded: str, words: PeriodWords, block: Block
) -> bool:
    groups = m.groupdict()
    left = folded[max(block.start, m.start() - 40) : m.start()]
    for tag in ("1", "2", ""):
        name = groups.get(f"m{tag}")
        if name and _NAMED_FOR.search(left):
            return False
        if (
            name
            and kind not in ("iso", "slash")
            and not _is_month(m, f"m{tag}", tag, manuscript, left, words, block)
        ):
            return False
        day = groups.get(f"w{tag}") if kind != "first_n" else None
        named = day and kind in ("point", "range", "weekday") and words.raw["capitals"]
        if named and not manuscript.text[m.start(f"w{tag}")].isupper():
            return False
    if kind == "range":
        if not _is_range(m, words, folded[m.end() : min(block.end, m.end() + 160)]):
            return False
        if not (groups["z1"] and groups["z2"] and groups["z1"].isdigit()) or groups["k"]:
            return True
        return _is_year(m, manuscript, folded, left, words, block)
    if kind == "point" and (groups["z2"] or "")[:2].isdigit():
        return _is_year(m, manuscript, folded, left, words, block)
    if kind == "point" and _PREVIOUS_ALONE.fullmatch(groups["z2"] or ""):
        led = re.search(r"[;.]\s$", left) and _TOLD_OF_IT.match(folded, m.end())
        counted = re.search(rf"(?:\d|\b{any_expression(words.numbers)})\s$", left)
        return bool(led) or counted is not None  # "724 el anterior", "diez el anterior"; "; el anterior, 724"
    if kind == "from_day":
        return bool(groups["a2"] or groups["b2"])
    if kind == "on_year" and words.cues["annual_sums"].search(left):
        return False
    if kind == "years":
        return int(groups["y"][2:]) < int(groups["t"]) and not words.cues["titles_before"].search(left)
    return True


def _is_month(
    m: re.Match[str],
    group: str,
    tag: str,
    manuscript: Manuscript,
    left: str,
    words: PeriodWords,
    block: Block,
) -> bool:
    name = m[group].strip(". ")
    written = manuscript.text[m.start(group) : m.end(group)]
    if words.raw["capitals"] and not written[0].isupper():
        return False
    groups = m.groupdict()
    beside = any(groups.get(f"{letter}{tag}") for letter in "aby") or "j" in groups or "k" in groups
    if beside:
        return True
    if name == "marco" and "ç" not in written.lower():
        return False
    behind = manuscript.text[m.end() : m.end() + 16]
    if name in words.raw["ambiguous"] and words.cues["month_does"].match(behind):
        return True  # "May was the cruellest month"
    if name in words.raw["ambiguous"]:
        if m.start() == block.start or manuscript.text[m.start() - 1] == "\n":
            return (
                re.match(r"\.?,?\s+(?:(?:at|with)\s)?\(?\d", manuscript.text[m.end() : m.end() + 12])
                is not None
                or block.kind != "paragraph"
            )
        if words.raw["capitals"] and len(name) > 2:
            if _INSIDE.search(left) or _AT_A_COUNT.match(behind):
                return True  # "the worst month was May, when"
            if _LISTED.search(left) and _ITS_COUNT.match(behind):
                return True  # "April brought 2,492, March 2,628"; "; May, the worst until then, had"
        return block.kind in ("cell", "heading") or (
            words.cues["in"].search(left) is not None and (len(name) > 3 or words.raw["capitals"])
        )
    return True


def _is_range(m: re.Match[str], words: PeriodWords, right: str) -> bool:
    """ "and" joins a range only after "between", or two months that follow each other."""
    groups = m.groupdict()
    if groups.get("e") or groups.get("e1"):  # "between 8 September and election day, 1 July"
        begun = not groups.get("e1") or groups["a1"] or groups["b1"]
        return bool(begun and (groups["a2"] or groups["b2"]))
    if groups["z1"] and groups["m2"] and not groups["y2"]:
        return False  # "in 2017 to March"
    if groups["k"] is None:
        if bool(groups["z1"]) != bool(groups["z2"]) and groups["z1"] and not groups["y2"]:
            return False
        return not (groups["z1"] and groups["z2"] and groups["z1"] > groups["z2"] and groups["z1"].isdigit())
    if m[0].startswith(words.raw["between_word"]):
        return True
    if (
        groups["m1"]
        and groups["m2"]
        and not (groups["a1"] or groups["b1"] or groups["a2"] or groups["b2"] or groups["y1"])
    ):
        follow = words.month(groups["m2"]) - words.month(groups["m1"]) == 1
        return follow and not words.cues["each"].search(right)
    return False


def _is_year(
    m: re.Match[str], manuscript: Manuscript, folded: str, left: str, words: PeriodWords, block: Block
) -> bool:
    cues = words.cues
    if re.match(r"[-–](?:19|20)\d\d", folded[m.end() : m.end() + 6]):
        return False  # of a span that is a title's
    if MILITARY_TIME.match(folded, m.start()):
        return False
    if any(cues[which].search(left) for which in ("titles_before", "laws")):
        return False
    if cues["year_is"].search(left):
        return True  # "the deadliest year was 2007"
    if _WITH_THOUSANDS.match(folded, m.end()):
        return True  # "hubo 2011 con 22,852 homicidios": no part of 2,011 is so many
    if re.match(r"['’]s\s", folded[m.end() : m.end() + 3]):
        return True  # "fewer than 2019's 1,047"
    if cues["counts_before"].search(left):
        return _TOTAL.search(left) is not None and _TOTALLED.match(folded, m.end(), block.end) is not None
    prepared = cues["in"].search(left) or cues["since"].search(left) or cues["until"].search(left)
    if cues["adding"].search(left):
        return True
    titled = not prepared or re.search(r"\b(?:the|a|an)\s+$", left)
    if titled and cues["titles_after"].match(folded, m.end(), block.end):
        return False
    if not prepared and block.kind in ("paragraph", "item") and (before := _TITLE_WORD.search(left)):
        word = manuscript.text[m.start() - len(before[0]) : m.start()].strip()
        if re.fullmatch(words.raw["article"], f"{plain(word)} "):
            return True  # "The 2022 total"
        if plain(word) in words.raw["no_titles"] or re.search(r"['’]s?$", word):
            return True  # "By 2017 the count had …", "the country's 2022 figures"
        inside = m.start() - len(before[0]) > block.start
        if word[0].isupper() and (inside or (word.isupper() and len(word) > 2)):
            return False
    return True


def _form(
    manuscript: Manuscript,
    folded: str,
    words: PeriodWords,
    number: int,
    block: Block,
    kind: str,
    m: re.Match[str],
) -> Form:
    sentence = manuscript.sentence_at(m.start())
    bounds = manuscript.sentences[sentence]
    begin = max(bounds.start, block.start)
    left = folded[max(begin, m.start() - _SURROUND) : m.start()]
    right = folded[m.end() : min(block.end, m.end() + _SURROUND)]
    groups = {k: v for k, v in m.groupdict().items() if v}
    day = _is_day(kind, groups)
    relation, cue = relation_of(kind, day, left, right, words)
    edge = next((e for e in ("closing", "vague") if words.cues[e].search(left)), "")
    return Form(
        m.start(),
        m.end(),
        kind,
        groups,
        number,
        sentence,
        relation,
        m.start() - len(left) + cue if cue >= 0 else -1,
        edge if kind in ("point", "edge_part", "part", "that") else "",
        kind == "point" and "z2" in groups and words.cues["events"].match(right) is not None,
        _ahead(left[-60:], words),
        relation == "in" and _is_reporting(kind, day, groups, left, right, words),
        kind == "point" and ("y2" in groups or "m2" in groups) and _is_edition(left, right, words),
    )


def _is_edition(left: str, right: str, words: PeriodWords) -> bool:
    """Whether a time closes the words that say as of when figures are: "(data as of March 2024)"."""
    if _CLOSES.match(right) is None:
        return False
    source = right.lstrip().startswith(")") and _BEHIND_SOURCE.search(left) is not None
    return source or words.cues["cut"].search(left) is not None


def _ahead(left: str, words: PeriodWords) -> bool:
    """Whether words of what is to come govern a time: "will vote in June"; not "will see a year in which, in June"."""
    told = words.cues["will"].search(left)
    return told is not None and _WHICH.search(left, told.end()) is None


def _is_day(kind: str, groups: dict[str, str]) -> bool:
    if kind == "point":
        return "a2" in groups or "b2" in groups
    return kind in ("weekday", "day_alone", "today", "yesterday", "day_before", "slash") or (
        kind == "iso" and "a" in groups
    )


def _later_than(left: str, groups: dict[str, str]) -> bool:
    """Whether a month stands right behind a year that was over by then."""
    year = _YEAR_IN.search(left)
    return year is not None and groups.get("y2", "").isdigit() and int(groups["y2"]) > int(year[1])


_LAST_KEPT = re.compile(
    r"\s*,?\s*(?:when|the (?:day|date)|cuando|fecha|quando|data)\b[^.;\d]{0,45}\b(?:last|ultima|ultimo)\b"
)
"""Behind a day, that a register was last kept on it."""


def _is_reporting(
    kind: str, day: bool, groups: dict[str, str], left: str, right: str, words: PeriodWords
) -> bool:
    cues = words.cues
    if day and _LAST_KEPT.match(right):
        return False  # "37,435 on 30 April, when the register was last updated"
    if day and not left.strip() and _LABEL.match(right):
        return False  # "- 9 October 2018: the minister said 37,485"
    said = cues["said"]
    before = CLAUSE_END.split(left[-45:])[-1]
    if found := list(said.finditer(before)):
        between = _YEAR_ALONE.sub("", before[found[-1].end() :])
        if not day and _FIGURES.match(right):
            return False  # "released its 2017 figures": what they are of
        if not re.search(r"\d", between) and len(between) < (28 if day else 6):
            return day or (kind in _WHEN_ISSUED and cues["issued"].search(before) is not None)
    if not day and "m2" in groups and (edition := cues["editions"].search(left)):
        # "(edition of March 2024)", but "it was at level 3 in the edition of June"
        return cues["in"].search(left[: edition.start()]) is None
    if not day:
        if (
            kind == "point"
            and "m2" in groups
            and (_later_than(left, groups) or cues["came_with"].match(right))
        ):
            return True
        return bool(
            kind == "point"
            and words.language == "en"
            and cues["own_report"].search(left)
            and cues["titles_after"].match(right)
        )
    right = re.sub(r"\(\d\d?(?:/\d\d?)?\)", "", right)
    after = re.split(r"[;()\n]|[.!?]\s", right[:70])[0]
    hit = said.search(after)
    return hit is not None and not re.search(r"\d", after[: hit.start()])
