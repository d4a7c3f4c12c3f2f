"""The prosecutors' tables: spellings, catalogues, breakdowns, known days and what is left out."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from almenara.errors import BadInput
from almenara.reading.spec import all_specs, measures
from tests.shared_data import shared
from tests.sources.made_months import (
    FILES_HEADER,
    REGISTRY,
    SERIES_HEADER,
    VICTIMS_HEADER,
    as_csv,
    as_workbook,
    file_rows,
    made,
    observed,
    reading,
    series_rows,
    town_rows,
    victim_rows,
)

FILES = "sesnsp_investigations"
TOTAL = sum(range(1, 33))


def test_a_table_of_case_files_becomes_observations_with_their_cells() -> None:
    rows = observed(made("Estatal-Delitos_mar2018.csv", as_csv(FILES_HEADER, file_rows())), FILES)
    # homicide and femicide count in their sum, too: 3 + 2 measures, 3 months, 32 states
    assert len(rows) == 5 * 3 * 32
    cargo = [r for r in rows if r["measure"] == "cargo-theft" and r["place"] == "inegi/02"]
    assert [(r["start"], r["end"], r["value"], r["row"], r["column"]) for r in cargo] == [
        (date(2018, 1, 1), date(2018, 1, 31), 2.0, 7, "Enero"),
        (date(2018, 2, 1), date(2018, 2, 28), 2.0, 7, "Febrero"),
        (date(2018, 3, 1), date(2018, 3, 31), 2.0, 7, "Marzo"),
    ]
    assert cargo[0]["breakdown"] == "violence=with;modality=Con violencia"
    assert {(r["definition"], r["known"], r["ground"]) for r in rows} == {
        ("sesnsp-files", date(2018, 4, 20), "calendar")
    }
    both = [r["value"] for r in rows if r["measure"] == "homicide-and-femicide"]
    assert sum(both) == 2 * 3 * TOTAL


def test_every_spelling_and_form_of_a_table_gives_the_same_observations() -> None:
    rows = file_rows()
    latin = as_csv(FILES_HEADER, rows)
    plain = [
        latin,
        as_csv(FILES_HEADER, rows, "utf-8"),
        as_csv(FILES_HEADER, rows, "utf-8-sig"),
        b"\xef\xbb\xbf" + latin.decode("mac_roman").encode(),
        latin.decode("latin-1").encode().decode("latin-1").encode(),
    ]
    told = [observed(made("x_mar2018.csv", content), FILES) for content in plain]
    assert all(other == told[0] for other in told[1:])
    damaged = reading(made("x_mar2018.csv", plain[3]), FILES)
    assert damaged.notes == ("text written in latin-1 had been read as mac_roman; undone",)
    sheet = observed(made("x_mar2018.xlsx", as_workbook(FILES_HEADER, rows)), FILES)
    assert {(r["sheet"], r["column"]) for r in sheet} == {("Hoja1", c) for c in "HIJ"}
    assert [(r["row"], r["value"]) for r in sheet] == [(r["row"], r["value"]) for r in told[0]]


def test_counts_with_thousands_commas_and_padded_state_codes_are_read() -> None:
    rows = file_rows()
    rows[0][7] = "1,124"
    rows = [[r[0], r[1].zfill(2), *r[2:]] for r in rows]
    found = observed(made("x_mar2018.csv", as_csv(FILES_HEADER, rows)), FILES)
    assert [r["value"] for r in found if r["row"] == 2 and r["column"] == "Enero"] == [1124, 1124]
    assert {r["place"] for r in found} == {f"inegi/{n:02d}" for n in range(1, 33)}


def test_a_blank_in_a_published_month_stays_unknown_and_is_told() -> None:
    rows = file_rows()
    rows[4][8] = ""
    document = made("x_mar2018.csv", as_csv(FILES_HEADER, rows))
    found = [r for r in observed(document, FILES) if r["row"] == 6 and r["measure"] == "femicide"]
    assert [r["value"] for r in found] == [2.0, None, 2.0]
    assert reading(document, FILES).notes == ("1 cells of published months are blank: kept as unknown",)


def test_the_registry_keeps_attempts_apart_and_puts_them_back_in_the_older_catalogue() -> None:
    document = made("estatal_n_2026-02-21.csv", as_csv(FILES_HEADER, file_rows(2026, REGISTRY, 1)))
    sums: Counter[tuple[str, str]] = Counter()
    for row in observed(document, FILES):
        sums[row["measure"], row["definition"]] += int(row["value"])
    residual, bridged = "other-against-life", "sesnsp-files-bridged"
    assert sums == {
        ("homicide", "sesnsp-files-rnid"): TOTAL,
        ("homicide-and-femicide", "sesnsp-files-rnid"): TOTAL,
        ("attempted-homicide", "sesnsp-files-rnid-attempts"): TOTAL,
        (residual, "sesnsp-files-rnid-reclassified"): TOTAL,
        ("vehicle-theft", "sesnsp-files-rnid"): TOTAL,
        ("car-theft", "sesnsp-files-rnid"): TOTAL,
        ("car-robbery", "sesnsp-files-rnid"): TOTAL,
        ("homicide", bridged): TOTAL,
        ("homicide-and-femicide", bridged): TOTAL,
        (residual, bridged): 2 * TOTAL,
        ("vehicle-theft", bridged): TOTAL,
        ("car-theft", bridged): TOTAL,
        ("car-robbery", bridged): TOTAL,
    }


def test_the_lookups_hold_both_catalogues_whole() -> None:
    spec = all_specs()[FILES]
    assert (len(spec.lookups["cnsp"]), len(spec.lookups["rnid"])) == (55, 79)
    assert len(all_specs()["sesnsp_victims"].lookups["crime"]) == 15
    named = {m for table in ("cnsp", "rnid") for e in spec.lookups[table].values() for m in e["measures"]}
    assert named <= set(measures())


def test_the_bridge_is_the_publishers_rule() -> None:
    """SESNSP's note on historical comparison (2026): where attempts and new crimes return to."""
    rnid = all_specs()[FILES].lookups["rnid"]
    put_back = {crime: entry["bridged"] for crime, entry in rnid.items() if "bridged" in entry}
    assert put_back == {
        "Tentativa de homicidio doloso": ["other-against-life"],
        "Tentativa de feminicidio": ["other-against-life"],
        "Tentativa de extorsión presencial": ["other-property"],
        "Tentativa de extorsión por otros medios": ["other-property"],
        "Pornografía infantil": ["human-trafficking"],
        "Retención o sustracción de menores e incapaces": ["other-against-liberty"],
        "Privación ilegal de la libertad": ["other-against-liberty"],
        "Discriminación": ["other-society"],
        "Suplantación y usurpación de identidad": ["other-common-crime"],
        "Delitos contra la administración de justicia": ["crimes-by-officials"],
        "Tortura": ["crimes-by-officials"],
        "Violencia de género en todas sus modalidades distinta a la violencia familiar": ["other-sexual"],
        "Violación a la intimidad sexual": ["other-sexual"],
    }
    definitions = all_specs()[FILES].own_definitions
    assert set(definitions["sesnsp-files-bridged"].bridges or {}) == {"sesnsp-files"}
    assert set(definitions["sesnsp-files-rnid"].bridges or {}) == {"sesnsp-files"}
    assert not definitions["sesnsp-files-rnid-reclassified"].bridges
    assert definitions["sesnsp-files-rnid-attempts"].attempts == "attempted"


@pytest.mark.parametrize(
    ("name", "known", "ground"),
    [
        ("Estatal Delitos - marzo 2018.csv", date(2018, 4, 20), "calendar"),
        ("IDEFC_NM_mar18.csv", date(2018, 4, 20), "calendar"),
        ("Estatal-Delitos-2015-2018_feb2026.csv", date(2026, 3, 20), "calendar"),
        ("estatal_2018-04-24.csv", date(2018, 4, 24), "archived"),
        ("tabla.csv", date(2018, 4, 20), "calendar"),
    ],
)
def test_the_known_day_is_that_of_the_edition_not_of_its_period(name: str, known: date, ground: str) -> None:
    found = reading(made(name, as_csv(FILES_HEADER, file_rows())), FILES)
    assert (found.published, found.ground) == (known, ground)


def test_the_municipal_layout_gives_municipalities_and_those_not_stated() -> None:
    header, rows = town_rows()
    rows[0][-1] = "2.0"
    found = observed(made("Municipal-Delitos_dic2018.csv", as_csv(header, rows)), FILES)
    assert {r["place"] for r in found} == {"inegi/01001", "inegi/01002", "inegi/01998"}
    assert sum(r["value"] for r in found if r["measure"] == "homicide") == 3 * 12 * 2


def test_a_copy_cut_from_a_later_edition_is_known_since_the_day_given() -> None:
    header, rows = town_rows()
    content = as_csv(header, [[*row[:-1], "2.0"] for row in rows])
    with pytest.raises(ValueError, match="the table was cut from a later edition"):
        reading(made("tabla.csv", content), FILES)
    given = reading(made("tabla.csv", content, date(2025, 12, 20)), FILES)
    assert (given.published, given.ground) == (date(2025, 12, 20), "stated")


def test_victims_keep_sex_age_and_the_publishers_wording() -> None:
    rows = observed(
        made("IDVFC_NM_mar18.csv", as_csv(VICTIMS_HEADER, victim_rows(), "utf-8")), "sesnsp_victims"
    )
    homicide = [r for r in rows if r["measure"] == "homicide" and r["place"] == "inegi/01"]
    assert {r["breakdown"] for r in homicide} == {
        "means=firearm;sex=female;age=18+;modality=Con arma de fuego",
        "means=firearm;sex=male;age=18+;modality=Con arma de fuego",
    }
    assert sum(r["value"] for r in homicide) == 2 * 3
    assert {r["definition"] for r in rows} == {"sesnsp-victims"}


def test_the_series_ends_where_the_country_has_no_victims_any_more() -> None:
    document = made("timeseries_victimas_2018-04-24.csv", as_csv(SERIES_HEADER, series_rows(), "utf-8"))
    rows = observed(document, "sesnsp_victims_series")
    assert max(r["end"] for r in rows) == date(2018, 3, 31)
    national = [r["value"] for r in rows if r["place"] == "inegi/00" and r["measure"] == "homicide"]
    states = [r["value"] for r in rows if r["place"] != "inegi/00" and r["measure"] == "homicide"]
    assert national == [32.0] * 3 and sum(states) == 96
    assert {r["place"] for r in rows if r["row"] in range(362, 374)} == {"inegi/15"}
    note = "594 rows after 2018-03 are 0 in the whole country: not yet published"
    assert reading(document, "sesnsp_victims_series").notes == (note,)


def test_a_zero_that_stands_among_published_months_is_kept() -> None:
    rows = series_rows()
    for row in rows:
        if row[0] == "2018-03-01" and row[2] == "Feminicidio":
            row[3] = "0"
    document = made("timeseries_victimas_2018-04-24.csv", as_csv(SERIES_HEADER, rows, "utf-8"))
    found = [r for r in observed(document, "sesnsp_victims_series") if r["measure"] == "femicide"]
    assert {r["value"] for r in found if r["start"] == date(2018, 3, 1)} == {0.0}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("path", "known", "ground", "last"),
    [
        ("Estatal Delitos - marzo 2019.xlsx", date(2019, 4, 20), "calendar", date(2019, 3, 31)),
        ("Estatal-Delitos-2015-2021_feb2021.xlsx", date(2021, 3, 20), "calendar", date(2021, 2, 28)),
        ("IDEFC_NM_mar22.csv.gz", date(2022, 4, 20), "calendar", date(2022, 3, 31)),
        ("estatal_2023-08-24.csv.gz", date(2023, 8, 24), "archived", date(2023, 7, 31)),
        ("estatal_2024-03-20.csv.gz", date(2024, 3, 20), "archived", date(2024, 2, 29)),
        ("estatal_n_2026-02-21.csv.gz", date(2026, 2, 21), "archived", date(2026, 1, 31)),
    ],
)
def test_every_real_vintage_is_read_whole(path: str, known: date, ground: str, last: date) -> None:
    file = shared(f"mexico/sesnsp/estatal_delitos/{path}")
    found = reading(made(file.name, file.read_bytes()), FILES)
    table = found.tables["observations"].to_pandas()
    assert (found.published, found.ground, table["end"].max()) == (known, ground, last)
    single = table[~table["definition"].str.endswith("bridged") & ~table["measure"].str.startswith("car-")]
    months = (last.year - 2015) * 12 + last.month if last.year < 2026 else 1
    own = single[single["measure"] != "homicide-and-femicide"]
    assert len(own) == 32 * months * (98 if last.year < 2026 else 114)
    assert not table["value"].isna().any()


def test_an_unknown_place_of_the_series_is_not_taken_for_the_country() -> None:
    rows = [[r[0], "Republica" if r[1] == "Nacional" else r[1], *r[2:]] for r in series_rows()]
    with pytest.raises(BadInput, match=r'"Republica" is not in lookups\.place'):
        reading(
            made("timeseries_victimas_2018-04-24.csv", as_csv(SERIES_HEADER, rows)), "sesnsp_victims_series"
        )
