"""Subjects: the words of a text that say what is counted, or how."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A mention of what can be counted, or a cue for the rule by which it is; characters start to end.

    measure      its id; "" where the words name none, or none of ours
    unit         what one is, where the words say: victims, case files, deaths, cases, persons …
    definitions  those that the words leave possible; () where they say nothing of it
    sure         whether the words mean the measure and nothing wider
    head         whether it is counted itself; False for a cue only: a publisher, "old method"
    generic      cases, victims, people: the measure is that of a neighbour
    anaphora     "this crime", "the figure": the measure is that of what was said before
    rate         per inhabitants
    ours         False: counted, but nothing of ours (arrests, weapons) or a part of it only (homicides of women)
    turned       the words would name a measure, and their neighbours turn them away: "arrested for homicide"
    event        the word that says what happened, where people are named: killed, attacked, missing …
    who          of whom: journalists, politicians …
    people_end   where the words for the people end, where they stand with an event
    publisher    of a cue: the body named; method  of a cue: old or new
    partitive    of a cue: "of which", "including": a number beside it is of a part of what was said
    part         the words name a part of what the measure counts
    """

    start: int
    end: int
    text: str
    measure: str = ""
    unit: str = ""
    definitions: tuple[str, ...] = ()
    sure: bool = True
    head: bool = True
    generic: bool = False
    anaphora: bool = False
    rate: bool = False
    ours: bool = True
    turned: bool = False
    event: str = ""
    who: str = ""
    publisher: str = ""
    method: str = ""
    part: bool = False
    partitive: bool = False
    people_end: int = 0
