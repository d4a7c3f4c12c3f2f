"""The registry as a STIX 2.1 bundle: groups as threat actors, with places, relations, sightings and contradictions.

Identifiers are made of what an object is about, so that they are the same in every run. People are not given out:
neither leaders nor what became of them. OASIS, STIX 2.1 (2021); FIRST, TLP 2.0 (2022).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from almenara.analysis.armed_groups.claims import BETWEEN, Claim, letter
from almenara.analysis.armed_groups.presence import denies
from almenara.analysis.armed_groups.records import when
from almenara.analysis.armed_groups.registry import Group, Registry
from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.model.hidden import visible
from almenara.product.render.safety import web_address

_SPACE = uuid5(NAMESPACE_URL, "urn:almenara:groups")
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP_IDS = {
    "TLP:RED": "e828b379-4e03-4974-9ac4-e53a884c97c1",
    "TLP:AMBER+STRICT": "939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:AMBER": "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:GREEN": "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:CLEAR": "94868c89-83c2-464b-929b-a1a8aa3c8487",
}
"""Marking definitions of TLP 2.0 by label."""
CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""STIX confidence by Admiralty credibility; 6, unknown, has none."""
MOST_PAGES = 40
"""External references of one object at most: the newest."""
_OASIS = "identity--b3bca3c2-1f3d-4b54-b44f-dac42c3a8f01"
_TLP_DAY = "2022-10-01T00:00:00.000Z"


def bundle(context: Context, pack: Pack, found: Registry, marking: str = "TLP:CLEAR") -> str:
    """The bundle as JSON, valid for the stix2 library; the same registry gives the same bytes.

    Raises UsageError for a marking that is none of TLP 2.0.
    """
    import stix2

    if marking not in TLP_IDS:
        raise UsageError(f'"{marking}" is not a marking; use one of {", ".join(TLP_IDS)}')
    made = _Bundle(context, found, f"marking-definition--{TLP_IDS[marking]}")
    objects = [*_markings(marking), made.producer()]
    groups = [g for g in found.groups.values() if g.claims]
    objects += [made.actor(group) for group in groups]
    objects += [made.location(code) for code in sorted(found.places)]
    for claim in found.claims:
        objects += made.claim(claim)
    objects += made.notes()
    objects.append(made.report(pack, [o["id"] for o in objects if o["type"] not in _UNREPORTED]))
    checked = [stix2.parse(item, allow_custom=False) for item in objects]
    name = "\n".join(sorted(o["id"] + str(o.get("modified", "")) for o in objects))
    whole = stix2.Bundle(objects=checked, id=f"bundle--{uuid5(_SPACE, name)}", allow_custom=False)
    return json.dumps(json.loads(whole.serialize()), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


_UNREPORTED = ("marking-definition", "extension-definition")


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid5(_SPACE, '|'.join((kind, *parts)))}"


def _moment(day: date) -> str:
    return datetime.combine(day, time.min, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _markings(marking: str) -> list[dict[str, Any]]:
    """The TLP 2.0 extension and the marking in use; the library's own markings are those of TLP 1."""
    return [
        {
            "type": "extension-definition", "spec_version": "2.1", "id": TLP_EXTENSION, "created_by_ref": _OASIS,
            "created": _TLP_DAY, "modified": _TLP_DAY, "name": "TLP 2.0",
            "description": "Traffic Light Protocol 2.0 of FIRST as marking definitions.",
            "schema": "https://www.first.org/tlp/", "version": "1.0.0", "extension_types": ["property-extension"],
        },
        {
            "type": "marking-definition", "spec_version": "2.1", "id": f"marking-definition--{TLP_IDS[marking]}",
            "created": _TLP_DAY, "name": marking,
            "extensions": {TLP_EXTENSION: {
                "extension_type": "property-extension", "tlp_2_0": marking.removeprefix("TLP:").lower(),
            }},
        },
    ]  # fmt: skip


class _Bundle:
    """Makes the objects of one registry under one marking."""

    def __init__(self, context: Context, found: Registry, marking: str) -> None:
        self.context, self.found, self.marking = context, found, marking
        self.author = _id("identity", "almenara")

    def producer(self) -> dict[str, Any]:
        """The software as the objects' creator."""
        day = _moment(date(2026, 1, 1))
        return {"type": "identity", "spec_version": "2.1", "id": self.author, "created": day, "modified": day,
                "name": "Almenara", "identity_class": "system", "object_marking_refs": [self.marking]}  # fmt: skip

    def actor(self, group: Group) -> dict[str, Any]:
        """A group: its names, the first and last day that claims on it speak of, the pages that do."""
        other = list(dict.fromkeys(visible(n) for n in (*group.labels[1:], *group.names)))
        starts = [c.since for c in group.claims if c.since]
        ends = [c.until for c in group.claims if c.until]
        out = self._common("threat-actor", _id("threat-actor", group.key), group.claims) | {
            "name": visible(group.label),
            "threat_actor_types": ["crime-syndicate"],
        }
        if other:
            out["aliases"] = other
        if starts:
            out["first_seen"] = _moment(min(starts))
        if starts and ends and max(ends) >= min(starts):
            out["last_seen"] = _moment(max(ends))
        kinds = [
            c.text
            for c in group.claims
            if c.predicate in ("type", "designated-by") and c.subject == group.key
        ]
        if kinds:
            out["description"] = visible("; ".join(dict.fromkeys(kinds)))
        best = min((c.credibility for c in group.claims), default=6)
        return out | ({"confidence": CONFIDENCE[best]} if best in CONFIDENCE else {})

    def location(self, code: str) -> dict[str, Any]:
        """A place by its country, and its state's ISO 3166-2 code."""
        place = self.context.gazetteer.get(code)
        claims = [c for c in self.found.claims if c.place == code]
        out = self._common("location", _id("location", code), claims, pages=False)
        out |= {"name": place.name, "country": code.partition("-")[0]}
        state = code if place.kind == "state" else place.parent if place.kind == "municipality" else ""
        if state:
            out["administrative_area"] = state
        if place.kind == "municipality":
            out["city"] = place.name
        return out

    def claim(self, claim: Claim) -> list[dict[str, Any]]:
        """A relation between groups, or a presence as relation and sighting; other claims stand in the actor."""
        if claim.predicate in BETWEEN and claim.object:
            return [self._relation(claim, claim.predicate, _id("threat-actor", claim.object))]
        if claim.predicate == "presence" and claim.place and not denies(claim):
            out = [self._sighting(claim)]
            if claim.credibility != 5:
                out.append(self._relation(claim, "located-at", _id("location", claim.place)))
            return out
        return []

    def notes(self) -> list[dict[str, Any]]:
        """For each topic of contradiction a note with all sides."""
        topics = sorted({t for c in self.found.claims for t in c.topics})
        out = []
        for topic in topics:
            sides = [c for c in self.found.claims if topic in c.topics]
            pairs = {frozenset((c.subject, c.object or c.subject)) for c in sides}
            computed = topic.endswith("-dates") or topic == "ally-and-rival"
            for number, held in enumerate(_apart(sides) if computed and len(pairs) > 1 else [sides]):
                refs = dict.fromkeys(_id("threat-actor", k) for c in held for k in (c.subject, c.object) if k)
                key = topic if not computed else f"{topic}|{held[0].subject}|{number}"
                lines = [self._words(c) for c in held]
                out.append(
                    self._common("note", _id("note", key), held)
                    | {
                        "abstract": f"sources disagree: {topic}",
                        "content": "\n".join(lines),
                        "object_refs": [*refs],
                    }
                )
        return out

    def report(self, pack: Pack, refs: Sequence[str]) -> dict[str, Any]:
        """The registry as of the day."""
        day = self.context.as_of
        return {
            "type": "report", "spec_version": "2.1", "id": _id("report", pack.code, str(day)),
            "created_by_ref": self.author, "created": _moment(day), "modified": _moment(day), "lang": "en",
            "name": f"Armed groups in {pack.country.name} as of {day}", "report_types": ["threat-actor"],
            "description": "Each object says that a source stated something, not that it is true.",
            "published": _moment(day), "object_refs": sorted(set(refs)), "object_marking_refs": [self.marking],
        }  # fmt: skip

    def _words(self, claim: Claim) -> str:
        other = self.found.labels[claim.object] if claim.object else claim.text
        where = f" in {self.found.places[claim.place]}" if claim.place else ""
        time_of = f", {when(claim)}" if when(claim) else ""
        who = ", ".join(dict.fromkeys(s.evidence.publisher for s in claim.statements))
        if claim.predicate == "leader":
            other = "(a person)"
        return visible(
            f"{self.found.labels[claim.subject]}: {claim.predicate} {other}{where}{time_of} [{who}]"
        )

    def _relation(self, claim: Claim, kind: str, target: str) -> dict[str, Any]:
        out = self._common("relationship", _id("relationship", *claim.key), [claim])
        out |= {
            "relationship_type": kind,
            "source_ref": _id("threat-actor", claim.subject),
            "target_ref": target,
        }
        if claim.since:
            out["start_time"] = _moment(claim.since)
        if claim.until and (not claim.since or claim.until > claim.since):
            out["stop_time"] = _moment(claim.until + timedelta(days=1))
        if claim.place and claim.predicate in BETWEEN:
            out["description"] = visible(f"stated of {self.found.places[claim.place]}")
        return out | self._confidence(claim)

    def _sighting(self, claim: Claim) -> dict[str, Any]:
        out = self._common("sighting", _id("sighting", *claim.key), [claim]) | {
            "sighting_of_ref": _id("threat-actor", claim.subject),
            "where_sighted_refs": [_id("location", claim.place)],
            "count": len(claim.statements),
            "summary": True,
            "description": visible(claim.text),
        }
        if claim.since:
            out["first_seen"] = _moment(claim.since)
        if claim.until and (not claim.since or claim.until >= claim.since):
            out["last_seen"] = _moment(claim.until)
        return out | self._confidence(claim)

    def _confidence(self, claim: Claim) -> dict[str, Any]:
        return {"confidence": CONFIDENCE[claim.credibility]} if claim.credibility in CONFIDENCE else {}

    def _common(self, kind: str, name: str, claims: Sequence[Claim], pages: bool = True) -> dict[str, Any]:
        said = [s for c in claims for s in c.statements]
        out: dict[str, Any] = {
            "type": kind, "spec_version": "2.1", "id": name, "created_by_ref": self.author, "lang": "en",
            "created": _moment(min(s.known for s in said)), "modified": _moment(max(s.known for s in said)),
            "object_marking_refs": [self.marking],
        }  # fmt: skip
        references: dict[tuple[str, str], dict[str, str]] = {}
        for s in sorted(said, key=lambda s: (s.known, s.id), reverse=True) if pages else ():
            page = {
                "source_name": visible(s.evidence.publisher),
                "description": visible(
                    f"{s.evidence.title}; known {s.known}; reliability {letter(s.evidence, self.found.rules)}"
                ),
                "external_id": visible(s.id),
            }
            if address := web_address(s.evidence.url):
                page["url"] = address
            references.setdefault((s.evidence.publisher, s.evidence.url or s.evidence.title), page)
        if references:
            out["external_references"] = list(references.values())[:MOST_PAGES]
        return out


def _apart(sides: Sequence[Claim]) -> list[list[Claim]]:
    """Claims of a computed topic by whom they are about: groups whose dates differ have nothing to do with others'."""
    held: dict[tuple[str, ...], list[Claim]] = {}
    for claim in sides:
        key = (
            (claim.subject, claim.object) if claim.predicate in ("ally-of", "rival-of") else (claim.subject,)
        )
        held.setdefault(key, []).append(claim)
    return [claims for claims in held.values() if len(claims) > 1] or [list(sides)]
