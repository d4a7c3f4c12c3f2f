"""Totals and rests told across sentences and lists: wrong twins are blamed, right ones and likenesses not."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

# language, a text with a gap, what makes it wrong, what makes it right
TEXTS = {
    "as many as were counted": [
        ("en", "The clinic in the centre treated 214 patients, the one in the south 178 and the one by the port 95. "
         "Between them the three clinics treated {} patients.", "497", "487"),
        ("es", "La clínica del centro atendió a 214 pacientes, la del sur a 178 y la del puerto a 95. Entre las tres "
         "atendieron a {} pacientes.", "497", "487"),
        ("pt", "A clínica do centro atendeu 214 pacientes, a do sul 178 e a do porto 95. Juntas, as três clínicas "
         "atenderam {} pacientes.", "497", "487"),
        ("en", "Alarms in May:\n- Gate: 118\n- Rail yard: 41\n- Cold store: 27\nTotal of the three sites: {}\n",
         "196", "186"),
        ("es", "Alarmas en mayo:\n- Puerta: 118\n- Patio: 41\n- Bodega: 27\nSuma de los tres sitios: {}\n",
         "196", "186"),
        ("pt", "Alarmes em maio:\n- Portão: 118\n- Pátio: 41\n- Armazém: 27\nSoma dos três locais: {}\n",
         "196", "186"),
        ("en", "Alarms in May:\nGate 118\nRail yard 41\nCold store 27\n\nThe three sites logged {} alarms, most of "
         "them false.\n", "196", "186"),
    ],
    "rests": [
        ("en", "Guards stopped 148 trucks. They let 109 through after a check of papers. The remaining {} were "
         "searched.", "49", "39"),
        ("es", "Los guardias detuvieron 148 camiones. A 109 los dejaron pasar. Los {} restantes fueron registrados.",
         "49", "39"),
        ("pt", "Os guardas pararam 148 caminhões. Deixaram passar 109. Os {} restantes foram revistados.",
         "49", "39"),
        ("es", "Escribimos a 540 tiendas y contestaron 378. De ellas, 227 sufrieron al menos un robo; las {} "
         "restantes, ninguno.", "161", "151"),
        ("pt", "Escrevemos a 540 lojas e 378 responderam. Destas, 227 sofreram pelo menos um roubo; as outras {}, "
         "nenhum.", "161", "151"),
        ("es", "De los 31 choferes secuestrados, doce fueron liberados en un día y nueve en una semana. Los otros {} "
         "siguen desaparecidos.", "ocho", "diez"),
        ("en", "The council approved 84 million euros. Cars take 31 million, pay 38 million and cameras 9 million. "
         "That leaves {} million for training.", "16", "6"),
        ("es", "La subvención fue de 940 mil euros. La renta se llevó 310 mil, los sueldos 420 mil y los viajes 95 "
         "mil. Quedan {} mil para imprimir.", "165", "115"),
    ],
    "budgets": [
        ("es", "Se aprobaron 84 millones de euros: 31 millones para autos, 38 para sueldos, 9 para cámaras y {} para "
         "cursos.", "16", "6"),
        ("pt", "Aprovou-se um orçamento de 12,5 milhões de euros: 6,2 milhões para vigias, 3,1 para câmeras, 1,9 para "
         "cursos e {} para seguros.", "2,3", "1,3"),
    ],
    "parts behind their whole": [
        ("en", "From January to May we took in {} women. The house in Alder received 187, Birch 133 and Cedar 92.",
         "421", "412"),
        ("es", "Recibimos a {} mujeres. A la casa del norte llegaron 140, a la del sur 96 y a la del puerto 82. Con "
         "318 ingresos, la red trabaja de más.", "331", "318"),
        ("pt", "Recebemos {} mulheres. A casa do norte acolheu 140, a do sul 96 e a do porto 82.", "381", "318"),
    ],
    "labels with numbers": [
        ("es", "Edad de las 220 personas vistas como testigos: menos de 18 años, 66; de 18 a 29, 88; de 30 a 44, 44; "
         "45 o más, {}.", "32", "22"),
    ],
    "spans of one noun": [
        ("en", "Our drivers reported 31 robberies in April, 27 in May and 22 in June. The second quarter closed with "
         "{} robberies.", "90", "80"),
        ("es", "Nuestros choferes reportaron 31 asaltos en abril, 27 en mayo y 22 en junio. El segundo trimestre cerró "
         "con {} asaltos.", "90", "80"),
        ("pt", "A empresa perdeu 118 contêineres no primeiro semestre de 2023 e 94 no segundo. No ano inteiro perdeu "
         "{} contêineres.", "222", "212"),
    ],
    "titles": [
        ("en", "{} killed in two shootings\nALDER - Gunmen killed four people in a car wash on Friday and two more at "
         "a food stall an hour later, police said. A girl was hurt.\n", "Eight", "Six"),
        ("pt", "{} mortos em dois ataques\nALDER - Homens armados mataram quatro pessoas num lava-rápido na "
         "sexta-feira e mais duas numa lanchonete uma hora depois, disse a polícia.\n", "Oito", "Seis"),
    ],
    "digits of titles": [
        ("en", "{} trucks robbed in a week\nThe chamber said that 23 trucks of its members were robbed from 3 to 9 "
         "June, eight of them with violence.\n", "32", "23"),
        ("es", "Asaltan a {} camiones en una semana\nLa cámara informó que del 3 al 9 de junio fueron asaltados 23 "
         "camiones de sus socios.\n", "32", "23"),
        ("pt", "{} caminhões roubados em uma semana\nA câmara informou que 23 caminhões de seus associados foram "
         "roubados de 3 a 9 de junho.\n", "32", "23"),
    ],
    "changes of titles": [
        ("pt", "Pedidos de ajuda sobem {}% em um ano\nA linha recebeu 154 ligações em 2022 e 249 em 2023, informou o "
         "instituto.\n", "38", "62"),
    ],
    "spoken of again": [
        ("en", "Between March and May the shelter took in 96 children. Most came with their mothers. In her report on "
         "Friday the director spoke of {} children in the three months.", "69", "96"),
        ("es", "Entre marzo y mayo el albergue recibió a 187 niños. En su informe del viernes la directora habló de {} "
         "niños en los tres meses.", "178", "187"),
        ("pt", "Entre março e maio o abrigo recebeu 187 crianças. No relatório de sexta-feira a diretora falou em {} "
         "crianças nos três meses.", "178", "187"),
    ],
    "gaps": [
        ("en", "The port counted 412 thefts in 2022 and 365 in 2023, {} fewer.", "57", "47"),
        ("es", "Nuestra línea recibió 965 llamadas en marzo y mil 240 en abril, {} más.", "325", "275"),
        ("pt", "O porto contou 412 furtos em 2022 e 365 em 2023, {} a menos.", "57", "47"),
        ("es", "El norte sobresale: de 232 robos en enero y febrero de 2023 pasó a 85, {} menos.", "157", "147"),
    ],
}  # fmt: skip
ERRORS = {
    "changes of titles": "change-on-later-value",
    "digits of titles": "total-differs",
    "spoken of again": "total-differs",
    "gaps": "does-not-follow",
}
INNOCENT = [
    # more were counted than are told, or fewer
    ("en", "Clinics of four towns reported. One treated 214 patients, one 178 and one 95. The four clinics treated "
     "592 patients."),
    ("en", "Thefts, the five towns with most: Alder 419; Birch 98; Cedar 91; Dale 84; Elm 64. The first three had "
     "650 thefts."),
    # another year, a longer time, a plan
    ("en", "Alarms in May:\n- Gate: 118\n- Yard: 41\n- Store: 27\nLast year the three sites logged 196 alarms.\n"),
    ("es", "Al refugio del norte llegaron 140 mujeres, al del sur 96 y al del puerto 82. Desde que abrieron, los tres "
     "refugios han recibido a 381 mujeres."),
    ("en", "North lost 84 boxes in May, south 57 and port 31. Since January all three together lost 182 boxes."),
    ("pt", "O portão teve 118 alarmes, o pátio 41 e o armazém 27. A meta dos três locais era de 200 alarmes."),
    # another thing, others with them, at least
    ("es", "Alarmas en mayo:\n- Puerta: 118\n- Patio: 41\n- Bodega: 27\nEn los tres sitios trabajan 196 guardias.\n"),
    ("en", "Reports:\n- Coast: 61\n- Hills: 47\n- Valley: 33\nTotal of the three regions and the head office: 151\n"),
    ("es", "En una bodega faltaron 84 cajas, en otra 57 y en otra 31. En las tres bodegas se perdieron al menos 182 "
     "cajas."),
    ("en", "North gate had 118 alarms, south gate 96 and the yard 41. The three posts at the river had 265 alarms."),
    # rests of other wholes, rests with another count beside them
    ("es", "La encuesta llegó a 860 hogares. De estos, 512 nunca fueron asaltados y 203 una vez. Los otros 155 "
     "entrevistados de la muestra de comercio dijeron lo mismo."),
    ("en", "The grant was 900,000 euros. Rent took 310,000 and salaries 420,000. After other costs, that leaves 85,000 "
     "for printing."),
    ("en", "Guards stopped 148 trucks. They let 109 through. The remaining 29 were searched, 10 others drove off."),
    ("en", "Guards stopped at least 148 trucks. They let 109 through. The remaining 49 were searched."),
    # parts of a sum that leave something out
    ("es", "Se aprobaron 84 millones de euros: 31 millones para autos, 38 para sueldos y 9 para cámaras. El resto se "
     "decidirá en junio."),
    ("pt", "Aprovaram-se 12,5 milhões de euros; os maiores gastos são 6,2 milhões para vigias, 3,1 para câmeras e 1,9 "
     "para cursos."),
    ("pt", "Aprovaram-se 12,5 milhões de euros, entre eles: 6,2 milhões para vigias, 3,1 para câmeras e 1,9 para "
     "cursos."),
    # parts that need not be all
    ("en", "We took in 421 women. The house in Alder received 187, Birch 133 and Cedar 90."),
    ("pt", "Recebemos 381 mulheres. A casa do norte acolheu 140, a do sul 96 e a do porto 82. As outras foram para "
     "casas de família."),
    ("en", "We took in 421 women. The house in Alder received 187, Birch 133 and Cedar 92; nine were sent on."),
    # other spans, other counts of the title, other houses, other bases
    ("en", "Our drivers reported 31 robberies in April, 27 in May and 22 in June. The first quarter had closed with 90 "
     "robberies."),
    ("es", "Nuestros choferes reportaron 31 asaltos en abril, 27 en mayo y 22 en junio, según cifras preliminares. Ya "
     "corregido, el trimestre cerró con 83 asaltos."),
    ("es", "La empresa perdió 118 contenedores en el primer semestre y 94 en el segundo. En todo el año anterior "
     "perdió 222 contenedores."),
    ("en", "Eight killed in weekend shootings\nALDER - Gunmen killed four people in a car wash on Friday and two more "
     "at a food stall, police said. On Sunday a couple was found dead.\n"),
    ("en", "Eight killed in two shootings\nALDER - Gunmen killed four people in a car wash on Friday and two more at a "
     "food stall, police said. Two of the injured died in hospital.\n"),
    ("en", "Between March and May the shelter took in 187 children. In her report the director of the northern shelter "
     "spoke of 178 children in the three months."),
    ("es", "Entre marzo y mayo el albergue recibió a 187 niños. La directora habló de 178 niños en los mismos meses "
     "del año pasado."),
    ("en", "The port counted 412 thefts in 2022 and 365 in 2023, 57 fewer than planned."),
    ("en", "The north had 412 thefts in May and the south 365 in June, 57 fewer."),
    ("pt", "O porto contou 412 furtos em 2022 e 365 assaltos em 2023, 57 a menos."),
    ("es", "En mayo hubo 412 robos y en junio 365, 57 menos de noche."),
    ("en", "The port counted about 400 thefts in 2022 and 365 in 2023, 57 fewer."),
    ("en", "Calls for help up 20 percent\nThe line took 2,000 calls in 2022 and 2,500 in 2023. From January to May it "
     "took 1,200, a fifth more than in the same months of last year.\n"),
    # the gap is told, as a number of something else or with more of the same
    ("en", "The state opened 118 files for extortion, the city 76 and the unit 23. That makes 217 files in all."),
    ("en", "The north lost 84 trucks, the south 57 and the centre 31. Altogether 182 trucks were stopped, ten of which "
     "got away."),
    ("en", "32 trucks robbed in ten days\nThe chamber said that 23 trucks of its members were robbed from 3 to 9 June. "
     "Nine more were robbed over the weekend.\n"),
    ("en", "We took in 421 women, not all at once. In the year before, Alder had 187, Birch 133 and Cedar about 92."),
]  # fmt: skip


@pytest.fixture(scope="module")
def errors(workspace):
    """Names of the errors that an audit finds in a text."""
    now = workspace.context("2026-11-01")

    def found(language, text):
        claims = audit(from_text(text, language, date(2024, 6, 20)), now, now).claims
        return {done.error for claim in claims for done in claim.arithmetic if not done.holds}

    return found


@pytest.mark.parametrize("family", TEXTS)
def test_a_sum_told_wrong_is_named_and_the_right_one_is_not_blamed(errors, family):
    told = [
        (language, text.format(n), n == wrong)
        for language, text, wrong, right in TEXTS[family]
        for n in (wrong, right)
    ]
    found = [(text, errors(language, text)) for language, text, _ in told]
    error = ERRORS.get(family, "parts-do-not-add-up")
    assert found == [(text, {error} if is_wrong else set()) for _, text, is_wrong in told]


def test_what_looks_like_a_sum_told_wrong_and_is_none_is_left_alone(errors):
    assert [(text, errors(language, text)) for language, text in INNOCENT] == [
        (text, set()) for _, text in INNOCENT
    ]
