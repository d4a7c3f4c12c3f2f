"""Registers as printed: dates as open as the sources leave them, contradictions marked, the country's level told."""

from __future__ import annotations

from pathlib import Path

import pytest

from almenara.analysis.armed_groups.claims import PREDICATES
from almenara.analysis.policies import policies
from almenara.product.config import load_config
from almenara.product.document import Paragraph, Picture, Reference, Table
from almenara.product.making import Making
from almenara.product.parts import levels, register
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(tmp_path_factory.mktemp("fresh") / "store")


def making(workspace: Workspace, day: str, language: str) -> Making:
    pack, words = workspace.registry.packs["MX"], wording(language)
    press = Press(language, words["words"]["unknown"])
    return Making(workspace.context(day), pack, load_config(pack.folder, None), language, words, press)


def texts(table: Table) -> list[tuple[str, ...]]:
    return [
        tuple("".join(i.text for i in cell if not isinstance(i, Reference)) for cell in row)
        for row in table.rows
    ]


def section(made: Making, name: str):
    return next(s for s in made.config.sections if s.id == name)


def test_a_group_s_date_is_the_event_s_or_none_and_the_source_s_day_stands_apart(opened: Workspace) -> None:
    made = making(opened, "2018-11-02", "en")
    (table,) = register.statements_table(made, section(made, "groups"))
    assert isinstance(table, Table)
    assert [c.heading for c in table.columns] == ["Group", "What is stated", "Since", "Stated"]
    rows = texts(table)
    assert ("CIDA", "split from Organización Beltrán Leyva", "Aug 2010", "Jun 2011") in rows
    assert ("La Barredora (Acapulco)", "split from Organización Beltrán Leyva", "–", "5 Apr 2012") in rows
    assert ("Los Rojos (Guerrero)", "split from Organización Beltrán Leyva", "2009", "Jul 2018") in rows
    assert [r[1:3] for r in rows if r[0] == "Los Zetas"] == [
        ("split from Cártel del Golfo (disputed)", "2007"),
        ("split from Cártel del Golfo (disputed)", "2010"),
    ]
    assert len([r for r in rows if r[0] == "Los Rojos (Guerrero)"]) == 1


def test_groups_are_told_in_the_report_s_language(opened: Workspace) -> None:
    made = making(opened, "2026-11-25", "es")
    (table,) = register.statements_table(made, section(made, "groups"))
    assert isinstance(table, Table)
    said = {row[1] for row in texts(table)}
    assert "escisión de mezcla de varias bandas (controvertido)" in said
    assert not [s for s in said if "group of" in s or "mixture" in s or "former" in s or "after" in s]


def test_a_policy_stands_where_the_register_has_it_and_its_newest_event_is_the_one_whose_date_ends_last(
    opened: Workspace,
) -> None:
    made = making(opened, "2026-11-25", "en")
    (table,) = register.policy_table(made, section(made, "drug-policy"))
    assert isinstance(table, Table)
    (extortion,) = [row for row in texts(table) if row[0] == "Anti-extortion"]
    assert extortion[1:3] == ("announced", "6 Jul 2025")
    assert extortion[3].startswith("Oct 2025, general extortion law, passed: Deputies pass one definition")
    stands = {p.name: made.word("statuses", p.status) for p in policies(made.context, "MX", "en")}
    assert {row[0]: row[1].rpartition(": ")[2] for row in texts(table)} == stands


def test_a_newer_edition_without_state_levels_is_told(opened: Workspace) -> None:
    made = making(opened, "2026-11-25", "en")
    blocks = levels.level_map(made, section(made, "hot-spots"))
    said = ["".join(getattr(i, "text", "") for i in b.inlines) for b in blocks if isinstance(b, Paragraph)]
    assert said[1] == (
        "A newer edition, of 29 May 2026, puts the country as a whole at level 2. Its levels by state are not "
        "in evidence: those given here are of 12 August 2025."
    )


def test_the_country_s_level_and_inferred_levels_are_told(opened: Workspace) -> None:
    made = making(opened, "2018-11-02", "es")
    blocks = levels.level_map(made, section(made, "hot-spots"))
    said = ["".join(getattr(i, "text", "") for i in b.inlines) for b in blocks if isinstance(b, Paragraph)]
    assert said[1] == "El país en su conjunto está en el nivel 2, según la edición del 22 de agosto de 2018."
    (drawn,) = [b for b in blocks if isinstance(b, Picture)]
    assert "".join(getattr(i, "text", "") for i in drawn.caption).endswith(
        "Salvo los de Colima, Guerrero, Michoacán, Quintana Roo, Sinaloa, Tamaulipas, los niveles son inferidos, "
        "porque el mismo nivel regía antes y después."
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_predicate_of_the_registry_has_words(language: str) -> None:
    assert set(PREDICATES) <= set(wording(language)["predicates"])


def test_the_labels_of_a_network_are_not_printed(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "store")
    before = register.alliances(made := making(workspace, "2023-12-31", "en"), section(made, "groups"))
    ties = "Edge,Node,Group,RNode,RGroup,weight\nE1,N10001,Nombre de Persona,N10002,Los Zetas,6\n"
    (tmp_path / "Rivals.csv").write_text(ties, encoding="utf-8-sig")
    workspace.ingest([tmp_path / "Rivals.csv"])
    after = register.alliances(made := making(workspace, "2023-12-31", "en"), section(made, "groups"))
    assert [texts(t) for t in after if isinstance(t, Table)] == [
        texts(t) for t in before if isinstance(t, Table)
    ]
