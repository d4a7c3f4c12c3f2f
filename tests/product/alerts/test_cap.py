"""CAP 1.2 files: what the standard asks for, and the places where implementations trip.

Golden facts: OASIS, Common Alerting Protocol Version 1.2, 1 July 2010, section 3.2 and the schema in 3.4.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from almenara.errors import UsageError
from almenara.product.alerts.cap import NAMESPACE, Sender, cap, moment
from tests.product.alerts.made import FIRST, later, message

C = {"c": NAMESPACE}
SENDER = Sender("alerts@example.org", "The team")
ORDER = [
    "identifier",
    "sender",
    "sent",
    "status",
    "msgType",
    "source",
    "scope",
    "restriction",
    "addresses",
    "code",
    "note",
    "references",
    "incidents",
    "info",
]
INFO = [
    "language",
    "category",
    "event",
    "responseType",
    "urgency",
    "severity",
    "certainty",
    "audience",
    "eventCode",
    "effective",
    "onset",
    "expires",
    "senderName",
    "headline",
    "description",
    "instruction",
    "web",
    "contact",
    "parameter",
    "resource",
    "area",
]
CAP_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")  # dateTime of the schema


def read(made: bytes) -> etree._Element:
    return etree.fromstring(made)


def names(element: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in element]


def in_order(found: list[str], order: list[str]) -> bool:
    return [order.index(n) for n in found] == sorted(order.index(n) for n in found)


def test_elements_stand_in_the_order_of_the_schema():
    alert = read(cap(message(), SENDER))
    assert etree.QName(alert) == etree.QName(NAMESPACE, "alert")
    assert in_order(names(alert), ORDER)
    for info in alert.findall("c:info", C):
        assert in_order(names(info), INFO)
        for area in info.findall("c:area", C):
            assert in_order(names(area), ["areaDesc", "polygon", "circle", "geocode", "altitude", "ceiling"])


def test_every_element_that_the_standard_requires_is_there_with_a_word_of_its_list():
    alert = read(cap(message(), SENDER))
    assert alert.findtext("c:status", None, C) == "Actual"
    assert alert.findtext("c:msgType", None, C) == "Alert"
    assert alert.findtext("c:scope", None, C) == "Restricted"
    assert alert.findtext("c:restriction", None, C).startswith("TLP:AMBER+STRICT")
    info = alert.find("c:info", C)
    told = {n: info.findtext(f"c:{n}", None, C) for n in ("category", "urgency", "severity", "certainty")}
    assert told == {
        "category": "Security", "urgency": "Immediate", "severity": "Severe", "certainty": "Observed",
    }  # fmt: skip


def test_one_info_for_each_language():
    alert = read(cap(message(), SENDER))
    assert [i.findtext("c:language", None, C) for i in alert.findall("c:info", C)] == ["en-GB", "es-MX"]
    assert "Bloqueo" in alert.findall("c:info", C)[1].findtext("c:headline", None, C)


def test_a_circle_is_latitude_first_with_its_radius_in_kilometres():
    alert = read(cap(message(), SENDER))
    assert alert.findtext(".//c:circle", None, C) == "20.62000,-103.23000 5"


def test_a_place_without_a_point_has_a_description_and_a_code_only():
    area = read(cap(message(), SENDER)).findall(".//c:area", C)[1]
    assert names(area) == ["areaDesc", "geocode"]


def test_what_a_text_holds_stays_text():
    made = cap(message(text={"en": "<script>&evil;\x00\u202e"}, headline={"en": "]]>"}), SENDER)
    info = read(made).find("c:info", C)
    assert info.findtext("c:description", None, C) == "<script>&evil;⟨0000⟩⟨202E⟩"


def test_named_recipients_make_it_private():
    alert = read(cap(message(), Sender("s", addresses=("one@example.org", "Duty desk"))))
    assert alert.findtext("c:scope", None, C) == "Private"
    assert alert.findtext("c:addresses", None, C) == 'one@example.org "Duty desk"'
    assert alert.find("c:restriction", C) is None


def test_a_correction_and_a_withdrawal_name_what_they_refer_to():
    for kind, word in (("update", "Update"), ("cancel", "Cancel")):
        alert = read(cap(later(1, kind), SENDER))
        assert alert.findtext("c:msgType", None, C) == word
        sender, name, sent = alert.findtext("c:references", None, C).split(",")
        assert (sender, name, sent) == (SENDER.id, FIRST.id, "2026-02-22T14:05:09-00:00")


@pytest.mark.parametrize("name", ["", "a b", "a,b", "a<b", "a&b"])
def test_a_sender_that_would_break_references_is_refused(name):
    with pytest.raises(UsageError, match="cannot be a sender"):
        Sender(name)


@given(st.datetimes(timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))))
def test_a_moment_has_the_form_of_the_schema_and_is_the_same_moment(value):
    text = moment(value)
    assert CAP_TIME.fullmatch(text)
    assert datetime.fromisoformat(text.replace("-00:00", "+00:00")) == value.replace(microsecond=0)


def test_utc_is_written_without_a_z():
    assert moment(datetime(2018, 11, 2, 8, 0, tzinfo=UTC)) == "2018-11-02T08:00:00-00:00"
