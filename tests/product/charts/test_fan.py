"""A scenario drawn: two bands over time, every value a figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.place import Place
from almenara.product.charts.fan import fan
from almenara.product.picture_file import write

HERE = Place("XX", "country", "Examplia")


def number(measure: str, value: float, spread: float, day: date) -> Figure:
    return Figure(
        value, measure, measure, "", HERE, Period(day, day), day, low=value - spread, high=value + spread
    )


def made(changes: list[dict[str, Any]] | None = None) -> Finding:
    rows = []
    for year in range(2012, 2022):
        day = date(year, 1, 1)
        figures = {}
        for name, measure, size in (("members", "group-members", 1000.0), ("deaths", "group-deaths", 50.0)):
            for suffix, spread in (("", 0.4), ("_half", 0.2)):
                figures[f"{name}_present{suffix}"] = number(measure, size * year / 2012, size * spread, day)
                if year >= 2018:
                    figures[f"{name}{suffix}"] = number(measure, size * 0.8, size * spread, day)
        rows.append(
            Row(day.isoformat(), str(day), figures, facts={"part": "ahead" if year >= 2018 else "past"})
        )
    counted = Figure(48.0, "group-deaths", "group-deaths", "", HERE, Period.year(2013), date(2014, 1, 1))
    rows.append(Row("counted-2013", "2013", {"counted": counted}, facts={"part": "counted"}))
    changed = [{"mechanism": "recruitment"}] if changes is None else changes
    facts = {"scenario": {"name": {"en": "Half", "es": "Mitad"}, "start": "2018-01-01", "changes": changed}}
    return Finding("scenario", date(2018, 1, 1), {}, tuple(rows), facts)


def marks(spec: Any, kind: str) -> list[dict[str, Any]]:
    if isinstance(spec, dict) and "layer" in spec:
        return [m for item in spec["layer"] for m in marks(item, kind)]
    return [spec] if spec["mark"]["type"] == kind else []


def test_both_courses_have_two_bands_and_a_line_in_each_panel() -> None:
    chart = fan(made(), "Half", "en")
    assert len(marks(chart.spec, "area")) == 8 and len(marks(chart.spec, "line")) == 4
    bands = marks(chart.spec, "area")[0]["data"]["values"]
    assert bands[0]["y"] == pytest.approx(600) and bands[0]["y2"] == pytest.approx(1400)
    (points,) = marks(chart.spec, "point")
    assert [row["y"] for row in points["data"]["values"]] == [48.0]


def test_panels_have_scales_of_their_own_one_above_the_other() -> None:
    lines = marks(fan(made(), "Half", "en").spec, "line")
    ranges = [line["encoding"]["y"]["scale"]["range"] for line in lines]
    assert ranges[0] == ranges[1] and ranges[2] == ranges[3] and ranges[0][0] < ranges[2][1]


def test_without_changes_there_is_one_course() -> None:
    chart = fan(made([]), "Present", "en")
    assert len(marks(chart.spec, "line")) == 2
    assert "present course" in chart.alt


def test_the_text_alternative_tells_the_end_of_both_courses() -> None:
    chart = fan(made(), "Half", "en")
    assert (
        "Members of armed groups, 1 January 2021: present course 1,004 (604–1,404); Half 800 (400–1,200)."
        in chart.alt
    )
    assert "curso actual" in fan(made(), "Mitad", "es").alt
    assert all(figure.measure.startswith("group-") for figure in chart.figures)


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_it_is_written_as_a_picture_of_its_own(tmp_path: Path, ending: str) -> None:
    path = write(made(), tmp_path / f"a.{ending}", "en")
    assert path.read_bytes()[:4] == (b"<svg" if ending == "svg" else b"\x89PNG")
    assert write(made(), tmp_path / f"b.{ending}", "en").read_bytes() == path.read_bytes()


def test_another_ending_folder_or_finding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"neither \.svg nor \.png"):
        write(made(), tmp_path / "a.pdf", "en")
    with pytest.raises(UsageError, match="does not exist"):
        write(made(), tmp_path / "none" / "a.svg", "en")
    with pytest.raises(UsageError, match="there is no figure of pace"):
        write(Finding("pace", date(2018, 1, 1)), tmp_path / "a.svg", "en")
