"""The one door: one short method for each thing a user does.

Each method imports what it needs, so that a question of files alone does not load the store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from almenara.errors import NoEvidence, UnknownMeasure
from almenara.model.period import Period, parse_day
from almenara.workspace.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from almenara.analysis.backtesting import Backtest, Forecast
    from almenara.analysis.context import Context
    from almenara.analysis.holdings import Holding
    from almenara.analysis.scanning import Answer
    from almenara.analysis.triangles import Answer as Nowcast
    from almenara.analysis.watching_files import Answer as Watched
    from almenara.collect.ingest import Progress, Taken
    from almenara.collect.publishers import Outcome
    from almenara.collect.registry import Registry
    from almenara.evidence.store import Store
    from almenara.model.entry import Entry
    from almenara.model.figure import Figure
    from almenara.model.finding import Finding
    from almenara.model.place import Place
    from almenara.model.terms import Definition
    from almenara.product.auditing.checked import Checked
    from almenara.product.groups.desk import GroupDesk
    from almenara.product.replaying import Replay
    from almenara.product.verify import Verification
    from almenara.workspace.own import Own


class Workspace:
    """A store with everything that can be done with it."""

    def __init__(self, settings: Settings, store: Store, registry: Registry) -> None:
        self.settings = settings
        self.store = store
        self.registry = registry

    @classmethod
    def open(cls, store: str | Path | None = None, database: str | Path | None = None) -> Workspace:
        """Open a store, making it with the embedded figures if it is new.

        database  of the team's own state, as in workspace.settings
        Raises UsageError if the folder is something else.
        """
        from almenara.collect import embedded
        from almenara.collect.registry import Registry
        from almenara.evidence.store import Store

        settings = Settings.read(store, database)
        kept = Store.open(settings.store)
        registry = Registry.load()
        embedded.bring_up_to_date(kept, registry)
        try:
            view = kept.as_of(date.max)
        except NoEvidence:
            view = None
        return cls(settings, kept, registry.naming(view) if view else registry)

    @classmethod
    def open_own(cls, store: str | Path | None = None, database: str | Path | None = None) -> Own:
        """As `own`, without opening the store before places are to be checked."""
        from almenara.workspace.own import Own

        settings = Settings.read(store, database)
        return Own(settings, lambda: cls.open(settings.store, settings.database)._context_or_none())

    @property
    def own(self) -> Own:
        """What the team keeps for itself: what it protects."""
        from almenara.workspace.own import Own

        return Own(self.settings, self._context_or_none)

    def context(self, as_of: date | str | None = None, stored_by: datetime | None = None) -> Context:
        """What was known on a day (default: today). Raises NoEvidence."""
        from almenara.analysis.context import Context

        day = parse_day(as_of, name="--as-of") if as_of else datetime.now(UTC).date()
        registry = self.registry
        return Context(
            self.store.as_of(day, stored_by), registry.definitions, registry.gazetteer,
            registry.specs, registry.packs,
        )  # fmt: skip

    def place(self, text: str) -> Place:
        """A place by code, name or alias. Raises UnknownPlace, AmbiguousPlace."""
        return self.registry.gazetteer.find(text)

    def ingest(
        self,
        paths: Sequence[str | Path],
        published: date | str | None = None,
        keep_going: bool = False,
        progress: Progress | None = None,
    ) -> list[Taken]:
        """Take files and folders in, as one batch. Raises BadInput with every fault; then nothing is stored."""
        from almenara.collect.files_on_disk import find_files
        from almenara.collect.ingest import ingest

        named = [Path(p) for p in paths]
        day = parse_day(published, name="--published") if published else None
        files = find_files(named)
        strict = all(p.is_file() for p in named)
        return ingest(self.store, self.registry, files, "ingest", day, keep_going, strict, progress)

    def collect(
        self, sources: Sequence[str] = (), publishers: str | None = None, progress: Progress | None = None
    ) -> list[Outcome]:
        """Fetch what has changed from the publishers, or from a server that stands in for them.

        Raises UsageError on an unknown source; what fails with one source is told in its Outcome.
        """
        from almenara.collect.publishers import collect

        return collect(self.store, self.registry, sources, publishers, progress)

    def reread(self, sources: Sequence[str] = (), progress: Progress | None = None) -> list[Taken]:
        """Read kept files again with readers mended since."""
        from almenara.collect.reread import reread

        return reread(self.store, self.registry, sources, progress)

    def retract(
        self,
        reason: str,
        known: date | str,
        document: str | None = None,
        definition: str | None = None,
        place: str | None = None,
        period: str | None = None,
    ) -> str:
        """Record that a document, or values of a definition, were taken back. Returns what, in words.

        Raises UsageError where neither or both are named, or the document is not held.
        """
        from almenara.collect.retract import retract

        day = parse_day(known, name="--known")
        if definition:
            self.definition(definition)
        where = self.place(place).code if place else ""
        when = Period.parse(period) if period else None
        return retract(self.store, reason, day, document or "", definition or "", where, when)

    def compact(self) -> dict[str, int]:
        """Join small files of the store; returns the number of files by table."""
        return self.store.compact()

    def definition(self, name: str) -> Definition:
        """A declared definition. Raises UnknownMeasure."""
        if name not in self.registry.definitions:
            raise UnknownMeasure(f'"{name}" is not a definition; `almenara measures` lists them')
        return self.registry.definitions[name]

    def figures(
        self,
        measure: str,
        place: str,
        period: str,
        as_of: date | str | None = None,
        definition: str | None = None,
    ) -> list[Figure]:
        """Every definition's figure known on the day, the preferred one first.

        Raises NoEvidence with the reason where there is none.
        """
        from almenara.analysis import figures as _figures

        context, where, when = self._asked(place, period, as_of, definition)
        every = _figures.figures(context, measure, where, when)
        if found := [f for f in every if definition in (None, f.definition)]:
            return found
        raise _figures.lacking(context, measure, where, when, definition)

    def history(
        self,
        measure: str,
        place: str,
        period: str,
        as_of: date | str | None = None,
        definition: str | None = None,
    ) -> list[Figure]:
        """How the figure was revised, up to the day: each definition's vintages in order.

        Raises NoEvidence with the reason where there is none.
        """
        from almenara.analysis import figures as _figures

        context, where, when = self._asked(place, period, as_of, definition)
        days = _figures.known_days(context, measure, where, when)
        views = (replace(context, view=context.view.on(day)) for day in days)
        if found := _figures.history(views, measure, where, when, definition):
            return found
        raise _figures.lacking(context, measure, where, when, definition)

    def _asked(
        self, place: str, period: str, as_of: date | str | None, definition: str | None
    ) -> tuple[Context, Place, Period]:
        context = self.context(as_of)
        if definition:
            self.definition(definition)
        return context, self.place(place), Period.parse(period)

    def series_figures(
        self,
        measure: str,
        place: str,
        first: str | None = None,
        last: str | None = None,
        frequency: str = "month",
        definition: str | None = None,
        as_of: date | str | None = None,
    ) -> list[Figure]:
        """Figures of every period, one definition after the other. Raises NoEvidence where there is none."""
        from almenara.analysis import series as _series

        return _series.series(
            self.context(as_of),
            measure,
            self.place(place),
            frequency,
            Period.parse(first) if first else None,
            Period.parse(last) if last else None,
            definition,
        )

    def series(self, measure: str, place: str, **wanted: Any) -> pd.DataFrame:
        """The same as a data frame: one row a value, with provenance; `wanted` as in series_figures."""
        import pandas as pd

        from almenara.model.records import figure_record

        found = self.series_figures(measure, place, **wanted)
        frame = pd.DataFrame([figure_record(f, self.definition(f.definition)) for f in found])
        days = ["start", "end", "known", "published", "as_of"]
        return frame.assign(**{name: pd.to_datetime(frame[name]) for name in days})

    def measures(self, measure: str | None = None) -> list[dict[str, Any]]:
        """Measures with their ICCS codes, definitions and the sources held for each; or one. Raises UnknownMeasure."""
        from almenara.collect.listing import measure_records
        from almenara.reading.spec import find_measure

        wanted = find_measure(measure).id if measure is not None else None
        return [r for r in measure_records(self.store, self.registry) if wanted in (None, r["measure"])]

    def places(self, text: str) -> list[dict[str, Any]]:
        """Places whose code, name or alias holds the text. Raises UnknownPlace where there is none."""
        from almenara.collect.listing import place_records

        return place_records(self.registry, text)

    def sources(self) -> list[dict[str, Any]]:
        """Sources that can be read, with their terms and how many files of each are held."""
        from almenara.collect.listing import source_records

        return source_records(self.store, self.registry)

    @staticmethod
    def scan(cases: str | Path, coordinates: str | Path, **wanted: Any) -> Answer:
        """Clusters by the scan statistic, from files as SaTScan reads them; needs no store.

        wanted  fields of analysis.scanning.Question: model, scope, controls, population, seed and so on
        Raises UsageError, BadInput.
        """
        from almenara.analysis.scanning import Question, ask

        return ask(Question(Path(cases), Path(coordinates), **wanted))

    @staticmethod
    def forecast(
        panel: str | Path, unit: str, time: str, value: str, first: str, last: str, **wanted: Any
    ) -> Forecast:
        """Counts to come in a long table of monthly counts; needs no store.

        unit, time, value  names of columns
        first, last        months, YYYY-MM
        wanted             samples and out (files to write), group (column), seed
        Raises UsageError, BadInput.
        """
        from almenara.analysis.backtesting import Question, forecast

        return forecast(Question(Path(panel), unit, time, value, first, last, **wanted))

    @staticmethod
    def watch(panel: str | Path, unit: str, time: str, value: str, **wanted: Any) -> Watched:
        """Alarms and changes of level in a long table of monthly or weekly counts; needs no store.

        unit, time, value  names of columns; unit "" where the file is one series
        wanted             frequency, newest, method, alpha, years, least_cases, changes
        Raises UsageError, BadInput.
        """
        from almenara.analysis.watching_files import Question, ask

        return ask(Question(Path(panel), unit, time, value, **wanted))

    @staticmethod
    def backtest(
        panel: str | Path, unit: str, time: str, value: str, first: str, last: str,
        progress: Callable[[str, int], None] | None = None, **wanted: Any
    ) -> Backtest:  # fmt: skip
        """Scores of forecasts of months that the table holds, beside baselines; as forecast.

        wanted  train_until (last month to learn from), baselines (none, simple, all), and as forecast
        """
        from almenara.analysis.backtesting import Question, backtest

        return backtest(Question(Path(panel), unit, time, value, first, last, **wanted), progress)

    @staticmethod
    def nowcast(table: str | Path, event: str, delay: str, count: str, **wanted: Any) -> Nowcast:
        """Final counts of the last periods of a table of reports with their delays; needs no store.

        event, delay, count  names of columns
        wanted               unit, now, periods, seed; the fields of analysis.triangles.Question
        Raises UsageError, BadInput.
        """
        from almenara.analysis.triangles import Question, ask

        return ask(Question(Path(table), event, delay, count, **wanted))

    def ask(self, question: str, as_of: date | str | None = None, **arguments: Any) -> Finding:
        """The answer to an analysis's question: pace, nowcast, rate and so on, as known on the day.

        arguments  of the question's `ask`, plain JSON; places as codes
        Raises UsageError, UnknownMeasure, UnknownPlace, NoEvidence.
        """
        from almenara.analysis.questions import answer

        return answer(self.context(as_of), question, **arguments)

    def groups(self, country: str = "", as_of: date | str | None = None) -> GroupDesk:
        """Armed groups of a country's pack as known on the day: files of them, and decisions on their names."""
        from almenara.evidence.ledger import record
        from almenara.product.groups.desk import GroupDesk

        return GroupDesk.of(self.context(as_of), country, lambda made: record(self.store, [made]))

    @staticmethod
    def draw(found: Finding, out: str | Path, language: str = "en") -> Path:
        """Draw a scenario's figure into a file, .svg or .png. Raises UsageError on another ending."""
        from almenara.product.picture_file import write

        return write(found, Path(out), language)

    def settle(
        self, entry: str, outcome: bool, reason: str, source: str = "", as_of: date | str | None = None
    ) -> Entry:
        """Record a person's decision on a judgement: whether it came true. Returns the new ledger row.

        entry  its name in the ledger, or the first letters of it
        Raises UsageError where there is no such judgement, or its evidence settles it.
        """
        from almenara.analysis.calls import decision
        from almenara.evidence.ledger import record

        made = decision(self.context(as_of), entry, outcome, reason, source)
        record(self.store, [made])
        return made

    def replay(
        self,
        country: str,
        first: str,
        last: str,
        questions: Sequence[str] = (),
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Replay:
        """Make the calls of each month's last day from what was known then, and record them as replayed.

        first, last  months, YYYY-MM
        questions    of those that the pack's report.yml lists under `replay`; all where empty
        """
        from almenara.countries.pack import get_pack
        from almenara.evidence.ledger import record
        from almenara.product.replaying import replay

        made = replay(self.context(), get_pack(country), first, last, questions, progress)
        record(self.store, made.made)
        return made

    def status(self, as_of: date | str | None = None) -> list[Holding]:
        """What is held by source, how old it is, and what is late on the day."""
        from almenara.analysis.holdings import as_known, holdings

        context = self.context(as_of)
        held = as_known(context.view.documents.values(), context.view.spans())
        return holdings(held, self.registry.specs.values(), context.as_of)

    def documents(self, as_of: date | str | None = None) -> list[Any]:
        """Documents that count on the day, in order of publication."""
        return sorted(self.context(as_of).view.documents.values(), key=lambda d: (d.published, d.name))

    def report(
        self,
        country: str,
        out: str | Path,
        as_of: date | str | None = None,
        formats: Sequence[str] = ("html", "pdf", "docx", "md", "json"),
        language: str = "en",
        marking: str | None = None,
        since: str | Path | None = None,
        overrides: dict[str, Any] | Path | None = None,
        paper: str = "a4",
    ) -> list[Path]:
        """Write the report on a country as of a day into the folder `out`; returns the files written.

        since      an earlier edition's JSON to tell changes against; otherwise the day 30 days before
        overrides  fields of the pack's report.yml replaced by the user's own, or a YAML file of them
        Its forecasts and judgements are recorded in the ledger.
        Raises ProseError, ReleaseRefused, BadInput, UsageError, NoEvidence.
        """
        from almenara.countries.pack import get_pack
        from almenara.evidence.ledger import record
        from almenara.product import edition
        from almenara.product.config import own_fields
        from almenara.product.edition_file import read_edition

        pack = get_pack(country)
        context = self.context(as_of)
        earlier_json = read_edition(Path(since)) if since else None
        day = date.fromisoformat(earlier_json["as_of"]) if earlier_json else context.as_of - edition.LOOK_BACK
        earlier = self._context_or_none(day)
        made = edition.make(context, pack, language, marking, earlier, earlier_json, own_fields(overrides))
        record(self.store, made.said)
        return edition.write(made.report, Path(out), formats, paper)

    def check(
        self,
        source: str | Path | bytes,
        as_of: date | str | None = None,
        published: date | str | None = None,
        language: str = "auto",
        propose: bool = False,
        draft: bool | None = None,
    ) -> Checked:
        """What a text, a file or its bytes, states in numbers, held against what was known then and on the day.

        published  the day it was written, where it is not as the text says; a text without one is of `as_of`
        propose    ask the language model that is configured about claims without a link
        draft      whether to hold it to the rules of our own drafts; None does so where it cites its own notes
        Raises UsageError, BadInput, NoEvidence.
        """
        from almenara.analysis.checking.engine import audit
        from almenara.collect.proposing import Endpoint
        from almenara.product.auditing.checked import checked
        from almenara.text.opening import bytes_of, open_manuscript

        held, name = (
            (source, "") if isinstance(source, bytes) else (bytes_of(Path(source)), Path(source).name)
        )
        day = parse_day(published, name="--published") if published else None
        text, now = open_manuscript(held, name, language, day), self.context(as_of)
        written = text.published or now.as_of
        then = now if written >= now.as_of else self._context_or_none(written)
        asked = Endpoint.configured().propose if propose else None
        return checked(audit(text, now, then, asked), now, held, draft)

    def _context_or_none(self, day: date | None = None) -> Context | None:
        try:
            return self.context(day)
        except NoEvidence:
            return None

    def verify(self, edition: str | Path, today: date | str | None = None) -> Verification:
        """Compute every figure of an edition again from the kept bytes alone, and say what changed since.

        Raises BadInput if the file is not an edition's JSON; StoreDamaged if kept bytes were changed.
        """
        from almenara.analysis.context import Context
        from almenara.collect.rebuild import rebuild
        from almenara.evidence.store import Store
        from almenara.product.edition_file import documents_of, read_edition
        from almenara.product.verify import verify

        path = Path(edition)
        content = read_edition(path)
        with TemporaryDirectory() as folder:
            anew = Store.open(Path(folder) / "store")
            rebuild(self.store, documents_of(content), anew, self.registry)
            registry = self.registry
            rebuilt = Context(
                anew.as_of(parse_day(content["as_of"])), registry.definitions, registry.gazetteer,
                registry.specs, registry.packs, said_in=self.store.as_of(date.max),
            )  # fmt: skip
            return verify(path.name, content, rebuilt, self.context(today))
