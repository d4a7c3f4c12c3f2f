"""What a new store must answer about Mexico before anything is collected: the published figures, by day."""

from datetime import timedelta
from pathlib import Path

import pytest

from almenara.analysis.armed_groups.registry import registry
from almenara.analysis.lineage import branches
from almenara.analysis.statements import statements
from almenara.errors import NoEvidence
from almenara.model.figure import Figure
from almenara.workspace import Workspace

NOVEMBER = "2018-11-02"
SEASON = "2017-09-08..2018-07-01"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A store that holds nothing but what the package brings."""
    return Workspace.open(Path(tmp_path_factory.mktemp("fresh")) / "store")


def known(
    fresh: Workspace, measure: str, period: str, day: str, definition: str, place: str = "MX"
) -> Figure:
    found = {f.definition: f for f in fresh.figures(measure, place, period, day)}
    return found[definition]


@pytest.mark.parametrize(
    ("measure", "period", "day", "definition", "value"),
    [
        # homicide 2017: old method beside new beside death certificates, then the revision
        ("homicide", "2017", NOVEMBER, "sesnsp-victims-old", 29_168),
        ("homicide", "2017", NOVEMBER, "sesnsp-victims", 28_734),
        ("homicide", "2017", NOVEMBER, "inegi-deaths-registration", 31_174),
        ("homicide", "2017", "2019-02-01", "sesnsp-victims", 28_866),
        ("homicide", "2017", "2019-12-31", "sesnsp-victims", 28_871),
        ("homicide", "2017", NOVEMBER, "sesnsp-files-old", 25_339),
        ("homicide", "2017", NOVEMBER, "sesnsp-files", 24_906),
        ("homicide", "2018-01..2018-05", "2018-06-30", "sesnsp-victims", 13_298),
        ("homicide", "2018-01..2018-05", NOVEMBER, "sesnsp-victims", 13_350),
        ("homicide", "2018-01..2018-05", "2019-12-31", "sesnsp-victims", 13_515),
        ("homicide", "2018-01..2018-06", NOVEMBER, "sesnsp-victims", 15_973),
        ("homicide", "2017-01..2017-06", NOVEMBER, "sesnsp-victims", 13_751),
        ("homicide", "2018-01..2018-05", NOVEMBER, "sesnsp-files", 11_437),
        ("homicide", "2018", "2019-01-31", "sesnsp-victims", 33_341),
        ("homicide", "2018", "2019-04-01", "sesnsp-victims", 33_369),
        ("homicide", "2018", "2020-02-01", "sesnsp-victims", 33_743),
        ("homicide", "2011", NOVEMBER, "inegi-deaths-registration", 27_213),
        ("homicide-and-femicide", "2018-01..2018-09", NOVEMBER, "sesnsp-victims", 25_394),
        ("homicide-and-femicide", "2017-01..2017-09", NOVEMBER, "sesnsp-victims", 21_460),
        ("homicide-and-femicide", "2017", "2018-03-01", "sesnsp-victims", 29_430),
        ("homicide-and-femicide", "2017", NOVEMBER, "sesnsp-victims", 29_425),
        ("missing-persons", "2018-04-30", "2018-05-31", "rnped-register", 37_435),
        ("missing-persons", "2018-04-30", "2018-05-31", "rnped-common", 36_265),
        ("missing-persons", "2018-04-30", "2018-05-31", "rnped-federal", 1_170),
        ("missing-persons", "2018", NOVEMBER, "rnped-register", 37_485),
        ("fuel-theft", "2018-01..2018-02", NOVEMBER, "pemex-taps", 2_274),
        ("fuel-theft", "2017-01..2017-02", NOVEMBER, "pemex-taps", 1_647),
        ("fuel-theft", "2018-01..2018-08", NOVEMBER, "pemex-taps", 10_101),
        ("fuel-theft", "2017-01..2017-08", NOVEMBER, "pemex-taps", 6_734),
        ("cargo-theft", "2018-Q1", NOVEMBER, "sensiguard-incidents", 3_346),
        ("cargo-theft", "2018-Q1", "2019-12-31", "sesnsp-files", 2_945),
        ("cargo-theft", "2018-Q1", "2022-01-01", "sesnsp-files", 3_224),
        ("kidnapping", "2017", NOVEMBER, "sesnsp-victims", 1_390),
        ("kidnapping", "2018-01..2018-06", NOVEMBER, "sesnsp-victims", 561),
        ("kidnapping", "2017", NOVEMBER, "fbi-kidnapping-cases", 116),
        ("extortion", "2017", NOVEMBER, "sesnsp-victims", 5_780),
        ("extortion", "2017", "2019-12-31", "sesnsp-victims", 5_947),
        ("extortion", "2017", "2024-12-31", "sesnsp-victims", 6_278),
        ("politicians-attacked", SEASON, NOVEMBER, "etellekt-politicians-attacked", 774),
        ("politicians-killed", SEASON, NOVEMBER, "etellekt-politicians-killed", 152),
        ("officials-attacked", SEASON, NOVEMBER, "etellekt-officials-attacked", 429),
        ("officials-killed", SEASON, NOVEMBER, "etellekt-officials-killed", 371),
        ("candidates-killed", SEASON, NOVEMBER, "etellekt-candidates-killed", 48),
        ("politicians-attacked", "2018-07-01", NOVEMBER, "etellekt-politicians-attacked", 138),
        ("politicians-killed", "2018-07-01", NOVEMBER, "etellekt-politicians-killed", 7),
        ("politicians-killed", "2012", NOVEMBER, "etellekt-politicians-killed", 9),
        ("journalists-killed", "2017-01-01..2017-12-15", NOVEMBER, "cpj-yearly-report", 6),
        ("journalists-killed", "2017-01-01..2017-12-01", NOVEMBER, "rsf-round-up", 11),
        ("journalists-killed", "2017", "2023-01-01", "article-19-possible-link", 12),
        ("journalists-killed", "2022-01-01..2022-08-03", "2023-01-01", "article-19-killed", 13),
        ("cargo-theft", "2018-01..2018-06", "2018-10-31", "sensiguard-incidents", 7_906),
        ("foreigners-killed", "2014", NOVEMBER, "us-state-homicides-of-citizens", 100),
        ("population", "2018", NOVEMBER, "conapo-projection-2010", 124_737_791),
        # a recent day
        ("homicide", "2023", "2026-10-31", "sesnsp-victims", 29_705),
        ("homicide", "2026-01", "2026-10-31", "sesnsp-files-rnid", 1_369),
        ("homicide", "2018", "2026-10-31", "inegi-deaths-registration", 36_685),
        ("missing-persons", "2025", "2026-10-31", "rnpdno-register", 131_654),
        ("population", "2026", "2026-10-31", "conapo-projection-2023", 134_407_258),
        # SESNSP, editions with data to February 2024: victims added up, and case files
        ("homicide-and-femicide", "2018", "2021-07-15", "sesnsp-victims", 34_655),
        ("homicide-and-femicide", "2019", "2026-10-31", "sesnsp-victims", 35_690),
        ("homicide-and-femicide", "2023", "2026-10-31", "sesnsp-victims", 30_555),
        ("homicide-and-femicide", "2024-01..2024-02", "2026-10-31", "sesnsp-victims", 4_854),
        ("homicide", "2019", "2026-10-31", "sesnsp-files", 29_499),
        ("homicide", "2023", "2026-10-31", "sesnsp-files", 25_282),
        ("homicide", "2024-01", "2026-10-31", "sesnsp-files", 2_048),
        ("other-against-life", "2018", "2026-10-31", "sesnsp-files", 7_231),
        ("other-against-life", "2023", "2026-10-31", "sesnsp-files", 13_985),
        ("kidnapping", "2024-01", "2026-10-31", "sesnsp-files", 35),
        ("extortion", "2024-01", "2026-10-31", "sesnsp-files", 852),
        ("cargo-theft", "2024-01", "2026-10-31", "sesnsp-files", 728),
        # the registry of 2026, first edition
        ("femicide", "2026-01", "2026-02-23", "sesnsp-files-rnid", 53),
        ("kidnapping", "2026-01", "2026-02-23", "sesnsp-files-rnid", 26),
        ("extortion", "2026-01", "2026-02-23", "sesnsp-files-rnid", 626),
        ("cargo-theft", "2026-01", "2026-02-23", "sesnsp-files-rnid", 463),
        # the press, 2024 and 2025
        ("cargo-theft", "2025-01..2025-08", "2026-02-23", "sesnsp-files-press", 4_066),
        ("highway-robbery", "2024", "2025-08-31", "security-census-federal-highways", 46),
        ("highway-robbery", "2024", "2025-08-31", "security-census-state-highways", 2_686),
        ("missing-persons", "2023-05-16", "2026-02-23", "rnpdno-register", 107_327),
        (
            "candidates-killed",
            "2023-06-04..2024-06-02",
            "2024-06-03",
            "laboratorio-electoral-candidates-killed",
            37,
        ),
        (
            "candidates-killed",
            "2023-06-04..2024-06-02",
            "2025-01-01",
            "laboratorio-electoral-candidates-killed",
            41,
        ),
    ],
)
def test_published_figure_comes_out_of_a_new_store(
    fresh: Workspace, measure: str, period: str, day: str, definition: str, value: int
) -> None:
    assert known(fresh, measure, period, day, definition).value == value


@pytest.mark.parametrize(
    ("measure", "period", "definition", "day_before", "host"),
    [
        ("homicide-and-femicide", "2023", "sesnsp-victims", "2024-03-19", "https://github.com/"),
        ("homicide", "2024-01", "sesnsp-files", "2024-03-19", "https://www.gob.mx/"),
        ("extortion", "2026-01", "sesnsp-files-rnid", "2026-02-20", "https://www.gob.mx/"),
        (
            "cargo-theft",
            "2025-01..2025-08",
            "sesnsp-files-press",
            "2025-12-30",
            "https://www.localnewswave.com/",
        ),
        (
            "highway-robbery",
            "2024",
            "security-census-state-highways",
            "2025-08-14",
            "https://rinoticias.com/",
        ),
    ],
)
def test_recent_figure_is_cited_and_unknown_until_its_day(
    fresh: Workspace, measure: str, period: str, definition: str, day_before: str, host: str
) -> None:
    figure = known(fresh, measure, period, "2026-11-25", definition)
    assert figure.evidence[0].url.startswith(host)
    assert figure.known is not None and (figure.known - timedelta(days=1)).isoformat() == day_before
    with pytest.raises(NoEvidence):
        fresh.figures(measure, "MX", period, day_before)


def test_homicide_and_femicide_is_the_sum_of_both_in_one_edition(fresh: Workspace) -> None:
    for period in ("2019", "2023", "2024-01..2024-02"):
        parts = [
            known(fresh, m, period, "2024-03-31", "sesnsp-victims").value or 0
            for m in ("homicide", "femicide")
        ]
        assert known(fresh, "homicide-and-femicide", period, "2024-03-31", "sesnsp-victims").value == sum(
            parts
        )


def test_preferred_definition_comes_first(fresh: Workspace) -> None:
    found = [f.definition for f in fresh.figures("homicide", "MX", "2017", NOVEMBER)]
    assert found[:3] == ["sesnsp-victims", "sesnsp-victims-old", "inegi-deaths-registration"]


def test_preliminary_figure_says_so(fresh: Workspace) -> None:
    figure = known(fresh, "homicide", "2017", NOVEMBER, "inegi-deaths-registration")
    assert figure.note.startswith("preliminary")
    assert figure.evidence[0].url.startswith("https://")


def test_parts_of_the_quoted_totals_add_up(fresh: Workspace) -> None:
    parts = [
        known(fresh, "kidnapping", "2017", NOVEMBER, f"fbi-kidnapping-{kind}").value
        for kind in ("ransom", "virtual", "no-demand")
    ]
    assert parts == [81, 25, 10]
    assert (
        sum(p or 0 for p in parts)
        == known(fresh, "kidnapping", "2017", NOVEMBER, "fbi-kidnapping-cases").value
    )


def test_single_source_upper_bound_is_marked_as_one(fresh: Workspace) -> None:
    figure = known(fresh, "telephone-extortion", "2017", NOVEMBER, "telephone-extortion-one-source")
    assert (figure.value, figure.low, figure.high) == (None, None, 20_000)
    assert figure.evidence[0].publisher == "Overseas Security Advisory Council"
    assert "one source" in figure.note


def test_states_of_2018_add_up_to_the_country(fresh: Workspace) -> None:
    context = fresh.context(NOVEMBER)
    states = [p.code for p in context.packs["MX"].states]
    for measure, period in (("homicide-and-femicide", "2017"), ("homicide-and-femicide", "2018-01..2018-06"),
                            ("kidnapping", "2017"), ("extortion", "2017")):  # fmt: skip
        total = known(fresh, measure, period, NOVEMBER, "sesnsp-victims").value
        assert total == sum(
            known(fresh, measure, period, NOVEMBER, "sesnsp-victims", s).value or 0 for s in states
        )


def test_advisory_levels_of_the_day(fresh: Workspace) -> None:
    context = fresh.context(NOVEMBER)
    levels = [known(fresh, "advisory-level", NOVEMBER, NOVEMBER, "us-state-advisory", s.code)
              for s in context.packs["MX"].states]  # fmt: skip
    assert sorted((f.value or 0 for f in levels), reverse=True) == [4] * 5 + [3] * 11 + [2] * 16
    assert sum("inferred" in f.note for f in levels) == 26
    assert {f.period.start.isoformat() for f in levels} == {"2018-08-22"}


def test_register_of_policies_knows_only_what_was_public(fresh: Workspace) -> None:
    then = {s.id for s in statements(fresh.context(NOVEMBER)) if s.predicate.startswith("policy:")}
    now = {s.id for s in statements(fresh.context("2026-10-31")) if s.predicate.startswith("policy:")}
    assert (len(then), len(now)) == (32, 98)
    assert {"AMN-05", "CAN-03", "MIL-02"} <= then
    assert not {"AMN-06", "ISL-05", "NG-02"} & then


def test_a_law_challenged_in_court_is_in_force_until_the_court_decides(fresh: Workspace) -> None:
    for day, status in ((NOVEMBER, "in_force"), ("2018-11-16", "struck_down")):
        known = [s for s in statements(fresh.context(day)) if s.subject == "Interior Security Law"]
        newest = max(known, key=lambda s: s.by)
        assert newest.predicate == f"policy:{status}"


def test_context_of_2026_is_known_on_its_day_with_its_page(fresh: Workspace) -> None:
    held = {s.id: s for s in statements(fresh.context("2026-11-25"))}
    then = {s.id for s in statements(fresh.context("2026-02-23"))}
    assert {"CTX-24", "CTX-26", "CTX-35", "CTX-41"} <= then
    assert not {"CTX-29", "CTX-37"} & then  # of May and November 2026
    assert all(held[f"CTX-{n}"].evidence.url.startswith("http") for n in range(22, 44))


def test_every_statement_in_english_stands_in_spanish(fresh: Workspace) -> None:
    everything = statements(fresh.context("2026-11-24"))
    english = {s.id for s in everything if s.language == "en"}
    assert english and english == {s.id for s in everything if s.language == "es"}


def test_leaders_are_events_and_false_reports_are_flagged(fresh: Workspace) -> None:
    rows = fresh.context(NOVEMBER).view.rows_known("events").to_pyarrow().to_pylist()
    events = {row["event"]: row for row in rows}
    assert events["le-104"]["kind"] == "leader-captured"
    assert events["le-031"]["kind"] == "leader-reported-dead"
    assert events["le-031"]["note"].startswith("false")
    assert all(row["known"].isoformat() <= NOVEMBER for row in rows)
    assert "le-158" not in events


def test_what_became_of_the_large_groups_was_public_by_november_2018(fresh: Workspace) -> None:
    context = fresh.context(NOVEMBER)
    tree = branches(registry(context, context.packs["MX"]))
    labels = {branch.key: branch.label for branch in tree}
    below = {branch.label: labels[branch.parent] for branch in tree if branch.depth}
    assert (
        below.items()
        >= {
            "Organización Beltrán Leyva": "Cártel de Sinaloa",
            "Los Zetas": "Cártel del Golfo",
            "Cártel del Noreste": "Los Zetas",
            "Zetas Vieja Escuela": "Los Zetas",
            "CIDA": "Organización Beltrán Leyva",
            "Los Caballeros Templarios": "La Familia Michoacana",
            "Cártel Nueva Plaza": "CJNG",
        }.items()
    )
    (cida,) = [branch for branch in tree if branch.label == "CIDA"]
    assert cida.dated and cida.since.year == 2010  # one page dates it, better backed ones do not
    contested = {c["place"] for c in fresh.ask("groups", NOVEMBER, country="MX").facts["contested"]}
    assert contested >= {"MX-BCN", "MX-COL", "MX-GUA", "MX-GRO", "MX-MIC", "MX-TAM"}


def test_a_topic_on_which_nobody_disagrees_is_no_conflict(fresh: Workspace) -> None:
    found = fresh.ask("groups", NOVEMBER, country="MX", about="los-caballeros-templarios")
    assert (
        found.facts["conflicts"] == []
    )  # three municipalities of one list, which notes mark as contested later
