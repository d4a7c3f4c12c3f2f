"""What a number counts that says nothing of it itself, where a sum over counts of one measure bears it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from almenara.model.claim import Claim

_TELLING = ("sum", "average", "change", "difference", "share", "total-repeated")
"""Kinds of sums whose result counts what its terms count."""
_KINDS = ("count", "average", "percent", "ratio")


def with_measures_of_sums(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; one without a measure is of that of the counts that its sum stands on, where all are of one: "970 in
    2019, 976 in 2020 …: 4,794 women together, or 2.6 a day". It stays unsure: it can't be accused for it."""
    out = list(claims)
    for number in sorted(range(len(out)), key=lambda i: out[i].start):
        claim = out[number]
        if claim.measure or claim.kind not in _KINDS:
            continue
        for done in claim.arithmetic:
            terms = [out[i] for i in done.claims if i != number]
            measures = {t.measure for t in terms}
            if done.holds and done.kind in _TELLING and len(measures) == 1 and "" not in measures:
                one = terms[0]
                alike = all((t.definition, t.definitions) == (one.definition, one.definitions) for t in terms)
                out[number] = replace(
                    claim, measure=one.measure, measure_sure=False,
                    definition=one.definition if alike else "", definitions=one.definitions if alike else (),
                )  # fmt: skip
                break
    return out
