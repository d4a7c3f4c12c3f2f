"""Figures told sentences away from the counts that they follow from, wrong and right: changes, multiples, averages …"""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

# a text with a gap, what makes it wrong, what makes it right
CHANGES = [
    ("en", "Depots logged 240 thefts in 2022. In 2023 they logged 312. The guards were paid more. She never fails to "
     "mention the {} percent rise.", "23", "30"),
    ("en", "Claims came to 8.4 million dollars in 2023, down from 11.2 million in 2022. The broker puts the {} percent "
     "saving down to new locks.", "33", "25"),
    ("en", "The yard had 1,741 thefts in its first year. The next year ended with 1,403. The manager likes the {} "
     "percent drop.", "24", "19"),
    ("es", "En 2022 hubo 240 robos en los patios. En 2023 hubo 312. El seguro subió. Los socios calculan un aumento "
     "de {} por ciento y piden rondas.", "23", "30"),
    ("es", "En el primer año hubo 1,741 robos. El siguiente terminó con 1,403. El gerente presume esa baja de {} por "
     "ciento.", "24", "19"),
    ("es", "Correos falsos en mayo de 2023: 1,530. En abril de 2023: 1,224. Es decir, subimos {} por ciento en un mes.",
     "20", "25"),
    ("pt", "Em 2022 houve 240 roubos nos pátios. Em 2023 houve 312. O seguro subiu. Os sócios falam em um aumento de "
     "{}% e pedem rondas.", "23", "30"),
    ("pt", "No primeiro ano houve 1.741 roubos. O seguinte terminou com 1.403. O gerente exibe essa queda de {}%.",
     "24", "19"),
]  # fmt: skip

TIMES = [
    ("en", "The team found 1,064 holes in 2017. In 2018 it found 2,121, {} times as many, and two of them leaked.",
     "almost three", "almost two"),
    ("en", "One yard reported 22 thefts last year. The other reported 66 thefts, {} times as many.", "five", "three"),
    ("en", "The line took 310 calls in February 2024 and 930 in March 2024. Operators put the {} increase down to a "
     "spot.", "fourfold", "threefold"),
    ("en", "In 2023 we took in 1,180 people. In 2019 it had been 392. Demand has {} in four years.", "quadrupled",
     "tripled"),
    ("en", "Complaints:\n2021: 140\n2022: 210\n2023: 290\nThe number has more than {} in two years.", "tripled",
     "doubled"),
    ("es", "La línea recibió 240 llamadas en febrero de 2024 y 720 en marzo de 2024, el {}.", "doble", "triple"),
    ("es", "En 2021 contamos 16 ataques. En 2023 contamos 49, el {}, y dos terminaron en apagón.", "cuádruple",
     "triple"),
    ("es", "En 2023 pidieron lugar 1,180 personas. En 2019 habían sido 392. La demanda se {} en cuatro años.",
     "cuadruplicó", "triplicó"),
    ("pt", "A linha recebeu 240 ligações em fevereiro de 2024 e 720 em março de 2024, o {}.", "dobro", "triplo"),
    ("pt", "Queixas:\n2021: 140\n2022: 210\n2023: 290\nO número {} em dois anos.", "triplicou", "dobrou"),
]  # fmt: skip

NEXT = [
    ("en", "Fraud reports have {} in three years. The bank received 1,310 in 2020 and 2,640 in 2023.", "tripled",
     "doubled"),
    ("es", "Los fraudes se {} en tres años. El banco recibió 1,310 en 2020 y 2,640 en 2023.", "triplicaron",
     "duplicaron"),
    ("en", "Vandalism at stops {} in 2023. The council counted 905 cases in 2022. In 2023 it counted 760.", "increased",
     "decreased"),
    ("pt", "O vandalismo nas paradas {} em 2023. A prefeitura contou 905 casos em 2022. Em 2023 contou 760.",
     "aumentou", "diminuiu"),
]  # fmt: skip

RATES = [
    ("en", "The district has 240,000 inhabitants. In 2023 it saw 36 fires, {} per 100,000 inhabitants.", "25", "15"),
    ("es", "El municipio tiene 240 mil habitantes. En 2023 hubo 36 incendios, {} por cada 100 mil habitantes.", "25",
     "15"),
    ("pt", "O município tem 240 mil habitantes. Em 2023 houve 36 incêndios, {} por 100 mil habitantes.", "25", "15"),
    ("en", "With some 757,000 inhabitants it had 891 fires in 2023: {} per 100,000 inhabitants. The other had 34 "
     "fires.", "181", "118"),
]  # fmt: skip

AVERAGES = [
    ("en", "The team recovered 276 lorries in 2023. The monthly average was {}. The best month was October.", "32",
     "23"),
    ("es", "El equipo recuperó 276 camiones en 2023. El promedio mensual fue de {}. Octubre fue el mejor mes.", "32",
     "23"),
    ("pt", "A equipe recuperou 276 caminhões em 2023. A média mensal foi de {}. Outubro foi o melhor mês.", "32", "23"),
    ("en", "They got 2,589 thefts in 2023, by their own files. That is {} a month on average.", "261", "216"),
    ("en", "The firm lost 31 laptops. New ones cost 46,500 dollars, an average of {} dollars each.", "1,800", "1,500"),
    ("en", "Fourteen branches took part. They needed 182 minutes in all, {} minutes per branch on average.", "17",
     "13"),
    ("es", "Participaron catorce sucursales. Tardaron 182 minutos en conjunto, {} minutos por sucursal en promedio.",
     "17", "13"),
    ("pt", "Catorze agências participaram. Juntas levaram 182 minutos, {} minutos por agência em média.", "17", "13"),
    ("es", "En las 4 semanas de abril la línea tuvo 252 llamadas, {} por semana.", "73", "63"),
]  # fmt: skip

SHARES = [
    ("en", "Of the 460 files opened in 2023, 299 concern women. Men account for 161. In other words, women are {} "
     "percent of those who come.", "75", "65"),
    ("es", "De los 460 expedientes de 2023, 299 son de mujeres. Los hombres suman 161. Dicho de otro modo, ellas son "
     "{} por ciento de quienes llegan.", "75", "65"),
    ("pt", "Dos 460 casos de 2023, 299 são de mulheres. Os homens somam 161. Em outras palavras, elas são {}% dos que "
     "chegam.", "75", "65"),
    ("en", "There were 96 fires last year. Experts found that 24 were arson. One in {} was set on purpose, then, and "
     "we took note.", "two", "four"),
    ("es", "Hubo 96 incendios el año pasado. Los peritos vieron que 24 fueron provocados. Uno de cada {} fue "
     "intencional, entonces.", "dos", "cuatro"),
    ("en", "We inspected 340 sites and failed 51. The failure rate of {} percent is the lowest so far.", "25", "15"),
    ("es", "Revisamos 340 sitios y reprobamos 51. La tasa de reprobación, de {} por ciento, es la más baja.", "25",
     "15"),
    ("pt", "Vistoriamos 340 locais e reprovamos 51. A taxa de reprovação, de {}%, é a mais baixa.", "25", "15"),
    ("en", "Of the 152 dead, 48 were candidates, nearly one in {}.", "two", "three"),
    ("en", "Use of stolen cars, according to 200 files: parts 46 percent, resale {} percent, other crimes 20 percent.",
     "44", "34"),
]  # fmt: skip

DIRECTIONS = [
    ("en", "Assaults on drivers {} last year. The operator recorded 318 in 2022. In 2023 it recorded 274.", "rose",
     "fell"),
    ("es", "Las agresiones a choferes {} el año pasado. La empresa registró 318 en 2022. En 2023 registró 274.",
     "subieron", "bajaron"),
    ("pt", "As agressões a motoristas {} no ano passado. A empresa registrou 318 em 2022. Em 2023 registrou 274.",
     "aumentaram", "caíram"),
    ("en", "There were 129 metal thefts in 2022. The number has since {} to 97.", "increased", "declined"),
    ("es", "En 2022 hubo 129 robos de metal. Desde entonces la cifra ha {} a 97.", "subido", "bajado"),
    ("pt", "Em 2022 foram 129 furtos de metal. Desde então o número {} para 97.", "subiu", "caiu"),
    ("es", "El gasto en guardias {} otra vez: 26 millones de pesos en 2022, 29 millones en 2023.", "disminuyó",
     "creció"),
    ("pt", "O gasto com guardas {} de novo: 26 milhões de reais em 2022, 29 milhões em 2023.", "diminuiu", "cresceu"),
]  # fmt: skip

INNOCENT = [
    # another base, another time, another group
    ("en", "The line took 240 calls in February and 720 in March, twice as many as the operators can answer."),
    ("es", "La línea recibió 240 llamadas en febrero y 720 en marzo, el doble de las que puede atender."),
    ("pt", "A linha recebeu 240 ligações em fevereiro e 720 em março, o dobro do que consegue atender."),
    ("en", "The north had 240 thefts in March. The south had 130, twice the number of a year ago, and it worries us."),
    ("es", "El norte tuvo 240 robos en marzo. El sur tuvo 130, el doble que hace un año, y preocupa."),
    ("pt", "O norte teve 240 roubos em março. O sul teve 130, o dobro de um ano atrás, e preocupa."),
    ("en", "The shelter has 60 beds. In 2023 it took in 180 women, twice as many, the director says, as in 2019."),
    ("en", "Guards found 16 holes in 2021 and 49 in 2023. The fence is now four times as long."),
    ("en", "On Monday 400 trucks came. On Tuesday 950 did, roughly double, and on Wednesday 1,400."),
    # changes that are decided, or of something else that they name
    ("en", "Depots logged 240 thefts in 2022 and 312 in 2023. The board approved the 20 percent increase."),
    ("es", "Hubo 240 robos en 2022 y 312 en 2023. El consejo aprobó el aumento de 20 por ciento."),
    ("pt", "Houve 240 roubos em 2022 e 312 em 2023. O conselho aprovou o aumento de 20%."),
    ("en", "Depots logged 240 thefts in 2022. In 2023 they logged 312. The 20 percent rise in premiums hurts."),
    ("es", "Hubo 240 robos en 2022. En 2023 hubo 312. El alza de 20 por ciento en las primas duele."),
    ("pt", "Houve 240 roubos em 2022. Em 2023 houve 312. A alta de 20% nos prêmios dói."),
    ("en", "Depots logged 240 thefts in 2022. In 2023 they logged 312. The commissioner speaks of a 15 percent rise, "
     "since he counts shops too."),
    # averages and shares of some of those told, or over something else
    ("en", "The firm lost 31 laptops and paid 46,500 dollars for new ones. Repairs cost 900 dollars each on average."),
    ("en", "The team recovered 276 lorries in 2023. The monthly average of 40 in the capital is far above that."),
    ("pt", "A equipe recuperou 276 veículos em 2023. A média mensal de 40 da capital fica bem acima."),
    ("es", "Las 14 sucursales gastaron 2.8 millones de pesos. En las grandes el gasto fue de 350 mil pesos por "
     "sucursal en promedio."),
    ("en", "In the 4 weeks of February the line took 180 calls, 45 a week."),
    ("en", "Of the 460 files, 299 concern women. In other words, the office needs 20 percent more lawyers."),
    ("pt", "Dos 460 casos, 299 são de mulheres. Ou seja, 30% delas têm menos de vinte anos."),
    ("en", "We inspected 340 sites and failed 51. The failure rate of 25 percent among small sites worries us."),
    ("es", "De 96 incendios, 24 fueron provocados. Uno de cada tres detenidos, entonces, confesó."),
    ("en", "Of the 300 trucks checked, 90 had no seal. So 10 percent of the drivers were sent home."),
    # directions of something else, or denied
    ("en", "There were 811 cases in 2023, against 724 in 2022. So yes, up, and by 12 percent."),
    ("es", "Los casos, que en 2022 eran 2 mil 853, han crecido desde entonces en cuatro."),
    ("en", "Thefts fell nationwide last year. Our depots logged 240 in 2022. In 2023 they logged 312."),
    ("es", "Los robos bajaron en el país. Nuestras bodegas reportaron 240 en 2022. En 2023 reportaron 312."),
    ("pt", "As agressões caíram no setor. A nossa empresa registrou 240 em 2022. Em 2023 registrou 312."),
    ("en", "Assaults on drivers did not fall last year. The operator recorded 274 in 2022. In 2023 it recorded 318."),
    ("en", "Costs rose last year. The yard had 318 thefts in 2022. In 2023 it had 274."),
    ("es", "El seguro subió. La flota tuvo 318 robos en 2022. En 2023 tuvo 274."),
    ("en", "There were 129 thefts in 2022. Copper prices have since risen to 97 dollars a coil."),
    ("en", "Fraud reports have tripled in five years. The bank received 1,310 in 2020 and 2,640 in 2023."),
    ("en", "Fraud reports have tripled in three years. The bank hired 13 people in 2020 and 26 people in 2023."),
    # people of a wider place
    ("en", "The region has 1.2 million inhabitants. Its capital counted 36 fires last year, 9 per 100,000."),
    ("es", "El municipio tiene 510 mil habitantes. En la zona metropolitana hubo 180 incendios, 9 por cada 100 mil "
     "habitantes."),
]  # fmt: skip


def found(workspace, language, text):
    """The errors that the audit finds in the sums of a text."""
    day = date(2024, 6, 20)
    claims = audit(
        from_text(text, language, day),
        workspace.context("2026-11-01"),
        workspace.context(day.isoformat()),
    ).claims
    return {done.error for claim in claims for done in claim.arithmetic if not done.holds}


@pytest.mark.parametrize("pairs", [CHANGES, TIMES, NEXT, RATES, AVERAGES, SHARES, DIRECTIONS])
def test_a_figure_told_apart_is_named_where_it_is_wrong_and_let_be_where_it_is_right(workspace, pairs):
    for language, text, wrong, right in pairs:
        assert found(workspace, language, text.format(wrong)), text
        assert not found(workspace, language, text.format(right)), text


def test_what_is_compared_with_something_else_or_decided_is_let_be(workspace):
    for language, text in INNOCENT:
        assert not found(workspace, language, text), text
