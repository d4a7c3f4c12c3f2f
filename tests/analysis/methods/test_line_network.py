"""Lines cut into cells: lengths as stated, junctions where lines meet, ways through them."""

import numpy as np
import pytest
import shapely

from almenara.analysis.methods.line_network import cut, shortest, ways

KM = 1 / 111.19492664455873


def line(*points):
    return shapely.LineString(np.array(points) * KM)


def node(network, x, y):
    return int(np.argmin(((network.nodes - np.array([x, y]) * KM) ** 2).sum(axis=1)))


def test_cells_add_up_to_the_stated_length_and_shared_stretches_count_once():
    network = cut([line((0, 0), (10, 0)), line((0, 0), (10, 0), (10, 10))], [12.0, 24.0], 1.0)
    assert network.km.sum() == pytest.approx(24.0, rel=2e-3)
    assert network.km.max() <= 1.0


def test_lines_that_cross_are_joined_there():
    network = cut([line((-10, 0), (10, 0)), line((0, -10), (0, 10))], [np.nan, np.nan], 1.0)
    way = shortest(network, node(network, -10, 0), node(network, 0, 10))
    assert network.km[way].sum() == pytest.approx(20.0, rel=2e-3)


def test_there_is_no_way_between_parts_that_do_not_meet():
    network = cut([line((0, 0), (10, 0)), line((0, 5), (10, 5))], [10.0, 10.0])
    assert shortest(network, node(network, 0, 0), node(network, 10, 5)) is None
    assert ways(network, node(network, 0, 0), node(network, 10, 5), 2) == []


def test_alternatives_are_not_much_longer_and_do_not_share_too_much():
    square = [
        line((0, 0), (10, 0), (10, 10)),
        line((0, 0), (0, 11), (10, 10)),
        line((0, 0), (-60, 60), (10, 10)),
    ]
    network = cut(square, [np.nan] * 3, 1.0)
    found = ways(network, node(network, 0, 0), node(network, 10, 10), 3)
    assert [round(float(network.km[w].sum())) for w in found] == [20, 21]
    assert not len(np.intersect1d(*found))


def test_a_line_without_length_is_refused():
    with pytest.raises(ValueError, match="no length"):
        cut([line((0, 0), (0, 0))], [1.0])
