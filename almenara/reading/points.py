"""Points of charts: lists of small records with a month and a count, as web pages keep them in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.counts import MAX_COUNT, too_large
from almenara.reading.faults import Faults
from almenara.reading.opening import DAMAGED, plain_bytes
from almenara.reading.spans import iso_day

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Points:
    """Records of one list.

    where    path of the list in the file: hd[0]
    columns  values by field, each of the same length
    """

    where: str
    columns: dict[str, list[Any]]

    @property
    def length(self) -> int:
        """Number of records."""
        return len(next(iter(self.columns.values()), []))


def read_json(document: Document) -> Any:
    """What a JSON file holds, plain or gzip. Raises BadInput if it is damaged, empty or something else."""
    data = plain_bytes(document)
    if data[:512].lstrip().lower().startswith((b"<!doctype", b"<html")):
        raise BadInput("reading", [Fault(document.name, "is an HTML page, not JSON: fetch it again")])
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else "nested too deeply"
        raise BadInput("reading", [Fault(document.name, f"is not JSON: {reason}")], DAMAGED) from error


def need_keys(found: Any, wanted: Sequence[str], where: str, faults: Faults) -> bool:
    """Whether `found` is an object with exactly the wanted keys; otherwise a fault names the difference."""
    if not isinstance(found, Mapping):
        faults.add(f"{where} is not an object with {', '.join(wanted)}")
        return False
    for key in wanted:
        if key not in found:
            faults.add(f"{where} lacks it", field=key)
    for key in found:
        if key not in wanted:
            faults.add(f"{where} has it, and the reader does not know it", field=str(key))
    return set(found) == set(wanted)


def read_points(records: Any, fields: Sequence[str], where: str, faults: Faults) -> Points:
    """The records of a list by field. A record without exactly these fields is a fault and left out."""
    if not isinstance(records, list) or not records:
        faults.add("is not a list of records", field=where)
        records = []
    columns: dict[str, list[Any]] = {field: [] for field in fields}
    wanted = set(fields)
    for number, record in enumerate(records, 1):
        if not isinstance(record, dict) or set(record) != wanted:
            have = ", ".join(record) if isinstance(record, dict) else repr(record)[:40]
            faults.add(f"has {have}, not {', '.join(fields)}", number, where)
            continue
        for field in fields:
            columns[field].append(record[field])
    return Points(where, columns)


def months_of(points: Points, field: str, faults: Faults) -> Ints:
    """Months since January 1970 of days written YYYY-MM-01; a fault and 0 for anything else."""
    known: dict[Any, int] = {}
    out = np.zeros(points.length, dtype=np.int64)
    for index, value in enumerate(points.columns[field]):
        text = str(value)
        if text not in known:
            day = iso_day(text) or date(1970, 1, 2)
            known[text] = (day.year - 1970) * 12 + day.month - 1 if day.day == 1 else -1
        if known[text] < 0:
            faults.add(f'"{text[:40]}" is not the first day of a month', index + 1, f"{points.where}.{field}")
        out[index] = max(known[text], 0)
    return out


def counts_of(points: Points, field: str, faults: Faults) -> Floats:
    """Whole numbers of zero or more; null is NaN. Anything else is a fault and NaN."""
    out = np.full(points.length, np.nan)
    for index, value in enumerate(points.columns[field]):
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_whole(value):
            faults.add(f'"{str(value)[:40]}" is not a count', index + 1, f"{points.where}.{field}")
        elif value > MAX_COUNT:
            faults.add(too_large(str(value)), index + 1, f"{points.where}.{field}")
        elif value < 0:
            text = f'"{value}" is negative; a count is zero or more'
            faults.add(text, index + 1, f"{points.where}.{field}")
        else:
            out[index] = value
    return out


def _is_whole(value: float) -> bool:
    return isinstance(value, int) or value.is_integer()


def coded_by(points: Points, field: str, codes: Mapping[str, str], faults: Faults) -> list[str]:
    """The code that each record's value stands for; a fault and "" where `codes` lacks it."""
    out = []
    for index, value in enumerate(points.columns[field]):
        code = codes.get(str(value), "")
        if not code:
            faults.add(f'"{str(value)[:60]}" is not known', index + 1, f"{points.where}.{field}")
        out.append(code)
    return out


def whole_series(points: Points, months: Ints, places: Sequence[str], faults: Faults) -> None:
    """Fault repeated records, and places that lack some month between the first and the last."""
    seen: dict[tuple[int, str], int] = {}
    for index, key in enumerate(zip(months.tolist(), places, strict=True)):
        if key in seen:
            where = f"{points.where} record {seen[key]}"
            faults.add(f"{key[1]} in the same month stands in {where} already", index + 1, points.where)
        seen.setdefault(key, index + 1)
    if points.length:
        span = int(months.max() - months.min()) + 1
        for place in dict.fromkeys(places):
            have = sum(1 for _, name in seen if name == place)
            if have < span:
                faults.add(f"{place} has {have} of {span} months", field=points.where)


def published(months: Ints, counts: Floats) -> npt.NDArray[np.bool_]:
    """Which records lie up to the last month with any count: later nulls are not yet published."""
    if np.isnan(counts).all():
        return np.zeros(len(counts), dtype=bool)
    return np.asarray(months <= months[~np.isnan(counts)].max(), dtype=bool)


def month_columns(
    points: Points, kept: npt.NDArray[np.bool_], months: Ints, counts: Floats
) -> dict[str, Any]:
    """Columns of `observations` that follow from the records kept: period, value and where they stand."""
    rows = np.flatnonzero(kept)
    start = months[rows].astype("datetime64[M]").astype("datetime64[D]")
    end = (months[rows] + 1).astype("datetime64[M]").astype("datetime64[D]") - np.timedelta64(1, "D")
    return {
        "start": start,
        "end": end,
        "value": counts[rows],
        "row": (rows + 1).astype(np.int32),
        "sheet": points.where,
    }
