"""Numbers that claim nothing (dates, pages, roads, laws, names), each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from almenara.model.claim import LeftOut
from almenara.model.manuscript import Manuscript
from almenara.text.numbers import Number
from almenara.text.skeleton import NUMBER
from almenara.text.vocabulary import any_of, words

AGE, OLDEST = "an age", 115
"""What is left out as an age is no greater: "the majority, 334, were …" counts."""
Rules = tuple[tuple[str, re.Pattern[str]], ...]


def written_shapes(text: str, language: str) -> list[tuple[int, int, str]]:
    """Stretches whose digits are no number at all by their shape or the word beside: (start, end, reason)."""
    return list(_matches(_shapes(language), text))


def phrases(skeleton: str, language: str) -> list[tuple[int, int, str]]:
    """Stretches of a skeleton where a number is part of a phrase of time, age or name: (start, end, reason)."""
    return list(_matches(_phrases(language), skeleton))


def _matches(rules: Rules, text: str) -> Iterator[tuple[int, int, str]]:
    for reason, pattern in rules:
        for found in pattern.finditer(text):
            line = text.find("\n", found.start(), found.end())
            within = found if line < 0 else pattern.match(text, found.start(), line)
            if within is None:
                continue  # "… 61", and the next paragraph begins with a month
            start, end = within.span("it") if "it" in pattern.groupindex else within.span()
            yield start, end, reason


def furniture(manuscript: Manuscript) -> list[tuple[int, int, str]]:
    """Running heads, notices and menus: they are read, and claim nothing."""
    return [(b.start, b.end, "a running head or notice") for b in manuscript.blocks if b.kind == "furniture"]


def settle(
    stretches: Iterable[tuple[int, int, str]], numbers: list[Number], text: str
) -> tuple[list[LeftOut], list[Number]]:
    """What is left out, and the numbers that stay.

    A number is left out where it lies within a stretch; one that only reaches into it stays.
    """
    left: list[LeftOut] = []
    gone: set[int] = set()
    by_start = sorted(stretches, key=lambda s: (s[0], -(s[1] - s[0])))
    first = 0
    for start, end, reason in by_start:
        while first < len(numbers) and numbers[first].end <= start:
            first += 1
        inside = []
        index = first
        while index < len(numbers) and numbers[index].start < end:
            if numbers[index].start >= start and numbers[index].end <= end and index not in gone:
                inside.append(index)
            index += 1
        if not inside or (
            reason == AGE and any(numbers[i].value > OLDEST or numbers[i].value % 1 for i in inside)
        ):
            continue
        if left and start < left[-1].end:
            if end <= numbers[inside[-1]].end + 12:
                gone.update(inside)
                left[-1] = replace(left[-1], text=text[left[-1].start : end], end=end)
            continue
        gone.update(inside)
        if end - start > 120:
            start, end = numbers[inside[0]].start, numbers[inside[-1]].end
        left.append(LeftOut(text[start:end], start, end, reason))
    return left, [n for i, n in enumerate(numbers) if i not in gone]


@cache
def _shapes(language: str) -> Rules:
    own = words("left_out", language)
    flags = re.IGNORECASE
    month = any_of(own["months"])
    link = rf"\s*{any_of(own['date_links'])}\s*"
    whole = r"(?![.,]?\d|\s?%|\s(?:per ?cent|por ?ciento|por ?cento)\b)"
    day = r"(?<![\d.,])(?:[0-2]?\d|3[01])(?!\d)(?:\s?[º°ª]|o|ro|er|st|nd|rd|th)?"
    year = r"(?:1[89]|20)\d\d"
    month_first = rf"{month}\.?\s+{day}{whole}(?:{link}(?:{month}\.?\s+)?\d{{1,2}}(?:st|nd|rd|th)?{whole})*"
    of = r"(?:\s+(?:de|del|of))?\s+"
    day_first = (
        rf"{day}(?:{link}{day})*(?:{of}){month}\b\.?(?:(?:,|\s+de|\s+del(?:\s+año)?)?\s+{year}{whole})?"
    )
    capital = flags if language != "en" else re.NOFLAG
    rules = [
        ("a web address",
            r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gob|gov|edu|mx|br|co|uk|pdf"
            r"|html?)\b[\w./?=&%#-]*", flags),
        ("an e-mail address", r"[\w.+-]+@[\w-]+\.[\w.-]+", flags),
        ("an account or tag", r"(?<!\w)[#@]\w*[a-z_]\w*", flags),
        ("an identifier", r"\b(?:ISBN|ISSN|DOI)\b[:\s]*[\dX./-]+\S*", flags),
        ("an identifier", r"\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{32,128}\b", flags),
        ("a date", r"(?<![\d/.-])\d{4}-\d{1,2}-\d{1,2}(?:T[\d:.]+Z?)?(?![\d-])", flags),
        ("a date", r"(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/-])", flags),
        ("a date", rf"(?<![\d/.-])\d{{1,2}}/{year}(?!\d)", flags),
        ("a date", r"(?<![\d/.-])(?:9/11|11[-/]S|11-M)(?![\d/])", flags),
        ("a date", rf"\b{month_first}(?:,?\s+{year}{whole})", flags),
        ("a date", rf"\b{month_first}(?!\s+(?:mil|million|{month})\b)", capital),
        ("a date", day_first, flags),
        ("a date",
            rf"\b{month}\b\.?(?:,|\s+de|\s+del(?:\s+año)?)?\s+{year}(?:\s?[-–]\s?{year})?{whole}", flags),
        ("a date",
            rf"\b{any_of(own['weekdays'])},?\s+(?:the\s+|el\s+|día\s+|dia\s+)?\d{{1,2}}(?:st|nd|rd"
            rf"|th)?{whole}(?!\s+\w+s\b)", flags),
        ("a quarter",
            rf"\b(?:[QT]|FY|CY)[1-4]?\s?(?:of\s+|de\s+)?(?:[1-4]|{year})(?:\s+{year})?\b", re.NOFLAG),
        ("a quarter", rf"\b[1-4][QTS]\s?{year}\b", re.NOFLAG),
        ("years", rf"(?<![\d.,$])\b{year}\s?[-–—/]\s?(?:{year}|\d\d)(?![\d/]|[.,]\d)", flags),
        ("a decade", r"(?<![\d.,])(?:(?:1[789]|20)\d0\s?['’]?s|['’]\d0s|\d0['’]?s)\b", flags),
        ("a decade",
            r"\b(?:los\s+años|(?:os|nos|dos|aos)\s+anos)\s+(?:veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|vinte|trinta"
            r"|quarenta|cinquenta|sessenta|oitenta)\b", flags),
        ("a decade",
            r"\b(?:años|anos|década(?:s)? de(?: los)?|décadas?)\s+(?:\d0|(?:19|20)\d0)\b(?!\s*%)", flags),
        ("a clock time",

                r"(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:hrs?|horas|h|a\.?\s?m\.?|p\.?\s?m\.?))?"
                r"(?![\d:])", flags),
        ("a clock time", r"(?<![\d:.,])\d{1,2}(?:\.\d\d)?\s?(?:a\.?\s?m\.?|p\.?\s?m\.?)(?![\w])", flags),
        ("a clock time", r"(?<![\d:.,])\d{1,2}h\d{0,2}\b", flags),
        ("a telephone number",
            r"(?<![\w.,])\+\d{1,3}[\s.-]?(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}(?!\d)", flags),
        ("a telephone number", r"(?<![\w.,])(?:55\s)?\(?\d{2}\)?\s(?!(?:19|20)\d\d-)9?\d{4}-\d{4}(?!\d)", flags),
        ("a telephone number", r"(?<![\w.,])\(\d{2,4}\)\s?\d{2,5}(?:[\s.-]?\d{2,5}){1,3}(?!\d)", flags),
        ("a telephone number",
            r"(?<![\w.,-])(?:\d{2,4}[.-]){2}\d{4}(?!\d)|(?<![\w.,-])\d{3}-\d{4}(?!\d)|"
            r"(?<![\w.,])0?1[\s-]?800[\s-]\d{3}[\s-]?\d{2}[\s-]?\d{2}", flags),
        ("a telephone number",
            rf"\b{any_of(own['phone_words'])}\s*(?:al|the|de|para|o|:|no\.?|at)?\s*(?P<it>(?:911|089|088"

                rf"|112|100|180|190|123|155|\d{{7,}}|\d{{2,4}}(?:[\s.-]\d{{2,4}}){{2,5}}))(?![\d.,]*\d"
                r"|\s?%)", flags),
        ("a page",
            r"(?<![\d.,])(?P<it>\d{1,4})[\s-](?:páginas|pages?|fojas|cuartillas|folhas|slides|diapositivas)\b", flags),
        ("a page", r"(?<![\d.,+-])[1-9]\d{2,3}\s?pp\b\.?", flags),
        ("a telephone number", r"\b(?:the|el|al|o)\s+(?P<it>911|089|088)\b(?!\s+\w+s\b)", flags),
        ("a telephone number",
            r"\b(?:emerg[êe]nc\w+|ambul[âa]n[cs]\w+|bomber[oa]s|bombeiros|cruz roja|fire brigade)\b[^.;\n\d]{0,24}?"
            r"(?P<it>\d{3})\b(?![.,]?\d|\s?%|\s+\w+s\b)", flags),
        ("an identifier", r"\b(?:flight|vuelo|voo)\b[^.;\n\d]{0,40}?(?P<it>(?-i:[A-Z]{2})\s?\d{2,4})\b", flags),
        ("a telephone number",
            r"\b(?:extension|extensión|ext\.?|ramal)\s*:?\s*\d{1,5}\b(?![.,]?\d|\s?%)", flags),
        ("a telephone number", r"(?<![\w.,])1?[\s-]?800[\s-]\d{3}[\s-]\d{4}(?![\d%]|[.,]\d)", flags),
        ("a telephone number",
            r"(?<![\w.,])(?:01[\s-])?800[ \t-]\d{3}[ \t-]?\d{2}[ \t-]?\d{2}(?!\s?[\d%]|[.,]\d)", flags),
        ("an identifier",
            rf"(?<!\w){any_of(own['issue_words'])}(?:\s+[^\W\d_]+)?\s+(?P<it>\d{{1,4}})[ \t]*$",
            flags | re.MULTILINE),
        ("an identifier",
            rf"(?<!\w){any_of(own['issue_words'])}\s+(?:no\.?\s*|núm\.?\s*|n[º°.]\s*)?\d+/\d{{2,4}}(?!\d)", flags),
        ("an identifier",
            rf"(?<!\w){any_of(own['issue_words'])}\s+(?:no\.|núm\.|n[º°.]|#)\s*\d+\b(?!\s?%|[.,]\d)", flags),
        ("an identifier", rf"(?<!\w){any_of(own['form_words'])}\s+\d{{1,4}}-[A-Z]\b", flags),
        ("a stretch of road",
            rf"(?<!\w){any_of(own['kilometre_words'])}\s+\d{{1,4}}(?:[.+]\d+)?(?:(?:,|\s+(?:and|or|to|y|o|ou|al?|e|ao?))\s+(?:el\s+|o\s+)?"
            rf"\d{{1,4}}(?:[.+]\d+)?{whole}(?!\s+[^\W\d_]{{3,}}s\b))*{whole}", flags),
        ("a name with a number", r"(?<![\d/])24/7(?![\d/])", flags),
        ("a post code", rf"\b{any_of(own['post_words'])}\s*:?\s*\d[\d-]+", flags),
        ("a date",
            rf"(?<!\w){any_of(own['day_numbers'])}\s+\d{{1,2}}(?:º|°)?(?:{link}\d{{1,2}})*{whole}"
            r"(?!\s+[a-zñ]+(?:s|es)\b)", flags),
        ("a page",

                rf"(?<!\w){any_of(own['page_words'])}\s*\d+(?:(?:\s?[-–,]\s?|\s+(?:to|and|a|y|e)\s+)\d+"
                rf"(?!\s+[a-zñ]+(?:s|es)\b))*(?:\s+(?:of"
                rf"|de)\s+\d+)?{whole}", flags),
        ("a section or figure",
            rf"(?<!\w)(?<!\blast )(?<!\bthis )(?<!\bnext )(?<!\bevery )(?<!\bper )(?<!\bprevious )"
            rf"{any_of(own['section_words'])}\s+(?:no\.?\s*|núm\.?\s*|n[º°]\s*)?\d+(?:\.\d+)*"
            r"(?:[ºª°]|\b[a-z]\b)?(?:(?:\s?[-–]\s?|,\s|\s+(?:y|e|and|a|to)\s+)\d+(?:\.\d+)*(?!\s?%|[.,]?\d"
            rf"|\s+[a-zñ]+(?:s|es)\b))*{whole}(?!\s+(?:times|veces|vezes|percentage|points|puntos|pontos)\b)", flags),
        ("a law or resolution",
            rf"(?<!\w){any_of(own['law_words'])}\s+(?:(?:no|núm|nº|n°|n\.º|number|general"
            rf"|federal)\.?\s*)?\d+(?:[.,/-]\d+)*(?:\s+(?:de|of)\s+{year})?{whole}", flags),
        ("a road",
            rf"(?<![\w]){any_of(own['road_words'])}[\s-]+(?:(?:no\.?|núm\.?|federal(?:es)?|federais|estatal(?:es)?|nacional|número"
            rf"|highway)\s+)*(?:(?:MEX|BR|SP|MG|US|I)-?\s?)?\d+(?:[.+]\d+)?-?[A-Z]?\b{whole}(?!\s+(?:people|dead|personas|pessoas)\b)"

                r"(?:(?:\s?,\s?|\s+(?:y|e|and|&|or|o|ou)\s+)(?:(?:la|na|the|pela|da|a"
                rf"|en la)\s+)?\d+[A-Z]?\b{whole}(?!\s+(?:[^\W\d_]{{3,}}s|people|dead)\b))*", flags),
        ("a road",
            rf"(?<!\w){any_of(own['road_words'])}[\s-]+\d[^.;:\n]{{0,90}}?\b(?:and|or|y|e|o|ou)\s+"
            r"(?:the|la|el|[ao]|na|en la|on the)\s+(?P<it>\d{1,3}[A-Z]?)\b"
            r"(?=\s+(?:along|between|from|near|to|through|into|entre|de|desde|por|rumbo|hacia|até|para|perto|cerca)\b)",
            flags),
        ("a road",
            r"\b(?:en|por|de|sobre|n|pel|d)(?: l)?a (?P<it>\d{2,3}D?)(?=\s*(?:[,.;:)]|$)(?!\d))", flags | re.MULTILINE),
        ("a road", r"\b(?:MEX|BR|SP|MG|RJ|US|I|CA|RN)-\d{1,3}[A-Z]?\b", re.NOFLAG),
        ("an address",


                    rf"(?<!\w){any_of(own['street_words'])}\s+(?-i:(?:(?:de la|de los|de|da|do|das|dos|del"
                    r"|la|los|las)\s+)?"
                rf"(?:[A-ZÁÉÍÓÚ][\w.]+\s*){{1,4}}),?\s*"
            rf"(?:no\.?\s*|n[º°.]\s*|núm\.?\s*|#\s*)?\d+(?:-?[A-Z])?\b{whole}(?!\s+[^\W\d_]{{3,}}s\b)", flags),
        ("a telephone number",
            r"(?<![\w.,])(?<!\d\s)(?:\d{2}\s\d{4}\s\d{4}|0\d00\s\d{3}\s\d{4}|0\d{2}\s\d{3}\s\d{4})"
            r"(?!\s?[\d%]|[.,]\d)", flags),
        ("a name with a number",


                    r"\b(?:[Aa]n?|[Uu]n[ao]?|[Uu]ma?)\s+(?P<it>(?!Level|Tier|Nivel"
                    r"|Nível)[A-ZÁÉÍÓÚ][a-z]+\s+\d{1,4})\b(?!\s+[a-z]+s\b)"
                r"(?!\s?%|[.,]\d)", re.NOFLAG),
        ("an identifier", r"\b(?:flight|vuelo|voo)\s+[A-Z]{1,3}\s?-?\d+", flags),
        ("an address",
            rf"(?<!\w){any_of(own['street_words'])}\s+(?:no\.?\s*|núm\.?\s*|#\s*)?\d+[\w#-]*"
            rf"(?:\s+#?\s?\d+[-\d]*)?{whole}", flags),
        ("an address",
            r"(?<![\w.,])\d+(?:st|nd|rd|th)?\s+"
            rf"(?:[A-Z][\w.]+\s+){{0,3}}{any_of([w.capitalize() for w in own['street_after']])}(?!\w)", re.NOFLAG),
        ("an identifier",
            rf"(?<!\w){any_of(own['id_words'])}\s*:?\s*(?:no\.?\s*|núm\.?\s*)?"
            r"(?!\d{1,3}(?:[.,]\d{3})+\s[^\W\d_]{3})"
            r"(?=[\w./-]*\d)[A-Z\d]*[\w]*[/.-][\w/.-]*\d\w*+"
            r"(?!\s?(?:%|per ?cent|por ?cien|percentage|puntos|points))", flags),
        ("an identifier", r"\b(?:[A-Z]{2,}|\d+)(?:[/-](?:[A-Z]{1,}\w*|\d+)){2,}\b", re.NOFLAG),
        ("a calibre",
            rf"\b{any_of(own['calibre_words'])}\s*\.?\d+(?:[.,x]\d+)?(?:\s?mm)?|(?<![\w])\.\d\d\b"
            rf"(?:[\s-]?{any_of(own['calibre_words'])})?|(?<![\d])\d+(?:[.,]\d+)?"
            rf"(?:x\d+)?[\s-]?{any_of(own['calibre_after'])}(?!\w)", flags),
        ("a footnote mark",
            r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]|(?<=[a-záéíóúñãõç\"”’)])\.\d{1,3}(?=\s|$)(?!\s*%)|"
            r"(?<=[a-záéíóú]{3}[”\"])\d{1,3}(?=\s|$)|[¹²³⁰⁴-⁹]+", flags),
        ("a list number",

                r"^[ \t]*(?:\(?\d{1,2}[.)]|#\d{1,2})(?=[ \t]+\S)|"
                r"^[ \t]*\d{1,2}(?:\.\d{1,2}){1,3}\.?"
                r"(?=[ \t]+[A-ZÁÉÍÓÚ])",
            re.MULTILINE),
        ("a list number",
                r"(?:^|[;:,]\s|(?<![^\W_])(?-i:[a-záéíóúñãõçêâ]+)\s)(?P<it>\((?:[1-9]|1\d)\))"
                r"(?=\s+(?-i:[a-z]))", flags),
        ("coordinates",
            r"-?\d{1,3}(?:[.,]\d+)?\s?°\s?(?:\d{1,2}['′]\s?)?(?:[\d.]+[\"″]\s?)?[NSEWO]?\b|"
            r"(?<![\d.])-?\d{1,3}\.\d{4,},\s?-?\d{1,3}\.\d{4,}", flags),
        ("a version",
            r"\bv\.?\s?\d+(?:\.\d+)+|(?<![\d.])\d+\.\d+\.\d+(?:\.\d+)?(?![\d])(?<!\d\.\d{3}\.\d{3})", flags),
        ("a score",
            rf"\b{any_of(own['score_words'])}\b[^.;\n]{{0,20}}?\b(?P<it>\d{{1,2}}\s?[-–]\s?\d{{1,2}})"
            r"(?![\d%])(?!\s+\w+s\b)", flags),
        ("a name with a number",
            rf"\b{any_of(own['acronyms_before_numbers'])}[\s-]?\d+[A-Z]?\b", re.NOFLAG),
        ("a name with a number",
            r"(?<![\w$])(?!(?:US|MX|R|USD|MXN|EUR|BRL|COP)\d)"
            r"(?=[A-Za-zÁÉÍÓÚ]*[A-ZÁÉÍÓÚ])[A-Za-zÁÉÍÓÚ]{1,6}-?\d+(?:[-/]?[A-Za-z\d]+)*\b", re.NOFLAG),
        ("a name with a number", r"(?<![\w.,$])\d+[A-Z][\w-]*\b(?<!\dK)(?<!\dM)(?<!\dB)", re.NOFLAG),
        ("a name with a number", r"\b(?:the\s+)?(?P<it>\d{1,3}(?:st|nd|rd|th))\s+[A-Z]\w+", re.NOFLAG),
        ("a name with a number",

                r"\b(?:Barrio|Group of|Grupo de los|Grupo dos|Operation|Operación|Operação|Plan|Agenda"
                r"|Canal|Radio|Zona|Sector"
            r"|Expo|Grupo|Article|Visión|Misión|Protocolo|Convenio)\s+\d{1,4}\b"
            r"(?!\s+[a-zñáéíóú]+(?:s|es)\b)(?![.,]?\d|\s?%)", re.NOFLAG),
        ("the length of a list", rf"\b{any_of(own['list_words'])}[\s-]\d+\b{whole}", flags),
    ]  # fmt: skip
    return tuple((reason, re.compile(pattern, kind)) for reason, pattern, kind in rules)


@cache
def _phrases(language: str) -> Rules:
    own = words("left_out", language)
    n = f"{NUMBER}+"
    unit, before, after = (
        any_of(own["period_units"]),
        any_of(own["period_before"]),
        any_of(own["period_after"]),
    )
    rules: list[tuple[str, str]]
    hours = "(?:a las|às|as|las|desde las|por volta das|hacia las)"
    if language == "en":
        rules = [
            ("a period",
                rf"\b{before}\s+(?:(?:about|almost|nearly|over|more than|roughly|full|or so)\s+)?{n}(?:\s+"
                rf"(?:or|to)\s+{n})?[\s-]+(?:(?:calendar|full|fiscal|federal|presidential"
                rf"|consecutive)\s+)?{unit}(?!\w)"),
            ("a period", rf"{n}[\s-]+{unit}\s+{after}\b"),
            ("a period",
                rf"\b(?:in|over|during|for)\s+the\s+{n}\s+{any_of(own['told_on'])}(?=\s*[,;:.]|\s+\d)"),
            ("a period",
                r"\b(?:for|over|in|within|during|after|since|every)\s+(?:the\s+)?(?:more than|over|about"
                rf"|almost|nearly|at least|at most|less than|some)?\s*{n}\s+(?:consecutive\s+|straight\s+)?"
                r"(?:years|months|weeks|decades|administrations)\b(?!\s+(?:in|of)\s+(?:prison|jail))"),
            ("a period",
                rf"{n}[\s-](?:year|month|week|day|hour)(?:-|\s)(?:high|low|period|span|average|record|peak"
                r"|trend|anniversary|term|plan|window|history|interval)s?\b"),
            ("a period", rf"{n}[\s-]+{unit}\s+on(?=,)"),
            ("a century", rf"{n}(?:st|nd|rd|th)?\s+{any_of(own['centuries'])}\b"),
            ("an age", rf"{n}[\s-]{any_of(own['age_words'])}(?!\w)(?:\s+or\s+(?:older|younger))?"),
            ("an age", rf"\b{any_of(own['age_before'])}\s+{n}(?:\s?(?:-|–|to|and|or)\s?{n})?(?!\s?%)"),
            ("an age",
                rf"\b(?:under|over|below|above)\s+(?:the age of\s+)?{n}(?=\s*(?:years of age|years old"
                r"|,?\s+(?:were|are|was|is)\s+(?:minors|children)))"),
            ("an age", rf"(?<=[a-z]),\s+(?P<it>{n})(?=,\s+(?:was|who|has|a|an|the|and|from|of)\b)(?<!\d)"),
            ("an age",  # not "half of the 64 trucks, 28, were"
                rf"(?:^|(?<=[,;:.()\n]))(?![^,;:.()\n]*\b(?:{any_of(own['shares_before'])}|{n}\s+per\s?cent"
                rf"|{n}\s?%)\s+of\b)(?![^,;:.()\n]*\bof\s+(?:[a-z'’-]+\s+){{0,3}}{n}\s)[^,;:.()\n]*?(?<=[a-z])"
                rf",\s+(?P<it>{n})(?=,\s+(?:were|had)\b)"),
            ("an age",
                r"\b(?:son|daughter|husband|wife|brother|sister|father|mother),\s+an?\s+[a-z]+\s+of\s+"
                rf"(?P<it>{n})(?=[,.;])"),
            ("a clock time", rf"{n}\s+o['’]clock"),
            ("a scale's ends", rf"\bscale\s+(?:of|from)\s+{n}\s*(?:to|-|–)\s*{n}"),
            ("the length of a list", rf"\b{any_of(own['list_words'])}\s+{n}"),
        ]  # fmt: skip
    else:
        rules = [
            ("a period",
                rf"\b{before}\s+(?:(?:casi|quase|cerca de|unos|más de|mais de|los|las|os|as|apenas"
                rf"|poco más de)\s+)?{n}(?:\s+(?:o|ou|a|e|y)\s+{n})?\s+{unit}(?!\w)(?!\s+de\s+(?:edad|idade"
                r"|prisi|cárcel))"),
            ("a period",
                rf"{n}\s+(?:primeros|primeras|últimos|últimas|primeiros|primeiras|próximos"
                rf"|próximas)\s+{unit}(?!\w)"),
            ("a period", rf"{n}\s+{unit}\s+{after}(?!\w)"),
            ("a period",
                rf"\b(?:(?:en|durante)\s+l[oa]s|n[oa]s|durante\s+[oa]s)\s+{n}\s+{any_of(own['told_on'])}"
                r"(?=\s*[,;:.]|\s+\d)"),
            ("a period",
                r"\b(?:durante|en|em|por|desde|nos|nas|a lo largo de|ao longo de|en apenas|en solo|en sólo"
                r"|em apenas|en menos de|en más de|em menos de|em mais de|en los|en las)\s+(?:(?:los|las"
                rf"|os|as|casi|más de|mais de|menos de|quase|unos|cerca de|esos|esses|estos)\s+)?{n}\s+"
                r"(?:años|anos|meses|semanas|décadas|días|dias|sexenios)\b(?!\s+de\s+(?:edad|idade|prisi"
                r"|cárcel))"),
            ("a century", rf"\b{any_of(own['centuries'])}\s+{n}"),
            ("an age", rf"{n}(?:\s+(?:a|y|e|o|ou)\s+{n})?\s+{any_of(own['age_words'])}"),
            ("an age",
                rf"\b{any_of([w for w in own['age_before'] if w != 'com'])}\s+(?:los\s+|os\s+)?{n}(?:\s+"
                rf"(?:a|y|e)\s+{n})?\s+(?:años|anos)\b"),
            ("an age",
                r"(?:\b(?:joven|jóvenes|jovens|jovem|hombre|mujer|niñ[oa]s?|menor(?:es)?|adolescentes?"
                r"|personas?|homem|mulher|menin[oa]s?|criança|mujeres|hombres|mulheres|homens|adultos?)\s+"
                rf"(?:entre\s+)?|,\s*)de\s+(?P<it>{n}(?:\s+(?:a|y|e)\s+{n})?\s+(?:años|anos))\b(?!\s+de\s+"
                r"(?:prisi|cárcel))"),
            ("an age", rf",\s+(?P<it>{n}(?:\s+(?:años|anos)\b)?)(?=,)(?<=(?:años|anos))"),
            ("an age",
                r"\b(?:hij[oa]|herman[oa]|espos[oa]|madre|padre|niet[oa]|sobrin[oa]|joven|niñ[oa]|mujer|hombre|filh[oa]"
                r"|irmã|irmão|marido|mãe|pai|net[oa]|jovem|menin[oa]|mulher|homem)(?:\s+[^\W\d_]+){0,2},\s+de\s+"
                rf"(?P<it>{n})(?=\s*[,.;:)”\"»])"),
            ("a clock time",
                rf"\b{hours}\s+{n}(?:\s+(?:y|e)\s+{n})?\s*{any_of(own['clock'])}(?![\w{NUMBER}])"),
            ("a clock time",  # not "12 de las 54,"
                rf"(?<!\bde )\b{hours}\s+{n}(?:\s+(?:y|e)\s+{n})?\s*(?=[,.])"),
            ("a scale's ends", rf"\bescala\s+(?:de|del)\s+{n}\s*(?:a|al|-|–)\s*{n}"),
            ("an age",

                    rf"\b(?:tem|têm|tinham?|tienen?|tenían?)\s+(?:menos de|más de|mais de|entre)?\s*{n}"
                    rf"(?:\s+(?:y|e|a)\s+{n})?\s+"
                r"(?:años|anos)\b(?!\s+de\s+(?:pris|cár|cadeia|experi))"),
            ("a clock time", rf"\bd[eas]+\s+{n}\s+[aà]s?\s+{n}\s+(?:horas|hrs|h)\b"),
            ("a clock time",
                rf"{n}\s+(?:de la (?:mañana|tarde|noche|madrugada)|da (?:manhã|tarde|noite|madrugada))"),
            ("the length of a list", rf"\b{any_of(own['list_words'])}\s+{n}"),
            ("a day",
                rf"\b(?:el|del|al|este|pasado|no dia|dia|día|los días|nos dias)\s+(?P<it>{n}(?:\s+(?:y|e|al"
                rf"|a)\s+{n})*)(?=\s+de\s+(?:este|ese|dicho|cada|mes))"),
        ]  # fmt: skip
    return tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in rules)
