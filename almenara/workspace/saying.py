"""A finding's remarks in a language: what it does not know and what to mind, for faces that speak more than one."""

from __future__ import annotations

from dataclasses import replace

from almenara.model.finding import Finding


def in_language(found: Finding, language: str) -> Finding:
    """The finding with its unknowns and caveats in a language; figures and facts as they are.

    Raises UsageError where it is not one of the products' languages.
    """
    from almenara.product.remarks import remark
    from almenara.product.wording import wording

    patterns = wording(language)["phrases"]
    lacks = (found.facts.get("fit") or {}).get("lacks") or {}

    def said(text: str) -> str:
        told = remark(text, patterns, language)
        return told.replace(lacks["en"], lacks.get(language, lacks["en"])) if lacks else told

    return replace(found, unknowns=tuple(map(said, found.unknowns)), caveats=tuple(map(said, found.caveats)))
