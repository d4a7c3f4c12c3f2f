"""Alerts through the one door: check the rules, keep what comes of it, and follow each alert to its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from almenara.errors import NoEvidence, UsageError
from almenara.model.alert import Message
from almenara.model.period import parse_day
from almenara.workspace.private_file import write_private

if TYPE_CHECKING:
    from almenara.analysis.alerting.precision import Precision
    from almenara.analysis.context import Context
    from almenara.state.alerts import AlertRecord, Alerts, Tally
    from almenara.state.database import Database
    from almenara.workspace.door import Workspace

FIRST_LOOK = timedelta(days=30)
"""How far back the first check looks for what became known, where --since does not say it."""
WHAT = "alerts"
"""What a look is kept under."""


@dataclass(frozen=True)
class Checked:
    """What a check came to.

    since      the day whose knowledge it was held against
    messages   made and kept by it: first ones, corrections, withdrawals
    reminded   ids of alerts that came back from rest
    unknowns   what could not be looked at, each with the reason
    elsewhere  alerts of rules that the file does not hold: they were left as they are
    """

    as_of: date
    since: date
    messages: tuple[Message, ...]
    reminded: tuple[str, ...]
    unknowns: tuple[str, ...]
    elsewhere: int


class AlertDesk:
    """Everything that can be done with alerts.

    database, assets  the team's own: where alerts are kept, and plain JSON of what is protected
    """

    def __init__(self, workspace: Workspace, database: Database, assets: Sequence[dict[str, Any]]) -> None:
        self._workspace, self._database, self._assets = workspace, database, list(assets)

    @classmethod
    def of(cls, workspace: Workspace) -> AlertDesk:
        """The desk of a workspace's team. Raises UsageError, StateError."""
        own = workspace.own
        return cls(workspace, own.database, own.records())

    @cached_property
    def kept(self) -> Alerts:
        """Alerts made so far: every, find, acknowledge, snooze, close, reinstate, note, wake."""
        from almenara.state.alerts import Alerts

        return Alerts(self._database)

    def check(
        self, rules: str | Path, as_of: date | str | None = None, since: date | str | None = None,
        now: datetime | None = None,
    ) -> Checked:  # fmt: skip
        """Evaluate a file of rules by what was known on a day, and keep what is new, corrected or withdrawn.

        since  hold it against this day's knowledge; otherwise against the last look, and at first against that of
               FIRST_LOOK before
        now    the moment of the check, for messages; the clock's where None
        A check of the same knowledge again makes no message again. Raises BadInput, UsageError, NoEvidence, StateError.
        """
        from almenara.analysis.alerting.evaluating import check, evaluate
        from almenara.analysis.alerting.match import Kept
        from almenara.analysis.alerting.rules import read_rules
        from almenara.product.alerts.composing import alert_id, compose, reminder
        from almenara.state.looks import Look

        path, moment = Path(rules), now or datetime.now(UTC)
        read = read_rules(path)
        context = self._workspace.context(as_of)
        check(path, context, read, self._assets)
        earlier, day = self._earlier(context, since)
        held = {a.id: a for a in self.kept.every()}
        known = [
            Kept(a.id, a.rule, a.incident, a.members, a.facts, a.messages[-1].as_of, a.withdrawn)
            for a in held.values()
        ]
        outcome = evaluate(context, earlier, read, self._assets, known)
        messages = compose(context, self._assets, moment, outcome, {a.id: a.messages for a in held.values()})
        basis: dict[str, tuple[Sequence[str], dict[str, Any]]] = {
            alert_id(m.rule.name, m.incident): (m.members, m.facts) for m in outcome.new
        }
        basis |= {c.kept.alert: (c.match.members, c.match.facts) for c in outcome.corrected}
        basis |= {k.alert: (sorted({*k.members, *m.members}), m.facts) for k, m in outcome.same}
        look = Look(WHAT, moment, context.as_of, context.view.stored_by)
        kept = self.kept.keep(messages, basis, look)
        names = {r.name for r in read}
        return Checked(
            context.as_of, day, tuple(kept), tuple(self.kept.wake(moment, reminder)), outcome.unknowns,
            sum(a.rule not in names for a in held.values()),
        )  # fmt: skip

    def _earlier(self, context: Context, since: date | str | None) -> tuple[Context | None, date]:
        """The earlier knowledge, and its day."""
        from almenara.state.looks import Looks

        look = Looks(self._database).last(WHAT) if since is None else None
        stored_by: datetime | None
        if look is not None and look.as_of <= context.as_of:
            day, stored_by = look.as_of, look.stored_by
        else:
            day = parse_day(since, name="--since") if since else context.as_of - FIRST_LOOK
            stored_by = None
        if day > context.as_of:
            raise UsageError(f"--since {day} is later than the day asked about, {context.as_of}")
        try:
            return self._workspace.context(day, stored_by), day
        except NoEvidence:
            return None, day

    def listed(self, states: Sequence[str] = (), rule: str = "") -> list[AlertRecord]:
        """Alerts in some states, those back from rest among the new ones."""
        from almenara.product.alerts.composing import reminder

        self.kept.wake(datetime.now(UTC), reminder)
        return self.kept.every(states, rule)

    def rules(self) -> list[tuple[Tally, Precision]]:
        """Of each rule what its alerts turned out to be, and how often it is right."""
        from almenara.analysis.alerting.precision import precision

        return [(t, precision(t.relevant, t.false)) for t in self.kept.tallies()]

    def export(
        self, cap: str | Path | None = None, atom: str | Path | None = None, geojson: str | Path | None = None,
        language: str = "en", sender: str = "almenara@localhost", states: Sequence[str] = (),
    ) -> list[Path]:  # fmt: skip
        """Write messages: each as a CAP file in a folder, the alerts as an Atom feed or GeoJSON.

        language  of the feed and the map; alerts whose rule leaves it out are not in them
        Returns the files written, which their owner alone can read. Raises UsageError.
        """
        import json

        from almenara.product.alerts.atom import atom as feed
        from almenara.product.alerts.cap import Sender
        from almenara.product.alerts.cap import cap as cap_file
        from almenara.product.alerts.geojson import collection
        from almenara.product.wording import wording

        wording(language)  # refuses one that is none, whose feed would be empty
        found = self.listed(states)
        written = []
        if cap is not None:
            who = Sender(sender)
            for message in (m for a in found for m in a.messages):
                name = f"{message.sent:%Y%m%dT%H%M%S}-{message.alert[:8]}-{message.number}.xml"
                written.append(write_private(Path(cap) / name, cap_file(message, who)))
        told = [m for a in found for m in a.messages if language in m.headline]
        if atom is not None:
            made = feed(
                told, "urn:almenara:alerts", "Alerts" if language == "en" else "Alertas", sender, language
            )
            written.append(write_private(Path(atom), made))
        if geojson is not None:
            newest = [m for m in told if m.number == max(o.number for o in told if o.alert == m.alert)]
            text = json.dumps(collection(newest, language), ensure_ascii=False, indent=1)
            written.append(write_private(Path(geojson), text))
        return written
