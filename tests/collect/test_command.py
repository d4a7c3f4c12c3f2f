"""`almenara collect` as a user runs it, with a web server on this machine in the publishers' place."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stamina
from typer.testing import CliRunner

from almenara.faces.cli import app
from almenara.reading.spec import all_specs
from almenara.workspace import Workspace
from tests.collect.made_events import api_page
from tests.collect.web_server import Server, body, in_turn, serving, status
from tests.conftest import Console
from tests.shared_data import shared

RSS = "/travel.state.gov/_res/rss/TAsTWs.xml"
JSON = "/cadataapi.state.gov/api/TravelAdvisories"
ERROR_PAGE = b"<!DOCTYPE html><html><head><title>Access denied</title></head><body></body></html>"
KEPT = {
    "TAsTWs.xml": "advisories/unitedstates/feeds/TAsTWs_2026-10-07_excerpt.xml",
    "TravelAdvisories.json": "advisories/unitedstates/feeds/TravelAdvisories_api_2026-07-17_excerpt.json",
    "conapo_pob_ent_gender_1950_2070.csv": "mexico/population/conapo_pob_ent_gender_1950_2070.csv",
    "conapo_municipios_1990_2040.csv": "mexico/population/conapo_municipios_1990_2040.csv.gz",
    "entidades_federativas_simplificado.geojson": "mexico/geo/entidades_federativas_simplificado.geojson",
    "ageeml_catalog.csv": "mexico/geo/ageeml_catalog.csv",
    "municipios_completo.json": "gazetteer/inegi_municipios_2020.json.gz",
    "mun_centroids.csv": "mexico/geo/mun_centroids.csv",
    "muns_pipeline.csv": "mexico/infrastructure/muns_pipeline.csv",
    # other editions of the same tables, as the publisher laid them out
    "IDVFC_NM_dic25.csv": "mexico/sesnsp/estatal_victimas/IDVFC_NM_dic19-2019-UTF-8.csv.gz",
    "Homicidio Intencional2025.xlsx": "other/colombia/homicidios_2019.xlsx",
}
"""A real file for each name that addresses bring."""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Any]:
    """`here("collect", …)` runs a command in this process, where retries need no pauses."""
    store = str(tmp_path / "store")
    with stamina.set_testing(True, attempts=2):
        yield lambda *arguments: CliRunner().invoke(
            app, [*arguments, "--store", store], env={"UCDP_TOKEN": "s3cret", "ALMENARA_PUBLISHERS": ""}
        )


def serve_everything(server: Server) -> set[str]:
    """A file at every address of every source; returns the sources."""
    sources = set()
    for spec in all_specs().values():
        for address in spec.collect.addresses:
            sources.add(spec.id)
            at = address.url.removeprefix("https:/")
            if "{gwno}" in at:
                server.answers[at.format(gwno=70)] = body(api_page(1))
                server.answers[at.format(gwno=100)] = body(api_page(2, country="Colombia", adm_1="Cauca"))
            else:
                content = shared(KEPT[address.name]).read_bytes()
                plain = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
                server.answers[at] = body(plain)
    return sources


def documents(tmp_path: Path) -> set[str]:
    workspace = Workspace.open(tmp_path / "store")
    return set(workspace.store.table("documents").to_pyarrow_table()["document"].to_pylist())  # type: ignore[union-attr]


def test_every_address_brings_what_its_source_reads_and_then_nothing_new(server: Server, here: Any) -> None:
    sources = serve_everything(server)
    first = here("collect", "--from", server.base, "--json")
    assert first.exit_code == 0, first.output
    outcomes = {item["source"]: item for item in json.loads(first.stdout)}
    assert set(outcomes) == sources
    for source, outcome in outcomes.items():
        assert not outcome["errors"], source
        assert all(sum(file["rows"].values()) > 0 for file in outcome["taken"]), source
        assert len(outcome["taken"]) == len(all_specs()[source].collect.addresses) + (source == "ucdp_ged")
    again = here("collect", "--from", server.base)
    assert again.exit_code == 0
    assert again.output.count(": unchanged") == sum(len(o["taken"]) for o in outcomes.values())
    assert "files stored" not in again.output
    assert set(server.paths()) == set(server.answers), "an address was asked for that no source has"


def test_without_a_network_each_source_says_so_in_one_line_and_nothing_is_stored(
    tmp_path: Path, here: Any
) -> None:
    with serving() as server:
        gone = server.base
    before = documents(tmp_path)
    found = here("collect", "--from", gone)
    assert found.exit_code == 8
    lines = [line for line in found.output.splitlines() if not line.startswith(" ")]
    sources = {spec.id for spec in all_specs().values() if spec.collect.addresses}
    assert lines == [
        *(f"{source}:" for source in sorted(sources)),
        f"{len(sources)} sources, {len(sources)} failed",
    ]
    assert found.output.count(f"failed: {gone} could not be reached: ") == len(sources)
    assert documents(tmp_path) == before


def test_what_came_is_kept_though_other_addresses_and_sources_failed(
    server: Server, tmp_path: Path, console: Console
) -> None:
    server.answers[RSS] = body(shared(KEPT["TAsTWs.xml"]).read_bytes())
    server.answers[JSON] = body(ERROR_PAGE)
    pipelines = all_specs()["pemex_pipelines"].collect.addresses[0].url.removeprefix("https:/")
    server.answers[pipelines] = in_turn(status(503, Retry_After="0"), status(404))
    found = console("collect", "us_advisory_feed", "pemex_pipelines", "--from", server.base)
    assert found.returncode == 8
    assert "TravelAdvisories brought a web page (Access denied), not a file of us_advisory_feed" in " ".join(
        found.stdout.split()
    )
    assert "1 files stored with 7 rows" in found.stdout
    assert "stamina" not in found.stderr, "a failed attempt that was made again is no news"
    assert "muns_pipeline.csv answered 404 Not Found" in " ".join(found.stdout.split())
    assert "2 sources, 2 failed" in found.stdout
    held = {s["source"]: s["documents"] for s in json.loads(console("sources", "--json").stdout)}
    assert (held["us_advisory_feed"], held["pemex_pipelines"]) == (1, 0)


def test_a_file_that_is_not_understood_loses_the_new_files_of_its_source(
    server: Server, tmp_path: Path, here: Any
) -> None:
    serve_everything(server)
    for path in server.answers:
        if path.endswith("mun_centroids.csv"):
            server.answers[path] = body(b'"long","lat","state_code","mun_code"\n-99,200,1,1\n')
    before = documents(tmp_path)
    found = here("collect", "inegi_places", "--from", server.base)
    assert found.exit_code == 8
    assert "nothing was stored" in found.output
    assert documents(tmp_path) == before


def test_some_pages_of_an_answer_are_not_taken_for_the_whole(
    server: Server, tmp_path: Path, here: Any
) -> None:
    serve_everything(server)
    first = next(path for path in server.answers if path.endswith("Country=70"))
    server.answers[first] = body(api_page(1, f"https:/{first}&page=1"))
    server.answers[first + "&page=1"] = status(404)
    found = here("collect", "ucdp_ged", "--from", server.base)
    assert found.exit_code == 8
    assert "26.1-100.json  (ucdp_ged)" in found.output
    assert "26.1-70.json" not in found.output


def test_a_source_that_cannot_be_collected_says_where_its_files_are(console: Console) -> None:
    found = console("collect", "cpj_journalists")
    assert found.returncode == 8
    text = " ".join(found.stdout.split())
    assert "failed: cannot be collected: the publisher's page makes the table in the browser" in text
    assert "(https://cpj.org/data/killed/)" in text


def test_the_list_of_sources_says_of_each_how_to_get_its_files(console: Console) -> None:
    text = console("sources").stdout
    parts = {part.split()[0]: " ".join(part.split()) for part in text.replace("\n    ", " ").splitlines()}
    assert parts.keys() == all_specs().keys()
    for source, part in parts.items():
        spec = all_specs()[source]
        assert ("collected from " in part.replace("not collected", "")) == bool(spec.collect.addresses), (
            source
        )
        assert spec.collect.addresses or f"not collected: {spec.collect.note.split()[0]}" in part, source
    assert "with the publisher's token in UCDP_TOKEN" in parts["ucdp_ged"]


def test_the_stand_in_can_be_set_in_the_environment(server: Server, console: Console, tmp_path: Path) -> None:
    server.answers |= {RSS: body(shared(KEPT["TAsTWs.xml"]).read_bytes()), JSON: status(404)}
    CliRunner().invoke(
        app, ["collect", "us_advisory_feed", "--store", str(tmp_path / "store")],
        env={"ALMENARA_PUBLISHERS": server.base},
    )  # fmt: skip
    assert server.paths() == [RSS, JSON]
    help_text = " ".join(console("collect", "--help").stdout.split())
    assert "https://HOST/PATH is asked for as URL/HOST/PATH" in help_text
    assert "ALMENARA_PUBLISHERS" in help_text


def test_progress_is_told_by_address(server: Server, tmp_path: Path) -> None:
    server.answers |= {RSS: status(404), JSON: status(404)}
    told: list[tuple[str, int, int]] = []
    Workspace.open(tmp_path / "store").collect(
        ["us_advisory_feed", "pemex_pipelines"], server.base, lambda *step: told.append(step)
    )
    assert told == [("TAsTWs.xml", 1, 3), ("TravelAdvisories.json", 2, 3), ("muns_pipeline.csv", 3, 3)]


def test_a_source_has_addresses_with_their_ground_or_says_where_its_files_are() -> None:
    for source, spec in all_specs().items():
        collecting = spec.collect
        assert collecting.note or collecting.addresses, source
        assert bool(collecting.addresses) == bool(collecting.ground) == bool(collecting.allow), source
        assert not collecting.page or collecting.page.startswith("https://"), source
