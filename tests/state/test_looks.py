"""The newest look counts, and one as of the same day is no earlier one."""

from datetime import UTC, date, datetime

from almenara.state.looks import Look, Looks


def look(day: int, what: str = "brief:ZZ") -> Look:
    moment = datetime(2026, 11, day, 8, tzinfo=UTC)
    return Look(what, moment, date(2026, 11, day), moment, {"n": day})


def test_the_newest_look_at_something(database):
    looks = Looks(database)
    assert looks.last("brief:ZZ") is None
    for made in (look(9), look(16), look(16, "assess")):
        looks.take(made)
    assert looks.last("brief:ZZ") == look(16)
    assert looks.last("brief:ZZ", before=date(2026, 11, 16)) == look(9)
    assert looks.last("alerts") is None
