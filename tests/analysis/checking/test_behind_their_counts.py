"""Changes, multiples, fractions and averages told in words of their own right behind the counts they are of."""

from __future__ import annotations

import pytest

from almenara.workspace import Workspace

from .audits import accused


@pytest.mark.parametrize(
    ("language", "text", "right", "wrong"),
    [
        ("en", "There were 400 burglaries at our sites in 2019 and 600 in 2021. All told, the growth reached {}.",
         "50 percent", "33 percent"),
        ("en", "Complaints went from 84 in 2021 to 252 in 2022. Put simply, they {}.", "tripled", "quadrupled"),
        ("en", "In 2022 the fund helped 1,240 families; last year it was 930. The decline of {} worries the trustees.",
         "a quarter", "a third"),
        ("es", "El call center atendió 90 casos en 2021 y 135 en 2022. En doce meses la demanda aumentó {}.",
         "50 por ciento", "33.3 por ciento"),
        ("es", "En Sinaloa se contaron 876 víctimas en los primeros seis meses de 2017; en los de 2018, 594. La "
         "violencia letal {}.", "retrocedió casi un tercio", "avanzó casi un tercio"),
        ("es", "Chihuahua registró 67 víctimas de secuestro en 2022; para 2023 eran 181, {}.",
         "casi el triple", "casi el quíntuple"),
        ("pt", "Um estudo dá a medida: 10.230 roubos de carga em 2017, quando em 2015 tinham sido 5.400. Em dois anos, "
         "o crescimento chega a {}.", "89,4 por cento", "47,2 por cento"),
        # a fraction of the earlier count
        ("en", "The shelter took in 310 people in 2022, against 620 in 2021: {}.", "half", "less than a third"),
        ("es", "Las víctimas de homicidio doloso en la ciudad sumaron 125 en 2018, cuando en 2017 habían sido 285: {}.",
         "menos de la mitad", "menos de una tercera parte"),
        # a step without a direction
        ("en", "Satisfaction stood at 42 percent in 2021 and at 54 percent in 2023. That is an improvement of {}.",
         "12 points", "12 percent"),
        ("pt", "Desta vez, 66% disseram sentir-se inseguros; em agosto de 2022 eram 74%. A melhora é de {}.",
         "oito pontos percentuais", "oito por cento"),
        ("es", "Hubo 300 denuncias en mayo y 240 en junio. La mejora fue de {}.", "20 por ciento", "25 por ciento"),
        # a gain in what it led to
        ("es", "La aduana decomisó 1,200 armas en 2020 y 900 en 2021. La caída, de 300 piezas, equivale a {}.",
         "25 por ciento", "33.3 por ciento"),
        ("pt", "Em 2021 o abrigo recebeu 150 pessoas e, em 2022, 210. O aumento, de 60, corresponde a {}.",
         "40 por cento", "28,6 por cento"),
        # averages
        ("en", "The guards reported 730 alarms in 2023. On average this comes to {}.", "two a day", "three a day"),
        ("es", "Fueron 3,635 tomas ilegales en 2014 en México, y en los primeros siete meses de 2017 ya se acumulaban "
         "5,789. Es decir, los ductos fueron picados a razón de {} entre enero y julio.",
         "827 veces al mes", "965 veces al mes"),
    ],
)  # fmt: skip
def test_what_is_told_behind_its_counts_is_held_to_them(
    workspace: Workspace, language: str, text: str, right: str, wrong: str
) -> None:
    assert accused(workspace, language, text.format(right)) == []
    assert len(accused(workspace, language, text.format(wrong))) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Complaints went from 84 in 2021 to 252 in 2022. Arrests, meanwhile, quadrupled."),
        ("en", "Homicides fell from 876 in 2017 to 594 in 2018. Robberies of homes rose by almost a third."),
        ("en", "Homicides fell from 876 in 2017 to 594 in 2018. In the capital they rose by a third."),
        ("en", "That is the count for 2019: 34,582, against 33,743 in 2018. The government prefers another comparison: "
         "the year before, growth was 16.9 percent."),
        ("en", "Satisfaction stood at 42 percent in 2021 and at 54 percent in 2023. The margin of error is 12 "
     "percent."),
        ("en", "The guards reported 730 alarms in 2023. A patrol costs three a day."),
        ("es", "Nosotros: 29 siniestros en 2018, 24 en 2017; 21% más en número, 6% menos en monto."),
        ("es", "La plantilla pasó de 40 a 60 guardias entre 2021 y 2023. El gasto, en cambio, se duplicó."),
        ("pt", "Em 2021 o abrigo recebeu 150 pessoas e, em 2022, 210. As mulheres, 60, são 28,6 por cento das "
     "pessoas."),
    ],
)  # fmt: skip
def test_what_is_told_of_something_else_is_let_be(workspace: Workspace, language: str, text: str) -> None:
    assert accused(workspace, language, text) == []


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en", "Fewer women used the line in 2022, 480, than in 2021, 512.",
         "More women used the line in 2022, 480, than in 2021, 512."),
        ("en", "We recorded fewer incidents in March, with 31, than in February, with 44.",
         "We recorded more incidents in March, with 31, than in February, with 44."),
        ("es", "El Secretariado Ejecutivo documentó menos víctimas de feminicidio en 2023, con 850, que en 2022, con "
     "980.",
         "El Secretariado Ejecutivo documentó más víctimas de feminicidio en 2023, con 850, que en 2022, con 980."),
        ("es", "Registramos más robos en 2023, con 61, que asaltos en 2022, con 80.",
         "Registramos menos robos en 2023, con 61, que en 2022, con 48."),
        ("pt", "Houve mais chamadas em 2023, com 310, do que em 2022, com 290.",
         "Houve menos chamadas em 2023, com 310, do que em 2022, com 290."),
    ],
)  # fmt: skip
def test_more_than_then_is_held_to_both_counts(
    workspace: Workspace, language: str, right: str, wrong: str
) -> None:
    assert accused(workspace, language, right) == []
    assert len(accused(workspace, language, wrong)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # a gain and its base, told with what they led to
        ("es", "El registro de México tiene hoy 131,654 personas. En mayo de 2023 la cuenta iba en 107,327; desde "
     "entonces "
         "se agregaron 24,327, con lo cual el padrón engordó 22.7 por ciento."),
        # two counts of the next sentence, of something else
        ("pt", "A redução mais recente foi de 18,3% e coincide com a pandemia. Em março e abril, a central atendeu 14 "
         "chamados, contra 9 no mesmo bimestre do ano passado."),
    ],
)  # fmt: skip
def test_a_change_of_other_counts_is_let_be(workspace: Workspace, language: str, text: str) -> None:
    assert accused(workspace, language, text) == []
