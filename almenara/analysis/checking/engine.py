"""The audit of a text: find its claims, link them, do its sums, hold it against the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.arithmetic import reckon
from almenara.analysis.checking.held.country_told import country_told
from almenara.analysis.checking.held.dated_acts import dated_act_claims
from almenara.analysis.checking.held.election_days import election_day_claims
from almenara.analysis.checking.held.groups import group_claims
from almenara.analysis.checking.held.recognised import with_recognised
from almenara.analysis.checking.held.records import with_records
from almenara.analysis.checking.held.telling import failed
from almenara.analysis.checking.held.verdicts import judge
from almenara.analysis.checking.linking import link, names_no_country
from almenara.analysis.checking.proposals import Propose, with_proposals
from almenara.analysis.checking.what.measures_of_sums import with_measures_of_sums
from almenara.analysis.checking.when.spans_of_sums import with_spans_of_sums
from almenara.analysis.context import Context
from almenara.model.claim import Audit, Claim, LeftOut
from almenara.model.manuscript import Manuscript
from almenara.text.denial import is_denied

ACCUSED = ("contradicted", "outdated")
"""Verdicts of the evidence that say more than a sum which does not hold."""
DERIVED = ("average", "rate", "percent", "percentage-points", "ratio", "times")
"""Kinds that are worked out from counts."""


def audit(
    manuscript: Manuscript, now: Context, then: Context | None = None, propose: Propose | None = None
) -> Audit:
    """What a text claims and what becomes of each claim.

    now      what is known on the day asked
    then     what was known on the day the text was written; None where nothing was
    propose  asks a language model about claims without a link; None asks nobody
    """
    claims, left = link(manuscript, now)
    if names_no_country(claims, manuscript, now) and (about := country_told(claims, now, then)) is not None:
        claims, left = link(manuscript, now, about)
    claims = with_recognised(claims, manuscript, now, then)
    if propose is not None:
        claims = with_proposals(claims, manuscript, now, propose)
    dated = [
        replace(claim, denied=is_denied(manuscript, claim.start, claim.end))
        for claim in _dated(manuscript, now, then)
    ]
    claims = sorted([*claims, *dated], key=lambda claim: (claim.start, claim.end))
    left = [item for item in left if not any(_overlap(item, claim) for claim in dated)]
    reckoned = with_spans_of_sums(with_measures_of_sums(reckon(manuscript, claims)))
    judged = judge(_with_bases(reckoned), manuscript, now, then)
    judged = with_records(judged, manuscript, now, then)
    day = then.as_of if then is not None else manuscript.published or now.as_of
    return Audit(manuscript, tuple(_settled(judged)), tuple(left), min(day, now.as_of), now.as_of)


def _dated(manuscript: Manuscript, now: Context, then: Context | None) -> list[Claim]:
    """Claims of dates, each date told once: of groups and leaders, of acts, of elections."""
    out: list[Claim] = []
    for found in (
        group_claims(manuscript, now, then),
        dated_act_claims(manuscript, now),
        election_day_claims(manuscript, now),
    ):
        out += [c for c in found if not any(c.start < o.end and o.start < c.end for o in out)]
    return out


def _with_bases(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a change of which no words say with what it compares has the base that its sum stands on."""
    out = list(claims)
    for number, claim in enumerate(claims):
        told = claim.comparison
        done = next((a for a in claim.arithmetic if a.holds and a.kind in ("change", "times")), None)
        if told is None or told.told_base is not None or done is None or len(done.claims) != 2:
            continue
        later, base = (claims[i] for i in done.claims)
        alike = claim.measure and claim.measure == later.measure == base.measure and later.place == base.place
        if alike and base.period is not None and later.period is not None and base.period != later.period:
            found = replace(told, base_period=base.period, base_value=base.value, base_claim=done.claims[1])
            out[number] = replace(
                claim, comparison=found, period=later.period, place=later.place, period_sure=False,
                definition=later.definition, definitions=later.definitions,
                attribution=claim.attribution or later.attribution,
            )  # fmt: skip
    return out


def _overlap(one: LeftOut, other: Claim) -> bool:
    return one.start < other.end and other.start < one.end


def _settled(claims: Sequence[Claim]) -> list[Claim]:
    """A claim whose sum fails is inconsistent, unless the evidence bears it out or says worse of it."""
    return [_with_sums(_without_editions(claim, claims)) for claim in claims]


def _without_editions(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """A claim without the sum that finds it told twice with two values, where the evidence has both of them: a text
    that tells how a figure was revised is right."""
    kept = tuple(
        a for a in claim.arithmetic
        if a.holds or a.kind != "total-repeated" or not all(claims[i].verdict == "supported" for i in a.claims)
    )  # fmt: skip
    return claim if len(kept) == len(claim.arithmetic) else replace(claim, arithmetic=kept)


def _with_sums(claim: Claim) -> Claim:
    if claim.denied:
        return _as_denied(claim)
    said = failed(claim.arithmetic)
    if not said:
        return _as_worked_out(claim)
    if claim.verdict == "not-checkable":
        return replace(claim, verdict="inconsistent", reason=f"The text's own figures disagree: {said}.")
    if claim.verdict in ACCUSED:
        return replace(claim, reason=f"{claim.reason} The text's own figures disagree, too: {said}.")
    return claim


def _as_denied(claim: Claim) -> Claim:
    """A number that the text itself calls wrong accuses nobody."""
    claim = replace(claim, arithmetic=tuple(a for a in claim.arithmetic if a.holds))
    if claim.verdict not in ACCUSED:
        return claim
    evidence = tuple(replace(s, role="other") if s.role == "contradicts" else s for s in claim.evidence)
    reason = f"The text itself tells it as wrong or as hearsay: {claim.reason}"
    return replace(claim, verdict="not-checkable", reason=reason, evidence=evidence)


def _as_worked_out(claim: Claim) -> Claim:
    """What follows from the text's own figures is not wrong by itself, where other counts give another value."""
    holding = next((a.shown for a in claim.arithmetic if a.holds and a.kind != "limit"), "")
    if claim.kind not in DERIVED or claim.verdict != "contradicted" or not holding:
        return claim
    evidence = tuple(replace(s, role="other") if s.role == "contradicts" else s for s in claim.evidence)
    reason = f"It follows from the text's own figures ({holding}). {claim.reason}"
    return replace(claim, verdict="not-checkable", reason=reason, evidence=evidence)
