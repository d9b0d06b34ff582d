"""One call of MAX's API that passed the gate."""

from dataclasses import dataclass
from typing import Any

from otklik.sandbox.max.network import Max
from otklik.sandbox.max.objects import Json
from otklik.sandbox.max.state import Page

DONE: Json = {"success": True}


@dataclass(frozen=True, slots=True)
class Call:
    """One call that passed the gate. `values` are the path's parts, the address's parameters and the body's fields."""

    max: Max
    page: Page
    values: dict[str, Any]
    base_url: str = ""
    """Where the sandbox stands."""

    @property
    def text(self) -> str | None:
        return self.values.get("text")
