"""The commands for what a team protects."""

import json

LIST = "Nombre;Latitud;Longitud;Tipo;Personas;Teléfono\nAlmacén norte;20,5;-100,3;almacén;40;555\n"


def test_import_list_show_export_and_remove(console, tmp_path):
    (tmp_path / "sites.csv").write_text(LIST, encoding="cp1252")
    made = console("assets", "import", "sites.csv")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("kept 1 site\n  sites.csv: its numbers have decimal commas\n")
    assert "  sites.csv: not read: Teléfono\n" in made.stdout
    added = console(
        "assets", "add", "South way", "--at", "20.5,-100.3", "--at", "21.0,-101.0", "--type", "commute"
    )
    assert added.stdout.startswith("kept 1 route"), added.stderr
    listed = console("assets", "list")
    assert listed.stdout.splitlines()[0] == "TLP:AMBER+STRICT   2 kept"
    assert "Almacén norte  site   warehouse" in listed.stdout
    record = json.loads(console("assets", "show", "almacen norte", "--json").stdout)
    assert (record["people"], record["provenance"]["row"]) == (40, 2)
    assert "from        sites.csv, row 2" in console("assets", "show", "ALMACEN NORTE").stdout
    assert console("assets", "export", "out.kml").stdout == "out.kml: TLP:AMBER+STRICT\n"
    assert "TLP:AMBER+STRICT" in (tmp_path / "out.kml").read_text(encoding="utf-8")
    assert console("assets", "remove", "South way", "almacen norte").stdout == "2 removed\n"
    assert "nothing is kept yet" in console("assets", "list").stdout


def test_a_wrong_word_ends_in_one_line(console):
    for arguments, told in (
        (("import", "gone.csv"), "gone.csv: there is no such file"),
        (("remove",), "name what is to be removed, or give --all"),
        (("show", "x"), 'there is no asset "x"'),
        (("list", "--type", "plnt"), '"plnt" is not a type of asset'),
    ):
        found = console("assets", *arguments)
        assert found.returncode == 2
        assert told in found.stderr
        assert "Traceback" not in found.stderr
