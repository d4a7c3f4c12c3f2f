"""Taking a language model's proposals: only a link that the text's own words bear, marked, and never sure.

A link taken so is held to the evidence like any other; since it is not sure, it can't lead to an
accusation, and the reason of a verdict on it says where it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from almenara.analysis.context import Context
from almenara.errors import UsageError
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript
from almenara.model.period import Period
from almenara.model.place import fold
from almenara.model.proposal import Open, Proposal
from almenara.reading.spec import measures

Propose = Callable[[Sequence[Open], Mapping[str, str]], list[Proposal]]
"""Asks a language model: claims that have no link, and the measures by id with their names."""

AROUND = 600
"""Characters before and after a claim's sentence within which its words must stand."""


def wanting(claims: Sequence[Claim], manuscript: Manuscript) -> list[Open]:
    """Claims for which no measure was found, with the passage around each."""
    return [
        Open(number, claim.text, _passage(claim, manuscript))
        for number, claim in enumerate(claims)
        if not claim.measure
    ]


def _passage(claim: Claim, manuscript: Manuscript) -> str:
    sentence = manuscript.sentences[manuscript.sentence_at(claim.start)]
    return manuscript.text[max(0, sentence.start - AROUND) : sentence.end + AROUND]


def with_proposals(
    claims: Sequence[Claim], manuscript: Manuscript, context: Context, propose: Propose
) -> list[Claim]:
    """The claims with what a model proposes and the text bears. Raises what `propose` raises."""
    asked = wanting(claims, manuscript)
    if not asked:
        return list(claims)
    known = {name: measure.name("en") for name, measure in measures().items()}
    out = list(claims)
    for proposal in propose(asked, known):
        claim = out[proposal.claim]
        out[proposal.claim] = _take(claim, proposal, _passage(claim, manuscript), context, known)
    return out


def _take(claim: Claim, said: Proposal, passage: str, context: Context, known: Mapping[str, str]) -> Claim:
    """The claim with the links of a proposal that its passage bears."""
    notes = []
    if not claim.measure and said.measure in known and _stands(said.measure_words, passage):
        claim = replace(claim, measure=said.measure, measure_sure=False)
        notes.append(f'measure {said.measure} ("{said.measure_words}")')
    if not notes:
        return replace(claim, proposed=_translated(said))
    if claim.place is None and _stands(said.place_words, passage):
        try:
            place = context.gazetteer.find(said.place)
        except UsageError:
            pass
        else:
            if _names(said.place_words, (place.name, *place.aliases)):
                claim = replace(claim, place=place, place_sure=False)
                notes.append(f'place {place.name} ("{said.place_words}")')
    if claim.period is None and _stands(said.period_words, passage):
        try:
            period = Period.parse(said.period)
        except UsageError:
            pass
        else:
            if str(period.start.year) in said.period_words or str(period.end.year) in said.period_words:
                claim = replace(claim, period=period, period_sure=False)
                notes.append(f'period {period} ("{said.period_words}")')
    return replace(claim, proposed="; ".join([*notes, *filter(None, [_translated(said)])]))


def _translated(said: Proposal) -> str:
    words = " ".join(said.translation.split())
    return f'translation "{words[:400]}"' if words else ""


def _stands(words: str, passage: str) -> bool:
    return len(words.strip()) > 2 and fold(words) in fold(passage)


def _names(words: str, names: tuple[str, ...]) -> bool:
    """Whether the words hold one of a place's names, or are an abbreviation held by one."""
    return any(fold(name) in fold(words) or fold(words) == fold(name) for name in names)
