"""Crimes, people and years told in one breath: a number of all of them is held against none of them."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

WRITTEN = date(2018, 11, 2)

TOGETHER = [
    ("en", "In 2017 there were 1,500 kidnappings and extortions in Mexico.", "1,500"),
    ("en", "Mexico had 1,600 cases of kidnapping and extortion in 2017.", "1,600"),
    ("en", "Robberies and homicides totalled 40,000 in 2017 in Mexico.", "40,000"),
    ("en", "Kidnappings, extortions and homicides together came to 31,000 in Mexico in 2017.", "31,000"),
    ("en", "Some 12 kidnappings and extortions a day were reported in Mexico in 2017.", "12"),
    ("en", "In 2017 some 29,500 killings and disappearances were counted in Mexico.", "29,500"),
    ("en", "Mexico had 1,600 kidnappings or attempted kidnappings in 2017.", "1,600"),
    ("en", "Mexico had 1,600 attempted kidnappings in 2017.", "1,600"),
    ("en", "The number of murders of journalists and politicians in Mexico reached 45 in 2017.", "45"),
    ("en", "In Mexico, 45 journalists and activists were killed in 2017.", "45"),
    ("en", "In 2017, 45 politicians and officials were killed in Mexico.", "45"),
    ("es", "En 2017 hubo en México 1,500 secuestros y extorsiones.", "1,500"),
    ("es", "Los homicidios y secuestros sumaron 31,000 en 2017 en México.", "31,000"),
    ("es", "En 2017 hubo en México 1,500 víctimas de secuestro y trata de personas.", "1,500"),
    ("es", "En 2017 fueron asesinados en México 45 periodistas y defensores de derechos humanos.", "45"),
    ("es", "En 2017 hubo en México 1,900 intentos de secuestro.", "1,900"),
    ("pt", "Em 2017 houve no México 1.500 sequestros e extorsões.", "1.500"),
    ("pt", "Em 2017 houve no México 12 sequestros e extorsões por dia.", "12"),
    ("pt", "Em 2017 foram assassinados no México 45 jornalistas e defensores de direitos humanos.", "45"),
]
"""Prosecutors' victims of 2017: 1,390 of kidnapping, 28,734 of homicide; 12 journalists and 102 politicians killed."""

APART = [
    (
        "en",
        "In 2017 there were 1,390 kidnappings and extortions fell to 5,780 in Mexico.",
        "1,390",
        "kidnapping",
    ),
    (
        "en",
        "In 2017 there were 1,390 kidnappings and extortions fell to 5,780 in Mexico.",
        "5,780",
        "extortion",
    ),
    ("en", "In 2017 there were 1,390 kidnappings and 5,780 extortions in Mexico.", "5,780", "extortion"),
    ("en", "Kidnappings (1,390) and extortions (5,780) rose in Mexico in 2017.", "1,390", "kidnapping"),
    ("en", "In 2017, 12 journalists and media workers were killed in Mexico.", "12", "journalists-killed"),
    ("en", "In 2017, 12 journalists were threatened and then killed in Mexico.", "12", "journalists-killed"),
    (
        "en",
        "Killings of politicians and candidates in Mexico reached 102 in 2017.",
        "102",
        "politicians-killed",
    ),
    (
        "es",
        "En 2017 hubo 28,734 homicidios y las extorsiones bajaron a 5,780 en México.",
        "28,734",
        "homicide",
    ),
    ("es", "En 2017 hubo en México 29,430 homicidios y feminicidios.", "29,430", "homicide-and-femicide"),
    (
        "pt",
        "Em 2017 houve 28.734 homicídios e as extorsões caíram para 5.780 no México.",
        "5.780",
        "extortion",
    ),
]


def claim_of(workspace, language, text, words, written=WRITTEN):
    now, then = workspace.context("2026-11-01"), workspace.context(written.isoformat())
    claims = audit(from_text(text, language, written), now, then).claims
    return next(c for c in claims if words in c.text)


@pytest.mark.parametrize(("language", "text", "words"), TOGETHER)
def test_a_number_of_several_things_is_of_none_of_them(workspace, language, text, words):
    claim = claim_of(workspace, language, text, words)
    assert (claim.measure, claim.verdict) == ("", "not-checkable")


@pytest.mark.parametrize(("language", "text", "words", "measure"), APART)
def test_things_with_a_number_each_are_told_apart(workspace, language, text, words, measure):
    assert claim_of(workspace, language, text, words).measure == measure


def test_what_is_no_measure_is_told_whole(workspace):
    claim = claim_of(workspace, *TOGETHER[0])
    assert claim.counted == "kidnappings and extortions"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Between 8 September 2017 and 1 July 2018, 152 politicians and 371 public officials were killed in "
         "Mexico. On average {} politicians and officials were killed every day."),
        ("pt", "Entre 8 de setembro de 2017 e 1 de julho de 2018, 152 políticos e 371 funcionários públicos foram "
         "mortos no México. A média de assassinatos de políticos e de funcionários públicos foi de {} ao dia."),
    ],
)  # fmt: skip
def test_an_average_over_two_counts_is_worked_out_over_both(workspace, language, text):
    """152 politicians and 371 officials in 297 days: 1.76 a day."""
    figure = "1.76" if language == "en" else "1,76"
    claim = claim_of(workspace, language, text.format(figure), figure)
    assert [(a.kind, a.holds, round(a.computed, 2)) for a in claim.arithmetic] == [("average", True, 1.76)]


@pytest.mark.parametrize(
    ("language", "text", "words", "period"),
    [
        ("en", "In 2016 and 2017 Mexico counted 51,305 homicides.", "51,305", "2016-01..2017-12"),
        (
            "en",
            "In 2015, 2016 and 2017 together, Mexico counted 69,342 homicides.",
            "69,342",
            "2015-01..2017-12",
        ),
        ("es", "En 2016 y 2017 hubo en México 51,305 homicidios.", "51,305", "2016-01..2017-12"),
        ("pt", "Em 2016 e em 2017 houve no México 51.305 homicídios.", "51.305", "2016-01..2017-12"),
        # each its turn
        ("en", "In 2016 and 2017 there were 22,545 and 28,734 homicides in Mexico.", "22,545", "2016"),
        ("pt", "Homicídios no México em 2016 e 2017: 22.545 e 28.734.", "28.734", "2017"),
        ("en", "There were 22,545 homicides in Mexico in 2016, and 2017 brought 28,734.", "28,734", "2017"),
    ],
)
def test_years_told_in_one_breath_are_one_span(workspace, language, text, words, period):
    assert str(claim_of(workspace, language, text, words).period) == period


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2016 and 2017 Mexico counted 45,000 homicides and 2,700 kidnappings."),
        ("en", "In the first and second quarters of 2018 there were 15,973 homicides in Mexico."),
        ("es", "En el primer y el segundo trimestres de 2018 hubo en México 15,973 homicidios."),
        ("pt", "No primeiro e no segundo trimestres de 2018 houve 15.973 homicídios no México."),
    ],
)
def test_a_number_of_two_spans_is_not_held_against_one(workspace, language, text):
    now, then = workspace.context("2026-11-01"), workspace.context(WRITTEN.isoformat())
    claims = audit(from_text(text, language, WRITTEN), now, then).claims
    assert {c.verdict for c in claims} == {"not-checkable"}


@pytest.mark.parametrize(
    ("language", "text", "words", "period"),
    [
        ("en", "In February there were 2,389 homicides in Mexico. Kidnappings fell from 166 to 141 month on month.",
         "166", "2018-01"),
        ("en", "In February there were 2,389 homicides in Mexico. Kidnappings fell from 166 to 141 from one month to "
         "the next.", "141", "2018-02"),
        ("es", "En febrero hubo en México 2,389 homicidios. Los secuestros bajaron de 166 a 141 de un mes a otro.",
         "166", "2018-01"),
        ("pt", "Em fevereiro houve no México 2.389 homicídios. Os sequestros caíram de 166 para 141 de um mês para o "
         "outro.", "166", "2018-01"),
        ("es", "Las extorsiones cambiaron poco en México de un año a otro: 5,780 en 2017 y 5,895 en 2016.",
         "5,780", "2017"),
        # the change is of the month told before, whatever the base has
        ("es", "En agosto hubo en México 1,359 tomas clandestinas. En relación con julio, cuando hubo 1,152, el "
         "aumento fue del 18 por ciento.", "18", "2018-08"),
        ("en", "In August 1,359 illegal taps were found in Mexico. Compared with July, when 1,152 were found, that was "
         "a rise of 18 percent.", "18", "2018-08"),
        ("pt", "Em agosto foram achadas 1.359 tomadas clandestinas no México. Em comparação com julho, quando foram "
         "1.152, houve um aumento de 18%.", "18", "2018-08"),
        ("es", "En agosto hubo en México 1,359 tomas clandestinas. En relación con julio, cuando hubo 1,152, el "
         "aumento fue del 18 por ciento.", "1,152", "2018-07"),
    ],
)  # fmt: skip
def test_a_change_from_one_month_to_the_next_has_both(workspace, language, text, words, period):
    assert str(claim_of(workspace, language, text, words).period) == period


@pytest.mark.parametrize(
    ("language", "title", "head"),
    [
        ("en", "Victims of intentional homicide in the states of the northern border of Mexico", "State"),
        ("es", "Víctimas de homicidio doloso en los estados de la frontera norte de México", "Estado"),
        ("pt", "Vítimas de homicídio doloso nos estados da fronteira norte do México", "Estado"),
    ],
)
def test_a_table_of_some_states_has_each_state_s_whole_count(workspace, language, title, head):
    """Baja California, 2023: 2,417 victims."""
    text = f"# {title}\n\n| {head} | 2023 |\n|---|---:|\n| Baja California | 2417 |\n| Chihuahua | 2071 |\n"
    now, then = workspace.context("2026-11-01"), workspace.context("2024-05-02")
    claims = audit(from_text(text, language, date(2024, 5, 2)), now, then).claims
    counts = [c for c in claims if c.kind == "count"]
    assert [(c.measure, c.place.code) for c in counts] == [("homicide", "MX-BCN"), ("homicide", "MX-CHH")]
    assert counts[0].verdict == "supported"


def test_a_rise_of_a_year_is_not_held_against_two_months_told_behind_it(workspace):
    """Extortion in Guanajuato: 668 victims in 2022, 988 in 2023, 189 in January and February 2024."""
    text = (
        "Mexico had 988 victims of extortion in Guanajuato in 2023. There the rise was 47.9 percent over the 668 of "
        "2022, and the first two months of 2024 point the same way, with 189 victims."
    )
    claim = claim_of(workspace, "en", text, "47.9", date(2024, 4, 19))
    assert claim.verdict != "inconsistent" and not [a for a in claim.arithmetic if not a.holds]


def test_a_rate_that_opens_its_sentence_is_of_the_place_behind_its_year(workspace):
    text = (
        "Crime in Mexico. With 60 victims of homicide per 100,000 inhabitants in 2023, Baja California leads."
    )
    claim = claim_of(workspace, "en", text, "60", date(2024, 4, 19))
    assert claim.place is not None and claim.place.code == "MX-BCN"
