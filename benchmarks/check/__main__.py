"""How well the audit of figures reads the labelled documents.

python -m benchmarks.check [--half dev|held-out|fresh|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|
                                   eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth]
                           [--store DIR] [--json] [--misses] [--show]

Without --store a new one with the embedded figures only is made. Of `dev` and `third` to `sixteenth`, --misses prints
whatever came out otherwise than labelled. Of the halves that are not looked at, held-out and fresh, nothing but totals
is printed, unless --show is given.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path

from almenara.model.claim import Audit
from almenara.workspace import Workspace
from benchmarks.check.labels import HALVES, OPEN, LabelledText, read_half
from benchmarks.check.scoring import LINKS, Miss, Outcome, score, total
from benchmarks.measuring import say

NOW = date(2026, 11, 25)
"""What the evidence says now is what it said on this day, so that the scores can be repeated."""

PAGE = 3000
"""Characters of a page."""


def main() -> int:
    """Print the scores of one half or of all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=sorted(HALVES))
    parser.add_argument("--store", type=Path, help="default: a new one with the embedded figures")
    parser.add_argument("--json", action="store_true", help="totals as JSON")
    parser.add_argument(
        "--misses",
        action="store_true",
        help="what came out otherwise than labelled (dev, third to sixteenth)",
    )
    parser.add_argument("--show", action="store_true", help="misses of held-out, too")
    options = parser.parse_args()
    halves = [options.half] if options.half else sorted(HALVES)
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Workspace.open(options.store or Path(temporary) / "store")
        results = {half: _scored(workspace, read_half(half)) for half in halves}
        pages = _twenty_pages(workspace)
    if options.json:
        print(json.dumps(_totals(results) | {"twenty pages, s": pages}, indent=1))
        return 0
    for half, outcomes in results.items():
        _say(half, outcomes)
        if options.misses and (half in OPEN or options.show):
            for document, outcome in outcomes:
                for miss in outcome.misses:
                    print(_told(document, miss))
    say("20 pages, processor time", f"{pages:.2f} s", "2 s")
    return 0


def _scored(workspace: Workspace, documents: list[LabelledText]) -> list[tuple[LabelledText, Outcome]]:
    out = []
    for document in documents:
        began = time.perf_counter()
        audit = _audit(workspace, document.text, document)
        seconds = time.perf_counter() - began
        outcome = score(document, audit)
        outcome.seconds = seconds
        out.append((document, outcome))
    return out


def _audit(workspace: Workspace, text: str, document: LabelledText) -> Audit:
    """The audit of a text that comes in a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (document.name + (".md" if document.markdown else ".txt"))
        path.write_text(text, encoding="utf-8")
        return workspace.check(path, as_of=NOW, published=document.published).audit


def _twenty_pages(workspace: Workspace) -> float:
    """Seconds of processor time for twenty pages: the English documents of the half that may be looked at, repeated."""
    documents = [d for d in read_half("dev") if d.language == "en" and not d.markdown]
    text = "\n\n".join(d.text for d in documents)
    text = "\n\n".join([text] * (20 * PAGE // len(text) + 1))
    began = time.process_time()
    _audit(workspace, text, documents[0])
    return time.process_time() - began


def _by_language(outcomes: list[tuple[LabelledText, Outcome]]) -> dict[str, Outcome]:
    languages = sorted({d.language for d, _ in outcomes})
    parts = {x: total(o for d, o in outcomes if d.language == x) for x in languages}
    return parts | {"all": total(o for _, o in outcomes)}


def _totals(results: dict[str, list[tuple[LabelledText, Outcome]]]) -> dict[str, object]:
    return {
        half: {
            name: {k: v for k, v in asdict(outcome).items() if k != "misses"}
            for name, outcome in _by_language(outcomes).items()
        }
        for half, outcomes in results.items()
    }


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {100 * part / whole:.1f} %" if whole else "–"


def _say(half: str, outcomes: list[tuple[LabelledText, Outcome]]) -> None:
    for name, o in _by_language(outcomes).items():
        print(f"{half}, {name}: {o.documents} documents")
        say("  claims found", _share(o.found, o.wanted), "95 %")
        say("  claims of the audit that are claims", _share(o.found, o.found + o.spurious), "95 %")
        each = [sum(counts.get(link, 0) for link in LINKS) for counts in (o.right, o.checked)]
        say("  links right, each counted", _share(*each), "90 %")
        say("  links right, all three", _share(o.right.get("all", 0), o.checked.get("all", 0)), "90 %")
        for link in LINKS:
            say(f"    {link}", _share(o.right.get(link, 0), o.checked.get(link, 0)))
        say("  verdicts as labelled", _share(o.agreed, o.verdicts))
        say("  sums that hold, said to hold", _share(o.shown, o.sums))
        say("  planted errors caught", _share(o.caught, o.planted), "all")
        say("  of those shown by the text itself, named", _share(o.named, o.reasoned))
        say("  false accusations", str(o.accusations), "0")
        say("  a document", f"{o.seconds / max(1, o.documents):.3f} s")


def _told(document: LabelledText, miss: Miss) -> str:
    words = f"[{miss.label.id}] {_around(document, miss)}" if miss.label else ""
    claim = f'"{miss.claim.text}"' if miss.claim and not miss.label else ""
    return (
        f"{document.name}: {miss.about} {words}{claim}\n    expected {miss.expected}; came out {miss.found}"
    )


def _around(document: LabelledText, miss: Miss) -> str:
    """The labelled words with what stands beside them."""
    assert miss.label is not None
    start, end = miss.label.start, miss.label.end
    line = (
        document.text[max(0, start - 50) : start]
        + "[["
        + miss.label.text
        + "]]"
        + document.text[end : end + 40]
    )
    return '"' + " ".join(line.split()) + '"'


if __name__ == "__main__":
    sys.exit(main())
