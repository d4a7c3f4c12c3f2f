"""People told as the victims of a crime: "75 citizens as victims of homicide", "850 women were victims of femicide"."""

from __future__ import annotations

from dataclasses import replace

from almenara.analysis.checking.lexicon import Tokens
from almenara.analysis.checking.what.composing import MADE
from almenara.analysis.checking.what.subjects import Subject

Found = tuple[int, int, Subject]
_WOMEN = ("women", "children")
"""People of whom a measure counts some only, but for the one that counts nobody else."""
_THEIRS = "femicide"
_WORDS = 5
"""Words between the people and the crime, at most."""


def with_victims(
    tokens: Tokens, found: list[Found], being: frozenset[str], links: frozenset[str]
) -> list[Found]:
    """The subjects, people and the crime whose victims they were made one.

    being  words that may stand between the two: "were", "as", "have been"
    links  those between people killed and the crime told again: "killed in homicides"
    """
    out: list[Found] = []
    for first, last, subject in found:
        if (out and (made := _made(out[-1], (first, last, subject), tokens, being)) is not None) or (
            out and (made := _told_again(out[-1], (first, last, subject), tokens, links)) is not None
        ):
            out[-1] = made
        else:
            out.append((first, last, subject))
    return out


def _told_again(people: Found, crime: Found, tokens: Tokens, links: frozenset[str]) -> Found | None:
    """People of a kind who were killed, the crime told behind them once more: one thing counted."""
    first, ended, who = people
    begun, last, what = crime
    between = tokens.words[ended:begun]
    if not who.measure.endswith("-killed") or what.measure != "homicide" or what.who:
        return None
    if not 0 < len(between) <= 2 or not all(word in links for word in between):
        return None
    if any(not tokens.joined(i) for i in range(ended - 1, begun)):
        return None
    return first, last, replace(who, end=what.end, text=tokens.text[who.start : what.end])


def _made(people: Found, crime: Found, tokens: Tokens, being: frozenset[str]) -> Found | None:
    first, ended, who = people
    begun, last, what = crime
    if not who.who or who.measure or who.event or not what.measure:
        return None
    if what.unit not in ("victims", "persons", "deaths"):
        return None
    between = tokens.words[ended:begun]
    if len(between) > _WORDS or not all(word in being for word in between):
        return None
    if any(not tokens.joined(i) for i in range(ended - 1, begun)):
        return None
    told = tokens.text[who.start : what.end]
    if who.who in _WOMEN:
        one = replace(what, start=who.start, text=told)
        return (first, last, one) if what.measure == _THEIRS else None
    measure, unit = MADE.get((who.who, "killed"), ("", ""))
    if what.measure != "homicide" or not measure or who.who == "persons":
        return None
    one = replace(
        who, end=what.end, text=told, measure=measure, unit=unit, event="killed", ours=True, sure=True
    )
    return first, last, one
