"""Damaged and hostile copies of what a third party kept (elcrimen_states, elcrimen_since_1990,
elcrimen_municipalities, elcrimen_comparison): each is refused in words, and nothing is stored."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from almenara.collect.registry import Registry
from almenara.model.document import Document
from tests.hostile.refusals import refusal
from tests.sources.made_months import COMPARISON, as_json, made, since_1990, snapshot, towns

HTML = "<!DOCTYPE html><html><body><h1>503 Service Unavailable</h1></body></html>"
STATES = "states_2018-04-23.json"


@pytest.fixture
def refused(tmp_path: Path, registry: Registry) -> Callable[[Document], str]:
    """Takes a document into a store that holds another one, and returns the error's text."""
    whole = made("states_2017-12-24.json", as_json(snapshot(2014)))
    return lambda document: refusal(tmp_path / "store", registry, whole, document)


def _point(where: str, **values: object) -> Document:
    held = snapshot()
    points = held["hd"][0] if where == "hd" else held[where]
    points[4].update(values)
    return made(STATES, as_json(held))


def _changed(change: Callable[[dict[str, object]], object], held: dict[str, object], name: str) -> Document:
    change(held)
    return made(name, as_json(held))


TOWNS = "elcrimen_municipios_2018-07-21.json"
PLACES = "national_1990_2018-07-21.json"
SNAPSHOTS = {
    "a negative count": (
        _point("ext", count=-2),
        ['row 5, "ext.count": "-2" is negative; a count is zero or more'],
    ),
    "half a case": (_point("ext", count=2.5), ['row 5, "ext.count": "2.5" is not a count']),
    "a count in words": (_point("hd", count="1,2O4"), ['row 5, "hd.count": "1,2O4" is not a count']),
    "true": (_point("hd", count=True), ['row 5, "hd.count": "True" is not a count']),
    "a state 33": (_point("sec", state_code=33), ['row 5, "sec.state_code": "33" is not known', "sec"]),
    "another crime": (
        _point("rvcv", tipo="Homicidio Doloso"),
        ['row 5, "rvcv.tipo": "Homicidio Doloso" is not known'],
    ),
    "not a month": (
        _point("sec", date="2015-01"),
        ['row 5, "sec.date": "2015-01" is not the first day of a month'],
    ),
    "a month beyond": (
        made("states_2015-02-10.json", as_json(snapshot())),
        ['"hd.count": 1 is given for a month that had not ended on 2015-02-10'],
    ),
    "a new field": (
        _point("sec", note="x"),
        ['row 5, "sec": has tipo, date, rate, count, population, state_code, note'],
    ),
    "a record twice": (
        _changed(lambda held: held["ext"].append(held["ext"][0]), snapshot(), STATES),
        ['row 65, "ext": 01 in the same month stands in ext record 1 already'],
    ),
    "a missing month": (
        _changed(lambda held: held["ext"].pop(), snapshot(), STATES),
        ['"ext": 32 has 1 of 2 months'],
    ),
    "a missing state": (
        _changed(lambda held: held.update(ext=held["ext"][2:]), snapshot(), STATES),
        ['"ext": lacks state 01'],
    ),
    "a missing list": (
        _changed(lambda held: held.pop("sec"), snapshot(), STATES),
        ['"sec": the file lacks it'],
    ),
    "an unknown list": (
        _changed(lambda held: held.update(abc=[]), snapshot(), STATES),
        ['"abc": the file has it'],
    ),
    "one list of homicides": (
        _changed(lambda held: held.update(hd=held["hd"][0]), snapshot(), STATES),
        ['"hd": is not a list of records'],
    ),
    "a year that tells no method": (
        made(STATES, as_json(snapshot(2016))),
        ["begins in 2016-01, which tells neither method"],
    ),
    "cut off": (made(STATES, gzip.decompress(as_json(snapshot()))[:-50]), ["is not JSON"]),
    "a web page": (made(STATES, HTML), ["is an HTML page, not JSON: fetch it again"]),
    "too deep": (made(STATES, "[" * 200_000), ["is not JSON"]),
    "a bomb": (made(STATES + ".gz", gzip.compress(b" " * 40_000_000)), ["it looks like a compression bomb"]),
    "an unknown municipality": (
        _changed(lambda held: held["ext"][0].update(name="TOLOLOCHE, BC"), towns(), TOWNS),
        ["TOLOLOCHE, BC"],
    ),
    "a municipality's negative count": (
        _changed(lambda held: held["rvsv"][1].update(count=-1), towns(), TOWNS),
        ['row 2, "rvsv.count": "-1" is negative'],
    ),
    "a place under another's key": (
        _changed(lambda held: held["7"][0][0].update(s="8"), since_1990(), PLACES),
        ['row 1, "7[0].s": "8" stands under 7'],
    ),
    "one list of a place": (
        _changed(lambda held: held["7"].pop(), since_1990(), PLACES),
        ['"7": does not hold 2 lists'],
    ),
    "a place less": (
        _changed(lambda held: held.pop("32"), since_1990(), PLACES),
        ['"32": the file lacks it'],
    ),
}


@pytest.mark.parametrize("case", SNAPSHOTS)
def test_a_spoilt_snapshot_is_refused(case: str, refused: Callable[[Document], str]) -> None:
    document, expected = SNAPSHOTS[case]
    told = refused(document)
    for text in expected:
        assert text in told


TABLE = "table-inegi-sesnsp_2018-02-21.csv"
COMPARISONS = {
    "a bad count": (
        COMPARISON.replace('"24"', '"1,2O4"'),
        ['row 3, "Averiguaciones Homicidio Doloso": "1,2O4" is not a count'],
    ),
    "a sum that is not": (
        COMPARISON.replace('"21",5', '"22",5'),
        ['row 4, "Víctimas Homicidios Dolosos (NM) + Feminicidios": 26 is not the sum of its parts, 27'],
    ),
    "a year twice": (COMPARISON.replace("2016,", "2015,"), ['row 4, "Año": 2015 stands in row 3 already']),
    "a year that is none": (COMPARISON.replace("2016,", "2016?,"), ['row 4, "Año": "2016?" is not a year']),
    "a missing year": (COMPARISON.replace("2016,", "2017,"), ['"Año": 2016 is missing']),
    "a year beyond": (
        COMPARISON.replace('"2015"', '"2019"').replace("2016,", "2018,"),
        ["2018 had not ended on 2018-02-21"],
    ),
    "another column": (
        COMPARISON.replace("Homicidios INEGI", "Homicidios"),
        ['row 2, "Homicidios": is not in layouts.columns'],
    ),
    "another group": (
        COMPARISON.replace("Vieja", "Otra"),
        ["row 1: does not begin with the groups of columns"],
    ),
    "cut off": (COMPARISON.partition('"FUENTE')[0], ["the file is not whole"]),
}


@pytest.mark.parametrize("case", COMPARISONS)
def test_a_spoilt_comparison_is_refused(case: str, refused: Callable[[Document], str]) -> None:
    content, expected = COMPARISONS[case]
    told = refused(made(TABLE, content))
    for text in expected:
        assert text in told
