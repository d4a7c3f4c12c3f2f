"""Numbers of everyday life that claim nothing: sizes of files, opening hours, scores, classes of storms."""

from __future__ import annotations

import re
from functools import cache

from almenara.text.skeleton import NUMBER
from almenara.text.vocabulary import any_of, words

_NO_NOUN = (
    r"(?=\s*(?:[.,;:)”\"]|$)|\s+(?:on|in|at|against|over|after|and|el|la|en|ante|contra|sobre|y|no|na|em|e"
    r"|o|a)\b)"
)
"""What may follow a score: "3 a 1 el domingo", not "3 to 5 men"."""
_MILITARY = r"(?:[01]\d|2[0-3])[0-5]\d"
_ZONE = r"\s?(?:local time|gmt|utc|hora local|horario local)\b"
MILITARY_TIME = re.compile(
    rf"{_MILITARY}{_ZONE}|(?<=\bat ){_MILITARY}\s?(?:hours|hrs)\b|(?<=\blas ){_MILITARY}\s?(?:horas|hrs|h)\b|"
    rf"(?<=\bas ){_MILITARY}\s?(?:horas|h)\b|(?<=\bàs ){_MILITARY}\s?(?:horas|h)\b",
    re.IGNORECASE,
)
"""A time of day in four figures, which is no year: "2015 local time", "at 2030 hours"."""

_PHRASES = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            "part of a word",
            rf"{NUMBER}+-(?:step|factor|way|lane|door|star|storey|story|wheel\w*|tier|pronged|page)\b",
        ),
        ("a clock time", rf"{NUMBER}+\s+(?:in the (?:morning|afternoon|evening)|at night|sharp)\b"),
    )
)


def everyday(text: str, language: str) -> list[tuple[int, int, str]]:
    """Stretches with such numbers: (start, end, reason)."""
    found = []
    for reason, pattern in _rules(language):
        for match in pattern.finditer(text):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            found.append((start, end, reason))
    return found


def everyday_phrases(skeleton: str) -> list[tuple[int, int, str]]:
    """The same in a skeleton, where numbers may be words: "two-step verification", "four in the morning"."""
    return [(*match.span(), reason) for reason, pattern in _PHRASES for match in pattern.finditer(skeleton)]


@cache
def _rules(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    own = words("left_out", language)
    month, phone = any_of(own["months"]), any_of(own["phone_words"])
    scored = any_of([*own["score_words"], *own["game_words"]])
    day = any_of([*own["weekdays"], *own["day_words"]])
    clock = r"(?:0\d|1\d|2[0-4]|\d)[.h](?:00|15|30|45)"
    goals = r"\d{1,2}\s(?:a|to|x)\s\d{1,2}"
    no_more = r"(?!\s?[\d%]|[.,]\d)"
    no_nouns = r"(?!\s+[^\W\d_]{3,}s\b)"
    rules = [
        ("part of a name", r"(?<![\w.,])(?!(?:[mM][lL]?|k|K)\d)[^\W\d_]{1,3}(?P<it>\d{1,2})(?![\w%]|[.,]\d)"),
        ("a length in seconds", r"(?<![\w.,])\d{1,2}['’′]\s?\d{2}(?:[\"”″]|['’′]{2})"),
        ("the size of a file", r"(?<![\w.,])\d+(?:[.,]\d+)?\s?(?-i:[KMGT]B|kB)(?!\w)"),
        (
            "a clock time",
            rf"(?<![\w.,]){clock}\s?(?:[-–—]|to|until|a|às|até|hasta)\s?{clock}{no_more}"
            r"(?!\s+(?:per|por|pesos|millones|million|milh))",
        ),
        ("a clock time", r"(?<![\w.,])(?:[àa]s|das|até)\s+\d{1,2}h(?:\d\d)?(?!\w)"),
        ("a clock time", rf"(?<![\w.,])(?:{MILITARY_TIME.pattern})"),
        (
            "a step of a scale",
            r"\b(?:category|categoría|categoria|magnitude?|saffir\W+simpson)\s+(?:de\s+|of\s+)?"
            rf"\d(?:[.,]\d)?{no_more}{no_nouns}",
        ),
        (
            "the length of a document",
            r"(?<![\d.,])\d{1,4}[ -](?:pages?|páginas?|folios|fojas|slides|láminas)\b",
        ),
        ("a list number", r"^[ \t]*\d{1,2}/(?:\d{1,2}\b)?(?=\s|$)"),
        ("an identifier", r"(?<![\w.,])\d{4}(?:[ -]\d{4}){2,3}(?![.,]?\d|\s?%)"),
        ("a telephone number", r"(?<![\w.,])\d{3}[^\S\n]\d{3}[^\S\n]\d{4}(?![.,]?\d|\s?%)"),
        ("a version", r"\b(?-i:CC)(?:[ -](?:BY|NC|SA|ND))+[ -]\d\.\d\b"),
        ("a name with a number", rf"\b(?:latin|iso(?:/iec)?|utf|windows)[- ]?\d[\d-]*{no_more}"),
        ("a date", rf"(?<![\d.,])\d{{1,2}}\s+{month}\.?\s+\d\d(?=\s*(?:[,().;\]]|--|–|$))"),
        ("a date", rf"\b{day},?\s*\((?P<it>\d{{1,2}}(?:[/.]\d{{1,2}})?)\)"),
        ("a score", rf"\b{scored}\b[^.;\n]{{0,24}}?\b(?P<it>{goals})\b{_NO_NOUN}"),
        (
            "a score",
            rf"\b{scored}\b[^.;\n]{{0,40}}\b{goals}\b[^.;\n]{{0,60}}?\b(?P<it>{goals})\b{_NO_NOUN}",
        ),
        (
            "a telephone number",
            rf"\b{phone}[^\w.;\n][^.;\n]{{0,80}}?\b"
            rf"(?P<it>(?:\d\d\s)?(?!(?:19|20)\d\d\s(?:19|20))\d{{4}}\s\d{{4}}){no_more}{no_nouns}",
        ),
        (
            "a telephone number",
            r"\b(?:extension|extensión|ext\.?|rama(?:l|is))\s*:?\s*\d{1,5}"
            rf"(?:\s*(?:,|/|\bor|\band|\bo|\by|\bou|\be)\s*\d{{2,5}})+{no_more}{no_nouns}",
        ),
        (
            "a telephone number",
            r"\b(?:extension|extensión|ramal)\s+(?:[^\W\d_]+\s+){1,4}(?P<it>\d{2,5})(?=\s*(?:[.,;)]|$))",
        ),
        (
            "a page's own count",
            r"\b\d+(?:[.,]\d+)?\s?K?\s(?:comments?|comentarios|comentários|shares|likes|views|retweets|me gusta|"
            r"vistas|compartidos|visualizações|curtidas)(?=\s*(?:$|[|·.,;)]))",
        ),
        (
            "a page's own count",
            r"\b(?:lectura|leitura|reading time|tiempo de lectura)\s*:?\s*(?P<it>\d{1,2})\s?min\w*\b|"
            r"(?<![\d.,])\d{1,2}[ -]min(?:ute)?s?\s(?:read|de lectura|de leitura)\b",
        ),
        (
            "a telephone number",
            r"\b(?:report|denunci|reporte|dial|call)\w*\b(?:(?!\b(?:of|rose|fell|grew|up|down|increased|de)\b)[^.;\n\d]){0,60}?"
            r"\b(?:to|on|at|al?|ao|with)\s+"
            rf"(?P<it>911|089|088)\b{no_nouns}",
        ),
    ]
    flags = re.IGNORECASE | re.MULTILINE
    return tuple((reason, re.compile(pattern, flags)) for reason, pattern in rules)
