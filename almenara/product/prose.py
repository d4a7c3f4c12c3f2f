"""An analyst's Markdown with figures: templates in, blocks of the report out.

In a prose file
    {{ fig("homicide", "2017", definition="…") }}     a figure of the evidence, in the country or place=…
    {{ fig("homicide", "2018-01..2018-05", known="2018-06-30") }}  the same as it was known on an earlier day
    {{ fig("homicide.to_date") }}                     a figure of one of the report's findings, by name
    {{ words(fig("levels.at_4")) }}                   a small whole number in words: five, Five
    {{ change("fuel-theft", "2018-Q1", definition="…") }}  its change on the same months a year before
    {{ cite("statement-id") }}                        endnotes of a statement or policy event
    {{ date("2018-12-01") }}, {{ name("150D") }}      days, and names that hold digits
    {{ likelihood(fig("pace.probability")) }}         an ICD 203 term with its number
    {{ likelihood(fig("calls.some-bill")) }}          the same of a call in policy_calls.yml, which the register settles
    {{ likelihood(0.7) }}                             the term for an analyst's own probability
A paragraph that begins with ">" is a judgement; a second one that begins with "> confidence high:"
(moderate, low) says on what it rests. A first line "<!-- valid: 2018-08-01..2018-12-31 -->" says for
which as-of days a file speaks; "<!-- author: the desk -->" below it, who answers for its judgements.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, Undefined

from almenara.analysis.arithmetic import change
from almenara.errors import AlmenaraError, ProseError
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period, parse_day
from almenara.model.terms import Likelihood, likelihood
from almenara.product import formats, lint
from almenara.product.document import (
    Block,
    Bullets,
    Inline,
    Judgement,
    Number,
    Paragraph,
    Reference,
    Text,
)
from almenara.product.printing import Press

_VALID = re.compile(r"^<!--[ \t]*valid:[ \t]*(\S+?)[ \t]*-->[ \t]*\n?")
_AUTHOR = re.compile(r"\A\n?<!--[ \t]*author:[ \t]*(.+?)[ \t]*-->[ \t]*\n")
_CONFIDENCE = re.compile(r"^confidence (low|moderate|high):\s*", re.IGNORECASE)
_STRONG = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*", re.DOTALL)

FigureFor = Callable[..., Figure]
"""fig(): a finding's figure by name, or one of the evidence by measure, period, place, definition."""
CitationFor = Callable[[str], tuple[Evidence, ...]]
"""cite(): the evidence of a statement or policy event by its id."""


def _token(kind: str, content: str) -> str:
    return f"{lint.TOKEN_OPEN}{kind}:{content}{lint.TOKEN_CLOSE}"


@dataclass(frozen=True)
class Likely:
    """A likelihood that a text gives: its place in the file, counted from one, and the words around it.

    author  who answers for it, where the file names somebody
    of      the recipe of the figure that it is, where the text gives no number of its own
    """

    term: str
    probability: float
    file: str
    place: int = 1
    text: str = ""
    author: str = ""
    of: dict[str, Any] = field(default_factory=dict, compare=False)


class Printed(str):
    """Text that a function of the environment made: the only thing that may be put out."""


def _only_printed(value: Any) -> str:
    if isinstance(value, Printed):
        return value
    if isinstance(value, str):
        if re.search(r"\d", value):
            raise ProseError(f'"{value}" holds a bare number: print it with fig(), date() or name()')
        return value
    if isinstance(value, Undefined):
        raise ProseError(f"'{value._undefined_name}' is undefined")
    raise ProseError(f"{value!r} is a bare {type(value).__name__}: print it with fig(), date() or name()")


@dataclass
class Prose:
    """Turns prose files into blocks for one report.

    figure_for, citation_for  where fig() and cite() find what they print
    remark                    says a figure's reason in the report's language
    likelihoods               every likelihood of its texts – for the ledger
    """

    press: Press
    language: str
    figure_for: FigureFor
    citation_for: CitationFor
    remark: Callable[[str], str] = str
    likelihoods: list[Likely] = field(default_factory=list)
    _numbers: dict[str, Number] = field(default_factory=dict)
    _notes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _terms: dict[str, tuple[Likelihood, Number | None, float]] = field(default_factory=dict)
    _author: str = ""

    def read(self, path: Path, as_of: date, findings: bool) -> tuple[Block, ...]:
        """The blocks of a prose file; none if it does not speak for the day.

        findings  whether every sentence needs a figure or a citation
        Raises ProseError with file and line of every rule broken.
        """
        source = path.read_text(encoding="utf-8")
        if (match := _VALID.match(source)) and not _speaks(match[1], as_of):
            return ()
        blanked = _VALID.sub("\n", source) if match else source
        author = _AUTHOR.match(blanked)
        self._author = author[1] if author else ""
        blanked = "\n" * author[0].count("\n") + blanked[author.end() :] if author else blanked
        where = f"{path.parent.name}/{path.name}"
        return self._blocks(self.render(blanked, where), where, findings)

    def sentence(self, template: str, where: str, /, **values: Any) -> tuple[Inline, ...]:
        """Inlines of a wording template, with figures and words given as values."""
        return self._inlines(self.render(template, where, **values))

    def render(self, source: str, where: str, /, **values: Any) -> str:
        """The text with tokens in the places of figures. Raises ProseError naming file and line."""
        environment = Environment(undefined=StrictUndefined, finalize=_only_printed, autoescape=False)
        environment.globals.update(
            fig=self._fig, change=self._change, cite=self._cite, date=self._date, name=self._name,
            likelihood=self._likelihood, n=self._number, span=self._span, when=self._when, words=self._words,
        )  # fmt: skip
        environment.globals.pop("range", None)
        try:
            return environment.from_string(source).render(**values)
        except TemplateSyntaxError as error:
            raise ProseError(f"{where}, line {error.lineno}: {error.message}") from error
        except TemplateError as error:
            raise ProseError(f"{where}{_line(error)}: {error.message}") from error
        except (AlmenaraError, ArithmeticError, AttributeError, TypeError, ValueError) as error:
            raise ProseError(f"{where}{_line(error)}: {error}") from error

    def blocks_of(self, text: str, where: str) -> tuple[Block, ...]:
        """Blocks of text that was rendered already."""
        return self._blocks(text, where, False)

    def figure_token(self, figure: Figure) -> Printed:
        """A figure for use inside another sentence."""
        return self._number(figure)

    def literal(self, text: str) -> Printed:
        """Words from the evidence, digits allowed, as text and nothing more."""
        return self._name(text)

    # what templates may call

    def _fig(
        self, ref: str, period: str = "", place: str = "", definition: str = "", known: str = ""
    ) -> Printed:
        return self._number(self.figure_for(ref, period, place, definition, known))

    def _words(self, printed: Any) -> Printed:
        """The figure of fig() with its number in words where it is small and whole."""
        found = lint.tokens(printed) if isinstance(printed, Printed) else []
        if [kind for kind, _ in found] != ["f"]:
            raise ProseError("words() takes one figure: words(fig(…))")
        return Printed(_token("w", found[0][1]))

    def _change(self, ref: str, period: str, place: str = "", definition: str = "") -> Printed:
        before = str(Period.parse(period).years_earlier())
        later = self.figure_for(ref, period, place, definition)
        return self._number(change(later, self.figure_for(ref, before, place, definition)))

    def _number(self, figure: Figure) -> Printed:
        number = self.press.number(figure)
        self._numbers[number.id] = number
        return Printed(_token("f", number.id))

    def _cite(self, *ids: str) -> Printed:
        evidence = [item for one in ids for item in self.citation_for(one)]
        notes = self.press.cite(evidence)
        key = ",".join(map(str, notes))
        self._notes[key] = notes
        return Printed(_token("cite", key))

    def _date(self, day: str | date) -> Printed:
        return Printed(_token("t", formats.day(parse_day(day), self.language)))

    def _span(self, period: str | Period) -> Printed:
        value = Period.parse(period) if isinstance(period, str) else period
        return Printed(_token("t", formats.period(value, self.language)))

    def _when(self, period: str | Period) -> Printed:
        value = Period.parse(period) if isinstance(period, str) else period
        return Printed(_token("t", formats.when(value, self.language)))

    def _name(self, text: str) -> Printed:
        return Printed(_token("t", text.replace(lint.TOKEN_OPEN, "").replace(lint.TOKEN_CLOSE, "")))

    def _likelihood(self, chance: Any) -> Printed:
        number: Number | None = None
        if isinstance(chance, Figure):
            number = self.press.number(chance)
            probability = (chance.value or 0.0) / 100
        elif isinstance(chance, Printed):
            kind, anchor = lint.tokens(chance)[0]
            number = self._numbers[anchor] if kind == "f" else None
            if number is None or not number.figure.is_known:
                raise ProseError("likelihood() needs a probability that is known")
            probability = (number.figure.value or 0.0) / 100
        else:
            probability = float(chance)
        step = likelihood(probability)
        key = f"{step.key}/{len(self._terms)}"
        self._terms[key] = (step, number, probability)
        return Printed(_token("likelihood", key))

    # from text with tokens to blocks

    def _blocks(self, text: str, file: str, findings: bool) -> tuple[Block, ...]:
        complaints: list[lint.Complaint] = []
        blocks: list[Block] = []
        self._keep(text, file)
        bullets: list[Paragraph] = []
        for line, part in _paragraphs(text):
            if part.startswith(("- ", "* ")):
                for offset, item in enumerate(re.split(r"\n(?=[-*] )", part)):
                    body = item[2:].strip()
                    complaints += lint.check_paragraph(
                        body, file, line + offset, self.language, findings, False
                    )
                    bullets.append(self._paragraph(body))
                continue
            if bullets:
                blocks.append(Bullets(tuple(bullets)))
                bullets = []
            if part.startswith(">"):
                body = re.sub(r"(?m)^>\s?", "", part).strip()
                sayings, _, basis = body.partition("\n\n")
                complaints += lint.check_paragraph(body, file, line, self.language, False, True)
                blocks.append(self._judgement(sayings, basis, file, line))
            else:
                complaints += lint.check_paragraph(part, file, line, self.language, findings, False)
                blocks.append(self._paragraph(part))
        if bullets:
            blocks.append(Bullets(tuple(bullets)))
        lint.refuse(complaints)
        return tuple(blocks)

    def _keep(self, text: str, file: str) -> None:
        """Keep the likelihoods of a text with the words around them."""
        count = 0
        for _, part in _paragraphs(text):
            said, _, _ = re.sub(r"(?m)^>\s?", "", part).partition("\n\n")
            words = "".join(i.text for i in self._inlines(said) if isinstance(i, Text | Number))
            for kind, content in lint.tokens(part):
                if kind == "likelihood":
                    step, number, probability = self._terms[content]
                    count += 1
                    of = number.figure.recipe if number else {}
                    one = Likely(step.key, probability, file, count, words, self._author, of)
                    self.likelihoods.append(one)

    def _paragraph(self, text: str) -> Paragraph:
        inlines = self._inlines(text)
        return Paragraph(inlines, self.press.portion(i for i in inlines if isinstance(i, Number)))

    def _judgement(self, sayings: str, basis: str, file: str, line: int) -> Judgement:
        match = _CONFIDENCE.match(basis.strip())
        if basis.strip() and not match:
            raise ProseError(
                f'{file}, line {line}: begin the basis with "> confidence high:" (moderate, low)'
            )
        confidence = match[1].lower() if match else ""
        inlines = self._inlines(sayings)
        terms = [self._terms[content] for kind, content in lint.tokens(sayings) if kind == "likelihood"]
        step, number = terms[0][:2] if terms else (None, None)
        band = ""
        if step:
            low, high = (formats.number(100 * edge, self.language) for edge in (step.low, step.high))
            band = f"{low}–{high}\u00a0%"
            if number is not None and number.figure.value is not None:
                band = formats.beside_scale(number.figure.value, self.language) or band
        return Judgement(
            inlines,
            self.press.portion(i for i in inlines if isinstance(i, Number)),
            step.words[self.language] if step else "",
            number,
            band,
            confidence,
            self._inlines(basis.strip()[match.end() :]) if match else (),
        )

    def _inlines(self, text: str) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for plain, style in _styled(" ".join(text.split())):
            position = 0
            for match in lint.TOKEN.finditer(plain):
                before = plain[position : match.start()]
                if before:
                    out.append(Text(before, style))
                said = before if before.strip() else _last_words(out)
                first = not said or said.rstrip().endswith((".", "!", "?"))
                out += self._token_inlines(match[1], match[2], style, first)
                position = match.end()
            if position < len(plain):
                out.append(Text(plain[position:], style))
        return tuple(out)

    def _token_inlines(self, kind: str, content: str, style: str, first: bool) -> list[Inline]:
        if kind in ("f", "w"):
            held = self._numbers[content]
            if not held.figure.is_printable:
                return [Text(f"{held.text} ({self.remark(held.figure.reason)})", "unknown")]
            text = held.text
            if kind == "w":
                text = formats.in_words(held.figure.value, self.language, capital=first) or text
            return [Number(held.id, held.figure, text, held.notes, style)]
        if kind == "cite":
            return [Reference(self._notes[content])]
        if kind == "likelihood":
            step, number, _ = self._terms[content]
            words: list[Inline] = [Text(step.words[self.language], "strong")]
            return [*words, Text(" ("), number, Text(")")] if number else words
        return [Text(content, style)]


def _last_words(inlines: list[Inline]) -> str:
    """What stands last, citations apart; "" at the beginning."""
    return next((i.text for i in reversed(inlines) if isinstance(i, Text | Number) and i.text.strip()), "")


def _styled(text: str) -> list[tuple[str, str]]:
    out, position = [], 0
    for match in _STRONG.finditer(text):
        if match.start() > position:
            out.append((text[position : match.start()], "plain"))
        out.append((match[1], "strong") if match[1] else (match[2], "emphasis"))
        position = match.end()
    if position < len(text):
        out.append((text[position:], "plain"))
    return out


def _paragraphs(text: str) -> list[tuple[int, str]]:
    """Paragraphs with the line they begin on; a quoted one keeps its blank quoted lines."""
    out: list[tuple[int, str]] = []
    held: list[str] = []
    first = 1
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            if not held:
                first = number
            held.append("> " if line.strip() == ">" else line.strip())
        elif held:
            out.append((first, "\n".join("" if h == "> " else h for h in held) if held[0][0] != ">" else
                        "\n".join(held)))  # fmt: skip
            held = []
    return out


def _speaks(valid: str, as_of: date) -> bool:
    first, _, last = valid.partition("..")
    after = not first or Period.parse(first).start <= as_of
    return after and (not last or as_of <= Period.parse(last).end)


def _line(error: BaseException) -> str:
    trace, line = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return f", line {line}" if line else ""
