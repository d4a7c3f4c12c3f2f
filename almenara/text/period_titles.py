"""Months that a title gives for all below it, joined with the years that the lines below name alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.letters import plain
from almenara.text.period_forms import Form
from almenara.text.period_meaning import Resolved
from almenara.text.period_words import period_words
from almenara.text.table_roles import CAPTION

_REACH = 40
"""Paragraphs, items and cells below a title for which it speaks."""
_YEAR_KEYS = frozenset({"z2"})


@dataclass(frozen=True)
class _Title:
    """The months that a title gives, whether it names their year, and whether they are those of that year only."""

    span: Period
    dated: bool
    own: bool = False


def with_months_of_titles(
    forms: Sequence[Form], found: Sequence[Resolved | None], manuscript: Manuscript
) -> list[Resolved | None]:
    """The periods, a year alone narrowed to the months of the title, or of the line that leads to its list.

    "Thefts, January to October", and below it "9 in 2019": the first ten months of 2019. Of a title with a year
    only items and cells take the months. Not where the sentence names its own months or the whole year.
    """
    out = list(found)
    titles = _titles(forms, found, manuscript)
    if not titles:
        return out
    for number, form in enumerate(forms):
        resolved = found[number]
        if resolved is None or resolved.period is None or not _year_alone(form) or form.block in titles:
            continue
        span = _span_for(form, titles, manuscript, resolved.period.start.year)
        if span is None or _has_own_months(number, forms) or _of_the_whole_year(form, manuscript):
            continue
        year = resolved.period.start.year
        moved = span.years_earlier(span.start.year - year)
        listed = manuscript.blocks[form.block].kind in ("item", "cell")
        out[number] = replace(resolved, period=moved, sure=resolved.sure and listed)
    return out


def _titles(
    forms: Sequence[Form], found: Sequence[Resolved | None], manuscript: Manuscript
) -> dict[int, _Title | None]:
    """By block, the months that a title or a line before a list gives; None where it gives others too, or a year."""
    out: dict[int, _Title | None] = {}
    for form, resolved in zip(forms, found, strict=True):
        if (
            form.reporting
            or resolved is None
            or resolved.period is None
            or form.block not in _leading(form.block, manuscript)
        ):
            continue
        span = resolved.period
        if form.edition:
            if form.relation == "until" and form.block not in out and _up_to(span):
                out[form.block] = _Title(Period(span.start.replace(month=1), span.end), True, True)
            continue
        if (before := out.get(form.block)) is not None and before.own:
            del out[form.block]
        months = span.whole_months and span.month_count < 12 and span.start.year == span.end.year
        one = months and form.block not in out
        out[form.block] = _Title(span, not resolved.months_only) if one else None
    return out if any(out.values()) else {}


def _up_to(span: Period) -> bool:
    """Whether figures up to a month leave a part of its year out."""
    return span.whole_months and span.month_count < 12 and span.end.month < 12


def _leading(block: int, manuscript: Manuscript) -> Iterator[int]:
    """The block itself where it is a title, or a line that stands right before a list or table and is no sentence."""
    here = manuscript.blocks[block]
    following = manuscript.blocks[block + 1].kind if block + 1 < len(manuscript.blocks) else ""
    text = manuscript.text[here.start : here.end].rstrip()
    lead = text.endswith(":") or (
        here.kind == "paragraph" and len(text) <= CAPTION and text[-1:] not in ".!?"
    )
    if here.kind in ("heading", "caption") or (following in ("item", "cell") and lead):
        yield block


def _span_for(
    form: Form, titles: dict[int, _Title | None], manuscript: Manuscript, year: int
) -> Period | None:
    """What the nearest title above that tells of when says."""
    above = next((b for b in range(form.block - 1, max(-1, form.block - 1 - _REACH), -1) if b in titles), -1)
    title = titles.get(above)
    if title is None or (title.own and title.span.start.year != year):
        return None
    lead = manuscript.blocks[above].kind == "paragraph"
    prose = manuscript.blocks[form.block].kind not in ("item", "cell")
    return None if prose and (lead or title.dated or title.span.month_count < 2) else title.span


def _year_alone(form: Form) -> bool:
    return form.kind == "point" and set(form.groups) == _YEAR_KEYS and bool(form.text_key) and not form.edge


def _has_own_months(number: int, forms: Sequence[Form]) -> bool:
    sentence = forms[number].sentence
    near = forms[max(0, number - 12) : number + 12]
    return any(f.sentence == sentence and not _year_alone(f) for f in near)


def _of_the_whole_year(form: Form, manuscript: Manuscript) -> bool:
    sentence = manuscript.sentences[form.sentence]
    cue = period_words(manuscript.language).cues["whole_year"]
    return cue.search(plain(manuscript.text[sentence.start : sentence.end])) is not None
