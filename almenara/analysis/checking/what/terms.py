"""Finding what a text counts: terms for measures, things that can be counted of any, cues for the counting rule."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from almenara.analysis.checking.lexicon import Lexicon, Tokens, lines, tokens_of
from almenara.analysis.checking.vocabulary import TERMS, Meaning, Words, international, words_of
from almenara.analysis.checking.what.composing import MADE, Hit, Made, compose, scan
from almenara.analysis.checking.what.counting_rules import cues
from almenara.analysis.checking.what.own_victims import with_own_victims
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.checking.what.topics import topics
from almenara.analysis.checking.what.victims import with_victims
from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.countries.prose_terms import NamedPublisher, read_folder
from almenara.model.manuscript import Manuscript

_PAST = ("ered", "ado", "ada", "ados", "adas")
"""Ends of words that say what was done to people; nouns of the deed end otherwise, or count it themselves."""

_LOCAL = 14
"""Words within which a doubt makes "murders" unsure."""


@lru_cache(maxsize=12)
def _words(language: str, folders: tuple[Path, ...]) -> Words:
    added = [load for load in (read_folder(f).words.get(language) for f in folders) if load]
    return words_of(language, tuple(added))


@lru_cache(maxsize=12)
def _named(folders: tuple[Path, ...]) -> Lexicon[Meaning]:
    """Names of publishers and of parts: key is a name, or the number of a part in its pack."""
    out: Lexicon[Meaning] = Lexicon()
    everyone = [NamedPublisher.model_validate(p) for p in international()]
    for folder in folders:
        held = read_folder(folder)
        everyone += held.publishers
        for number, part in enumerate(held.parts):
            for phrase in lines(part.terms):
                out.add(phrase, Meaning("part", f"{folder}|{number}"))
    for publisher in everyone:
        for phrase in lines(publisher.terms):
            out.add(phrase, Meaning("publisher", publisher.name))
    return out


def folders(packs: dict[str, Pack]) -> tuple[Path, ...]:
    """Where the packs' own words are."""
    return tuple(pack.folder for pack in packs.values())


Found = tuple[int, int, Subject]
"""A subject with its words: from the first to before the last."""


def find_subjects(manuscript: Manuscript, context: Context) -> list[Subject]:
    """Every mention of what can be counted, and every cue for a counting rule, in the order of the text."""
    tokens = tokens_of(manuscript)
    if not len(tokens):
        return []
    where = folders(context.packs)
    words = _words(manuscript.language, where)
    named = scan(_named(where), tokens)
    terms, acts, around = (scan(lexicon, tokens) for lexicon in (words.terms, words.acts, words.round))
    acts = [hit for hit in acts if not _in_name(hit, named)]
    sentences = [manuscript.sentence_at(start) for start in tokens.starts]
    found = _terms(tokens, terms, around, sentences)
    found = _joined(tokens, found, words.links)
    found = _with_people(tokens, found, acts, sentences, words)
    found = with_victims(tokens, found, words.being, words.links)
    mishaps = {sentences[hit.first] for hit in around if hit.of("mishap") is not None}
    found = [_of_mishap(f) if sentences[f[0]] in mishaps else f for f in found]
    out = [subject for _, _, subject in found]
    out += topics(manuscript, tokens, scan(words.topics, tokens), out)
    told = cues(tokens, around, named, context)
    out = with_own_victims(out, sorted(told, key=lambda s: s.start), manuscript, context) + told
    return sorted(out, key=lambda s: (s.start, s.end))


def _in_name(hit: Hit, named: list[Hit]) -> bool:
    """Whether people stand in the name of a body, of which they are no part: "Reporters Without Borders"."""
    at = bisect_left(named, hit.first + 1, key=lambda h: h.first)
    return at > 0 and hit.last <= named[at - 1].last and named[at - 1].last - named[at - 1].first > 1


def _subject(tokens: Tokens, first: int, last: int, **fields: Any) -> Subject:
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return Subject(start, end, tokens.text[start:end], **fields)


def _terms(tokens: Tokens, terms: list[Hit], around: list[Hit], sentences: list[int]) -> list[Found]:
    before = {hit.last for hit in around if hit.of("before") is not None}
    after = {hit.first for hit in around if hit.of("after") is not None}
    doubts = [hit.first for hit in around if hit.of("doubt") is not None]
    out: list[Found] = []
    blocked_until = -9
    for hit in terms:
        section, key = next((m.section, m.key) for s in TERMS for m in hit.meanings if m.section == s)
        if section == "heads":
            made = _subject(tokens, hit.first, hit.last, unit=key, generic=True)
        elif section == "anaphora":
            made = _subject(tokens, hit.first, hit.last, anaphora=True, generic=True)
        elif section == "other":
            made = _subject(tokens, hit.first, hit.last, ours=False)
        else:
            blocked = any(
                hit.first - i in before and sentences[hit.first - i - 1] == sentences[hit.first]
                for i in range(3)
            ) or (hit.last in after and sentences[hit.last] == sentences[hit.first])
            chained = 0 <= hit.first - blocked_until <= 2 and not any(
                w.isdigit() for w in tokens.words[blocked_until : hit.first]
            )
            if blocked or (chained and sentences[hit.first] == sentences[max(0, blocked_until - 1)]):
                blocked_until = hit.last
                made = _subject(tokens, hit.first, hit.last, ours=False, turned=True)
            else:
                sure = section != "unsure" and not (key == "homicide" and _doubtful(hit, doubts, sentences))
                made = _subject(
                    tokens,
                    hit.first,
                    hit.last,
                    measure=key,
                    sure=sure,
                    rate=section == "rates",
                    ours=key != "",
                )
        out.append((hit.first, hit.last, made))
    return out


def _doubtful(hit: Hit, doubts: list[int], sentences: list[int]) -> bool:
    near = doubts[bisect_left(doubts, hit.first - _LOCAL) : bisect_left(doubts, hit.last + _LOCAL)]
    return any(sentences[d] == sentences[hit.first] for d in near)


def _joined(tokens: Tokens, found: list[Found], links: frozenset[str]) -> list[Found]:
    """Cases of kidnapping, kidnapping cases: a thing counted and the term beside it become one."""
    out: list[Found] = []
    for first, last, subject in found:
        if out:
            begun, ended, earlier = out[-1]
            words = tokens.words[ended:first]
            linked = len(words) <= 5 and all(w in links for w in words)
            linked = linked and all(tokens.joined(i) for i in range(ended - 1, first))
            measured = bool(subject.measure) or subject.turned
            of_cases = earlier.generic and earlier.unit not in ("", "persons")
            if linked and of_cases and measured and not subject.unit:
                joined = replace(
                    subject,
                    start=earlier.start,
                    text=tokens.text[earlier.start : subject.end],
                    unit=earlier.unit,
                )
                out[-1] = (begun, last, joined)
                continue
            if linked and not words and earlier.measure and not earlier.unit and subject.unit:
                joined = replace(
                    earlier, end=subject.end, text=tokens.text[earlier.start : subject.end], unit=subject.unit
                )
                out[-1] = (begun, last, joined)
                continue
        out.append((first, last, subject))
    return out


def _with_people(
    tokens: Tokens, found: list[Found], acts: list[Hit], sentences: list[int], words: Words
) -> list[Found]:
    """Subjects with those that people and what happened to them make; what they are made of gives way."""
    covered = {i: s for first, last, s in found for i in range(first, last)}
    persons = {first: last for first, last, s in found if s.unit == "persons" and s.generic}
    who = [h for h in acts if h.of("who") and not _measured(covered, h)]
    named = {i for h in who for i in range(h.first, h.last)}
    persons = {first: last for first, last in persons.items() if first not in named}  # "US citizens"
    who += [Hit(first, last, (Meaning("who", "persons"),)) for first, last in persons.items()]
    whole = {i for first, last, s in found if s.measure and last - first > 1 for i in range(first, last)}
    events = [h for h in acts if h.of("events") and not h.of("who") and h.first not in whole]
    made = [
        one
        for number in sorted({sentences[h.first] for h in who})
        for one in compose(
            tokens,
            [h for h in who if sentences[h.first] == number],
            [h for h in events if sentences[h.first] == number],
            words.deeds,
            words.slain,
        )
    ]
    made = _of_one_people([one for one in made if not _beside_others(one, made)])
    used = {one.at for one in made if one.at >= 0}
    out = [_of_people(tokens, one) for one in made if one.event or one.who != "persons"]
    taken = {i for first, last, _ in out for i in range(first, last)} | used
    kept = [f for f in found if not any(i in taken for i in range(f[0], f[1]))]
    kept = [_without_found(tokens, f, events, words.negations) for f in kept]
    out = [_without_found(tokens, f, events, words.negations) for f in out]
    for event in events:
        kind = event.of("events")
        if event.first in taken or any(i in covered for i in range(event.first, event.last)):
            continue
        earlier = [m for m in made if m.measure and m.last <= event.first]
        group = earlier[-1].who if earlier and sentences[earlier[-1].first] == sentences[event.first] else ""
        if kind in ("killed", "died") and (more := MADE.get((group, "killed"))) and group != "persons":
            made_of = _subject(
                tokens,
                event.first,
                event.last,
                measure=more[0],
                unit=more[1],
                who=group,
                event=kind,
                sure=False,
            )
        elif kind in ("killed", "died"):
            made_of = _subject(
                tokens, event.first, event.last, measure="homicide", sure=kind == "killed", generic=kind == "died",
                unit="deaths" if kind == "died" else "victims", event=kind,
            )  # fmt: skip
        elif kind == "missing":
            made_of = _subject(
                tokens, event.first, event.last, measure="missing-persons", sure=False, event=kind
            )
        elif kind == "attacked":
            continue
        else:
            made_of = _subject(tokens, event.first, event.last, ours=False, event=kind or "")
        out.append((event.first, event.last, made_of))
    kept = [_as_before(tokens, f, made, sentences) for f in kept]
    return sorted([*kept, *out], key=lambda f: (f[0], f[1]))


def _beside_others(one: Made, made: list[Made]) -> bool:
    """Whether people of whose attackers nothing is counted are told with others: "attacks on politicians and
    candidates"; activists told with journalists are no journalists."""
    apart = bool(one.event) and not one.measure and any(one.who == who for who, _ in MADE)
    return apart and any(o.at == one.at >= 0 and o.measure and o.last <= one.last for o in made)


def _of_one_people(made: list[Made]) -> list[Made]:
    """People told twice by one event are those whom the plainer words name: "people who died were officials"."""
    out = []
    for one in made:
        alike = [m for m in made if m is not one and m.at == one.at >= 0]
        if one.who == "persons":
            if not any(m.measure and m.first >= one.first for m in alike):
                out.append(one)
            continue
        begun = [m.first for m in alike if m.who == "persons" and one.measure and m.first <= one.first]
        out.append(replace(one, first=min([one.first, *begun])))
    return out


def _as_before(tokens: Tokens, found: Found, made: list[Made], sentences: list[int]) -> Found:
    """A lone "asesinados 152" after politicians: theirs, though not surely; "153 killings" may be theirs, too."""
    first, last, subject = found
    if (
        subject.measure != "homicide"
        or last - first > 1
        or subject.unit
        or not tokens.words[first].endswith(_PAST)
    ):
        return found
    earlier = [m for m in made if m.last <= first and sentences[m.first] == sentences[first]]
    measure, unit = MADE.get((earlier[-1].who, "killed"), ("", "")) if earlier else ("", "")
    if not measure or earlier[-1].who == "persons":
        return found
    return first, last, replace(subject, measure=measure, unit=unit, who=earlier[-1].who, sure=False)


def _without_found(tokens: Tokens, found: Found, events: list[Hit], negations: frozenset[str]) -> Found:
    """Missing people who were identified, kidnapped ones who were rescued: not those whom a measure counts."""
    first, last, subject = found
    if subject.measure not in ("missing-persons", "kidnapping"):
        return found
    for event in events:
        if event.of("events") == "found" and 0 <= first - event.last <= 2:
            words = tokens.words[event.last : first]
            if not {"that", "que", *negations} & {
                *words,
                *tokens.words[max(0, event.first - 1) : event.first],
            }:
                return first, last, replace(subject, measure="", ours=False)
    if subject.measure == "kidnapping":
        return found
    for event in events:
        between = tokens.words[last : event.first]
        near = event.of("events") == "found" and 0 <= event.first - last <= 4 and not negations & set(between)
        if near and all("," not in tokens.between(i) for i in range(last - 1, event.first)):
            return first, last, replace(subject, measure="", ours=False)
    return found


def _of_mishap(found: Found) -> Found:
    """The dead of an accident or a plague are not those of a crime."""
    first, last, subject = found
    dead = (subject.unit == "deaths" and subject.generic) or subject.event == "died"
    if not dead or (subject.measure and subject.measure != "homicide"):
        return found
    return first, last, replace(subject, measure="", generic=False, ours=False)


def _measured(covered: dict[int, Subject], hit: Hit) -> bool:
    return any(i in covered and covered[i].measure for i in range(hit.first, hit.last))


def _of_people(tokens: Tokens, one: Made) -> Found:
    made = _subject(
        tokens, one.first, one.last, measure=one.measure, unit=one.unit, who=one.who, event=one.event,
        ours=bool(one.measure), sure=not (one.who == "persons" and (one.event == "died" or one.single)),
        people_end=tokens.ends[one.people - 1] if one.people else 0,
    )  # fmt: skip
    return one.first, one.last, made
