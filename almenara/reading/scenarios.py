"""Scenario files: what a person supposes that a policy would change, by how much, from when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

import yaml

from almenara.errors import BadInput, Fault

MECHANISMS = ("recruitment", "incapacitation", "lethality", "saturation")
"""What a change may act on."""
LONGEST = 240
"""Months a scenario, or the phase-in of a change, may last."""
HIGHEST = 10.0
"""Largest factor: a mechanism ten times as strong as it is."""
MOST_BYTES = 64_000
_FIELDS = ("name", "country", "start", "horizon", "changes", "note")
_CHANGE = ("mechanism", "factor", "from", "phase_in", "reason")
_RANGE = ("low", "mode", "high")
MEND = "Mend the lines named and run it again; docs/how-to/scenario-files.md has every field"


@dataclass(frozen=True)
class Change:
    """A factor on one mechanism: at least `low`, most likely `mode`, at most `high`.

    start   the day from which it acts; None with the scenario
    months  over which it is phased in, in a straight line; 0 at once
    reason  why this range, in the words of who supposes it
    """

    mechanism: str
    low: float
    mode: float
    high: float
    start: date | None = None
    months: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Scenario:
    """Changes that begin on a day, or later, and what becomes of the groups over `horizon` months.

    name     by language; under "en" where the file does not say
    country  code or name of a country that has a model
    start    the day from which results count; None for the day of the knowledge
    """

    name: dict[str, str]
    country: str
    changes: tuple[Change, ...] = ()
    start: date | None = None
    horizon: int = 60
    note: str = ""

    def title(self, language: str) -> str:
        """Name in a language, English where there is none."""
        return self.name.get(language) or self.name.get("en") or next(iter(self.name.values()))


def read_scenario(text: str, file: str) -> Scenario:
    """A scenario from the text of its file.

    Raises BadInput with every fault: the line, the field, what is wrong and how to mend it.
    """
    return _Reader(file).scenario(text)


@dataclass
class _Reader:
    """Faults met so far."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def scenario(self, text: str) -> Scenario:
        if len(text.encode()) > MOST_BYTES:
            raise self._stopped(f"has more than {MOST_BYTES:,} bytes: a scenario is a page at most")
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            told = getattr(error, "problem", None) or "cannot be read"
            raise self._stopped(f"is not YAML: {told}", None if mark is None else mark.line + 1) from error
        if not isinstance(node, yaml.MappingNode):
            raise self._stopped("is not a list of fields such as name, start, horizon and changes")
        held = self._mapping(node, _FIELDS, "")
        name = self._name(held.get("name"))
        country = self._text(held, "country", needed=True)
        note = self._text(held, "note")
        start = self._day(held, "start")
        horizon = self._whole(held, "horizon", 60, 1, "months, from")
        if "changes" not in held:
            self._add(
                "is missing: list the changes, or write changes: [] for the present course", None, "changes"
            )
        changes = self._changes(held.get("changes"), start, horizon)
        self._check()
        return Scenario(name, country, changes, start, horizon, note)

    def _changes(self, node: yaml.Node | None, start: date | None, horizon: int) -> tuple[Change, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._add("is not a list: begin each change with a dash", node, "changes")
            return ()
        if len(node.value) > 40:
            self._add(f"has {len(node.value)} changes; 40 are the most", node, "changes")
            return ()
        found = [self._change(item, number, start) for number, item in enumerate(node.value, 1)]
        return tuple(c for c in found if c is not None)

    def _change(self, node: yaml.Node, number: int, start: date | None) -> Change | None:
        at = f"changes, {number}"
        if not isinstance(node, yaml.MappingNode):
            self._add("is not a change: it needs mechanism and factor", node, at)
            return None
        held = self._mapping(node, _CHANGE, f"{at}, ")
        mechanism = self._text(held, "mechanism", f"{at}, ", needed=True, on=node)
        if mechanism and mechanism not in MECHANISMS:
            near = get_close_matches(mechanism, MECHANISMS, 1)
            hint = f"did you mean {near[0]}?" if near else f"use {', '.join(MECHANISMS)}"
            self._add(
                f'"{mechanism}" is not a mechanism of the model: {hint}',
                held["mechanism"],
                f"{at}, mechanism",
            )
        low, mode, high = self._factor(held.get("factor"), node, f"{at}, factor")
        begins = self._day(held, "from", f"{at}, ")
        if begins and start and begins < start:
            self._add(
                f"begins before the scenario, {start}: move one of the two", held["from"], f"{at}, from"
            )
        months = self._whole(held, "phase_in", 0, 0, "months, from", f"{at}, ")
        reason = self._text(held, "reason", f"{at}, ")
        return Change(mechanism, low, mode, high, begins, months, reason)

    def _factor(self, node: yaml.Node | None, change: yaml.Node, at: str) -> tuple[float, float, float]:
        if node is None:
            self._add(
                "is missing: 0.5 halves the mechanism, 2 doubles it; or give low, mode and high", change, at
            )
            return 1.0, 1.0, 1.0
        if isinstance(node, yaml.ScalarNode):
            number = self._number(node, at)
            return number, number, number
        if not isinstance(node, yaml.MappingNode):
            self._add("is neither a number nor a range of low, mode and high", node, at)
            return 1.0, 1.0, 1.0
        held = self._mapping(node, _RANGE, f"{at}, ")
        if missing := [name for name in _RANGE if name not in held]:
            self._add(f"lacks {' and '.join(missing)}: a range has low, mode and high", node, at)
            return 1.0, 1.0, 1.0
        before = len(self.faults)
        low, mode, high = (self._number(held[name], f"{at}, {name}") for name in _RANGE)
        if len(self.faults) == before and not low <= mode <= high:
            self._add(
                f"{low:g}, {mode:g}, {high:g} do not rise: low is the least, high the greatest", node, at
            )
        return low, mode, high

    def _mapping(self, node: yaml.MappingNode, known: tuple[str, ...], at: str) -> dict[str, yaml.Node]:
        held: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name not in known:
                near = get_close_matches(name, known, 1)
                hint = f"did you mean {near[0]}?" if near else f"the fields are {', '.join(known)}"
                self._add(f"is not a field: {hint}", key, f"{at}{name}")
            elif name in held:
                self._add("stands twice; keep one of the two", key, f"{at}{name}")
            else:
                held[name] = value
        return held

    def _name(self, node: yaml.Node | None) -> dict[str, str]:
        if node is None:
            self._add("is missing: a few words that say what is supposed", None, "name")
            return {"en": ""}
        if isinstance(node, yaml.MappingNode):
            languages = {str(k.value): v for k, v in node.value}
            if languages and all(isinstance(v, yaml.ScalarNode) and v.value for v in languages.values()):
                return {k: str(v.value) for k, v in languages.items()}
        elif isinstance(node, yaml.ScalarNode) and node.value:
            return {"en": str(node.value)}
        self._add("is not a text, nor a text by language such as {en: …, es: …}", node, "name")
        return {"en": ""}

    def _text(
        self, held: Mapping[str, yaml.Node], name: str, at: str = "", needed: bool = False, on: Any = None
    ) -> str:
        node = held.get(name)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            if needed:
                self._add("is missing", node or on, f"{at}{name}")
            return ""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self._add("is not a text", node, f"{at}{name}")
        return ""

    def _day(self, held: Mapping[str, yaml.Node], name: str, at: str = "") -> date | None:
        node = held.get(name)
        if node is None:
            return None
        try:
            found = datetime.strptime(str(node.value), "%Y-%m-%d").date()
            if not 1990 <= found.year <= 2100:
                raise ValueError
        except ValueError:
            self._add(f'"{_shown(node)}" is not a day: write it as 2019-01-31', node, f"{at}{name}")
            return None
        return found

    def _whole(
        self, held: Mapping[str, yaml.Node], name: str, default: int, least: int, words: str, at: str = ""
    ) -> int:
        node = held.get(name)
        if node is None:
            return default
        text = _shown(node)
        if not (isinstance(node, yaml.ScalarNode) and text.isascii() and text.isdigit() and len(text) < 6):
            number = -1
        else:
            number = int(text)
        if not least <= number <= LONGEST:
            self._add(f'"{text}" is not a number of {words} {least} to {LONGEST}', node, f"{at}{name}")
            return default
        return number

    def _number(self, node: yaml.Node, at: str) -> float:
        try:
            number = float(node.value) if isinstance(node, yaml.ScalarNode) else float("nan")
        except ValueError:
            number = float("nan")
        if not 0 <= number <= HIGHEST:
            self._add(
                f'"{_shown(node)}" is not a factor from 0 to {HIGHEST:g}: 0.5 halves the mechanism, 2 doubles it',
                node, at,
            )  # fmt: skip
            return 1.0
        return number

    def _add(self, message: str, node: yaml.Node | None, at: str) -> None:
        line = None if node is None else node.start_mark.line + 1
        self.faults.append(Fault(self.file, message, line, at))

    def _check(self) -> None:
        if self.faults:
            ordered = sorted(self.faults, key=lambda f: (f.row is None, f.row or 0))
            raise BadInput("scenario", ordered, MEND, outcome="nothing was run")

    def _stopped(self, message: str, line: int | None = None) -> BadInput:
        return BadInput("scenario", [Fault(self.file, message, line)], MEND, outcome="nothing was run")


def _shown(node: yaml.Node) -> str:
    return str(node.value)[:40] if isinstance(node, yaml.ScalarNode) else "a list or a range"
