"""Errors in made-up texts beside the same sentences told right: totals that words announce, multiples, numbers "
         "told in
turn, averages of spans, counts pointed back at; and what looks like such an error and is none.
"""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

# a text with a gap, what makes it wrong, what makes it right
TEXTS = {
    "parts-do-not-add-up": [
        ("en", "Officers detained 128 people, 97 men and {} women.", "41", "31"),
        ("es", "La policía detuvo a 128 personas: 97 hombres y {} mujeres.", "41", "31"),
        ("pt", "A polícia deteve 128 pessoas: 97 homens e {} mulheres.", "41", "31"),
        ("en", "Attacks on our depots: north 12, centre 9, south 7. Total: {}.", "30", "28"),
        ("es", "Ataques a nuestras bodegas: norte 12, centro 9, sur 7. Total: {}.", "30", "28"),
        ("pt", "Ataques a nossos depósitos: norte 12, centro 9, sul 7. Total: {}.", "30", "28"),
        ("en", "In the campaign 152 were killed, 48 of them candidates; the other {} held office.", "114", "104"),
        ("es", "Mataron a 152 políticos, 48 de ellos candidatos; los otros {} tenían un cargo.", "114", "104"),
        ("pt", "Mataram 152 políticos, 48 deles candidatos; os outros {} tinham um cargo.", "114", "104"),
        ("en", "Thefts and robberies together came to {} files in 2023 – 29,705 and 850.", "30,855", "30,555"),
        ("es", "Sumados, robos y hurtos dejaron {} carpetas en 2023: 705 y 850, respectivamente.", "1,655", "1,555"),
        ("pt", "Somados, roubos e furtos deram {} inquéritos em 2023: 705 e 850, respectivamente.", "1.655", "1.555"),
        ("en", "Thirty-seven graves were opened in spring and 25 in autumn. The {} graves held at least 180 bodies.",
         "72", "62"),
        ("es", "Se abrieron 37 fosas en mayo y 25 en junio. Las {} fosas están en dos municipios.", "72", "62"),
        ("pt", "Abriram-se 37 covas em maio e 25 em junho. As {} covas ficam em dois municípios.", "72", "62"),
        ("en", "There were 57 attacks on our fleet in 2023: 21 in the first half of the year and {} in the second.",
         "46", "36"),
        ("es", "Hubo 57 ataques a nuestra flota en 2023: 21 en el primer semestre y {} en el segundo.", "46", "36"),
        ("pt", "Houve 57 ataques à nossa frota em 2023: 21 no primeiro semestre e {} no segundo.", "46", "36"),
        ("es", "De los 811 robos, 181 fueron en Alder, 84 en Birch y 69 en Cedar; los otros {} se reparten entre 28 "
         "distritos.", "467", "477"),
        ("en", "Thefts (29,705), hold-ups (850) and frauds (811) add up to {} files.", "32,366", "31,366"),
        ("en", "Seven officers were killed and 16 wounded in the ambush, {} casualties in all.", "33", "23"),
        ("es", "Siete agentes murieron y 16 quedaron heridos en la emboscada, {} bajas en total.", "33", "23"),
        ("en", "We closed 24 sites in 2022 and 31 in 2023, which brings the two-year total to {}.", "65", "55"),
        ("en", "There were 310, 295 and 340 robberies, {} in the quarter as a whole.", "985", "945"),
        ("en", "The 116 kidnappings of foreign citizens fall into three groups: 81 for ransom, 25 virtual ones "
         "and {} "
         "without any demand.", "20", "10"),
    ],
    "times-more": [
        ("en", "There were 300 attacks in the north and 100 in the south: the north had three times {} attacks.",
         "more", "as many"),
        ("en", "The firm counted 20,746 thefts, the state only 9,179, which makes the private figure 2.26 times "
         "{} the "
         "official one.", "higher than", "as high as"),
        ("es", "Se hallaron 3,493 tomas, que son {} que las 1,721 de un año antes.", "2.03 veces más", "103 por "
         "ciento más"),
        ("en", "Files doubled between 2021 and 2023, from 150 to 300, a {} percent increase.", "200", "100"),
        ("es", "Las denuncias se triplicaron: 40 al mes en 2020 y 120 en 2023, un {}% más.", "300", "200"),
        ("pt", "As denúncias triplicaram: 40 por mês em 2020 e 120 em 2023, alta de {}%.", "300", "200"),
        ("en", "From 40 a month in 2020, complaints have risen to 120 a month: an increase of {} "
         "percent.", "300", "200"),
    ],
    "change-on-later-value": [
        ("es", "Los robos bajaron en la ciudad {}% de mayo a junio, de 50 a 40, pero el año fue malo.", "25", "20"),
        ("pt", "Os roubos caíram na cidade {}% de maio a junho, de 50 para 40, mas o semestre foi ruim.", "25", "20"),
        ("en", "For the country as a whole the leap from 10,363 to 14,894 amounts to {} percent.", "30.4", "43.7"),
        ("es", "El salto de 10,363 a 14,894 equivale a un {} por ciento.", "30.4", "43.7"),
        ("pt", "O salto de 10.363 para 14.894 equivale a {} por cento.", "30,4", "43,7"),
        ("en", "Burglaries went up from 64 to 80 in May. Before anybody asks, that's {}% more.", "20", "25"),
        ("en", "There were 11,039 files in 2022. In 2020 there had been 8,380; the increase, as we reckon it, is "
         "one of {} percent.", "24.1", "31.7"),
        ("en", "Complaints rose {} percent, to 400, the ministry announced. In the same quarter of last year it had "
         "received 300.", "25", "33"),
        ("es", "Las denuncias subieron {} por ciento, a 400. En el mismo trimestre del año pasado fueron "
         "300.", "25", "33"),
        ("pt", "As denúncias subiram {} por cento, para 400. No mesmo trimestre do ano passado foram "
         "300.", "25", "33"),
    ],
    "rise-told-as-fall": [
        ("en", "{} people were robbed in 2023 than in 2022: 811 against 724.", "Fewer", "More"),
        ("es", "{} personas fueron asaltadas en 2023 que en 2022: 811 frente a 724.", "Menos", "Más"),
        ("pt", "{} pessoas foram assaltadas em 2023 do que em 2022: 811 contra 724.", "Menos", "Mais"),
        ("en", "In 2014 there were 404 cases, in 2015 there were 338, in 2016 there were 457 and in 2017 there "
         "were 548. From 2016 to 2017 there was thus "
         "{} of 19.9 percent.", "a fall", "a rise"),
        ("es", "En 2014 hubo 404 casos; en 2015, 338; en 2016, 457, y en 2017, 548. De 2016 a 2017, pues, hubo {} de "
         "19.9 por ciento.", "una baja", "un aumento"),
    ],
    "wrong-average": [
        ("en", "The list gained 3,690 names between 1 January 2023 and 31 December 2023, roughly {} every day.",
         "15", "ten"),
        ("en", "850 women were killed in 2023. Put differently, a woman is killed every {} hours.", "8", "10"),
        ("es", "¿Qué significan 850 feminicidios en un año? Que cada {} horas se mata a una "
         "mujer.", "cuatro", "diez"),
        ("pt", "O que significam 850 feminicídios num ano? Que a cada {} horas uma mulher é morta.", "quatro", "dez"),
        ("en", "In the first quarter of 2023 there were 270 hold-ups. That works out at {} a month.", "120", "90"),
        ("es", "Extorsión: 10,974 víctimas en 2023 (promedio diario: {}).", "40", "30"),
        ("pt", "Extorsão: 10.974 vítimas em 2023 (média diária: {}).", "40", "30"),
    ],
    "rank-against-list": [
        ("en", "Among the five ports, the one with the highest number of thefts is {} (Alder 96, Birch 71, Cedar "
         "64, Dale "
         "58, Elm 22).", "Dale", "Alder"),
        ("es", "De los cinco puertos, el que más robos tuvo fue {}: Alder registró 96, Birch 71, Cedar 64, Dale "
         "58 y Elm "
         "22.", "Dale", "Alder"),
        ("pt", "Dos cinco portos, o que mais roubos teve foi {}: Alder registrou 96, Birch 71, Cedar 64, Dale 58 "
         "e Elm 22.",
         "Dale", "Alder"),
        ("es", "Las más se hallaron en Alder (1,636), luego en {} y Cedar (1,219).", "Birch (1,350), Dale (1,486)",
         "Dale (1,486), Birch (1,350)"),
    ],
    "total-differs": [
        ("en", "The board documented 38 killings of reporters. It asked for a prosecutor of its own. In its "
         "view, none of "
         "these {} killings has been looked into.", "36", "38"),
        ("es", "La comisión documentó 38 asesinatos. Pidió una fiscalía propia. A su juicio, ninguno de esos {} "
         "asesinatos "
         "se ha investigado.", "36", "38"),
        ("pt", "A comissão documentou 38 assassinatos. Pediu uma promotoria. A seu ver, nenhum desses {} "
         "assassinatos foi "
         "investigado.", "36", "38"),
        ("en", "Hold-ups of lorries came to 9,179 in 2023. Of the {} hold-ups, the hauliers say, fewer than one "
         "in ten led "
         "to an arrest.", "9,719", "9,179"),
    ],
}  # fmt: skip

INNOCENT = [
    ("en", "We had 128 visitors, 97 men from abroad and 41 women among our own staff."),
    ("en", "The police seized 38 guns in May and 25 in June. The 412 guns of the year are to be destroyed."),
    ("en", "Of the firms, 62 percent had been robbed, 48 percent extorted and 21 percent both."),
    ("pt", "62 por cento das empresas sofreram um roubo, 48 por cento uma extorsão e 21 por cento as duas coisas."),
    ("es", "En 2023 hubo tres veces más robos en el norte que en el sur: 181 contra 61."),
    ("en", "There were 412 burglaries in Springfield. The 421 burglaries in Shelbyville were blamed on one gang."),
    ("en", "The board documented 38 killings. In its view, none of these 36 killings that fall into its mandate "
         "was solved."),
    ("en", "Victims numbered 15,973 in the half year. The 15,937 victims of the half-year before were others."),
    ("en", "The port with the most thefts is Dale, in a year of many (Alder had 96 arrests, Birch 71, Dale 58)."),
    ("es", "Se abrieron 37 fosas en mayo y 25 en junio. Las 90 fosas abiertas desde 2019 están en dos municipios."),
    ("es", "Con 841 casos, Alder es el cuarto distrito, después de Birch (4,199), Cedar (988) y Dale (912)."),
    ("pt", "Com 841 casos, Alder é o quarto distrito, depois de Birch (4.199), Cedar (988) e Dale (912)."),
    ("en", "There were 57 attacks in 2023: 21 in the first half of the year and 12 in the second quarter alone."),
    ("en", "What do 850 cases a year mean? That every day counts, and every 8 hours a meeting is held."),
]  # fmt: skip


@pytest.fixture(scope="module")
def errors(workspace):
    """Names of the errors that an audit finds in a text."""
    now = workspace.context("2026-11-01")

    def found(language, text):
        claims = audit(from_text(text, language, date(2023, 11, 20)), now, now).claims
        return {done.error for claim in claims for done in claim.arithmetic if not done.holds}

    return found


@pytest.mark.parametrize("error", TEXTS)
def test_a_wrong_sum_is_named_and_the_right_one_is_not_blamed(errors, error):
    told = [
        (language, text.format(n), n == wrong)
        for language, text, wrong, right in TEXTS[error]
        for n in (wrong, right)
    ]
    found = [(text, errors(language, text)) for language, text, _ in told]
    assert found == [(text, {error} if is_wrong else set()) for _, text, is_wrong in told]


def test_what_looks_like_an_error_and_is_none_is_left_alone(errors):
    assert [(text, errors(language, text)) for language, text in INNOCENT] == [
        (text, set()) for _, text in INNOCENT
    ]
