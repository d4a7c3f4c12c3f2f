"""Sentences with true figures (cited in the countries' figures folders) that look like an error and are none."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

TEXTS = {
    "en": [
        "The old register held 37,435 missing people in Mexico on 30 April 2018. Of these, 17,476 were last seen "
        "between 2014 and 2017: 4,047 in 2014, 3,382 in 2015, 4,570 in 2016 and 5,477 in 2017.",
        "Correction: an earlier version of this article said that 39,705 people were murdered in Mexico in 2023. "
        "The right number is 29,705.",
        "A video that has been shared 12,000 times says that Mexico had 60,000 homicides in 2023. It had 29,705.",
        "Between 2,400 and 2,800 people are murdered in Mexico each month; the 29,705 victims of 2023 come to 2,475 "
        "a month.",
        "From 2019 to 2023 Mexico counted 163,329 murder victims, 32,666 a year on average, or 89 a day.",
        "Overhaul counted 20,746 cargo thefts in Mexico in 2023; the official number of case files is 9,179. The "
        "Cargo Association says that there were 85 a day.",
        "In 2023 there were 850 femicides in Mexico and 2,580 further murders of women: 3,430 women killed in all, "
        "more than nine a day.",
        "Homicides per 100,000 people in Mexico: 29 in 2018, 28 in 2021, 25 in 2022.",
        "In 2023 Mexico had 811 victims of kidnapping (724) and 850 of femicide (980).",
        "It is likely (64 %) that the murders of 2023 in Mexico exceed those of 2022.",
        "So far there have been 200 kidnappings in Mexico, a fall of 79% on those of 2022. In 2023 there were 811.",
        "Until now 100 people have been kidnapped in Mexico, far fewer than the ones kidnapped in 2022.",
        "Of 120 families in Mexico, 71 percent had waited more than a day, 58 percent had paid for a search and 44 "
        "percent had been threatened.",
        "In 2023 kidnapping took 181 people in Chihuahua, 84 in Mexico State and 69 in Mexico City. Chihuahua pushed "
        "Mexico State out of first place.",
        "Missing people in Mexico in 2019: 23,272; in 2018: 15,100.",
        "At 2015 local time one car was destroyed; three cars nearby were damaged in the blast, which was a rise.",
        "bus owners in Mexico, a city of 1.2 million people, ask for a 100-percent increase in the 20 centavo fare.",
        "the army has 65 percent of its forces in the capital. lines out of service mean a 40 percent deficit. there "
        "were long periods of 100 percent outages.",
        "In 2023 Mexico had 811 victims of kidnapping, versus 724; in February 2024, 850, previously 980.",
        "Cargo theft in Mexico in 2023 came to 9,179 case files; hauliers' own count is 13,000.",
        "Tamaulipas had 8 victims of kidnapping per million people in 2023; Mexico 6.3, or 811 in all.",
        "Zacatecas cut its murders by 27% in 2023, to 979 from 1,340, and by 63% in January and February, to 85 from "
        "232.",
        "Mexico's target for 2024 is 25,000 murders at most; its target for 2023 was 27,000.",
        "The State Department says 81 kidnappings of US citizens for ransom, 25 virtual ones and 10 without demand "
        "were reported in Mexico in 2017, 116 together, down from 199 in 2014.",
    ],
    "es": [
        "No fueron 42 mil, como dijo el senador, sino 29 mil 705 las víctimas de homicidio doloso en México en 2023.",
        "Cada mes se denuncian unas 900 extorsiones en México, dice el Secretariado; en 2023 fueron 10,974 víctimas.",
        "Es falso que en 2023 hubiera 45 mil homicidios dolosos en México. La cifra oficial es de 29 mil 705 víctimas.",
        "En 2023 hubo en México 811 víctimas de secuestro, contra 724, y 850 de feminicidio, antes 980.",
        "En 2023 hubo 9 mil 179 robos a transportistas en México; los transportistas llevan su propia cuenta: 13 mil.",
        "La meta para 2023 era de 25 mil homicidios dolosos en México.",
        "En 2023 hubo 811 víctimas de secuestro en México, la cifra más alta de los últimos tres años. Hasta ahora van "
        "297 víctimas de secuestro en México, un 79 % más que las ocurridas en 2022.",
        "De 120 familias en México, 71 % había esperado más de un día, 58 % pagó una búsqueda y 44 % recibió amenazas.",
        "Personas desaparecidas en México en 2019: 23 mil 272; en 2018: 15 mil 100.",
        "Casi 30 mil personas fueron asesinadas en México en 2023, cerca de 31 mil en 2022 y unas 33 mil en 2021: "
        "más de 90 mil en tres años.",
        "El antiguo registro tenía a 37 mil 435 personas desaparecidas en México al 30 de abril de 2018. De ellas, "
        "17 mil 476 fueron vistas por última vez desde 2014: 4 mil 47 en 2014, 3 mil 382 en 2015, 4 mil 570 en 2016 "
        "y 5 mil 477 en 2017.",
    ],
    "pt": [
        "Em 2023 houve no México 811 vítimas de sequestro, contra 724, e 850 de feminicídio, ante 980.",
        "Em 2023 houve 811 vítimas de sequestro no México. Até agora são 297 vítimas de sequestro no México, 79% a "
        "mais do que as registradas em 2022.",
        "De 120 famílias no México, 71% tinham esperado um dia, 58% pagaram uma busca e 44% receberam ameaças.",
        "A meta para 2023 era de 25 mil homicídios dolosos no México.",
        "É falso que em 2023 tenha havido 45 mil homicídios dolosos no México; a cifra oficial é de 29.705 vítimas.",
        "O antigo registro tinha 37.435 pessoas desaparecidas no México em 30 de abril de 2018. Delas, 17.476 foram "
        "vistas pela última vez desde 2014: 4.047 em 2014, 3.382 em 2015, 4.570 em 2016 e 5.477 em 2017.",
        "Quase 30 mil pessoas foram assassinadas no México em 2023, cerca de 31 mil em 2022 e 33 mil em 2021: mais de "
        "90 mil em três anos.",
    ],
}


@pytest.mark.parametrize("language", TEXTS)
def test_true_figures_are_not_accused(workspace, language):
    then, now = workspace.context("2024-04-02"), workspace.context("2026-11-01")
    for text in TEXTS[language]:
        claims = audit(from_text(text, language, date(2024, 4, 2)), now, then).claims
        accused = [
            (claim.text, claim.verdict, claim.reason)
            for claim in claims
            if claim.verdict in ("contradicted", "inconsistent") or not all(a.holds for a in claim.arithmetic)
        ]
        assert claims, text
        assert not accused, (text, accused)


def test_a_month_is_reckoned_by_the_months_of_its_span(workspace):
    now = workspace.context("2026-11-01")
    text = "There were 29,705 homicide victims in Mexico in 2023, {} a month."
    sums = {}
    for stated in ("2,475", "2,875"):
        claims = audit(from_text(text.format(stated), "en", date(2024, 4, 2)), now, now).claims
        sums[stated] = [a for claim in claims for a in claim.arithmetic if a.kind == "average"]
    assert [a.holds for a in sums["2,475"]] == [True]
    assert [(a.holds, a.error) for a in sums["2,875"]] == [(False, "wrong-average")]
    assert "2,475.4 a month" in sums["2,475"][0].shown


def test_what_follows_from_the_text_is_not_contradicted_by_other_counts(workspace):
    """3,430 women by the text's own count: its average is not that of the 850 femicides alone."""
    text = (
        "In 2023 there were 850 femicides in Mexico and 2,580 further murders of women: 3,430 women killed in all, "
        "more than nine a day."
    )
    now = workspace.context("2026-11-01")
    average = next(
        c for c in audit(from_text(text, "en", date(2024, 4, 2)), now, now).claims if c.kind == "average"
    )
    assert average.verdict != "contradicted"
    assert [(a.holds, a.shown.startswith("3,430 / 365 days")) for a in average.arithmetic] == [(True, True)]


def test_what_lies_after_the_text_s_day_was_not_counted(workspace):
    now = workspace.context("2026-11-01")
    text = "In January 2019 Mexico had 4,123 victims of homicide."
    verdicts = [
        audit(from_text(text, "en", day), now, now).claims[0].verdict
        for day in (date(2019, 6, 1), date(2018, 11, 2))
    ]
    assert verdicts == ["contradicted", "not-checkable"]
