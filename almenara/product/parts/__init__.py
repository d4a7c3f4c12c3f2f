"""Parts of sections: each takes the making and the section's configuration and gives blocks.

PARTS names them as report.yml does.
"""

from __future__ import annotations

from collections.abc import Callable

from almenara.product.config import SectionConfig
from almenara.product.document import Block
from almenara.product.making import Making
from almenara.product.parts import (
    anomalies,
    changes,
    figures,
    fragmentation,
    glance,
    hotspots,
    leader_effects,
    leaders,
    levels,
    outlook,
    pace,
    policy_outlook,
    ratings,
    record,
    reference,
    register,
    revisions,
    series,
    states,
)

Part = Callable[[Making, SectionConfig], list[Block]]


def _prose(making: Making, section: SectionConfig) -> list[Block]:
    return list(making.prose_blocks(section))


PARTS: dict[str, Part] = {
    "prose": _prose,
    "tiles": glance.tiles,
    "pace": pace.judgement,
    "series": series.sentences,
    "totals-table": series.table,
    "trend": series.trend,
    "annual-trend": series.annual_trend,
    "revisions": revisions.adjusted,
    "sums": figures.sums,
    "figures": figures.listed,
    "levels-map": levels.level_map,
    "levels-table": levels.table,
    "level-history": levels.changes,
    "ratings": ratings.ratings,
    "rates-map": states.rate_map,
    "hot-spots-map": hotspots.spots,
    "ranking": states.ranking,
    "change-by-state": states.change_chart,
    "outlook": outlook.outlook,
    "real-changes": anomalies.real_changes,
    "alarms": anomalies.alarms,
    "state-table": states.table,
    "policy-outlook": policy_outlook.outlook,
    "policy-table": register.policy_table,
    "statements-table": register.statements_table,
    "alliances": register.alliances,
    "fragmentation": fragmentation.fragmentation,
    "leader-events": leaders.table,
    "leader-effects": leader_effects.effects,
    "changes": changes.since,
    "record": record.record,
    "legend": reference.legend,
    "method": reference.method,
    "definitions": reference.definitions,
    "unknowns": reference.unknowns,
    "resources": reference.resources,
    "contact": reference.contact,
}
"""Every part that a section may list."""
