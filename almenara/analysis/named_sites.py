"""Sites whose owner names the place that they lie in: names understood, and held against the points beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from almenara.analysis.placing import Placed
from almenara.analysis.siting import Land
from almenara.countries.gazetteer import Gazetteer
from almenara.errors import Fault, UsageError
from almenara.model.asset import Asset
from almenara.model.place import Place

_FINE = ("state", "municipality", "locality")


def name_places(gazetteer: Gazetteer, land: Land, assets: Sequence[Asset], anyway: bool = False) -> Placed:
    """Assets with the code of the place that they name, in the order given; `place` holds the name as written.

    A site without a point has to name a state or municipality. Beside a point a name that is none is left out,
    which is remarked; where boundaries show the point in another state, that is a fault, and with `anyway`
    the point counts. Of lines no place is read: they lead through many.
    """
    out, faults, remarks = [], [], []
    lines = [asset for asset in assets if asset.place and asset.kind != "site"]
    if lines:
        remarks.append(f"the place was not read of {len(lines)} routes and trips: their points tell it")
    for asset in assets:
        if not asset.place:
            out.append(asset)
            continue
        if asset.kind != "site":
            out.append(replace(asset, place=""))
            continue
        try:
            found = gazetteer.find(asset.place)
            told = "" if found.kind in _FINE else f"is {_article(found.kind)}: name a state or municipality"
        except UsageError as error:
            told = str(error)
        if told:
            if asset.points:
                remarks.append(f'"{asset.name}": "{asset.place}" is not read as its place: {told}')
            else:
                faults.append(_fault(asset, f'"{asset.place}": {told}'))
            out.append(replace(asset, place=""))
        elif elsewhere := _elsewhere(gazetteer, land, asset, found):
            if anyway:
                remarks.append(f'"{asset.name}": {elsewhere}; the point counts')
            else:
                faults.append(
                    _fault(asset, f"{elsewhere}: mend one of the two, or keep the point with --anyway")
                )
            out.append(replace(asset, place=""))
        else:
            out.append(replace(asset, place=found.code))
    return Placed(out, faults, remarks)


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _elsewhere(gazetteer: Gazetteer, land: Land, asset: Asset, named: Place) -> str:
    """Words where boundaries show the point in another state than the one named; "" where they don't."""
    if not asset.points:
        return ""
    (spot,) = land.spots(asset.points)
    state: Place | None = named
    while state is not None and state.kind != "state":
        state = gazetteer.get(state.parent) if state.parent else None
    if not spot.checked or not spot.country or state is None or spot.state == state.code:
        return ""
    return f"its point lies in {land.name(spot)}, and not in {gazetteer.full_name(named)}"


def _fault(asset: Asset, text: str) -> Fault:
    kept = asset.provenance
    return Fault(kept.file if kept else "typed", text, kept.row if kept else None, "place")
