"""What the numbers of bulletins and regional papers are of: times that only compare, bodies of a state, its towns."""

from __future__ import annotations

from datetime import date

import pytest

from almenara.analysis.checking.engine import audit
from almenara.text.opening import from_text

_SO_FAR = {
    "en": "In January and February of 2024 there were 4,737 victims of homicide in Mexico.\n\nFebruary had this year "
    "one more day.\n\n{}",
    "es": "En enero y febrero de 2024 hubo 4,737 víctimas de homicidio en México.\n\nEn el bimestre, febrero tuvo "
    "este "
    "año un día más.\n\n{}",
    "pt": "Em janeiro e fevereiro de 2024 houve 4.737 vítimas de homicídio no México.\n\nNo bimestre, fevereiro teve "
    "este ano um dia a mais.\n\n{}",
}
_CUT = {
    "en": "Search commission\n\nAs of 15 March 2024\n\nThe register has {} missing persons in Mexico. Between "
    "August and "
    "March many were found.\n\nBy state\n\nThe states with the most missing persons are Jalisco (14,982) and "
    "Tamaulipas "
    "(13,136).",
    "es": "Comisión de búsqueda\n\nCorte al 15 de marzo de 2024\n\nEl registro tiene {} personas desaparecidas en "
    "México. "
    "Entre agosto y marzo se halló a muchas.\n\nPor estado\n\nLos estados con más personas desaparecidas son Jalisco "
    "(14,982) y Tamaulipas (13,136).",
    "pt": "Comissão de busca\n\nDados até 15 de março de 2024\n\nO registro tem {} pessoas desaparecidas no México. "
    "Entre "
    "agosto e março muitas foram achadas.\n\nPor estado\n\nOs estados com mais pessoas desaparecidas são Jalisco "
    "(14.982) e Tamaulipas (13.136).",
}
TOLD = [
    # a list of what a number is compared with is over with its sentence
    ("en", "In 2023 Mexico had 29,705 victims of homicide.\n\nThe average was 81 a day, against 85 in 2022, 91 in "
     "2021 and 94 in "
     "2020.\n\nIn Colima there were 891 victims.", {"891": "homicide MX-COL 2023", "91": "homicide MX 2021"}),
    ("es", "En 2023 hubo en México 29,705 víctimas de homicidio.\n\nEl promedio diario fue de 81, frente a 85 en "
     "2022, 91 "
     "en 2021 y 94 en 2020.\n\nEn Colima hubo 891 víctimas.", {"891": "homicide MX-COL 2023", "91": "homicide MX "
     "2021"}),
    ("pt", "Em 2023 houve no México 29.705 vítimas de homicídio.\n\nA média diária foi de 81, contra 85 em 2022, 91 "
     "em 2021 "
     "e 94 em 2020.\n\nEm Colima houve 891 vítimas.", {"891": "homicide MX-COL 2023", "91": "homicide MX 2021"}),
    # but years told one after the other without a base are told themselves
    ("es", "En México hubo 724 secuestros en 2022, 811 en 2023. En Colima hubo cinco.", {"cinco": "kidnapping MX-COL "
     "2023"}),
    # a clause that looks back
    ("es", "En México hubo 2,433 homicidios en enero de 2024.\n\nEn Colima hubo 57, cuando en enero del año pasado "
     "se "
     "habían contado 51. En Sonora hubo 111.", {"111": "homicide MX-SON 2024-01", "51": "homicide MX-COL 2023-01"}),
    ("en", "Mexico had 2,433 murders in January 2024.\n\nIn Colima 57 were counted, when in January of last year 51 "
     "had "
     "been counted. In Sonora there were 111 murders.", {"111": "homicide MX-SON 2024-01"}),
    # "this year" below the months that have passed of it
    ("en", _SO_FAR["en"].format("Femicides came to 117."), {"117": "femicide MX 2024-01..2024-02"}),
    ("es", _SO_FAR["es"].format("Los feminicidios fueron 117."), {"117": "femicide MX 2024-01..2024-02"}),
    ("pt", _SO_FAR["pt"].format("Os feminicídios foram 117."), {"117": "femicide MX 2024-01..2024-02"}),
    # not where the sentence tells of other months, nor of another year
    ("en", "From January to March of 2024 there were 7,100 homicides in Mexico.\n\nOver four months there were 9,300 "
     "homicides in Mexico this year.", {"9,300": "homicide MX 2024"}),
    ("es", "En enero y febrero de 2024 hubo 4,737 homicidios en México.\n\nEste año gastarán más. En 2023 hubo "
     "29,705 "
     "homicidios.", {"29,705": "homicide MX 2023"}),
    # the same span is not yesterday
    ("es", "En enero y febrero de 2024 hubo en México 97 secuestros, dijo ayer el vocero, contra 114 del mismo "
     "lapso de "
     "2023.", {"114": "kidnapping MX 2023-01..2023-02"}),
    ("pt", "Em janeiro e fevereiro de 2024 houve no México 97 sequestros, disse ontem o porta-voz, contra 114 no "
     "mesmo "
     "período de 2023.", {"114": "kidnapping MX 2023-01..2023-02"}),
    # months of the year before, and what is compared with them
    ("es", "En enero y febrero de 2024 hubo en México 4,737 homicidios. Todo el año pasado hubo 10,974 extorsiones, "
     "menos "
     "que en 2022.\n\nEl secuestro bajó: 97 víctimas contra 114 en enero y febrero del año anterior.",
     {"97": "kidnapping MX 2024-01..2024-02", "114": "kidnapping MX 2023-01..2023-02"}),
    ("en", "In Mexico there were 10,974 victims of extortion in all of last year.\n\nKidnapping fell: 97 victims "
     "against "
     "114 in January and February of last year.", {"97": "kidnapping MX 2024-01..2024-02"}),
    ("pt", "No México houve 10.974 vítimas de extorsão em todo o ano passado.\n\nO sequestro caiu: 97 vítimas "
     "contra 114 "
     "em janeiro e fevereiro do ano passado.", {"97": "kidnapping MX 2024-01..2024-02"}),
    ("es", "En enero y febrero de 2024 hubo en México 97 secuestros. En todo 2023 hubo 811, y 61 en enero de 2019.",
     {"811": "kidnapping MX 2023"}),
    # what was so many in an earlier year
    ("es", "En México las víctimas de extorsión subieron a 10,974 el año pasado, que en 2015 eran 6,223.",
     {"6,223": "extortion MX 2015"}),
    # as of when a bulletin counts what stands on a day
    ("en", _CUT["en"].format("114,815"), {"114,815": "missing-persons MX 2024-03-15", "14,982": "missing-persons "
     "MX-JAL "
     "2024-03-15"}),
    ("es", _CUT["es"].format("114,815"), {"114,815": "missing-persons MX 2024-03-15", "14,982": "missing-persons "
     "MX-JAL "
     "2024-03-15"}),
    ("pt", _CUT["pt"].format("114.815"), {"114.815": "missing-persons MX 2024-03-15", "14.982": "missing-persons "
     "MX-JAL "
     "2024-03-15"}),
    ("es", "Boletín\n\nCorte al 15 de marzo de 2024\n\nEl registro tenía 113,072 personas desaparecidas en México "
     "el 6 de "
     "diciembre de 2023. El año pasado hubo 29,705 homicidios.",
     {"113,072": "missing-persons MX 2023-12-06", "29,705": "homicide MX 2023"}),
    # the prosecutors of a state, the state of which towns are told, and the next town of a list
    ("es", "En 2024 empezó mejor Guanajuato, México, donde seis municipios concentran los homicidios.\n\nLa Fiscalía "
     "General del Estado reportó en enero 247 víctimas de homicidio.", {"247": "homicide MX-GUA 2024-01"}),
    ("en", "Guanajuato, in Mexico, began 2024 with fewer murders.\n\nThe state's prosecutors reported 247 victims of "
     "homicide in January.", {"247": "homicide MX-GUA 2024-01"}),
    ("pt", "Guanajuato, no México, começou 2024 com menos homicídios.\n\nA procuradoria-geral do Estado registrou "
     "247 "
     "vítimas de homicídio em janeiro.", {"247": "homicide MX-GUA 2024-01"}),
    ("es", "En México, la Fiscalía General del Estado de Hidalgo reportó 20 homicidios en enero de 2024.",
     {"20": "homicide MX-HID 2024-01"}),
    ("es", "Guanajuato, México, bajó. En Irapuato hubo 22 homicidios en enero de 2024; Salamanca registró 19; "
     "Silao, 11, "
     "y Acámbaro, que era la más tranquila, llegó a 9.", {"11": "homicide MX-11037 2024-01", "9": "homicide MX-11002 "
     "2024-01"}),
    ("en", "In Irapuato, in Guanajuato, Mexico, there were 22 murders in January 2024; Salamanca had 19; Silao, 11.",
     {"11": "homicide MX-11037 2024-01"}),
    ("es", "En Guanajuato, México, hubo más homicidios en enero de 2024: en León 52, en Celaya 38, en Irapuato 22 y "
     "en "
     "Salamanca 19.\n\nEl gobierno de Guanajuato pide ayuda para León, León de nuevo y Celaya.\n\nEn febrero hubo "
     "230 homicidios.",
     {"230": "homicide MX-GUA 2024-02"}),
    ("es", "En México hubo 2,433 homicidios en enero de 2024. En León hubo 52. Guanajuato, Sonora y el país piden "
     "ayuda.\n\n"
     "En febrero hubo 2,304 homicidios.", {"2,304": "homicide MX 2024-02"}),
    # the country, of which a relative clause tells its number
    ("es", "Guanajuato, México, acumuló 3,104 homicidios en 2023. El estado aportó uno de cada diez en el país, que "
     "cerró "
     "con 29,705.", {"29,705": "homicide MX 2023"}),
    ("en", "Guanajuato, Mexico, had 3,104 homicides in 2023. The state had one in ten in the country, which ended "
     "with "
     "29,705.", {"29,705": "homicide MX 2023"}),
    ("es", "Guanajuato, México, acumuló 3,104 homicidios en 2023. El estado aportó uno de cada diez en el país, que "
     "está "
     "lejos, con 29.", {"29": "homicide MX-GUA 2023"}),
    # "it is about", and no trafficking
    ("es", "En 2023 hubo en México 811 secuestros. En 64 casos se trata de personas mayores.",
     {"64": "kidnapping MX 2023"}),
    ("es", "En 2023 hubo en México 64 casos de trata de personas.", {"64": "human-trafficking MX 2023"}),
    # whose count a number is
    ("es", "Las fiscalías reportaron en México 29,705 víctimas de homicidio en 2023. El INEGI tiene para 2022 "
     "33,287, contra "
     "30,974 de las fiscalías.", {"30,974": "homicide MX 2022"}),
    ("en", "Prosecutors reported 29,705 victims of homicide in Mexico in 2023. For 2022 the institute has 33,287, "
     "against "
     "30,974 of the prosecutors.", {"30,974": "homicide MX 2022"}),
    ("pt", "As promotorias registraram no México 29.705 vítimas de homicídio em 2023. Para 2022 o instituto tem "
     "33.287, contra "
     "30.974 das promotorias.", {"30.974": "homicide MX 2022"}),
    ("es", "En 2022 hubo en México 30,974 víctimas de homicidio. Un año después fueron 12,300 de las comunidades.",
     {"12,300": "- MX 2023"}),
    # the base of a share is of what is compared with it
    ("es", "En México hubo 811 secuestros en 2023 y 696 ataques con dron, 8 por ciento más que los 644 de 2022.",
     {"644": "- MX 2022"}),
    ("en", "In Mexico there were 811 kidnappings in 2023 and 696 marches, 8 percent more than the 644 of 2022.",
     {"644": "- MX 2022"}),
    ("pt", "No México houve 811 sequestros em 2023 e 696 marchas, 8 por cento a mais que as 644 de 2022.",
     {"644": "- MX 2022"}),
    ("es", "En México hubo 10,974 extorsiones en 2023, 1 por ciento menos que las 11,039 de 2022.",
     {"11,039": "extortion MX 2022"}),
    # two numbers in the order of two years
    ("es", "El peor año del secuestro en México es 2019, con 1,629; le siguen 2018 y 2016, con 1,560 y 1,381.",
     {"1,560": "kidnapping MX 2018", "1,381": "kidnapping MX 2016"}),
    ("en", "The worst year of kidnapping in Mexico is 2019, with 1,629; 2018 and 2016 follow, with 1,560 and 1,381.",
     {"1,560": "kidnapping MX 2018", "1,381": "kidnapping MX 2016"}),
    ("pt", "O pior ano do sequestro no México é 2019, com 1.629; seguem 2018 e 2016, com 1.560 e 1.381.",
     {"1.560": "kidnapping MX 2018", "1.381": "kidnapping MX 2016"}),
    # a term of office told of what was done in it
    ("es", "En 2023 hubo 29,705 homicidios en México.\n\nEntre el 1 de diciembre de 2018 y el 15 de enero de 2024 "
     "fueron "
     "detenidas 90,352 personas.\n\nEn el feminicidio se contaron 850 víctimas.", {"850": "femicide MX 2023"}),
    ("en", "In 2023 there were 29,705 homicides in Mexico.\n\nFrom 1 December 2018 to 15 January 2024 the police "
     "arrested "
     "90,352 people.\n\nOf femicide 850 victims were counted.", {"850": "femicide MX 2023"}),
    # months of a year so far that a count moved to, and their base
    ("es", "En el primer bimestre de 2024 el robo de carga bajó en México.\n\nMorelos, que no lo había tenido, pasó "
     "de 29 a "
     "45 robos de carga.", {"29": "cargo-theft MX-MOR 2023-01..2023-02", "45": "cargo-theft MX-MOR "
     "2024-01..2024-02"}),
    # a paragraph with a time of its own, below a table of two years
    ("es", "Robo de carga en México\n\nEntidad | 2022 | 2023\nPuebla | 1,801 | 2,589\nJalisco | 318 | 246\n\nEn el "
     "primer "
     "bimestre de 2024 el robo de carga es otro. Morelos pasó de 29 a 45 robos de carga.",
     {"45": "cargo-theft MX-MOR 2024-01..2024-02"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def context(workspace):
    return workspace.context("2026-11-01")


def claims(context, language, text):
    return audit(from_text(text, language, date(2024, 4, 5)), context, None).claims


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_numbers_of_bulletins_are_linked(context, language, text, expected):
    found = {
        c.text: f"{c.measure or '-'} {c.place.code if c.place else '-'} {c.period or '-'}"
        for c in claims(context, language, text)
    }
    assert {key: found.get(key) for key in expected} == expected


INNOCENT = [
    # an average that names nothing, and two counts that it may be of
    ("es", "Llegó a México, en cambio, 2019, y con él 34,720 asesinados, la cifra más alta. Ahora nos piden que "
     "celebremos "
     "29,705. Celebremos, pues, con la calculadora en la mano.\n\nPrimera operación: dividir. Son 81 al día."),
    ("en", "In 2019 there were 34,720 people murdered in Mexico, the highest count. Now we are asked to celebrate "
     "29,705. "
     "Let us celebrate, then, with a calculator in hand.\n\nThe first operation: a division. It is 81 a day."),
    ("pt", "Em 2019 houve no México 34.720 assassinados, o maior número. Agora pedem que celebremos 29.705. "
     "Celebremos, "
     "pois, com a calculadora na mão.\n\nPrimeira operação: dividir. São 81 por dia."),
    # a change, and two numbers of something else behind it
    ("es", "En México la póliza subió 18% este año y el deducible pasó de 10 a 15%."),
    ("en", "In Mexico the premium rose 18% this year and the deductible went from 10 to 15%."),
    ("pt", "No México a apólice subiu 18% este ano e a franquia passou de 10 para 15%."),
    # a count of an earlier year
    ("es", "O las 10,974 víctimas de extorsión del año pasado en México, que en 2015 eran 6,223: un 76 por ciento "
     "más."),
    # levels of a share, which tell no change
    ("es", "En México la cifra negra de la extorsión fue de 96.7 % en 2023, mientras que un año antes se había "
     "estimado en "
     "97.4 %."),
    ("en", "In Mexico 96.7 percent of extortions went unreported in 2023, while a year earlier it had been 97.4 "
     "percent."),
    ("pt", "No México 96,7% das extorsões não foram denunciadas em 2023, enquanto um ano antes tinham sido 97,4%."),
    # rates of a survey
    ("es", "En México la tasa de extorsión fue de 5 213 por cada 100 mil habitantes en 2023 (4 912 en 2022)."),
    ("en", "In Mexico there were 5,213 extortions per 100,000 people in 2023 (4,912 in 2022)."),
    ("pt", "No México a taxa de extorsão foi de 5.213 por 100 mil habitantes em 2023 (4.912 em 2022)."),
    # higher than, and no move to
    ("es", "En México la impunidad en homicidio fue de 95.7 % en 2023, superior al 94.8 % de 2022."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), INNOCENT)
def test_what_is_right_is_not_blamed(context, language, text):
    found = claims(context, language, text)
    assert not [c.text for c in found if c.verdict in ("contradicted", "inconsistent", "outdated")]
    assert not [a for c in found for a in c.arithmetic if not a.holds]


GUILTY = [
    (
        "es",
        "En 2019 hubo en México 34,720 homicidios dolosos, contra 33,743 en 2018. Son 105 al día.",
        "105 al día",
    ),
    ("es", "En México la extorsión subió 18% y pasó de 1,000 a 1,500 casos.", "18%"),
    (
        "es",
        "En México hubo 40 homicidios por cada 100 mil habitantes en 2023.",
        "40 homicidios por cada 100 mil habitantes",
    ),
    ("en", "In Mexico homicides in 2023 were 12 percent more than in 2022.", "12 percent"),
]


@pytest.mark.parametrize(("language", "text", "number"), GUILTY)
def test_what_is_wrong_stays_blamed(context, language, text, number):
    found = claims(context, language, text)
    blamed = [c.text for c in found if c.verdict == "contradicted" or any(not a.holds for a in c.arithmetic)]
    assert blamed == [number]
