"""`assess` and `route` in Spanish: nothing that comes out is half translated."""

import re
from pathlib import Path

import pytest

from almenara.faces import assess_words, findings, route_words
from almenara.product.wording import wording
from almenara.reading.threats import threats

ENGLISH = re.compile(
    rf"(?<![\w’'.-])(?:{'|'.join([*wording('es')['english'], 'Mexico', 'rate', 'year', 'site', 'level', 'known'])})"
    r"(?![\w’'-])"
)
STOPS = "lat,lon\n19.05,-98.2\n18.9,-97.1\n19.17,-96.15\n"


def english(text: str) -> list[str]:
    """Lines with an English word, publishers and files left out."""
    lines = [re.sub(r"^de \S+ \(.*", "", line) for line in text.splitlines()]
    return [line for line in lines if ENGLISH.search(line)]


def test_assess_speaks_spanish(console):
    told = (
        "assess",
        "--place",
        "MX-GUA",
        "--at",
        "15,-110",
        "--as-of",
        "2018-11-02",
        "--since",
        "2018-01-01",
    )
    done = console(*told, "--lang", "es")
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    for said in (
        "2 sitios, primero los peores, según lo conocido el 2018-11-02", "3 alto [2–4]", "alza del homicidio",
        "sitio 1: ningún límite ni punto en la evidencia dice en qué lugar está", "Se cuentan homicidio: homicidio",
        "nivel propio: antes no se sabe, ahora 3", "Terceros, México: extranjeros asesinados: 100 en 2014",
        "no se sabe: robo y robo a transportista;", "téngase en cuenta: las tasas son de lo registrado",
    ):  # fmt: skip
        assert said in text, text
    assert "{" not in text and english(done.stdout) == []
    numbers = re.findall(r"\d[\d.,]*", done.stdout.replace("sitio 1", ""))
    plain = console(*told).stdout.replace("site 1", "")
    assert {n.strip(".,") for n in re.findall(r"\d[\d.,]*", plain) if "." in n} >= {
        n.strip(".,") for n in numbers if "." in n.strip(".,")
    }


def test_route_speaks_spanish_and_names_no_threat_by_its_id(console, tmp_path: Path):
    (tmp_path / "mía.csv").write_text(STOPS, encoding="utf-8")
    done = console("route", "mía.csv", "--lang", "es", "--threat", "homicide", "--threat", "cargo-theft")
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert "no se tienen carreteras al" in text and "de mía.csv (quien pregunta), conocido desde el" in text
    assert "homicidio: sus conteos son de entidades enteras" in text and "cargo-theft" not in text
    assert english(done.stdout) == []
    done = console("route", "mía.csv", "--lang", "fr")
    assert done.returncode == 2 and '"fr" is not a language of the products' in done.stderr


@pytest.mark.parametrize("words", [assess_words.WORDS, route_words.WORDS])
def test_both_languages_fill_in_the_same(words):
    assert set(words["en"]) == set(words["es"])
    for key, said in words["en"].items():
        assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", words["es"][key])), key


def test_every_threat_has_a_short_name_and_every_remark_its_frame():
    assert set(route_words.SHORT["es"]) == set(threats())
    assert set(findings.WORDS["en"]) <= set(findings.WORDS["es"])
