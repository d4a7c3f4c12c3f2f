"""What is done with the registry of armed groups of a day: it is decided on names, and files are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from almenara.analysis.armed_groups.decisions import (
    Decision,
    Verdict,
    entry,
    find_decision,
    of_ledger,
    standing,
)
from almenara.analysis.armed_groups.identity import identity
from almenara.analysis.armed_groups.records import decision_record
from almenara.analysis.armed_groups.registry import Registry, registry
from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UnknownGroup, UsageError
from almenara.model.entry import Entry
from almenara.model.place import fold

PICTURES = ("network", "map")
KINDS = ("stix", "graphml", "csv", *PICTURES)
"""Files of the registry."""


@dataclass(frozen=True)
class Written:
    """What became of the files asked for.

    paths   of those written
    undrawn why each picture that could not be drawn was not, by what it is
    """

    paths: list[Path]
    undrawn: dict[str, str]


@dataclass(frozen=True)
class GroupDesk:
    """The registry of a country's pack as of a day.

    keep  puts a decision into the ledger
    """

    context: Context
    pack: Pack
    keep: Callable[[Entry], Any]

    @classmethod
    def of(cls, context: Context, country: str, keep: Callable[[Entry], Any]) -> GroupDesk:
        """The desk of a country's pack, by code or name; of the first pack that has rules on groups where empty.

        Raises UsageError.
        """
        if country:
            code = context.gazetteer.find(country).code
            if code not in context.packs:
                raise UsageError(
                    f'there is no country pack "{country}"; there are: {", ".join(context.packs)}'
                )
            return cls(context, context.packs[code], keep)
        with_rules = [p for p in context.packs.values() if p.yaml("groups.yml")]
        if not with_rules:
            raise UsageError("no country pack has rules on armed groups; name a country with --country")
        return cls(context, with_rules[0], keep)

    @property
    def country(self) -> str:
        """Code of the pack."""
        return self.pack.code

    @property
    def registry(self) -> Registry:
        """The registry as of the day."""
        return registry(self.context, self.pack)

    @property
    def decisions(self) -> list[dict[str, Any]]:
        """Decisions on names, the pack's first, those undone marked."""
        return [decision_record(d) for d in self.registry.decisions]

    def write(self, files: Mapping[str, Path], language: str = "en", marking: str = "TLP:CLEAR") -> Written:
        """Write files of the registry.

        A picture for which the day's statements have nothing to draw keeps no other file from being written.

        files    by what: stix, graphml, csv (every statement), network or map (.svg, .png or .html)
        marking  of a STIX bundle, in TLP 2.0
        Raises UsageError for another kind of file or form of picture, NoEvidence where no group was known;
        then no file is written.
        """
        from almenara.product.groups.pictures import FORMS

        for what, path in files.items():
            if what not in KINDS:
                raise UsageError(f'"{what}" is not a file of the registry; there are {", ".join(KINDS)}')
            form = path.suffix.lower().removeprefix(".")
            if what in PICTURES and form not in FORMS:
                raise UsageError(f'"{form}" is not a form of a picture: name the file .svg, .png or .html')
        if not self.registry.groups:
            raise NoEvidence(f"no statement on an armed group was known on {self.context.as_of}")
        made, undrawn = {}, {}
        for what, path in files.items():
            try:
                made[path] = self._content(what, path, language, marking)
            except NoEvidence as error:
                undrawn[what] = str(error)
        for path, content in made.items():
            path.write_bytes(content)
        return Written(list(made), undrawn)

    def _content(self, what: str, path: Path, language: str, marking: str) -> bytes:
        from almenara.product.groups import pictures, stix, tables

        found = self.registry
        form = path.suffix.lower().removeprefix(".")
        if what == "stix":
            return stix.bundle(self.context, self.pack, found, marking).encode()
        if what == "graphml":
            return tables.graphml(found).encode()
        if what == "csv":
            return tables.statements_csv(found).encode()
        if what == "network":
            return pictures.drawn(pictures.network_chart(self.context, found, language), what, form, language)
        chart = pictures.presence_chart(self.context, self.pack, found, language)
        return pictures.drawn(chart, what, form, language)

    def decide(self, verdict: str, a: str, b: str, author: str, reason: str) -> str:
        """Record that two names are one group's ("same") or are not ("not-same"). Returns the decision's id.

        A group is named by its key or by a name that it alone bears; a name that no statement uses is refused.
        Raises UsageError, UnknownGroup, AmbiguousGroup; UsageError, too, where the names are so already, and
        where a decision to the contrary stands between them: that has to be undone first.
        """
        if verdict not in ("same", "not-same"):
            raise UsageError(f'"{verdict}" is not same or not-same')
        found = self.registry
        one, other = self._label(a), self._label(b)
        if fold(one) == fold(other):
            raise UsageError(f'"{a}" and "{b}" are two ways to write one name')
        together = found.find(_key(found, one)).key == found.find(_key(found, other)).key
        if verdict == "same" and together:
            raise UsageError(f'"{a}" and "{b}" are one group already ({_key(found, one)})')
        contrary = "not-same" if verdict == "same" else "same"
        if ids := _standing_between(found, contrary, one, other):
            raise UsageError(
                f'"{a}" and "{b}" are decided to be {contrary} by {", ".join(ids)}; undo that first: '
                f"almenara groups undo {ids[0][:11]} --author NAME --reason TEXT"
            )
        number = len(of_ledger(self.context))
        kind: Verdict = "same" if verdict == "same" else "not-same"
        made = entry(self.context, kind, one, other, author, reason, number)
        tried = Decision(made.id, kind, one, other, author, reason, "")
        held = standing([*found.decisions, tried])
        known = identity([one, other], held)
        if verdict == "same" and known.of(one) != known.of(other):
            raise UsageError(f'"{a}" and "{b}" cannot be joined: other decisions hold them apart')
        if verdict == "not-same" and known.of(one) == known.of(other):
            raise UsageError(
                f'"{a}" and "{b}" are joined by other decisions; undo those first: `almenara groups decisions`'
            )
        self.keep(made)
        return made.id

    def undo(self, name: str, author: str, reason: str) -> str:
        """Record that a decision no longer holds; what it changed is again as before. Returns the new id.

        name  the decision's id, or the first letters of it
        Raises UsageError where there is no such decision, or it was undone already.
        """
        undone = find_decision(self.registry.decisions, name)
        made = entry(self.context, "undo", undone.id, "", author, reason, len(of_ledger(self.context)))
        self.keep(made)
        return made.id

    def _label(self, name: str) -> str:
        """The label that a decision is about: as written where a source writes so, else the group's first."""
        found = self.registry
        written = {fold(label): label for g in found.groups.values() for label in g.labels}
        if name not in found.groups and fold(name) in written:
            return written[fold(name)]
        return found.find(name).label


def _key(found: Registry, label: str) -> str:
    for group in found.groups.values():
        if fold(label) in map(fold, group.labels):
            return group.key
    raise UnknownGroup(f'no group known on the day is written "{label}"')


def _standing_between(found: Registry, verdict: str, one: str, other: str) -> list[str]:
    """Ids of decisions that stand between two groups, or between the two names themselves."""
    if verdict == "same":
        sides = [{fold(one)}, {fold(other)}]
    else:
        sides = [{fold(n) for n in found.groups[_key(found, label)].labels} for label in (one, other)]
    ways = (sides, sides[::-1])
    held = [d for d in standing(found.decisions) if d.verdict == verdict and not d.source]
    return [d.id for d in held if any(fold(d.a) in x and fold(d.b) in y for x, y in ways)]
