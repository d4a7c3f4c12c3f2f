"""Of a body that counts the killed of one kind only, the killed that it tells of: "RSF counted eleven killed"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.checking.lexicon import folded
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.context import Context
from almenara.model.manuscript import Manuscript

_DEAD = re.compile(r"(?:asesin|assassin|murder|kill|muert|mort|dead)")
"""Words for the killed that do not name the crime by law: those of any title, or of any body, may be meant."""


def are_bare(subject: Subject) -> bool:
    """Whether somebody is told as killed, and neither who nor by which crime of the law."""
    return (
        subject.measure == "homicide"
        and subject.who in ("", "persons")
        and _DEAD.match(folded(subject.text)) is not None
    )


def with_own_victims(
    subjects: Sequence[Subject], named: Sequence[Subject], manuscript: Manuscript, context: Context
) -> list[Subject]:
    """The subjects; bare words for the killed behind the name of such a body are of those that it counts.

    named  cues, in order, among them the bodies
    """
    counters = [(s.start, s.end, kind) for s in named if (kind := _kind(s, context))]
    if not counters:
        return list(subjects)
    starts = [start for start, _, _ in counters]
    out = []
    for subject in subjects:
        at = bisect_left(starts, subject.start)
        if at and (are_bare(subject) or (subject.generic and subject.unit == "deaths")):
            sentence = manuscript.sentences[manuscript.sentence_at(subject.start)]
            if (
                counters[at - 1][0] >= sentence.start
                and ";" not in manuscript.text[counters[at - 1][1] : subject.start]
            ):
                subject = replace(
                    subject, measure=counters[at - 1][2], unit="persons", sure=False, generic=False
                )
        out.append(subject)
    return out


def _kind(cue: Subject, context: Context) -> str:
    """The one measure of people killed that a body counts, "" where it counts more or none."""
    if not cue.publisher:
        return ""
    measures = {
        m for d in cue.definitions if d in context.definitions for m in context.definitions[d].measures
    }
    return next(iter(measures)) if len(measures) == 1 and all(m.endswith("-killed") for m in measures) else ""
