"""Notes of a Markdown text, and the marks that cite them."""

from __future__ import annotations

from almenara.model.manuscript import Manuscript
from almenara.text.opening import open_manuscript
from almenara.text.quantities import find_quantities


def opened(text: str) -> Manuscript:
    return open_manuscript(text.encode(), "draft.md", "en")


def cited(text: str) -> list[tuple[str, str]]:
    """The word before each mark, and the label."""
    written = opened(text)
    return [(written.text[: m.position].split()[-1], m.label) for m in written.marks]


NOTES = "\n\n[^1]: A ministry, *Bulletin 4*, p. 12: “561 victims”.\n[^b2]: <https://example.org/a_b>\n"


def test_marks_are_taken_off_and_kept_with_their_place() -> None:
    written = opened("# Title\n\nThere were **561**[^1][^b2] victims in 2017.[^b2] Then none." + NOTES)
    assert "There were 561 victims in 2017. Then none." in written.text
    assert [m.label for m in written.marks] == ["1", "b2", "b2"]
    assert [written.text[: m.position].split()[-1] for m in written.marks] == ["561", "561", "2017."]
    assert [q.noun for q in find_quantities(written)[0]] == ["victims"]


def test_notes_are_furniture_that_claims_nothing() -> None:
    written = opened("There were 561[^1] victims." + NOTES)
    said = [written.text[n.start : n.end] for n in written.notes]
    assert said == ["[1] A ministry, Bulletin 4, p. 12: “561 victims”.", "[b2] https://example.org/a_b"]
    assert {b.kind for b in written.blocks if b.start >= written.notes[0].start} == {"furniture"}
    assert len(find_quantities(written)[0]) == 1


def test_plain_numbers_in_brackets_cite_only_where_such_a_note_stands() -> None:
    listed = "\n\n## Sources\n\n1. A ministry, “561 victims”\n2. Another\n3. A third\n"
    assert cited("There were 561 victims [1, 2]." + listed) == [("victims", "1"), ("victims", "2")]
    assert cited("There were 561 victims [1-3]." + listed) == [("victims", n) for n in "123"]
    assert cited("There were 561 victims [9]." + listed) == []
    assert cited("There were 561 victims [1](https://example.org)." + listed) == []
    assert cited("There were 561 victims [2].\n\n[2]: https://example.org\n") == [("victims", "2")]


def test_a_list_elsewhere_is_no_list_of_notes() -> None:
    written = opened("# What to do\n\n1. Leave\n2. Stay\n\nThere were 561 victims [1].\n")
    assert written.notes == () and "[1]" in written.text


def test_emphasis_beside_marks_holds() -> None:
    assert "more than 99 % chance" in opened("**more than 99 %**[^1] chance of it" + NOTES).text


def test_an_address_that_would_run_is_dropped_like_any_other():
    assert (
        opened('See [the level](javascript:void(0); "Tool tip: 4") of 5 states.').text
        == "See the level of 5 states."
    )
