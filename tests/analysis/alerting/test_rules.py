"""Files of rules: every fault at once, with the rule and the field."""

from pathlib import Path

import pytest

from almenara.analysis.alerting.evaluating import check
from almenara.analysis.alerting.rules import IncidentRule, read_rules
from almenara.errors import BadInput, UsageError
from almenara.workspace import Workspace

GOOD = """
rules:
  - name: shots near plants
    when: incident
    threats: [armed-violence]
    assets: [plant, warehouse]
    within_km: 30
    severity: severe
    urgency: immediate
    instruction: {en: Stay inside., es: Permanezcan adentro.}
  - {name: our level, when: level-change, country: mx, at_least: 3}
  - {name: advice, when: advisory-change, country: mx, places: [MX-JAL]}
  - {name: surge, when: anomaly, country: mx, measure: homicide}
  - {name: new there, when: new-presence, country: mx, assets: [all]}
  - {name: rising, when: forecast, country: mx, measure: homicide, chance: 80}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "rules.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_kind_of_rule_is_read(tmp_path):
    rules = read_rules(write(tmp_path, GOOD))
    assert [r.name for r in rules] == [
        "shots near plants",
        "our level",
        "advice",
        "surge",
        "new there",
        "rising",
    ]
    first = rules[0]
    assert isinstance(first, IncidentRule)
    assert "roadblock" in first.taken
    assert first.threat_of("roadblock") == "armed-violence"
    assert first.concerns({"name": "x", "type": "plant"}) and not first.concerns(
        {"name": "x", "type": "hotel"}
    )


def test_all_faults_are_told_at_once_with_rule_and_field(tmp_path):
    text = """
rules:
  - {name: a, when: incident, threats: [plague], assets: [plant]}
  - {name: b, when: incident, kinds: [roadblock], within_km: 9000, assets: [castle]}
  - {name: c, when: sometimes}
  - {name: d, when: forecast, country: mx, measure: homicide}
  - {name: e, when: level-change, country: mx, colour: red}
  - {name: e, when: anomaly, country: mx, measure: homicied}
"""
    with pytest.raises(BadInput) as told:
        read_rules(write(tmp_path, text))
    faults = [str(f) for f in told.value.faults]
    assert any(f.startswith('"rule 1 (a), threats": "plague" is not a threat') for f in faults)
    assert any(f.startswith('"rule 2 (b), within_km"') for f in faults)
    assert any(f.startswith('"rule 2 (b), assets": "castle" is not a type of asset') for f in faults)
    assert '"rule 3 (c), when": is not known: write one of incident, state-count, level-change, advisory-change, ' \
        "anomaly, new-presence, forecast" in faults  # fmt: skip
    assert '"rule 4 (d)": needs one of above and chance' in faults
    assert '"rule 5 (e), colour": is not a field of such a rule' in faults
    assert any(f.startswith('"rule 6 (e), measure": "homicied" is not a measure') for f in faults)
    assert '"rule e": two rules have this name; alerts could not be told apart' in faults


@pytest.mark.parametrize("text", ["", "rules: []", "- 1", "rules: {a: 1}"])
def test_what_is_no_list_of_rules_is_said_to_be_none(tmp_path, text):
    with pytest.raises(BadInput, match="does not begin with rules"):
        read_rules(write(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="is not a file"):
        read_rules(tmp_path / "none.yml")


def test_names_that_stand_for_nothing_are_told_together(workspace: Workspace, tmp_path):
    text = """
rules:
  - {name: a, when: incident, kinds: [roadblock], names: [South plant], places: [MX-XXX]}
  - {name: b, when: level-change, country: zz}
"""
    path = write(tmp_path, text)
    with pytest.raises(BadInput) as told:
        check(path, workspace.context(), read_rules(path), [])
    assert [str(f) for f in told.value.faults] == [
        '"rule 1 (a), names": there is no asset "South plant"',
        '"rule 1 (a), places": "MX-XXX" is not the code of a place; `almenara places` finds it',
        '"rule 2 (b), country": "zz" is not a country; there are: mx, co',
    ]


@pytest.mark.parametrize("name", ['"a\\x01"', '"a\\u202Eb"', '" a"', '"a\\nb"'])
def test_a_name_with_characters_that_are_not_seen_is_refused(tmp_path, name):
    with pytest.raises(BadInput, match="has characters that are not seen, or spaces at its ends"):
        read_rules(write(tmp_path, GOOD.replace("our level", name)))
