"""Figures that are off by a digit are called wrong where the words leave no doubt which count is meant.

Victims of homicide in Guanajuato in 2023: 3,104; taps in Hidalgo in 2018: 2,121; murdered US citizens in 2021: 75;
register of the missing on 30 April 2018: 37,435, on 15 March 2024: 114,815; cargo thefts of 2018 by SensiGuard: 17,270.
"""

from __future__ import annotations

from datetime import date

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

FIGURES = [
    ("en", date(2024, 4, 2), "In 2023 Guanajuato had {} victims of intentional homicide.", "3,104", "3,404"),
    ("es", date(2019, 2, 1), "En Hidalgo se hallaron {} tomas clandestinas durante 2018.", "2 mil 121", "2 mil 621"),
    ("es", date(2023, 4, 1), "En 2021 fueron asesinados {} estadounidenses en México, según el Departamento de Estado.",
     "75", "95"),
    ("pt", date(2018, 5, 20), "O registro nacional tinha {} pessoas desaparecidas no México em 30 de abril de 2018.",
     "37.435", "30.435"),
    ("pt", date(2024, 4, 10), "No México, em 2023 o feminicídio deixou {} vítimas no país.", "850", "930"),
    ("en", date(2024, 4, 2), "Mexico had {} victims of extortion in 2023, official figures show.", "10,974", "12,974"),
    ("en", date(2024, 4, 2), "Zacatecas recorded {} victims of intentional homicide last year.", "979", "1,979"),
    ("es", date(2024, 4, 2), "En Zacatecas se contaron {} víctimas de homicidio doloso el año pasado.", "979", "1,279"),
    ("pt", date(2024, 4, 2), "Em Zacatecas houve {} vítimas de homicídio doloso no ano passado.", "979", "1.279"),
    ("en", date(2019, 3, 25), "SensiGuard recorded {} cargo thefts in Mexico in 2018.", "17,270", "14,270"),
    ("es", date(2018, 9, 1), "Miguel Ángel Treviño Morales fue capturado el 15 de julio de {}.", "2013", "2014"),
    ("en", date(2018, 9, 1), "Nazario Moreno González was killed by the army on 9 March {}.", "2014", "2015"),
]  # fmt: skip


def verdicts(workspace, language, written, text):
    now, then = workspace.context("2026-11-01"), workspace.context(written.isoformat())
    return [c.verdict for c in audit(from_text(text, language, written), now, then).claims]


def test_a_figure_off_by_a_digit_is_called_wrong_and_the_right_one_is_not(workspace):
    for language, written, text, right, wrong in FIGURES:
        assert "contradicted" not in verdicts(workspace, language, written, text.format(right)), text
        assert verdicts(workspace, language, written, text.format(wrong)) == ["contradicted"], text


def test_todays_register_is_the_newest_one(workspace):
    written = date(2024, 4, 10)
    for language, text in (
        ("en", "Mexico's national register {}holds 110,964 missing persons."),
        ("es", "El registro nacional {}tiene 110 mil 964 personas desaparecidas en México."),
    ):
        now = {"en": "today ", "es": "hoy "}[language]
        assert verdicts(workspace, language, written, text.format("")) == ["supported"]
        assert verdicts(workspace, language, written, text.format(now)) == ["outdated"]


def test_femicides_that_are_said_to_be_added_are_counted_in(workspace):
    for language, text in (
        ("en", "Counting femicides, 35,588 people were murdered in Mexico in 2019."),
        ("en", "If femicides are added, Mexico had 35,588 victims of homicide in 2019."),
        (
            "es",
            "Si se suman los feminicidios, en 2019 hubo 35 mil 588 víctimas de homicidio doloso en México.",
        ),
        ("pt", "Somados os feminicídios, o México teve 35.588 vítimas de homicídio em 2019."),
    ):
        assert verdicts(workspace, language, date(2020, 2, 3), text) == ["supported"], text


def test_the_digits_of_an_official_value_in_another_order_are_a_slip_wherever_the_year_was_told(workspace):
    told = (
        "Guanajuato had 3,104 victims of intentional homicide in 2023. In Morelos, {} people were murdered."
    )
    written = date(2024, 5, 20)
    for value, verdict in (("1,405", "contradicted"), ("1,504", "supported"), ("1,455", "not-checkable")):
        assert verdicts(workspace, "en", written, told.format(value))[-1] == verdict, value


def test_what_a_count_moved_to_between_two_months_is_not_held_to_be_of_both(workspace):
    for language, text in (
        (
            "es",
            "Según datos oficiales, los homicidios dolosos bajaron en México de mayo a junio, de 2,894 a 2,668.",
        ),
        (
            "en",
            "Official figures show that victims of homicide in Mexico fell from May to June, from 2,894 to 2,668.",
        ),
    ):
        assert "contradicted" not in verdicts(workspace, language, date(2018, 7, 22), text), text


def test_a_count_that_only_goes_on_about_one_that_is_borne_out_is_held_to_its_count(workspace):
    written = date(2024, 4, 2)
    told = {
        "en": "Sonora had 857 victims of intentional homicide in 2018. {}",
        "es": "Sonora tuvo 857 víctimas de homicidio doloso en 2018. {}",
        "pt": "Sonora teve 857 vítimas de homicídio doloso em 2018. {}",
    }
    for language, text, wrong, right in (
        ("en", "By 2023 there were {}.", "1,803", "1,403"),
        ("es", "En 2023 fueron {}.", "mil 803", "mil 403"),
        ("pt", "Em 2023 foram {}.", "1.803", "1.403"),
    ):
        said = told[language].format(text)
        assert verdicts(workspace, language, written, said.format(wrong))[-1] == "contradicted", text
        assert verdicts(workspace, language, written, said.format(right))[-1] == "supported", text
    for language, text in (
        ("en", "In 2023 the police hired 1,803."),
        ("en", "In 2023 there were 1,803 fewer."),
        ("en", "In 2023 there were 1,803 in the capital."),
        ("es", "En 2023 murieron mil 803 en accidentes."),
        ("pt", "Em 2023 foram presos 1.803."),
    ):
        assert verdicts(workspace, language, written, told[language].format(text))[-1] != "contradicted", text


def test_what_was_named_in_full_before_is_meant_by_its_short_name_and_at_another_place(workspace):
    for language, written, text, right, wrong in (
        ("en", date(2018, 11, 27), "Between January and September 2018, 11,197 illegal taps were found in Mexico.\n\n"
         "- The whole of 2017 had {} taps.", "10,363", "10,836"),
        ("en", date(2024, 4, 2), "Guerrero had 1,688 victims of intentional homicide in 2023. Morelos had {} victims "
         "in 2023.", "1,504", "1,704"),
        ("es", date(2024, 4, 2), "Guerrero tuvo mil 688 víctimas de homicidio doloso en 2023. Morelos tuvo {} "
         "víctimas en 2023.", "mil 504", "mil 704"),
        ("en", date(2024, 4, 2), "Kidnapping in Mexico moved. In 2023 Chihuahua had {} victims, more than any "
         "other state. The State of Mexico followed with 84 and Mexico City with 69.", "181", "84"),
        ("pt", date(2024, 4, 2), "O sequestro mudou-se para o norte do México. Em 2023 Chihuahua teve {} vítimas, na "
         "maioria migrantes presos em casas. O Estado do México teve 84 e a Cidade do México, 69.", "181", "84"),
    ):  # fmt: skip
        assert "contradicted" not in verdicts(workspace, language, written, text.format(right)), text
        assert "contradicted" in verdicts(workspace, language, written, text.format(wrong)), text


def test_victims_of_what_is_told_beside_them_are_of_that(workspace):
    for language, text in (
        ("en", "Guerrero had 1,688 victims of intentional homicide in 2023. Morelos had 1,704 victims of the storm "
         "in 2023."),
        ("es", "Guerrero tuvo mil 688 víctimas de homicidio doloso en 2023. Morelos registró mil 704 víctimas del "
         "huracán en 2023."),
        ("pt", "O México teve 30.974 vítimas de homicídio doloso em 2022. Em 2023 os seis estados tiveram 12.345."),
        ("en", "Mexico had 30,974 victims of intentional homicide in 2022. In 2023 the six states had 12,345."),
    ):  # fmt: skip
        assert "contradicted" not in verdicts(workspace, language, date(2024, 4, 2), text), text
