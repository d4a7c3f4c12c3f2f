"""The list of threats: it speaks the core's own vocabulary."""

import pytest

from almenara.errors import UsageError
from almenara.reading.spec import measures
from almenara.reading.threats import find_threat, threats


def test_every_measure_of_a_threat_is_one():
    named = {measure for threat in threats().values() for measure in threat.measures}
    assert named <= set(measures())


def test_every_threat_shows_somehow_and_has_a_name_in_both_languages():
    for threat in threats().values():
        assert threat.measures or threat.events
        assert threat.name("es") != threat.name("en")


def test_an_unknown_threat_is_answered_with_those_there_are():
    with pytest.raises(UsageError, match=r'"theft" is not a threat; there are: homicide, kidnapping'):
        find_threat("theft")
