"""Audits of short texts for tests: what one finds, and what it blames."""

from __future__ import annotations

from datetime import date

from almenara.analysis.checking.engine import audit
from almenara.model.claim import Audit, Claim
from almenara.text.opening import from_text
from almenara.workspace import Workspace

NOW = "2026-11-25"
"""The day whose knowledge the texts are held against."""


def audited(workspace: Workspace, language: str, written: str, text: str) -> Audit:
    """The audit of a text written on a day, held against what is known now."""
    then = workspace.context(written)
    return audit(from_text(text, language, date.fromisoformat(written)), workspace.context(NOW), then)


def claim_of(found: Audit, words: str) -> Claim:
    """The first claim with these words."""
    return next(c for c in found.claims if words in c.text)


def blamed(found: Audit) -> list[str]:
    """The words of the claims that the audit contradicts, or of which a sum fails."""
    wrong = ("contradicted", "inconsistent")
    return [c.text for c in found.claims if c.verdict in wrong or any(not a.holds for a in c.arithmetic)]


def accused(workspace: Workspace, language: str, text: str, written: str = "2024-04-12") -> list[str]:
    """The words that the audit blames in a text written on a day."""
    return blamed(audited(workspace, language, written, text))
