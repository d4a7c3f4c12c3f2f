"""How fragmented is the field of armed groups, and what do they contest? Year by year, as known on the day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from almenara.analysis.armed_groups.claims import Claim
from almenara.analysis.armed_groups.names import named_parts
from almenara.analysis.armed_groups.registry import Registry, registry
from almenara.analysis.context import Context
from almenara.analysis.group_fights import BETWEEN, Fight, Year, by_year, fights, fights_evidence, known_since
from almenara.analysis.lineage import claims_evidence, splits
from almenara.analysis.methods.richness import Estimate, chao1, effective_number
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UsageError
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import Phrase, phrase

YEARS = 20
MEASURE, DEFINITION = "organised-violence-deaths", "ucdp-ged-best"


def ask(context: Context, country: str, years: int = YEARS) -> Finding:
    """Groups, their effective number, splits, dyads, deaths between groups and on civilians, contested places.

    country  code of a country with a pack
    years    at most so many whole years up to the newest one with fights, or the day's where none is known; 1 or more
    Returns  rows year:<year>. From events on record: groups (that fought or attacked civilians; with the interval of
             Chao's estimate of those unseen), effective (number of groups by the deaths of events they took part
             in), dyads (that fought), deaths_between, deaths_civilians (with the source's bounds), share_between,
             contested (municipalities in which two groups fought; with the interval for those unseen). From
             statements: splits (groups said to have split that year). Figures: splits, of all years;
             and the newest year's. Facts: first, last, largest (groups of the newest year with their share)
    Raises   UsageError; NoEvidence where neither fights nor splits were known
    """
    pack = context.packs.get(country)
    if pack is None:
        raise UsageError(f"{context.gazetteer.get(country)} has no country pack; name a country")
    if years < 1:
        raise UsageError(f"{years} years: take 1 or more")
    found = registry(context, pack)
    known, parted = fights(context, pack), splits(found)
    if not known and not parted:
        raise NoEvidence(f"no fight of two groups and no split was known on {context.as_of}")
    last = max([f.year for f in known], default=context.as_of.year)
    first = min([f.year for f in known] or [c.since.year for c in parted if c.since] or [last])
    first = max(last - years + 1, first)
    drawing = _Drawing(context, pack)
    rows = tuple(
        Row(f"year:{year.year}", str(year.year), drawing.of_year(year, parted, bool(known)))
        for year in by_year(known, first, last)
    )
    figures = {"splits": drawing.count_claims(parted, "splits-known")}
    newest = rows[-1].figures if known else {}
    figures |= {f"newest_{name}": figure for name, figure in newest.items()}
    facts: dict[str, Any] = {
        "country": pack.code, "first": first, "last": last,
        "largest": _largest(found, [f for f in known if f.year == last]),
    }  # fmt: skip
    unknowns = () if known else (phrase("no-fights", as_of=context.as_of),)
    return Finding(
        "fragmentation", context.as_of, figures, rows, facts, unknowns, (phrase("fights-recorded"),)
    )


def _largest(found: Registry, some: list[Fight]) -> list[dict[str, Any]]:
    """Groups by the share of deaths in events they took part in, five at most."""
    weight: dict[str, float] = {}
    for fight in some:
        for side in fight.sides:
            weight[side] = weight.get(side, 0.0) + fight.deaths
    total = sum(f.deaths for f in some)
    order = sorted(weight, key=lambda s: (-weight[s], s))[:5]
    return [{"group": _label(found, s), "share": round(weight[s] / total, 4)} for s in order if total]


def _label(found: Registry, written: str) -> str:
    """The registry's name of a group that a source of events names in its own way.

    A faction that bears a person's name is called by the group it is a part of.
    """
    if found.rules.is_person(written):
        return next(iter(named_parts(written)[:-1]), "–")
    for group in found.groups.values():
        if written in group.labels:
            return group.label
    return written


class _Drawing:
    """Makes the figures."""

    def __init__(self, context: Context, pack: Pack) -> None:
        self.context, self.pack = context, pack

    def of_year(self, year: Year, parted: list[Claim], any_known: bool) -> dict[str, Figure]:
        """All figures of one year; without any fight known only the splits."""
        period = Period.year(year.year)
        mine = [c for c in parted if c.since and c.since.year == year.year]
        figures = {"splits": self.count_claims(mine, "splits-of-year", period)}
        if not any_known:
            return figures
        files = fights_evidence(self.context, year.every)

        def one(
            name: str, found: Estimate, unit: str, key: Phrase, some: Iterable[Fight], decimals: int = 0
        ) -> None:
            figures[name] = self._figure(found, unit, period, key, files, known_since(list(some)), decimals)

        of_group = year.of_group
        seen = chao1([len(held) for held in of_group.values()])
        one("groups", _seen(seen), "groups", phrase("groups-fought"), year.every)
        one("effective", _effective(year), "groups", phrase("effective-groups"), year.every, 1)
        dyads = chao1([len(held) for held in _dyads(year).values()])
        one("dyads", _seen(dyads), "pairs", phrase("dyads-fought"), year.between)
        between, rest = year.between, [f for f in year.every if f.kind != BETWEEN]
        one("deaths_between", _sum(between), "deaths", phrase("deaths-between"), between)
        one("deaths_civilians", _sum(rest), "deaths", phrase("deaths-on-civilians"), rest)
        one("share_between", _share(between, year.every), "%", phrase("share-between"), year.every)
        places = chao1([len(held) for held in year.contested.values()])
        one("contested", _seen(places), "municipalities", phrase("municipalities-contested"), between)
        return figures

    def count_claims(self, claims: list[Claim], key: str, period: Period | None = None) -> Figure:
        """How many groups are said to have split from another, each once whatever sources say of its parent."""
        when = period or Period(self.context.as_of, self.context.as_of)
        files = claims_evidence(self.context, claims)
        known = max((c.known for c in claims), default=None)
        value = float(len({c.subject for c in claims}))
        return self._figure(
            Estimate(value, value, np.nan, np.nan), "splits", when, phrase(key), files, known, 0
        )

    def _figure(
        self, found: Estimate, unit: str, period: Period, method: Phrase, files: tuple[Evidence, ...],
        known: Any, decimals: int,
    ) -> Figure:  # fmt: skip
        there = bool(np.isfinite(found.value))
        low, high = (float(v) if np.isfinite(v) else None for v in (found.low, found.high))
        measure = ("armed-groups", "") if unit in ("splits",) else (MEASURE, DEFINITION)
        return Figure(
            float(found.value) if there else None, unit, *measure, self.pack.country, period, self.context.as_of,
            "known" if there else "unknown", "" if there else phrase("no-fights", as_of=self.context.as_of),
            known=known, low=low, high=high, method=method, decimals=decimals, evidence=files,
        )  # fmt: skip


def _seen(found: Estimate) -> Estimate:
    """What was seen, with the interval of what there is."""
    return Estimate(found.observed, found.observed, found.observed, found.high)


def _dyads(year: Year) -> dict[tuple[str, ...], list[Fight]]:
    found: dict[tuple[str, ...], list[Fight]] = {}
    for fight in year.between:
        found.setdefault(fight.dyad, []).append(fight)
    return found


def _effective(year: Year) -> Estimate:
    names = sorted(year.of_group)
    index = {name: i for i, name in enumerate(names)}
    weights = np.zeros((len(year.every), len(names)))
    for i, fight in enumerate(year.every):
        for side in fight.sides:
            weights[i, index[side]] += fight.deaths
    return effective_number(weights)


def _sum(some: Iterable[Fight]) -> Estimate:
    held = list(some)
    value = sum(f.deaths for f in held)
    return Estimate(value, value, sum(f.low for f in held), sum(f.high for f in held))


def _share(part: Iterable[Fight], whole: Iterable[Fight]) -> Estimate:
    total = sum(f.deaths for f in whole)
    share = 100 * sum(f.deaths for f in part) / total if total else np.nan
    return Estimate(share, share, np.nan, np.nan)
