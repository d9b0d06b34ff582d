"""The residents of the demo: they comment, write privately, correct and delete what they wrote, and come back.

`python -m otklik.demo.stream --sandbox URL --folder DIR [--speed N]`
"""

import argparse
import random
import time
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Self

from otklik.demo.content.cards import find_page
from otklik.demo.content.talk import Resident, Said, list_residents, list_stream, read_follow_ups
from otklik.demo.control import Control, ControlRefused
from otklik.demo.memory import recall, remember, say

PACE_SECONDS = (20.0, 40.0)
LATER_SECONDS = (25.0, 90.0)
"""How long a resident takes to correct, to delete, to come back after an answer."""
NEIGHBOUR_CHANCE = 0.15
COME_BACK_CHANCE = 0.5
MOST_OPEN_THREADS = 200


@dataclass
class Thread:
    """What one resident wrote, while an answer may still come."""

    group_id: int
    user_id: int
    comment_id: int = 0
    """0: a private talk."""
    message_id: int = 0
    post_id: int = 0
    then: str = ""
    edit: str = ""
    is_deleted: bool = False


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
        thread = self._say(said, resident)
        if thread is None:
            return
        self._plan_what_follows(thread, dice, now=now)
        self.town.threads = [*self.town.threads, thread][-MOST_OPEN_THREADS:]
        self.town.remember(self._memory)

    def _say(self, said: Said, resident: Resident) -> Thread | None:
        page = find_page(said.body)
        thread = Thread(page.group_id, resident.user_id, then=said.then, edit=said.edit, is_deleted=said.is_deleted)
        body = _as_body(said.text, thread, name=f"{resident.first_name} {resident.last_name}")
        if said.attachments:
            body["attachments"] = list(said.attachments)
        try:
            if said.way == "private":
                thread.message_id = self._control.post("vk/messages/write", **body)["message_id"]
            else:
                thread.post_id = page.find_post(said.post).id
                written = self._control.post("vk/comments/write", **body, post_id=thread.post_id)
                thread.comment_id = written["comment_id"]
        except ControlRefused:
            return None
        return thread

    def _plan_what_follows(self, thread: Thread, dice: random.Random, *, now: float) -> None:
        later = now + dice.uniform(*LATER_SECONDS) / self._speed
        if thread.edit:
            self.town.errands.append(Errand("edit", thread, later, thread.edit))
        elif thread.is_deleted:
            self.town.errands.append(Errand("delete", thread, later))
        elif thread.comment_id and dice.random() < NEIGHBOUR_CHANCE:
            self.town.errands.append(Errand("neighbour", thread, later, dice.choice(_follow_ups()["neighbours"])))

    def _look_for_answers(self, dice: random.Random, *, now: float) -> None:
        """Look at one page; whoever was answered there may come back."""
        groups = sorted({thread.group_id for thread in self.town.threads})
        if not groups:
            return
        self._looked_at += 1
        group_id = groups[self._looked_at % len(groups)]
        state = self._control.get(f"vk/state?group_id={group_id}")["pages"][0]
        answered = [one for one in self.town.threads if one.group_id == group_id and _is_answered(one, state)]
        for thread in answered:
            self.town.threads.remove(thread)
            if thread.then or dice.random() < COME_BACK_CHANCE:
                text = thread.then or dice.choice(_follow_ups()[dice.choice(["thanks", "doubts"])])
                later = now + dice.uniform(*LATER_SECONDS) / self._speed
                self.town.errands.append(Errand("come_back", thread, later, text))

    def _run(self, errand: Errand) -> None:
        thread = errand.thread
        body = {"group_id": thread.group_id, "comment_id": thread.comment_id}
        try:
            if errand.act == "edit":
                self._control.post("vk/comments/edit", **body, text=errand.text)
            elif errand.act == "delete":
                self._control.post("vk/comments/delete", **body, by=thread.user_id)
            elif errand.act == "neighbour":
                neighbour = list_residents()[(thread.user_id + thread.comment_id) % len(list_residents())]
                self._reply(errand, user_id=neighbour.user_id, name=f"{neighbour.first_name} {neighbour.last_name}")
            else:
                self._reply(errand, user_id=thread.user_id)
        except ControlRefused as why:
            say(f"stream: {why}")

    def _reply(self, errand: Errand, *, user_id: int, name: str = "") -> None:
        thread = errand.thread
        body = _as_body(errand.text, thread, name=name) | {"author_id": user_id}
        if thread.comment_id:
            self._control.post("vk/comments/write", **body, post_id=thread.post_id, reply_to=thread.comment_id)
        else:
            self._control.post("vk/messages/write", **body)


def _as_body(text: str, thread: Thread, *, name: str) -> dict[str, Any]:
    named = {"author_name": name} if name else {}
    return {"group_id": thread.group_id, "author_id": thread.user_id, "text": text, **named}


def _is_answered(thread: Thread, state: dict[str, Any]) -> bool:
    """Whether the page has written after the resident in this thread."""
    if thread.comment_id:
        comments = [one for post in state["posts"] for one in post["comments"]]
        mine = next((one for one in comments if one["comment_id"] == thread.comment_id), None)
        return mine is not None and any(one["author_id"] == -thread.group_id for one in mine["replies"])
    talk = next((one for one in state["conversations"] if one["peer_id"] == thread.user_id), None)
    return talk is not None and any(one["is_out"] and one["message_id"] > thread.message_id for one in talk["messages"])


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
