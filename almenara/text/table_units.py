"""The kind of a number that stands alone in a table's cell, by the heads of its column and row."""

from __future__ import annotations

from almenara.model.manuscript import Manuscript
from almenara.text.columns import is_value
from almenara.text.table_roles import cell_role, in_percent, in_points, said
from almenara.text.units import Unit, says_percent


def unit_of_cell(manuscript: Manuscript, position: int) -> Unit | None:
    """Kind and unit of the number at a position; None where its table does not say, or it stands in none."""
    cell = manuscript.block_of(position)
    if cell.kind != "cell" or cell.header or cell.column == 0 or not is_value(said(manuscript, cell)):
        return None
    role = cell_role(manuscript, cell)
    if role == "change" and in_points(manuscript, cell):
        return Unit("percentage-points", "percentage points", position, position)
    if in_percent(manuscript, cell) or _heads_say_percent(manuscript, position):
        return Unit("percent", "%", position, position)
    if role == "average":
        return Unit("average", "per day", position, position)
    if role == "rate":
        return Unit("rate", "per 100,000", position, position)
    return Unit("rank", "", position, position) if role == "rank" else None


def _heads_say_percent(manuscript: Manuscript, position: int) -> bool:
    heads = manuscript.grid.heads(manuscript.block_of(position))
    return any(says_percent(said(manuscript, head), manuscript.language) for head in heads)
