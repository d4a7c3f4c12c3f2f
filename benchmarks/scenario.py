"""The population model of armed groups: one run, and an ensemble of 1,000, beside SciPy's plain LSODA.

python -m benchmarks.scenario [--shared FOLDER] [--store FOLDER]

The peer integrates the same equations with the whole matrix W, as the study writes them: scipy.integrate.solve_ivp,
method LSODA, the same relative tolerance, every week told. Needs no files; the pack holds what it needs.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.integrate import solve_ivp

from almenara.analysis.methods.group_population import network, run, start_sizes
from almenara.analysis.scenarios.ensemble import difference, ensemble
from almenara.countries.pack import get_pack
from almenara.countries.population_model import load_population_model, load_ties
from almenara.reading.scenarios import Change
from almenara.workspace import Workspace
from benchmarks.measuring import arguments, say

WEEKS = np.arange(521.0)
PEER_DRAWS = 20


def fastest(what: Callable[[], object], times: int = 5) -> tuple[float, float]:
    """Least wall and processor seconds of several calls."""
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        what()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), min(processors)


def peer(whole: np.ndarray, sizes: np.ndarray, rates: np.ndarray) -> np.ndarray:
    """Members a week by LSODA on the whole matrix."""
    rho, eta, theta, omega = rates

    def change(_: float, c: np.ndarray) -> np.ndarray:
        return rho * c - eta * c / c.sum() - theta * c * (whole @ c) - omega * c**2

    found = solve_ivp(change, (0, WEEKS[-1]), sizes, "LSODA", WEEKS, rtol=1e-8, atol=1e-8)
    return np.asarray(found.y.sum(axis=0))


def main() -> None:
    """Measure and print."""
    options = arguments(__doc__)
    pack = get_pack("mx")
    model = load_population_model(pack)
    if model is None:
        raise SystemExit("the pack has no population_model.yml")
    ties = load_ties(pack, model)
    tied = network(model.groups, ties.rivalries, ties.allies)
    rates = np.array(model.parameters.row[:4])[:, None]
    sizes = start_sizes(np.array([model.parameters.members]), model.groups)
    whole = tied.conflict()
    ours, theirs = run(tied, sizes, rates, WEEKS), peer(whole, sizes[:, 0], rates[:, 0])
    wall, processor = fastest(lambda: run(tied, sizes, rates, WEEKS))
    say("one run, 520 weeks, 150 groups, rtol 1e-8", f"{wall:.4f} s ({processor:.4f})", "0.1 s")
    wall, processor = fastest(lambda: peer(whole, sizes[:, 0], rates[:, 0]))
    say("  SciPy LSODA, whole matrix", f"{wall:.4f} s ({processor:.4f})")
    say("  greatest relative difference of members", f"{np.abs(ours.members[:, 0] / theirs - 1).max():.1e}")
    generator = np.random.default_rng(1)
    many = rates * generator.uniform(0.9, 1.1, (4, 1_000))
    starts = start_sizes(np.full(1_000, model.parameters.members), model.groups, generator)
    monthly = np.linspace(0, 520, 121)
    wall, processor = fastest(lambda: run(tied, starts, many, monthly), 3)
    say("1,000 runs at once", f"{wall:.2f} s ({processor:.2f})", "60 s")
    first = fastest(lambda: [peer(whole, starts[:, k], many[:, k]) for k in range(PEER_DRAWS)], 1)
    scale = 1_000 / PEER_DRAWS
    say(f"  SciPy LSODA, {PEER_DRAWS} of them, scaled", f"{scale * first[0]:.1f} s ({scale * first[1]:.1f})")
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Workspace.open(options.store or Path(temporary) / "store")
        context = workspace.context("2024-01-01")
        halved = [Change("recruitment", 0.4, 0.5, 0.7, None, 12)]

        def scenario() -> None:
            context.answers.clear()
            difference(ensemble(context, "MX"), halved, context.as_of, 60)

        wall, processor = fastest(scenario, 1)
    say("a scenario: fit, 1,000 draws fitted anew, both courses", f"{wall:.1f} s ({processor:.1f})", "60 s")


if __name__ == "__main__":
    main()
