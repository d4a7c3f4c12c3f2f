"""Claims: what statements say of a group, the same said once with all who say it, and how far it is to be trusted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from almenara.analysis.statements import Statement
from almenara.countries.groups import GroupRules
from almenara.model.document import Evidence

BETWEEN = ("rival-of", "ally-of", "part-of", "split-from", "merged-into")
"""Predicates whose object is a group."""
MUTUAL = ("rival-of", "ally-of")
"""Those that hold both ways."""
PREDICATES = (
    *BETWEEN, "presence", "leader", "alias", "name", "active-from", "active-to", "type", "designated-by", "activity",
)  # fmt: skip
"""Predicates of statements on armed groups."""

_TRAP = re.compile(r"ALIAS TRAP (\d+)")
"""How a note marks a name that several groups bear: statements about any of them share the number."""


@dataclass(frozen=True)
class Claim:
    """One thing said of a group.

    subject, object  keys of groups; object "" where it is none
    text             the object as the first source words it
    since, until     first and last day that statements of it speak of; None where no date is given
    origins          recorded origins behind it, each once however many pages carry its word
    independent      how many of them are independent of each other
    credibility      1 confirmed by independent origins … 5 improbable; 6 cannot be judged
    topics           what it and other claims contradict each other in
    """

    subject: str
    predicate: str
    object: str
    text: str
    place: str
    statements: tuple[Statement, ...]
    since: date | None
    until: date | None
    origins: tuple[str, ...] = ()
    independent: int = 0
    credibility: int = 6
    topics: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What is claimed: subject, predicate, object or its words, place."""
        return (self.subject, self.predicate, self.object or self.text, self.place)

    @property
    def disputed(self) -> bool:
        """Whether another claim known on the day contradicts it."""
        return bool(self.topics)

    @property
    def known(self) -> date:
        """The day it was first known."""
        return min(s.known for s in self.statements)

    @property
    def last(self) -> date:
        """The last day that it is said to hold; where no date is given the day it was known last."""
        return self.until or max(s.known for s in self.statements)


def origin(statement: Statement, rules: GroupRules) -> str:
    """Whose word the page carries; "" where that is not recorded."""
    cited = statement.evidence.citation
    carrier = cited.carrier if cited else ""
    said = " | ".join((statement.evidence.publisher, carrier, statement.evidence.title, statement.note))
    return next((rule.origin for rule in rules.origins if rule.pattern.search(said)), "")


def letter(evidence: Evidence, rules: GroupRules) -> str:
    """Admiralty letter of the source: of the publisher where the pack judges it, else of the source's record."""
    judged = (rule.letter for rule in rules.publishers if rule.pattern.search(evidence.publisher))
    return next(judged, evidence.reliability)


def traps(statement: Statement) -> frozenset[str]:
    """Numbers of the shared names that its note warns of."""
    return frozenset(_TRAP.findall(statement.note))


def span_end(statement: Statement) -> date | None:
    """The last day that a statement speaks of."""
    if statement.valid_to is not None:
        return min(statement.valid_to, statement.known) if statement.valid_from else statement.valid_to
    return min(statement.span.end, statement.known) if statement.span else None


def credibility(statements: Sequence[Statement], origins: int, against: int | None) -> int:
    """Admiralty number of a claim.

    origins  recorded independent origins behind it
    against  the most origins behind a claim that contradicts it; None where none does
    """
    if any("treat as false" in s.note for s in statements):
        return 5
    if against is not None:
        return 5 if against > origins else 6 if against == origins else 3
    pages = len({(s.evidence.publisher, s.evidence.url) for s in statements})
    if origins >= 2:
        return 1
    if origins == 1:
        return 2 if pages > 1 else 3
    return 3 if pages > 1 else 4
