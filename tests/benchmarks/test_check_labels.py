"""The labelled documents of the audit: marks and rows agree, values stand in the words, halves are alike."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from almenara.countries.pack import all_packs
from almenara.reading.spec import measures as all_measures
from benchmarks.check.labels import (
    AGAINST_EVIDENCE,
    HALVES,
    REASONING,
    LabelledText,
    places_in,
    read,
    read_half,
)

DOCUMENTS = [document for half in HALVES for document in read_half(half)]

DATED = re.compile(
    r"\b\d{1,2}º?(?: (?:de )?[A-Za-zç]+(?: (?:de )?(?:19|20)\d\d)?)\b|\b[A-Z][a-z]+ \d{1,2},|\b(?:19|20)\d\d\b"
    r"|^\d{1,2}\. |Article 19\b",
    re.MULTILINE,
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_every_digit_is_marked_or_dates_something(document: LabelledText) -> None:
    held = {i for label in document.labels for i in range(label.start, label.end)}
    held |= {i for start, end in document.left_out for i in range(start, end)}
    held |= {i for m in DATED.finditer(document.text) for i in range(m.start(), m.end())}
    loose = [m[0] for m in re.finditer(r"\d[\d.,]*", document.text) if m.start() not in held]
    assert loose == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_values_are_what_the_words_say(document: LabelledText) -> None:
    for label in document.labels:
        if label.values is None or label.kinds is None or {"average", "level", "rate"} & set(label.kinds):
            continue
        text = re.sub(r"(?<!\d )\bmil (\d{1,3})\b", lambda m: f"1{int(m[1]):03}", label.text)
        text = re.sub(r"(\d+) mil (\d{1,3})\b(?!\d)", lambda m: f"{m[1]}{int(m[2]):03}", text)
        if digits := re.sub(r"\D", "", text):
            stated = {re.sub(r"\D", "", f"{value:.12g}").rstrip("0") for value in label.values}
            assert digits.rstrip("0") in stated, f"{label.id}: {label.text}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_measures_and_places_are_ours(document: LabelledText) -> None:
    places = {code for pack in all_packs().values() for code in pack.places} | {""}
    for label in document.labels:
        assert set(label.places or ()) <= places, label.id
        assert set(label.measures or ()) <= set(all_measures()) | {""}, label.id


HEAD = "language: en\ngenre: press\npublished: 2018-11-21\n---\n"


def test_marks_are_taken_out_and_their_spans_kept(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(
        HEAD
        + "Taps: [[1,815|c1]] on [[Highway 57|-]].\n---\nc1 count 1815 fuel-theft MX 2018-Q1|2018-03 SN =\n",
        encoding="utf-8",
    )
    document = read(file)
    assert document.text == "Taps: 1,815 on Highway 57."
    assert (document.labels[0].start, document.labels[0].end, document.labels[0].text) == (6, 11, "1,815")
    assert document.labels[0].verdicts == ("supported", "not-checkable")
    assert document.left_out == ((15, 25),)


@pytest.mark.parametrize(
    ("text", "rows", "said"),
    [
        ("[[12|c1]]", "c2 count 12 - - - N -", "are not the same"),
        ("[[12|c1]]", "c1 count 12 - - - N", "7 cells, not 8"),
        ("[[12|c1]]", "c1 tally 12 - - - N -", "no such kind: tally"),
        ("[[12|c1]]", "c1 count 12 - - 2018-13 N -", "is not a period"),
        ("[[12|c1]]", "c1 count 12 - - - Z -", "verdicts are letters"),
        ("[[12|c1]]", "c1 count 12 - - - N oops", "arithmetic is"),
        ("[[12|c1", "c1 count 12 - - - N -", "not closed"),
    ],
)
def test_a_label_that_is_wrong_is_told(tmp_path: Path, text: str, rows: str, said: str) -> None:
    file = tmp_path / "one.txt"
    file.write_text(f"{HEAD}{text}\n---\n{rows}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read(file)


def test_spans_are_found_in_a_text_without_the_marks_of_its_format(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(
        HEAD
        + "| State | Taps |\n|---|---|\n| Puebla | [[1,815|c1]] |\n---\nc1 count 1815 fuel-theft * * S -\n",
        encoding="utf-8",
    )
    read_as = "State\nTaps\nPuebla\n1,815"
    start, end = places_in(read(file), read_as)["c1"]
    assert read_as[start:end] == "1,815"


def test_halves_are_of_equal_make_up() -> None:
    def make_up(half: str) -> dict[str, tuple[object, ...]]:
        return {
            d.name: (d.language, d.genre, d.markdown, sorted(p.error for p in d.planted))
            for d in read_half(half)
        }

    assert make_up("dev") == make_up("held-out") == make_up("twelfth") == make_up("thirteenth")
    assert (
        make_up("dev")
        == make_up("fourteenth")
        == make_up("fifteenth")
        == make_up("sixteenth")
        == make_up("fresh")
    )


def test_the_third_set_has_every_error_of_reckoning_and_is_clean_for_the_most_part() -> None:
    third = read_half("third")
    assert Counter(d.language for d in third) == {"en": 8, "es": 8, "pt": 8}
    assert {p.error for d in third for p in d.planted} >= set(REASONING)
    assert sum(not d.planted for d in third) == 14


def test_the_fourth_set_has_twelve_errors_each_another_one() -> None:
    fourth = read_half("fourth")
    assert Counter(d.language for d in fourth) == {"en": 10, "es": 10, "pt": 10}
    assert all(len({d.genre for d in fourth if d.language == x}) == 8 for x in ("en", "es", "pt"))
    errors = [p.error for d in fourth for p in d.planted]
    assert len(set(errors)) == len(errors) == 12
    assert set(errors) >= set(REASONING)
    assert sum(not d.planted for d in fourth) == 18


def test_the_fifth_set_has_thirteen_errors_in_twelve_documents() -> None:
    fifth = read_half("fifth")
    assert Counter(d.language for d in fifth) == {"en": 14, "es": 12, "pt": 4}
    assert len({d.genre for d in fifth}) >= 12
    errors = [p.error for d in fifth for p in d.planted]
    assert set(errors) == {*REASONING, *AGAINST_EVIDENCE} - {"wrong-date"}
    assert len(errors) == len(set(errors)) == 13
    assert sum(not d.planted for d in fifth) == 18


def test_the_sixth_set_has_fifteen_errors_in_thirteen_documents() -> None:
    sixth = read_half("sixth")
    assert Counter(d.language for d in sixth) == {"en": 12, "es": 11, "pt": 7}
    assert len({d.genre for d in sixth}) >= 14
    errors = Counter(p.error for d in sixth for p in d.planted)
    assert set(errors) == {*REASONING, *AGAINST_EVIDENCE} - {"wrong-date"}
    assert sum(errors.values()) == 15
    assert max(len(d.planted) for d in sixth) == 2
    assert sum(not d.planted for d in sixth) == 17


def test_the_seventh_set_has_every_error_once_in_eleven_documents() -> None:
    seventh = read_half("seventh")
    assert Counter(d.language for d in seventh) == {"en": 12, "es": 12, "pt": 6}
    assert len({d.genre for d in seventh}) >= 18
    errors = [p.error for d in seventh for p in d.planted]
    assert set(errors) == {*REASONING, *AGAINST_EVIDENCE} - {"wrong-date"}
    assert len(errors) == len(set(errors)) == 13
    assert sum(not d.planted for d in seventh) == 19


def test_the_eighth_set_has_thirteen_errors_in_eleven_documents_and_six_long_ones() -> None:
    eighth = read_half("eighth")
    assert Counter(d.language for d in eighth) == {"en": 12, "es": 11, "pt": 7}
    assert len({d.genre for d in eighth}) == 20
    errors = [p.error for d in eighth for p in d.planted]
    assert set(errors) == {*REASONING, *AGAINST_EVIDENCE} - {"wrong-date"}
    assert len(errors) == len(set(errors)) == 13
    assert sum(not d.planted for d in eighth) == 19
    assert sum(len(d.text.split()) >= 500 for d in eighth) == 6


def test_the_ninth_set_has_thirteen_errors_in_eleven_documents() -> None:
    ninth = read_half("ninth")
    assert Counter(d.language for d in ninth) == {"en": 12, "es": 11, "pt": 7}
    assert len({d.genre for d in ninth}) == 9
    errors = [p.error for d in ninth for p in d.planted]
    assert set(errors) == {*REASONING, *AGAINST_EVIDENCE} - {"wrong-date"}
    assert len(errors) == len(set(errors)) == 13
    assert sum(not d.planted for d in ninth) == 19
    assert sum(len(d.text.split()) >= 500 for d in ninth) == 2


def test_the_tenth_set_has_thirteen_errors_in_eleven_documents() -> None:
    tenth = read_half("tenth")
    assert Counter(d.language for d in tenth) == {"en": 12, "es": 11, "pt": 7}
    assert len({d.genre for d in tenth}) >= 18
    errors = [p.error for d in tenth for p in d.planted]
    assert set(errors) == {*REASONING, *AGAINST_EVIDENCE} - {"wrong-date"}
    assert len(errors) == len(set(errors)) == 13
    assert sum(not d.planted for d in tenth) == 19


def test_the_eleventh_set_has_thirteen_errors_in_eleven_documents() -> None:
    eleventh = read_half("eleventh")
    assert Counter(d.language for d in eleventh) == {"en": 12, "es": 11, "pt": 7}
    assert len({d.genre for d in eleventh}) == 9
    errors = [p.error for d in eleventh for p in d.planted]
    assert set(errors) == {*REASONING, *AGAINST_EVIDENCE} - {"wrong-date"}
    assert len(errors) == len(set(errors)) == 13
    assert sum(not d.planted for d in eleventh) == 19
    assert sum(len(d.text.split()) >= 400 for d in eleventh) == 2


def test_every_language_has_documents_enough_and_every_error_is_planted() -> None:
    languages = Counter(document.language for document in DOCUMENTS)
    assert min(languages[x] for x in ("en", "es", "pt")) >= 24
    planted = Counter(p.error for d in DOCUMENTS for p in d.planted)
    assert set(planted) == {*REASONING, *AGAINST_EVIDENCE}
