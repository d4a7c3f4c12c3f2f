"""A made report with everything a real one holds: for looking at and for the renderers' tests.

Its counts follow simple formulas; none of them is a published figure.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from almenara.countries.pack import get_pack
from almenara.model.document import Citation, Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.place import Place
from almenara.product.charts import Chart, Mark, change, level_history, ranking, tile_map, trend
from almenara.product.document import (
    Bullets,
    Column,
    Inline,
    Judgement,
    Link,
    Number,
    Paragraph,
    Picture,
    Reference,
    Report,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
)
from almenara.product.printing import Press

AS_OF = date(2018, 11, 2)
HANDLING = {
    "en": "Compiled from open sources. For the recipient's own security planning; ask the publisher before "
    "passing it on.",
    "es": "Elaborado con fuentes abiertas. Para la planeación de seguridad de quien lo recibe; consulte al "
    "editor antes de compartirlo.",
}
LEVELS = {
    "en": ("normal precautions", "increased caution", "reconsider travel", "do not travel"),
    "es": ("precauciones normales", "mayor precaución", "reconsiderar el viaje", "no viajar"),
}


def evidence(number: int, marking: str = "TLP:CLEAR", title: str = "", **more: Any) -> Evidence:
    """One made document; each number gives another."""
    sha = f"{number:02x}" * 32
    day = date(2018, 1 + number % 10, 1 + number % 27)
    values: dict[str, Any] = {
        "document": sha,
        "file": f"victims-{number}.csv",
        "source": "made_source",
        "publisher": ("National statistics office", "Prosecutors' council", "Foreign ministry")[number % 3],
        "title": title or f"Victims of crimes by state and month, release {number}",
        "url": f"https://example.org/release/{number}",
        "published": day,
        "ground": "stated",
        "accessed": AS_OF,
        "language": "es",
        "licence": "CC-BY-4.0",
        "attribution": "Made office",
        "marking": marking,
        "locator": f"sheet Data, rows {number}–{number + 31}, columns H:S",
        "cells": 32,
        "descriptor": "Revised monthly for a year; covers prosecutors' files only.",
        "reliability": "B",
    }
    return Evidence(**{**values, **more})


def figure(
    value: float | None,
    unit: str,
    place: Place,
    period: str,
    note: int = 1,
    measure: str = "homicide",
    **more: Any,
) -> Figure:
    """A made figure resting on the document of that number."""
    values: dict[str, Any] = {
        "definition": f"{measure}-made",
        "known": date(2018, 10, 20),
        "ground": "stated",
        "method": "as published",
        "evidence": (evidence(note),),
        "recipe": {
            "op": "figure",
            "measure": measure,
            "definition": f"{measure}-made",
            "place": place.code,
            "period": period,
        },
    }
    return Figure(
        value, unit, measure, place=place, period=Period.parse(period), as_of=AS_OF, **{**values, **more}
    )


def changed(later: Figure, earlier: Figure) -> Figure:
    """Change in percent with its two counts."""
    known = later.value is not None and earlier.value
    value = (later.value - earlier.value) / earlier.value * 100 if known else None  # type: ignore[operator]
    small = known and min(later.value or 0, earlier.value or 0) < 20
    return replace(
        later,
        value=value,
        unit="%",
        decimals=1,
        method=f"change on {earlier.period}",
        evidence=(),
        inputs=(later, earlier),
        note="small counts" if small else "",
        status="known" if known else "unknown",
        reason="" if known else "one of the counts is unknown",
        recipe={"op": "change", "inputs": [later.recipe, earlier.recipe]},
    )


def per_100k(count: Figure, population: Figure) -> Figure:
    """Rate with its inputs."""
    value = None if count.value is None else count.value / (population.value or 1) * 100_000
    return replace(
        count,
        value=value,
        unit="per 100,000",
        decimals=1,
        method="count per 100,000 inhabitants",
        evidence=(),
        inputs=(count, population),
        status="known" if value is not None else "unknown",
        recipe={"op": "rate", "inputs": [count.recipe, population.recipe]},
    )


def monthly(place: Place, years: range, base: float, note: int) -> list[Figure]:
    """A made monthly series to October of the last year."""
    out = []
    for k in range(12 * len(years) - 2):
        year, month = years[0] + k // 12, k % 12 + 1
        value = round(base * (1 + 0.012 * k) * (1 + 0.06 * ((k * 7) % 5 - 2) / 2))
        out.append(figure(value, "victims", place, f"{year}-{month:02d}", note))
    return out


class _Maker:
    """Builds one report: the press numbers its figures."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.english = language == "en"
        self.press = Press(language, "unknown" if self.english else "desconocido")
        self.pack = get_pack("mx")
        self.country = self.pack.country

    def say(self, english: str, spanish: str) -> str:
        return english if self.english else spanish

    def n(self, value: Figure, style: str = "plain") -> Number:
        return self.press.number(value, style)

    def picture(self, id: str, chart: Chart, wide: bool = True, caption: tuple[Inline, ...] = ()) -> Picture:
        numbers = tuple(self.n(f) for f in chart.figures)
        return Picture(
            id, chart.title, chart.spec, chart.alt, numbers, self.press.portion(numbers), caption, wide
        )

    # sections

    def judgements(self) -> Section:
        total = figure(28734, "victims", self.country, "2017", 1)
        running = figure(24020, "victims", self.country, "2018-01..2018-09", 2)
        chance = figure(
            97.0, "%", self.country, "2018", 2, decimals=0, method="negative binomial, 2,000 paths"
        )
        say = self.say
        return Section(
            "judgements",
            say("Key judgements", "Juicios clave"),
            (
                Tiles(
                    (
                        Tile(
                            self.n(total),
                            say("victims of homicide", "víctimas de homicidio"),
                            (
                                Text(
                                    say("in the year, of them to September ", "en el año, hasta septiembre ")
                                ),
                                self.n(running),
                            ),
                        ),
                        Tile(self.n(chance), say("chance of a record", "probabilidad de récord")),
                    )
                ),
                Judgement(
                    (
                        Text(say("It is ", "Es ")),
                        Text(say("almost certain", "casi seguro"), "strong"),
                        Text(
                            say(
                                " that the year will close above the record of ",
                                " que el año cerrará por encima del máximo de ",
                            )
                        ),
                        self.n(total),
                        Text(say(" victims: ", " víctimas: ")),
                        self.n(running),
                        Text(
                            say(
                                " were counted by the end of September.",
                                " se contaron hasta el fin de septiembre.",
                            )
                        ),
                    ),
                    term=say("almost certain", "casi seguro"),
                    probability=self.n(chance),
                    band="95–99 %",
                    confidence="high",
                    basis=(
                        Text(
                            say(
                                "The monthly counts cover every state and are mostly revised up.",
                                "Los conteos cubren todos los estados y se revisan más al alza.",
                            )
                        ),
                    ),
                ),
                Judgement(
                    (
                        Text(say("It is ", "Es ")),
                        Text(say("likely", "probable"), "strong"),
                        Text(
                            say(
                                " that theft from pipelines keeps spreading to other states, because "
                                "enforcement is concentrated in a few corridors.",
                                " que el robo a ductos siga extendiéndose a otros estados, la vigilancia se "
                                "concentra en pocos corredores.",
                            )
                        ),
                    ),
                    portion="TLP:GREEN",
                    term=say("likely", "probable"),
                    band="55–80 %",
                    confidence="moderate",
                    basis=(
                        Text(
                            say(
                                "Counts come from one operator; how taps are found has changed.",
                                "Los conteos vienen de un solo operador; cambió cómo se detectan.",
                            )
                        ),
                    ),
                ),
            ),
            kind="judgements",
        )

    def totals(self) -> Section:
        say = self.say
        series = monthly(self.country, range(2014, 2019), 1350, 3)
        record = figure(2894, "victims", self.country, "2018-07", 3)
        drawn = trend(
            [("", series)],
            say(
                "Victims of intentional homicide by month, January 2014 to October 2018",
                "Víctimas de homicidio doloso por mes, enero de 2014 a octubre de 2018",
            ),
            self.language,
            [Mark(date(2015, 1, 1), say("new method begins", "inicia el nuevo método"))],
            unit=say("victims a month", "víctimas al mes"),
        )
        unknown = replace(
            record,
            value=None,
            status="unknown",
            reason=say("not published by that day", "no publicado a esa fecha"),
        )
        early = figure(13298, "victims", self.country, "2018-01..2018-05", 4)
        rate = per_100k(
            figure(28734, "victims", self.country, "2017", 1),
            figure(123364426, "inhabitants", self.country, "2017", 5),
        )
        return Section(
            "totals",
            say("Homicide totals", "Totales de homicidio"),
            (
                Paragraph(
                    (
                        Text(say("The prosecutors counted ", "Las fiscalías contaron ")),
                        self.n(figure(28734, "victims", self.country, "2017", 1)),
                        Text(say(" victims in 2017, a rate of ", " víctimas en 2017, una tasa de ")),
                        self.n(rate),
                        Text(say(" per 100,000 inhabitants, and ", " por cada 100,000 habitantes, y ")),
                        self.n(early),
                        Text(
                            say(
                                " from January to May 2018. The death certificates for the same months are ",
                                " de enero a mayo de 2018. Los certificados de defunción de esos meses: ",
                            )
                        ),
                        Text(f"{self.press.unknown} ({unknown.reason})", "unknown"),
                        Text(say(". The two are not the same thing: ", ". No son lo mismo: ")),
                        Text(
                            say(
                                "a case file may hold several victims",
                                "una carpeta puede tener varias víctimas",
                            ),
                            "emphasis",
                        ),
                        Text("."),
                        Reference((1, 2)),
                    )
                ),
                self.picture(
                    "trend",
                    drawn,
                    caption=(
                        Text(
                            say(
                                "Completed offences. The dashed rule marks the new method.",
                                "Delitos consumados. La línea punteada marca el nuevo método.",
                            )
                        ),
                    ),
                ),
                Bullets(
                    (
                        Paragraph(
                            (
                                Text(
                                    say(
                                        "Counts are revised for a year after publication.",
                                        "Los conteos se revisan durante un año.",
                                    )
                                ),
                                Reference((3,)),
                            )
                        ),
                        Paragraph(
                            (
                                Text(say("Attempts are not included.", "No se incluyen tentativas.")),
                                Reference((4, 5, 6)),
                            )
                        ),
                    )
                ),
            ),
        )

    def hot_spots(self) -> Section:
        say = self.say
        states = self.pack.states
        levels = {}
        rows, tones, ranked = [], [], []
        for k, state in enumerate(states):
            level = figure(float(1 + (k * 5) % 4), "level", state, "2018-08", 6, "advisory-level")
            levels[state.code] = level
            count = figure(float(40 + (k * 137) % 1800), "victims", state, "2018-01..2018-09", 7)
            if k == 9:
                count = replace(count, value=None, status="unknown", reason="the state had not reported")
            earlier = figure(float(35 + (k * 113) % 1650), "victims", state, "2017-01..2017-09", 8)
            people = figure(float(700_000 + k * 311_111), "inhabitants", state, "2018", 5, "population")
            rate = per_100k(count, people)
            ranked.append((state.name, rate))
            rows.append(
                (
                    (Text(state.name),),
                    (self.n(level),),
                    (self.n(count),),
                    (self.n(earlier),),
                    (self.n(changed(count, earlier)),),
                    (self.n(rate),),
                )
            )
            tones.append(str(int(level.value or 1)))
        head = ("State", "Level", "Jan–Sep 2018", "Jan–Sep 2017", "Change", "Per 100,000")
        cabeza = ("Estado", "Nivel", "Ene–sep 2018", "Ene–sep 2017", "Variación", "Por 100,000")
        columns = tuple(
            Column(h, "left" if i == 0 else "right") for i, h in enumerate(head if self.english else cabeza)
        )
        tile_title = say("Advisory level by state, August 2018", "Nivel de alerta por estado, agosto de 2018")
        tiles = tile_map(
            self.pack.tiles, levels, tile_title, self.language, "levels", level_names=LEVELS[self.language]
        )
        by_rate = tile_map(
            self.pack.tiles,
            {f.place.code: f for _, f in ranked},
            say(
                "Homicide rate by state, January to September 2018",
                "Tasa de homicidio por estado, enero a septiembre de 2018",
            ),
            self.language,
            unit=say("victims per 100,000", "víctimas por 100,000"),
        )
        top = ranking(
            ranked,
            say("States with the highest rates", "Estados con las tasas más altas"),
            self.language,
            12,
            unit=say("victims per 100,000 inhabitants", "víctimas por 100,000 habitantes"),
            emphasised={c for c, f in levels.items() if f.value == 4},
            emphasis=say("at level 4", "en nivel 4"),
        )
        spells = [
            (
                s.name,
                [
                    figure(2.0, "level", s, "2017-08-22", 9, "advisory-level"),
                    figure(float(3 + k % 2), "level", s, "2018-01-10", 10, "advisory-level"),
                    figure(4.0, "level", s, "2018-08-22", 11, "advisory-level"),
                ],
            )
            for k, s in enumerate(states[5:10])
        ]
        story = level_history(
            spells,
            say("Levels of five states since 2017", "Niveles de cinco estados desde 2017"),
            self.language,
            AS_OF,
            LEVELS[self.language],
        )
        return Section(
            "hot-spots",
            say("Hot spots", "Focos rojos"),
            (
                Paragraph(
                    (
                        Text(
                            say(
                                "Five states stand at the top level. ",
                                "Cinco estados están en el nivel más alto. ",
                            )
                        ),
                        Text(
                            say(
                                "Their rates differ by a factor of ten.",
                                "Sus tasas difieren por un factor de diez.",
                            )
                        ),
                        Reference((6,)),
                    ),
                    "TLP:GREEN",
                ),
                self.picture("levels", tiles),
                self.picture("story", story),
                self.picture("rates", by_rate),
                self.picture("ranking", top),
                Table(
                    say(
                        "States: advisory level, homicide victims and rate",
                        "Estados: nivel, víctimas de homicidio y tasa",
                    ),
                    columns,
                    tuple(rows),
                    tone=tuple(tones),
                    id="states",
                    caption=(
                        Text(
                            say(
                                "Victims of completed intentional homicide. Rates not annualised.",
                                "Víctimas de homicidio doloso consumado. Tasas sin anualizar.",
                            )
                        ),
                    ),
                ),
            ),
            portion="TLP:GREEN",
        )

    def changes(self) -> Section:
        say = self.say
        names = [
            ("Illegal taps", "Tomas clandestinas", 2274, 1647),
            ("Cargo theft", "Robo a transportista", 2945, 2514),
            ("Kidnapping", "Secuestro", 980, 1051),
            ("Journalists killed", "Periodistas asesinados", 4, 1),
            ("Extortion", "Extorsión", 4470, 4281),
            ("Vehicle theft", "Robo de vehículo", 61250, 66410),
        ]
        rows = []
        for k, (en, es, now, before) in enumerate(names):
            later = figure(now, "case files", self.country, "2018-01..2018-09", 12 + k, f"m{k}")
            earlier = figure(before, "case files", self.country, "2017-01..2017-09", 20 + k, f"m{k}")
            rows.append((say(en, es), changed(later, earlier)))
        drawn = change(
            rows,
            say("Change on the same months of 2017", "Variación frente a los mismos meses de 2017"),
            self.language,
        )
        parts = tuple(
            ((Text(label),), (self.n(c.inputs[0]),), (self.n(c.inputs[1]),), (self.n(c),))
            for label, c in rows
        )
        columns = (
            Column(say("Offence", "Delito"), "left"),
            Column("2018"),
            Column("2017"),
            Column(say("Change", "Variación")),
        )
        return Section(
            "changes",
            say("Other offences", "Otros delitos"),
            (
                Paragraph(
                    (
                        Text(
                            say(
                                "Pipelines were tapped and cargo was stolen more often than a year before.",
                                "Hubo más tomas clandestinas y más robo de carga que un año antes.",
                            )
                        ),
                        Reference(tuple(range(12, 26))),
                    )
                ),
                self.picture("changes", drawn),
                Table(say("Counts behind the changes", "Conteos detrás de las variaciones"), columns, parts),
            ),
        )

    def method(self) -> Section:
        say = self.say
        many = tuple(self.press.cite(evidence(k) for k in range(26, 40)))
        return Section(
            "method",
            say("Method and definitions", "Método y definiciones"),
            (
                Paragraph(
                    (
                        Text(
                            say(
                                "Likelihood words follow ICD 203; confidence speaks of the basis only.",
                                "La probabilidad sigue ICD 203; la confianza habla solo de la base.",
                            )
                        ),
                        Reference(many),
                    )
                ),
                Paragraph(
                    (
                        Text(say("The publisher's page: ", "La página del editor: ")),
                        Link("example.org", "https://example.org/"),
                    )
                ),
            ),
            kind="reference",
        )

    def report(self) -> Report:
        sections = (self.judgements(), self.totals(), self.hot_spots(), self.changes(), self.method())
        say = self.say
        return Report(
            id=f"mx-{AS_OF}-{self.language}",
            title=say("Mexico: security outlook", "México: panorama de seguridad"),
            subtitle=say(
                "Violence, theft and the change of government", "Violencia, robo y cambio de gobierno"
            ),
            tags=(say("crime", "delincuencia"), say("drug trafficking", "narcotráfico")),
            region=say("Western Hemisphere", "Hemisferio occidental"),
            country=say("Mexico", "México"),
            as_of=AS_OF,
            language=self.language,
            banner="TLP:GREEN",
            handling=HANDLING[self.language],
            sections=sections,
            endnotes=self.press.endnotes,
            attributions=("Made office, CC BY 4.0",),
            words={},
            digest="ab" * 32,
            contact=(say("Regional desk, desk@example.org", "Mesa regional, desk@example.org"),),
            figures=self.press.figures,
            since=date(2018, 10, 2),
        )


@lru_cache(maxsize=2)
def made_report(language: str = "en") -> Report:
    """The whole made report in a language."""
    return _Maker(language).report()


def hostile_report(text: str) -> Report:
    """The made report with the same hostile text in every place where a document's words can stand."""
    report = made_report()
    item = evidence(
        1,
        title=text,
        publisher=text,
        url=text,
        locator=text,
        descriptor=text,
        attribution=text,
        language=text,
        citation=Citation(text, text, text, text, text, text),
    )
    number = replace(
        next(iter(report.figures.values())), evidence=(item,), method=text, note=text, reason=text
    )
    shown = Number("f1", number, text, (1,))
    inlines: tuple[Inline, ...] = (Text(text), shown, Link(text, text), Text(text, "unknown"))
    picture = next(b for s in report.sections for b in s.blocks if isinstance(b, Picture))
    blocks = (
        Paragraph(inlines),
        Bullets((Paragraph(inlines),)),
        Judgement(inlines, basis=inlines, term=text, band=text),
        Tiles((Tile(shown, text, inlines),)),
        Table(
            text, (Column(text, "left"), Column(text)), ((inlines, inlines),), caption=inlines, tone=("4",)
        ),
        replace(picture, title=text, alt=text, caption=inlines, numbers=(shown,)),
    )
    notes = (replace(report.endnotes[0], evidence=item, locators=(text,)),)
    return replace(
        report,
        title=text,
        subtitle=text,
        tags=(text,),
        region=text,
        country=text,
        handling=text,
        sections=(Section("s", text, blocks),),
        endnotes=notes,
        attributions=(text,),
        contact=(text,),
        figures={"f1": number},
    )
