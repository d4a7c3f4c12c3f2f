"""Shares told in sentences of their own before "the rest": together they are less than the whole.

"In 81 of them, or 70 %, a ransom was asked. Virtual kidnapping makes up 42 % of the cases. The rest had no demand."
Where the rest has a share of its own, that counts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from almenara.analysis.checking.arithmetic.parted import is_share
from almenara.analysis.checking.arithmetic.proportions.share_sums import SEVERAL
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning, number, plus, span
from almenara.model.claim import Arithmetic
from almenara.model.place import fold

BACK = 3
"""Sentences before that of the rest in which its shares stand, at most."""
_REST = re.compile(
    r"(?:(?:all |only )?the (?:rest|others?|remaining|remainder)|el resto|(?:todos )?los demás|las demás|"
    r"l[oa]s (?:restantes|otr[oa]s)|o resto|[oa]s (?:restantes|demais|outr[oa]s))\b(?! (?:of the|del?|d[oa]s?) "
    r"(?:country|país|world|mundo|year|año|ano|states|estados|day|día|dia)\b)",
    re.IGNORECASE,
)
"""What opens a sentence that tells of all whom no share before it told of."""
_OF_THESE = re.compile(
    r"\b(?:of these|of those|among (?:them|these|those)|of them|de ell[oa]s|de est[oa]s|de es[oa]s|entre ell[oa]s|"
    r"destes|destas|desses|dessas|del[ea]s|entre el[ea]s)\b",
    re.IGNORECASE,
)
"""Before a share, what makes it one of the share before it."""
_THEM = re.compile(r"(?:them|these|those|ell[oa]s|est[eao]s|es[eao]s|del[ea]s|el[ea]s)\b")
_OF_PLACES = re.compile(
    r"^[^.,;:]{0,24}\b(?:states?|estados?|entidad(?:es)?|entidades?|cit(?:y|ies)|regions?|provinc\w+)\b", re.I
)
"""What makes those who are left places."""
_STEM = 5


def shares_before_a_rest(reading: Reading) -> Iterator[Reckoning]:
    """Shares of one paragraph that leave nothing for the rest told behind them."""
    sentences = reading.manuscript.sentences
    for rest, sentence in enumerate(sentences):
        opened = reading.said(rest).lstrip(' -–•*"“«')
        if not _REST.match(opened):
            continue
        told = [n for n in range(max(0, rest - BACK), rest) if sentences[n].block == sentence.block]
        parts = [i for n in told for i in reading.inside.get(n, []) if reading.claims[i].kind == "percent"]
        own = [i for i in reading.inside.get(rest, []) if reading.claims[i].kind == "percent"]
        if (
            len(own) > 1
            or len(parts) < 2
            or not _divide(reading, parts, _OF_PLACES.search(opened) is not None)
        ):
            continue
        parts += own
        block = reading.manuscript.blocks[sentence.block]
        if SEVERAL.search(reading.manuscript.text, block.start, block.end):
            continue
        values = [reading.claims[i].value for i in parts]
        if sum(span(reading.claims[i])[0] for i in parts) > 100.0:
            shown = f"{plus(values)} = {number(round(sum(values), 4))} %"
            error = Arithmetic("limit", sum(values), 100.0, False, "share-over-100", shown, tuple(parts))
            yield Reckoning(parts[-1], error)


def _divide(reading: Reading, parts: list[int], of_places: bool) -> bool:
    """Whether shares are all of one whole: of one noun, of one place or of several of which the rest are others, and
    none of another one."""
    if not all(is_share(reading, i) and reading.claims[i].hedge in ("", "about", "almost") for i in parts):
        return False
    if any(_OF_THESE.search(reading.before(i)) for i in parts[1:]):
        return False
    claims = [reading.claims[i] for i in parts]
    places = {c.place.code for c in claims if c.place is not None and c.place_sure}
    of = [fold(cue.of_text) if (cue := reading.cues.get(i)) else "" for i in parts]
    wholes = {said.split()[0][:_STEM] for said in of if said and not _THEM.match(said)}
    changes = any((cue := reading.cues.get(i)) is not None and cue.direction for i in parts)
    periods = {c.period for c in claims if c.period_sure}
    one_place = len(places) < 2 or of_places or wholes == {"total"}
    return len(wholes) == 1 and one_place and len(periods) < 2 and not changes
