"""Composing: of what rules found the messages, in the languages that the rule asks for.

Every number in a text is printed from a figure, which goes along; a withdrawal repeats what was sent and its
figures. The words stand in en.yml and es.yml beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from almenara.analysis.alerting.evaluating import Corrected, Gone, Outcome
from almenara.analysis.alerting.match import Match
from almenara.analysis.context import Context
from almenara.errors import UnknownPlace
from almenara.model.alert import Message, MessageType
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.records import figure_record
from almenara.model.terms import strictest
from almenara.product import formats
from almenara.reading.spec import find_measure, load_yaml

NAMES = uuid5(NAMESPACE_URL, "https://almenara.example/alerts")
"""Names of alerts and messages are made from it: the same alert has the same name wherever it is made."""
MOST_SOURCES, MOST_ASSETS = 20, 5


@lru_cache(maxsize=2)
def words(language: str) -> dict[str, Any]:
    """Words of alerts in a language."""
    found: dict[str, Any] = load_yaml(Path(__file__).with_name(f"{language}.yml"))
    return found


def alert_id(rule: str, incident: str) -> str:
    """Name of the alert that a rule makes of an incident."""
    return str(uuid5(NAMES, f"{rule}\n{incident}"))


class Composer:
    """Makes messages of one check.

    assets  plain JSON with name and marking
    sent    the moment of the check, with its zone
    """

    def __init__(self, context: Context, assets: Sequence[dict[str, Any]], sent: datetime) -> None:
        self.context, self.sent = context, sent
        self.markings = {a["name"]: a.get("marking") or "TLP:AMBER+STRICT" for a in assets}

    def first(self, match: Match) -> Message:
        """The first message of an alert."""
        return self._message(match, alert_id(match.rule.name, match.incident), 0, "alert", ())

    def correction(self, found: Corrected, earlier: Sequence[Message]) -> Message:
        """A message that corrects earlier ones of its alert, which go from the first to the last."""
        return self._message(found.match, found.kept.alert, len(earlier), "update", earlier, found.changed)

    def withdrawal(self, found: Gone, earlier: Sequence[Message]) -> Message:
        """A message that takes an alert back; it repeats what was said last, with its figures."""
        last = earlier[-1]
        text = {}
        for language in last.headline:
            said = words(language)["withdrawal"]
            text[language] = "\n".join((said[found.why], said["said"].format(text=last.text[language])))
        return replace(
            last, id=_message_id(last.alert, len(earlier), "cancel", {"why": found.why}), number=len(earlier),
            type="cancel", text=text, instruction={}, expires=None, sent=self.sent, as_of=self.context.as_of,
            urgency="past", references=_references(earlier),
        )  # fmt: skip

    def _message(
        self, match: Match, alert: str, number: int, kind: MessageType, earlier: Sequence[Message],
        changed: tuple[str, ...] = (),
    ) -> Message:  # fmt: skip
        rule = match.rule
        figures = {name: figure_record(f) for name, f in match.figures.items()}
        if "deaths" in changed and earlier and (old := earlier[-1].figures.get("deaths")):
            figures["deaths_before"] = old
        said = {x: _Said(self.context, match, x) for x in rule.languages}
        text = {
            x: "\n".join([*s.correction(changed, earlier), *s.text()]) for x, s in said.items()
        }  # fmt: skip
        own = [self.markings[name] for name, _ in match.assets if name in self.markings]
        marks = [e.marking for e in match.evidence if e.marking]
        expires = self.sent + timedelta(days=rule.expires_days) if rule.expires_days else None
        return Message(
            _message_id(alert, number, kind, match.facts), alert, number, kind, rule.name, match.incident, match.threat,
            {x: s.headline() for x, s in said.items()}, text, rule.urgency, rule.severity, match.certainty, self.sent,
            self.context.as_of, match.happened, match.areas, {x: rule.instruction[x] for x in rule.languages
            if x in rule.instruction}, expires, figures, _sources(match.evidence), match.assets, _references(earlier),
            strictest([rule.marking, *own, *marks]),
        )  # fmt: skip


def reminder(earlier: Sequence[Message], now: datetime) -> Message:
    """What was said last of an alert, again: the time for which it was snoozed is over."""
    last = earlier[-1]
    number = last.number + 1
    made = _message_id(last.alert, number, "reminder", {"at": now.isoformat()})
    expires = last.expires if last.expires and last.expires > now else None
    return replace(
        last,
        id=made,
        number=number,
        type="reminder",
        sent=now,
        references=_references(earlier),
        expires=expires,
    )


def compose(
    context: Context, assets: Sequence[dict[str, Any]], sent: datetime, outcome: Outcome,
    earlier: dict[str, Sequence[Message]],
) -> list[Message]:  # fmt: skip
    """Every message that an outcome asks for: first ones, then corrections, then withdrawals.

    earlier  messages of each alert that was made before, in their order
    """
    by = Composer(context, assets, sent)
    out = [by.first(match) for match in outcome.new]
    out += [by.correction(c, earlier[c.kept.alert]) for c in outcome.corrected]
    return out + [by.withdrawal(g, earlier[g.kept.alert]) for g in outcome.gone]


class _Said:
    """What a match comes to in one language."""

    def __init__(self, context: Context, match: Match, language: str) -> None:
        self.context, self.match, self.language = context, match, language
        self.words = words(language)
        kind = match.names.get("kind", "")
        self.values: dict[str, str] = {
            **match.names,
            "what": self.words["kinds"].get(kind) or kind.replace("-", " ").capitalize(),
            "place": place(context, match.names["place"], language, full=match.wording == "incident"),
            "days": _days(match.happened, language),
            "as_of": formats.day(context.as_of, language),
            "month": formats.period(Period(*match.happened), language),
            "publishers": formats.listing(list(dict.fromkeys(e.publisher for e in match.evidence)), language),
            "assets": ", ".join(name for name, _ in match.assets[:MOST_ASSETS])
            + ("…" if len(match.assets) > MOST_ASSETS else ""),
        }  # fmt: skip
        if "measure" in match.names:
            self.values["measure"] = _capital(find_measure(match.names["measure"]).name(language))
        self.values |= {name: self._print(f) for name, f in match.figures.items()}

    def _print(self, figure: Figure) -> str:
        return formats.figure_text(figure, self.language, self.words["unknown"])

    def _ends(self, figure: Figure) -> dict[str, str]:
        pair = {"low": figure.low, "high": figure.high}
        return {
            k: formats.number(v, self.language, figure.decimals) for k, v in pair.items() if v is not None
        }

    def headline(self) -> str:
        """One line."""
        match, names = self.match, self.match.names
        key = match.wording
        if key == "incident":
            known = "km" in match.figures and match.figures["km"].is_known
            near = "near" if names["precision"] == "point" else "reach"
            key = (near if known else "state") if names["asset"] else "place"
        elif key == "state-count":
            key = "count" if names["asset"] else "count-place"
        elif key == "level":
            key = f"level-{names['direction']}"
        text: str = self.words["headline"][key].format(**self.values)
        return text

    def text(self) -> list[str]:
        """Sentences, each a line."""
        said, match, values = self.words["text"], self.match, self.values
        out = []
        if match.wording == "incident":
            out.append(said["happened"])
            out += self._where()
            deaths = match.figures["deaths"]
            ends = self._ends(deaths)
            out.append((said["deaths-between"] if len(ends) == 2 else said["deaths"]).format(**values | ends))
            out.append(said["told"])
        else:
            main = match.figures.get({"level": "after", "forecast": "median"}.get(match.wording, ""))
            out.append(said[match.wording].format(**values | (self._ends(main) if main else {})))
            out += [said[name].format(**{name: line}) for name in ("added", "removed")
                    for line in match.names.get(name, "").split("\n") if line]  # fmt: skip
        if match.wording == "state-count":
            out.append(said["state" if match.assets else "state-alone"])
        if match.assets:
            out.append(said["assets"])
        out.append(said["as-of"])
        return [line.format(**values) if line in said.values() else line for line in out]

    def _where(self) -> list[str]:
        said, names, km = self.words["text"], self.match.names, self.match.figures.get("km")
        if names["precision"] in ("state", "country"):
            return [said["state"]] if names["asset"] else []
        if km is None or not km.is_known or not names["asset"]:
            return []
        if names["precision"] == "point":
            return [said["point"]]
        ends = self._ends(km)
        return [said["municipality"].format(**self.values | ends)] if ends else [said["municipality-middle"]]

    def correction(self, changed: tuple[str, ...], earlier: Sequence[Message]) -> list[str]:
        """What a correction corrects; nothing for a first message."""
        if not changed or not earlier:
            return []
        said, last = self.words["correction"], earlier[-1]
        out = [said["begin"]]
        for name in changed:
            old = new = ""
            if name == "deaths":
                value = last.figures.get("deaths", {}).get("value")
                old = self.words["unknown"] if value is None else formats.number(value, self.language)
                new = self.values.get("deaths", "")
                if old == new:  # its ends alone were revised
                    name = "figures"
            if name == "place":
                old, new = (_listed(m.areas) for m in (last, self.match))
                if old == new:
                    name = "figures" if "figures" not in out else name
            out.append(said[name].format(old=old, new=new))
        return list(dict.fromkeys(out))


def _listed(areas: Iterable[Any]) -> str:
    return "; ".join(f"{a.name} ({a.precision})" if a.precision else a.name for a in areas)


def place(context: Context, code: str, language: str, full: bool = True) -> str:
    """A place's name in a language; of a municipality with its state."""
    try:
        found = context.gazetteer.get(code)
    except UnknownPlace:
        return code
    pack = context.pack_of(found)
    if pack and found.code == pack.code:
        return pack.names.get(language, found.name)
    local = pack.local_names(language) if pack else {}
    if full and found.kind not in ("state", "country") and found.parent:
        return f"{local.get(code, found.name)}, {place(context, found.parent, language)}"
    return local.get(code, found.name)


def _days(happened: tuple[date, date], language: str) -> str:
    first, last = happened
    return formats.day(first, language) if first == last else formats.period(Period(first, last), language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sources(evidence: Sequence[Evidence]) -> tuple[dict[str, str], ...]:
    told = {
        (e.publisher, e.title, e.url): {"publisher": e.publisher, "title": e.title, "url": e.url,
                                        "published": str(e.published)}
        for e in evidence
    }  # fmt: skip
    return tuple(told.values())[:MOST_SOURCES]


def _references(earlier: Sequence[Message]) -> tuple[tuple[str, datetime], ...]:
    return tuple((m.id, m.sent) for m in earlier)


def _message_id(alert: str, number: int, kind: str, facts: dict[str, Any]) -> str:
    return str(uuid5(NAMES, "\n".join((alert, str(number), kind, json.dumps(facts, sort_keys=True)))))
