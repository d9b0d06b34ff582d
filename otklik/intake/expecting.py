"""Who is to answer a message of our own forms and until when, as its author was told: kept with the act."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Expected:
    """What holds by the rules of routing and the terms of that moment."""

    body: str
    zone: str
    read_by: datetime | None = None
    """When somebody has to have passed it on."""
    answer_by: datetime | None = None
    """None: it is read, and nothing has to be answered."""
    needs_sorting: bool = False
    """This body first finds out who answers."""
    to: str = ""
    """The body that the author chose, by its name in addresses; empty: none."""

    def told(self) -> dict[str, Any]:
        """As it is kept, and as a form carries it."""
        dues = {"read_by": self.read_by, "answer_by": self.answer_by}
        told = {"body": self.body, "zone": self.zone, "needs_sorting": self.needs_sorting, "to": self.to}
        return told | {name: at.isoformat() for name, at in dues.items() if at}

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self | None:
        """What was kept; None where nothing was."""
        dues: dict[str, Any] = {
            name: datetime.fromisoformat(told[name]) for name in ("read_by", "answer_by") if name in told
        }
        return cls(**told | dues) if told else None
