"""How published counts are revised from one vintage to the next: jumps apart, routine as samples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

OLD = 1
"""Months this far behind the newest one, and further, are old: their first reports are in."""
ANEW = 6
"""Newest months of a vintage that a later one must give anew to teach how they were revised."""
JUMP_MONTHS = 3
"""Old months that must change together to be called a jump."""
JUMP_SHARE = 0.05
"""Least change of those months' sum, as a share of it."""
JUMP_COUNT = 15.0
"""Least sum of absolute changes."""
JUMP_USUAL = 3.0
"""Least sum of absolute changes, as a multiple of what is usual at those months' ages."""
JUMP_STRENGTH = 3.0
"""Least sum of absolute changes, in standard deviations of Poisson's law for the months' sum."""
SPAN_WIDTH = 0.4
"""Spread, in log time, of the weight of pairs of vintages round the span asked about."""
SIZE_WIDTH = 1.0
"""Spread, in log counts, of the weight of places round the place asked about."""
OWN = 8.0
"""Vintages of its own after which a place is believed as much as all others together."""
POWERS = (0.0, 1.0)
"""Revisions grow with a power of the span between these."""
HORIZON = 24.0
"""Months ahead that are looked at most: what is changed later is re-filed, not delayed."""
FURTHEST = 4.0
"""Most by which the span asked about is taken to exceed the span that was seen."""


@dataclass(frozen=True)
class Jump:
    """Many old months of one place changed together between two vintages.

    vintage        index of the later vintage
    place          index
    months         indices of all months that changed, in order
    before, after  their sums
    """

    vintage: int
    place: int
    months: tuple[int, ...]
    before: float
    after: float


@dataclass(frozen=True)
class Revised:
    """Routine revisions of the newest months.

    samples  made-up later values, shape (draws, places, months), oldest month first; nan where unknown
    factors  mean of later value over present value by place and age, shape (places, months), oldest first
    steps    usable vintages each place was seen to pass through, shape (places,)
    longest  months between the two vintages furthest apart that taught anything
    horizon  months ahead that the samples are for
    """

    samples: Array
    factors: Array
    steps: Whole
    longest: float
    horizon: float


def jumps(counts: npt.ArrayLike) -> list[Jump]:
    """Changes that look like a re-filing of old months, not like routine delay.

    counts   shape (vintages, places, months), as known at each vintage; nan where unknown
    Returns  in order of vintage and place
    A jump: at least JUMP_MONTHS months that were OLD already changed between two vintages, by at least
    JUMP_SHARE of their sum, JUMP_COUNT counts, JUMP_STRENGTH standard deviations of a Poisson sum, and
    JUMP_USUAL times the median change, over places and vintages, of months of their age.
    """
    held = np.asarray(counts, dtype=np.float64)
    usual = _usual(held)
    out = []
    for later in range(1, len(held)):
        for place in range(held.shape[1]):
            was, now = held[later - 1, place], held[later, place]
            known = np.flatnonzero(np.isfinite(was))
            if not known.size:
                continue
            moved = np.flatnonzero(np.isfinite(was) & np.isfinite(now) & (was != now))
            old = moved[moved <= known[-1] - OLD]
            if len(old) < JUMP_MONTHS:
                continue
            base, change = was[old].sum(), np.abs(now[old] - was[old]).sum()
            routine = (usual[known[-1] - old] * was[old]).sum()
            needed = (JUMP_COUNT, JUMP_SHARE * base, JUMP_STRENGTH * np.sqrt(base), JUMP_USUAL * routine)
            if change >= max(needed):
                months = tuple(int(m) for m in moved)
                out.append(Jump(later, place, months, float(was[moved].sum()), float(now[moved].sum())))
    return out


def _usual(held: Array) -> Array:
    """Median relative change from one vintage to the next by age in months, shape (months,)."""
    by_age = np.full((max(len(held) - 1, 0), held.shape[1], held.shape[2]), np.nan)
    for later in range(1, len(held)):
        for place in range(held.shape[1]):
            was, now = held[later - 1, place], held[later, place]
            stop = _last(was) + 1
            if 0 < stop <= _last(now):
                by_age[later - 1, place, :stop] = (np.abs(now - was)[:stop] / (was[:stop] + 1))[::-1]
    out = np.zeros(held.shape[2])
    seen = np.isfinite(by_age).any(axis=(0, 1))
    out[seen] = np.nanmedian(by_age[:, :, seen], axis=(0, 1))
    return out


def revise(
    counts: npt.ArrayLike, days: npt.ArrayLike, horizon: float | None = None, months: int = 12,
    draws: int = 2000, seed: int = 0, since: npt.ArrayLike | None = None,
) -> Revised:  # fmt: skip
    """What the newest months will be some months after the last vintage, if nothing but routine happens.

    counts   shape (vintages, places, months), as known at each vintage; nan where unknown
    days     of each vintage, in months (days / 30.4), increasing, shape (vintages,)
    horizon  months after the last vintage; as long as vintages teach, and HORIZON at most, where not given
    months   how many of each place's newest months
    since    index of the vintage that last published each value, of the shape of counts; where not given, every
             vintage published all that it knows. A count that was not published again shows no revision
    Raises   ValueError on fewer than two vintages, or where no place was published anew in any of them
    Method   relative revisions by age between every two vintages, with jumps left out, are drawn in blocks
             (Kuensch 1989, Annals of Statistics 17): one pair of vintages for all places, and for each a place
             of its size, or itself the more often, the more vintages of it are known (credibility weights:
             Buehlmann 1967, ASTIN Bulletin 4). Revisions grow with a random power of the span. Blocks keep what
             months of a place, and places of a vintage, have in common.
    """
    held, at = np.asarray(counts, dtype=np.float64), np.asarray(days, dtype=np.float64)
    vintages, places, _ = held.shape
    order = np.broadcast_to(np.arange(vintages)[:, None, None], held.shape)
    published = order if since is None else np.asarray(since, dtype=np.int64)
    if vintages < 2:
        raise ValueError("one vintage shows no revision")
    jumped = np.zeros((vintages, places), dtype=bool)
    for jump in jumps(held):
        jumped[jump.vintage, jump.place] = True
    blocks, spans = _blocks(held, published, at, jumped, months)
    if not len(spans):
        raise ValueError("no place was published anew in any vintage")
    longest = float(spans.max())
    horizon = min(longest, HORIZON) if horizon is None else horizon
    now = newest(held[-1], months)
    size = np.nansum(now, axis=1) / np.maximum(np.isfinite(now).sum(axis=1), 1)
    usable = np.asarray(np.isfinite(blocks).any(axis=2))
    steps = _steps(held, published, jumped)
    generator = np.random.default_rng(seed)
    near = np.exp(-0.5 * (np.log(spans / horizon) / SPAN_WIDTH) ** 2) * usable.sum(axis=1) + 1e-12
    chosen = generator.choice(len(spans), draws, p=near / near.sum())
    power = generator.uniform(*POWERS, draws)
    ratio = np.clip(horizon / spans, 1 / FURTHEST, FURTHEST)
    alike = np.exp(-0.5 * (np.subtract.outer(np.log1p(size), np.log1p(size)) / SIZE_WIDTH) ** 2)
    drawn = np.empty((draws, places, months))
    for pair in np.unique(chosen):
        which = np.flatnonzero(chosen == pair)
        for place in range(places):
            weights = _weights(alike[place], usable[pair], place, steps[place])
            donors = generator.choice(places, len(which), p=weights)
            drawn[which, place] = blocks[pair, donors] * ratio[pair] ** power[which, None]
    change = np.where(np.isfinite(drawn), drawn, 0.0) * (now + 1)
    later = np.maximum(np.floor(now + change + generator.random(change.shape[:2])[:, :, None]), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        factors = (now + change.mean(axis=0)) / now
    return Revised(later, factors, steps, longest, horizon)


def newest(values: Array, months: int) -> Array:
    """The last months up to each place's newest known one, shape (places, months); of values (places, all)."""
    out = np.full((len(values), months), np.nan)
    for place, row in enumerate(values):
        known = np.flatnonzero(np.isfinite(row))
        if known.size:
            part = row[max(known[-1] + 1 - months, 0) : known[-1] + 1]
            out[place, months - len(part) :] = part
    return out


def _blocks(
    held: Array, since: Whole, at: Array, jumped: npt.NDArray[np.bool_], months: int
) -> tuple[Array, Array]:
    """Relative revisions (pairs, places, months) and spans in months (pairs,) of pairs that teach anything.

    Relative to the earlier count and one, so that a zero can grow. nan: unknown, jumped, or not published anew.
    """
    blocks, spans = [], []
    for i in range(len(held)):
        for j in range(i + 1, len(held)):
            if at[j] <= at[i]:
                continue
            block = np.full((held.shape[1], months), np.nan)
            for place in np.flatnonzero(~jumped[i + 1 : j + 1].any(axis=0)):
                if _anew(held, since, i, j, int(place)):
                    stop = _last(held[i, place]) + 1
                    was, now = (held[v, place, max(stop - months, 0) : stop] for v in (i, j))
                    block[place, months - len(was) :] = (now - was) / (was + 1)
            if np.isfinite(block).any():
                blocks.append(block)
                spans.append(at[j] - at[i])
    return np.array(blocks).reshape(-1, held.shape[1], months), np.array(spans)


def _anew(held: Array, since: Whole, earlier: int, later: int, place: int) -> bool:
    """Whether the later vintage has newer months of a place, and gives the earlier one's newest anew."""
    last = _last(held[earlier, place])
    again = since[later, place, max(last + 1 - ANEW, 0) : last + 1] > earlier
    return last >= 0 and _last(held[later, place]) > last and bool(again.all())


def _last(row: Array) -> int:
    known = np.flatnonzero(np.isfinite(row))
    return int(known[-1]) if known.size else -1


def _steps(held: Array, since: Whole, jumped: npt.NDArray[np.bool_]) -> Whole:
    """How often each place passed to a later vintage that gives its newest months anew, shape (places,)."""
    out = np.zeros(held.shape[1], dtype=np.int64)
    for later in range(1, len(held)):
        for place in np.flatnonzero(~jumped[later]):
            out[place] += _anew(held, since, later - 1, later, int(place))
    return out


def _weights(alike: Array, usable: npt.NDArray[np.bool_], place: int, steps: int) -> Array:
    others = np.where(usable, np.nan_to_num(alike) + 1e-9, 0.0)
    others[place] = 0.0
    own = steps / (steps + OWN) if usable[place] else 0.0
    if not others.sum():
        own = 1.0
    weights = others / max(float(others.sum()), 1e-300) * (1 - own)
    weights[place] += own
    return np.asarray(weights / weights.sum())
