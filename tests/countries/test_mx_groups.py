"""The pack's rules on armed groups: labels that are people's stay out of every answer and file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.countries.groups import GroupRules, group_rules
from almenara.errors import UnknownGroup
from almenara.product.config import load_config
from almenara.product.making import Making
from almenara.product.parts import register
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.workspace import Workspace
from tests.shared_data import shared

HEADER = "id,subject,predicate,object,place,valid_from,known,publisher,title,address,credibility\n"
DAY = "2026-11-25"


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> GroupRules:
    return group_rules(Workspace.open(tmp_path_factory.mktemp("rules") / "store").registry.packs["MX"])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, rules: GroupRules) -> Workspace:
    """A store in which two of the labels are told of as groups: as a subject, and as another's rival."""
    folder = Path(tmp_path_factory.mktemp("people"))
    one, other = rules.people[:2]
    rows = [
        f"p-1,{one.upper()},presence,present,MX-GUA,2026,2026-02-01,A Daily,T,https://a.example/1,",
        f"p-2,CJNG,rival-of,{other},MX-GUA,2026,2026-02-01,A Daily,T,https://a.example/2,",
        f"p-3,{other},split-from,CJNG,MX-GUA,2026,2026-02-01,A Daily,T,https://a.example/3,",
    ]
    (folder / "people.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    workspace = Workspace.open(folder / "store")
    workspace.ingest([folder / "people.csv"])
    return workspace


def test_people_are_no_groups_and_are_counted_as_left_out(told: Workspace, rules: GroupRules) -> None:
    found = told.ask("groups", DAY, country="MX")
    assert found.facts["left_out"] == 2
    assert any("persons' names" in str(caveat) and "2" in str(caveat) for caveat in found.caveats)
    assert not [row.label for row in found.rows if rules.is_person(row.label)]
    assert not [
        c for c in told.ask("groups", DAY, country="MX", about="MX-GUA").rows if rules.is_person(c.label)
    ]
    with pytest.raises(UnknownGroup):
        told.ask("groups", DAY, country="MX", about=rules.people[0])
    assert told.ask("groups", "2018-11-02", country="MX").facts["left_out"] == 0  # not known yet


@pytest.mark.parametrize("what", ["stix", "graphml", "csv"])
def test_no_file_names_them(told: Workspace, rules: GroupRules, tmp_path: Path, what: str) -> None:
    (path,) = told.groups("", DAY).write({what: tmp_path / f"f.{what}"}).paths
    text = path.read_text(encoding="utf-8").casefold()
    assert "cjng" in text and not [name for name in rules.people[:2] if name.casefold() in text]


def test_no_table_of_the_report_names_them(told: Workspace, rules: GroupRules) -> None:
    pack, words = told.registry.packs["MX"], wording("en")
    press = Press("en", words["words"]["unknown"])
    made = Making(told.context(DAY), pack, load_config(pack.folder, None), "en", words, press)
    section = next(s for s in made.config.sections if s.id == "groups")
    tables = [*register.statements_table(made, section), *register.alliances(made, section)]
    text = repr(tables).casefold()
    assert tables and not [name for name in rules.people[:2] if name.casefold() in text]


@given(st.data())
@settings(max_examples=25)
def test_a_person_is_known_however_the_label_is_written(rules: GroupRules, data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(rules.people))
    assert rules.is_person(label.upper()) and rules.is_person(f"  {label.casefold()} ")
    assert not rules.is_person(f"{label} gang")


def test_ten_papers_with_one_reply_are_one_origin_and_a_digest_confirms_nobody(tmp_path: Path) -> None:
    def rating(workspace: Workspace) -> tuple[int, list[str]]:
        (row,) = workspace.ask("groups", DAY, country="MX", about="Clan Oak").rows
        return row.facts["credibility"], row.facts["origins"]

    def add(name: str, *notes: str) -> None:
        rows = [
            f"{name}-{n},Clan Oak,presence,present,MX-GUA,2026,2026-02-01,{name} {n},T,https://a.example/{name}/{n},{note}"
            for n, note in enumerate(notes)
        ]
        (tmp_path / f"{name}.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        workspace.ingest([tmp_path / f"{name}.csv"])

    workspace = Workspace.open(tmp_path / "store")
    add("wire", *["cites the PGR"] * 10)
    assert rating(workspace) == (2, ["federal attorney general's office"])
    add(
        "digest",
        "in BACRIM 2020",
        "federal sources",
        "Congressional Research Service",
        "nobody in particular",
    )
    assert rating(workspace)[0] == 2 and len(rating(workspace)[1]) == 4
    add("other", "a map of the DEA")
    assert rating(workspace)[0] == 1


def test_real_claims_that_are_confirmed_have_two_who_speak_for_themselves(
    tmp_path: Path, rules: GroupRules
) -> None:
    workspace = Workspace.open(tmp_path / "store")
    workspace.ingest([shared("groups/group_statements.csv")])
    desk = workspace.groups("MX", DAY)
    gathered = {rule.origin for rule in rules.origins if rule.second_hand}
    confirmed = [c for c in desk.registry.claims if c.credibility == 1]
    assert confirmed and all(len(set(c.origins) - gathered) >= 2 for c in confirmed)
    papers = [
        c
        for c in desk.registry.claims
        if len({s.evidence.publisher for s in c.statements}) > len(c.origins) > 0
    ]
    assert papers  # pages that carry one word, real ones
