"""A text that was checked: the audit, with every way of showing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from almenara.analysis.context import Context
from almenara.model.claim import Audit
from almenara.model.terms import Definition
from almenara.product.auditing import record as records
from almenara.product.auditing import summary as summaries
from almenara.product.auditing.draft_finding import DraftFinding
from almenara.product.auditing.drafts import BROKEN, is_draft, lint
from almenara.product.auditing.telling import Told, told
from almenara.product.auditing.wording import REFUTING, headed


@dataclass(frozen=True)
class Checked:
    """An audit, and what is needed to show it.

    definitions  by id, for their names
    content      the file as it came, so that a Word file can be annotated in a copy of itself
    findings     rules that a draft of ours breaks; none where the text was not checked as one
    """

    audit: Audit
    definitions: Mapping[str, Definition] = field(repr=False)
    content: bytes = field(default=b"", repr=False)
    findings: tuple[DraftFinding, ...] = ()

    @property
    def refuted(self) -> bool:
        """Whether a claim is contradicted or at odds with the text's own figures; in a draft of ours, too, whether
        one has no source, is stale, or is mixed with one of another definition."""
        broken = any(finding.rule in BROKEN for finding in self.findings)
        return broken or any(claim.verdict in REFUTING for claim in self.audit.claims)

    def heading(self, language: str = "en") -> str:
        """The text's name, or where it came from."""
        return headed(self.audit.manuscript.name, language)

    def summary(self, language: str = "en") -> str:
        """The audit in one paragraph: en, es or pt."""
        return summaries.summary(self.audit, language)

    def told(self, language: str = "en") -> tuple[Told, ...]:
        """Each claim in words, in the order of the text."""
        return told(self.audit, self.definitions, language)

    def record(self) -> dict[str, Any]:
        """The whole audit as plain JSON values."""
        return records.record(self.audit, self.definitions, self.findings)

    def html(self, language: str = "en") -> bytes:
        """The text as a page with its claims marked, UTF-8."""
        from almenara.product.auditing.web import to_html

        return to_html(self.audit, self.definitions, language)

    def docx(self, language: str = "en") -> bytes:
        """The text as a Word document with a comment on each claim."""
        from almenara.product.auditing.word import to_docx

        return to_docx(self.audit, self.definitions, self.content, language)


def checked(found: Audit, now: Context, content: bytes, draft: bool | None = None) -> Checked:
    """What an audit found, the text linted where it is a draft of ours.

    content  the file as it came
    draft    whether it is one; None where it cites its own notes
    """
    if is_draft(found.manuscript) if draft is None else draft:
        linted, findings = lint(found, now, now.definitions)
        return Checked(linted, now.definitions, content, findings)
    return Checked(found, now.definitions, content)
