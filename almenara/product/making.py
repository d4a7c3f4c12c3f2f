"""The making of one edition: what every part of a report is given, and the figures that prose may name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from almenara.analysis.boundaries import boundaries
from almenara.analysis.by_state import StateRow, by_state, newest_common_period
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.flows import Series, Totals, freshest, totals
from almenara.analysis.levels import Levels, levels
from almenara.analysis.lifetimes import AGED_DAYS, begun, retired
from almenara.analysis.newest import newest
from almenara.analysis.preliminary import as_known
from almenara.analysis.questions import answer
from almenara.analysis.statements import statement_evidence
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UsageError
from almenara.model.call import Call
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place
from almenara.product import formats
from almenara.product.config import FigureConfig, ReportConfig, SectionConfig
from almenara.product.document import Block, Inline, Number, Paragraph, Text
from almenara.product.printing import Press
from almenara.product.prose import Prose
from almenara.product.remarks import remark

_PACE = ("to_date", "record", "projected", "low", "high", "probability", "revised")
STALE_DAYS = 5 * 366
"""One older still is told among what is not known, not among the findings."""


@dataclass
class Making:
    """State of one edition's making; it ends with the report.

    earlier   what was known on the day that changes are told against, if any
    edition   the earlier edition's JSON, if one was given
    unknowns  what the evidence of the day does not hold: label and reason
    calls     what its findings say of things not yet known, by subject
    """

    context: Context
    pack: Pack
    config: ReportConfig
    language: str
    words: dict[str, Any]
    press: Press
    earlier: Context | None = None
    edition: dict[str, Any] | None = None
    unknowns: list[tuple[str, str]] = field(default_factory=list)
    calls: dict[str, Call] = field(default_factory=dict)

    @cached_property
    def prose(self) -> Prose:
        """The prose engine with this edition's figures and citations."""
        return Prose(self.press, self.language, self.figure_for, self.citation_for, self.remark)

    def series_place(self, name: str) -> Place:
        """The place of a series: the country where its entry names none."""
        code = self.config.series[name].place
        return self.context.gazetteer.get(code) if code else self.pack.country

    @cached_property
    def _totals(self) -> dict[str, Totals]:
        return {}

    def totals(self, name: str) -> Totals:
        """What is known of a series on the day."""
        if name not in self._totals:
            entry = self.config.series[name]
            series = Series(entry.measure, entry.definition)
            self._totals[name] = totals(self.context, series, self.series_place(name))
        return self._totals[name]

    @cached_property
    def levels(self) -> Levels:
        """Advisory levels in force on the day."""
        return levels(self.context, self.pack, self.config.advisory)

    @cached_property
    def state_series(self) -> tuple[str, Period] | None:
        """The series by state with the newest period known for every state; the first listed of equals."""
        found = []
        for place, name in enumerate(self.config.state_series):
            entry = self.config.series[name]
            period = newest_common_period(self.context, Series(entry.measure, entry.definition), self.pack)
            if period is not None:
                found.append((period.end, -place, name, period))
        return max(found)[2:] if found else None

    @cached_property
    def state_rows(self) -> list[StateRow]:
        """The state series by state: counts, the same months before, change, rate; empty where there is none."""
        if self.state_series is None:
            return []
        name, period = self.state_series
        entry = self.config.series[name]
        series = Series(entry.measure, entry.definition)
        return by_state(self.context, series, self.pack, period, self.config.populations)

    def is_stale(self, figure_: Figure) -> bool:
        """Whether a figure is about a time so long before the day that it no longer tells of the present."""
        return (self.context.as_of - figure_.period.end).days > STALE_DAYS

    def is_aged(self, figure_: Figure) -> bool:
        """Whether a figure is old enough for the remark that nothing newer is in evidence."""
        return (self.context.as_of - figure_.period.end).days > AGED_DAYS

    def not_known(self, label: str, definition: str, newest_: Figure | None = None) -> None:
        """Tell among what is not known that nothing, or nothing newer than a figure, is in evidence.

        A definition that had not begun on the day is not told, nor one that had ended with the figure.
        """
        if newest_ is None or not newest_.is_printable:
            if begun(self.context, definition):
                open_ = newest_.reason if newest_ and newest_.evidence else ""
                self.unknowns.append((label, open_ or self.words_of("series_none")))
        elif not retired(self.context, newest_):
            self.unknowns.append((label, self.words_of("series_stale", day=newest_.period.end)))

    @cached_property
    def shapes(self) -> tuple[dict[str, Any], str]:
        """Shapes of the states by code, with the line that credits their source; empty for a tile map."""
        found = boundaries(self.context, self.pack)
        if found.document is None:
            return {}, ""
        spec = self.context.specs.get(found.document.source)
        texts = spec.licence.attribution if spec else {}
        credit = texts.get(self.language) or found.document.attribution or found.document.publisher
        return dict(found.shapes), f"{credit} ({found.document.licence})"

    @property
    def pace_series(self) -> list[str]:
        """The series whose pace the report judges: those of the section that has it."""
        sections = [s for s in self.config.sections if "pace" in s.parts and s.series]
        return sections[0].series if sections else self.config.headline

    def pace(self, names: Iterable[str]) -> tuple[str, Finding] | None:
        """Pace of the series with the freshest year to date of those that have one, with its name."""
        found: dict[str, dict[str, Any]] = {}
        for name in names:
            entry = self.config.series[name]
            wanted = {
                "measure": entry.measure,
                "definition": entry.definition,
                "place": self.series_place(name).code,
            }
            try:
                answer(self.context, "pace", **wanted)
            except NoEvidence:
                continue
            found[name] = wanted
        best = freshest([self.totals(name) for name in found])
        chosen = next((name for name in found if self.totals(name) is best), None)
        return (chosen, self.ask("pace", **found[chosen])) if chosen else None

    def configured(self, wanted: FigureConfig, context: Context | None = None) -> Figure:
        """A figure that report.yml asks for; as another day's `context` knows it, if given."""
        context = context or self.context
        place = context.gazetteer.get(wanted.place) if wanted.place else self.pack.country
        if wanted.period == "newest":
            return newest(context, wanted.measure, place, wanted.definition)
        return figure(context, wanted.measure, place, Period.parse(wanted.period), wanted.definition)

    def figure_for(self, ref: str, period: str, place: str, definition: str, known: str = "") -> Figure:
        """What fig() prints. Raises UsageError on a name that is neither a finding nor a measure.

        known  an earlier day: the evidence's figure as it was known then
        """
        where = self.context.gazetteer.find(place, self.pack.code) if place else self.pack.country
        if "." in ref and (period or place or definition or known):
            raise UsageError(f'"{ref}" is a finding, which has its own period, place and definition')
        if known:
            if period in ("", "newest"):
                raise UsageError("known= goes with a measure and a period")
            recipe = {"measure": ref, "place": where.code, "period": period, "definition": definition or None}
            return as_known(self.context, known, recipe)
        if "." not in ref:
            if period in ("", "newest"):
                return newest(self.context, ref, where, definition or None)
            return figure(self.context, ref, where, Period.parse(period), definition or None)
        name, _, part = ref.partition(".")
        if name == "levels":
            if part not in ("at_1", "at_2", "at_3", "at_4"):
                raise UsageError(f'"{ref}": levels has at_1 to at_4')
            level = int(part.removeprefix("at_"))
            if level in self.levels.counts:
                return self.levels.counts[level]
            return self._missing("advisory-level", phrase("no-level"))
        if name == "calls":
            return self._expected(part)
        if name == "pace":
            if part not in _PACE:
                raise UsageError(f'"{ref}": pace has {", ".join(_PACE)}')
            found = self.pace(self.pace_series)
            measure = self.config.series[self.config.headline[0]].measure
            return found[1].figures[part] if found else self._missing(measure, phrase("no-pace"))
        if name not in self.config.series:
            raise UsageError(f'"{name}" is neither a series of report.yml nor levels, pace or calls')
        if part not in ("latest", "to_date", "same", "change", "record"):
            raise UsageError(f'"{ref}": a series has latest, to_date, same, change and record')
        found_part: Figure | None = getattr(self.totals(name), part)
        return found_part or self._missing(self.config.series[name].measure, phrase("not-held"))

    def _expected(self, name: str) -> Figure:
        """What an analyst expects of a policy, by its id in policy_calls.yml; what is printed goes to the ledger."""
        found = answer(self.context, "policy-calls", place=self.pack.code)
        for row, call in zip(found.rows, found.calls, strict=True):
            if row.key == name:
                self.calls[call.subject] = call
                return row.figures["probability"]
        said = ", ".join(row.key for row in found.rows)
        raise UsageError(f'"calls.{name}": policy_calls.yml says of the day: {said}')

    def ask(self, question: str, **arguments: Any) -> Finding:
        """A question's answer as of the day; what it says of things not yet known goes to the ledger."""
        found = answer(self.context, question, **arguments)
        self.calls.update({call.subject: call for call in found.calls})
        return found

    def _missing(self, measure: str, reason: str) -> Figure:
        day = self.context.as_of
        return Figure(None, "", measure, "", self.pack.country, Period(day, day), day, "unknown", reason)

    def citation_for(self, name: str) -> tuple[Evidence, ...]:
        """What cite() cites. Raises UsageError if the day's evidence has no such statement."""
        return statement_evidence(self.context, name)

    # words

    def word(self, *path: str) -> str:
        """A word of the wording file; the last key itself where there is none."""
        value: Any = self.words
        for key in path:
            value = value.get(key, path[-1]) if isinstance(value, dict) else path[-1]
        return str(value)

    def unit(self, figure_: Figure) -> str:
        """A figure's unit in words."""
        return self.word("units", figure_.unit)

    def label(self, labels: dict[str, str]) -> str:
        """A label of report.yml in the report's language."""
        return labels.get(self.language) or labels["en"]

    def place_name(self, place: Place) -> str:
        """A place as the report's language calls it, where the pack knows."""
        if place.code == self.pack.code:
            return self.pack.names.get(self.language, place.name)
        return self.pack.local_names(self.language).get(place.code, place.name)

    def remark(self, text: str) -> str:
        """A remark of analysis in the report's language."""
        places = {self.pack.code: self.place_name(self.pack.country)} | self.pack.local_names(self.language)
        return remark(text, self.words["phrases"], self.language, places)

    def span(self, period: Period) -> str:
        """A period in words."""
        return formats.period(period, self.language)

    def aged(self, figure_: Figure, paragraph: Paragraph, label: str) -> Paragraph:
        """The paragraph, with the remark that nothing newer is in evidence where the figure is old."""
        if not self.is_aged(figure_) or retired(self.context, figure_):
            return paragraph
        self.not_known(label, figure_.definition, figure_)
        remark = Text(" " + self.words_of("series_aged"), "emphasis")
        return Paragraph((*paragraph.inlines, remark), paragraph.portion)

    def short_span(self, figure_: Figure | None) -> str:
        """A figure's period in short, a dash for none."""
        return formats.short_period(figure_.period, self.language) if figure_ else "–"

    # inlines

    def number(self, figure_: Figure, style: str = "plain") -> tuple[Inline, ...]:
        """A table cell: the number, or the word for unknown."""
        if figure_.is_printable:
            return (self.press.number(figure_, style),)
        return (Text(self.word("words", "unknown"), "unknown"),)

    def say(self, key: str, portion: str = "TLP:CLEAR", /, **values: Any) -> Paragraph:
        """A paragraph from a sentence of the wording file."""
        held = {k: self.prose.literal(v) if type(v) is str else v for k, v in values.items()}
        inlines = self.prose.sentence(self.words["sentences"][key], f"wording: {key}", **held)
        return Paragraph(inlines, self.press.portion((i for i in inlines if isinstance(i, Number)), portion))

    def words_of(self, key: str, **values: Any) -> str:
        """A sentence of the wording file that holds no figure, as plain text."""
        inlines = self.say(key, **values).inlines
        return "".join(inline.text for inline in inlines if isinstance(inline, Text))

    def prose_blocks(self, section: SectionConfig) -> tuple[Block, ...]:
        """The analyst's blocks for a section: those of every prose file of that name that speaks for the day."""
        folder = self.pack.folder / "prose"
        name = section.prose or section.id
        paths = sorted(folder.glob(f"{name}.{self.language}.md")) + sorted(
            folder.glob(f"*/{name}.{self.language}.md")
        )
        blocks: list[Block] = []
        for path in paths:
            blocks += self.prose.read(path, self.context.as_of, section.kind == "findings")
        return tuple(blocks)
