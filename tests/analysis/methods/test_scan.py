"""The scan statistic: what must hold whatever the data, and what a made-up cluster must give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.analysis.methods import scan
from almenara.analysis.methods.scan.blocks import plan, within
from almenara.analysis.methods.scan.maxima import highest

seeds = st.integers(0, 2**32 - 1)


def made_up(seed: int, places: int = 40, times: int = 1):
    """Points, populations and counts without any cluster."""
    generator = np.random.default_rng(seed)
    points = generator.uniform(0, 100, (places, 2))
    people = generator.lognormal(3, 1, (places, times))
    cases = generator.poisson(people / people.sum() * 300)
    cases[0, 0] += 1
    return points, people, cases


def story(found: scan.Scan, names: np.ndarray | None = None):
    """Clusters without p-values, by the names of places."""
    names = names if names is not None else np.arange(10_000)
    return [
        (
            frozenset(names[list(c.places)].tolist()),
            c.start,
            c.stop,
            c.cases,
            round(c.expected, 6),
            round(c.llr, 6),
        )
        for c in found.clusters
    ]


def models(seed: int, places: int = 30, times: int = 4):
    """The three models on one set of made-up counts."""
    points, people, cases = made_up(seed, places, times)
    controls = np.random.default_rng(seed + 1).poisson(4, cases.shape) + 1
    return points, [scan.poisson(cases, people), scan.bernoulli(cases, controls), scan.permutation(cases)]


@settings(max_examples=15)
@given(seeds)
def test_the_names_of_places_do_not_matter(seed: int) -> None:
    points, people, cases = made_up(seed, times=3)
    shuffled = np.random.default_rng(seed).permutation(len(points))
    spans = scan.retrospective(3, 2)

    def run(order: np.ndarray) -> scan.Scan:
        model = scan.poisson(cases[order], people[order])
        return scan.scan(model, scan.circles(points[order], model.measure.sum(axis=1)), spans, replications=0)

    straight = np.arange(len(points))
    assert story(run(straight)) == story(run(shuffled), straight[shuffled])


@settings(max_examples=15)
@given(seeds, st.floats(1e-4, 1e6))
def test_a_factor_on_the_population_changes_nothing(seed: int, factor: float) -> None:
    points, people, cases = made_up(seed)
    windows = scan.circles(points, people.sum(axis=1))
    once = scan.scan(scan.poisson(cases, people), windows, replications=19)
    again = scan.scan(scan.poisson(cases, people * factor), windows, replications=19)
    assert story(once) == story(again)
    assert [c.p for c in once.clusters] == [c.p for c in again.clusters]


@settings(max_examples=15)
@given(seeds, st.integers(2, 8))
def test_an_injected_cluster_is_found(seed: int, size: int) -> None:
    points = np.random.default_rng(seed).uniform(0, 100, (60, 2))
    people, cases = np.ones((60, 6)), np.random.default_rng(seed).poisson(1.0, (60, 6))
    near = np.argsort(((points - points[7]) ** 2).sum(axis=1))[:size]
    cases[near, 2:4] += 40
    model = scan.poisson(cases, people)
    found = scan.scan(model, scan.circles(points, model.measure.sum(axis=1)), scan.retrospective(6, 3), 99)
    best = found.clusters[0]
    assert (best.start, best.stop) == (2, 4)
    assert set(near.tolist()) == set(best.places)
    assert best.p == 0.01
    assert best.p_gumbel is not None and best.p_gumbel < 0.01


@settings(max_examples=6)
@given(seeds)
def test_the_short_way_to_the_maximum_misses_no_window(seed: int) -> None:
    points, three = models(seed)
    spans = scan.retrospective(4, 4)
    for model in three:
        size = model.measure.sum(axis=1)
        for family in (scan.circles(points, size), *scan.ellipses(points, size, 0.5, (3.0,), (2,), 1.0)):
            counts = model.null(slice(0, 4))(np.random.default_rng(seed), 12)
            prepared = [
                (s, plan(family, model.measure[:, s].sum(axis=1), model.ratio, model.total)) for s in spans
            ]
            quick = highest(prepared, counts, model.ratio, 2)
            for replication in range(12):
                every = [0.0]
                for s in spans:
                    inside = within(family, counts[:, s, replication].sum(axis=1).astype(float))
                    value = model.ratio(inside, within(family, model.measure[:, s].sum(axis=1)))
                    every.append((value * family.closed * (inside >= 2)).max() * family.penalty)
                assert quick[replication] == pytest.approx(max(every), rel=1e-9)


@settings(max_examples=10)
@given(seeds)
def test_null_counts_keep_what_the_model_keeps(seed: int) -> None:
    _, (poisson, bernoulli, permutation) = models(seed)
    generator = np.random.default_rng(seed)
    for model in (poisson, bernoulli, permutation):
        assert (model.null(slice(0, 4))(generator, 5).sum(axis=(0, 1)) == model.total).all()
    assert (bernoulli.null(slice(0, 4))(generator, 5) <= bernoulli.trials[:, :, None]).all()
    shuffled = permutation.null(slice(0, 4))(generator, 5)
    assert (shuffled.sum(axis=1) == permutation.cases.sum(axis=1)[:, None]).all()
    assert (shuffled.sum(axis=0) == permutation.cases.sum(axis=0)[:, None]).all()
    last = permutation.null(slice(2, 4))(generator, 5)
    assert (last.sum(axis=0) == permutation.cases.sum(axis=0)[2:, None]).all()


def test_a_seed_gives_the_same_p_values_on_any_number_of_processors() -> None:
    points, people, cases = made_up(3)
    model, windows = scan.poisson(cases, people), scan.circles(points, people.sum(axis=1))
    runs = [scan.scan(model, windows, replications=300, seed=5, workers=w, stop_after=None) for w in (1, 3)]
    assert (runs[0].maxima == runs[1].maxima).all()
    other = scan.scan(model, windows, replications=300, seed=6)
    assert (other.maxima != runs[0].maxima).any()


def test_p_values_are_uniform_where_there_is_no_cluster() -> None:
    values = []
    for seed in range(120):
        points, people, _ = made_up(seed, places=25)
        cases = np.random.default_rng(1000 + seed).poisson(people / people.sum() * 200)
        model = scan.poisson(cases, people)
        values.append(
            scan.scan(model, scan.circles(points, people.sum(axis=1)), None, 39, seed).clusters[0].p
        )
    assert 0.01 <= np.mean(np.array(values) <= 0.1) <= 0.19  # 0.1, give or take three standard errors
    assert 0.4 <= np.mean(values) <= 0.6


def test_sequential_stopping_draws_fewer_and_counts_to_the_stop() -> None:
    points, people, cases = made_up(3)
    model, windows = scan.poisson(cases, people), scan.circles(points, people.sum(axis=1))
    whole = scan.scan(model, windows, replications=999, seed=1)
    short = scan.scan(model, windows, replications=999, seed=1, stop_after=10)
    assert len(short.maxima) < len(whole.maxima)
    assert scan.rank_p(3.0, [1, 4, 2, 3, 5, 1], stop_after=2)[0] == 2 / 4
    assert scan.rank_p(3.0, [1, 4, 2, 3, 5, 1])[0] == 4 / 7
    assert scan.rank_p(9.0, [1, 4, 2, 3, 5, 1], stop_after=2)[0] == 1 / 7


def test_a_gumbel_tail_is_recovered() -> None:
    drawn = np.random.default_rng(0).gumbel(6, 1.2, 20_000)
    exact = -np.expm1(-np.exp(-(20 - 6) / 1.2))
    assert scan.gumbel_p(20.0, drawn)[0] == pytest.approx(exact, rel=0.2)


def test_places_at_one_distance_join_together() -> None:
    points = [(0, 0), (1, 0), (-1, 0), (0, 1), (5, 0)]
    windows = scan.circles(points, [1] * 5, share=0.8)
    first = slice(windows.starts[0], windows.starts[1])
    assert windows.places[first][0] == 0
    assert set(windows.places[first][1:]) == {1, 2, 3}
    assert windows.closed[first].tolist() == [True, False, False, True]
    small = scan.circles(points, [1] * 5, share=0.5)
    assert small.places[: small.starts[1]].tolist() == [0]


def test_bounds_on_population_and_radius() -> None:
    points = np.column_stack([np.arange(10.0), np.zeros(10)])
    size = np.ones(10)
    assert max(np.diff(scan.circles(points, size, share=0.3).starts)) == 3
    near = scan.circles(points, size, share=1.0, radius=2.0)
    assert near.distance.max() == 2.0
    centred = scan.circles(points, size, centres=[(0.2, 0.0)])
    assert len(centred) == 1 and centred.places.tolist() == [0, 1, 2, 3, 4]


def test_distances_on_the_ground() -> None:
    poles = scan.on_sphere([(90, 0), (-90, 0), (0, 0)])
    assert scan.on_ground(np.linalg.norm(poles[0] - poles[1])) == pytest.approx(np.pi * 6367)
    assert scan.on_ground(np.linalg.norm(poles[0] - poles[2])) == pytest.approx(np.pi / 2 * 6367)


def test_an_ellipse_finds_a_long_cluster_whole() -> None:
    points = np.array([(x, y) for x in range(9) for y in range(9)], dtype=float)
    cases = np.full(81, 4)
    street = np.flatnonzero((points[:, 1] == 4) & (points[:, 0] > 1))
    cases[street] += 12
    model = scan.poisson(cases, np.ones(81))
    size = model.measure.sum(axis=1)
    long = scan.scan(model, scan.ellipses(points, size), replications=0).clusters[0]
    assert set(long.places) == set(street.tolist())
    assert long.shape >= 3 and long.angle == 0
    round_one = scan.scan(model, scan.circles(points, size), replications=0).clusters[0]
    assert round_one.llr < long.llr
    with pytest.raises(ValueError, match="two for each place"):
        scan.ellipses(scan.on_sphere(points), size)


def test_connected_windows_stay_in_one_piece() -> None:
    points = np.array([(0, 0), (1, 0), (2, 0), (3, 0), (0.1, 0.1), (9, 9)])
    windows = scan.connected([(0, 1), (1, 2), (2, 3), (3, 4), (4, 3)], points, np.ones(6), share=1.0)
    first = windows.places[: windows.starts[1]].tolist()
    assert first == [0, 1, 2, 3, 4]  # the nearest in a straight line, 4, is the farthest along the way
    assert windows.places[windows.starts[5] :].tolist() == [5]


def test_spans_of_time() -> None:
    assert scan.prospective(5, 2) == [slice(4, 5), slice(3, 5)]
    assert scan.retrospective(3, 2) == [slice(0, 1), slice(0, 2), slice(1, 2), slice(1, 3), slice(2, 3)]
    assert scan.whole_period(4) == [slice(0, 4)]


def test_person_days_of_a_population_that_changes() -> None:
    steady = scan.person_days([[10.0]], [100], [0, 30, 61])
    assert steady.tolist() == [[300.0, 310.0]]
    growing = scan.person_days([[0.0, 10.0]], [0, 10], [-5, 0, 10, 20])
    assert growing[0] == pytest.approx([0.0, 50.0, 100.0])
    with pytest.raises(ValueError, match="days must rise"):
        scan.person_days([[1.0, 2.0]], [10, 5], [0, 1])


def test_standardising_by_strata() -> None:
    young, old = [[90.0], [10.0]], [[10.0], [90.0]]
    assert scan.standardised([young, old], [10, 100]).ravel().tolist() == [19.0, 91.0]
    with pytest.raises(ValueError, match="stratum 1 has cases but no population"):
        scan.standardised([young, [[0.0], [0.0]]], [1, 1])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: scan.poisson([1, 2], [1.0]), "shape of the cases"),
        (lambda: scan.poisson([1, 2], [1.0, 0.0]), "place 1 has cases where none are expected"),
        (lambda: scan.poisson([0, 0], [1.0, 1.0]), "there are no cases"),
        (lambda: scan.poisson([1.5, 0], [1.0, 1.0]), "whole numbers"),
        (lambda: scan.bernoulli([1, 0], [0, 0]), "there are no controls"),
        (lambda: scan.bernoulli([1, 0], [1, 1, 1]), "one shape"),
        (lambda: scan.permutation([1, 2]), "two times or more"),
    ],
)
def test_counts_that_make_no_sense_are_refused(make, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()


def test_windows_of_other_places_are_refused() -> None:
    model = scan.poisson([1, 2], [1.0, 1.0])
    with pytest.raises(ValueError, match="another number of places than 2"):
        scan.scan(model, scan.circles([(0, 0), (1, 1), (2, 2)], [1, 1, 1]))
    with pytest.raises(ValueError, match="no window is left"):
        scan.scan(model, scan.circles([(0, 0), (1, 1)], [1, 1], share=0.1))
