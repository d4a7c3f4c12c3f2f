"""Months that a sentence sets for the years named alone beside it and below it: "De enero a julio, 304 en 2017"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.letters import plain
from almenara.text.lines import heading
from almenara.text.period_forms import Form
from almenara.text.period_meaning import Resolved
from almenara.text.period_words import period_words
from almenara.text.projection import expects
from almenara.text.table_roles import CAPTION

_COUNT = re.compile(
    r"(?<![\w.,])(?!(?:19|20)\d\d(?![\d.,]\d))\d(?![\d.,]*\s?(?:%|per ?cent|por ?ciento|por ?cento))"
)
"""A number that is no year and no percentage."""
_FAR = 90
"""Characters between a year and its months, at most."""
_FORMS = 16
"""Forms before and after one among which those of its sentence stand."""
_REACH = 12
"""Paragraphs below for which a sentence speaks that only says of when the figures are."""
_BELOW = 3
"""Paragraphs behind a table for whose years its caption's months hold."""
_NEXT_TO = re.compile(r"\s?[,(–—]\s?(?:[^\W\d_]+\s){0,3}")
"""Between a year and its months: "En 2017, de enero a noviembre"."""
_LATE = re.compile(
    r",?\s(?!(?:and|but|y|pero|e|mas)\s)[^;:()\n\d]*?\d[\d.,]*(?: mil(?: \d+)?)?(?:\s[^\W\d_]+){0,4}?(?P<comma>,?)"
    r"\s(?P<also>(?:[^\W\d_]+\s){0,2})"
)
"""Between a year and months told behind its number: "Em 2018 tinham sido 13.687, também de"."""
_CLAUSE_END = re.compile(r"[,;:.!?)\n]\s|$")
_BARE = 18
"""Characters of a sentence beside its months, at most, where it tells nothing else."""


_POINTING = ("bare_unit", "same", "that")
_YEARS = ("this", "last_unit", "unit_last", "previous", "unit_previous", "ago", "shift")


@dataclass(frozen=True)
class _Frame:
    """Months of one year, the sentence and paragraph that set them, and whether sections go by them.

    running  whether they are those of the year that runs, which hold only where that year is named beside
    caption  whether they are those of a table: of its years and of what is told below it
    """

    span: Period
    sentence: int
    block: int
    wide: bool
    running: bool = False
    caption: bool = False


def is_year_alone(form: Form) -> bool:
    """Whether a form is a year without a month: "2017", "this year", "a year ago"."""
    if form.kind == "point":
        return set(form.groups) == {"z2"} and not form.edge
    return form.kind in _YEARS


def with_months_of_frames(
    forms: Sequence[Form], found: Sequence[Resolved | None], manuscript: Manuscript
) -> list[Resolved | None]:
    """The periods, a year alone narrowed to months that its own sentence or one before it sets for its figures.

    "We have the months from January to July. The north went from 304 in 2017 to 902 this year": of those months,
    until a sentence tells of the whole year. Not sure but where months stand right beside the year.
    """
    out = list(found)
    frames: list[_Frame] = []
    whole = period_words(manuscript.language).cues["whole_year"]
    last = -1
    for number, form in enumerate(forms):
        if form.sentence != last:
            frames = _left(frames, last, form, whole, manuscript)
            last = form.sentence
            sentence = manuscript.sentences[last]
            said = manuscript.text[sentence.start : sentence.end]
            here = [i for i in range(number, min(len(forms), number + _FORMS)) if forms[i].sentence == last]
            all_year = whole.search(plain(said)) is not None
            narrowed = None if all_year else _narrow(here, forms, out, frames, manuscript)
            frame = narrowed or _set(here, forms, found, manuscript)
            if frame is None and not all_year:
                frame = _running(here, forms, found, manuscript)
            if frame is not None:
                frames.append(frame)
    return out


def _left(
    frames: list[_Frame], last: int, form: Form, whole: re.Pattern[str], manuscript: Manuscript
) -> list[_Frame]:
    """The frames that still hold at a form: none past a heading, their paragraph or a sentence of a whole year."""
    kept = []
    for frame in frames:
        far = _paragraphs(frame.block, form.block, manuscript)
        reaches = (frame.wide or frame.running or frame.caption) and far <= (
            _BELOW if frame.caption else _REACH
        )
        if form.block != frame.block and not reaches:
            continue
        between = manuscript.blocks[frame.block + 1 : form.block + 1]
        if any(block.kind == "heading" for block in between):
            continue
        told = manuscript.sentences[max(last, frame.sentence + 1) : form.sentence]
        said = " ".join(manuscript.said(s) for s in told if manuscript.blocks[s.block].kind != "cell")
        if whole.search(plain(said)) is None:
            kept.append(frame)
    return kept


def _paragraphs(first: int, last: int, manuscript: Manuscript) -> int:
    """How many paragraphs lie between two blocks, a table counting for one."""
    tables, out = set(), 0
    for block in manuscript.blocks[first + 1 : last + 1]:
        if not block.table:
            out += 1
        tables.add(block.table)
    return out + len(tables - {0})


def _narrow(
    here: list[int],
    forms: Sequence[Form],
    out: list[Resolved | None],
    frames: list[_Frame],
    manuscript: Manuscript,
) -> _Frame | None:
    """Narrow the years alone of one sentence, in place; the frame that its opening months make for what follows."""
    made: _Frame | None = None
    for i, j in pairwise(here):
        _same_months(i, j, forms, out, manuscript)
    months = [i for i in here if _months(forms[i], out[i])]
    text = manuscript.text
    opening = months[0] if months and not _COUNT.search(text, *_head(forms[months[0]], manuscript)) else -1
    latest = _running_year(here, out)
    other_span = _tells_a_span(here, forms, manuscript)
    for i in here:
        form, year = forms[i], out[i]
        if year is None or not is_year_alone(form) or form.relation == "since":
            continue
        if year.period is None or year.period != Period.year(year.period.start.year):
            continue
        beside = next((j for j in months if _beside(form, forms[j], manuscript)), -1)
        if beside >= 0 and (span := _in_year(out[beside], year)):
            out[i] = replace(year, period=span)
            out[beside] = replace(out[beside], period=span)  # type: ignore[type-var]
            continue
        if _those_of(form, manuscript) and (before := [j for j in months if j < i]):
            if span := _in_year(out[before[-1]], year):
                out[i] = replace(year, period=span)
            continue
        if 0 <= opening < i and _undated(forms[opening], out[opening]):
            if _alike(months, opening, forms, out) and (span := _in_year(out[opening], year)):
                out[i] = replace(year, period=span, sure=False)
                made = _Frame(span, form.sentence, form.block, False)
            continue
        frame = next((f for f in reversed(frames) if _holds_for(f, form, year, latest, other_span)), None)
        if frame is not None and frame.running and _expects(form, manuscript):
            continue  # "for this year it expects 21 million": all of it
        if frame is not None and all(_is_span(out[j], frame) for j in months):
            span = frame.span
            moved = span.years_earlier(span.start.year - year.period.start.year)
            cell = frame.caption and manuscript.blocks[form.block].kind == "cell"
            out[i] = replace(year, period=moved, sure=cell and year.sure)
    return made


def _holds_for(frame: _Frame, form: Form, year: Resolved, latest: int, other_span: bool) -> bool:
    """Whether months may be those of a year alone: of the year that runs beside it, and below for that year only."""
    if not frame.running or form.block == frame.block:
        return not frame.running or frame.span.start.year == latest
    own = year.period is not None and year.period.start.year == frame.span.start.year
    return own and not other_span


def _tells_a_span(here: list[int], forms: Sequence[Form], manuscript: Manuscript) -> bool:
    """Whether a sentence tells of months beside its periods: "over seven months it came to 1,016 this year"."""
    sentence = manuscript.sentences[forms[here[0]].sentence]
    out, at = [], sentence.start
    for i in here:
        out.append(manuscript.text[at : forms[i].start])
        at = forms[i].end
    said = plain(" ".join([*out, manuscript.text[at : sentence.end]]))
    return period_words(manuscript.language).cues["span_words"].search(said) is not None


def _is_span(months: Resolved | None, frame: _Frame) -> bool:
    """Whether months told beside a year are those set for it, or a month of them."""
    return (
        frame.running
        and months is not None
        and months.period is not None
        and frame.span.contains(months.period)
    )


def _alike(months: list[int], opening: int, forms: Sequence[Form], out: Sequence[Resolved | None]) -> bool:
    """Whether all months of a sentence are without a year, or the very ones that open it."""

    def ends(i: int) -> tuple[int, int]:
        found = out[i]
        assert found is not None and found.period is not None
        return found.period.start.month, found.period.end.month

    return all(_undated(forms[i], out[i]) or ends(i) == ends(opening) for i in months)


def _running_year(here: list[int], out: Sequence[Resolved | None]) -> int:
    """The latest of the years that a sentence names."""
    return max(
        (r.period.end.year for i in here if (r := out[i]) is not None and r.period is not None), default=0
    )


def _running(
    here: list[int], forms: Sequence[Form], found: Sequence[Resolved | None], manuscript: Manuscript
) -> _Frame | None:
    """The months told of the year in which the text was written: "this year" below can be no more than they."""
    published = manuscript.published
    if published is None or published.month == 12:
        return None
    for i in here:
        resolved = found[i]
        if resolved is None or forms[i].relation == "base" or not _months(forms[i], resolved):
            continue
        span = resolved.period
        if span is not None and span.start.month == 1 and span.end.year == published.year:
            return _Frame(span, forms[i].sentence, forms[i].block, False, True)
    return None


def _same_months(
    year: int, same: int, forms: Sequence[Form], out: list[Resolved | None], manuscript: Manuscript
) -> None:
    """ "In 2016, in the same period": of the months told last, not of the year; in place."""
    form, told = forms[same], out[year]
    if form.kind != "same" or form.groups or told is None or not is_year_alone(forms[year]):
        return
    if not _NEXT_TO.fullmatch(manuscript.text[forms[year].end : form.start]):
        return
    for i in range(year - 1, max(-1, year - 1 - _FORMS), -1):
        if forms[year].block - forms[i].block > 1:
            return
        if _months(forms[i], out[i]) and (span := _in_year(out[i], told)):
            out[same] = replace(told, period=span, shift_years=0)
            return


def _expects(form: Form, manuscript: Manuscript) -> bool:
    """Whether the sentence of a form tells what is expected."""
    sentence = manuscript.sentences[form.sentence]
    return expects(manuscript.text[sentence.start : sentence.end], manuscript.language)


def _those_of(form: Form, manuscript: Manuscript) -> bool:
    """ "In the first ten months of 2019 and in those of 2018"."""
    left = plain(manuscript.text[max(0, form.start - 24) : form.start])
    return period_words(manuscript.language).cues["those_of"].search(left) is not None


def _head(form: Form, manuscript: Manuscript) -> tuple[int, int]:
    return manuscript.sentences[form.sentence].start, form.start


def _undated(form: Form, resolved: Resolved | None) -> bool:
    """Whether months are told without their year: "from January to July", "the quarter's", "in the same months"."""
    return resolved is not None and (
        resolved.months_only or (form.kind in _POINTING and "y" not in form.groups)
    )


def _months(form: Form, resolved: Resolved | None) -> bool:
    """Whether a form gives some whole months of one year."""
    if resolved is None or resolved.period is None or form.reporting or form.edition:
        return False
    span = resolved.period
    return (
        span.whole_months
        and span.month_count < 12
        and span.start.year == span.end.year
        and (span.month_count > 1 or form.relation == "until" or form.kind == "same")
        and not resolved.open_end
    )


def _in_year(months: Resolved | None, year: Resolved) -> Period | None:
    """The months in the year; None where they are of another year, or the year is no whole one."""
    if months is None or months.period is None or year.period is None or year.period.month_count != 12:
        return None
    if not year.period.whole_months or year.period.start.year != year.period.end.year:
        return None
    return months.period.years_earlier(months.period.start.year - year.period.start.year)


def _beside(year: Form, months: Form, manuscript: Manuscript) -> bool:
    """Whether months stand right behind a year, or behind the one number that it has."""
    between = manuscript.text[year.end : months.start]
    if months.start < year.end or len(between) > _FAR or months.text_key or months.points:
        return False
    if _NEXT_TO.fullmatch(between):
        return True
    late = _LATE.fullmatch(between)
    if late is None:
        return False
    end = manuscript.sentences[months.sentence].end
    cut = _CLAUSE_END.search(manuscript.text, months.end, end)
    if _COUNT.search(manuscript.text, months.end, cut.start() if cut else end):
        return False  # "28,866 in 2017, from January to March 6,500"
    also = period_words(manuscript.language).cues["also"].search(plain(late["also"]))
    return also is not None or not late["comma"] or cut is None or manuscript.text[cut.start()] == "."


def _set(
    here: list[int],
    forms: Sequence[Form],
    found: Sequence[Resolved | None],
    manuscript: Manuscript,
) -> _Frame | None:
    """The months that a sentence sets for the ones that follow, itself counting nothing."""
    months = [i for i in here if _months(forms[i], found[i])]
    spans = {((p := found[i].period).start.month, p.end.month) for i in months}  # type: ignore[union-attr]
    first = forms[here[0]]
    block = manuscript.blocks[first.block]
    if len(spans) != 1 or block.kind != "paragraph" or any(forms[i].relation == "base" for i in months):
        return None
    said = _without(here, forms, manuscript)
    cues = period_words(manuscript.language).cues
    figures = cues["figures"].search(said) is not None
    dated = any(not _undated(forms[i], found[i]) for i in months)
    title = heading(manuscript.text[block.start : block.end].strip())
    if dated and (title or len(months) == 1):
        return None  # "First quarter of 2024": the years below are whole
    following = manuscript.blocks[first.block + 1 : first.block + 2]
    caption = bool(following) and following[0].kind == "cell" and block.end - block.start <= CAPTION
    told = (
        caption
        or title
        or figures
        or cues["span_words"].search(said) is not None
        or len(said.strip()) < _BARE
    )
    if _COUNT.search(said) or not told:
        return None
    sentence = manuscript.sentences[first.sentence]
    alone = sentence.end - sentence.start >= block.end - block.start - 2
    span = found[months[0]].period  # type: ignore[union-attr]
    assert span is not None
    return _Frame(span, first.sentence, first.block, alone or figures, caption=caption)


def _without(here: list[int], forms: Sequence[Form], manuscript: Manuscript) -> str:
    """A sentence in plain letters, its periods left out, but for the words by which they name their months."""
    sentence = manuscript.sentences[forms[here[0]].sentence]
    out, at = [], sentence.start
    for i in here:
        out.append(manuscript.text[at : forms[i].start])
        out.append(
            re.sub(r"\d", " ", manuscript.text[forms[i].start : forms[i].end])
            if forms[i].kind != "point"
            else ""
        )
        at = forms[i].end
    return plain("".join([*out, manuscript.text[at : sentence.end]]))
