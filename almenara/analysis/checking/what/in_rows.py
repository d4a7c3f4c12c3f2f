"""What the counts of rows in step are of: two crimes and both together, or a whole and kinds of it.

A row says of the first "together" and of the others "of the former, of the latter", or nothing at all: what the lines
above the rows name, and which count adds up the others in all rows, tells it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.kindred import made_of_two, parts_of, together
from almenara.analysis.checking.rows_in_step import Rows, rows_in_step
from almenara.analysis.checking.what.subjects import Subject
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.text.beginning import beginning_in

_ABOVE = 3
"""Blocks above the rows that may name what their counts are of."""


def measured_in_rows(
    claims: Sequence[Claim], subjects: Sequence[Subject], manuscript: Manuscript
) -> list[Claim]:
    """The claims; those of rows that add up are each of what their column is. Their measures stay unsure."""
    out = list(claims)
    for run in rows_in_step(claims, manuscript):
        told = {turn: _told(run, turn, claims) for turn in (run.whole, *run.parts)}
        turned = _of_two(run, told, subjects, manuscript)
        for row in run.rows:
            whole = out[row.claims[run.whole]]
            for turn in (run.whole, *run.parts):
                number = row.claims[turn]
                claim, measure = out[number], turned.get(turn, "")
                if measure and claim.measure != measure:
                    out[number] = replace(
                        claim, measure=measure, measure_sure=False, definition="", definitions=(),
                        unit=claim.unit or whole.unit,
                    )  # fmt: skip
                elif not turned and turn != run.whole and _a_kind_of(claim, whole):
                    out[number] = replace(
                        claim, measure="", measure_sure=False, definition="", definitions=()
                    )
    return out


def _told(run: Rows, turn: int, claims: Sequence[Claim]) -> str:
    """The measure that most counts of a column have; "" for none."""
    found = Counter(m for row in run.rows if (m := claims[row.claims[turn]].measure))
    return found.most_common(1)[0][0] if found else ""


def _of_two(
    run: Rows, told: dict[int, str], subjects: Sequence[Subject], manuscript: Manuscript
) -> dict[int, str]:
    """The measures of the whole and of its two parts by turn, where it is what the two make together; {} else."""
    if len(run.parts) != 2:
        return {}
    first = run.rows[0].first
    above = manuscript.blocks[max(0, first - _ABOVE)].start
    end = manuscript.blocks[run.rows[-1].last].end
    named = [s for s in beginning_in(subjects, above, end) if s.head and s.ours and s.measure and not s.who]
    measures = {s.measure for s in named} | {m for m in told.values() if m}
    both = next((m for m in measures if made_of_two(m)), "") or next(
        (m for one in measures for two in measures if (m := together(frozenset((one, two))))), ""
    )
    if not both or not set(told.values()) <= {"", both, *parts_of(both, "")}:
        return {}
    one, two = (told[turn] for turn in run.parts)
    if {one, two} != set(parts_of(both, "")):
        one, two = _order(both, named)
    return {run.whole: both, run.parts[0]: one, run.parts[1]: two}


def _order(both: str, named: Sequence[Subject]) -> Sequence[str]:
    """The two measures in the order in which they are named alone, or else together."""
    alone = list(dict.fromkeys(s.measure for s in named if s.measure in parts_of(both, "")))
    if len(alone) == 2:
        return alone
    words = next((s.text for s in named if s.measure == both), "")
    return parts_of(both, words)


def _a_kind_of(claim: Claim, whole: Claim) -> bool:
    """Whether a part is of its whole's measure, place and time, so that it can only be of a kind of it."""
    alike = (claim.measure, claim.place, claim.period) == (whole.measure, whole.place, whole.period)
    return alike and claim.measure != ""
