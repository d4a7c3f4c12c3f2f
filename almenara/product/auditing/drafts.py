"""The lint of our own drafts: bare numbers, stale figures, mixed definitions, likelihood, and what is not as cited.

A draft is a Markdown text that cites notes, or any text that its user calls one. Only what the text's words make
plain is found fault with; a passage that can't be reached is counted, and no error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from almenara.analysis.context import Context
from almenara.model.claim import Audit, Claim
from almenara.model.manuscript import Manuscript
from almenara.model.terms import Definition
from almenara.product.auditing.citing import Cited, cited
from almenara.product.auditing.draft_finding import DraftFinding
from almenara.product.auditing.draft_words import on_scale, worded
from almenara.product.auditing.mixing import mixed
from almenara.product.auditing.needless import is_ours, method_blocks
from almenara.product.auditing.passages import against_passages

STALE = 0.02
"""Revision from which a figure that was right on its day is stale, as a share of it."""
BROKEN = ("bare-number", "stale-figure", "mixed-definitions")
"""Rules that a draft should not go out against."""
_CHECKED = ("contradicted", "inconsistent", "outdated")
"""Verdicts that say worse of a claim than that no note bears it, or another thing."""


def is_draft(manuscript: Manuscript) -> bool:
    """Whether a text cites its own notes, as our drafts and editions do."""
    return bool(manuscript.marks) and bool(manuscript.notes)


def lint(
    audit: Audit, now: Context, definitions: Mapping[str, Definition]
) -> tuple[Audit, tuple[DraftFinding, ...]]:
    """The audit with the verdict "unsourced" where it falls due, and all findings in the order of the text."""
    marks = cited(audit.manuscript)
    bare = _bare(audit, marks, frozenset(len(pack.states) for pack in now.packs.values()))
    claims = tuple(
        replace(claim, verdict="unsourced", reason=_unsourced(claim))
        if number in bare and claim.verdict not in _CHECKED
        else claim
        for number, claim in enumerate(audit.claims)
    )
    audit = replace(audit, claims=claims)
    found = [_of_claim(audit, "bare-number", n, _unsourced(claims[n])) for n in sorted(bare)]
    found += _stale(audit)
    found += mixed(audit, now, definitions)
    found += [DraftFinding(*complaint) for complaint in worded(audit.manuscript)]
    wrong, unreached = against_passages(audit, marks, now)
    found += [DraftFinding(*complaint) for complaint in wrong]
    found.sort(key=lambda f: (f.start, f.end, f.rule))
    remarks = [f'{f.rule}: "{_short(f.text)}": {f.reason}' for f in found if f.rule != "bare-number"]
    if bare:
        remarks.append(f"{len(bare)} bare number{'s' if len(bare) > 1 else ''}: no note bears them out")
    if unreached:
        told = "sentence cites" if unreached == 1 else "sentences cite"
        remarks.append(
            f"{unreached} {told} notes without a passage that can be read here: whether their numbers and names "
            "stand there can't be checked; quote the passage in the note"
        )
    return replace(audit, remarks=(*audit.remarks, *remarks)), tuple(found)


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:90].rsplit(' ', 1)[0]} …"


def _of_claim(audit: Audit, rule: str, number: int, reason: str) -> DraftFinding:
    claim = audit.claims[number]
    return DraftFinding(rule, claim.start, claim.end, claim.text, reason, (number,))


def _bare(audit: Audit, marks: Cited, parts: frozenset[int]) -> set[int]:
    """Claims that no mark bears, unless they follow from claims that marks bear, or need no source."""
    borne = {n for n, claim in enumerate(audit.claims) if marks.bears(claim.start, claim.end)}
    own = method_blocks(audit.manuscript)
    left = {
        n for n, claim in enumerate(audit.claims)
        if n not in borne
        and not (claim.kind == "percent" and on_scale(audit.manuscript, claim.start))
        and not is_ours(audit.manuscript, claim, own, parts)
    }  # fmt: skip
    while follow := {n for n in left if _follows(audit.claims[n], n, borne)}:
        borne |= follow
        left -= follow
    return left


def _follows(claim: Claim, number: int, borne: set[int]) -> bool:
    return any(
        done.holds and others <= borne for done in claim.arithmetic if (others := set(done.claims) - {number})
    )


def _unsourced(claim: Claim) -> str:
    held = next((s.figure for s in claim.evidence if s.role == "supports" and s.figure is not None), None)
    if held is None or not (known := next(iter(held.all_evidence()), None)):
        return "No note is cited in its sentence, row or caption: cite the source, or take the number out."
    return (
        "No note is cited in its sentence, row or caption, though evidence holds it: cite "
        f"{known.publisher}, {known.title}, {known.locator}."
    )


def _stale(audit: Audit) -> list[DraftFinding]:
    found = []
    for number, claim in enumerate(audit.claims):
        if claim.verdict == "outdated":
            found.append(_of_claim(audit, "stale-figure", number, claim.reason))
        elif claim.verdict in ("supported", "unsourced") and (reason := _revised(claim)):
            found.append(_of_claim(audit, "stale-figure", number, reason))
    return found


def _revised(claim: Claim) -> str:
    """How far a count that agreed has been revised since, where that is more than STALE."""
    held = [s.figure for s in claim.evidence if s.role == "supports" and s.figure is not None]
    later = [s.figure for s in claim.evidence if s.role == "now" and s.figure is not None]
    for one in held:
        for two in later:
            same = (one.measure, one.definition, one.place, one.period, one.unit) == (
                two.measure, two.definition, two.place, two.period, two.unit,
            )  # fmt: skip
            if not same or not one.value or two.value is None or claim.allows(two.value):
                continue
            off = two.value / one.value - 1
            if abs(off) > STALE:
                return (
                    f"Revised since from {one.value:,.0f} to {two.value:,.0f} ({off:+.1%}, known {two.known}): "
                    "give the newer count, or say of which day this one is."
                )
    return ""
