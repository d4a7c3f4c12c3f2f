"""Heads of files and the patterns searched in them: both bounded, so that no file can hold recognition up."""

import gzip
import io
import re
import warnings
import zipfile

import pytest

from almenara.collect.recognise import recognise
from almenara.reading.heads import SIZE, head_of, separator
from almenara.reading.spec import Recognition, all_specs
from tests.sources.made_places import made

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import sre_constants as sre
    import sre_parse

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RULES = [(spec.id, rule) for spec in all_specs().values() for rule in spec.recognise]
STEPS = 400_000_000
"""Most steps that a pattern may take in a head, counted from its gaps as if each began everywhere."""


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


LARGE = {
    "a text": b"x" * 3 * SIZE,
    "a packed text": gzip.compress(b"x" * 3 * SIZE),
    "a text of characters of three bytes": "€".encode() * SIZE,
    "an old workbook that is none": OLE + b"POLICIA NACIONAL " * SIZE,
    "an archive of many names": zipped(**{f"{i:050d}": b"" for i in range(3000)}),
    "a workbook": zipped(
        **{"xl/workbook.xml": b"<a/>" + b" " * 2 * SIZE, "xl/sharedStrings.xml": b"y" * 2 * SIZE}
    ),
}


@pytest.mark.parametrize("case", LARGE)
def test_a_head_has_at_most_its_size(case: str) -> None:
    assert len(head_of(made("f.dat", LARGE[case])).text) <= SIZE


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(LARGE["a workbook"])[:-30],
        gzip.compress(OLE + b"x" * 5000)[:-30],
        b"PK\x03\x04",
        OLE,
        b"",
    ],
    ids=[
        "a cut packed workbook",
        "a cut packed old workbook",
        "a bare archive",
        "a bare old workbook",
        "nothing",
    ],
)
def test_damage_is_seen_and_not_raised(content: bytes) -> None:
    assert recognise(made("f.gz", content)) is None


def steps(pattern: sre_parse.SubPattern) -> int:
    """The most ways a sequence can be gone through from one place: gaps multiply, alternatives add up.

    White space before a character that is none can end in one place only; what lies in a lookahead is gone
    through once, on its own.
    """
    total, aside = 1, 0
    items = list(pattern)
    for index, (kind, value) in enumerate(items):
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            _, most, inner = value
            after = items[index + 1] if index + 1 < len(items) else (None, None)
            spaces = list(inner) == [(sre.IN, [(sre.CATEGORY, sre.CATEGORY_SPACE)])]
            if not (spaces and after[0] is sre.LITERAL and not chr(after[1]).isspace()):
                total *= (SIZE if most is sre.MAXREPEAT else max(most, 1)) * steps(inner)
        elif kind is sre.SUBPATTERN:
            total *= steps(value[3])
        elif kind is sre.BRANCH:
            total *= sum(steps(part) for part in value[1])
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            aside += steps(value[1])
    return total + aside


def cost(pattern: sre_parse.SubPattern) -> int:
    """The most steps of a search: the ways from one place, times the places at which a match may begin."""
    items = list(pattern)
    if len(items) == 1 and items[0][0] is sre.BRANCH:
        return sum(cost(part) for part in items[0][1][1])
    if items and items[0][0] is sre.AT:
        return steps(pattern)
    literals = 0
    while literals < len(items) and items[literals][0] is sre.LITERAL:
        literals += 1
    return steps(pattern) * (SIZE // max(literals, 1))


@pytest.mark.parametrize(("source", "rule"), RULES, ids=[f"{s}-{i}" for i, (s, _) in enumerate(RULES)])
def test_a_pattern_of_the_head_has_no_unbounded_nested_gaps(source: str, rule: Recognition) -> None:
    assert cost(sre_parse.parse(rule.head, re.IGNORECASE)) <= STEPS, f"{source}: {rule.head}"


@pytest.mark.parametrize(
    "pattern", [r'"Title"\s*:\s*"[^"]*Level [^{}]*travel[^{}]*"C"', r"POLIC[\s\S]*HOMICID", r"(a+)+b"]
)
def test_the_measure_knows_a_dangerous_pattern(pattern: str) -> None:
    assert cost(sre_parse.parse(pattern)) > STEPS


@pytest.mark.parametrize(
    ("line", "mark"), [("a,b;c,d", ","), ('"a,b,c";d;e', ";"), ("a\tb\tc", "\t"), ("a|b|c,d", "|")]
)
def test_a_separator_is_what_stands_most_outside_quotes(line: str, mark: str) -> None:
    assert separator(line) == mark


@pytest.mark.parametrize(
    "header",
    [
        "isodate,entidad,delito,total",
        '"isodate","entidad","delito","total"',
        "isodate;entidad;delito;total",
        "isodate\tentidad\tdelito\ttotal",
        "total,delito,entidad,isodate",
        "\ufeffIsodate,Entidad,Delito,Total",
    ],
)
def test_a_table_is_known_however_it_is_quoted_separated_or_ordered(header: str) -> None:
    found = recognise(made("renamed.dat", header + "\n"))
    assert found is not None and found.id == "sesnsp_victims_series"


def test_notes_that_name_columns_are_no_table() -> None:
    text = "# Data\n\nThe files have Clave_Ent, Bien juridico, Subtipo de delito, Modalidad, Sexo,\n"
    text += "Rango de edad and Enero; the POLICIA NACIONAL publishes HOMICIDIOS.\n"
    assert recognise(made("README.md", text)) is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("# Safety\n\nSee [us](https://www.smartraveller.gov.au/x).\n", "australia_advisory"),
        ("# Risks\n\nSee [us](https://travel.gc.ca/x).\n", "canada_advisory"),
        ("## Safety\n\nSee [us](https://www.ireland.ie/x).\n", "ireland_advisory"),
        ("# Risks\n\n[Health](/foreign-travel-advice/chad/health)\n", "uk_advisory"),
        ("# Chad Travel Advisory\n\nDo not travel.\n", "us_advisory_pages"),
        (
            "destination,risk_level,last_updated,url\nChad,Do not travel,2026-01-01,"
            "https://www.smartraveller.gov.au/destinations/chad\n",
            "australia_advisory",
        ),
        (
            '[{"destination": "Chad", "last_updated": "2026-01-01", '
            '"details_url": "https://www.gov.uk/foreign-travel-advice/chad"}]',
            "uk_advisory",
        ),
    ],
)
def test_advice_under_another_name_is_known_by_its_content(text: str, source: str) -> None:
    found = recognise(made("kept-7.dat", text))
    assert found is not None and found.id == source
