"""Keeping assets: all or none, names whatever their case and accents."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from almenara.errors import StateError, UsageError
from almenara.model.asset import Asset, Provenance
from almenara.state.assets import Assets

IMPORTED = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
PLANT = Asset(
    "Planta Léon", "site", "plant", ((-101.68, 21.12),), "ZZ", people=120, value=2.5e6, currency="USD",
    hours="Mo-Fr 08:00-18:00", radius_km=5.0, provenance=Provenance("sites.csv", "a" * 64, 2, IMPORTED),
)  # fmt: skip
TRIP = Asset(
    "Visit", "trip", "journey", ((-99.1, 19.4), (-98.2, 19.0)), "ZZ", first=date(2026, 12, 1),
    last=date(2026, 12, 3), provenance=Provenance("typed", "", None, IMPORTED),
)  # fmt: skip


def test_they_come_back_as_they_were(database):
    kept = Assets(database)
    assert kept.keep([TRIP, PLANT]).added == ("Visit", "Planta Léon")
    assert kept.every() == [PLANT, TRIP]
    assert kept.find("planta leon") == PLANT


def test_a_name_that_is_there_stops_all_of_them(database):
    kept = Assets(database)
    kept.keep([PLANT])
    with pytest.raises(UsageError, match='there already: "Planta Léon"'):
        kept.keep([TRIP, replace(PLANT, name="PLANTA LEON")])
    assert kept.every() == [PLANT]


def test_or_is_replaced_where_that_is_asked_for(database):
    kept = Assets(database)
    kept.keep([PLANT])
    moved = replace(PLANT, points=((-101.7, 21.1),))
    assert kept.keep([moved, TRIP], replace=True).replaced == ("Planta Léon",)
    assert kept.every() == [moved, TRIP]


def test_removing_is_all_or_none(database):
    kept = Assets(database)
    kept.keep([PLANT, TRIP])
    with pytest.raises(UsageError, match='there is no asset "Plant B"; nothing was removed'):
        kept.remove(["Visit", "Plant B"])
    assert len(kept.every()) == 2
    assert kept.remove(["VISIT"]) == 1
    assert kept.every() == [PLANT]


def test_many_at_once(database):
    many = [replace(PLANT, name=f"site {n:05}") for n in range(2_000)]
    kept = Assets(database)
    kept.keep(many)
    assert kept.every() == many
    assert kept.remove([a.name for a in many[:1_500]]) == 1_500


def test_a_transaction_that_fails_leaves_nothing(database):
    with pytest.raises(StateError), database.session() as session:
        session.execute(text("INSERT INTO looks (what) VALUES ('x')"))
    with database.session() as session:
        assert session.execute(text("SELECT count(*) FROM looks")).scalar() == 0
