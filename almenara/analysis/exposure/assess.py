"""How exposed is each site? Threat by threat at the finest level held, with what changed and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.exposure.level import levels_of
from almenara.analysis.exposure.nearby import Placed, first_day, placed
from almenara.analysis.exposure.own import own_figures
from almenara.analysis.exposure.rates import Rates, rates_of
from almenara.analysis.exposure.sites import Site, sites_of
from almenara.analysis.exposure.surroundings import (
    forecast,
    foreigners,
    groups,
    official,
    state_of_place,
    trend,
)
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UsageError
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period, parse_day
from almenara.model.phrase import phrase
from almenara.model.place import Place
from almenara.model.terms import strictest
from almenara.model.threat import Threat
from almenara.reading.threats import find_threat, threats

NOWHERE = Place("", "unspecified", "place not known")
"""Of the figures of a site of which nothing tells where it lies."""


def ask(
    context: Context, sites: list[dict[str, Any]], since: str = "", about: list[str] | None = None
) -> Finding:
    """What threatens each site, worst first.

    sites   each {name, points: [[longitude, latitude]]} or {name, place: code}; see exposure.sites
    since   an earlier day, YYYY-MM-DD: what changed since then is told, too
    about   ids of threats; all where None
    Rows    a site: its name as key; score, level, chance_1 to chance_4 of its place (the rating of its state, with
            what is counted in the municipality read there), official (advisory level of the state), groups and
            rivals there, people_there and value_there as its owner states them; with `since` also level_before
            and official_before. Facts: place_name, located, drivers, groups, rivals, unknowns (threat and
            reason), changes
            "<site>: <threat>", where the site lies in a known place: rate with its interval (its place and period
            say of where and when), count, people, state_rate, trend and forecast of the state, near (recorded
            events a year within the radius), near_<source> of further sources; with `since` rate_before
            country:<code>: foreigners-killed, foreign-deaths, travellers: the bystander question
    Raises  UsageError for sites that are none, a threat that is none, or a day that is not an earlier one
    """
    found = sites_of(context, sites)
    wanted = [find_threat(name) for name in about] if about is not None else list(threats().values())
    earlier = _earlier(context, since)
    made = _Assessed(context, found, wanted)
    before = _Assessed(earlier, found, wanted) if earlier else None  # a site lies where it lies, whatever day
    told: dict[Any, tuple[dict[str, Figure], str]] = {}
    rows = [_Telling(made, before, since, n, told).rows() for n in range(len(found))]
    rows.sort(key=_worst_first)
    countries = [foreigners(context, pack) for pack in made.packs]
    facts: dict[str, Any] = {
        "sites": len(found), "marking": strictest([s.marking for s in found]),
        "threats": {t.id: t.names for t in wanted}, "since": since,
        "countries": [pack.code for pack in made.packs],
    }  # fmt: skip
    every = [row for some in rows for row in some] + countries
    return Finding("assess", context.as_of, {}, tuple(every), facts, (), _caveats(made))


def _earlier(context: Context, since: str) -> Context | None:
    if not since:
        return None
    day = parse_day(since, name="since")
    if day >= context.as_of:
        raise UsageError(f"changes are told against an earlier day: {day} is not before {context.as_of}")
    try:
        return replace(context, view=context.view.on(day))
    except NoEvidence as error:
        raise UsageError(f"since {day}: {error}") from error


def _worst_first(rows: list[Row]) -> tuple[float, float, str]:
    """By score, then by the first threat's rate; what is not known comes last."""
    score = rows[0].figures["score"].value
    rate = next((r.figures["rate"].value for r in rows[1:] if r.figures["rate"].value is not None), 0.0)
    return (-(score if score is not None else -1.0), -(rate or 0.0), rows[0].key)


class _Assessed:
    """All that one day's knowledge says of the sites; what is shared between them is worked out once."""

    def __init__(self, context: Context, sites: Sequence[Site], wanted: Sequence[Threat]) -> None:
        self.context, self.sites, self.wanted = context, sites, wanted
        self._held: dict[tuple[str, str], tuple[dict[str, Figure], dict[str, Any]]] = {}
        codes = {s.place.code.partition("-")[0] for s in sites if s.place}
        self.packs = [pack for code, pack in context.packs.items() if code in codes]
        every = list(threats().values())  # whatever is asked about, the level stands on all
        self.rates: dict[str, Rates] = {pack.code: rates_of(context, pack, every) for pack in self.packs}
        self.near: dict[tuple[str, str], list[Placed]] = {}
        for pack in self.packs:
            mine = [(n, s) for n, s in enumerate(sites) if s.point and self.pack(s) is pack]
            for threat in wanted:
                self.near[pack.code, threat.id] = placed(context, pack, threat, mine) if mine else []

    def pack(self, site: Site) -> Pack | None:
        """The pack of the site's country."""
        return self.context.packs.get(site.place.code.partition("-")[0]) if site.place else None

    def of_site(self, number: int) -> tuple[dict[str, Figure], dict[str, Any]]:
        """Figures of the site's place as a whole, and facts."""
        site, pack = self.sites[number], self.pack(self.sites[number])
        if site.place is None or pack is None:
            units = {"score": "points", "level": "level"}
            return {name: self._nowhere(site, unit) for name, unit in units.items()}, {}
        key = (site.place.code, "")
        if key not in self._held:
            self._held[key] = self._of_place(site.place, pack)
        return self._held[key]

    def _of_place(self, place: Place, pack: Pack) -> tuple[dict[str, Figure], dict[str, Any]]:
        context, state = self.context, state_of_place(place)
        figures, drivers = levels_of(context, self.rates[pack.code]).figures(context, place)
        advice, armed = official(context, pack), groups(context, pack)
        if advice is not None and state in advice.current:
            figures["official"] = advice.current[state]
        if state in armed.present:
            figures |= {"groups": armed.present[state], "rivals": armed.rivals[state]}
        since = advice.since.get(state) if advice else None
        return figures, {
            "drivers": drivers, "groups": armed.names.get(state, []), "rivals": armed.pairs.get(state, []),
            "official_since": str(since) if since else "",
        }  # fmt: skip

    def _nowhere(self, site: Site, unit: str, measure: str = "rating") -> Figure:
        day = Period(self.context.as_of, self.context.as_of)
        return Figure(None, unit, measure, "", site.place or NOWHERE, day, self.context.as_of, "unknown",
                      site.reason or phrase("site-not-located"))  # fmt: skip

    def of_threat(self, number: int, threat: Threat) -> tuple[dict[str, Figure], dict[str, Any]]:
        """Figures of one threat at one site, and facts."""
        site, pack = self.sites[number], self.pack(self.sites[number])
        assert site.place is not None and pack is not None, "threats are told of sites that lie somewhere"
        key = (site.place.code, threat.id)
        if key not in self._held:
            self._held[key] = self._of_threat(site.place, pack, threat)
        return self._held[key]

    def _of_threat(
        self, place: Place, pack: Pack, threat: Threat
    ) -> tuple[dict[str, Figure], dict[str, Any]]:
        rates, state = self.rates[pack.code], state_of_place(place)
        key = (f"all of {state}", threat.id)
        if key not in self._held:  # what holds for the whole state is asked once for all of its places
            moved, verdict = trend(self.context, pack, rates.of[threat.id].states, state)
            ahead = forecast(self.context, pack, rates.of[threat.id].states, state)
            both = {name: f for name, f in (("trend", moved), ("forecast", ahead)) if f is not None}
            self._held[key] = both, {"trend": verdict}
        of_state, facts = self._held[key]
        finest = rates.finest(threat.id, place)
        figures = rates.figures(self.context, threat.id, place) | of_state
        return figures, facts | {"level": finest.level if finest else ""}

    def nearby(self, number: int, threat: Threat) -> dict[str, Figure]:
        """Recorded events near the site by source: `near`, and near_<source> of further ones."""
        site, pack = self.sites[number], self.pack(self.sites[number])
        if not threat.events or site.place is None or pack is None:
            return {}
        if site.point is None:
            return {
                "near": replace(
                    self._nowhere(site, "events a year", threat.id), reason=phrase("site-no-point")
                )
            }
        found = self.near[pack.code, threat.id]
        if not found:
            reason = phrase("threat-no-events", day=first_day(self.context))
            return {"near": replace(self._nowhere(site, "events a year", threat.id), reason=reason)}
        return {
            f"near_{p.source}" if n else "near": p.figure(self.context, number, site, threat.id)
            for n, p in enumerate(found)
        }


@dataclass(frozen=True)
class _Telling:
    """The rows of one site.

    told  what holds for the whole place, by threat: its figures and how its rate moved; said of every site there
    """

    now: _Assessed
    before: _Assessed | None
    since: str
    number: int
    told: dict[Any, tuple[dict[str, Figure], str]]

    def rows(self) -> list[Row]:
        """The site's row, then one for each threat."""
        site = self.now.sites[self.number]
        held, told = self.now.of_site(self.number)
        figures = dict(held)
        place = site.place
        facts: dict[str, Any] = {
            "type": site.type, "located": site.located, "radius_km": site.radius, "marking": site.marking,
            "place_name": self.now.context.gazetteer.full_name(place) if place else "",
            "level_of": place.kind if place else "", "point": list(site.point) if site.point else None,
        } | told  # fmt: skip
        changes: list[str] = []
        if self.before:
            earlier, was = self.before.of_site(self.number)
            for name in ("level", "official"):
                if name in earlier:
                    figures[f"{name}_before"] = self._then(earlier[name])
                    if name in figures and earlier[name].value != figures[name].value:
                        changes.append(name)
            facts["new_groups"] = [g for g in facts.get("groups", []) if g not in was.get("groups", [])]
            changes += ["groups"] if facts["new_groups"] else []
        threat_rows = [self._threat(site, threat) for threat in self.now.wanted if place]
        facts["unknowns"] = [] if place else [{"threat": "", "reason": str(site.reason)}]
        facts["unknowns"] += [
            {"threat": r.facts["threat"], "reason": str(r.figures["rate"].reason)}
            for r in threat_rows
            if not r.figures["rate"].is_known and not r.figures.get("near", r.figures["rate"]).is_known
        ]
        facts["changes"] = changes + [r.facts["threat"] for r in threat_rows if r.facts.get("changed")]
        own = own_figures(self.now.context, site)
        made = self._by_place(place, figures, "") | self._by_site(site, own, site.name)
        return [Row(site.name, site.name, made, place.code if place else "", facts), *threat_rows]

    def _threat(self, site: Site, threat: Threat) -> Row:
        told = self.now.of_threat(self.number, threat)[1]
        figures, changed = self._of_place(site, threat)
        near = self.now.nearby(self.number, threat)
        facts: dict[str, Any] = {"site": site.name, "threat": threat.id, "names": threat.names} | told
        if self.before:
            facts["changed"] = changed
        key = f"{site.name}: {threat.id}"
        code = site.place.code if site.place else ""
        made = figures | self._by_site(site, near, key)
        return Row(key, f"{site.name}: {threat.name('en')}", made, code, facts)

    def _of_place(self, site: Site, threat: Threat) -> tuple[dict[str, Figure], str]:
        """A threat's figures of the whole place, with their recipes, and how the rate moved."""
        was = self.before.sites[self.number].place if self.before else None
        key = (site.place.code if site.place else "", was.code if was else "", threat.id)
        if key not in self.told:
            figures, changed = dict(self.now.of_threat(self.number, threat)[0]), ""
            if self.before:
                figures["rate_before"] = self._then(self.before.of_threat(self.number, threat)[0]["rate"])
                changed = _moved(figures["rate_before"], figures["rate"])
            self.told[key] = self._by_place(site.place, figures, f": {threat.id}"), changed
        return self.told[key]

    def _then(self, figure: Figure) -> Figure:
        """An earlier day's figure as the answer of this day tells it: its recipe names that day."""
        return replace(figure, as_of=self.now.context.as_of)

    def _by_place(self, place: Place | None, figures: dict[str, Figure], end: str) -> dict[str, Figure]:
        """Figures that hold for the whole place: their recipe names the place alone, never the site."""
        if place is None:
            return figures
        site = {"name": place.code, "place": place.code}
        return self._named(site, figures, f"{place.code}{end}")

    def _by_site(self, site: Site, figures: dict[str, Figure], row: str) -> dict[str, Figure]:
        return self._named(site.given, figures, row)

    def _named(self, site: dict[str, Any], figures: dict[str, Figure], row: str) -> dict[str, Figure]:
        out = {}
        for name, figure in figures.items():
            given: dict[str, Any] = {"sites": [site]}
            if name.endswith("_before"):
                given["since"] = self.since
            elif figure.recipe:  # another question's, or the evidence's own
                out[name] = figure
                continue
            recipe = {"op": "finding", "question": "assess", "args": given, "row": row, "figure": name}
            out[name] = figure.with_recipe(recipe)
        return out


def _moved(was: Figure, now: Figure) -> str:
    """newly known, no longer known, newer months, revised or "" for a rate."""
    if was.is_known != now.is_known:
        return "newly known" if now.is_known else "no longer known"
    if not now.is_known or (was.value, was.period) == (now.value, now.period):
        return ""
    return "newer months" if was.period != now.period or was.definition != now.definition else "revised"


def _caveats(made: _Assessed) -> tuple[str, ...]:
    said = [phrase("rates-recorded"), phrase("site-not-person")]
    rough = [s.name for s in made.sites if s.located == "nearest point"]
    if rough:
        said.append(phrase("site-rough", count=len(rough)))
    lost = sum(p.unplaced for some in made.near.values() for p in some)
    if lost:
        said.append(phrase("events-unplaced", count=lost))
    return tuple(said)
