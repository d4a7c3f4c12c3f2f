"""What is out of the ordinary, in words: whose change is real, alarms, marks in the state table."""

from __future__ import annotations

import pytest

from almenara.model.finding import Row
from almenara.product.config import load_config
from almenara.product.document import Number, Table, Text
from almenara.product.making import Making
from almenara.product.parts.anomalies import HIDDEN, NAMED, alarms, named, real_changes
from almenara.product.parts.states import table
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("anomalies") / "store")


def making(workspace: Workspace, day: str, language: str = "en") -> Making:
    pack = workspace.registry.packs["MX"]
    config = load_config(pack.folder)
    return Making(workspace.context(day), pack, config, language, wording(language), Press(language))


def said(blocks) -> str:
    (paragraph,) = blocks
    return "".join(i.text for i in paragraph.inlines if isinstance(i, (Text, Number)))


def section(at: Making):
    return next(s for s in at.config.sections if "real-changes" in s.parts)


def test_states_that_rose_and_fell_are_named_and_marked(embedded: Workspace) -> None:
    at = making(embedded, "2018-11-02")
    assert said(real_changes(at, section(at))) == (
        "Homicide and femicide, victims (new method), January to June 2018: against the same months a year before, "
        "6 of 32 states rose by more than chance parts such counts (Guanajuato, Quintana Roo, Jalisco, Baja "
        "California, Puebla and Nayarit), and 2 fell by more (Sinaloa and Baja California Sur); the change of the "
        "other 24 cannot be told from chance. Of the rises and falls counted here, at most about one in twenty is "
        "expected to be chance."
    )
    (made,) = table(at, section(at))
    assert isinstance(made, Table)
    marked = [row[0][0].text for row in made.rows if any(getattr(i, "style", "") == "strong" for i in row[4])]
    assert marked == [
        "Baja California", "Baja California Sur", "Guanajuato", "Jalisco", "Nayarit", "Puebla", "Quintana Roo",
        "Sinaloa",
    ]  # fmt: skip
    caption = "".join(i.text for i in made.caption if isinstance(i, (Text, Number)))
    assert caption.endswith("Changes in bold are beyond chance; the others cannot be told from it.")


def test_in_spanish(embedded: Workspace) -> None:
    at = making(embedded, "2018-11-02", "es")
    text = said(real_changes(at, section(at)))
    assert "respecto de los mismos meses del año anterior, 6 de 32 estados aumentaron más" in text
    assert text.endswith("a lo más, cerca de uno de cada veinte sea azar.")


def test_up_to_ten_names_are_given_and_never_two_are_hidden(embedded: Workspace) -> None:
    at = making(embedded, "2018-11-02")
    names = [state.name for state in at.pack.states]
    rows = [Row(state.code, state.name, {}, state.code, {}) for state in at.pack.states]
    for count in range(1, NAMED + HIDDEN):
        text = named(at, rows[:count]) or ""
        assert all(name in text for name in names[:count]) and not text.endswith("others")
    cut = named(at, rows[: NAMED + HIDDEN]) or ""
    assert names[NAMED - 1] in cut and names[NAMED] not in cut and cut.endswith(" and others")
    assert named(at, []) is None


def test_a_past_too_short_for_season_and_trend_raises_no_alarm_in_print(embedded: Workspace) -> None:
    at = making(embedded, "2018-11-02")
    assert alarms(at, section(at)) == []


def test_alarms_of_the_newest_month(real: Workspace) -> None:
    at = making(real, "2018-11-02")
    text = said(alarms(at, section(at)))
    assert text.startswith(
        "Homicide and femicide, victims (new method), June 2018: 3 of 32 states passed the bound"
    )
    assert "Guanajuato, 265 against 100.9 expected" in text
    assert text.endswith("still striking among so many states: Guanajuato.")


def test_an_old_month_is_no_alarm(real: Workspace) -> None:
    at = making(real, "2026-11-20")
    assert alarms(at, section(at)) == []
