"""Our rating in a report: counts, agreement, who differs and why, every state, and nothing where it has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from almenara.model.finding import Finding
from almenara.product.config import load_config
from almenara.product.document import Paragraph, Reference, Table
from almenara.product.making import Making
from almenara.product.parts import ratings
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("ratings") / "store")


def made(workspace: Workspace, day: str, language: str) -> tuple[Making, list[Paragraph | Table]]:
    pack, words = workspace.registry.packs["MX"], wording(language)
    press = Press(language, words["words"]["unknown"])
    making = Making(workspace.context(day), pack, load_config(pack.folder, None), language, words, press)
    section = next(s for s in making.config.sections if s.id == "ratings")
    return making, ratings.ratings(making, section)  # type: ignore[return-value]


def text(inlines) -> str:
    return "".join(i.text for i in inlines if not isinstance(i, Reference))


@pytest.mark.parametrize(
    ("language", "counts", "higher", "head"),
    [
        ("en", "states stand at level 4", "Rated higher by us than by the advisory: Baja California,",
         "Our level (range), chance"),
        ("es", "estados están en el nivel 4", "Calificados por nosotros más alto que por la alerta: Baja California,",
         "Nuestro nivel (rango), probabilidad"),
    ],
)  # fmt: skip
def test_states_are_told_the_most_dangerous_first_beside_the_official_level(
    opened: Workspace, language: str, counts: str, higher: str, head: str
) -> None:
    making, blocks = made(opened, "2018-11-02", language)
    *paragraphs, table = blocks
    assert isinstance(table, Table)
    told = [text(p.inlines) for p in paragraphs if isinstance(p, Paragraph)]
    assert counts in told[0] and "kappa" in told[1]
    assert any(t.startswith(higher) for t in told)
    assert any(t.startswith("Baja California") and "76.4" in t for t in told), (
        "the widest difference is explained"
    )
    assert [c.heading for c in table.columns][1] == head
    rows = [[text(cell) for cell in row] for row in table.rows]
    assert len(rows) == 32
    assert rows[0][0] == "Guerrero" and rows[0][1].startswith("4 (3–4), ")
    assert rows[-1][0] == "Yucatán" and rows[-1][2] == "2"
    assert table.tone == (), "the colours are those of the official levels"
    assert len(making.calls) == 32
    assert any("10" in reason for _, reason in making.unknowns), "what is not known is told"


def test_a_day_on_which_nothing_can_be_rated_says_so(opened: Workspace) -> None:
    making, blocks = made(opened, "2018-01-10", "en")
    assert blocks == []
    assert any(
        "too little was known on 2018-01-10 to rate any state" in reason for _, reason in making.unknowns
    )


@pytest.mark.parametrize(
    ("language", "stands", "passed"),
    [
        ("en", "1 state stands at level 4 and 20 at level 3", "1 of 32 states passed the bound that its own"),
        (
            "es",
            "1 estado está en el nivel 4 y 20 en el nivel 3",
            "1 de 32 estados pasó el límite que le fija",
        ),
    ],
)
def test_one_state_is_spoken_of_in_the_singular(
    opened: Workspace, language: str, stands: str, passed: str
) -> None:
    making, _ = made(opened, "2018-11-02", language)
    figure = making.ask("rate", country="MX").figures["at_4"]
    one, twenty, all_ = (replace(figure, value=n) for n in (1.0, 20.0, 32.0))
    counts = [("4", one), ("3", twenty)]
    assert stands in text(making.say("ratings_counts", counts=counts, one=True).inlines)
    said = making.say("alarms", label="x", month=figure.period, alarms=one, tested=all_, none=False, one=True,
                      rows=[], standing=None)  # fmt: skip
    assert passed in text(said.inlines)


@pytest.mark.parametrize(
    ("language", "people", "alone"),
    [
        ("en", "Population: that of 2018, as none of 2019 was known on the day.",
         "on the counts of January to November 2019 alone"),
        ("es", "Población: la de 2018, pues ese día no se conocía la de 2019.",
         "según los conteos de enero a noviembre de 2019 únicamente"),
    ],
)  # fmt: skip
def test_an_older_population_and_a_part_of_a_year_are_told(
    opened: Workspace, language: str, people: str, alone: str
) -> None:
    *paragraphs, table = made(opened, "2020-02-01", language)[1]
    assert isinstance(table, Table) and people in text(table.caption)
    assert any(alone in text(p.inlines) for p in paragraphs if isinstance(p, Paragraph))


def test_where_none_differs_by_two_levels_the_widest_of_one_are_explained(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Making.ask

    def near(self: Making, question: str, **arguments: object) -> Finding:
        found = asked(self, question, **arguments)
        rows = (r for r in found.rows if abs(r.figures["level"].value - r.figures["official"].value) < 2)  # type: ignore[operator]
        return replace(found, rows=tuple(rows))

    monkeypatch.setattr(Making, "ask", near)
    for language, start in (
        ("en", "The widest differences are of one level"),
        ("es", "Las mayores diferencias"),
    ):
        told = [text(b.inlines) for b in made(opened, "2018-11-02", language)[1] if isinstance(b, Paragraph)]
        (why,) = [t for t in told if t.startswith(start)]
        assert why.count(";") == 3 and "Guanajuato" in why
        assert not any("differs most" in t or "más difieren" in t for t in told)
