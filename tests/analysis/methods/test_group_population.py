"""The population of armed groups: the equations as published, against SciPy's LSODA on the full matrix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from almenara.analysis.methods.group_population import Course, Network, Path, network, run, start_sizes

RATES = np.array([[2.5e-3], [110.0], [1.5e-8], [4e-8]])
TIES = network(5, [(0, 1, 13), (1, 2, 2), (0, 4, 1)], [4, 0, 2, 2, 0])


def plain(tied: Network, sizes: np.ndarray, rates: np.ndarray, weeks: np.ndarray) -> np.ndarray:
    """Members by the equations written out, with the whole matrix."""
    w, (rho, eta, theta, omega) = tied.conflict(), rates[:, 0]

    def change(_: float, c: np.ndarray) -> np.ndarray:
        return rho * c - eta * c / c.sum() - theta * c * (w @ c) - omega * c**2

    found = solve_ivp(change, (weeks[0], weeks[-1]), sizes[:, 0], "LSODA", weeks, rtol=1e-10, atol=1e-8)
    return found.y.sum(axis=0)


def gap(course: Course) -> float:
    sums = course.totals[:, 0] - course.totals[:, 1:].sum(axis=1)
    return float(np.abs((course.members - course.members[0] - sums) / course.members[0]).max())


def test_the_matrix_is_as_published() -> None:
    w = TIES.conflict()
    assert w[0, 1] == 14 / 5 and w[1, 0] == 14  # who has allies loses less: the matrix is not symmetric
    assert w[3, 1] == 1 / 3 and (np.diag(w) == 0).all()


def test_it_agrees_with_lsoda_on_the_whole_matrix() -> None:
    weeks = np.linspace(0, 520, 11)
    sizes = start_sizes(np.array([115_000.0]), 5)
    course = run(TIES, sizes, RATES, weeks)
    assert course.members[:, 0] == pytest.approx(plain(TIES, sizes, RATES, weeks), rel=1e-7)


@given(
    st.lists(st.floats(0.3, 3), min_size=4, max_size=4),
    st.floats(20_000, 300_000),
    st.lists(st.floats(0, 20), min_size=6, max_size=6),
)
def test_members_change_by_recruits_less_losses(
    factors: list[float], members: float, knots: list[float]
) -> None:
    path = Path(np.array([100.0, 150.0]), np.ones((2, 4, 1)) * [[[1.0]] * 4, [[factors[0]]] * 4])
    ties = network(6, [(0, 1, knots[0]), (2, 3, knots[1])], knots)
    rates = RATES * np.array(factors)[:, None]
    course = run(ties, start_sizes(np.array([members]), 6), rates, np.arange(0, 521, 52.0), path)
    assert gap(course) < 1e-6
    assert (course.members >= 0).all()


def test_all_draws_at_once_are_what_each_is_alone() -> None:
    generator = np.random.default_rng(1)
    rates = RATES * generator.uniform(0.5, 2, (4, 30))
    sizes = start_sizes(generator.uniform(5e4, 2e5, 30), 5, generator)
    together = run(TIES, sizes, rates, np.array([0.0, 300.0, 520.0]))
    for draw in (0, 17):
        alone = run(TIES, sizes[:, [draw]], rates[:, [draw]], np.array([0.0, 300.0, 520.0]))
        assert together.members[:, draw] == pytest.approx(alone.members[:, 0], rel=1e-6)


def test_half_of_everything_counted_is_half_of_the_size() -> None:
    """With deaths and arrests halved, half the members follow the same course: the size is an assumption."""
    weeks = np.array([0.0, 260.0, 520.0])
    whole = run(TIES, start_sizes(np.array([115_000.0]), 5), RATES, weeks)
    half = run(TIES, start_sizes(np.array([57_500.0]), 5), RATES * np.array([[1], [0.5], [2], [2]]), weeks)
    assert half.members == pytest.approx(whole.members / 2, rel=1e-7)
    assert half.flows == pytest.approx(whole.flows / 2, rel=1e-7)


def test_factors_rise_in_a_straight_line_and_stay() -> None:
    path = Path(np.array([10.0, 20.0]), np.array([[[1.0]] * 4, [[3.0]] * 4]))
    assert [float(path.at(week)[0, 0]) for week in (0, 10, 15, 20, 99)] == [1, 1, 2, 3, 3]


def test_a_phase_in_ends_where_an_immediate_change_of_rates_begins() -> None:
    sizes, weeks = start_sizes(np.array([115_000.0]), 5), np.arange(0.0, 105.0)
    factors = np.ones((2, 4, 1))
    factors[1, 0] = 0.5
    sudden = run(TIES, sizes, RATES, weeks, Path(np.array([0.0, 1e-6]), factors))
    halved = run(TIES, sizes, RATES * [[0.5], [1], [1], [1]], weeks)
    assert sudden.members == pytest.approx(halved.members, rel=1e-6)


def test_arrests_never_take_more_members_than_there_are() -> None:
    course = run(TIES, start_sizes(np.array([500.0]), 5), RATES, np.arange(0.0, 60.0))
    assert (course.members >= 0).all() and course.members[-1, 0] < 1
    assert gap(Course(*(v[:3] for v in vars(course).values()))) < 1e-6


def test_sizes_fall_with_the_rank() -> None:
    sizes = start_sizes(np.array([115_000.0]), 150)[:, 0]
    assert sizes.sum() == pytest.approx(115_000)
    assert [round(100 * s / 115_000, 1) for s in sizes[[0, 1, 3]]] == [17.9, 8.9, 4.5]


def test_a_pair_of_no_two_groups_is_refused() -> None:
    with pytest.raises(ValueError, match="2 and 2 are not two of 5 groups"):
        network(5, [(2, 2, 1)], [0] * 5)
    with pytest.raises(ValueError, match="allies of 3 groups are given, not of 5"):
        network(5, [], [0] * 3)
