"""Why somebody is suggested."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is suggested. `kind` names the factor; `detail` holds the data its sentence needs."""

    kind: str
    detail: tuple[str, ...] = ()
