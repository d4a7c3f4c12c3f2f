"""An as-of query over 30 million made-up observations in 400 vintages, and the same expression on Spark.

python -m benchmarks.as_of [--folder STORE] [--vintages N] [--spark]

--folder  keeps the made-up store there for the next run; it is made if it is not there (some minutes)
--spark   runs the same expression on Spark, too, and compares every value; needs almenara[spark] and Java
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from almenara.evidence.store import Store
from almenara.evidence.view import known_by, standing
from benchmarks import made_up

LIMIT = 3.0
MEASURE = "measure-05"


def main() -> int:
    """Print each time; 1 where one is over the limit or an answer is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--vintages", type=int, default=400)
    parser.add_argument("--spark", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = options.folder or Path(temporary) / "store"
        if not (root / "tables").exists():
            began = time.perf_counter()
            made_up.make(root, options.vintages)
            print(f"made {options.vintages} vintages in {time.perf_counter() - began:.0f} s")
        return run(Store.open(root), options.spark)


def run(store: Store, spark: bool) -> int:
    """Time the queries on a store of made-up vintages, as of a day by which most of them are known."""
    vintages = len(store.as_of(date.max).documents)
    rows = vintages * made_up.STATES * made_up.MONTHS * made_up.MEASURES
    last = int(vintages * 0.96)
    day = made_up.published(last)
    print(f"{rows:,} observations in {vintages} vintages, as of {day}")
    states = [f"XX-{n:02}" for n in range(made_up.STATES)]

    began = time.perf_counter()
    cells = store.as_of(day).cells(MEASURE, states)
    monthly = time.perf_counter() - began
    print(f"monthly series of one measure with its cells' addresses, store opened: {monthly:.2f} s")

    began = time.perf_counter()
    view = store.as_of(day)
    table = view.current(view.observations([MEASURE]), addresses=False).to_pyarrow()
    every = time.perf_counter() - began
    print(f"latest value of every place and period of one measure, store opened:   {every:.2f} s")

    good = check(cells, table, last)
    if spark:
        good &= agrees_with_spark(store, day, table)
    return 0 if good and max(monthly, every) < LIMIT else 1


def check(cells: dict[tuple[str, str], list[Any]], table: pa.Table, last: int) -> bool:
    """Whether both answers are the values of the last vintage known."""
    expected = made_up.observations(last).filter(pa.compute.field("measure") == MEASURE)
    total = sum(expected["value"].to_pylist())
    sums = (sum(c.value for group in cells.values() for c in group), sum(table["value"].to_pylist()))
    right = sums == (total, total) and len(table) == len(expected)
    print("values are those of the last vintage known" if right else f"WRONG: {sums}, not {total}")
    return right


def agrees_with_spark(store: Store, day: date, table: pa.Table) -> bool:
    """Whether Spark gives the same rows for the same expression over the same files."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        print("Spark: left out, it is not installed (almenara[spark])")
        return True
    view = store.as_of(day)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "4g")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    connection = ibis.pyspark.connect(session)
    session.read.parquet(*store.paths("observations")).createOrReplaceTempView("observations")
    session.createDataFrame(view.visible.to_pandas()).createOrReplaceTempView("visible")
    observations = connection.table("observations")
    mine = observations.filter(observations.measure.isin([MEASURE]))
    began = time.perf_counter()
    theirs = standing(known_by(mine, connection.table("visible"), day), addresses=False).to_pyarrow()
    seconds = time.perf_counter() - began
    order = [(name, "ascending") for name in ("definition", "place", "start", "end")]
    columns = [*(name for name, _ in order), "value", "known", "document", "batch", "first_row"]
    pairs = zip(
        table.sort_by(order).select(columns).to_pylist(),
        theirs.sort_by(order).select(columns).to_pylist(),
        strict=True,
    )
    same = len(table) == len(theirs) and all(a == b for a, b in pairs)
    print(f"Spark: {seconds:.2f} s, {'agrees exactly' if same else 'DIFFERS'} on {len(theirs):,} rows")
    session.stop()
    return same


if __name__ == "__main__":
    sys.exit(main())
