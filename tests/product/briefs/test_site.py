"""The brief of a site: two pages, two languages, nothing without evidence, never below the site's own marking."""

import io
import json
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from almenara.countries.pack import get_pack
from almenara.errors import ReleaseRefused
from almenara.model.finding import Finding
from almenara.product.briefs.making import making_of
from almenara.product.briefs.site import site_page
from almenara.product.document import Picture, Report
from almenara.product.render import render
from almenara.product.verify import verify
from almenara.workspace import Workspace
from tests.product.alerts.made import message

DAY = "2018-11-02"
PLANT = {
    "name": "North plant", "place": "MX-GUA", "type": "plant", "people": 340, "value": 12_500_000, "currency": "USD",
    "marking": "TLP:AMBER+STRICT", "country": "MX",
}  # fmt: skip
PLACE = {"name": "Guanajuato", "place": "MX-GUA", "type": "place", "marking": "TLP:CLEAR"}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("brief") / "store")


@pytest.fixture(scope="module")
def context(held: Workspace):
    return held.context(DAY)


def answered(context, sites, since="") -> Finding:
    from almenara.analysis.questions import answer

    return answer(context, "assess", sites=sites, **({"since": since} if since else {}))


def page(context, site, language="en", since="", found=None, **given) -> Report:
    found = found or answered(context, [site], since)
    return site_page(making_of(context, get_pack("mx"), language), found, site, **given)


def pages(report: Report) -> list[str]:
    read = pypdf.PdfReader(io.BytesIO(render(report, "pdf")))
    return [" ".join(p.extract_text().split()) for p in read.pages]


def test_it_tells_the_same_in_both_languages_on_two_pages(context) -> None:
    told = {}
    for language in ("en", "es"):
        report = page(context, PLANT, language, since="2018-02-01")
        told[language] = pages(report)
        assert len(told[language]) <= 2
        md = render(report, "md").decode()
        assert len(report.sections) == 7 and "{" not in md
    assert "threats at a glance" in told["en"][0].lower() and "340" in told["en"][0]
    assert "amenazas de un vistazo" in told["es"][0].lower() and "fuel theft" not in " ".join(told["es"])
    assert "the site's owner" in " ".join(told["en"]) and "el dueño del sitio" in " ".join(told["es"])


def test_a_municipality_without_counts_says_what_is_not_known_and_why(context) -> None:
    town = {"name": "Salamanca", "place": "MX-11027", "type": "place", "marking": "TLP:CLEAR"}
    text = render(page(context, town), "md").decode()
    assert "Missing persons" in text or "missing persons: nothing known on 2 November 2018 counts it" in text
    assert "Guanajuato, " in text  # the rates told are the state's, and say so


def test_a_site_that_nothing_places_says_so_and_how_to_mend_it(context) -> None:
    lost = {key: value for key, value in PLANT.items() if key != "place"} | {"points": [[-101.19, 20.57]]}
    report = page(context, lost)
    text = render(report, "md").decode()
    assert ("Where North plant lies is not known" in text and "with \\--in" in text) or "with --in" in text
    assert "site-threats" not in [s.id for s in report.sections]


def test_a_level_that_is_sure_has_no_range(context) -> None:
    found = answered(context, [PLANT])
    level = replace(found.rows[0].figures["level"], low=3.0, high=3.0)
    row = replace(found.rows[0], figures=found.rows[0].figures | {"level": level})
    text = render(page(context, PLANT, found=replace(found, rows=(row, *found.rows[1:]))), "md").decode()
    assert "Our level is 3" in text and "range" not in text


def test_every_number_has_evidence_known_by_the_day_and_comes_out_again(context) -> None:
    edition = json.loads(render(page(context, PLANT, since="2018-03-01"), "json"))
    evidence = edition["evidence"].values()
    assert len(edition["figures"]) > 15
    assert any(str(f["recipe"].get("figure")).endswith("_before") for f in edition["figures"])
    known = {e["published"] for e in evidence if e["source"]}
    assert known and max(known) <= DAY
    assert all(f["evidence"] or f["inputs"] for f in edition["figures"])
    found = verify("brief.json", edition, context, context)
    assert found.holds and found.checked == len(edition["figures"])


def test_it_is_marked_as_its_site_and_a_bare_place_as_the_report(context) -> None:
    assert page(context, PLANT).banner == "TLP:AMBER+STRICT"
    assert page(context, PLACE).banner == making_of(context, get_pack("mx"), "en").config.marking
    with pytest.raises(ReleaseRefused, match="it may not go out as TLP:GREEN"):
        page(context, PLANT, marking="TLP:GREEN")


def test_alerts_that_concern_it_are_told_and_none_is_no_all_clear(context) -> None:
    text = render(page(context, PLANT, near=[message()]), "md").decode()
    assert "Roadblock 4 km from North plant" in text
    assert "No alert rules were ever checked" in render(page(context, PLANT), "md").decode()


def test_a_trip_is_told_stop_by_stop_and_its_worst_in_detail(context) -> None:
    sites = [
        {"name": f"Visit, stop {n}", "place": code}
        for n, code in enumerate(("MX-YUC", "MX-COL", "MX-GUA"), 1)
    ]
    trip = {"name": "Visit", "kind": "trip", "type": "journey", "first": "2018-12-03", "last": "2018-12-07"}
    report = page(context, trip, found=answered(context, sites))
    text = render(report, "md").decode()
    assert "3 December 2018 to 7 December 2018" in report.subtitle
    assert "has 3 stops. The worst by our score is Visit, stop 2, in Colima" in text
    assert "more stops" not in text
    assert "Visit, stop 1 | Yucatán" in text.replace("\\", "")


@pytest.mark.parametrize("language", ["en", "es"])
def test_two_pages_hold_many_stops_groups_unknowns_and_alerts(context, language: str) -> None:
    states = [s.code for s in get_pack("mx").states][:12]
    found = answered(
        context, [{"name": f"Visit, stop {n}", "place": c} for n, c in enumerate(states)], "2018-02-01"
    )
    names = [f"Group with a rather long name, number {n}" for n in range(60)]
    facts = {
        "groups": names,
        "rivals": [[a, b] for a, b in zip(names[1:], names, strict=False)],
        "new_groups": names,
    }
    rows = tuple(replace(r, facts=r.facts | facts) if "located" in r.facts else r for r in found.rows)
    near = [message(headline={"en": f"Roadblock {n} " + "on the road " * 8}) for n in range(40)]
    crowded = replace(found, rows=rows)
    report = page(context, {"name": "Visit", "type": "journey"}, language, found=crowded, near=near)
    assert len(pages(report)) <= 2
    text = render(report, "md").decode()
    assert "number 9" in text and "number 11" not in text


def test_the_first_look_says_that_nothing_is_compared(context) -> None:
    assert "No earlier look at it is kept" in render(page(context, PLACE, first=True), "md").decode()
    told = render(page(context, PLACE, since="2018-10-30"), "md").decode()
    assert "Nothing that is told here changed since 30 October 2018" in told
    assert date.fromisoformat(DAY) == page(context, PLACE).as_of


def test_with_boundaries_a_map_shows_the_rates_around_and_they_come_out_again(real: Workspace) -> None:
    context = real.context("2024-03-15")
    site = {
        "name": "North plant",
        "points": [[-101.19, 20.57]],
        "type": "plant",
        "marking": "TLP:AMBER+STRICT",
    }
    report = page(context, site)
    (drawn,) = [b for s in report.sections for b in s.blocks if isinstance(b, Picture)]
    assert "Salamanca" in drawn.alt and len(drawn.numbers) > 5 and drawn.portion == "TLP:AMBER+STRICT"
    assert len(pages(report)) == 2
    edition = json.loads(render(report, "json"))
    assert verify("brief.json", edition, context, context).holds
