"""Tables of statements, policy events and leader events, each row with its page and its known day."""

from datetime import date

import pytest

from almenara.collect.recognise import recognise
from almenara.collect.understand import read_document
from almenara.errors import BadInput
from almenara.evidence.files import sha256
from almenara.model.document import Document
from almenara.reading.rows import Reading

STATEMENTS = (
    "id,subject,predicate,object,object_es,place,valid_from,valid_to,known,"
    "publisher,title,address,credibility,note\n"
)
SPLIT = (
    "g-1,Group A,split-from,Group B,,MX-GUA,2017,,2018-07,A Daily,A title,https://a.example/1,press only,\n"
)
POLICY = (
    "id,policy,policy_es,event,known,status,actor,instrument,summary,summary_es,mechanism,"
    "publisher,title,address,note\n"
)
AMNESTY = (
    "AM-1,Amnesty,Amnistía,2018-07,2018-07-31,proposed,A person,speech,An offer.,Una oferta.,impunity,"
    "A Daily,A title,https://a.example/1,\n"
)
LEADERS = "id,date,kind,person,alias,group,role,force,place,known,publisher,title,address,flag,note\n"
CAPTURE = (
    "l-1,2018-02-08,captured,A Person,El A,Group A,leader,navy,MX-CMX,2018-02-09,"
    "A Daily,T,https://a.example/1,disputed,\n"
)


def table(text: str) -> Document:
    content = text.encode()
    return Document(content, sha256(content), "kept.csv", "kept/kept.csv")


def read(text: str) -> Reading:
    document = table(text)
    spec = recognise(document)
    assert spec is not None and spec.id == "cited_statements"
    return read_document(document, spec)


def faults(text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read(text)
    return [str(fault) for fault in caught.value.faults]


def test_statement_keeps_its_time_place_and_credibility() -> None:
    (row,) = read(STATEMENTS + SPLIT).tables["statements"].to_pylist()
    assert (row["subject"], row["predicate"], row["object"]) == ("Group A", "split-from", "Group B")
    assert (row["valid_from"], row["valid_to"], row["known"]) == (date(2017, 1, 1), None, date(2018, 7, 31))
    assert (row["place"], row["language"]) == ("iso/MX-GUA", "")
    assert row["note"] == "press only; dated 2018-07 only, so taken as known on 2018-07-31"


def test_statement_in_two_languages_has_one_id() -> None:
    rows = read(STATEMENTS + SPLIT.replace("Group B,,", "Group B,Grupo B,")).tables["statements"].to_pylist()
    assert [(r["statement"], r["language"], r["object"]) for r in rows] == [
        ("g-1", "en", "Group B"), ("g-1", "es", "Grupo B"),
    ]  # fmt: skip


def test_statement_of_a_public_act_keeps_the_later_day_of_its_page() -> None:
    header = STATEMENTS.replace("known,", "known,published,ground,")
    row = SPLIT.replace("2018-07,A Daily", "2018-07-01,2019-01-20,public-act,A Daily")
    reading = read(header + row)
    (statement,) = reading.tables["statements"].to_pylist()
    (cited,) = reading.tables["citations"].to_pylist()
    assert (statement["known"], statement["ground"]) == (date(2018, 7, 1), "public-act")
    assert cited["published"] == "2019-01-20"
    assert faults(header + row.replace("public-act", "stated")) == [
        'row 2, "known": the page is of 2019-01-20, later than 2018-07-01: the day is no day of publication; '
        "write the page's day under published, the fact's under known, and the ground"
    ]


def test_policy_event_becomes_a_statement_of_its_status() -> None:
    english, spanish = read(POLICY + AMNESTY).tables["statements"].to_pylist()
    assert (english["subject"], english["predicate"], english["object"]) == (
        "Amnesty",
        "policy:proposed",
        "An offer.",
    )
    assert (spanish["subject"], spanish["object"], spanish["language"]) == ("Amnistía", "Una oferta.", "es")
    assert english["valid_from"] == date(2018, 7, 1)
    assert english["note"] == "actor: A person; instrument: speech; mechanism: impunity"


def test_leader_event_is_an_event_with_its_flag() -> None:
    reading = read(LEADERS + CAPTURE)
    (row,) = reading.tables["events"].to_pylist()
    assert (row["event"], row["kind"], row["side_a"], row["side_b"]) == (
        "l-1",
        "leader-captured",
        "navy",
        "Group A",
    )
    assert (row["summary"], row["victim_type"], row["note"], row["known"]) == (
        'A Person ("El A")',
        "leader",
        "disputed",
        date(2018, 2, 9),
    )
    assert (row["date_precision"], row["place_precision"]) == ("day", "state")
    assert "statements" not in reading.tables


def test_every_bad_row_is_named() -> None:
    rows = [
        SPLIT.replace("split-from", "Split from"),
        SPLIT.replace("g-1", "g-2").replace("https://a.example/1", ""),
        SPLIT.replace("g-1", "g-3").replace("2018-07", "July"),
        SPLIT.replace("g-1", "g-4").replace("Group A", "=A1"),
        SPLIT.replace("g-1", "g-5").replace(",2017,,", ",2017,2016,"),
        SPLIT,
    ]
    assert sorted(faults(STATEMENTS + "".join(rows))) == [
        'row 2, "predicate": "Split from" is not written as words in lower case with hyphens',
        'row 3, "address": is empty: give the web address, doi: or isbn: where the figure stands',
        'row 4, "known": "July" is not a day of publication: write 2018, 2018-10 or 2018-10-05',
        'row 5, "subject": "=A1" is a formula; write what it shows',
        'row 6, "valid_to": ends before 2017',
        'row 7, "id": "g-1" is the id of row 2, too',
    ]


def test_words_off_the_lists_are_refused() -> None:
    assert faults(POLICY + AMNESTY.replace("proposed", "mooted").replace("impunity", "luck")) == [
        'row 2, "status": "mooted" is not one of proposed, promised, announced, introduced, passed, '
        "in_force, struck_down, dropped, statement, rejected",
        'row 2, "mechanism": "luck" is not one of recruitment, incapacitation, lethality, saturation, '
        "markets, impunity, none",
    ]
    assert faults(LEADERS + CAPTURE.replace("captured", "vanished")) == [
        'row 2, "kind": "vanished" is not one of captured, killed, died, extradited, transferred, '
        "escaped, released, surrendered, reported-dead"
    ]
