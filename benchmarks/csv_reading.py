"""Reading the prosecutors' state file into observations, against the same reshaping in pandas.

    python -m benchmarks.csv_reading [--shared FOLDER]

Both start from the same bytes in memory and end with one row for each state, crime and month. Ours
also checks every cell, knows its row and column, and looks each crime up; pandas only reshapes. The
ratio is of the fastest of nine alternate runs, so it does not depend on the machine.
"""

from __future__ import annotations

import gzip
import io
import sys
import time
from collections.abc import Callable
from typing import Any

import pandas as pd

from almenara.evidence.files import sha256
from almenara.model.document import Document
from almenara.reading.spec import all_specs
from almenara.sources.sesnsp_investigations.read import read
from benchmarks.measuring import arguments, say

FILE = "mexico/sesnsp/estatal_delitos/estatal_2023-08-24.csv.gz"
RUNS = 9


def with_pandas(content: bytes) -> pd.DataFrame:
    """The file as a long table: one row for each state, crime, modality and month."""
    wide = pd.read_csv(io.BytesIO(content), encoding="latin-1", thousands=",")
    keys = list(wide.columns[:7])
    long = wide.melt(id_vars=keys, var_name="month", value_name="value").dropna(subset=["value"])
    months = {name: number for number, name in enumerate(wide.columns[7:], 1)}
    long["month"] = long["month"].map(months)
    start = pd.to_datetime({"year": long[keys[0]], "month": long["month"], "day": 1})
    return long.assign(start=start, end=start + pd.offsets.MonthEnd())


def seconds(work: Callable[[], Any]) -> float:
    """Wall time of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Alternate the two, and compare the fastest of each."""
    path = arguments(__doc__).shared / FILE
    if not path.exists():
        sys.exit(f"needs {path}; name the folder with --shared")
    packed = path.read_bytes()
    spec = all_specs()["sesnsp_investigations"]

    def ours() -> Any:
        return read(Document(packed, sha256(packed), path.name, FILE), spec)

    def theirs() -> pd.DataFrame:
        return with_pandas(gzip.decompress(packed))

    times = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    mine, pandas = min(t[0] for t in times), min(t[1] for t in times)
    rows = len(ours().tables["observations"])
    say(f"state CSV to {rows:,} checked observations", f"{mine:.3f} s")
    say(f"the same reshaping in pandas, {len(theirs()):,} rows", f"{pandas:.3f} s")
    say("  ours / pandas", f"{mine / pandas:.2f}", "at most 1")


if __name__ == "__main__":
    main()
