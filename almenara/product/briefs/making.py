"""The making of a brief: as that of the country's report, and for countries whose pack has none."""

from __future__ import annotations

from typing import Any

from almenara.analysis.context import Context
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.product.config import ReportConfig, load_config
from almenara.product.making import Making
from almenara.product.printing import Press
from almenara.product.wording import wording
from almenara.reading.yaml_faults import understood

_OF_REPORT = ("tags", "marking", "handling", "contact", "populations", "advisory")
"""What a brief takes over from the country's report."""


def making_of(context: Context, pack: Pack, language: str, overrides: dict[str, Any] | None = None) -> Making:
    """What parts of a brief are given.

    overrides  the user's own contact, handling, marking and tags
    Raises BadInput where report.yml or an own field is wrong, UsageError on a language that is none.
    """
    words = wording(language)
    if unknown := sorted(set(overrides or {}) - set(_OF_REPORT)):
        raise UsageError(f"a brief takes {', '.join(_OF_REPORT)} of report.yml, not {', '.join(unknown)}")
    given: dict[str, Any] = {
        "tags": {language: [pack.names[language]]}, "handling": {language: words["briefs"]["handling"]},
        "contact": {}, "populations": pack.preference.get("population", []),
        "advisory": next(iter(pack.preference.get("advisory-level", [])), ""),
    }  # fmt: skip
    if (pack.folder / "report.yml").exists():
        own = load_config(pack.folder)
        given |= {name: getattr(own, name) for name in _OF_REPORT}
    fields = {
        "id": "brief", "title": pack.names, "state_series": [], "headline": [], "series": {},
        "sections": [{"id": "brief"}], **given, **(overrides or {}),
    }  # fmt: skip
    mend, outcome = "docs/reference/report-yml.md says what each field holds", "nothing was written"
    config = understood(ReportConfig, fields, "brief", "your own fields", mend, outcome)
    return Making(context, pack, config, language, words, Press(language, words["words"]["unknown"]))
