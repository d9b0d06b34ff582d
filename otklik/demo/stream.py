"""The residents of the demo: they comment, write privately, correct and delete what they wrote, and come back.

`python -m otklik.demo.stream --sandbox URL --folder DIR [--speed N]`
"""

import argparse
import random
import time
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Self

from otklik.demo.content.cards import PageCard, find_page
from otklik.demo.content.talk import Account, Resident, Said, list_residents, list_stream, read_follow_ups
from otklik.demo.control import Control, ControlRefused
from otklik.demo.memory import recall, remember, say
from otklik.demo.networks.network import Act, Asked, Json, Words
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.placing import choose_page
from otklik.demo.walls import Walls

PACE_SECONDS = (20.0, 40.0)
LATER_SECONDS = (25.0, 90.0)
"""How long a resident takes to correct, to delete, to come back after an answer."""
NEIGHBOUR_CHANCE = 0.15
COME_BACK_CHANCE = 0.5
MOST_OPEN_THREADS = 200


@dataclass
class Thread:
    """What one resident wrote, while an answer may still come."""

    network: str
    page: int
    resident: int
    """The place in the list of residents."""
    names: Json
    post: Json | None = None
    """None: a private talk."""
    then: str = ""
    edit: str = ""
    is_deleted: bool = False

    @property
    def card(self) -> PageCard:
        """The page on which it stands."""
        return find_page(self.network, self.page)

    @property
    def account(self) -> Account:
        """Who wrote it."""
        return list_residents()[self.resident].account_in(self.network)


@dataclass
class Errand:
    """Something that a resident is going to do."""

    act: str
    thread: Thread
    due_at: float
    text: str = ""


@dataclass
class Town:
    """Everything that the stream remembers."""

    round: int = 0
    place: int = 0
    threads: list[Thread] = field(default_factory=list)
    errands: list[Errand] = field(default_factory=list)

    @classmethod
    def recall(cls, file: Path) -> Self:
        """As it was when the stream was stopped."""
        known = recall(file)
        return cls(
            round=known.get("round", 0),
            place=known.get("place", 0),
            threads=[Thread(**one) for one in known.get("threads", [])],
            errands=[_errand(one) for one in known.get("errands", [])],
        )

    def remember(self, file: Path) -> None:
        """For the next start."""
        remember(file, **asdict(self))


class Residents:
    """Lets residents act, one act at a time."""

    def __init__(self, control: Control, *, memory: Path, speed: float = 1.0) -> None:
        self.town = Town.recall(memory)
        self._control = control
        self._walls = Walls(control)
        self._memory = memory
        self._speed = speed
        self._looked_at = 0

    def act(self, *, now: float, today: date) -> float:
        """Do what is due, else write something new. Returns how many seconds to wait until the next act."""
        dice = random.Random(f"{self.town.round} {self.town.place} {len(self.town.errands)}")  # noqa: S311
        self._look_for_answers(dice, now=now)
        due = next((errand for errand in self.town.errands if errand.due_at <= now), None)
        if due is not None:
            self.town.errands.remove(due)
            self.town.remember(self._memory)
            self._run(due)
        else:
            self._say_something_new(dice, now=now, today=today)
        return dice.uniform(*PACE_SECONDS) / self._speed

    def _say_something_new(self, dice: random.Random, *, now: float, today: date) -> None:
        sayings = list(list_stream(today))
        if self.town.place >= len(sayings):
            self.town.round, self.town.place = self.town.round + 1, 0
        random.Random(f"round {self.town.round}").shuffle(sayings)  # noqa: S311
        said, resident = sayings[self.town.place], dice.choice(list_residents())
        self.town.place += 1
        self.town.remember(self._memory)
        thread = self._say(said, resident, dice)
        if thread is None:
            return
        self._plan_what_follows(thread, dice, now=now)
        self.town.threads = [*self.town.threads, thread][-MOST_OPEN_THREADS:]
        self.town.remember(self._memory)

    def _say(self, said: Said, resident: Resident, dice: random.Random) -> Thread | None:
        card, post = choose_page(said, dice), None
        try:
            if said.way != "private":
                post = self._walls.find_post(card, card.find_post(said.post).text)
            words = Words(said.text, resident.account_in(card.network), post=post, attachments=said.attachments)
            names = self._act(card, NETWORKS[card.network].write(card, words))
        except ControlRefused:
            return None
        thread = Thread(card.network, card.number, resident.place, names, post)
        return replace(thread, then=said.then, edit=said.edit, is_deleted=said.is_deleted)

    def _act(self, card: PageCard, act: Act) -> Json:
        path, body = act
        return self._control.post(f"{card.network}/{path}", **body)

    def _plan_what_follows(self, thread: Thread, dice: random.Random, *, now: float) -> None:
        later = now + dice.uniform(*LATER_SECONDS) / self._speed
        if thread.edit:
            self.town.errands.append(Errand("edit", thread, later, thread.edit))
        elif thread.is_deleted:
            self.town.errands.append(Errand("delete", thread, later))
        elif thread.post and dice.random() < NEIGHBOUR_CHANCE:
            self.town.errands.append(Errand("neighbour", thread, later, dice.choice(_follow_ups()["neighbours"])))

    def _look_for_answers(self, dice: random.Random, *, now: float) -> None:
        """Look at one page; whoever was answered there may come back."""
        places = sorted({(thread.network, thread.page) for thread in self.town.threads})
        if not places:
            return
        self._looked_at += 1
        network, number = places[self._looked_at % len(places)]
        shown = self._walls.read(find_page(network, number))
        here = [one for one in self.town.threads if (one.network, one.page) == (network, number)]
        for thread in here:
            if not NETWORKS[network].is_answered(shown, Asked(thread.account.id, thread.names, thread.post)):
                continue
            self.town.threads.remove(thread)
            if thread.then or dice.random() < COME_BACK_CHANCE:
                text = thread.then or dice.choice(_follow_ups()[dice.choice(["thanks", "doubts"])])
                later = now + dice.uniform(*LATER_SECONDS) / self._speed
                self.town.errands.append(Errand("come_back", thread, later, text))

    def _run(self, errand: Errand) -> None:
        thread = errand.thread
        network, card = NETWORKS[thread.network], thread.card
        try:
            if errand.act == "edit":
                self._act(card, network.edit(card, thread.names, errand.text))
            elif errand.act == "delete":
                self._act(card, network.delete(card, thread.names))
            else:
                self._act(card, network.write(card, _reply(errand)))
        except ControlRefused as why:
            say(f"stream: {why}")


def _reply(errand: Errand) -> Words:
    """What the resident, or a neighbour, says in the thread."""
    thread, account = errand.thread, errand.thread.account
    if errand.act == "neighbour":
        residents = list_residents()
        account = residents[(thread.resident + 1) % len(residents)].account_in(thread.network)
    return Words(errand.text, account, post=thread.post, first=thread.names if thread.post else None)


def _errand(known: dict[str, Any]) -> Errand:
    return Errand(**known | {"thread": Thread(**known["thread"])})


@cache
def _follow_ups() -> dict[str, list[str]]:
    return read_follow_ups()


def main() -> None:
    """Let residents write until the end of the demo."""
    parser = argparse.ArgumentParser(prog="otklik.demo.stream", description=__doc__)
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--speed", type=float, default=1.0)
    given = parser.parse_args()
    residents = Residents(Control(given.sandbox), memory=given.folder / "stream.json", speed=given.speed)
    while True:
        time.sleep(residents.act(now=time.time(), today=date.today()))  # noqa: DTZ011


if __name__ == "__main__":
    main()
