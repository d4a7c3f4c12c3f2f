"""The Monday page: on paper, in two languages, and never below the marking of what it holds."""

import json

import pypdf
import pytest

from almenara.countries.pack import get_pack
from almenara.errors import ReleaseRefused
from almenara.product.briefs.making import making_of
from almenara.product.briefs.since import since_page
from almenara.product.render import render
from almenara.workspace import Workspace
from tests.product.alerts.made import later, message

DAYS = ("2018-10-01", "2018-11-02")


def page(workspace: Workspace, language="en", near=None, marking=None, country="MX"):
    found = workspace.ask("since", DAYS[1], country=country, since=DAYS[0])
    making = making_of(workspace.context(DAYS[1]), get_pack(country.lower()), language)
    return since_page(making, found, near, marking)


def test_it_tells_what_is_new_in_both_languages(workspace: Workspace, tmp_path) -> None:
    for language, words in (
        ("en", "what is new since 1 October 2018"),
        ("es", "novedades desde el 1 de octubre"),
    ):
        report = page(workspace, language)
        path = tmp_path / f"{language}.pdf"
        path.write_bytes(render(report, "pdf"))
        text = " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(path).pages).split())
        assert words in text
        assert "2,965" in text


def test_every_number_in_it_has_its_evidence(workspace: Workspace) -> None:
    record = json.loads(render(page(workspace), "json"))
    assert len(record["figures"]) > 20
    for figure in record["figures"]:
        assert figure["evidence"] or figure["value"] == 0


def test_alerts_near_assets_mark_it_as_themselves_and_no_lower(workspace: Workspace) -> None:
    near = [message(), later(1, "update")]
    report = page(workspace, near=near)
    assert report.banner == "TLP:AMBER+STRICT"
    told = render(report, "md").decode()
    assert "Corrected: Roadblock 4 km from North plant (North plant)" in told
    with pytest.raises(
        ReleaseRefused, match=r"what it holds is TLP:AMBER\+STRICT: it may not go out as TLP:GREEN"
    ):
        page(workspace, near=near, marking="TLP:GREEN")


def test_no_rules_is_no_all_clear(workspace: Workspace) -> None:
    assert "No alert rules were checked since then" in render(page(workspace), "md").decode()
    assert "No alert since then concerns what we protect" in render(page(workspace, near=[]), "md").decode()
