"""What all networks have in common when they tell what happens on a page."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

type Json = dict[str, Any]

POSTS = (77, 78)
PAGE = 0
"""The author of what the page says, typed in the network."""
US = -1
"""The author of what we said through the network's API."""


@dataclass
class Said:
    """A comment as it stands now."""

    id: int
    post: int
    author: int
    text: str
    minute: int
    above: "Said | None" = None
    is_light: bool = False
    """It has no substance."""
    is_deleted: bool = False
    edits: int = 0
    thread: str = ""

    @property
    def by_resident(self) -> bool:
        """Whether a resident wrote it."""
        return self.author > 0


@dataclass
class Spoken:
    """A message of a private talk as it stands now; `peer` is the resident."""

    peer: int
    number: int
    text: str
    minute: int
    is_deleted: bool = False


@dataclass
class Teller:
    """What all networks have in common; a network overrides what it tells otherwise."""

    network: ClassVar[str]
    most_edits: ClassVar[int] = 99
    can_delete: ClassVar[bool] = True
    can_restore: ClassVar[bool] = False
    can_edit_talks: ClassVar[bool] = True
    can_delete_talks: ClassVar[bool] = False
    tells_of_page: ClassVar[bool] = True
    """Whether an answer that was typed in the network can be told from a resident's words."""
    tells_of_us: ClassVar[bool] = False
    """Whether it tells of what we said through its API."""
    nonsense: ClassVar[tuple[object, ...]] = ()
    """Authentic, but nothing that we can read."""

    page: int
    began_at: datetime
    told: int = field(default=0, init=False)

    @property
    def page_id(self) -> str:
        """The page's id in the network."""
        return str(self.page)

    def name(self, said: Said) -> str:
        """How the connector names a comment."""
        raise NotImplementedError

    def thread(self, said: Said) -> str:
        """The thread in which a comment stands in the end."""
        return said.above.thread if said.above else self.name(said)

    def post(self, number: int) -> Json | None:
        """The page publishes something."""
        raise NotImplementedError

    def wrote(self, said: Said) -> Json:
        """Somebody comments, or replies."""
        raise NotImplementedError

    def edited(self, said: Said, minute: int) -> Json:
        """The author changes a comment."""
        raise NotImplementedError

    def deleted(self, said: Said, minute: int) -> Json:
        """Somebody deletes a comment."""
        raise NotImplementedError

    def deleter(self, said: Said, minute: int) -> int:
        """Who deletes it, for networks that tell: its author or somebody else."""
        return said.author if said.by_resident and minute % 2 else minute

    def restored(self, said: Said, minute: int) -> Json:
        """Somebody takes the deletion back."""
        raise NotImplementedError

    def spoke(self, spoken: Spoken) -> Json:
        """A resident writes privately."""
        raise NotImplementedError

    def respoke(self, spoken: Spoken, minute: int) -> Json:
        """A resident changes a private message."""
        raise NotImplementedError

    def unspoke(self, spoken: Spoken, minute: int) -> Json:
        """A resident deletes a private message."""
        raise NotImplementedError

    def body(self, told: object) -> bytes:
        """The bytes of what is told; each has something of its own, for the same bytes are the same event."""
        self.told += 1
        return json.dumps(told, ensure_ascii=False).encode()

    def seconds(self, minute: int) -> int:
        """A minute of the play as unix time."""
        return int((self.began_at + timedelta(minutes=minute)).timestamp())


def unless_empty(**fields: object) -> Json:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value}
