"""What residents say and what is answered, as plain values; and who says it."""

import random
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from otklik.demo.content.cards import FOLDER

SEASONS = {12: "winter", 1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring"} | {
    6: "summer", 7: "summer", 8: "summer", 9: "autumn", 10: "autumn", 11: "autumn",
}  # fmt: skip
FATES = (
    "answered", "outside", "closed", "reopened", "interim", "clarifying", "asked_back", "given_up", "assigned",
    "in_work", "awaiting_approval", "rework", "deferred", "misrouted", "handed_over", "declined", "in_moderation",
    "duplicate", "withdrawn",
)  # fmt: skip
"""How a story of the past month ends. A message without a fate belongs to the living stream."""

FIRST_ACCOUNTS = {"vk": 990_000_001, "ok": 590_000_000_001, "max": 99_000_001, "telegram": 7_990_000_001}
"""Residents are numbered from here, far above the real ones."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a resident with everything that belongs to its story."""

    body: str
    """Slug of the body on whose page it is said."""
    text: str
    group: str
    kind: str = "problem"
    way: str = "comment"
    """comment or private."""
    post: str = ""
    importance: str = "ordinary"
    answer: str = ""
    fate: str = ""
    to: str = ""
    """Slug of the body that answers where it is not the owner of the page."""
    days: int = 0
    """Interim, deferred: how many days from today the promise is for."""
    because: str = ""
    ask: str = ""
    reply: str = ""
    system: str = ""
    ground: str = ""
    """Declined, in moderation: on what ground a rule holds it."""
    of: str = ""
    """Duplicate: how the text of the main case begins."""
    then: str = ""
    """What the resident writes after the answer."""
    edit: str = ""
    is_deleted: bool = False
    attachments: tuple[str, ...] = ()
    network: str = ""
    """Where it has to be said; empty: wherever the body has a page."""
    seasons: tuple[str, ...] = ()

    @property
    def is_history(self) -> bool:
        """It belongs to the past month, not to the stream."""
        return bool(self.fate)

    @property
    def answering_body(self) -> str:
        """Slug of the body that answers."""
        return self.to or self.body

    def fits(self, day: date) -> bool:
        """Nobody complains of ice in July."""
        return not self.seasons or SEASONS[day.month] in self.seasons


@dataclass(frozen=True, slots=True)
class Account:
    """A resident as one network knows them."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Resident:
    """A made-up person, with an account in every network."""

    place: int
    first_name: str
    last_name: str
    maiden_name: str = ""
    """As women like to add it in OK."""

    def account_in(self, network: str) -> Account:
        """The account in this network: another number, and often a name of another kind."""
        full = f"{self.first_name} {self.last_name}"
        names = {"ok": f"{full} ({self.maiden_name})" if self.maiden_name else full, "telegram": self._short_name}
        return Account(FIRST_ACCOUNTS[network] + self.place, names.get(network, full))

    @property
    def _short_name(self) -> str:
        """Few people write their whole name in Telegram."""
        kinds = (self.first_name, f"{self.first_name} {self.last_name[0]}.", f"{self.first_name} {self.last_name}")
        return kinds[self.place % len(kinds)]


@cache
def list_said() -> tuple[Said, ...]:
    """Everything that is said, in the order of the files."""
    said: list[Said] = []
    for path in sorted((FOLDER / "talk").glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        said += [_said(row, body=told.get("body", "")) for row in told["said"]]
    return tuple(said)


def list_history(on: date) -> tuple[Said, ...]:
    """What was said in the past month, as far as it fits the season."""
    return tuple(said for said in list_said() if said.is_history and said.fits(on))


def list_stream(on: date) -> tuple[Said, ...]:
    """What is going to be said, as far as it fits the season."""
    return tuple(said for said in list_said() if not said.is_history and said.fits(on))


@cache
def list_residents() -> tuple[Resident, ...]:
    """The residents, always the same ones."""
    names = tomllib.loads((FOLDER / "residents.toml").read_text(encoding="utf-8"))
    dice = random.Random("residents of the demo")  # noqa: S311
    women = [(first, _feminine(last)) for first in names["women"] for last in names["surnames"]]
    men = [(first, last) for first in names["men"] for last in names["surnames"]]
    nicknames = [tuple(nickname.split(" ", 1)) for nickname in names["nicknames"]]
    chosen = dice.sample(women, 240) + dice.sample(men, 160) + nicknames
    dice.shuffle(chosen)
    married = set(dice.sample(women, len(women) // 3))
    return tuple(
        Resident(place, first, last, _feminine(dice.choice(names["surnames"])) if (first, last) in married else "")
        for place, (first, last) in enumerate(chosen)
    )


def read_follow_ups() -> dict[str, list[str]]:
    """Short things that residents add, by what they are: thanks, doubts, neighbours."""
    return tomllib.loads((FOLDER / "follow_ups.toml").read_text(encoding="utf-8"))


def _said(row: dict[str, Any], *, body: str) -> Said:
    row = {"body": body} | row
    season = row.pop("season", ())
    row["seasons"] = (season,) if isinstance(season, str) else tuple(season)
    row["attachments"] = tuple(row.get("attachments", ()))
    if row.get("answer") and not row.get("fate"):
        row["fate"] = "answered"
    return Said(**row)


def _feminine(surname: str) -> str:
    return surname if surname.endswith("их") else surname + "а"
