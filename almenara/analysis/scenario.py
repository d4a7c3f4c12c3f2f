"""What would a policy change? A scenario run on the model fitted to the day's evidence, against the present course."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.scenarios.ensemble import DRAWS, Ensemble, Outcome, difference, ensemble
from almenara.analysis.scenarios.figures import Maker, caveats, end_figures, future_rows, past_rows
from almenara.analysis.scenarios.fitted import Fitted
from almenara.errors import UsageError
from almenara.model.finding import Finding
from almenara.reading.scenarios import Change, Scenario, read_scenario

CANNOT_SAY = ("places", "other crimes", "displacement", "violence by the state")
"""What the model holds nothing of."""


def ask(context: Context, scenario: str, file: str = "scenario.yml", draws: int = DRAWS) -> Finding:
    """A scenario's members and weekly deaths, with intervals, beside the present course of the same draws.

    scenario  text of a scenario file, or country/name of one that the country's pack brings: xx/recruitment-halved
    file      what errors call it
    draws     of the ensemble
    Figures: at the start members, recruits, arrests, deaths (`…_start`); at the end members and deaths of both
    courses (`members`, `members_present` …), their difference in percent (`members_change` …), what each is to the
    start (`…_on_start`), deaths summed in between (`deaths_sum` …), chance_fewer, chance_above_start.
    Rows: counted casualties by year, the model's way to the start, and both courses, every half year.
    Facts: scenario, fit, shares, cannot_say, reported.
    Raises BadInput for a scenario that is not understood; UsageError, UnknownPlace; NoEvidence where the country
    has no model or too little was known.
    """
    asked, drawn = prepared(context, scenario, file, draws)
    outcome = outcome_of(context, asked, drawn)
    make = Maker.of_draws(context, drawn)
    ends = end_figures(make, outcome)
    rows = (*past_rows(make, outcome), *future_rows(make, outcome))
    known = {
        "scenario": scenario_facts(asked, outcome.start), "fit": fit_facts(context, drawn.of),
        "shares": share_facts(drawn), "cannot_say": list(CANNOT_SAY), "draws": drawn.draws,
    } | reported(context, drawn.of)  # fmt: skip
    return Finding(
        "scenario",
        context.as_of,
        ends,
        rows,
        known,
        (),
        caveats(make, drawn, ends if more_arrests(asked) else None),
    )


def prepared(context: Context, scenario: str, file: str, draws: int) -> tuple[Scenario, Ensemble]:
    """A scenario understood, and the ensemble it is run on. Raises as `ask` does."""
    asked = read_scenario(*_text(context, scenario, file))
    return asked, ensemble(context, context.gazetteer.find(asked.country).code, draws)


def outcome_of(context: Context, asked: Scenario, drawn: Ensemble) -> Outcome:
    """Both courses of a scenario; it starts on the day of the knowledge where the file does not say."""
    return difference(drawn, asked.changes, asked.start or context.as_of, asked.horizon)


def _text(context: Context, scenario: str, file: str) -> tuple[str, str]:
    """The text of a scenario and what to call it; of a pack's own, its file's."""
    country, slash, name = scenario.partition("/")
    if "\n" in scenario or ":" in scenario or not slash:
        return scenario, file
    pack = context.packs.get(country.upper())
    held = {} if pack is None else {p.stem: p for p in sorted((pack.folder / "scenarios").glob("*.yml"))}
    if name not in held:
        every = [
            f"{code.lower()}/{PurePosixPath(p).stem}"
            for code, one in context.packs.items()
            for p in sorted((one.folder / "scenarios").glob("*.yml"))
        ]
        raise UsageError(f'there is no scenario "{scenario}"; the packs bring {", ".join(every)}')
    return held[name].read_text(encoding="utf-8"), f"{scenario}.yml"


def more_arrests(asked: Scenario) -> bool:
    """Whether a scenario is about more arrests and nothing else."""
    return bool(asked.changes) and all(c.mechanism == "incapacitation" and c.mode > 1 for c in asked.changes)


def change_facts(change: Change, start: date) -> dict[str, Any]:
    """A change as plain JSON."""
    return {
        "mechanism": change.mechanism, "low": change.low, "mode": change.mode, "high": change.high,
        "from": (change.start or start).isoformat(), "phase_in": change.months, "reason": change.reason,
    }  # fmt: skip


def scenario_facts(asked: Scenario, start: date) -> dict[str, Any]:
    """A scenario as plain JSON."""
    return {
        "name": asked.name, "country": asked.country, "start": start.isoformat(), "horizon": asked.horizon,
        "note": asked.note, "changes": [change_facts(c, start) for c in asked.changes],
    }  # fmt: skip


def fit_facts(context: Context, of: Fitted) -> dict[str, Any]:
    """What the model was fitted to, what came out, and how it differs from the published fit."""
    names = ("recruitment", "incapacitation", "lethality", "saturation", "members")
    found = dict(zip(names, (float(v) for v in of.fit.parameters), strict=True))
    published = dict(zip(names, of.model.parameters.row, strict=True))
    return {
        "first": of.casualties.first, "last": of.casualties.last,
        "series": [f"{s.measure} ({s.definition})" for s in of.casualties.chosen.series],
        "same_casualties": of.casualties.chosen.same, "lacks": of.casualties.chosen.lacks,
        "box": of.box, "parameters": found,
        "at_edge": [name for name, edge in zip(names, of.fit.at_edge, strict=True) if edge],
        "error": of.fit.error, "published": published,
        "published_fit": {
            "first": of.model.origin.year, "last": of.model.origin.year + of.model.check.weeks // 52 - 1,
            "known": of.model.cited.known.isoformat(), "title": of.model.cited.title,
            "address": of.model.cited.address,
        },
        "on_published_pct": {name: 100 * (found[name] / published[name] - 1) for name in names},
        "ties": {"kind": of.ties.kind, "rivalries": of.ties.rivalries, "alliances": of.ties.alliances},
    }  # fmt: skip


def share_facts(drawn: Ensemble) -> dict[str, Any]:
    """The two assumptions and how far they are varied."""
    shares = drawn.of.model.shares
    return {
        "casualties": shares.casualties, "arrests": shares.arrests, "varied": shares.varied,
        "casualties_drawn": [float(drawn.casualty_share.min()), float(drawn.casualty_share.max())],
        "arrests_drawn": [float(drawn.arrest_share.min()), float(drawn.arrest_share.max())],
    }  # fmt: skip


def reported(context: Context, of: Fitted) -> dict[str, Any]:
    """Results as press reported them, once the study was public: reported, not verified."""
    if context.as_of < of.model.cited.known:
        return {}
    return {"reported": [r.model_dump() for r in of.model.check.reported]}
