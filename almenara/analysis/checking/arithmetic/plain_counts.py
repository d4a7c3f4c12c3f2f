"""Plain counts: numbers of things or sums of money that totals, shares and changes can stand on."""

from __future__ import annotations

import re

from almenara.analysis.checking.arithmetic.reading import Reading

NAMED = 12
"""Things named one by one, at most."""
_POINTING = re.compile(
    r"(?<!\w)(?:the|these|those|all|l[oa]s|est[ao]s|es[ao]s|[oa]s|estes|esses|ess[ao]s)\s+$", re.IGNORECASE
)
"""Before a number without a noun, that it is of what was named."""


def counted(reading: Reading, index: int) -> bool:
    """Whether a claim is a plain count or sum of money, not a difference, rank or projection."""
    claim, cue = reading.claims[index], reading.cues.get(index)
    return (
        claim.kind in ("count", "money")
        and not (claim.projection or claim.denied)
        and (cue is None or cue.kind == "")
        and not _of_the_told(reading, index)
    )


def _of_the_told(reading: Reading, index: int) -> bool:
    """ "The three have 27 %", "só os três somam": how many were named, not how many were counted."""
    claim = reading.claims[index]
    has_noun = bool(claim.counted) and reading.after(index).lstrip().startswith(claim.counted.split()[0])
    if claim.value > NAMED or has_noun:
        return False
    return _POINTING.search(reading.before(index)) is not None
