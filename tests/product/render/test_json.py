"""The edition as data: whatever `verify` needs is in it."""

from __future__ import annotations

import json
from dataclasses import replace

from almenara.product.render import render
from tests.product.made_report import made_report


def test_every_figure_has_all_that_is_needed_to_compute_it_again() -> None:
    edition = json.loads(render(made_report(), "json"))
    assert edition["format"] == "almenara-edition/1" and edition["digest"] == "ab" * 32
    figures = {f["id"]: f for f in edition["figures"]}
    assert list(figures) == list(made_report().figures)
    first = figures["f1"]
    assert first["value"] == 28734 and first["period"] == "2017" and first["place"]["code"] == "MX"
    assert first["recipe"]["op"] == "figure" and first["ground"] == "stated"
    (key,) = first["evidence"]
    assert edition["evidence"][key]["document"] == "01" * 32
    assert edition["evidence"][key]["locator"] == "sheet Data, rows 1–32, columns H:S"
    rate = next(f for f in edition["figures"] if f["unit"] == "per 100,000" and f["value"] is not None)
    assert [i["measure"] for i in rate["inputs"]] == ["homicide", "homicide"]


def test_what_is_printed_names_its_figure() -> None:
    edition = json.loads(render(made_report(), "json"))
    ids = {f["id"] for f in edition["figures"]}
    printed = [
        i for s in edition["sections"] for b in s["blocks"] for i in b.get("text", []) if "figure" in i
    ]
    drawn = [i for s in edition["sections"] for b in s["blocks"] for i in b.get("figures", [])]
    assert {i["figure"] for i in printed} | set(drawn) <= ids and len(drawn) > 100
    notes = {n["number"] for n in edition["endnotes"]}
    assert {n for i in printed for n in i["notes"]} <= notes


def test_an_unknown_figure_is_null_with_its_reason_and_never_zero() -> None:
    unknown = [f for f in json.loads(render(made_report(), "json"))["figures"] if f["status"] == "unknown"]
    assert unknown and all(f["value"] is None and f["reason"] for f in unknown)


def test_revisions_are_kept() -> None:
    report = made_report()
    earlier = replace(report.figures["f1"], value=28000)
    edition = json.loads(render(replace(report, revisions={"f1": (earlier,)}), "json"))
    assert [f["value"] for f in edition["revisions"]["f1"]] == [28000]
