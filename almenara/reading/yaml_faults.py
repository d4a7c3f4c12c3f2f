"""Faults of files that people write in YAML: all of them at once, each with its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, TypeAdapter, ValidationError

from almenara.errors import BadInput, Fault
from almenara.model.terms import tlp_label

Location = tuple[int | str, ...]
"""Where in the data a fault stands: keys, and positions in lists from 0."""
Label = Annotated[str, AfterValidator(tlp_label)]
"""A TLP 2.0 label."""
_Kind = TypeVar("_Kind")


def dotted(location: Location) -> str:
    """A place in the data as its keys: series.homicide.label."""
    return ".".join(str(part) for part in location)


def faults_of(error: ValidationError, file: str, field: Callable[[Location], str] = dotted) -> list[Fault]:
    """Every fault that was found, in words; `field` names where each stands."""
    return [
        Fault(file, found["msg"].removeprefix("Value error, "), field=field(found["loc"]))
        for found in error.errors()
    ]


def understood(
    kind: type[_Kind],
    found: Any,
    owner: str,
    file: str,
    mend: str,
    outcome: str = "nothing was stored",
    field: Callable[[Location], str] = dotted,
) -> _Kind:
    """Data as the model, or list of models, that it should be.

    owner    whose file it is, as the message begins: a source, a pack, channels
    mend     how to put it right; `outcome` what did not happen for it
    Raises BadInput with every fault.
    """
    try:
        return TypeAdapter(kind).validate_python(found)
    except ValidationError as error:
        raise BadInput(owner, faults_of(error, file, field), mend, outcome) from error
