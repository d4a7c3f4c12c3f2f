"""Groups of units and the total of all: sums, sample by sample, so that parts and wholes always agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from almenara.errors import UsageError

Array = npt.NDArray[np.float64]

TOTAL = "total"


@dataclass(frozen=True)
class Hierarchy:
    """Which units are summed into which group.

    groups   names, sorted as the units are
    of_unit  position of each unit's group
    """

    groups: tuple[str, ...]
    of_unit: npt.NDArray[np.int_]

    @classmethod
    def of(cls, units: list[str], group_of: dict[str, str]) -> Hierarchy:
        """From each unit's group. Raises UsageError where a name stands for two things."""
        groups = tuple(dict.fromkeys(sorted(group_of[u] for u in units)))
        for name in (*groups, TOTAL):
            if name in group_of or (name == TOTAL and TOTAL in groups):
                raise UsageError(f'--group: "{name}" is both a unit and a sum; rename one in the file')
        at = {name: i for i, name in enumerate(groups)}
        return cls(groups, np.array([at[group_of[u]] for u in units]))

    @property
    def names(self) -> list[str]:
        """Names of the sums: the groups, then the total."""
        return [*self.groups, TOTAL]

    def sums(self, values: Array, where: slice = slice(None)) -> Array:
        """Sums over units, first axis: a row a group, then the total; `where` are the units of `values`."""
        out = np.zeros((len(self.groups) + 1, *values.shape[1:]))
        np.add.at(out, self.of_unit[where], values)
        out[-1] = values.sum(axis=0)
        return out
