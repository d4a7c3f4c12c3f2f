"""Shares whose whole and part are told beside them, parts that leave the rest, years of their halves and quarters."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text
from almenara.workspace import Workspace

WRONG = [
    (
        "en",
        "Half of the 64 trucks stolen in the state last month, 28, were recovered within a week, the "
        "transport association said.",
    ),
    (
        "en",
        "More than half of the 70 hijackings (30) took place on the highway between the port and the "
        "capital.",
    ),
    ("en", "Only 5 of the 50 cases were solved, a clearance rate of 5 percent."),
    ("en", "Nine in ten of the 400 victims were men; 60 were women."),
    ("en", "A total of 45 inmates escaped from the prison; 20 were caught again, leaving 15 at large."),
    ("en", "The survey of 500 residents found that 55 percent felt unsafe, i.e. 225 people."),
    (
        "en",
        "The three worst months, May (50), June (60) and July (70), account for 60 percent of the "
        "year's 240 attacks.",
    ),
    ("en", "The first half of the year brought 400 cases and the second 350, a yearly total of 850."),
    (
        "en",
        "Two thirds of the 90 officers dismissed had failed the vetting test; the remaining 20 were "
        "found to have links with criminal groups.",
    ),
    ("en", "Two thirds of the weapons came from the United States and the remaining quarter from Europe."),
    ("en", "All but 12 of the 80 hostages were released by nightfall: 60 were freed."),
    ("en", "One in six of the 120 stations visited, 30, had no working camera."),
    (
        "en",
        "By motive, 45 percent of the killings were linked to organised crime, 30 percent to personal "
        "disputes, 20 percent to robbery and the remaining 15 percent to unknown causes.",
    ),
    ("es", "La mitad de los 64 tractocamiones robados, 28, fue recuperada en menos de una semana."),
    ("es", "Más de la mitad de los 70 asaltos (30) ocurrió en la carretera federal."),
    ("es", "Solo 5 de los 50 casos se esclarecieron, una tasa de esclarecimiento de 5 por ciento."),
    ("es", "Nueve de cada diez de las 400 víctimas eran hombres; 60 eran mujeres."),
    ("es", "De los 500 encuestados, 55 por ciento dijo sentirse inseguro, es decir, 225 personas."),
    ("es", "El primer semestre dejó 400 casos y el segundo 350, para un total anual de 850."),
    (
        "es",
        "Dos terceras partes de las armas provienen de Estados Unidos y la cuarta parte restante, de Europa.",
    ),
    ("es", "De los 95 migrantes hallados en el tráiler, 40 eran guatemaltecos y los otros 45, hondureños."),
    ("pt", "Metade dos 64 caminhões roubados, 28, foi recuperada em menos de uma semana."),
    ("pt", "Apenas 5 dos 50 casos foram esclarecidos, uma taxa de esclarecimento de 5%."),
    ("pt", "Nove em cada dez das 400 vítimas eram homens; 60 eram mulheres."),
    ("pt", "A pesquisa ouviu 500 moradores e 55% disseram sentir-se inseguros, ou seja, 225 pessoas."),
    ("pt", "O primeiro semestre registrou 400 casos e o segundo, 350, num total anual de 850."),
    ("pt", "Dois terços das armas vieram dos Estados Unidos e o quarto restante, da Europa."),
    ("pt", "Dos 95 migrantes encontrados no caminhão, 40 eram guatemaltecos e os outros 45, hondurenhos."),
    ("en", "Of the 36 kidnapped, 20 were released, 8 were found dead and 12 remain missing."),
    ("en", "Seven of the ten police stations were attacked; the other four were spared."),
    ("es", "Siete de las diez comisarías fueron atacadas; las otras cuatro se salvaron."),
    ("pt", "Sete das dez delegacias foram atacadas; as outras quatro foram poupadas."),
    ("en", "Sixty percent of the attacks (180 of 240) were carried out with firearms."),
    ("en", "The office received 300 complaints and 60 percent, or 210, were dismissed."),
    ("es", "Tres de los 12 municipios, la mitad, carecen de policía."),
    ("pt", "Dos 240 ataques, um quarto, 90, foi denunciado."),
    ("es", "Mayo (50), junio (60) y julio (70) concentran 60 por ciento de los 240 ataques del año."),
    ("en", "The committee has 24 members, of whom 15 are women and 11 are men."),
    ("es", "El 75 por ciento de las 200 denuncias se archivó; solo las otras 60 llegaron a juez."),
    ("pt", "Das 200 denúncias, 75% foram arquivadas e as 60 restantes foram à Justiça."),
    ("en", "Vetting results: passed 120, failed 45, pending 20. In total, 200 officers were assessed."),
    (
        "en",
        "The group reported 90 attacks in the first quarter, 80 in the second, 70 in the third and 60 "
        "in the fourth, 320 for the year.",
    ),
]
RIGHT = [
    (
        "en",
        "Half of the 64 trucks stolen in the state last month, 32, were recovered within a week, the "
        "transport association said.",
    ),
    (
        "en",
        "More than half of the 70 hijackings (38) took place on the highway between the port and the "
        "capital.",
    ),
    ("en", "Only 5 of the 50 cases were solved, a clearance rate of 10 percent."),
    ("en", "Nine in ten of the 400 victims were men; 40 were women."),
    ("en", "A total of 45 inmates escaped from the prison; 30 were caught again, leaving 15 at large."),
    ("en", "The survey of 500 residents found that 55 percent felt unsafe, i.e. 275 people."),
    (
        "en",
        "The three worst months, May (50), June (60) and July (70), account for 75 percent of the "
        "year's 240 attacks.",
    ),
    ("en", "The first half of the year brought 400 cases and the second 350, a yearly total of 750."),
    (
        "en",
        "Two thirds of the 90 officers dismissed had failed the vetting test; the remaining 30 were "
        "found to have links with criminal groups.",
    ),
    (
        "en",
        "Three quarters of the weapons came from the United States and the remaining quarter from Europe.",
    ),
    ("en", "All but 12 of the 80 hostages were released by nightfall: 68 were freed."),
    ("en", "One in six of the 120 stations visited, 20, had no working camera."),
    (
        "en",
        "Of the 95 migrants found in the trailer, 40 were from Guatemala; the other 55 were from Honduras.",
    ),
    ("en", "Police arrested 60 people during the operation. Of them, 18 (30 percent) were minors."),
    (
        "en",
        "By motive, 45 percent of the killings were linked to organised crime, 30 percent to personal "
        "disputes, 20 percent to robbery and the remaining 5 percent to unknown causes.",
    ),
    ("es", "La mitad de los 64 tractocamiones robados, 32, fue recuperada en menos de una semana."),
    ("es", "Más de la mitad de los 70 asaltos (41) ocurrió en la carretera federal."),
    ("es", "Solo 5 de los 50 casos se esclarecieron, una tasa de esclarecimiento de 10 por ciento."),
    ("es", "Nueve de cada diez de las 400 víctimas eran hombres; 40 eran mujeres."),
    ("es", "Del penal se fugaron 45 reos; 30 fueron recapturados y 15 siguen prófugos."),
    ("es", "De los 500 encuestados, 55 por ciento dijo sentirse inseguro, es decir, 275 personas."),
    ("es", "El primer semestre dejó 400 casos y el segundo 350, para un total anual de 750."),
    (
        "es",
        "Tres cuartas partes de las armas provienen de Estados Unidos y la cuarta parte restante, de Europa.",
    ),
    ("es", "Todos los rehenes menos 12 de los 80 fueron liberados; en total salieron 68."),
    ("es", "Una de cada seis de las 120 estaciones visitadas, 20, carecía de cámaras."),
    ("es", "De los 95 migrantes hallados en el tráiler, 40 eran guatemaltecos y los otros 55, hondureños."),
    (
        "es",
        "La policía detuvo a 60 personas en el operativo. De ellas, 18 (30 por ciento) eran menores de edad.",
    ),
    ("es", "Tres de cada cuatro de las 200 denuncias, 150 en total, fueron archivadas."),
    ("pt", "Metade dos 64 caminhões roubados, 32, foi recuperada em menos de uma semana."),
    ("pt", "Mais da metade dos 70 assaltos (41) ocorreu na rodovia federal."),
    ("pt", "Apenas 5 dos 50 casos foram esclarecidos, uma taxa de esclarecimento de 10%."),
    ("pt", "Nove em cada dez das 400 vítimas eram homens; 40 eram mulheres."),
    ("pt", "Fugiram do presídio 45 detentos; 30 foram recapturados e 15 continuam foragidos."),
    ("pt", "A pesquisa ouviu 500 moradores e 55% disseram sentir-se inseguros, ou seja, 275 pessoas."),
    ("pt", "O primeiro semestre registrou 400 casos e o segundo, 350, num total anual de 750."),
    ("pt", "Três quartos das armas vieram dos Estados Unidos e o quarto restante, da Europa."),
    ("pt", "Dos 95 migrantes encontrados no caminhão, 40 eram guatemaltecos e os outros 55, hondurenhos."),
    ("es", "A polícia prendeu 60 pessoas na operação. Delas, 18 (30%) eram menores de idade."),
    (
        "pt",
        "Em Tijuana foram 30 ataques, em Mexicali 12 e em Ensenada 9, os únicos municípios atingidos; "
        "no estado, foram 51 no total.",
    ),
    ("en", "Nearly half of the 64 trucks were recovered, 28 of them intact."),
    ("en", "More than half of the 70 hijackings took place on the highway, 30 of them at night."),
    ("en", "Nine in ten of the 400 victims were men; 60 were under 18."),
    (
        "en",
        "A total of 45 inmates escaped; 20 were caught again the same day and 10 the next, leaving 15 "
        "at large.",
    ),
    ("en", "Two thirds of the weapons came from the United States and a quarter from Europe."),
    ("en", "Half of the 64 trucks were recovered; in the neighbouring state, 28 were."),
    ("en", "About half of the 60 victims, 28, were under 25."),
    ("es", "Más de la mitad de los 70 asaltos ocurrió en carretera; en 30 hubo violencia."),
    (
        "es",
        "Un tercio de los 90 agentes reprobó el examen; los otros 20 despedidos tenían faltas "
        "administrativas.",
    ),
    ("es", "Cerca de metade dos 60 detidos, 28, tinha antecedentes."),
    ("en", "Fully 40 percent of the 250 complaints, 100, concerned extortion by telephone."),
    ("en", "Of the 36 kidnapped, 20 were released, 8 were found dead and 8 remain missing."),
    ("es", "El 40 por ciento de las 250 denuncias, 100, fue por extorsión telefónica."),
    ("en", "Seven of the ten police stations were attacked; the other three were spared."),
    ("en", "Of the 80 hostages, all but 12 were released; 60 have been reunited with their families."),
    ("en", "Three quarters of the 200 complaints were shelved; only 20 went to court."),
    ("en", "The 180 attacks in the three states represent 75 percent of the 240 recorded nationwide."),
    ("en", "Only three of the 12 municipalities, a quarter, have a police chief with certification."),
    ("en", "Barely a quarter of the 240 attacks were reported; 90 went unreported for fear of reprisals."),
    (
        "en",
        "The office received 300 complaints and 60 percent of the callers, or 210 people, gave their names.",
    ),
    ("en", "The office received 300 complaints. Nationally, 60 percent, or 21,000, were dismissed."),
    ("en", "Forty of the 95 migrants were from Guatemala and another 45 from Honduras."),
    (
        "en",
        "In May (50), June (60) and July (70) there were more attacks than in the rest of the year; the "
        "coast accounts for 60 percent of the year's 240 attacks.",
    ),
    ("en", "Of the 240 attacks, 60 percent, 144, were carried out with firearms; the other 96 were not."),
    ("es", "Las mujeres son el 30 por ciento de los 240 agentes, es decir, 72."),
    (
        "es",
        "El 60 por ciento de los ataques (144 de 240) se cometió con armas de fuego; 180 dejaron heridos.",
    ),
    (
        "en",
        "A third of the 150 journalists interviewed, 70 men and 80 women, said they had received threats.",
    ),
    (
        "en",
        "Almost half of the 52 municipalities of the region, 25, went through the month without a "
        "police chief.",
    ),
    ("en", "The operation freed 36 of the 48 workers held on the ranch; the other 22 detainees were guards."),
    ("en", "The operation freed 36 of the 48 workers held on the ranch and, in another raid, 22 more."),
    ("en", "A total of 84 prisoners took part in the riot: 61 were transferred and 23 remain in the prison."),
    ("en", "A total of 84 prisoners took part in the riot: 61 were transferred and 15 remain in hospital."),
    ("en", "Half of the 30 homicides took place in bars; 20 victims were women."),
    (
        "en",
        "Eight in ten of the 500 officers are men. The 120 women in the force patrol the markets; 20 of "
        "them are civilians.",
    ),
    ("en", "Three of the 12 members of the band were arrested in March, and the other two leaders in May."),
    ("en", "The firm has 300 guards. In the north, 40 percent, or 80, are armed."),
    ("en", "The firm has 300 guards, of whom 120 work in the north, where 40 percent, or 48, are armed."),
    (
        "en",
        "Police received 5 of the 50 cars promised, against a delivery rate of 30 percent in the "
        "neighbouring state.",
    ),
    ("en", "Two thirds of the victims were men; of the remaining third, half were girls."),
    ("en", "Five of the 20 attacks took place at night. The other 12 incidents of the month were fires."),
    ("en", "Nine of the 30 candidates withdrew; the other 15 resignations were of council members."),
    ("en", "A quarter of the 80 calls came from one district, and 30 from the port."),
    ("es", "La mitad de los 64 tractocamiones robados, 28 de ellos con carga, apareció en otro estado."),
    ("es", "Una tercera parte de los 150 periodistas entrevistados, 48, dijo haber recibido amenazas."),
    (
        "es",
        "Dos de cada diez de los 300 negocios cerraron; 90 de ellos en el centro y los demás en la "
        "periferia.",
    ),
    ("es", "El 40 por ciento de los 250 agentes reprobó; los otros 80 sancionados llegaron tarde."),
    ("es", "De los 45 reos fugados, 20 fueron recapturados; 15 siguen prófugos y 10 murieron."),
    (
        "es",
        "Del penal se fugaron 45 reos; 20 fueron recapturados y varios murieron, con lo que 15 siguen "
        "prófugos.",
    ),
    ("pt", "Metade dos 64 caminhões, 28 deles com carga, apareceu em outro estado."),
    ("pt", "Dos 90 policiais, dois terços foram reprovados; os outros 30 receberam diploma."),
    ("en", "A empresa tem 300 vigias. No norte, 40%, ou 80, andam armados."),
    ("pt", "Em 2017, 60% dos 240 ataques foram armados; em 2018, 180."),
    ("en", "Three quarters of the 200 complaints concern theft, 150, and the rest assault."),
    ("en", "More than 60 percent of the 70 hijackings, 45, took place at night."),
    ("en", "In one of every four of the 40 towns, 12 of them on the coast, there is no police."),
]


def failing(workspace: Workspace, language: str, text: str) -> list[str]:
    context = workspace.context("2024-04-15")
    claims = audit(from_text(text, language, date(2024, 4, 15)), context, context).claims
    return [a.shown for c in claims for a in c.arithmetic if not a.holds]


@pytest.mark.parametrize(("language", "text"), WRONG)
def test_a_share_or_a_rest_that_its_own_sentence_refutes_is_named(workspace, language, text):
    assert failing(workspace, language, text)


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_shares_and_rests_that_hold_or_are_of_something_else_blame_nothing(workspace, language, text):
    assert not failing(workspace, language, text)
