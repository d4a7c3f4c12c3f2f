"""Which periods a text speaks of, and which of them governs a quantity."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.text.governing import governing
from almenara.text.labelled_items import labelled_list
from almenara.text.letters import plain
from almenara.text.period_counting import counts_nothing
from almenara.text.period_forms import Form, find_forms
from almenara.text.period_frames import with_months_of_frames
from almenara.text.period_lists import with_bases_in_turn
from almenara.text.period_meaning import Around, Resolved
from almenara.text.period_mention import Governed, PeriodMention
from almenara.text.period_relations import CLAUSE_END
from almenara.text.period_resolving import is_written, resolve
from almenara.text.period_titles import with_months_of_titles
from almenara.text.period_words import period_words
from almenara.text.taken_over import looks_back
from almenara.text.terms_of_office import without_months_of_terms
from almenara.text.years_cut_short import with_years_cut_short

__all__ = ["Governed", "PeriodMention", "find_periods", "governing"]

_LOOKS_BACK = ("ago", "shift", "same", "same_alone", "on_year", "previous", "unit_previous")
"""Forms that step aside from what a text is about: months after them are not of their year."""
_BACK_FROM = ("ago", "shift", "point", "previous", "unit_previous")
"""Forms that may step back, "a year earlier": from the latest period that their paragraph tells."""
_OF_NOW = ("today", "yesterday", "day_before", "weekday", "day_alone")
_THROUGH = re.compile(
    r"\b(?:through(?:\s+to)?|until|up to(?:\s+and including)?|hasta|até)\s+(?:el mes de\s+|o mês de\s+)?$",
    re.I,
)
_SINCE_YEAR = re.compile(r"(?:[^\W\d]+\s+){0,3}(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
"""A year alone from which on something is told."""
_APPOSED = re.compile(r"(?:\s[^\W\d]+)?\s?[,(—–]\s?")
"""Between words that nobody could resolve and the span that they are: "in the last term, from 2012 to 2018"."""
_TOLD_OR_NONE = (
    "bare_unit",
    "whole_unit",
    "the_year",
    "then",
    "those_months",
    "those_n",
    "later",
    "in_n",
    "other_part",
    "n_after",
    "one_after",
    "one_before",
    "latter",
    "former",
    "span_event",
    "span_told",
)
"""Forms that are no time where none was told to which they point."""
_DIGIT = re.compile(r"\d")
_FILED = timedelta(3)
"""How long before it came out a text may have been written, by the day before its dash."""
_FAR = 60
"""Mentions among which another one is looked for."""


def find_periods(manuscript: Manuscript) -> list[PeriodMention]:
    """All mentions of periods, in order, resolved from the day the text was written and from each other.

    What stands in furniture, in titles of laws and reports, or is the text's own dateline is no mention.
    """
    forms = with_bases_in_turn(find_forms(manuscript), manuscript)
    words = period_words(manuscript.language)
    found: list[Resolved | None] = [
        _from_january(f, resolve(f, words, Around(None, ())), manuscript)
        if is_written(f) and f.text_key and not f.points
        else None
        for f in forms
    ]
    for i, form in enumerate(forms):
        if found[i] is None or (found[i].period is None and is_written(form) and not form.event):  # type: ignore[union-attr]
            resolved = resolve(form, words, _around(i, forms, found, manuscript))
            if form.kind == "that" and looks_back(form, manuscript):
                resolved = replace(resolved, shift_years=1)
            found[i] = _from_january(form, resolved, manuscript)
    found = with_months_of_titles(forms, with_months_of_frames(forms, found, manuscript), manuscript)
    forms, found = _without_bare_so_far(forms, found, manuscript)
    as_of = _as_of(forms, found)
    mentions = [
        _mention(form, resolved, manuscript, as_of.get(form.sentence))
        for form, resolved in zip(forms, found, strict=True)
        if resolved is not None
        and not (form.kind in _TOLD_OR_NONE and resolved.period is None)
        and not _is_dateline(form, resolved, manuscript)
    ]
    mentions = [
        m
        for before, m in pairwise([None, *mentions])
        if m
        and not (before and before.period and m.period is None and m.start - before.end < 4)
        and not (before and _closes_its_year(before, m))
    ]  # "1 July, election day": the day is told; "December closed the year with 2,753": the month's
    mentions = [
        m
        for m, after in pairwise([*mentions, None])
        if m
        and not (
            after
            and after.period
            and not after.relative
            and m.period is None
            and _apposed(m, after, manuscript)
        )
    ]  # "in the last term of office, from December 2012 to November 2018"
    mentions = with_years_cut_short(without_months_of_terms(mentions, manuscript), manuscript)
    return sorted(mentions + _when(mentions, manuscript), key=lambda m: m.start)


def _without_bare_so_far(
    forms: list[Form], found: list[Resolved | None], manuscript: Manuscript
) -> tuple[list[Form], list[Resolved | None]]:
    """Without "so far" of nothing named where its sentence tells a period of its own, not only a base's."""
    own_year = period_words(manuscript.language).cues["own_year"]

    def bare(form: Form) -> bool:
        told = plain(manuscript.text[form.start : form.end])
        return form.kind == "so_far" and not form.groups.get("y") and not own_year.search(told)

    told = {
        form.sentence
        for form, resolved in zip(forms, found, strict=True)
        if not bare(form) and resolved is not None and resolved.period and form.relation != "base"
    }
    kept = [(f, r) for f, r in zip(forms, found, strict=True) if not bare(f) or f.sentence not in told]
    return [f for f, _ in kept], [r for _, r in kept]


def _apposed(mention: PeriodMention, after: PeriodMention, manuscript: Manuscript) -> bool:
    """Whether a period follows another at once, behind a comma or in brackets."""
    between = manuscript.text[mention.end : after.start]
    return after.period is not None and after.period.days > 1 and _APPOSED.fullmatch(between) is not None


def _closes_its_year(before: PeriodMention, mention: PeriodMention) -> bool:
    """Whether a month right before it is what is told to close a year."""
    month, year = before.period, mention.period
    if month is None or year is None or mention.start - before.end > 1 or not mention.relative:
        return False
    return month.month_count == 1 and year.month_count == 12 and year.contains(month)


def _around(i: int, forms: list[Form], found: list[Resolved | None], manuscript: Manuscript) -> Around:
    form = forms[i]
    cues = period_words(manuscript.language).cues
    before_that = cues["before_that"].search(form.groups.get("z2", "")) is not None
    to_base = form.kind in ("then", "those_months", "same_n") or (form.kind == "same" and "y" in form.groups)
    that_had = form.kind == "that" and looks_back(form, manuscript)  # "against 2018: that year had had"

    def serves(j: int) -> bool:
        other = found[j]
        return (
            other is not None
            and other.period is not None
            and (
                forms[j].relation != "base"
                or to_base
                or (that_had and forms[j].sentence == form.sentence)
                or _told_beside(j)
            )
            and (not other.shift_years or form.kind in ("then", "those_months", "those_n") or before_that)
            and not forms[j].reporting
            and not (forms[j].kind in _OF_NOW and (_steps_years(form) or _of_a_span(form, manuscript)))
            and not (forms[j].block != form.block and forms[j].kind == "ago" and forms[j].relation == "since")
            and not (other.period.days == 1 and forms[j].block != form.block and _drawn(j))
            and not _is_dateline(forms[j], other, manuscript)
        )

    def _told_beside(j: int) -> bool:
        """ "After 29,705 in 2023 and 30,974 the year before": the base goes on."""
        steps = form.kind in ("previous", "unit_previous") or _steps_years(form)
        beside = j < i and forms[j].sentence == form.sentence and form.relation == "base"
        return steps and beside and not CLAUSE_END.search(manuscript.text, forms[j].end, form.start)

    def _drawn(j: int) -> bool:
        near = forms[max(0, j - 4) : j + 5]
        return counts_nothing(manuscript, forms[j].sentence, [(f.start, f.end) for f in near])

    before = [j for j in range(i - 1, max(-1, i - 1 - _FAR), -1) if serves(j)]
    told = (f.start for f in forms if f.relation == "in" and f.kind not in _LOOKS_BACK)
    if (begun := labelled_list(manuscript, form.block, told)) >= 0:
        before = [j for j in before if not begun <= forms[j].block < form.block] or before
    after = [
        j for j in range(i + 1, min(len(forms), i + _FAR)) if forms[j].sentence == form.sentence and serves(j)
    ]
    here = [j for j in before if forms[j].sentence == form.sentence]
    earlier = [j for j in before if forms[j].sentence != form.sentence]
    if form.kind in _BACK_FROM and not before_that:
        ends = {j: r.period.end if (r := found[j]) and r.period else date.min for j in earlier}
        earlier.sort(key=lambda j: (forms[j].block, ends[j]), reverse=True)
    elif form.kind in ("same", "that"):
        own = [j for j in earlier if forms[j].block == form.block]
        ends = {j: r.period.end if (r := found[j]) and r.period else date.min for j in earlier}
        others = sorted(earlier[len(own) :], key=lambda j: (forms[j].block, ends[j]), reverse=True)
        earlier = [*own, *others]
    if (
        form.kind == "same" and len(here) > 1
    ):  # "8,207; the quarter before, 7,358, and the same quarter of 2021"
        here.sort(key=lambda j: forms[j].kind in ("previous", "unit_previous"))
    if len(earlier) > 1 and looks_back(forms[earlier[0]], manuscript):
        earlier = [*(j for j in earlier[:6] if not looks_back(forms[j], manuscript)), *earlier]
    if form.kind == "that":
        after_all: list[int] = []  # "that quarter" points back
    elif form.kind in ("previous", "unit_previous"):
        after_all = [j for j in after if not CLAUSE_END.search(manuscript.text, form.end, forms[j].start)]
    elif form.kind == "shift":  # "a year earlier it was 28,866, and in 2008, 12,585" steps back from neither
        after_all = [j for j in after if not _DIGIT.search(manuscript.text, form.end, forms[j].start)]
    else:
        after_all = after
    order = [*here, *after_all, *earlier[:12]]
    if _steps_on(form, manuscript.language):
        order = [*here, *earlier[:12], *after_all]
    periods = [p for j in order if (r := found[j]) and (p := r.period)]

    def year(js: list[int]) -> int:
        for j in js:
            r = found[j]
            if forms[j].event and forms[j].text_key[:4].isdigit():
                return int(forms[j].text_key[:4])
            if (
                r
                and r.period
                and "alone" not in forms[j].groups
                and r.period.start.year == r.period.end.year
                and forms[j].relation in ("in", "until")
            ):
                return r.period.start.year
        return 0

    def latest_year(js: list[int]) -> int:
        """The latest year of the sentence that tells one last: "in 2023 there were 9, and 8 in 2022"."""
        told = next((j for j in js if year([j])), None)
        return max(
            (year([j]) for j in js if told is not None and forms[j].sentence == forms[told].sentence),
            default=0,
        )

    heading = [j for j in earlier if manuscript.blocks[forms[j].block].kind in ("heading", "caption")][:1]
    paragraph = [j for j in earlier if forms[j].block == form.block and forms[j].kind not in _LOOKS_BACK]
    close = [j for j in after if not CLAUSE_END.search(manuscript.text, form.end, forms[j].start)]
    return Around(
        manuscript.published,
        periods,
        year(here) or year(close),
        latest_year(paragraph) or year(heading),
        _is_ranked(form, manuscript),
    )


def _is_ranked(form: Form, manuscript: Manuscript) -> bool:
    """Whether a sentence ranks: "January was the quietest month", of the year that is told."""
    sentence = manuscript.sentences[form.sentence]
    said = plain(manuscript.text[sentence.start : sentence.end])
    superlative = period_words(manuscript.language).cues["superlative"]
    return any(superlative.search(part) for part in re.split(r"[:;.]|,(?!\d)", said))


def _steps_years(form: Form) -> bool:
    """Whether a form steps back by years or months: "the year before" is of no day on which somebody spoke."""
    return form.kind in _BACK_FROM and form.groups.get("u", "")[:1] not in ("d", "w", "s")


def _of_a_span(form: Form, manuscript: Manuscript) -> bool:
    """Whether "the same" is said of a span, which no "yesterday" is: of a period or months, not of a day or date."""
    said = plain(manuscript.text[form.start : form.end])
    return form.kind == "same" and period_words(manuscript.language).cues["of_a_day"].search(said) is None


def _steps_on(form: Form, language: str) -> bool:
    """Whether a form means the period after one already told: "the following year"."""
    if form.kind in ("following", "unit_following"):
        return True
    told = form.groups.get("z2", "")
    return (
        bool(told) and not told[0].isdigit() and period_words(language).year_phrase(told) == "year_following"
    )


def _as_of(forms: list[Form], found: list[Resolved | None]) -> dict[int, date]:
    """For each sentence that tells it, the day as of which it counts."""
    return {
        form.sentence: resolved.period.end
        for form, resolved in zip(forms, found, strict=True)
        if form.relation == "until" and resolved and resolved.period
    }


def _mention(form: Form, resolved: Resolved, manuscript: Manuscript, as_of: date | None) -> PeriodMention:
    period, open_end = resolved.period, resolved.open_end
    if form.relation == "since" and period is not None:
        until = as_of or manuscript.published
        period = Period(period.start, max(until, period.end) if until else period.end)
        open_end = as_of is None
    return PeriodMention(
        form.start,
        form.end,
        manuscript.text[form.start : form.end],
        period,
        form.relation,
        resolved.relative,
        resolved.shift_years,
        resolved.months_only,
        open_end,
        resolved.sure,
        form.reporting,
        form.cue,
        form.edition,
    )


def _from_january(form: Form, resolved: Resolved, manuscript: Manuscript) -> Resolved:
    """ "Through October", "hasta octubre" standing alone: what is counted began with the year."""
    period = resolved.period
    if form.relation not in ("until", "base") or form.kind != "point" or form.edge or period is None:
        return resolved
    opening = max(manuscript.sentences[form.sentence].start, form.start - 60)
    if not period.whole_months or period.month_count != 1:
        return resolved
    if _THROUGH.search(manuscript.text, opening, form.start) is None:
        return resolved
    return replace(resolved, period=Period(period.start.replace(month=1), period.end))


def _is_dateline(form: Form, resolved: Resolved, manuscript: Manuscript) -> bool:
    """The day on which the text was written, standing by itself near its head or before a dash."""
    if manuscript.published is None or resolved.period is None or form.block > 12:
        return False
    before = manuscript.published - resolved.period.end
    if not timedelta(0) <= before <= _FILED or resolved.period.days > 1 or not is_written(form):
        return False
    block = manuscript.blocks[form.block]
    alone = block.end - block.start <= form.end - form.start + 40
    after = manuscript.text[form.end : form.end + 40]
    dashed = any(dash in after for dash in ("—", "–", " - ", ".-"))
    return (alone and not before) or (form.start - block.start < 60 and dashed)


def _when(mentions: list[PeriodMention], manuscript: Manuscript) -> list[PeriodMention]:
    """ "When", "en el que": the period just named, for what the clause then says."""
    words = period_words(manuscript.language)
    folded = plain(manuscript.text)
    out = []
    for mention in mentions:
        if mention.period and (m := words.cues["when"].match(folded, mention.end)):
            start, end = m.span("w")
            told = _SINCE_YEAR.fullmatch(mention.text)
            if mention.relation == "since" and told is None:
                continue
            again = replace(mention, start=start, end=end, text=manuscript.text[start:end], cue=-1)
            if mention.relation == "since" and told is not None:  # "since 2019, when there were 1,416"
                again = replace(again, period=Period.year(int(told["year"])), open_end=False)
            out.append(replace(again, relation="in", relative=True))
    return out
