"""group_names.csv and groups.yml: which names a country's armed groups bear, and whose word a page carries."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from almenara.countries.pack import Pack
from almenara.errors import BadInput, Fault
from almenara.model.place import fold
from almenara.reading.yaml_faults import understood

_KINDS: dict[str, Literal["same", "not-same"]] = {"same": "same", "not-same": "not-same"}
_COLUMNS = ("decision", "name", "source", "group", "reason")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Matching(_Strict):
    match: str

    @field_validator("match")
    @classmethod
    def _is_a_pattern(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"is not a regular expression: {error}") from error
        return value

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, case ignored."""
        return re.compile(self.match, re.IGNORECASE)


class Origin(_Matching):
    """Whose word a page carries that the pattern is found in; "" where it is nobody's that is recorded.

    second_hand  whether it gathers others' words, or may be any office of one: it corroborates no other origin
    """

    origin: str
    second_hand: bool = False


class Trust(_Matching):
    """Admiralty letter of the publishers that the pattern is found in, with its day and grounds."""

    letter: Literal["A", "B", "C", "D", "E", "F"]
    since: date
    grounds: str


class GroupRules(_Strict):
    """How statements on a country's armed groups are read.

    outside     subjects and objects that are no armed group
    origins     whose word a page carries: the first pattern found answers
    publishers  Admiralty letters of publishers within a compiled table, likewise
    networks    sources whose ties feed the population model alone: some of their labels name people
    people      labels that are a person's name or nickname, which some source has where others have a group
    """

    outside: list[str] = []
    origins: list[Origin] = []
    publishers: list[Trust] = []
    networks: list[str] = []
    people: list[str] = []

    @cached_property
    def _persons(self) -> frozenset[str]:
        return frozenset(map(fold, self.people))

    def independent(self, origins: Collection[str]) -> int:
        """How many of recorded origins are independent of each other; one where all are second-hand."""
        gathered = {rule.origin for rule in self.origins if rule.second_hand}
        return len(set(origins) - gathered) or min(1, len(origins))

    def is_person(self, label: str) -> bool:
        """Whether a label is listed as a person's: no group, neither printed nor given out."""
        return fold(label) in self._persons


@dataclass(frozen=True)
class NameDecision:
    """A pack's decision that two names are one group's, or that they are not.

    source  only in statements of this source; everywhere where empty
    """

    id: str
    kind: Literal["same", "not-same"]
    name: str
    group: str
    source: str
    reason: str


def group_rules(pack: Pack) -> GroupRules:
    """The pack's groups.yml; nothing where it has none. Raises BadInput with the field that is wrong."""
    found = pack.yaml("groups.yml") or {}
    owner = f"countries/{pack.folder.name}"
    return understood(GroupRules, found, owner, "groups.yml", "docs/reference/country-pack.md")


def name_decisions(pack: Pack) -> list[NameDecision]:
    """The pack's group_names.csv in order. Raises BadInput naming each row that is not understood."""
    out, faults = [], []
    for number, row in enumerate(pack.rows("group_names.csv"), 2):
        missing = [name for name in _COLUMNS if name not in row or (name != "source" and not row[name])]
        if missing:
            faults.append(Fault("group_names.csv", "is empty", number, missing[0]))
            continue
        kind = _KINDS.get(row["decision"])
        if kind is None:
            faults.append(
                Fault("group_names.csv", f'"{row["decision"]}" is not same or not-same', number, "decision")
            )
            continue
        key = "|".join(row[name] for name in _COLUMNS[:4])
        made = f"{pack.code.lower()}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        out.append(NameDecision(made, kind, row["name"], row["group"], row["source"], row["reason"]))
    if faults:
        raise BadInput(f"countries/{pack.folder.name}", faults, "docs/reference/country-pack.md")
    return out
