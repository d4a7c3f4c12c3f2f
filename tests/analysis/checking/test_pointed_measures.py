"""Counts told again in a call, a letter or a conclusion: of the time told before, not of the day of what is done."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

from .audits import accused, audited, claim_of

WRITTEN = "2024-04-02"


def errors(workspace, language, text):
    """Names of the errors that an audit finds in a text."""
    now = workspace.context("2026-11-01")
    claims = audit(from_text(text, language, date.fromisoformat(WRITTEN)), now, now).claims
    return {done.error for claim in claims for done in claim.arithmetic if not done.holds}


# a text with a gap, what makes it wrong, what makes it right
TOLD_AGAIN = [
    (
        "es",
        "En 2022 México registró 980 víctimas de feminicidio, según las fiscalías. Las familias investigan solas.\n\n"
        "El 8 de marzo marcharemos del Ángel al Zócalo por las {} mujeres asesinadas.",
        "908",
        "980",
    ),
    (
        "es",
        "El Secretariado Ejecutivo contó 1,629 víctimas de secuestro en México en 2019.\n\nLa carta que entregaremos "
        "el 12 de mayo pide atención para las {} víctimas de secuestro y sus familias.",
        "1,692",
        "1,629",
    ),
    (
        "es",
        "Mil 18 mujeres fueron víctimas de feminicidio en México en 2021.\n\nNombramos a las {} víctimas en la vigilia "
        "del 2 de noviembre.",
        "mil 81",
        "mil 18",
    ),
    (
        "es",
        "Las autoridades reportaron 976 feminicidios en México durante 2020.\n\nEste 8 de marzo tomaremos las calles "
        "de Guadalajara por las {} que nos faltan.",
        "967",
        "976",
    ),
    (
        "es",
        "Del 1 de diciembre de 2018 al 3 de agosto de 2022 fueron asesinados 38 periodistas en México.\n\nEn el "
        "sexenio, insiste el colectivo, los {} asesinatos de periodistas siguen impunes.",
        "83",
        "38",
    ),
    (
        "es",
        "Entre el 7 de septiembre de 2020 y el 6 de junio de 2021 fueron asesinados en México 102 políticos. La "
        "mayoría era de municipios.\n\nA lo largo del proceso, los {} políticos asesinados quedaron sin justicia.",
        "112",
        "102",
    ),
    (
        "es",
        "Marchamos este 8 de marzo por las {} mujeres asesinadas.\n\nEl Secretariado contó 1,018 víctimas de "
        "feminicidio en México durante 2021.",
        "1,108",
        "1,018",
    ),
    (
        "en",
        "Mexico had 13,068 investigations of cargo theft in 2018. Insurers have raised premiums.\n\nWe will present "
        "the {} cargo thefts to the minister at the hearing of 22 April.",
        "13,608",
        "13,068",
    ),
    (
        "en",
        "Article 19 documented 47 murders of journalists in Mexico between December 2012 and November "
        "2018.\n\nTomorrow we hand the Attorney General a letter about the {} murders and ask for a date.",
        "57",
        "47",
    ),
    (
        "pt",
        "O México registrou 33.743 vítimas de homicídio doloso em 2018.\n\nNa reunião de 15 de fevereiro com as "
        "empresas, o adido lembrou as {} vítimas de homicídio doloso.",
        "33.473",
        "33.743",
    ),
    (
        "pt",
        "Entre 1º de dezembro de 2018 e 3 de agosto de 2022, 38 jornalistas foram assassinados no México.\n\nNo mesmo "
        "período, os {} assassinatos de jornalistas quase não tiveram sentença.",
        "83",
        "38",
    ),
]


@pytest.mark.parametrize(("language", "text", "wrong", "right"), TOLD_AGAIN)
def test_a_count_that_is_told_again_has_the_value_that_was_told(workspace, language, text, wrong, right):
    assert "total-differs" in errors(workspace, language, text.format(wrong))
    assert accused(workspace, language, text.format(right), WRITTEN) == []


OTHERS = [
    # another source
    (
        "es",
        "Artículo 19 documentó del 1 de diciembre de 2018 al 3 de agosto de 2022 el asesinato de 38 periodistas en "
        "México.\n\nPara Reporteros sin Fronteras, los 43 periodistas asesinados en el sexenio muestran que falló.",
    ),
    (
        "es",
        "La CNDH contó 148 periodistas asesinados en México de 2000 al 8 de junio de 2019; Artículo 19 contó "
        "menos.\n\nEl 2 de noviembre recordaremos a los 131 periodistas de la lista de Artículo 19.",
    ),
    # a later edition
    (
        "es",
        "En 2019 el Secretariado contó 1,006 víctimas de feminicidio en México; en su edición de marzo de 2024 son "
        "970. El 8 de marzo marchamos por las 970 víctimas.",
    ),
    ("es", "En 2023 hubo 9,179 robos de carga en México. Los 8,150 robos con violencia fueron casi nueve de diez."),
    # another list, by the words behind it
    (
        "es",
        "Para las autoridades, en 2022 hubo 980 víctimas de feminicidio en México.\n\nEl 8 de marzo la colectiva "
        "marchará por las 1,043 mujeres de su mapa.",
    ),
    # it goes on rising
    (
        "es",
        "Entre enero y octubre de 2022 las fiscalías contaron 807 feminicidios en México.\n\nEl 25 de noviembre "
        "marchamos por las 870 mujeres asesinadas en lo que va del año.",
    ),
    (
        "es",
        "La organización documentó 38 periodistas asesinados en México del 1 de diciembre de 2018 al 3 de agosto de "
        "2022. Luego mataron a tres más.\n\nEl 2 de noviembre leeremos los nombres de los 41 periodistas asesinados.",
    ),
    # a part, another place, another year, rounded
    (
        "es",
        "En 2022 hubo 980 feminicidios en México; en Nuevo León fueron 102.\n\nEl 2 de noviembre nombraremos a las 102 "
        "víctimas de Nuevo León.",
    ),
    (
        "en",
        "Mexico had 816 victims of kidnapping in 2021.\n\nOn 12 May we hand over a letter for the 811 victims of "
        "kidnapping of last year.",
    ),
    (
        "pt",
        "Em 2021 houve 1.018 vítimas de feminicídio no México, contra 976 em 2020.\n\nNo dia 8 de março marcharemos "
        "pelas 1.018 mulheres assassinadas e, como há um ano, pelas 976.",
    ),
    (
        "es",
        "En 2022 hubo 980 feminicidios en México.\n\nEl 25 de noviembre marcharemos por las casi mil mujeres.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_a_count_of_others_is_not_the_one_told_before(workspace, language, text):
    assert accused(workspace, language, text, WRITTEN) == []


def test_a_count_is_not_of_the_day_nor_of_the_town_of_a_march(workspace):
    text = (
        "Las autoridades reportaron 976 feminicidios en México durante 2020.\n\nEl 8 de marzo saldremos a las calles "
        "de Guadalajara por las 967 que nos faltan."
    )
    again = claim_of(audited(workspace, "es", WRITTEN, text), "967")
    assert (str(again.period), again.place.code, again.period_sure) == ("2020", "MX", False)


def test_a_count_of_a_day_stays_of_that_day(workspace):
    text = (
        "En el proceso hubo 774 agresiones contra políticos en México. El 1 de julio de 2018, las 138 agresiones "
        "fueron contra votantes."
    )
    assert str(claim_of(audited(workspace, "es", WRITTEN, text), "138").period) == "2018-07-01"


def test_about_the_is_no_hedge(workspace):
    text = "In 2021 Mexico had 816 victims of kidnapping. We sent a letter about the 816 victims."
    last = audited(workspace, "en", WRITTEN, text).claims[-1]
    assert (last.value, last.hedge) == (816, "")
