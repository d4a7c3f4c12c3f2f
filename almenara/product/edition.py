"""One edition: the report made, rendered and written, with the forecasts and judgements it holds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.model.entry import Entry
from almenara.product.build import build, edition_name
from almenara.product.document import Report
from almenara.product.making import Making

ANALYST = "analyst"
"""Author of prose judgements whose file names nobody."""
LOOK_BACK = timedelta(days=30)
"""How far back changes are told where no earlier edition is given."""


@dataclass(frozen=True)
class Edition:
    """A report with what it promised."""

    report: Report
    said: tuple[Entry, ...]


def make(
    context: Context,
    pack: Pack,
    language: str = "en",
    marking: str | None = None,
    earlier: Context | None = None,
    edition: dict[str, Any] | None = None,
    overrides: dict[str, Any] | None = None,
) -> Edition:
    """Build the report and collect its forecasts and judgements.

    Raises as build.build does, and UsageError where the day to tell changes against is not an earlier one.
    """
    if earlier is not None and earlier.as_of >= context.as_of:
        raise UsageError(
            f"changes are told against an earlier day: {earlier.as_of} is not before {context.as_of}"
        )
    report, making = build(context, pack, language, marking, earlier, edition, overrides)
    return Edition(report, tuple(_said(making)))


def _said(making: Making) -> list[Entry]:
    """Judgements of the prose, each to be settled by a person, and calls; what prose prints of a call is that call."""
    today, as_of = datetime.now(UTC).date(), making.context.as_of
    out = []
    product = making.config.id
    for said in making.prose.likelihoods:
        if not said.file.startswith("wording") and said.of.get("question") != "policy-calls":
            name = said.file.removesuffix(f".{making.language}.md")
            content = {
                "term": said.term,
                "probability": said.probability,
                "text": said.text,
                "language": making.language,
                "place": making.pack.code,
                "author": said.author or ANALYST,
                "product": product,
            }
            subject = f"prose:{making.pack.code}:{name}#{said.place}"
            out.append(Entry("judgement", today, as_of, subject, content))
    out += [
        Entry(c.kind, today, as_of, c.subject, c.content | {"product": product})
        for c in making.calls.values()
    ]
    return out


def write(
    report: Report, folder: Path, formats: Sequence[str], paper: str = "a4", private: bool = False
) -> list[Path]:
    """Render and write the report in each format; a file is there whole or not at all.

    private  whether their owner alone can read the files
    Raises UsageError on an unknown format, before anything is written.
    """
    from almenara.product.render import FORMATS, render

    if unknown := [f for f in formats if f not in FORMATS]:
        raise UsageError(f'"{unknown[0]}" is not a format; use {", ".join(FORMATS)}')
    folder.mkdir(parents=True, exist_ok=True)
    name = edition_name(report.id, report.as_of, report.language)
    out = []
    for ending in formats:
        path = folder / f"{name}.{ending}"
        partial = path.with_name(f".{path.name}.partial")
        content = render(report, ending, paper)
        partial.unlink(missing_ok=True)
        number = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        partial.replace(path)
        out.append(path)
    return out
