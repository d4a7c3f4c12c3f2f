"""The Mexico report from the embedded figures alone: whole, reproducible, verified, gated, in two languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from almenara.errors import BadInput, ReleaseRefused, UsageError
from almenara.evidence.ledger import entries
from almenara.model.phrase import phrase
from almenara.product.build import build
from almenara.product.document import Judgement, Number, Paragraph, Section
from almenara.product.release import check_release
from almenara.workspace import Workspace
from tests.product.made_figures import evidence, figure

DAY = "2018-11-02"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Workspace:
    """A fresh store: the embedded figures and nothing else."""
    return Workspace.open(tmp_path_factory.mktemp("fresh") / "store")


@pytest.fixture(scope="module")
def report(workspace):
    return build(workspace.context(DAY), workspace.registry.packs["MX"])[0]


@pytest.fixture(scope="module")
def edition(workspace, tmp_path_factory) -> Path:
    (path,) = workspace.report("mx", tmp_path_factory.mktemp("edition"), DAY, ["json"])
    return path


def printed(report) -> set[str]:
    return {f"{f.value:,.0f}" for f in report.figures.values() if f.value is not None}


def test_every_part_of_the_reference_reports_anatomy_is_there(report):
    wanted = {
        "judgements", "introduction", "hot-spots", "homicide", "groups", "drug-policy", "missing", "impunity",
        "kidnapping", "attacks", "spillover", "fuel", "cargo", "states", "unknowns", "method", "resources",
    }  # fmt: skip
    assert wanted <= {section.id for section in report.sections}
    assert (report.region, report.country, report.as_of) == (
        "Western Hemisphere",
        "Mexico",
        date(2018, 11, 2),
    )
    assert report.tags


def test_the_headline_numbers_are_the_newest_and_each_leads_to_its_evidence(report):
    (glance,) = (s for s in report.sections if s.id == "glance")
    tiles = glance.blocks[0].tiles
    assert [t.number.text for t in tiles][:4] == ["5", "25,394", "more than 99\u00a0%", "37,485"]
    assert all(t.number.notes and t.number.id in report.figures for t in tiles)


@pytest.mark.parametrize(
    "value",
    [
        "29,168",  # homicide victims 2017, old method, as the reference report has it
        "28,734",  # the same year by the new method, February 2018
        "31,174",  # deaths of 2017, preliminary, July 2018
        "37,435", "36,265", "1,170", "37,485",  # missing persons and their parts
        "116", "81", "25", "10",  # kidnapping cases of the FBI and their parts
        "774", "152", "429", "371", "48", "138", "7", "9",  # election violence
        "2,274", "1,647",  # taps of January and February 2018 and 2017
        "3,346",  # cargo thefts of a private study
        "25,394", "21,460",  # homicide and femicide to September
        "5", "11", "16",  # states at levels 4, 3 and 2
    ],
)  # fmt: skip
def test_the_reference_reports_figures_are_printed_with_what_it_left_out(report, value):
    assert value in printed(report)


def test_the_rise_in_taps_is_printed_with_both_counts(report):
    rises = [f for f in report.figures.values() if f.measure == "fuel-theft" and f.unit == "%"]
    found = {round(f.value, 1): [i.value for i in f.inputs] for f in rises}
    assert (found[38.1], found[50.0]) == ([2274, 1647], [10101, 6734])


def test_every_figure_printed_has_evidence_known_by_the_day_or_is_marked_as_an_assumption(report):
    for name, item in report.figures.items():
        known = list(item.all_evidence())
        if item.method in (phrase("policy-supposed"), phrase("scenario-share")):
            assert not known, f"{name} is an assumption: no page says it"
        elif item.is_known:
            assert known, f"{name} {item.measure} {item.period} has no evidence"
        assert all(e.published <= report.as_of for e in known)


def test_nothing_of_what_became_known_later_is_in_it(report):
    text = json.dumps([b for s in report.sections for b in map(repr, s.blocks)])
    assert not re.search(r"33,341|28,871|31,285", text)


def test_the_pace_is_a_judgement_with_its_number(report):
    (section,) = [s for s in report.sections if s.id == "judgements"]
    judged = [b for b in section.blocks if isinstance(b, Judgement) and b.probability]
    (pace,) = [b for b in judged if b.probability.figure.recipe["question"] == "pace"]
    assert pace.term == "almost certain"
    assert pace.probability.figure.value > 95


def test_the_same_command_on_the_same_store_gives_the_same_bytes(workspace, edition, tmp_path):
    (again,) = workspace.report("mx", tmp_path, DAY, ["json"])
    assert again.read_bytes() == edition.read_bytes()


def test_a_forecast_is_kept_once(workspace, edition):
    forecasts = [
        e for e in entries(workspace.store) if e.subject.startswith("pace:") and e.as_of == date(2018, 11, 2)
    ]
    (pace,) = forecasts
    assert pace.content["probability"] > 0.95
    assert (pace.kind, pace.content["threshold"]) == ("probability", 29425)


def test_verify_computes_every_figure_again_from_the_kept_bytes(workspace, edition):
    found = workspace.verify(edition)
    assert found.checked > 200
    assert found.failed == ()


def test_verify_names_what_later_vintages_changed(workspace, edition):
    changed = {(c.measure, c.period, c.printed): c.computed for c in workspace.verify(edition).changed}
    newest = workspace.figures("homicide", "MX", "2017")[0]
    assert changed[("homicide", "2017", 28734)] == newest.value > 28734


def test_verify_names_a_figure_that_was_tampered_with(workspace, edition, tmp_path):
    content = json.loads(edition.read_text(encoding="utf-8"))
    target = next(f for f in content["figures"] if f["value"] == 29168)
    target["value"] = 29618
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(content), encoding="utf-8")
    (failed,) = workspace.verify(forged).failed
    assert (failed.id, failed.printed, failed.computed) == (target["id"], 29618, 29168)


def test_verify_refuses_what_is_not_an_edition(workspace, tmp_path):
    path = tmp_path / "page.json"
    path.write_text("<html>not found</html>", encoding="utf-8")
    with pytest.raises(BadInput, match=r"page\.json"):
        workspace.verify(path)


def test_english_and_spanish_print_the_same_figures(workspace, report):
    spanish, _ = build(workspace.context(DAY), workspace.registry.packs["MX"], "es")
    assert {repr(f.recipe) for f in spanish.figures.values()} == {
        repr(f.recipe) for f in report.figures.values()
    }
    assert spanish.banner == report.banner == "TLP:GREEN"


def test_a_stricter_marking_may_be_asked_for_and_a_looser_one_is_refused(workspace, report):
    specs = workspace.registry.specs
    check_release(report, specs, "TLP:AMBER")
    amber = Paragraph((), "TLP:AMBER")
    marked = replace(report, sections=(Section("x", "Sources", (amber,)),), banner="TLP:AMBER")
    with pytest.raises(ReleaseRefused, match=r'"Sources", block 1 is marked TLP:AMBER'):
        check_release(marked, specs, "TLP:GREEN")
    with pytest.raises(UsageError, match="not a TLP 2"):
        check_release(report, specs, "TLP:WHITE")


def test_a_licence_that_forbids_passing_on_is_refused_with_the_portion(workspace, report):
    forbidden = next(s for s in workspace.registry.specs.values() if not s.licence.redistribute)
    item = figure(evidence=(evidence(source=forbidden.id),))
    number = Number("f1", item, "29,168", (1,))
    closed = replace(report, sections=(Section("x", "Journalists", (Paragraph((number,)),)),))
    with pytest.raises(ReleaseRefused, match=rf'"Journalists", block 1 rests on {forbidden.id}'):
        check_release(closed, workspace.registry.specs, None)


def test_changes_are_told_against_an_earlier_edition(workspace, tmp_path):
    (before,) = workspace.report("mx", tmp_path, "2018-07-15", ["json"])
    context = workspace.context(DAY)
    earlier = workspace.context("2018-07-15")
    told, _ = build(
        context, workspace.registry.packs["MX"], earlier=earlier, edition=json.loads(before.read_text())
    )
    (section,) = [s for s in told.sections if s.id == "changes"]
    assert told.since == date(2018, 7, 15)
    assert len(section.blocks[1].items) > 1


def test_changes_are_not_told_against_a_later_edition(workspace, edition, tmp_path):
    with pytest.raises(UsageError, match="2018-11-02 is not before 2018-07-15"):
        workspace.report("mx", tmp_path, "2018-07-15", ["json"], since=edition)


def test_a_day_without_evidence_says_when_it_begins(workspace, tmp_path):
    from almenara.errors import NoEvidence

    with pytest.raises(NoEvidence, match="its evidence begins on"):
        workspace.report("mx", tmp_path, "1950-01-01", ["json"])


def test_an_unknown_format_is_refused_before_anything_is_written(workspace, tmp_path):
    with pytest.raises(UsageError, match='"pptx" is not a format'):
        workspace.report("mx", tmp_path / "out", DAY, ["json", "pptx"])
    assert not (tmp_path / "out").exists()


def test_panels_name_measures_and_definitions_in_words(workspace, report):
    assert report.words["measure:fuel-theft"] == workspace.context(DAY).measure("fuel-theft").name("en")
    assert report.words["definition:sesnsp-victims"] == "prosecutors' victims (new method)"
