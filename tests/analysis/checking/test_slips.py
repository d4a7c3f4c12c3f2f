"""Slips in made-up texts of which no word names the pair: changes, steps, totals and counts told again."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text


@pytest.fixture(scope="module")
def now(workspace):
    """What is known of the embedded figures."""
    return workspace.context("2026-11-01")


def errors(now, text, language):
    """Names of the errors that an audit finds in a text."""
    claims = audit(from_text(text, language, date(2023, 11, 20)), now, now).claims
    return {done.error for claim in claims for done in claim.arithmetic if not done.holds}


# a text with a gap, what makes it wrong, what makes it right, the error
SLIPS = [
    (
        "en",
        "Burglaries in the district went from 480 in 2021 to 600 in 2022, a rise of {} per cent.",
        "20",
        "25",
        "change-on-later-value",
    ),
    (
        "en",
        "In 2021 the insurers settled 480 claims. A year later the figure stood at 600, {} percent more.",
        "20",
        "25",
        "change-on-later-value",
    ),
    (
        "en",
        "The hauliers' association, which counted 1,500 hold-ups in 2020, put the number for 2022 at 1,200, a "
        "fall of {} per cent.",
        "25",
        "20",
        "change-on-later-value",
    ),
    (
        "en",
        "There were 900 attacks on lorries in 2019. By 2022, according to the same association, there were "
        "1,350. That is an increase of {} percent.",
        "33",
        "50",
        "change-on-later-value",
    ),
    ("en", "**Thefts.** 2021: 250. 2022: 400. Change: +{}%.", "37.5", "60", "change-on-later-value"),
    (
        "en",
        '"We had 1,000 files in 2021 and we have 800 today," the mayor said. "That is {} per cent fewer."',
        "25",
        "20",
        "change-on-later-value",
    ),
    (
        "en",
        "Final count for 2020: 4,000 cases. Final count for 2021: 5,000 cases. Cases therefore rose by {} per "
        "cent between the two years.",
        "20",
        "25",
        "change-on-later-value",
    ),
    (
        "es",
        "Los robos en autobuses (312 el año pasado, 390 este año) crecieron, pues, {}%.",
        "20",
        "25",
        "change-on-later-value",
    ),
    (
        "es",
        "El municipio reportó 75 homicidios en 2021. En 2022 reportó 50. El alcalde habla de una reducción de {} "
        "por ciento.",
        "50",
        "33",
        "change-on-later-value",
    ),
    (
        "pt",
        "Em 2021 as seguradoras pagaram 480 sinistros. Um ano depois foram 600, {}% a mais.",
        "20",
        "25",
        "change-on-later-value",
    ),
    (
        "en",
        "The clearance rate rose from 20 percent to 25 percent, an increase of {}.",
        "5 percent",
        "5 percentage points",
        "percent-for-percentage-points",
    ),
    (
        "en",
        "In 2021, 40 per cent of households felt unsafe; in 2022 it was 46 per cent, {} more.",
        "6 per cent",
        "six points",
        "percent-for-percentage-points",
    ),
    (
        "en",
        "In 2020, 12,000 of the 20,000 crimes were reported: 60.0%. In 2022, 13,000 of 20,000, i.e. 65.0%. So "
        "the reporting rate is up by {}.",
        "5 percent",
        "5 points",
        "percent-for-percentage-points",
    ),
    (
        "en",
        "Women made up 30 percent of the force last year, compared with 27 percent the year before, an increase "
        "of {}.",
        "3 percent",
        "3 percentage points",
        "percent-for-percentage-points",
    ),
    (
        "en",
        "One in five trucks was insured in 2019, or 20 percent; now it is 35 percent. That is {} more.",
        "15 percent",
        "15 points",
        "percent-for-percentage-points",
    ),
    (
        "es",
        "La proporción de asesinatos con arma de fuego era de 66% en 2020 y de 70% en 2022, es decir, subió {}.",
        "4%",
        "4 puntos",
        "percent-for-percentage-points",
    ),
    (
        "es",
        "Las mujeres eran el 30 por ciento de la fuerza, contra 27 por ciento del año anterior, un alza de {}.",
        "3 por ciento",
        "3 puntos porcentuales",
        "percent-for-percentage-points",
    ),
    (
        "pt",
        "A proporção de mortes por arma de fogo era de 66% em 2020 e de 70% em 2022, ou seja, subiu {}.",
        "4%",
        "4 pontos",
        "percent-for-percentage-points",
    ),
    (
        "en",
        "The fire brigade was called out 1,415 times in 2022. Costs were high. The {} calls of 2022 cost two "
        "million euros.",
        "1,451",
        "1,415",
        "total-differs",
    ),
    (
        "en",
        "The commission documented 2,418 cases in 2021. It interviewed families in nine states. All {} cases are "
        "in the annex.",
        "2,148",
        "2,418",
        "total-differs",
    ),
    (
        "en",
        "{} lorries robbed on the motorway\n\nThe association counted 1,204 robbed lorries on the motorway in "
        "2022.",
        "1,240",
        "1,204",
        "total-differs",
    ),
    (
        "en",
        "Key figure: 374 journalists were threatened in 2022.\n\nIn the chapter on the press we list all {} "
        "journalists who were threatened in 2022.",
        "347",
        "374",
        "total-differs",
    ),
    (
        "en",
        "The police seized 3,450 weapons in the first half of 2023. The general said that the {} weapons seized "
        "will be destroyed.",
        "3,540",
        "3,450",
        "total-differs",
    ),
    (
        "es",
        "La comisión documentó 2,418 casos en 2021. Entrevistó a familias en nueve estados. Los {} casos están "
        "en el anexo.",
        "2,148",
        "2,418",
        "total-differs",
    ),
    (
        "es",
        "La policía aseguró 3,450 armas en el primer semestre de 2023. El general dijo que las {} armas "
        "aseguradas serán destruidas.",
        "3,540",
        "3,450",
        "total-differs",
    ),
    (
        "es",
        'El registro tiene 5,412 desaparecidos. "Buscamos a los {}", dijo una madre.',
        "5,142",
        "5,412",
        "total-differs",
    ),
    (
        "pt",
        "A comissão documentou 2.418 casos em 2021. Entrevistou famílias em nove estados. Os {} casos estão no "
        "anexo.",
        "2.148",
        "2.418",
        "total-differs",
    ),
    (
        "pt",
        "A polícia apreendeu 3.450 armas no primeiro semestre de 2023. O general disse que as {} armas "
        "apreendidas serão destruídas.",
        "3.540",
        "3.450",
        "total-differs",
    ),
    (
        "en",
        "The mission documented 1,204 cases: 700 of torture, 404 of arbitrary arrest and {} of enforced "
        "disappearance.",
        "160",
        "100",
        "parts-do-not-add-up",
    ),
    (
        "en",
        "In total, {} people were arrested: 620 men and 380 women.",
        "1,100",
        "1,000",
        "parts-do-not-add-up",
    ),
    ("en", "620 men and 380 women were arrested, {} people in all.", "1,100", "1,000", "parts-do-not-add-up"),
    (
        "en",
        "January saw 100 thefts, February 120 and March 130. The quarter thus closed with {} thefts.",
        "370",
        "350",
        "parts-do-not-add-up",
    ),
    (
        "en",
        "Of 147,033 people reported missing, 85,396 were found. That leaves {} to be found.",
        "61,367",
        "61,637",
        "parts-do-not-add-up",
    ),
    (
        "en",
        "The police made 85 arrests, of which 40 in the city and {} in the suburbs.",
        "55",
        "45",
        "parts-do-not-add-up",
    ),
    (
        "en",
        "Nine journalists were killed in 2018 and ten in 2019, after eleven in 2017. That is {} in three years.",
        "forty",
        "thirty",
        "parts-do-not-add-up",
    ),
    (
        "es",
        "En total fueron detenidas {} personas: 620 hombres y 380 mujeres.",
        "mil 100",
        "mil",
        "parts-do-not-add-up",
    ),
    (
        "es",
        "De 147 mil 33 personas reportadas, 85 mil 396 fueron localizadas. Quedan {} por encontrar.",
        "61 mil 367",
        "61 mil 637",
        "parts-do-not-add-up",
    ),
    (
        "es",
        "La policía hizo 85 detenciones, de las cuales 40 en la ciudad y {} en los suburbios.",
        "55",
        "45",
        "parts-do-not-add-up",
    ),
    (
        "pt",
        "A missão documentou 1.204 casos: 700 de tortura, 404 de prisão arbitrária e {} de desaparecimento "
        "forçado.",
        "160",
        "100",
        "parts-do-not-add-up",
    ),
    (
        "pt",
        "Em janeiro houve 100 roubos, em fevereiro 120 e em março 130. O trimestre fechou, assim, com {} roubos.",
        "370",
        "350",
        "parts-do-not-add-up",
    ),
    (
        "pt",
        "De 147.033 pessoas registradas, 85.396 foram localizadas. Restam {} por encontrar.",
        "61.367",
        "61.637",
        "parts-do-not-add-up",
    ),
    (
        "en",
        "In 2021 the chamber counted 640 incidents. In 2022 the number {} to 720.",
        "dropped",
        "climbed",
        "rise-told-as-fall",
    ),
    (
        "es",
        "Hubo {} muertos en 2022 (812) que en 2021 (955).",
        "más",
        "menos",
        "fall-told-as-rise",
    ),
    (
        "pt",
        "| Região | Participação no total |\n|---|---:|\n| Norte | 44% |\n| Centro | 33% |\n| Sul | {}% |",
        "43",
        "23",
        "share-over-100",
    ),
]


@pytest.mark.parametrize(("language", "text", "wrong", "right", "error"), SLIPS)
def test_a_slip_is_named_and_the_right_figure_is_not_blamed(language, text, wrong, right, error, now):
    assert errors(now, text.format(wrong), language) == {error}
    assert errors(now, text.format(right), language) == set()


# figures that fit an error by accident, and are of something else
INNOCENT = [
    ("en", "Robberies went from 200 in 2021 to 300 in 2022. In the capital alone they rose by 33 percent."),
    (
        "en",
        "The number of cases rose from 200 to 300. The government's target was a rise of no more than 33 "
        "percent.",
    ),
    ("en", "In 2021 there were 480 claims, in 2022 there were 600. Premiums were 20 percent higher."),
    ("en", "Turnout rose from 60% to 65%. Spending on the election grew by 5%."),
    (
        "en",
        "In 2021, 40 per cent of households felt unsafe; in 2022 it was 46 per cent. Crime itself rose 6 per "
        "cent.",
    ),
    (
        "en",
        "Between 2015 and 2016, homicides rose by 20 percent; in 2021 there were 480 and in 2022 there were 600.",
    ),
    ("en", "Sales fell from 120 to 60 million, a fall of 50 percent; profits fell by 100 percent."),
    ("en", "In 2021 we counted 823 attacks. The 832 attacks counted in 2022 closed 40 clinics."),
    ("en", "There were 590 displaced families. The 540 families who came back live in tents."),
    ("en", "The police counted 2,418 cases; according to the NGO there were 2,148 cases."),
    (
        "en",
        "The first report said that 450 families were displaced. The revised report says that 540 families were "
        "displaced.",
    ),
    (
        "en",
        "The paper said 1,451 lorries were robbed. In fact, the 1,415 lorries robbed were all counted twice.",
    ),
    ("en", "In the north 214 houses burned. In the south 241 houses burned."),
    ("en", "1,204 people were arrested in May. In June, 1,240 people were arrested."),
    ("en", "In total, 1,000 people were arrested, among them 620 men and 80 women with children."),
    ("en", "The police made 85 arrests, of which 60 for drugs and 45 at night."),
    ("en", "January saw 100 thefts, February 120 and March 130. In all, 900 thefts are still unsolved."),
    (
        "en",
        "Of 147,033 people reported missing, 85,396 were found. That leaves 1,300 families in this town without "
        "an answer.",
    ),
    ("en", "Kidnappings fell, but extortion rose: 318 in the first half, 402 in the second."),
    ("en", "The country had 33,341 murders in 2018. In the first half of 2019, 95 people were killed a day."),
    ("en", "At 75 per 100,000 the rate is three times the national average; the capital has 25 prisons."),
    ("en", "The budget grew from 200 to 300 million, and the force by 33 percent."),
    ("en", "Homicides went down from 400 to 300. A drop of 33 percent had been promised."),
    ("en", "In 2021, 60% of 12,000 crimes were reported. In 2022, 65% were. Crimes rose by 5%."),
    ("en", "The chance of being robbed was 20% in 2021 and 25% in 2022; prices rose 5%."),
    ("en", "Unemployment fell from 8% to 6%. Wages fell by 2%."),
    ("en", "The towns were, from west to east in that order, Tijuana (67), Juárez (281) and Acapulco (190)."),
    ("en", "Kidnappings fell to 60 in 2022 from 120 a year earlier; arrests rose by 100 percent."),
    ("es", "En 2021 hubo 480 siniestros y en 2022 600. Las primas fueron 20 por ciento más caras."),
    ("es", "En 2021 contamos 823 agresiones. Las 832 agresiones contadas en 2022 cerraron 40 clínicas."),
    ("es", "En el norte se quemaron 214 casas. En el sur se quemaron 241 casas."),
    ("es", "La policía hizo 85 detenciones, de las cuales 60 por drogas y 45 de noche."),
    (
        "es",
        "Tras los ataques en Puebla (812) y Jalisco (705) llegó el ejército a Veracruz, con 760 soldados.",
    ),
    ("es", "Hubo menos homicidios en 2022 que en 2021, y más feminicidios: 64 contra 51."),
    (
        "es",
        "| Estado | Proporción de homicidios con arma de fuego |\n|---|---:|\n| Norte | 64% |\n| Centro | 53% "
        "|\n| Sur | 43% |",
    ),
    ("es", "Por contar febrero con tres días menos, su promedio (99.9) es superior al de enero (92.0)."),
    ("es", "El crecimiento fue de 5% en 2021 y de 8% en 2022. En 2023 la economía creció 3%."),
    ("es", "Los secuestros bajaron de 400 a 300. Se había prometido una baja de 33 por ciento."),
    ("es", "El presupuesto creció de 200 a 300 millones y la fuerza 33 por ciento."),
    ("pt", "A participação subiu de 60% para 65%. O gasto eleitoral cresceu 5%."),
    (
        "pt",
        "O primeiro relatório disse que 450 famílias foram deslocadas. O relatório revisado diz que 540 famílias "
        "foram deslocadas.",
    ),
    ("pt", "Puebla teve 812 casos, Jalisco 705 e Veracruz 640. Veracruz teve o maior número de condenações."),
    ("pt", "Houve menos homicídios em 2022 do que em 2021, e mais feminicídios: 64 contra 51."),
    ("pt", "Um terço das vítimas eram mulheres, 40% tinham menos de 30 anos e 37% eram migrantes."),
    ("pt", "Os sequestros caíram de 400 para 300. Prometia-se uma queda de 33%."),
    ("en", "Of the robberies, 45 percent were in the north, 38 percent at night and 40 percent in towns."),
    ("en", "At night 45 percent of robberies took place, in the north 38 percent and in towns 40 percent."),
    (
        "es",
        "De los robos, 45 por ciento fue en el norte, 38 por ciento de noche y 40 por ciento en ciudades.",
    ),
    ("pt", "Dos roubos, 45 por cento foram no norte, 38 por cento à noite e 40 por cento nas cidades."),
    ("en", "There were fewer homicides in 2022 than in 2021, and more femicides: 64 against 51."),
    ("en", "In 2021 the chamber counted 640 incidents. In 2022 the number in the north dropped to 720."),
    (
        "es",
        "| Estado | Proporción de homicidios con arma de fuego |\n|---|---:|\n| Norte | 64% |\n| Sur | 43% |",
    ),
]


@pytest.mark.parametrize(("language", "text"), INNOCENT)
def test_what_is_of_something_else_is_not_blamed(language, text, now):
    assert errors(now, text, language) == set()
