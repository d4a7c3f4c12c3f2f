"""Taking assets in: files are read and understood, places checked, and all kept in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from almenara.analysis.context import Context
from almenara.analysis.named_sites import name_places
from almenara.analysis.placing import place
from almenara.analysis.siting import land
from almenara.countries.gazetteer import Gazetteer
from almenara.countries.pack import all_packs
from almenara.errors import BadInput, Fault, UsageError
from almenara.model.asset import Asset
from almenara.model.document import Document
from almenara.model.place import fold
from almenara.reading.assets import values, words
from almenara.reading.assets.drafts import Draft, Reading
from almenara.reading.assets.opening import read
from almenara.reading.assets.understanding import Defaults, understand
from almenara.state.assets import Assets

KEPT_NOTHING = "nothing was kept"
TYPED = "typed"
"""What stands for the file of an asset that was typed."""


@dataclass(frozen=True)
class Imported:
    """What was taken in.

    assets    as they are kept now
    added     names of new ones
    replaced  names of those that took the place of an older one
    remarks   by file, "" for all of them: what was not checked, not read or changed
    """

    assets: list[Asset]
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    remarks: list[tuple[str, str]]


def import_documents(
    context: Context | None,
    kept: Assets,
    documents: Sequence[Document],
    defaults: Defaults | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
    replacing: bool = False,
    anyway: bool = False,
) -> Imported:
    """Assets of files; `context` as in analysis.siting.land.

    Raises BadInput with every fault of every file, and then nothing is kept; UsageError, StateError.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    given = _checked(defaults or Defaults())
    assets: list[Asset] = []
    faults: list[Fault] = []
    remarks: list[tuple[str, str]] = []
    mend: list[str] = []
    for document in documents:
        try:
            reading = read(document, columns)
        except BadInput as error:
            faults += error.faults
            mend.append(error.mend)
            continue
        found, wrong = understand(document.name, document.sha256, reading, given, now)
        assets += found
        faults += wrong
        remarks += [(document.name, text) for text in _remarks(reading)]
        if not reading.drafts and not reading.faults:
            faults.append(Fault(document.name, "holds no assets"))
    return _keep(context, kept, assets, faults, remarks, mend, replacing, anyway)


def add_typed(
    context: Context | None,
    kept: Assets,
    texts: Mapping[str, str],
    points: Sequence[str],
    replacing: bool = False,
    anyway: bool = False,
) -> Imported:
    """One asset as typed. Raises BadInput with everything that is wrong with it, UsageError where it is nowhere."""
    if not points and not texts.get("place"):
        raise UsageError("say where it is: --at LAT,LON, or the state or municipality with --place")
    faults: list[Fault] = []
    spots = []
    for text in points:
        try:
            spots.append(values.pair(text))
        except ValueError as error:
            faults.append(Fault(TYPED, str(error), field="at"))
    stated = {field: text for field, text in texts.items() if text and field in words.fields()}
    reading = Reading([Draft(None, stated, points=tuple(spots), line=len(spots) > 1)], faults)
    assets, wrong = understand(TYPED, "", reading, Defaults(), datetime.now(UTC).replace(microsecond=0))
    return _keep(context, kept, assets, wrong, [], [], replacing, anyway)


def _keep(
    context: Context | None,
    kept: Assets,
    assets: Sequence[Asset],
    faults: Sequence[Fault],
    remarks: Sequence[tuple[str, str]],
    mend: Sequence[str],
    replacing: bool,
    anyway: bool,
) -> Imported:
    packs = list(all_packs().values())
    ground = land(context, packs)
    named = name_places(context.gazetteer if context else Gazetteer(packs), ground, assets, anyway)
    placed = place(ground, named.assets, anyway)
    wrong = [*faults, *named.faults, *placed.faults, *_same_names(assets, {} if replacing else kept.names())]
    if wrong:
        ways = list(dict.fromkeys(way for way in mend if way))
        ordered = sorted(wrong, key=lambda fault: fault.row or 0)
        raise BadInput("assets", ordered, "; ".join(ways), KEPT_NOTHING)
    done = kept.keep(placed.assets, replacing)
    of_all = [("", text) for text in (*named.remarks, *placed.remarks)]
    return Imported(placed.assets, done.added, done.replaced, [*remarks, *of_all])


def _same_names(assets: Sequence[Asset], held: Mapping[str, str]) -> list[Fault]:
    """Names that stand twice in the files, or are kept already, whatever their case, accents and punctuation."""
    first: dict[str, Asset] = {}
    out = []
    for asset in assets:
        folded = fold(asset.name)
        source = asset.provenance
        assert source is not None
        if folded in first:
            before = first[folded].provenance
            assert before is not None
            where = f"row {before.row}" + (f" of {before.file}" if before.file != source.file else "")
            told = f'"{asset.name}" is the name in {where}, too ("{first[folded].name}")'
            out.append(Fault(source.file, f"{told}: give each a name of its own", source.row, "name"))
        elif folded in held:
            told = f'"{asset.name}" is kept already (as "{held[folded]}")'
            way = "--replace puts this one in its place, or give it another name"
            out.append(Fault(source.file, f"{told}: {way}", source.row, "name"))
        first.setdefault(folded, asset)
    return out


def _remarks(reading: Reading) -> list[str]:
    out = list(reading.remarks)
    if reading.unused:
        out.append(f"not read: {', '.join(reading.unused)}")
    return out


def _checked(given: Defaults) -> Defaults:
    """Defaults whose words are known, before any file is blamed for them. Raises UsageError."""
    try:
        return replace(
            given,
            type=words.asset_type(given.type) if given.type else "",
            kind=words.asset_kind(given.kind) if given.kind else "",
            currency=values.currency(given.currency) if given.currency else "",
            marking=values.marking(given.marking),
        )
    except ValueError as error:
        raise UsageError(str(error)) from error
