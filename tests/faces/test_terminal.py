"""What a file or a name holds never reaches the terminal as a command to it."""

from almenara.faces import show
from tests.faces.in_process import run

CLEAR = "\x1b[2J\x9b2J\u202e"
SHOWN = "⟨001B⟩[2J⟨009B⟩2J⟨202E⟩"


def test_an_error_shows_hidden_characters(monkeypatch, capsys):
    code, out, err = run(monkeypatch, capsys, "verify", f"no{CLEAR}.json")
    assert (code, out) == (2, "")
    assert err.startswith(f"almenara: no{SHOWN}.json does not exist")


def test_so_do_paragraphs_and_cells(capsys):
    assert show.paragraph(f"a{CLEAR}", 2) == f"  a{SHOWN}"
    show.table([{"name": f"b{CLEAR}", "all": [CLEAR, "c"]}], ["name", "all"])
    told = capsys.readouterr().out
    assert f"b{SHOWN}" in told and f"{SHOWN}, c" in told
    assert "\x1b" not in told
