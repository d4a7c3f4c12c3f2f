"""Likelihood and confidence in a draft: never in one sentence, and in a judgement only words of the ICD 203 scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from almenara.model.manuscript import Manuscript
from almenara.model.terms import CONFIDENCE, ICD_203
from almenara.product.lint import OFF_SCALE

LIKELIHOOD, OFF = "likelihood-and-confidence", "likelihood-off-scale"
_JUDGING = {
    "en": r"we (?:judge|assess|estimate|believe|expect|anticipate)|our (?:judgement|judgment|assessment)|"
    r"in our (?:view|judgement|judgment)|it is (?:judged|assessed)|we consider",
    "es": r"(?:juzgamos|estimamos|evaluamos|creemos|esperamos|consideramos|prevemos)|"
    r"nuestr[oa] (?:juicio|evaluación|valoración|estimación)|a nuestro (?:juicio|entender)",
}
"""Words by which a sentence says that it judges."""
_HEADED = re.compile(
    r"judge?ments?|assessments?|outlook|forecasts?|juicios?|evaluaci[óo]n|valoraci[óo]n|perspectivas?|pron[óo]sticos?",
    re.IGNORECASE,
)
"""Headings under which a draft judges."""
Complaint = tuple[str, int, int, str, str]
"""rule, start, end, text and reason."""


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = (r"\s+".join(map(re.escape, w.split())) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _scale(language: str) -> re.Pattern[str]:
    return _any(tuple(step.words[language] for step in ICD_203))


def on_scale(manuscript: Manuscript, position: int) -> bool:
    """Whether a sentence has a word of the scale, so that a per cent in it states its probability."""
    if manuscript.language not in OFF_SCALE:
        return False
    sentence = manuscript.sentences[manuscript.sentence_at(position)]
    return _scale(manuscript.language).search(manuscript.said(sentence)) is not None


def worded(manuscript: Manuscript) -> Iterator[Complaint]:
    """What is wrong with a draft's words of likelihood; nothing in a language that has no scale here."""
    language = manuscript.language
    if language not in OFF_SCALE:
        return
    scale, off = _scale(language), _any(OFF_SCALE[language])
    confidence = _any(tuple(term[language] for term in CONFIDENCE.values()))
    judging = re.compile(rf"\b(?:{_JUDGING[language]})\b", re.IGNORECASE)
    headed = False
    for sentence in manuscript.sentences:
        block = manuscript.blocks[sentence.block]
        said = manuscript.said(sentence)
        if block.kind == "heading":
            headed = _HEADED.search(said) is not None
        if block.kind not in ("paragraph", "item"):
            continue
        words = re.sub(r"(?<=\w )May\b|\bMay(?= \d)", "   ", said) if language == "en" else said
        likely, sure = scale.search(words), confidence.search(words)
        shown = " ".join(said.split())
        if likely and sure:
            reason = f"“{likely[0]}” speaks of the event and “{sure[0]}” of the basis: give each a sentence of its own."
            yield LIKELIHOOD, sentence.start, sentence.end, shown, reason
        bare = scale.sub(" ", words)
        if (headed or judging.search(words)) and (loose := off.search(bare)):
            reason = (
                f"“{loose[0].strip()}” is no step of the ICD 203 scale: use one, as “{_example(language)}”."
            )
            yield OFF, sentence.start, sentence.end, shown, reason


def _example(language: str) -> str:
    return next(step.words[language] for step in ICD_203 if step.key == "likely")
