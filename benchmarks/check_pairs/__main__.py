"""Errors that the audit of figures finds in texts with one each, and right texts that it blames.

python -m benchmarks.check_pairs [--set SET] [--store DIR] [--json] [--misses]

SET is one of hard, open, open_later, shut, shut_later, long, long_shut, right, right_later, right_third. An error is
found where the audit blames more in the wrong text than in the right one: a verdict that is contradicted, outdated or
inconsistent, a sum that fails, or, for another counting rule, one more "supported under another definition". A right
text is blamed where anything in it is contradicted or inconsistent or a sum fails. --misses names each, but of the
sets that nobody reads, `shut`, `shut_later` and `long_shut`. Without --store a new one with the embedded figures only
is made.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path

from almenara.model.claim import Audit
from almenara.workspace import Workspace
from benchmarks.check_pairs.texts import OPEN, SETS, Pair, read_set
from benchmarks.measuring import say

NOW = date(2026, 11, 26)
"""What the evidence says now is what it said on this day, so that the counts can be repeated."""
BLAMING = ("contradicted", "inconsistent")


@dataclass
class Count:
    """Texts, pairs, errors found in them, right texts blamed; `misses` tells each in words."""

    texts: int = 0
    pairs: int = 0
    found: int = 0
    blamed: int = 0
    misses: list[str] = field(default_factory=list)


def main() -> int:
    """Print the counts of one set or of all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", choices=SETS)
    parser.add_argument("--store", type=Path, help="default: a new one with the embedded figures")
    parser.add_argument("--json", action="store_true", help="counts as JSON")
    parser.add_argument(
        "--misses", action="store_true", help="each error not found and each right text blamed"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Workspace.open(options.store or Path(temporary) / "store")
        names = [options.set] if options.set else list(SETS)
        results = {
            name: {language: _counted(workspace, pairs) for language, pairs in read_set(name).items()}
            for name in names
        }
    if options.json:
        told = {
            name: {
                language: {k: v for k, v in asdict(count).items() if k != "misses"}
                for language, count in counts.items()
            }
            for name, counts in results.items()
        }
        print(json.dumps(told, indent=1))
        return 0
    for name, counts in results.items():
        for language, count in counts.items():
            _say(f"{name}, {language}", count)
            if options.misses and name in OPEN:
                print("\n".join(count.misses))
        _say(f"{name}, all", _total(list(counts.values())))
    return 0


def _say(what: str, count: Count) -> None:
    found = f"{count.found} of {count.pairs} errors found, " if count.pairs else ""
    say(what, f"{found}{count.blamed} of {count.texts} right texts blamed", "all; 0")


def _total(counts: list[Count]) -> Count:
    return Count(*(sum(getattr(c, name) for c in counts) for name in ("texts", "pairs", "found", "blamed")))


def _counted(workspace: Workspace, pairs: list[Pair]) -> Count:
    count = Count()
    for _, alike in groupby(pairs, key=lambda pair: pair.right):
        same = list(alike)
        right = _audit(workspace, same[0].right, same[0].written)
        count.texts += 1
        if why := _blamed(right):
            count.blamed += 1
            count.misses.append(f"{same[0].name} {same[0].kind}: blamed though right: {'; '.join(why)}")
        for pair in same:
            if pair.wrong is None:
                continue
            count.pairs += 1
            if _accuses(_audit(workspace, pair.wrong, pair.written), right):
                count.found += 1
            else:
                count.misses.append(f"{pair.name} {pair.kind}: not found: {pair.differs}")
    return count


def _audit(workspace: Workspace, text: str, written: date) -> Audit:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        return workspace.check(path, as_of=NOW, published=written).audit


def _blamed(audit: Audit) -> list[str]:
    return [
        f'"{claim.text}" {claim.verdict}'
        for claim in audit.claims
        if claim.verdict in BLAMING or any(not a.holds for a in claim.arithmetic)
    ]


def _accuses(wrong: Audit, right: Audit) -> bool:
    """Whether an audit blames more than that of the right text does."""

    def numbers(audit: Audit) -> tuple[int, int]:
        outdated = sum(claim.verdict == "outdated" for claim in audit.claims)
        other = sum(claim.verdict == "supported-other-definition" for claim in audit.claims)
        return len(_blamed(audit)) + outdated, other

    return any(now > before for now, before in zip(numbers(wrong), numbers(right), strict=True))


if __name__ == "__main__":
    sys.exit(main())
