"""Our record so far: what earlier editions said of things not yet known, and how it came out, good or bad."""

from __future__ import annotations

from almenara.analysis.methods.skill import FEW
from almenara.analysis.policies import policies
from almenara.analysis.policy_calls import MEASURE as STAGE
from almenara.analysis.policy_prospects import MEASURE as IN_FORCE
from almenara.analysis.score import pin
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period, parse_day
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Paragraph, Table, Text
from almenara.product.making import Making

HELD = (80, 95)
"""Percent of the intervals whose coverage is told."""
MOST = 6
"""Settled calls told one by one."""
_Cell = tuple[Inline, ...]


def record(making: Making, section: SectionConfig) -> list[Block]:
    """How many calls of earlier days are settled, their scores beside the baselines', and the latest of them."""
    pinned = pin(making.context, making.pack.code, making.context.as_of)
    found = making.ask("score", **pinned)
    if not found.figures:
        return [making.say("record_none", section.portion)]
    waiting = found.facts["open"] + found.facts["by-hand"]
    if not found.facts["settled"]:
        values = {"open": found.figures["open"], "by_hand": found.figures["by-hand"]}
        return [making.say("record_open", section.portion, any=waiting > 0, **values)]
    groups = [row for row in found.rows if row.facts["table"] == "record" and _counts(row)]
    replayed = any(row.facts["how"] == "replayed" for row in groups if row.figures["settled"].value)
    live = any(row.facts["how"] == "live" for row in groups if row.figures["settled"].value)
    said = making.say(
        "record_settled", section.portion, settled=found.figures["settled"], open=found.figures["open"],
        by_hand=found.figures["by-hand"], void=found.figures["void"],
        voided=bool(found.figures["void"].value), waiting=bool(found.figures["open"].value),
        one=found.figures["settled"].value == 1, judgements=bool(found.figures["by-hand"].value),
        replayed=replayed, live=live,
    )  # fmt: skip
    blocks: list[Block] = [said, _scores(making, section, groups)]
    each = making.ask("score", by="call", **pinned)
    return [*blocks, *_calls(making, section, each)]


def _counts(row: Row) -> bool:
    """Whether anything of a group is settled or waits: what is void is counted in the sentence alone."""
    return any(row.figures[n].value for n in ("settled", "open", "by-hand") if n in row.figures)


def _scores(making: Making, section: SectionConfig, groups: list[Row]) -> Table:
    held = any(f"covered_{percent}" in row.figures for row in groups for percent in HELD)
    lines: list[tuple[_Cell, ...]] = []
    for row in groups:
        kind = making.words["record"][row.facts["kind"]]
        if row.facts["counted"]:
            measure, definition = row.facts["counted"].split(", ", 1)
            kind += f": {making.context.measure(measure).name(making.language)}"
            if definition:
                kind += f" ({making.context.definition(definition).name(making.language)})"
        label = f"{kind}, {making.words['record'][row.facts['how']]} ({row.facts['metric']})"
        waits = "by-hand" if row.facts["kind"] == "judgement" and "by-hand" in row.figures else "open"
        cells = [
            _cell(making, row.figures.get(name)) for name in ("settled", "score", "rival", "skill", waits)
        ]
        lines.append(((Text(label),), *cells[:4], *((_held(making, row),) if held else ()), cells[4]))
    heads = ("call", "settled", "score", "rival", "skill", *(("held",) if held else ()), "open")
    columns = tuple(Column(making.word("columns", h), "left" if h == "call" else "right") for h in heads)
    return Table(making.word("tables", "record"), columns, tuple(lines), section.portion,
                 _note(making, groups, held).inlines, id=f"{section.id}-scores")  # fmt: skip


def _cell(making: Making, figure: Figure | None) -> _Cell:
    """A number; "not told" where it is withheld; a dash where there is none."""
    if figure is None:
        return (Text("–"),)
    return making.number(figure) if figure.is_known else (Text(making.words["record"]["not_told"]),)


def _held(making: Making, row: Row) -> _Cell:
    """Shares of the intervals that held what came, for the levels of HELD; a dash where none is settled."""
    cells = [_cell(making, row.figures.get(f"covered_{percent}")) for percent in HELD]
    if all(f"covered_{percent}" not in row.figures for percent in HELD):
        return cells[0]
    return (*cells[0], Text(" / "), *cells[1])


def _note(making: Making, groups: list[Row], held: bool) -> Paragraph:
    """What the table's terms mean, of those only that are printed in it."""
    metrics = {row.facts["metric"] for row in groups}
    skills = [row.figures["skill"] for row in groups if "skill" in row.figures]
    least = formats.in_words(FEW, making.language) or str(FEW)
    return making.say(
        "record_note", least=least, untold=any(not figure.is_known for figure in skills), held=held,
        brier="Brier" in metrics, crps="CRPS" in metrics, rps="RPS" in metrics,
        replayed=any(row.facts["how"] == "replayed" for row in groups),
    )  # fmt: skip


def _calls(making: Making, section: SectionConfig, found: Finding) -> list[Block]:
    """The newest settled calls with a yes or no, one of each subject: about the country, or in words."""
    newest: dict[str, Row] = {}
    for row in found.rows:
        told = row.facts
        if told["state"] != "settled" or told["happened"] is None:
            continue
        if told["kind"] == "judgement" and (not told["text"] or told["language"] != making.language):
            continue
        if told["kind"] == "probability" and row.place != making.pack.code:
            continue
        held = newest.get(told["subject"])
        if held is None or held.facts["as_of"] <= told["as_of"]:
            newest[told["subject"]] = row
    chosen = sorted(newest.values(), key=lambda row: (row.facts["as_of"], row.key), reverse=True)[:MOST]
    if not chosen:
        return []
    lines = tuple(_line(making, row) for row in chosen)
    heads = ("as_of", "statement", "said", "came", "verdict")
    columns = tuple(
        Column(making.word("columns", h), "right" if h in ("said", "came") else "left") for h in heads
    )
    return [Table(making.word("tables", "record_calls"), columns, lines, section.portion,
                  making.say("record_calls_note").inlines, id=f"{section.id}-calls")]  # fmt: skip


def _line(making: Making, row: Row) -> tuple[_Cell, ...]:
    told, words = row.facts, making.words["record"]
    statement: _Cell = (Text(told["text"]),)
    if told["measure"] in (IN_FORCE, STAGE):
        name = making.context.measure(told["measure"]).name(making.language)
        text = f"{name[:1].upper()}{name[1:]}: {_policy(making, told['subject'])}"
        if told["measure"] == STAGE:
            text += f", {making.word('statuses', [*told['subject'].split(':'), '', '', '', ''][4])}"
        statement = (Text(text),)
    elif told["kind"] == "probability":
        name = making.context.measure(told["measure"]).name(making.language)
        rule = making.context.definition(told["definition"]).name(making.language)
        text = f"{name}, {rule}, {making.span(Period.parse(told['period']))}: {words['above']} "
        statement = (Text(text[:1].upper() + text[1:]), *making.number(row.figures["threshold"]))
    day = formats.short_day(parse_day(told["as_of"]), making.language)
    truth = row.figures.get("truth")
    verdict = words["came_true"] if told["happened"] else words["did_not"]
    return (
        (Text(f"{day} ({words[told['how']]})"),),
        statement,
        making.number(row.figures["said"]),
        making.number(truth) if truth else (Text("–"),),
        (Text(verdict, "strong"),),
    )


def _policy(making: Making, subject: str) -> str:
    """The name of the policy that a call is about; its key where the day's register has none."""
    key = [*subject.split(":"), "", "", ""][2]
    known = policies(making.context, making.pack.code, making.language)
    return next((p.name for p in known if p.key == key), key)
