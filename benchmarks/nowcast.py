"""Nowcasts on dengue reports beside NobBS's model, and revisions of official months held out.

python -m benchmarks.nowcast [--shared FOLDER] [--store STORE] [--peer WEEKS]

Ours on every second week of 1992-2000, on which its constants were chosen, and of 2001-2010, which were not
looked at. Where Rscript and rjags are installed, the model of McGough and others (PLoS Computational Biology 16
(2020) e1007735: negative binomial reports, random walk of log incidence, Dirichlet delays) is fitted with
JAGS on some of the later weeks, from growing, peak and quiet seasons, in the same run. Log score: log of the
probability given to the true count, and to its bin of 25 cases. With --store, a store that holds the monthly
files, each vintage but the last two is taken as today and later ones are held out.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from scipy.stats import norm

from almenara.analysis.methods.nowcast import nowcast
from almenara.analysis.vintages import Vintages
from benchmarks.measuring import ROOT, say

FIRST, DELAYS, HISTORY = date(1990, 1, 1), 11, 260
WINDOW = 104
"""Weeks that NobBS's model is given."""
PEER_WEEKS = (590, 700, 816, 918, 925, 1067)
"""Weeks since the first: quiet, growing, peak and falling; the 918th is 6 August 2007."""
OFFICIAL = (
    ("homicide", "sesnsp-victims"), ("homicide-and-femicide", "sesnsp-victims"), ("homicide", "sesnsp-files"),
    ("kidnapping", "sesnsp-victims"), ("extortion", "sesnsp-victims"), ("extortion", "sesnsp-files"),
    ("car-theft", "sesnsp-files"), ("cargo-theft", "sesnsp-files"), ("rape", "sesnsp-files"),
)  # fmt: skip
SCRIPT = """
suppressMessages(library(rjags))
text <- "model {
  for (t in 1:T) { for (d in 1:D) {
    n[t, d] ~ dnegbin(p[t, d], r)
    p[t, d] <- r / (r + lambda[t, d])
    log(lambda[t, d]) <- level[t] + log(share[d])
  } }
  level[1] ~ dnorm(0, 0.001)
  for (t in 2:T) { level[t] ~ dnorm(level[t - 1], precision) }
  precision ~ dgamma(0.01, 0.01)
  share ~ ddirch(prior)
  r ~ dgamma(0.01, 0.01)
  for (k in 1:4) { total[k] <- sum(n[T + 1 - k, 1:D]) }
}"
n <- as.matrix(read.csv("triangle.csv", header = FALSE))
dimnames(n) <- NULL
began <- proc.time()[["user.self"]]
model <- jags.model(textConnection(text), list(n = n, T = nrow(n), D = ncol(n), prior = rep(0.1, ncol(n))),
  n.adapt = 1000, quiet = TRUE, inits = list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = 1))
update(model, 1000, progress.bar = "none")
found <- coda.samples(model, "total", 10000, progress.bar = "none")
cat(proc.time()[["user.self"]] - began)
write.table(as.matrix(found), "samples.csv", sep = ",", row.names = FALSE, col.names = FALSE)
"""


def reports(shared: Path) -> np.ndarray:
    """Cases by week and delay, delays of DELAYS weeks and more left out as NobBS's authors did with their limit."""
    path = shared / "benchmarks" / "nowcast" / "dengue_onset_delay_counts.csv"
    with path.open(newline="") as file:
        rows = [
            ((date.fromisoformat(r["onset_week"]) - FIRST).days // 7, int(r["delay_weeks"]), int(r["n"]))
            for r in csv.DictReader(file)
        ]
    out = np.zeros((max(r[0] for r in rows) + 1, DELAYS))
    for week, delay, n in rows:
        if delay < DELAYS:
            out[week, delay] += n
    return out


def triangle(counts: np.ndarray, week: int, weeks: int) -> np.ndarray:
    """What was reported by a week, of the last `weeks` weeks."""
    held = counts[max(week + 1 - weeks, 0) : week + 1].copy()
    period, delay = np.indices(held.shape)
    held[period + delay >= len(held)] = np.nan
    return held


def exact(samples: np.ndarray, truth: float) -> float:
    """Log of the probability of the true count, from samples smoothed with a normal kernel."""
    spread = min(samples.std(), (np.quantile(samples, 0.75) - np.quantile(samples, 0.25)) / 1.34 + 1e-9)
    width = max(1.06 * spread * len(samples) ** -0.2, 0.5)
    inside = norm.cdf((truth + 0.5 - samples) / width) - norm.cdf((truth - 0.5 - samples) / width)
    return float(np.log(inside.mean() + 1e-10))


def binned(samples: np.ndarray, truth: float) -> float:
    """Log of the probability of the true count's bin of 25."""
    return float(np.log(max(np.mean(samples // 25 == truth // 25), 1e-4)))


def ours(counts: np.ndarray, weeks: Iterable[int]) -> tuple[dict[int, np.ndarray], float]:
    """Samples of the last four weeks of each nowcast, newest first, and seconds of processor time a nowcast."""
    began = time.process_time()
    found = {week: nowcast(triangle(counts, week, HISTORY)).samples[:, ::-1][:, :4] for week in weeks}
    return found, (time.process_time() - began) / len(found)


def peer(counts: np.ndarray, weeks: Iterable[int]) -> tuple[dict[int, np.ndarray], float] | None:
    """The same of NobBS's model; nothing where R or rjags is not installed."""
    script = shutil.which("Rscript")
    if script is None:
        return None
    found, seconds = {}, []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "run.R").write_text(SCRIPT, encoding="utf-8")
        for week in weeks:
            lines = [
                ",".join("NA" if np.isnan(v) else f"{v:.0f}" for v in row)
                for row in triangle(counts, week, WINDOW)
            ]
            (folder / "triangle.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
            run = subprocess.run([script, "run.R"], cwd=folder, capture_output=True, text=True, check=False)
            if run.returncode:
                print(f"R is left out: {run.stderr.strip()}")
                return None
            found[week] = np.genfromtxt(folder / "samples.csv", delimiter=",")
            seconds.append(float(run.stdout.split()[-1]))
    return found, float(np.mean(seconds))


def told(name: str, counts: np.ndarray, found: dict[int, np.ndarray]) -> None:
    """Coverage and log scores by age of the week."""
    for age in range(4):
        truths = [counts[week - age].sum() for week in found]
        samples = [s[:, age] for s in found.values()]
        bounds = [np.quantile(s, [0.025, 0.25, 0.75, 0.975], method="inverted_cdf") for s in samples]
        inside = np.mean([b[0] <= t <= b[3] for t, b in zip(truths, bounds, strict=True)])
        middle = np.mean([b[1] <= t <= b[2] for t, b in zip(truths, bounds, strict=True)])
        one = np.mean([exact(s, t) for t, s in zip(truths, samples, strict=True)])
        many = np.mean([binned(s, t) for t, s in zip(truths, samples, strict=True)])
        error = np.mean([abs(np.median(s) - t) for t, s in zip(truths, samples, strict=True)])
        say(
            f"{name}, {age} weeks old, {len(truths)} weeks: inside 95 % and 50 %",
            f"{inside:.1%}, {middle:.1%}",
            f"log score {one:.3f}, in bins {many:.3f}; mean error {error:.1f}",
        )


def main() -> int:
    """Print all of it. Returns 1 where the score is worse than the peer's or it is not 100 times faster."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--store", type=Path, help="a store with the monthly files in several vintages")
    parser.add_argument(
        "--peer", default=",".join(map(str, PEER_WEEKS)), help="weeks that R fits, with commas"
    )
    parser.add_argument("--every", type=int, default=2, help="ours on every so many weeks; 0 for none")
    options = parser.parse_args()
    failed = 0
    if (options.shared / "benchmarks" / "nowcast").is_dir():
        failed = dengue(options.shared, options.every, [int(w) for w in options.peer.split(",") if w])
    if options.store:
        held_out(options.store)
    return failed


def dengue(shared: Path, every: int, weeks: list[int]) -> int:
    """Ours on all weeks, the peer on some."""
    counts = reports(shared)
    for name, first, last in (("1992-2000", 104, 572), ("2001-2010", 574, len(counts) - 12)) if every else ():
        found, seconds = ours(counts, range(first, last, every))
        told(name, counts, found)
        say(f"{name}: seconds of processor time a nowcast", f"{seconds:.3f} s")
    if not weeks:
        return 0
    theirs = peer(counts, weeks)
    if theirs is None:
        print("R and rjags are not installed: no comparison")
        return 0
    mine, seconds = ours(counts, weeks)
    told("ours", counts, mine)
    told("NobBS's model", counts, theirs[0])
    for week in weeks:
        low, middle, high = np.quantile(mine[week][:, 0], [0.025, 0.5, 0.975])
        a, b, c = np.quantile(theirs[0][week][:, 0], [0.025, 0.5, 0.975])
        say(
            f"{FIRST + timedelta(7 * week)}: {counts[week].sum():.0f} cases",
            f"{middle:.0f} [{low:.0f}, {high:.0f}]", f"NobBS's model {b:.0f} [{a:.0f}, {c:.0f}]",
        )  # fmt: skip
    say(
        "seconds of processor time a nowcast: NobBS's model",
        f"{theirs[1]:.1f} s",
        f"{theirs[1] / seconds:.0f} times ours",
    )
    scores = [sum(exact(s[week][:, 0], counts[week].sum()) for week in weeks) for s in (mine, theirs[0])]
    return int(scores[0] < scores[1] or theirs[1] < 100 * seconds)


def held_out(store: Path) -> None:
    """How often 95 % intervals from the vintages up to one hold what a later one brought."""
    from almenara.analysis.flows import Series
    from almenara.analysis.methods.revision_factors import jumps
    from almenara.analysis.vintages import vintages
    from almenara.workspace import Workspace

    context = Workspace.open(store).context()
    states = [s.code for s in context.packs["MX"].states]
    told: dict[tuple[str, str], list[bool]] = {}
    for measure, definition in OFFICIAL:
        held = vintages(context, Series(measure, definition), states)
        found = jumps(held.counts)
        say(f"{measure}, {definition}: vintages, jumps", f"{len(held.days)}, {len(found)}")
        refiled = {(j.vintage, j.place) for j in found}
        at = np.array([d.toordinal() / (365.25 / 12) for d in held.days])
        for today in range(1, len(at) - 1):
            for later in range(today + 1, len(at)):
                _hold_out(held, at, today, later, refiled, told)
    for (horizon, what), inside in sorted(told.items()):
        say(f"{horizon}; {what}", f"{np.mean(inside):.1%} of {len(inside)}", "92-98 %")


def _hold_out(
    held: Vintages, at: np.ndarray, today: int, later: int, refiled: set[tuple[int, int]],
    told: dict[tuple[str, str], list[bool]],
) -> None:  # fmt: skip
    from almenara.analysis.methods.revision_factors import revise

    counts = held.counts
    ahead = at[later] - at[today]
    try:
        known = slice(today + 1)
        found = revise(counts[known], at[known], ahead, 12, 1000, since=held.since[known])
    except ValueError:
        return
    horizon = "as far ahead as vintages taught" if ahead <= 1.5 * found.longest else "further ahead"
    truth = np.full((counts.shape[1], 12), np.nan)
    for place in range(len(truth)):
        was, now = (np.flatnonzero(np.isfinite(counts[v, place])) for v in (today, later))
        if len(was) >= 12 and len(now) and now[-1] > was[-1]:
            truth[place] = counts[later, place, was[-1] - 11 : was[-1] + 1]
    whole = np.isfinite(truth).all(axis=1)
    jumped = np.array(
        [any((v, p) in refiled for v in range(today + 1, later + 1)) for p in range(len(truth))]
    )
    for name, kept in (("", whole), (", but for places re-filed", whole & ~jumped)):
        if kept.sum() < 15:
            continue
        samples, true = found.samples[:, kept], truth[kept]
        for what, made, came in (
            ("months of states", samples, true),
            ("twelve months of states", samples.sum(axis=2), true.sum(axis=1)),
            ("months of the country", samples.sum(axis=1), true.sum(axis=0)),
            ("twelve months of the country", samples.sum(axis=(1, 2)), true.sum()),
        ):
            low, high = np.quantile(made, [0.025, 0.975], axis=0, method="inverted_cdf")
            told.setdefault((horizon, what + name), []).extend(
                np.ravel((low <= came) & (came <= high)).tolist()
            )


if __name__ == "__main__":
    sys.exit(main())
