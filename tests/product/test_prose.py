"""Prose files in, blocks out: figures by name, citations, judgements, and what is refused."""

from datetime import date

import pytest

from almenara.errors import ProseError, UsageError
from almenara.product.document import Bullets, Judgement, Number, Paragraph, Reference, Text
from almenara.product.printing import Press
from almenara.product.prose import Likely, Prose
from tests.product.made_figures import evidence, figure

DAY = date(2018, 11, 2)


@pytest.fixture
def prose() -> Prose:
    def find(ref, period, place, definition, known=""):
        if ref == "levels.at_4":
            return figure(5, "2018")
        if ref == "pace.probability":
            return figure(97.0, unit="%", recipe={"op": "probability"})
        if ref != "homicide":
            raise UsageError(f'"{ref}" is neither a series nor a measure')
        return figure(None if period == "1850" else 29168, period or "2017")

    def cite(name):
        if name != "AMN-05":
            raise UsageError(f'no statement "{name}" was known on {DAY}')
        return (evidence("b" * 64),)

    return Prose(Press("en"), "en", find, cite)


def read(prose, tmp_path, text, findings=True):
    path = tmp_path / "homicide.en.md"
    path.write_text(text, encoding="utf-8")
    return prose.read(path, DAY, findings)


def test_a_figure_is_printed_with_its_endnote(prose, tmp_path):
    (block,) = read(prose, tmp_path, 'There were {{ fig("homicide", "2017") }} victims.')
    assert isinstance(block, Paragraph)
    number = block.inlines[1]
    assert isinstance(number, Number)
    assert (number.text, number.notes, number.id) == ("29,168", (1,), "f1")


def test_the_same_figure_printed_twice_keeps_its_anchor(prose, tmp_path):
    (block,) = read(prose, tmp_path, '{{ fig("homicide") }} and {{ fig("homicide") }} again.')
    assert [i.id for i in block.inlines if isinstance(i, Number)] == ["f1", "f1"]


def test_a_citation_becomes_a_reference(prose, tmp_path):
    (block,) = read(prose, tmp_path, 'The amnesty comes last {{ cite("AMN-05") }}.')
    assert block.inlines[1] == Reference((1,))
    assert prose.press.endnotes[0].evidence.document == "b" * 64


def test_an_unknown_figure_prints_as_unknown_with_its_reason(prose, tmp_path):
    (block,) = read(prose, tmp_path, 'Victims: {{ fig("homicide", "1850") }}.')
    assert Text("unknown (nobody published it)", "unknown") in block.inlines


def test_a_change_is_worked_out_on_the_same_months_a_year_before(prose, tmp_path):
    (block,) = read(prose, tmp_path, 'It moved ({{ change("homicide", "2018-05") }}).')
    number = block.inlines[1]
    assert number.text == "0.0\u00a0%"
    assert [str(f.period) for f in number.figure.inputs] == ["2018-05", "2017-05"]


def test_a_judgement_carries_term_band_number_and_basis(prose, tmp_path):
    text = '> The record is {{ likelihood(fig("pace.probability")) }} to fall.\n>\n> confidence high: long series.'
    (block,) = read(prose, tmp_path, text)
    assert isinstance(block, Judgement)
    assert (block.term, block.band, block.confidence) == ("almost certain", "95–99\u00a0%", "high")
    assert block.probability.text == "97\u00a0%"
    assert block.basis == (Text("long series."),)
    words = "The record is almost certain (97\u00a0%) to fall."
    assert prose.likelihoods == [Likely("almost-certain", 0.97, f"{tmp_path.name}/homicide.en.md", 1, words)]


def test_judgements_of_a_file_are_kept_apart_with_their_words_and_author(prose, tmp_path):
    said = "> It is {{ likelihood(0.9) }} that A.\n\n> It is {{ likelihood(0.9) }} that B."
    read(prose, tmp_path, f"<!-- valid: 2018-11-01..2018-11-30 -->\n<!-- author: the desk -->\n\n{said}")
    assert [(kept.place, kept.text, kept.author) for kept in prose.likelihoods] == [
        (1, "It is very likely that A.", "the desk"), (2, "It is very likely that B.", "the desk"),
    ]  # fmt: skip


def test_an_analysts_own_probability_gives_the_word_and_its_band(prose, tmp_path):
    (block,) = read(prose, tmp_path, "> It is {{ likelihood(0.55) }}.")
    assert (block.term, block.band) == ("likely", "55–80\u00a0%")


def test_days_and_names_may_hold_digits(prose, tmp_path):
    (block,) = read(
        prose, tmp_path, 'On {{ date("2018-12-01") }} at {{ name("150D") }} {{ cite("AMN-05") }}.'
    )
    assert "".join(i.text for i in block.inlines if isinstance(i, Text)).startswith(
        "On 1 December 2018 at 150D"
    )


def test_bullets_become_one_list(prose, tmp_path):
    text = '- one {{ cite("AMN-05") }}.\n- two {{ cite("AMN-05") }}.'
    (block,) = read(prose, tmp_path, text)
    assert isinstance(block, Bullets)
    assert len(block.items) == 2


def test_a_file_speaks_only_for_its_days(prose, tmp_path):
    text = '<!-- valid: 2019-01..2019-06 -->\n\nLater {{ cite("AMN-05") }}.'
    assert read(prose, tmp_path, text) == ()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("There were {{ 29168 }} victims.", "line 1: 29168 is a bare int"),
        ("There were {{ '29,168' }} victims.", "holds a bare number"),
        ('\n\nVictims: {{ fig("homocide") }}.', 'line 3: "homocide" is neither'),
        ('It was said {{ cite("AMN-99") }}.', 'no statement "AMN-99" was known on 2018-11-02'),
        ("It was said {{ cite('AMN-05') }.", "line 1"),
        ("Victims: {{ nobody }}.", "'nobody' is undefined"),
        ("There were 29,168 victims.", 'a bare number, "29,168"'),
    ],
)
def test_what_breaks_a_rule_is_refused_with_file_and_line(prose, tmp_path, template, words):
    with pytest.raises(ProseError, match=r"homicide\.en\.md") as error:
        read(prose, tmp_path, template)
    assert words in str(error.value)


def test_the_portion_is_the_strictest_of_what_is_printed(tmp_path):
    def amber(*_):
        return figure(evidence=(evidence(marking="TLP:AMBER"),))

    made = Prose(Press("en"), "en", amber, lambda name: ())
    (block,) = read(made, tmp_path, 'There were {{ fig("homicide") }}.')
    assert block.portion == "TLP:AMBER"


def test_a_small_whole_number_stands_in_words_with_its_endnote(prose, tmp_path):
    blocks = read(
        prose,
        tmp_path,
        '{{ words(fig("levels.at_4")) }} states stand there, {{ words(fig("levels.at_4")) }}.',
    )
    numbers = [i for i in blocks[0].inlines if isinstance(i, Number)]
    assert [n.text for n in numbers] == ["Five", "five"]
    assert numbers[0].notes == numbers[1].notes != ()


def test_a_large_number_stays_in_digits(prose, tmp_path):
    blocks = read(prose, tmp_path, '{{ words(fig("homicide", "2017")) }} victims.')
    assert [i.text for i in blocks[0].inlines if isinstance(i, Number)] == ["29,168"]


def test_words_take_a_figure_and_nothing_else(prose, tmp_path):
    with pytest.raises(ProseError, match="words\\(\\) takes one figure"):
        read(prose, tmp_path, "{{ words(5) }} states.")


def test_a_fault_names_the_folder_the_file_and_its_true_line_below_the_window(prose, tmp_path):
    text = "<!-- valid: 2018-11-01..2018-11-30 -->\n\nFine {{ fig('homicide') }}.\n\nBare 12 taps.\n"
    with pytest.raises(ProseError, match=rf"{tmp_path.name}/homicide\.en\.md, line 5: a bare number"):
        read(prose, tmp_path, text)


def test_words_begin_a_sentence_after_a_citation_or_in_bold(prose, tmp_path):
    five = '{{ words(fig("levels.at_4")) }}'
    text = 'Forums ended {{ cite("AMN-05") }}. **' + five + " states** stay, " + five + "."
    (block,) = read(prose, tmp_path, text)
    assert [i.text for i in block.inlines if isinstance(i, Number)] == ["Five", "five"]


@pytest.mark.parametrize("call", ['likelihood("high")', "date(5)", "fig(5)"])
def test_a_call_that_makes_no_sense_names_its_line(prose, tmp_path, call):
    with pytest.raises(ProseError, match=r"homicide\.en\.md, line 3: "):
        read(prose, tmp_path, "\n\nSo {{ " + call + " }}.", findings=False)
