"""Who was known to fight whom, and to be allied with whom, on the day: the network that the model runs on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from almenara.analysis.context import Context
from almenara.analysis.methods.group_population import Network, network
from almenara.analysis.statements import Statement, statements
from almenara.countries.pack import Pack
from almenara.countries.population_model import PopulationModel, load_ties
from almenara.model.document import Evidence

MEMBER, ALLY, RIVAL = "network-member", "ally-of", "rival-of"
_WEIGHT = re.compile(r"^weight (\d+)")


@dataclass(frozen=True)
class KnownTies:
    """A network and where it is from.

    kind       survey (files of the study held as evidence), published (the pack's table of the study),
               statements (single statements known on the day) or none (every pair fights a little)
    rivalries  number of pairs; alliances likewise, None where only their sums are known
    """

    network: Network
    kind: Literal["survey", "published", "statements", "none"]
    rivalries: int
    alliances: int | None
    evidence: tuple[Evidence, ...] = ()


def known_ties(context: Context, pack: Pack, model: PopulationModel) -> KnownTies:
    """The network as known on the day: the study's files, the study's table, single statements, or none.

    The study's table is not used before the day on which the study was public.
    """
    held = statements(context, (MEMBER, ALLY, RIVAL))
    members = [s for s in held if s.predicate == MEMBER]
    if members:
        source = members[0].evidence.source
        mine = [s for s in held if s.evidence.source == source]
        groups = [s.subject for s in sorted(members, key=lambda s: s.id)]
        if (found := _survey(groups, mine)) is not None:
            return found
    if context.as_of >= model.cited.known:
        ties = load_ties(pack, model)
        made = network(model.groups, ties.rivalries, ties.allies)
        return KnownTies(made, "published", len(ties.rivalries), None)
    return _stated(pack, model, held)


def _survey(groups: list[str], held: list[Statement]) -> KnownTies | None:
    """The study's files; None where groups, alliances or rivalries are not all held."""
    weights = {
        kind: [(s.subject, s.object, _weight(s)) for s in held if s.predicate == kind]
        for kind in (RIVAL, ALLY)
    }
    known = set(groups)
    if not all(weights.values()) or any(not {a, b} <= known for ties in weights.values() for a, b, _ in ties):
        return None
    rivals, allies = _joined(weights[RIVAL]), _joined(weights[ALLY])
    return _ranked(groups, rivals, allies, len(groups), "survey", held)


def _stated(pack: Pack, model: PopulationModel, held: list[Statement]) -> KnownTies:
    """Single statements of the country, none that had ended by the day; one counts as one sighting."""
    mine = [
        s for s in held
        if s.predicate in (ALLY, RIVAL) and (not s.place or s.place.partition("-")[0] == pack.code)
    ]  # fmt: skip
    current = [s for s in mine if s.valid_to is None]
    pairs = {
        kind: _joined((s.subject, s.object, 1.0) for s in current if s.predicate == kind)
        for kind in (RIVAL, ALLY)
    }
    groups = sorted({name for ties in pairs.values() for pair in ties for name in pair})[: model.groups]
    known = set(groups)
    rivals, allies = (
        {p: w for p, w in ties.items() if set(p) <= known} for ties in (pairs[RIVAL], pairs[ALLY])
    )
    kind: Literal["statements", "none"] = "statements" if rivals or allies else "none"
    return _ranked(groups, rivals, allies, model.groups, kind, current)


def _weight(item: Statement) -> float:
    found = _WEIGHT.match(item.note)
    return float(found[1]) if found else 1.0


def _joined(ties: Iterable[tuple[str, str, float]]) -> dict[tuple[str, str], float]:
    """Weights of pairs: sums by direction, then the greater of the two directions."""
    sums: defaultdict[tuple[str, str], float] = defaultdict(float)
    for a, b, weight in ties:
        if a != b:
            sums[a, b] += weight
    return {
        (a, b): max(w, sums.get((b, a), 0.0)) for (a, b), w in sums.items() if a < b or (b, a) not in sums
    }


def _ranked(
    groups: list[str], rivals: dict[tuple[str, str], float], allies: dict[tuple[str, str], float], size: int,
    kind: Literal["survey", "statements", "none"], held: list[Statement],
) -> KnownTies:  # fmt: skip
    """Groups by the summed weight of their ties, the first of equals as they stand; the rest have no tie."""
    total: defaultdict[str, float] = defaultdict(float)
    ally: defaultdict[str, float] = defaultdict(float)
    for ties in (rivals, allies):
        for pair, weight in ties.items():
            for name in pair:
                total[name] += weight
                if ties is allies:
                    ally[name] += weight
    order = sorted(groups, key=lambda name: -total[name])
    rank = {name: index for index, name in enumerate(order)}
    strengths = [float(ally[name]) for name in order] + [0.0] * (size - len(order))
    edges = [(rank[a], rank[b], weight) for (a, b), weight in rivals.items()]
    first: dict[str, Evidence] = {}
    for item in held:
        first.setdefault(item.evidence.document + item.evidence.url, item.evidence)
    return KnownTies(network(size, edges, strengths), kind, len(rivals), len(allies), tuple(first.values()))
