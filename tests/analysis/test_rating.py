"""Our own rating: what it stands on, that gaps widen it, that it stands beside the official levels, and Guanajuato."""

from __future__ import annotations

import pytest

from almenara.analysis.questions import answer
from almenara.analysis.recipes import gather
from almenara.countries.rating import RatingConfig, load_rating
from almenara.errors import BadInput, NoEvidence, UsageError
from almenara.model.finding import Finding
from almenara.workspace import Workspace

DAY = "2018-11-02"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("rating") / "store")


@pytest.fixture(scope="module")
def found(opened: Workspace) -> Finding:
    return opened.ask("rate", DAY, country="mx")


def test_states_are_rated_beside_the_official_levels(found: Finding) -> None:
    rows = {row.key: row for row in found.rows}
    assert len(rows) == 32
    scores = [row.figures["score"].value or 0 for row in found.rows]
    assert scores == sorted(scores, reverse=True)
    for row in found.rows:
        figures = row.figures
        score, level = figures["score"], figures["level"]
        assert (score.low or 0) <= (score.value or 0) <= (score.high or 0)
        assert (level.low or 0) <= (level.value or 0) <= (level.high or 0)
        assert sum(figures[f"chance_{n}"].value or 0 for n in range(1, 5)) == pytest.approx(100, abs=2)
        assert figures["official"].definition == "us-state-advisory"
        assert "official" not in {f.measure for f in level.inputs}
        assert all(f.measure != "advisory-level" for f in level.inputs), (
            "the official level has no part in ours"
        )
        assert set(row.facts["missing"]) == {"cargo-theft", "car-robbery"}
        assert level.known is not None and level.known <= found.as_of
        assert list(level.all_evidence())
    assert rows["MX-GRO"].figures["level"].value == 4
    assert rows["MX-YUC"].figures["level"].value == 1
    assert rows["MX-GUA"].facts["against"] == "higher"
    assert rows["MX-GUA"].facts["drivers"][0] == "homicide"


def test_what_is_known_nowhere_is_said_and_widens_every_interval(found: Finding) -> None:
    assert [u for u in found.unknowns if u.startswith("cargo theft")]
    assert all((r.figures["score"].high or 0) - (r.figures["score"].low or 0) > 30 for r in found.rows)


def test_labels_are_of_the_series_used_and_an_older_population_is_told(
    opened: Workspace, found: Finding
) -> None:
    later = opened.ask("rate", "2020-02-01", country="mx")
    for told, label in ((found, "homicide and femicide"), (later, "homicide")):
        first, rise, *_ = told.facts["indicators"]
        assert first["label"]["en"] == label and rise["label"]["en"] == f"rise of {label}"
    assert found.facts["earlier_people"] == {}
    assert later.facts["earlier_people"] == {2019: [2018]}
    assert "no population of 2019 was known on the day: rates stand on that of 2018" in later.caveats


def test_a_figure_of_a_rating_is_computed_again_from_its_recipe(opened: Workspace, found: Finding) -> None:
    again = opened.context(DAY)
    row = found.rows[0]
    for name in ("level", "rank", "homicide-rise", "official"):
        assert gather(again, row.figures[name].recipe) == row.figures[name]


def test_one_state_keeps_its_rank_and_score_when_it_is_asked_for_alone(
    opened: Workspace, found: Finding
) -> None:
    alone = answer(opened.context(DAY), "rate", country="MX", place="MX-GUA").rows
    (among,) = [row for row in found.rows if row.key == "MX-GUA"]
    assert len(alone) == 1
    for name in ("score", "rank", "lower"):
        assert alone[0].figures[name].value == among.figures[name].value


def test_agreement_with_the_official_levels_is_measured(opened: Workspace, found: Finding) -> None:
    kappa = found.figures["kappa"]
    assert -1 <= (kappa.low or 0) < (kappa.value or 0) < (kappa.high or 0) <= 1
    assert (found.figures["same"].value or 0) <= (found.figures["within_one"].value or 0) <= 32
    told = opened.ask("rating-agreement", DAY, country="mx")
    assert [row.key for row in told.rows] == ["2018-08-22"]
    assert "2018-01-10" in told.unknowns[0], "no population was known on the day of the first edition"
    numbers = [told.rows[0].figures[n].value or 0 for n in ("same", "higher", "lower")]
    assert sum(numbers) == 32
    assert len(told.rows[0].facts["higher_places"]) == numbers[1]


def test_causes_of_the_spread_are_told_the_largest_first(opened: Workspace) -> None:
    told = opened.ask("rating-sensitivity", DAY, country="mx")
    totals = [row.figures["total"].value or 0 for row in told.rows]
    assert totals == sorted(totals, reverse=True)
    assert {row.key for row in told.rows[:3]} == {"recording", "missing", "weights"}


def test_calls_say_the_level_a_year_later_with_the_official_one_as_baseline(found: Finding) -> None:
    assert len(found.calls) == 32
    call = next(c for c in found.calls if c.place == "MX-GRO")
    assert call.kind == "level" and str(call.settles) == "2019-11-02"
    assert sum(call.levels.values()) == pytest.approx(1, abs=1e-3)
    assert call.baseline["levels"]["4"] == pytest.approx(0.85)
    assert sum(call.baseline["levels"].values()) == pytest.approx(1)


def test_what_cannot_be_rated_is_refused_with_the_reason(opened: Workspace) -> None:
    context = opened.context(DAY)
    with pytest.raises(
        UsageError, match=r"Colombia has no rating; say what it would stand on in countries/co/"
    ):
        answer(context, "rate", country="co")
    with pytest.raises(UsageError, match="write state or municipality"):
        answer(context, "rate", country="mx", level="street")
    with pytest.raises(NoEvidence, match="no municipality of Mexico can be rated on 2018-11-02"):
        answer(context, "rate", country="mx", level="municipality")
    with pytest.raises(NoEvidence, match="no state of Mexico can be rated on 2018-01-10"):
        answer(opened.context("2018-01-10"), "rate", country="mx")


def test_a_rating_file_with_faults_names_each(opened: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = opened.registry.packs["MX"]
    config = load_rating(pack)
    assert config is not None
    broken = config.model_dump()
    broken["state"][0]["weight"] = 0.9
    monkeypatch.setattr(type(pack), "yaml", lambda self, name: broken)
    with pytest.raises(BadInput, match=r"weights of state add up to 1\.45, not 1"):
        load_rating(pack)
    broken["state"][0]["anchors"] = (6, 5, 30, 100)
    broken["municipality"][0]["series"] = []
    with pytest.raises(BadInput) as told:
        load_rating(pack)
    assert "anchors of homicide must rise" in str(told.value)
    assert "homicide needs either series or rise_of" in str(told.value)


def test_every_series_of_a_rating_is_declared(opened: Workspace) -> None:
    config = load_rating(opened.registry.packs["MX"])
    assert isinstance(config, RatingConfig)
    context = opened.context(DAY)
    for indicator in (*config.state, *config.municipality):
        for series in indicator.series:
            assert series.measure in context.definition(series.definition).measures
    for names in config.populations.values():
        assert all("population" in context.definition(name).measures for name in names)


def test_guanajuato_at_the_end_of_2019_is_rated_above_its_official_level(real: Workspace) -> None:
    """Homicide and femicide in Guanajuato rose to almost ten victims a day, while the US level stayed at 2."""
    found = real.ask("rate", "2019-12-31", country="mx", place="MX-GUA")
    (row,) = found.rows
    assert row.figures["official"].value == 2
    assert row.figures["level"].value == 3 and row.facts["against"] == "higher"
    assert row.figures["homicide"].value == pytest.approx(59, abs=1)
    assert (row.figures["chance_3"].value or 0) + (row.figures["chance_4"].value or 0) > 80
    assert row.facts["drivers"][0] == "homicide"
    assert row.facts["lower_by"] == "homicide" and -70 < (row.figures["lower"].value or 0) < -30
