"""What the scenario commands say, in both languages; {…} are filled in by faces/scenario.py."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "recruitment": "recruitment", "incapacitation": "incapacitation", "lethality": "lethality",
        "saturation": "saturation",
        "change": "{mechanism} times {range} from {day}{phase}", "to": "to",
        "phase": ", phased in over {months} months", "nothing": "nothing is changed",
        "start": "As known on {as_of}. At the start, {day}: {members} members, {recruits} recruits, {arrests} arrests "
        "and {deaths} deaths a week. In brackets: 90 % of {draws} draws.",
        "end": "By {day}, against the present course: members {members}, deaths a week {deaths}, deaths summed {sum} "
        "({sum_change}). Against the start: deaths a week {on_start}, where the present course would have "
        "{present_on_start}; in {above} % of draws they end above the start.",
        "day": "day", "members_present": "members, present course", "members": "members, scenario",
        "members_change": "change, %", "deaths_present": "deaths a week, present course",
        "deaths": "deaths a week, scenario", "deaths_change": "change, % ",
        "compared": '"{second}" against "{first}", as known on {as_of}: at the end, on {day}, members differ by '
        "{members} and deaths a week by {deaths}; in {fewer} % of {draws} draws the second has fewer. "
        "Deaths summed over the span differ by {sum}. In brackets: 90 % intervals.",
        "members_first": "members, first", "members_second": "second", "members_difference": "difference, %",
        "deaths_first": "deaths a week, first", "deaths_second": "second ", "deaths_difference": "difference, % ",
        "assumed": "assumed: {casualties} % of homicides and missing persons and {arrests} % of arrests are members; "
        "varied from {low} to {high} % and from {low_arrests} to {high_arrests} %",
        "fitted": "fitted to {years} ({series}), {box} box: recruitment {recruitment}, arrests {incapacitation}, "
        "lethality {lethality}, saturation {saturation}, members at the start {members}; in brackets the "
        "difference to the published fit to {published}",
        "box_published": "published", "box_wide": "wide",
        "reported": "reported of the study by press, for 2022 to 2027, not verified: {said}",
        "report": "{policy}: members {members} %, deaths a week {deaths} %",
        "mind": "mind", "unknown": "not known", "from": "from {file} ({publisher}), known since {day}",
        "more": "and {count} more files; --json names each figure's cells", "figure": "figure",
        "checked": "The published parameters give {members} members on {day} (target {members_target}) and {recruits} "
        "recruits a week (target {recruits_target}); change of members and flows agree to {identity}: {ending}.",
        "within": "all within the tolerances", "outside": "NOT all within the tolerances",
        "policy": "policy", "week": "week", "members_pct": "members, %", "members_target": "members target",
        "deaths_pct": "deaths a week, %", "deaths_target": "deaths target", "is_within": "within", "told": "reported",
        "sum": "deaths summed", "yes": "yes", "no": "NO",
        "sizes": "Members on that day with the shares of casualties ({casualties} %) and of arrests ({arrests} %) "
        "varied by {varied} % of themselves: {low} to {high} ({each}).",
    },
    "es": {
        "recruitment": "reclutamiento", "incapacitation": "detenciones", "lethality": "letalidad",
        "saturation": "abandono",
        "change": "{mechanism} por {range} desde {day}{phase}", "to": "a",
        "phase": ", gradual a lo largo de {months} meses", "nothing": "nada cambia",
        "start": "Como se conocía el {as_of}. Al inicio, {day}: {members} integrantes, {recruits} reclutas, "
        "{arrests} detenciones y {deaths} muertes por semana. Entre corchetes: 90 % de {draws} sorteos.",
        "end": "Para el {day}, frente al curso actual: integrantes {members}, muertes por semana {deaths}, muertes "
        "sumadas {sum} ({sum_change}). Frente al inicio: muertes por semana {on_start}, donde el curso actual tendría "
        "{present_on_start}; en {above} % de los sorteos terminan por encima del inicio.",
        "day": "día", "members_present": "integrantes, curso actual", "members": "integrantes, escenario",
        "members_change": "cambio, %", "deaths_present": "muertes por semana, curso actual",
        "deaths": "muertes por semana, escenario", "deaths_change": "cambio, % ",
        "compared": "«{second}» frente a «{first}», como se conocía el {as_of}: al final, el {day}, los integrantes "
        "difieren en {members} y las muertes por semana en {deaths}; en {fewer} % de {draws} sorteos el segundo tiene "
        "menos. Las muertes sumadas en el periodo difieren en {sum}. Entre corchetes: intervalos de 90 %.",
        "members_first": "integrantes, primero", "members_second": "segundo", "members_difference": "diferencia, %",
        "deaths_first": "muertes por semana, primero", "deaths_second": "segundo ",
        "deaths_difference": "diferencia, % ",
        "assumed": "se supone: {casualties} % de los homicidios y las personas desaparecidas y {arrests} % de "
        "las detenciones son integrantes; se varía de {low} a {high} % y de {low_arrests} a {high_arrests} %",
        "fitted": "ajustado a {years} ({series}), caja {box}: reclutamiento {recruitment}, detenciones "
        "{incapacitation}, letalidad {lethality}, abandono {saturation}, integrantes al inicio {members}; entre "
        "paréntesis la diferencia con el ajuste publicado a {published}",
        "box_published": "publicada", "box_wide": "amplia",
        "reported": "lo que la prensa reportó del estudio, de 2022 a 2027, sin verificar: {said}",
        "report": "{policy}: integrantes {members} %, muertes por semana {deaths} %",
        "mind": "téngase en cuenta", "unknown": "no se sabe",
        "from": "de {file} ({publisher}), conocido desde {day}",
        "more": "y {count} archivos más; --json nombra las celdas de cada cifra", "figure": "figura",
        "checked": "Los parámetros publicados dan {members} integrantes el {day} (meta {members_target}) y {recruits} "
        "reclutas por semana (meta {recruits_target}); el cambio de integrantes y los flujos coinciden hasta "
        "{identity}: {ending}.",
        "within": "todo dentro de las tolerancias", "outside": "NO todo dentro de las tolerancias",
        "policy": "política", "week": "semana", "members_pct": "integrantes, %", "members_target": "meta, integrantes",
        "deaths_pct": "muertes por semana, %", "deaths_target": "meta, muertes", "is_within": "dentro",
        "told": "reportado", "sum": "muertes sumadas", "yes": "sí", "no": "NO",
        "sizes": "Integrantes ese día con las proporciones de víctimas ({casualties} %) y de detenciones ({arrests} %) "
        "variadas en {varied} % de sí mismas: de {low} a {high} ({each}).",
    },
}  # fmt: skip
