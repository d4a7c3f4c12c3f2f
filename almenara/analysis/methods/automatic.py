"""AutoETS and AutoARIMA of statsforecast with their own intervals: baselines that choose their model.

Needs the package statsforecast, which takes over a second to import; so it is run in processes of its own, as many
as there are processors.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

SEASON = 12
LEVEL = 90
"""Interval in percent from which the standard deviation is taken."""
MODELS = ("AutoARIMA", "AutoETS")


class NotFittedError(ValueError):
    """A model that a unit's months cannot be fitted with; `unit` is its position, `why` the package's word."""

    def __init__(self, model: str, unit: int, why: str) -> None:
        super().__init__(f"{model} cannot be fitted to unit {unit}: {why}")
        self.unit, self.why = unit, why


def automatic(
    model: str,
    history: Array,
    leads: Sequence[int],
    samples: int,
    progress: Callable[[int], None] | None = None,
) -> Array:
    """Samples of the normal law that the model's own interval implies, as whole counts, not below 0.

    model     AutoETS or AutoARIMA, each with a season of 12 months and all else as the package has it
    history   (units, months), at least 12 months, oldest first; a unit that never changed stays as it was
    samples   evenly spaced quantiles of the law, not random
    progress  told how many units are done
    Returns   (units, leads, samples)
    Raises    ValueError for another model or too few months; NotFittedError where the package gives no answer

    Method: Hyndman and Khandakar, Automatic time series forecasting: the forecast package for R, Journal
    of Statistical Software 27(3) (2008); statsforecast (Nixtla) does it.
    """
    if model not in MODELS or history.shape[1] < SEASON:
        raise ValueError(f"a model is one of {', '.join(MODELS)}, with {SEASON} months or more")
    from scipy.special import ndtri

    mean = np.repeat(history[:, -1:], max(leads), axis=1)
    spread = np.zeros_like(mean)
    varied = np.flatnonzero((history != history[:, :1]).any(axis=1))
    done = 0

    def share(part: npt.NDArray[np.int_]) -> None:
        nonlocal done
        asked = {"model": model, "horizon": max(leads), "series": history[part].tolist()}
        command = [sys.executable, "-P", "-m", "almenara.analysis.methods.automatic"]
        found_at = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        answered = 0
        with (
            tempfile.TemporaryFile("w+") as said,
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True, env=found_at
            ) as child,
        ):
            assert child.stdin and child.stdout
            child.stdin.write(json.dumps(asked))
            child.stdin.close()
            for unit, line in zip(part, child.stdout, strict=False):
                mean[unit], spread[unit] = json.loads(line)
                answered += 1
                done += 1
                if progress:
                    progress(done)
            child.wait()
            said.seek(0)
            why = (said.read().strip().splitlines() or ["no answer"])[-1]
        if answered < len(part):
            raise NotFittedError(model, int(part[answered]), why)

    workers = max(1, min(os.cpu_count() or 1, varied.size))
    parts = [varied[start::workers] for start in range(workers)] if varied.size else []
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(share, parts))
    law = ndtri((np.arange(samples) + 0.5) / samples)
    at = np.asarray(leads) - 1
    drawn = mean[:, at, None] + spread[:, at, None] * law
    return np.asarray(np.maximum(np.rint(drawn), 0))


def _fit(model: str, horizon: int, series: list[list[float]]) -> None:
    """Print mean and standard deviation by month ahead as JSON, a line a series."""
    import warnings

    from scipy.special import ndtri
    from statsforecast import models

    warnings.simplefilter("ignore")
    width = ndtri((1 + LEVEL / 100) / 2)
    for one in series:
        found = getattr(models, model)(season_length=SEASON).forecast(np.asarray(one), horizon, level=[LEVEL])
        law = [found["mean"], (found[f"hi-{LEVEL}"] - found["mean"]) / width]
        if not np.isfinite(law).all():
            raise ValueError("its forecast is not finite")
        print(json.dumps([x.tolist() for x in law]), flush=True)


if __name__ == "__main__":
    _fit(**json.load(sys.stdin))
