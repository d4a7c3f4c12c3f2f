"""The brief of a site, a place or a trip: two pages for whoever answers for it, or goes there.

Its headings follow a travel risk assessment (ISO 31030:2021): context, risks identified and analysed, evaluation,
review; the endnotes are the record. It advises no treatment: what to do is for those who answer for the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from almenara.analysis.arithmetic import interval_end
from almenara.analysis.exposure.surroundings import state_of_place
from almenara.analysis.figures import figure
from almenara.countries.rating import load_rating
from almenara.model.alert import Message
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.place import Place, fold
from almenara.model.terms import strictest
from almenara.product import formats
from almenara.product.briefs import site_threats
from almenara.product.briefs.shown import between, cell, may_pass
from almenara.product.build import assemble
from almenara.product.document import (
    Block,
    Bullets,
    Column,
    Inline,
    Paragraph,
    Report,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
)
from almenara.product.making import Making
from almenara.product.release import by_number, marked

STOPS, NAMES, ALERTS, IN_TILE = 8, 10, 5, 2
"""Stops, names of groups and alerts that are told; what is left out is said to be."""


def site_page(
    making: Making,
    found: Finding,
    given: dict[str, Any],
    near: Sequence[Message] | None = None,
    first: bool = False,
    marking: str | None = None,
) -> Report:
    """The brief, from the answer to the question `assess` about one site, place or trip.

    given  the site as the question was given it
    near   messages about it since the last look; None where no alert rules were ever checked
    first  whether the last look was asked for and there is none
    Raises ReleaseRefused, UsageError.
    """
    made = _Brief(making, found, given, near, first)
    sections = made.sections()
    notes = by_number(making.press.endnotes)
    least = strictest([str(found.facts["marking"]), *(m.marking for m in near or ())])
    title = making.words["briefs"]["site"]["title"].format(name=given["name"])
    name = f"brief-{_file_name(given)}"
    report = assemble(making, tuple(marked(s, notes) for s in sections), title, name, marking, least)
    return replace(report, subtitle=made.subtitle(), layout="brief")


def _file_name(given: dict[str, Any]) -> str:
    """Of letters and digits: a place by its code, anything else by its name."""
    text = str(given.get("place") or "") if given.get("type") == "place" else ""
    name = re.sub(r"[^a-z0-9]+", "-", fold(text or str(given["name"]))).strip("-")
    return name[:60] or "site"


class _Brief:
    """The parts of one brief; it lives as long as its making."""

    def __init__(
        self,
        making: Making,
        found: Finding,
        given: dict[str, Any],
        near: Sequence[Message] | None,
        first: bool,
    ) -> None:
        self.making, self.found, self.given, self.near, self.first = making, found, given, near, first
        self.stops = [row for row in found.rows if "located" in row.facts]
        self.site = self.stops[0]  # the worst first
        self.threats = [r for r in found.rows if r.facts.get("site") == self.site.key and "threat" in r.facts]
        self.portion = str(found.facts["marking"])
        self.words: dict[str, Any] = making.words["briefs"]["site"]
        code = self.site.place
        self.place: Place | None = making.context.gazetteer.get(code) if code else None
        self.state = state_of_place(self.place) if self.place else ""

    def subtitle(self) -> str:
        """Where it lies and what it is; the days of a trip."""
        parts = [self.site.facts["place_name"] or ""] if len(self.stops) == 1 else []
        if parts and fold(parts[0]) == fold(str(self.given["name"])):
            parts = []
        kind = str(self.given.get("type") or "other")
        if kind != "place":
            parts.append(self.words["types"].get(kind, kind))
        if self.given.get("first") and self.given.get("last"):
            days = [
                formats.day(date.fromisoformat(str(self.given[n])), self.making.language)
                for n in ("first", "last")
            ]
            parts.append(self.words["days"].format(first=days[0], last=days[1]))
        return " · ".join(p for p in parts if p)

    def sections(self) -> list[Section]:
        """All of them, in order; one without anything to tell is left out."""
        parts = (
            ("short", self._short()),
            ("context", self._context()),
            ("threats", site_threats.table(self.making, self.threats)),
            ("near", self._near()),
            ("evaluation", [*self._advice(), *self._foreigners()]),
            ("review", self._review()),
            ("unknown", self._unknown()),
        )
        return [
            Section(f"site-{name}", self.words["sections"][name], tuple(blocks))
            for name, blocks in parts
            if blocks
        ]

    def _say(self, key: str, **values: Any) -> Paragraph:
        return self.making.say(key, self.portion, **values)

    def _text(self, text: str) -> Any:
        return self.making.prose.literal(text)

    # what it comes to

    def _short(self) -> list[Block]:
        site, figures = self.site, self.site.figures
        blocks: list[Block] = []
        tiles = self._tiles()
        if tiles:
            blocks.append(Tiles(tuple(tiles), self.portion))
        if len(self.stops) > 1:
            left = len(self.stops) - STOPS
            blocks += [
                self._say(
                    "site_stops", name=self._text(str(self.given["name"])), worst=self._text(site.label),
                    count=self._text(str(len(self.stops))), place=self._text(site.facts["place_name"] or "–"),
                    left=self._text(str(left)) if left > 0 else "",
                ),
                self._stops(),
            ]  # fmt: skip
        said: list[Paragraph] = []
        if self.place is None:
            why = self.making.remark(figures["level"].reason)
            return [*blocks, self._say("site_lost", name=self._text(site.label), why=self._text(why))]
        if self.place.kind == "municipality" or site.facts["located"] != "stated":
            how = self.words["located"][site.facts["located"]]
            said.append(
                self._say(
                    "site_lies", name=self._text(site.label), place=self._text(site.facts["place_name"]),
                    how=self._text(how),
                )
            )  # fmt: skip
        said.append(self._level())
        official = figures.get("official")
        if may_pass(self.making.context, official):
            assert official is not None
            since = site.facts.get("official_since")
            said.append(
                self._say(
                    "site_official", level=official, state=self._state_name(),
                    meaning=self._text(self.making.words["levels"][int(official.value or 0)]),
                    day=date.fromisoformat(since) if since else "",
                )
            )  # fmt: skip
        return [*blocks, _joined(said, self.portion)]

    def _state_name(self) -> Any:
        code = self.state or self.making.pack.code
        return self._text(self.making.place_name(self.making.context.gazetteer.get(code)))

    def _level(self) -> Paragraph:
        figures = self.site.figures
        level = figures["level"]
        if not may_pass(self.making.context, level):
            why = self.making.remark(level.reason) if level.reason else self.words["withheld"]
            return self._say("site_no_level", why=self._text(why))
        wide = level.low != level.high
        return self._say(
            "site_level", level=level, word=self.words["our_levels"][int(level.value or 0)],
            low=interval_end(level, "low") if wide else "", high=interval_end(level, "high") if wide else "",
            chance=figures[f"chance_{level.value:.0f}"],
            drivers=self._text(", ".join(self._drivers(self.site))),
        )  # fmt: skip

    def _drivers(self, row: Row) -> list[str]:
        """What weighs most, in the brief's language."""
        config = load_rating(self.making.pack)
        held = [*config.state, *config.municipality] if config else []
        names = {one.name("en"): one.name(self.making.language) for one in held}
        return [names.get(name, name) for name in row.facts.get("drivers", [])]

    def _tiles(self) -> list[Tile]:
        figures, making, words = self.site.figures, self.making, self.words["tiles"]
        shown = []
        level, official, groups = (figures.get(n) for n in ("level", "official", "groups"))
        for found, label, detail in (
            (level, self._level_label(level), self._range(level)),
            (official, words["official"], self._meaning(official)),
            (groups, words["groups"], self._some_groups()),
        ):
            if found is not None and may_pass(making.context, found):
                shown.append(Tile(making.press.number(found), label, detail))
        for row in self.threats:
            rate = row.figures["rate"]
            if may_pass(making.context, rate):
                label = words["rate"].format(threat=site_threats.name_of(making, row))
                where = f"{making.place_name(rate.place)}, {site_threats.when(making, rate)}"
                shown.append(Tile(making.press.number(rate), label, (Text(where),)))
                break
        return shown

    def _some_groups(self) -> tuple[Inline, ...]:
        names = self.site.facts.get("groups", [])
        return (Text(", ".join(names[:IN_TILE]) + ("" if len(names) <= IN_TILE else " …")),) if names else ()

    def _level_label(self, level: Figure | None) -> str:
        if level is None or level.value is None:
            return str(self.words["tiles"]["level_plain"])
        return str(self.words["tiles"]["level"].format(word=self.words["our_levels"][int(level.value)]))

    def _range(self, level: Figure | None) -> tuple[Inline, ...]:
        if level is None or level.low is None or level.low == level.high:
            return ()
        low, high = (self.making.number(interval_end(level, e)) for e in ("low", "high"))
        return (*low, Text("–"), *high)

    def _meaning(self, official: Figure | None) -> tuple[Inline, ...]:
        if official is None or official.value is None:
            return ()
        return (Text(self.making.words["levels"][int(official.value)]),)

    def _stops(self) -> Table:
        making, heads = self.making, ("stop", "lies", "level", "official", "drivers")
        lines = []
        for row in self.stops[:STOPS]:
            level = row.figures["level"]
            lines.append(
                (
                    (Text(row.label),),
                    (Text(row.facts["place_name"] or "–"),),
                    between(making, level) if level.low != level.high else cell(making, level),
                    cell(making, row.figures.get("official")),
                    (Text(", ".join(self._drivers(row)) or "–"),),
                )
            )
        columns = tuple(
            Column(self.words["columns"][h], "right" if h == "official" else "left") for h in heads
        )
        return Table(self.words["tables"]["stops"], columns, tuple(lines), self.portion, id="site-stops")

    # who is there

    def _context(self) -> list[Block]:
        figures, said = self.site.figures, []
        if may_pass(self.making.context, figures.get("people_there")):
            said.append(self._say("site_own_people", people=figures["people_there"]))
        if may_pass(self.making.context, figures.get("value_there")):
            value = figures["value_there"]
            said.append(self._say("site_own_value", value=value, currency=self._text(value.unit)))
        return [*([_joined(said, self.portion)] if said else []), *self._groups()]

    def _groups(self) -> list[Block]:
        figures, facts, making = self.site.figures, self.site.facts, self.making
        here = figures.get("groups")
        if here is None:
            return []
        if not may_pass(making.context, here):
            why = making.remark(here.reason) if here.reason else self.words["withheld"]
            return [making.say("site_no_groups", state=self._state_name(), why=self._text(why))]
        names, pairs = facts["groups"], [f" {self.words['and']} ".join(p) for p in facts["rivals"]]
        said = [
            making.say(
                "site_groups", groups=here, state=self._state_name(), names=self._text("; ".join(names[:NAMES])),
                more=len(names) > NAMES, one=here.value == 1,
            )
        ]  # fmt: skip
        if pairs and may_pass(making.context, figures.get("rivals")):
            said.append(
                making.say(
                    "site_rivals", pairs=figures["rivals"], names=self._text("; ".join(pairs[:NAMES])),
                    more=len(pairs) > NAMES, one=len(pairs) == 1,
                )
            )  # fmt: skip
        return [_joined(said)]

    # near, advice, travellers

    def _near(self) -> list[Block]:
        blocks = site_threats.near(self.making, self.site, self.threats, self.portion)
        if self.given.get("type") == "place":
            return blocks
        if self.near is None:
            return [*blocks, self.making.say("site_no_rules")]
        if not self.near:
            return [*blocks, self.making.say("site_no_alerts")]
        items = []
        for message in self.near[:ALERTS]:
            language = self.making.language if self.making.language in message.headline else "en"
            kind = self.making.word("briefs", "messages", message.type)
            items.append(Paragraph((Text(f"{kind}{message.headline[language]}"),), message.marking))
        return [*blocks, Bullets(tuple(items))]

    def _advice(self) -> list[Block]:
        """Levels of every government's advice in force: of the country and, where one is given, of the state."""
        making, day = self.making, Period(self.making.context.as_of, self.making.context.as_of)
        lines = []
        for one in making.context.definitions.values():
            if "advisory-level" not in one.measures:
                continue
            codes = [making.pack.code, *([self.state] if self.state else [])]
            held = [
                figure(making.context, "advisory-level", making.context.gazetteer.get(c), day, one.id)
                for c in codes
            ]
            known = [f for f in held if f.is_known]
            if not known:
                continue
            newest = max(f.period.start for f in known)
            name = one.name(making.language)
            lines.append(
                (
                    (Text(name),),
                    cell(making, held[0]),
                    cell(making, held[1]) if len(held) > 1 else (Text("–"),),
                    (Text(formats.short_day(newest, making.language)),),
                )
            )
        if not lines:
            return []
        heads = ("advice", "country_level", "state_level", "day")
        columns = tuple(
            Column(self.words["columns"][h], "right" if h.endswith("_level") else "left") for h in heads
        )
        return [Table(self.words["tables"]["advice"], columns, tuple(lines), id="site-advice")]

    def _foreigners(self) -> list[Block]:
        making, said = self.making, []
        row = next((r for r in self.found.rows if r.key == f"country:{making.pack.code}"), None)
        if row is None:
            return []
        why = making.remark(row.figures["travellers"].reason)
        country = self._text(making.place_name(making.pack.country))
        for name in ("foreigners-killed", "foreign-deaths"):
            found = row.figures[name]
            if may_pass(making.context, found):
                rule = making.context.definition(found.definition).name(making.language)
                said.append((found, rule))
        if not said:
            return [making.say("site_no_foreigners", country=country)]
        parts = [
            making.say(
                "site_foreigners", country=country, period=found.period, count=found, what=self._text(what.rstrip(".")),
                why=self._text(site_threats.capital(why)) if n == len(said) - 1 else "",
            )
            for n, (found, what) in enumerate(said)
        ]  # fmt: skip
        return [_joined(parts)]

    # what changed, what is not known

    def _review(self) -> list[Block]:
        since = self.found.facts["since"]
        if not since:
            return [self.making.say("site_first_look" if self.first else "site_not_compared")]
        day, figures, items = date.fromisoformat(since), self.site.figures, []
        for name in ("level", "official"):
            before, now = figures.get(f"{name}_before"), figures.get(name)
            both = all(may_pass(self.making.context, f) for f in (before, now))
            if both and before is not None and now is not None and before.value != now.value:
                items.append(self._say(f"site_changed_{name}", day=day, before=before, now=now))
        if new := self.site.facts.get("new_groups"):
            items.append(self._say("site_changed_groups", day=day, names=self._text("; ".join(new[:NAMES]))))
        without: dict[str, list[str]] = {}
        for row in self.threats:
            if not (changed := row.facts.get("changed")):
                continue
            before, now = row.figures["rate_before"], row.figures["rate"]
            alike = before.definition == now.definition and before.place.code == now.place.code
            if before.is_known and now.is_known and not alike:
                changed = (
                    "otherwise"  # two rules, or two places: side by side they would pass for a rise or fall
                )
            how, name = self.words["changed"][changed], site_threats.name_of(self.making, row)
            if alike and all(may_pass(self.making.context, f) for f in (before, now)):
                threat = self._text(site_threats.capital(name))
                items.append(
                    self._say("site_changed_rate", threat=threat, before=before, now=now, how=self._text(how))
                )
            else:
                without.setdefault(how, []).append(name)
        for how, names in without.items():
            told = self._text("; ".join(names))
            items.append(
                self._say("site_changed_known", how=self._text(site_threats.capital(how)), threats=told)
            )
        return [Bullets(tuple(items))] if items else [self._say("site_unchanged", day=day)]

    def _unknown(self) -> list[Block]:
        items = site_threats.unknown(self.making, self.site, self.threats)
        minded = [self.making.remark(text) for text in self.found.caveats]
        told = " ".join(f"{text[:1].upper()}{text[1:]}." for text in minded)
        blocks: list[Block] = [Bullets(tuple(items))] if items else []
        advice = self.making.say("site_no_advice").inlines
        return [*blocks, Paragraph((Text(f"{told} "), *advice))]


def _joined(said: Iterable[Paragraph], portion: str = "TLP:CLEAR") -> Paragraph:
    """Sentences as one paragraph, marked as the strictest of them."""
    held = list(said)
    inlines: list[Inline] = []
    for one in held:
        inlines += [*([Text(" ")] if inlines else []), *one.inlines]
    return Paragraph(tuple(inlines), strictest([portion, *(p.portion for p in held)]))
