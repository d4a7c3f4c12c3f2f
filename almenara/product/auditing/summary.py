"""The audit in one paragraph, the worst first."""

from __future__ import annotations

from collections import Counter

from almenara.model.claim import Arithmetic, Audit, Claim
from almenara.model.hidden import visible
from almenara.product import formats
from almenara.product.auditing.wording import ORDER, REFUTING, error_words, phrase, verdict_phrase

QUOTED = 3
"""Claims or sums quoted where a text should not go out with them."""
LONGEST = 60
"""Most characters of one quotation."""


def counts(audit: Audit) -> dict[str, int]:
    """Number of claims by verdict, the worst first; verdicts that do not occur are left out."""
    found = Counter(claim.verdict for claim in audit.claims)
    return {verdict: found[verdict] for verdict in ORDER if found[verdict]}


def sums(audit: Audit) -> list[Arithmetic]:
    """Every sum done over the text's own figures, each once though several claims bear it."""
    return list(dict.fromkeys(done for claim in audit.claims for done in claim.arithmetic))


def summary(audit: Audit, language: str = "en") -> str:
    """How many claims are borne out and which are not, sums, sources without a name, what was left out, days."""
    parts = [_of_claims(audit, language), _of_sums(audit, language)]
    parts += [_unnamed(audit, language), _left_out(audit, language)]
    return " ".join(p for p in (*parts, _days(audit, language)) if p)


def _of_claims(audit: Audit, language: str) -> str:
    if not audit.claims:
        return phrase("nothing", language)
    alone = len(audit.claims) == 1
    said = []
    for verdict, count in counts(audit).items():
        text = verdict_phrase(verdict, language, count)
        quoted = _quoted(audit.claims, verdict, language) if verdict in REFUTING else ""
        said.append((text if alone else f"{count} {text}") + quoted)
    if alone:
        return f"{phrase('only', language)} {said[0]}."
    return phrase("of", language).format(n=len(audit.claims)) + "; ".join(said) + "."


def _quoted(claims: tuple[Claim, ...], verdict: str, language: str) -> str:
    texts = list(dict.fromkeys(short(c.text) for c in claims if c.verdict == verdict))
    shown = ", ".join(f"“{text}”" for text in texts[:QUOTED])
    more = f" {phrase('and_more', language).format(n=len(texts) - QUOTED)}" if len(texts) > QUOTED else ""
    return f" ({shown}{more})"


def _of_sums(audit: Audit, language: str) -> str:
    done = sums(audit)
    if not done:
        return ""
    wrong = [d for d in done if not d.holds]
    told = _named(wrong, language)
    if len(done) == 1:
        verb = phrase("fail_alone", language) if wrong else phrase("hold", language, 1)
        return f"{phrase('sums_one', language)} {verb}{told}."
    held = len(done) - len(wrong)
    text = f"{held} {phrase('hold', language, held)}"
    if wrong:
        text += f", {len(wrong)} {phrase('fail', language, len(wrong))}{told}"
    return phrase("sums", language).format(n=len(done)) + text + "."


def _named(wrong: list[Arithmetic], language: str) -> str:
    """Errors by name, each with its sums, in brackets; "" where there is none."""
    by_name: dict[str, list[str]] = {}
    for done in wrong[:QUOTED]:
        by_name.setdefault(_error(done, language), []).append(_first(done.shown))
    told = [
        ": ".join(p for p in (name, ", ".join(s for s in said if s)) if p) for name, said in by_name.items()
    ]
    if len(wrong) > QUOTED:
        told.append(phrase("and_more", language).format(n=len(wrong) - QUOTED))
    return f" ({'; '.join(told)})" if told else ""


def _first(shown: str) -> str:
    """The sum itself, without what else was reckoned beside it."""
    return short(shown.partition(";")[0])


def _error(done: Arithmetic, language: str) -> str:
    return error_words(done.error or "does-not-follow", language)


def _unnamed(audit: Audit, language: str) -> str:
    count = sum(any(a.unnamed for a in claim.attribution) for claim in audit.claims)
    return phrase("unnamed", language, count).format(n=count) if count else ""


def _left_out(audit: Audit, language: str) -> str:
    count = len(audit.left_out)
    return phrase("left_out", language, count).format(n=count) if count else ""


def _days(audit: Audit, language: str) -> str:
    text = phrase("held", language).format(day=formats.day(audit.now, language))
    written = audit.manuscript.published
    if written:
        return text + phrase("written", language).format(day=formats.day(written, language)) + "."
    return text + phrase("undated", language) + "."


def short(text: str) -> str:
    """A quotation on one line, cut at a word."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"
