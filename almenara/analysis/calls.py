"""Calls as the ledger holds them: read from its entries, checked, and each counted once."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from almenara.analysis.context import Context
from almenara.errors import UsageError
from almenara.model.call import Call, CallKind
from almenara.model.entry import NAMING, Entry
from almenara.model.period import Period

LIVE = timedelta(days=7)
"""A call made later than this after the day whose knowledge it used is a replay, not a call."""
SETTLEMENT = "settlement"
"""Kind of the entries by which a person settles a judgement."""


@dataclass(frozen=True)
class Recorded:
    """A call with the entry that holds it.

    how    live: made when its knowledge was new; replayed: made later from that knowledge
    fault  why it cannot be scored, where its entry is not one of ours
    """

    entry: Entry
    call: Call
    how: str
    fault: str = ""

    @property
    def model(self) -> str:
        """What made it; of a person's judgement nothing."""
        return self.call.model

    @property
    def author(self) -> str:
        """Who made it; the software where nobody is named."""
        return self.call.author or "almenara"

    @property
    def product(self) -> str:
        """The product that said it, where its entry tells."""
        return str(self.entry.content.get("product", ""))

    @property
    def text(self) -> str:
        """A judgement's words, where its entry has them."""
        return str(self.entry.content.get("text", ""))


def recorded(ledger: Iterable[Entry], as_of: date, country: str = "") -> list[Recorded]:
    """Calls of a ledger that had been made on a day, in the order of storing, each once.

    A call made live counts as it was made first: what an edition said a second time of the same day changes
    nothing. Of replays the last counts: they test a method, and a newer method replaces an older one.
    Live calls made after the day are left out; replays belong to the day whose knowledge they used.

    country  code of a country: only calls about it and its places
    """
    once: dict[tuple[str, ...], Recorded] = {}
    for entry in ledger:
        if entry.kind in (SETTLEMENT, NAMING):
            continue
        found = read(entry)
        if country and _country(found) != country:
            continue
        if found.how == "live" and entry.made > as_of:
            continue
        call = found.call
        key = (
            found.how, call.kind, entry.subject, str(entry.as_of), found.author, call.definition, call.place,
            call.period,
        )  # fmt: skip
        if found.how == "live":
            once.setdefault(key, found)
        else:
            once[key] = found
    return list(once.values())


def read(entry: Entry) -> Recorded:
    """The call of an entry, of this version's layout or an earlier one; what is wrong with it is its fault."""
    late = entry.made > entry.as_of + LIVE
    how = "replayed" if late or entry.content.get("replayed") is True else "live"
    try:
        if entry.fault:
            raise ValueError(entry.fault)
        return Recorded(entry, _call(entry), how)
    except (TypeError, ValueError, OverflowError, UsageError) as error:
        kind = entry.kind if entry.kind in get_args(CallKind) else "probability"
        bare = Call(kind, entry.subject)  # type: ignore[arg-type]
        return Recorded(entry, bare, how, str(error) or "its content is not that of a call")


def settlements(ledger: Iterable[Entry]) -> dict[tuple[str, ...], Entry]:
    """Decisions of persons by what they settle (see `settles`); of two the later one stands."""
    said = list(ledger)
    subjects = {entry.id: settles(entry) for entry in said if entry.kind != SETTLEMENT}
    found: dict[tuple[str, ...], Entry] = {}
    for entry in sorted((e for e in said if e.kind == SETTLEMENT), key=lambda e: (e.as_of, e.made)):
        right = not entry.fault and isinstance(entry.content.get("outcome"), bool)
        if right and entry.subject in subjects:
            found[subjects[entry.subject]] = entry
    return found


def settles(entry: Entry) -> tuple[str, ...]:
    """What a person's decision on a judgement holds for: the same judgement in any language or edition."""
    return (entry.subject, str(entry.content.get("term")), str(entry.content.get("probability")))


def decision(context: Context, name: str, outcome: bool, reason: str, source: str = "") -> Entry:
    """A person's decision on a judgement, as a new entry; it settles the judgement from the context's day on.

    name  the judgement's entry, or the first letters of its name
    Raises UsageError where no judgement of the day has that name or several have, where the evidence settles
    it, or where no reason is given.
    """
    found = [
        entry
        for entry in context.ledger
        if entry.kind not in (SETTLEMENT, NAMING) and entry.id.startswith(name)
    ]
    if not name or len(found) != 1:
        many = f"is the beginning of {len(found)} names" if found and name else "is no entry of the ledger"
        raise UsageError(f'"{name}" {many} on {context.as_of}; `almenara score --list` names them')
    call = read(found[0]).call
    if call.kind != "judgement" or call.measure:
        raise UsageError(f"{found[0].subject} is settled by the evidence, not by a person")
    if not reason.strip():
        raise UsageError("say with --reason by what it is settled")
    content = {"outcome": outcome, "reason": reason.strip(), "source": source.strip()}
    kept = {key: value for key, value in content.items() if value != ""}
    return Entry(SETTLEMENT, datetime.now(UTC).date(), context.as_of, found[0].id, kept)


def _country(found: Recorded) -> str:
    parts = found.entry.subject.split(":")
    place = found.call.place or (parts[1] if len(parts) > 1 else "")
    return place.partition("-")[0]


def _call(entry: Entry) -> Call:
    held = entry.content
    if entry.kind == "forecast":  # before calls had a layout of their own: the pace of a year
        held = held | {"period": str(held.get("year", "")), "model": str(held.get("method", ""))}
        kind: Any = "probability"
    else:
        kind = entry.kind
    if kind not in get_args(CallKind):
        raise ValueError(f'"{str(kind)[:40]}" is not a kind of call')
    call = Call(
        kind, entry.subject, _text(held, "measure"), _text(held, "definition"), _text(held, "place"),
        _text(held, "period"), _day(held.get("settles")), _number(held, "threshold"),
        _chance(held, "probability"), _numbers(held, "quantiles"), _numbers(held, "levels"),
        _baseline(held.get("baseline")), _text(held, "model"), _text(held, "author"),
    )  # fmt: skip
    needed = {"probability": call.probability, "judgement": call.probability, "counts": call.quantiles,
              "level": call.levels}  # fmt: skip
    if needed[kind] in (None, {}):
        raise ValueError(f"a call of the kind {kind} has none of its numbers")
    _check_quantiles(call.quantiles)
    _check_levels(call.levels)
    if kind == "probability" and call.threshold is None:
        raise ValueError("it names no threshold")
    if call.period:
        Period.parse(call.period)
    return call


def _text(held: dict[str, Any], name: str) -> str:
    value = held.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"its {name} is not a text")
    return value


def _day(value: Any) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError("settles is not a day")
    return date.fromisoformat(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _number(held: dict[str, Any], name: str) -> float | None:
    value = held.get(name)
    if value is not None and not _is_number(value):
        raise ValueError(f"its {name} is not a number")
    return value


def _chance(held: dict[str, Any], name: str) -> float | None:
    value = _number(held, name)
    if value is not None and not 0 <= value <= 1:
        raise ValueError(f"its {name} does not lie between 0 and 1")
    return value


def _numbers(held: dict[str, Any], name: str) -> dict[str, float]:
    value = held.get(name, {})
    if not isinstance(value, dict) or not all(isinstance(k, str) and _is_number(v) for k, v in value.items()):
        raise ValueError(f"its {name} are not numbers by level")
    for key in value:
        float(key)
    return dict(sorted(value.items(), key=lambda item: float(item[0])))


def _check_quantiles(quantiles: dict[str, float]) -> None:
    values = list(quantiles.values())
    if any(not 0 < float(k) < 1 for k in quantiles) or values != sorted(values):
        raise ValueError("its quantiles fall, or have levels outside 0 to 1")


def _check_levels(levels: dict[str, float]) -> None:
    if levels and (
        any(v < 0 for v in levels.values()) or not math.isclose(sum(levels.values()), 1, abs_tol=1e-3)
    ):
        raise ValueError("the probabilities of its levels do not add up to 1")


def _baseline(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError("its baseline is not an object")
    out: dict[str, Any] = {}
    if (chance := _chance(value, "probability")) is not None:
        out["probability"] = chance
    for name, check in (("quantiles", _check_quantiles), ("levels", _check_levels)):
        if found := _numbers(value, name):
            check(found)
            out[name] = found
    return out
