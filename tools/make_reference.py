"""Write docs/reference from the code, so that it can't say anything else.

python tools/make_reference.py           write the pages
python tools/make_reference.py --check   fail where a page differs from what the code would write
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import typer
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from almenara.collect import proposing
from almenara.countries import groups
from almenara.countries import pack as packs
from almenara.countries import policy_calls as expected
from almenara.countries import policy_mechanisms as mechanisms
from almenara.countries import population_model as populations
from almenara.countries import prose_terms as prose
from almenara.countries import rating as ratings
from almenara.errors import AlmenaraError
from almenara.faces.cli import app
from almenara.model import terms
from almenara.model.asset import ASSET_TYPES
from almenara.product import config as report
from almenara.reading import spec as specs
from almenara.reading.assets import words

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
GENERATED = (
    "<!-- Written by tools/make_reference.py from the code: change the code, then run make docs. -->\n"
)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def first_line(thing: object) -> str:
    """The first paragraph of its own docstring, not of one that it inherits."""
    return " ".join(inspect.cleandoc(thing.__dict__.get("__doc__") or "").split("\n\n")[0].split())


def notes(thing: object) -> dict[str, str]:
    """Explanations of fields in a docstring: lines `name   what it is`, with their continuations."""
    out: dict[str, str] = {}
    name = ""
    for line in (inspect.getdoc(thing) or "").splitlines()[1:]:
        if found := re.match(r"([a-z_]+) {1,}(\S.*)", line):
            name, out[found[1]] = found[1], found[2]
        elif name and line.startswith("  "):
            out[name] += " " + line.strip()
    return out


# ---------------------------------------------------------------- command line


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups before what is in them."""
    root = typer.main.get_command(app)

    def below(name: str, command: Any) -> Iterator[tuple[str, click.Command]]:
        yield name, command
        for child in getattr(command, "commands", {}).values():
            yield from below(f"{name} {child.name}", child)

    yield from below("almenara", root)


def help_text(name: str, command: Any) -> str:
    """What `name --help` prints, 100 columns wide."""
    context = command.context_class(command, info_name=name, max_content_width=100, terminal_width=100)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines()).strip()


def cli_page() -> str:
    """Help of every command."""
    parts = ["# The command line\n", "Every command takes `--help`. Exit codes: [errors](errors.md).\n"]
    for name, command in commands():
        parts.append(f"## {name}\n\n```text\n{help_text(name, command)}\n```\n")
    return "\n".join(parts)


def settings_page() -> str:
    """What can be set in the environment."""
    rows: dict[str, list[str]] = {}
    for _, command in commands():
        for option in command.params:
            variables = option.envvar or []
            for variable in [variables] if isinstance(variables, str) else variables:
                row = rows.setdefault(variable, ["", "", ""])
                row[0], row[1] = f"`{variable}`", f"`{option.opts[0]}`"
                row[2] = row[2] or str(getattr(option, "help", "") or "")
    for spec in specs.all_specs().values():
        if variable := spec.collect.token_variable:
            rows[variable] = [f"`{variable}`", "", f"Token for collecting `{spec.id}`; read only then."]
    for variable, sets in (
        (proposing.URL, "Address of a language model, as OpenAI's protocol has it, for `check --propose`."),
        (proposing.MODEL, "Name of that language model."),
        (proposing.KEY, "Key of that language model, where it asks for one."),
    ):
        rows[variable] = [f"`{variable}`", "", sets]
    return (
        "# Settings\n\nAll of them are options first; the environment is read where the option is not given. "
        "Secrets come from the environment only; those of channels are in the variables that your file of channels "
        "names ([send alerts](../how-to/send-alerts.md)).\n\n"
        + table(["variable", "option", "what it sets"], [rows[k] for k in sorted(rows)])
    )


# ---------------------------------------------------------------- sources, measures, terms


def _rhythm(rhythm: specs.Rhythm) -> str:
    return "as needed" if rhythm.every == "never" else f"every {rhythm.every}"


def sources_page() -> str:
    """Every source with its terms and definitions."""
    all_specs = specs.all_specs()
    rows = [
        [f"[{s.id}](#{s.id})", s.title["en"], s.publisher.name, s.country or "–", s.licence.name,
         _rhythm(s.rhythm), s.reliability.letter]
        for s in all_specs.values()
    ]  # fmt: skip
    head = ["source", "what it is", "publisher", "country", "licence", "rhythm", "reliability"]
    parts = ["# Sources\n", table(head, rows)]
    for s in all_specs.values():
        parts.append(f"## {s.id}\n\n{s.title['en']}. {s.publisher.name}"
                     f"{' (official)' if s.publisher.official else ''}.\n")  # fmt: skip
        facts = [
            f"Licence: {s.licence.name}{f' ({s.licence.url})' if s.licence.url else ''}; "
            + ("figures may stand in a product" if s.licence.redistribute
               else "figures may not leave: the release gate refuses them")
            + f"; marking {s.licence.marking}",
            f"Reliability: {s.reliability.letter}, {terms.RELIABILITY[s.reliability.letter]}, "
            f"since {s.reliability.since}: {s.reliability.grounds}",
            f"Reader version {s.reader}; language {s.language}",
        ]  # fmt: skip
        if attribution := s.licence.attribution.get("en"):
            facts.append(f"Attribution printed: {attribution}")
        if s.collect.addresses:
            token = f", with a token in `{s.collect.token_variable}`" if s.collect.token_variable else ""
            facts.append(f"Collected from {', '.join(s.collect.allow)}{token}; known from {s.collect.ground}")
        if s.collect.note:
            facts.append(f"{'Besides' if s.collect.addresses else 'Not collected'}: {s.collect.note}")
        if s.collect.page:
            facts.append(f"The files' page: {s.collect.page}")
        parts.append("\n".join(f"- {fact.rstrip('.')}." for fact in facts) + "\n")
        if s.definitions:
            parts.append(_definitions(list(s.own_definitions.values())))
    for pack in packs.all_packs().values():
        if pack.definitions:
            parts.append(f"## Definitions of {pack.names['en']}\n\nShared by several sources.\n")
            parts.append(_definitions(list(pack.definitions.values())))
    return "\n".join(parts)


def _definitions(definitions: list[terms.Definition]) -> str:
    rows = [[f"`{d.id}`", ", ".join(d.measures), d.unit, d.kind, d.attempts, _span(d), d.counting_rule("en")]
            for d in definitions]  # fmt: skip
    return table(["definition", "measures", "unit", "kind", "attempts", "valid", "counting rule"], rows)


def _span(definition: terms.Definition) -> str:
    if not definition.valid_from and not definition.valid_to:
        return "–"
    return f"{definition.valid_from or '…'} to {definition.valid_to or 'now'}"


def measures_page() -> str:
    """The core's vocabulary of what is counted."""
    declared: dict[str, list[str]] = {}
    everything = [d for s in specs.all_specs().values() for d in s.own_definitions.values()]
    everything += [d for p in packs.all_packs().values() for d in p.definitions.values()]
    for definition in everything:
        for measure in definition.measures:
            declared.setdefault(measure, []).append(f"`{definition.id}`")
    rows = [
        [
            f"`{m.id}`",
            m.name("en"),
            m.name("es"),
            m.iccs or "–",
            ", ".join(declared.get(m.id, [])) or "–",
            m.note,
        ]
        for m in specs.measures().values()
    ]
    return (
        "# Measures\n\nWhat can be asked for. ICCS: International Classification of Crime for Statistical "
        "Purposes, version 1.0 (UNODC, 2015).\n\n"
        + table(["measure", "English", "Spanish", "ICCS", "definitions", "note"], rows)
    )


def vocabularies_page() -> str:
    """Likelihood, confidence, source grading, markings."""
    likelihood = [
        [step.words["en"], step.words["es"], f"{step.low:.0%} to {step.high:.0%}"] for step in terms.ICD_203
    ]
    confidence = [[words["en"], words["es"]] for words in terms.CONFIDENCE.values()]
    return "\n".join([
        "# Vocabularies\n",
        "## Likelihood (ICD 203, row A)\n\nThe lower edge belongs to a step, the upper one to the next.\n",
        table(["English", "Spanish", "probability"], likelihood),
        "## Confidence (ICD 203)\n\nIt speaks of the basis of a judgement, never of the event, and "
        "never in the sentence that gives the likelihood.\n",
        table(["English", "Spanish"], confidence),
        "## Reliability of a source (AJP-2.1)\n",
        table(["letter", "meaning"], [[k, v] for k, v in terms.RELIABILITY.items()]),
        "## Credibility of an item (AJP-2.1)\n",
        table(["number", "meaning"], [[str(k), v] for k, v in terms.CREDIBILITY.items()]),
        "## Markings (TLP 2.0), from the least to the most restrictive\n",
        table(["label", "colour"], [[f"`{k}`", terms.TLP_COLOURS[k]] for k in terms.TLP]),
    ])  # fmt: skip


# ---------------------------------------------------------------- errors


def errors_page() -> str:
    """Every error class, as a table in the tree's order."""
    rows: list[list[str]] = []

    def walk(kind: type[AlmenaraError], depth: int) -> None:
        indent = "&nbsp;" * 4 * depth
        rows.append(
            [f"{indent}`{kind.__name__}`", str(kind.exit_code), str(kind.http_status), first_line(kind)]
        )
        for child in kind.__subclasses__():
            walk(child, depth + 1)

    walk(AlmenaraError, 0)
    return (
        "# Errors\n\nEach is told in words: where, what, and how to mend it. A batch reports all its "
        "bad rows at once and then stores none.\n\n"
        + table(["error", "exit code", "HTTP status", "when"], rows)
    )


# ---------------------------------------------------------------- files that people write


def _kind(field: FieldInfo) -> str:
    """A field's type in words short enough for a table."""
    text = inspect.formatannotation(field.annotation)
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z_])", "", text).replace("Literal[", "one of [")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.default_factory() if field.default_factory else field.default  # type: ignore[call-arg]
    if isinstance(value, BaseModel):
        return "see below"
    return "" if value in ("", None, PydanticUndefined, [], {}, ()) else f"`{value}`"


def model_parts(model: type[BaseModel], title: str, below: list[type[BaseModel]]) -> str:
    """A model's fields, then those of the models inside it."""
    parts = []
    for item in (model, *below):
        heading = title if item is model else item.__name__
        about = notes(item)
        rows = [
            [f"`{name}`", f"`{_kind(field)}`", _default(field), about.get(name, "")]
            for name, field in item.model_fields.items()
        ]
        parts.append(f"## {heading}\n\n{first_line(item)}\n")
        parts.append(table(["field", "type", "default", "meaning"], rows))
    return "\n".join(parts)


def inner_models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Models that a model's fields are made of, each once, in order of appearance."""
    found: list[type[BaseModel]] = []

    def walk(annotation: Any) -> None:
        for inner in getattr(annotation, "__args__", ()):
            walk(inner)
        if inspect.isclass(annotation) and issubclass(annotation, BaseModel) and annotation not in found:
            found.append(annotation)
            for field in annotation.model_fields.values():
                walk(field.annotation)

    for field in model.model_fields.values():
        walk(field.annotation)
    return found


def source_page() -> str:
    """The fields of source.yml."""
    return (
        "# source.yml\n\nWhat a source is. Unknown fields are errors. How to write one: "
        "[add a source](../how-to/add-a-source.md).\n\n"
        + model_parts(specs.Spec, "Top level", inner_models(specs.Spec))
    )


def report_page() -> str:
    """The fields of a pack's report.yml."""
    return (
        "# report.yml\n\nWhich sections a country's report has, and on what they rest. Unknown fields are "
        "errors. How to write prose for it: [write prose](../how-to/write-prose.md).\n\n"
        + model_parts(report.ReportConfig, "Top level", inner_models(report.ReportConfig))
    )


def pack_page() -> str:
    """The files of a country pack."""
    parts = [
        "# A country pack\n\nA folder `almenara/countries/<code>/`; the loader is the only code. "
        "How to make one: [add a country](../how-to/add-a-country.md).\n",
        model_parts(packs._Config, "country.yml", inner_models(packs._Config)),
        "## definitions.yml\n\nA list of definitions that several sources share; fields as in "
        "[source.yml](source-yml.md#definitionspec).\n",
        model_parts(ratings.RatingConfig, "rating.yml", inner_models(ratings.RatingConfig)),
        model_parts(groups.GroupRules, "groups.yml", inner_models(groups.GroupRules)),
        model_parts(
            populations.PopulationModel, "population_model.yml", inner_models(populations.PopulationModel)
        ),
        "## armed_network.csv\n\nThe study's ties between armed groups, without names: rank by the summed weight of "
        "all ties, summed weight of the alliances, and the rivals of a higher rank as rank:weight. Groups without a "
        "tie have no row.\n",
        "## scenarios\n\nScenario files that `almenara scenario run country/NAME` finds by name; fields as in "
        "[write a scenario](../how-to/scenario-files.md).\n",
        model_parts(
            mechanisms.PolicyMechanisms, "policy_mechanisms.yml", inner_models(mechanisms.PolicyMechanisms)
        ),
        model_parts(expected.PolicyCalls, "policy_calls.yml", inner_models(expected.PolicyCalls)),
        model_parts(prose.ProseTerms, "prose_terms.yml", inner_models(prose.ProseTerms)),
        "## Files in the packs\n",
    ]
    rows = []
    for pack in packs.all_packs().values():
        for path in sorted(p for p in pack.folder.rglob("*") if p.suffix in {".csv", ".yml", ".md"}):
            head = ""
            if path.suffix == ".csv":
                with path.open(encoding="utf-8-sig") as file:
                    head = ", ".join(f"`{name.strip()}`" for name in file.readline().strip().split(","))
            rows.append([f"`{pack.folder.name}/{path.relative_to(pack.folder).as_posix()}`", head])
    parts.append(table(["file", "columns"], rows))
    return "\n".join(parts)


def index_page() -> str:
    """The list of reference pages."""
    return "# Reference\n\n" + "".join(f"- [{title}]({name}.md)\n" for name, (title, _) in PAGES.items())


def assets_page() -> str:
    """The words that files of assets may use."""
    listed = words.listed()
    kinds = {kind: ", ".join(of) for kind, of in ASSET_TYPES.items()}
    return "\n".join([
        "# Files of assets\n\nWords are compared without case, accents and punctuation. What each field takes: "
        "[protect your sites](../how-to/protect-your-sites.md).\n",
        "## Columns\n\nOf several that mean the same, the word that stands first counts.\n",
        table(["field", "words"], [[f"`{k}`", ", ".join(v)] for k, v in listed["fields"].items()]),
        "## Types\n",
        table(["type", "kind", "other words"],
              [[f"`{k}`", kinds[k], ", ".join(v)] for k, v in listed["types"].items()]),
        "## Kinds\n",
        table(["kind", "other words"], [[f"`{k}`", ", ".join(v)] for k, v in listed["kinds"].items()]),
    ])  # fmt: skip


PAGES = {
    "cli": ("The command line", cli_page),
    "settings": ("Settings", settings_page),
    "errors": ("Errors and exit codes", errors_page),
    "measures": ("Measures", measures_page),
    "sources": ("Sources, their licences and definitions", sources_page),
    "asset-files": ("Files of assets: columns, types and kinds", assets_page),
    "vocabularies": ("Likelihood, confidence, grading, markings", vocabularies_page),
    "source-yml": ("source.yml", source_page),
    "country-pack": ("A country pack", pack_page),
    "report-yml": ("report.yml", report_page),
}


def pages() -> dict[Path, str]:
    """Every page with its text."""
    written = {REFERENCE / f"{name}.md": make() for name, (_, make) in PAGES.items()}
    return {
        path: GENERATED + text for path, text in {REFERENCE / "index.md": index_page(), **written}.items()
    }


def stale() -> list[str]:
    """Pages that differ from what the code says, or that nothing writes any more."""
    wanted = pages()
    held = {path: path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.md")}
    return sorted(p.relative_to(ROOT).as_posix() for p in {*wanted, *held} if wanted.get(p) != held.get(p))


def main() -> int:
    """Write the pages, or check them."""
    if "--check" in sys.argv[1:]:
        old = stale()
        for name in old:
            print(f"{name} is not what the code says: run make docs", file=sys.stderr)
        return bool(old)
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    print(f"{len(PAGES) + 1} pages in {REFERENCE.relative_to(ROOT)}, {date.today()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
