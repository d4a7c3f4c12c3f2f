"""Which labels are one group: labels that fold alike, and those that a decision joins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from almenara.analysis.armed_groups.decisions import Decision
from almenara.analysis.armed_groups.names import is_name
from almenara.model.place import fold


@dataclass(frozen=True)
class Identity:
    """Labels joined to groups.

    group    of each folded label the folded label that stands for its group: the first of them in the alphabet
    decided  folded labels that some decision names
    refused  decisions that two names are the same which a decision to the contrary forbids
    """

    group: dict[str, str]
    refused: tuple[Decision, ...]
    decided: frozenset[str]
    _read_as: dict[tuple[str, str], str]

    def names(self, text: str) -> bool:
        """Whether an object names a group: it reads like a name, or a decision says so."""
        return is_name(text) or fold(text) in self.decided

    def of(self, label: str, source: str = "") -> str:
        """The group of a label as a source uses it."""
        folded = fold(label)
        folded = self._read_as.get((source, folded), folded)
        return self.group.get(folded, folded)


def identity(labels: Iterable[str], held: Sequence[Decision]) -> Identity:
    """Join labels by decisions that stand; neither the order of labels nor of decisions changes the outcome.

    Names that are shared join nothing: only a decision does.
    """
    read_as = {(d.source, fold(d.a)): fold(d.b) for d in held if d.source and d.verdict == "same"}
    members: dict[str, set[str]] = {fold(label): {fold(label)} for label in labels}
    for d in held:
        for name in (d.a, d.b):
            members.setdefault(fold(name), {fold(name)})
    apart = {frozenset((fold(d.a), fold(d.b))) for d in held if d.verdict == "not-same" and not d.source}
    refused = []
    together = [d for d in held if d.verdict == "same" and not d.source]
    for d in sorted(together, key=lambda d: (sorted((fold(d.a), fold(d.b))), d.id)):
        one, other = members[fold(d.a)], members[fold(d.b)]
        if one is other:
            continue
        if any(frozenset((a, b)) in apart for a in one for b in other):
            refused.append(d)
            continue
        one |= other
        for name in other:
            members[name] = one
    decided = frozenset(fold(name) for d in held for name in (d.a, d.b))
    return Identity({name: min(joined) for name, joined in members.items()}, tuple(refused), decided, read_as)
