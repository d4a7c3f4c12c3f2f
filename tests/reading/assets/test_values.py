"""Single values as people write them in lists of sites."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.reading.assets import values


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1200", False, 1200), ("1,200", False, 1200), ("1,200.5", False, 1200.5), ("1 200", False, 1200),
        ("1.200", True, 1200), ("1.200,5", True, 1200.5), ("19,43", True, 19.43), ("1e3", False, 1000),
        ("-99.13", False, -99.13), ("2\u00a0500\u00a0000", False, 2_500_000), ("1'200", False, 1200),
    ],
)  # fmt: skip
def test_numbers(text, comma, value):
    assert values.number(text, comma) == value


@pytest.mark.parametrize(
    "text", ["", "ten", "1,20", "1,2,3", "nan", "inf", "1e999", "0x10", "１２", "--3", "1_000"]
)
def test_what_is_no_number(text):
    with pytest.raises(ValueError, match="is not a number"):
        values.number(text)


@given(st.floats(-90, 90))
def test_degrees_come_back_as_they_were(value):
    assert values.degrees(repr(value), "lat") == value


@pytest.mark.parametrize(
    ("text", "axis", "value"),
    [
        ("19° 25' 30\" N", "lat", 19.425),
        ("99°07'48''O", "lon", -99.13),
        ("99º 7,8' W", "lon", None),
        ("12° S", "lat", -12),
    ],
)
def test_degrees_with_minutes_and_seconds(text, axis, value):
    if value is None:
        with pytest.raises(ValueError, match=r"write it as -99\.1332"):
            values.degrees(text, axis)
    else:
        assert values.degrees(text, axis) == pytest.approx(value)


def test_a_latitude_is_no_longitude():
    with pytest.raises(ValueError, match="is not a longitude"):
        values.degrees("19° 25' 30\" N", "lon")


@pytest.mark.parametrize("text", ["19.43, -99.13", "19.43,-99.13", "(19.43; -99.13)", "19.43 -99.13"])
def test_a_pair_is_latitude_then_longitude(text):
    assert values.pair(text) == (-99.13, 19.43)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("USD 2,500,000", (2.5e6, "USD")),
        ("2500000 usd", (2.5e6, "USD")),
        ("€1,000", (1000, "EUR")),
        ("5", (5, "")),
    ],
)
def test_values_with_their_currency(text, value):
    assert values.amount(text) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("$500", "the dollar sign stands for many"),
        ("-5", "zero or more"),
        ("XXQ 5", "is not a currency"),
        ("1e17", "zero"),
    ],
)
def test_values_that_are_refused(text, told):
    with pytest.raises(ValueError, match=told):
        values.amount(text)


@pytest.mark.parametrize("text", ["30/11/2026", "2026-13-01", "tomorrow", "2026-1-1"])
def test_days_that_are_refused(text):
    with pytest.raises(ValueError, match="day"):
        values.day(text)


def test_hours_are_those_of_the_specification():
    assert values.hours("Mo-Fr  08:00-18:00; PH off") == "Mo-Fr 08:00-18:00; PH off"
    with pytest.raises(ValueError, match="as OpenStreetMap does: Mo-Fr 08:00-18:00"):
        values.hours("L-V 8 a 18")


@pytest.mark.parametrize(
    ("text", "label"), [("amber + strict", "TLP:AMBER+STRICT"), ("TLP:WHITE", "TLP:CLEAR")]
)
def test_markings(text, label):
    assert values.marking(text) == label


def test_a_name_is_one_line_without_what_is_not_seen():
    assert values.name(" Plant\t\u202eA\x1b[31m ") == "Plant A [31m"
    for text in ("", " \u200b", "***"):
        with pytest.raises(ValueError, match="name"):
            values.name(text)
