"""The judgement of pace in words: nouns and adjectives of the scale, below the scale, and few or more years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from almenara.model.finding import Finding
from almenara.product.config import load_config
from almenara.product.document import Judgement, Number, Text
from almenara.product.making import Making
from almenara.product.parts.pace import judgement
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace
from tests.product.made_figures import figure


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("pace") / "store")


def making(workspace: Workspace, day: str, language: str = "en") -> Making:
    pack = workspace.registry.packs["MX"]
    config = load_config(pack.folder)
    return Making(workspace.context(day), pack, config, language, wording(language), Press(language))


def judged(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    percent: float,
    years: int = 2,
    language: str = "en",
    method: str = "sums",
    revised: int | None = None,
) -> tuple[str, Judgement]:
    """The judgement on a made pace: its sentence, and the block."""
    at = making(workspace, "2018-11-02", language)
    chance = figure(percent, "2018", unit="%", decimals=1, recipe={"op": "finding", "figure": "probability"})
    ends = [figure(v, "2018", recipe={"op": "finding", "of": v}) for v in (30, 25, 36)]
    made = Finding(
        "pace",
        date(2018, 11, 2),
        {"to_date": figure(21, "2018-01..2018-09"), "record": figure(40, "2017"), "probability": chance}
        | dict(zip(("projected", "low", "high"), ends, strict=True))
        | {
            "revised": figure(
                None if revised is None else revised, "2018-01..2018-09", recipe={"of": "revised"}
            )
        },
        facts={"passed": False, "confidence": "low" if years < 4 else "moderate"}
        | {"years": [str(y) for y in range(2018 - years, 2018)], "method": method}
        | ({"history": 42, "refiled": 0.01} if method == "months" else {}),
    )
    monkeypatch.setattr(Making, "pace", lambda self, names: ("homicide", made))
    (section,) = [s for s in at.config.sections if s.id == "judgements"]
    (block,) = judgement(at, section)
    assert isinstance(block, Judgement)
    return "".join(i.text for i in block.sentence if isinstance(i, Text | Number)), block


@pytest.mark.parametrize(
    ("percent", "language", "words"),
    [
        (0.4, "en", "there is almost no chance (less than 1\u00a0%) that the total of 2018 passes"),
        (50, "en", "there is a roughly even chance (50.0\u00a0%) that the total of 2018 passes"),
        (70, "en", "it is likely (70.0\u00a0%) that the total of 2018 passes"),
        (0.4, "es", "hay casi nula probabilidad (menos de 1\u00a0%) de que el total de 2018 supere"),
        (50, "es", "hay probabilidad similar (50.0\u00a0%) de que el total de 2018 supere"),
        (70, "es", "es probable (70.0\u00a0%) que el total de 2018 supere"),
    ],
)
def test_every_term_makes_a_sentence(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, percent: float, language: str, words: str
) -> None:
    told, _ = judged(workspace, monkeypatch, percent, language=language)
    assert words in told
    assert told.count("25") == 1 and told.count("36") == 1, "the interval is printed once"


def test_an_estimate_below_the_scale_has_no_band(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert judged(workspace, monkeypatch, 0.4)[1].band == "below the scale"
    assert judged(workspace, monkeypatch, 3)[1].band == "1–5\u00a0%"


@pytest.mark.parametrize(
    ("language", "revised", "words"),
    [
        ("en", 22, "would put the months so far at 22 by the end of next year"),
        ("en", None, "what revision is routine is not known"),
        ("es", 22, "dejaría los meses transcurridos en 22 a fines del año próximo"),
        ("es", None, "no se sabe qué revisión es habitual"),
    ],
)
def test_the_basis_says_what_is_used_and_how_months_are_revised(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, language: str, revised: int | None, words: str
) -> None:
    _, block = judged(workspace, monkeypatch, 70, 3, language, "months", revised)
    basis = "".join(i.text for i in block.basis if isinstance(i, Text | Number))
    assert words in basis and "42 m" in basis and "1 %" in basis


@pytest.mark.parametrize(("years", "confidence"), [(2, "low"), (3, "low"), (4, "moderate"), (5, "moderate")])
def test_confidence_follows_the_number_of_past_years(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, years: int, confidence: str
) -> None:
    _, block = judged(workspace, monkeypatch, 70, years)
    basis = "".join(i.text for i in block.basis if isinstance(i, Text | Number))
    assert block.confidence == confidence
    assert ["two", "three", "four", "five"][years - 2] + " past years" in basis
    assert ("too few" in basis) == (confidence == "low")


def test_a_fresher_series_without_past_years_does_not_hide_one_with_them(workspace: Workspace) -> None:
    at = making(workspace, "2018-11-02")
    bare = replace(at.totals("homicide"), to_date=figure(30, "2018-01..2018-10"), years=())
    at._totals["homicide"] = bare
    found = at.pace(["homicide", "homicide_and_femicide"])
    assert found is not None and found[0] == "homicide_and_femicide"
