"""Replaying: the calls that would have been made on days past, from what was known on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.questions import QUESTIONS, answer
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UsageError
from almenara.model.entry import Entry
from almenara.model.period import Period
from almenara.product.config import ReplayConfig, load_config

PRODUCT = "replay"
"""What entries made here name as their product."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Replay:
    """What a replay made.

    days     the days whose knowledge was used, in order
    skipped  days, or questions on a day, that gave no call, each with the reason
    made     the entries, for the ledger
    """

    country: str
    days: tuple[date, ...]
    skipped: tuple[str, ...]
    made: tuple[Entry, ...]


def replay(
    context: Context, pack: Pack, first: str, last: str, questions: Sequence[str] = (),
    progress: Progress | None = None,
) -> Replay:  # fmt: skip
    """The calls of each month's last day, by the questions that the pack's report.yml lists under `replay`.

    first, last  months, YYYY-MM; those that end after the context's day are left out
    questions    only these; all listed where empty
    Raises       UsageError for months that are none, or a question that the pack does not replay
    """
    ends = _month_ends(first, last)
    listed = load_config(pack.folder).replay
    if not listed:
        raise UsageError(
            f"{pack.names['en']} replays nothing: its report.yml lists no question under `replay` "
            "(docs/explanation/score.md)"
        )
    wanted = [item for item in listed if not questions or item.question in questions]
    if unknown := set(questions) - {item.question for item in listed}:
        known = ", ".join(sorted({item.question for item in listed})) or "none"
        raise UsageError(
            f'{pack.names["en"]} does not replay "{min(unknown)}"; its report.yml lists: {known}'
        )
    days = [day for day in ends if day <= context.as_of]
    if not days:
        raise UsageError(f"no month from {first} to {last} has ended by {context.as_of}")
    made: dict[str, Entry] = {}
    skipped: list[str] = []
    used = []
    for number, day in enumerate(days, 1):
        if progress:
            progress(str(day), number, len(days))
        try:
            then = replace(context, view=context.view.on(day), answers={})
        except NoEvidence as error:
            skipped.append(str(error))
            continue
        used.append(day)
        for item in wanted:
            reason = "" if item.question in QUESTIONS else "is not built yet"
            for entry in [] if reason else _calls(then, item, skipped):
                made.setdefault(entry.id, entry)
            if reason and f"{item.question} {reason}" not in skipped:
                skipped.append(f"{item.question} {reason}")
    return Replay(pack.code, tuple(used), tuple(dict.fromkeys(skipped)), tuple(made.values()))


def _calls(context: Context, item: ReplayConfig, skipped: list[str]) -> Iterator[Entry]:
    today = datetime.now(UTC).date()
    for arguments in item.asked():
        try:
            found = answer(context, item.question, **arguments)
        except NoEvidence as error:
            skipped.append(f"{context.as_of}, {item.question}: {'; '.join(str(error).splitlines())}")
            continue
        if not found.calls:
            reason = found.unknowns[0] if found.unknowns else "it made no call"
            skipped.append(f"{context.as_of}, {item.question}: {reason}")
        for call in found.calls:
            content: dict[str, Any] = call.content | {"replayed": True, "product": PRODUCT}
            yield Entry(call.kind, today, context.as_of, call.subject, content)


def _month_ends(first: str, last: str) -> list[date]:
    begin, end = Period.parse(first), Period.parse(last)
    if not (begin.month_count == end.month_count == 1 and begin.whole_months and end.whole_months):
        raise UsageError(f'"{first}" to "{last}" are not months; write them as 2016-01')
    return [month.end for month in Period(begin.start, end.end).split_months()]
