"""One person of the trial: opens a case, decides by what the page offers, and presses a button a moment later."""

import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

import httpx

from otklik.bench.desk import token_of

_VERSION = re.compile(r'name="version"\s+value="(\d+)"')
_SAVES = re.compile(r'name="saves"\s+value="(\d+)"')
_HASH = re.compile(r'name="text_hash"\s+value="([0-9a-f]+)"')
_TICKED = re.compile(r'name="case"\s+value="(\d+)"\s+checked')
_AT_WORK = 'id="bar"'
_LOOK_AGAIN_SECONDS = 0.1
HOT = 20
"""Most acts meet on so many cases, so that people do get in one another's way."""
HOT_SHARE = 0.7
IN_BULK = 4


@dataclass
class Tally:
    """What one person did, as the answers of the pages told it."""

    done: Counter[str] = field(default_factory=Counter)
    stale: int = 0
    refused: int = 0
    failed: list[str] = field(default_factory=list)
    """Answers of 500 and more, and whatever is no answer of these pages."""
    seized: list[tuple[int, int]] = field(default_factory=list)
    """Case and version of every act that was done from that version."""


class Hands:
    """A person at work."""

    def __init__(self, desk: httpx.Client, *, name: str, numbers: Sequence[int], body_id: int, seed: int) -> None:
        self._desk, self._name, self._numbers, self._body_id = desk, name, numbers, body_id
        self._random = Random(seed)  # noqa: S311
        self._turn = 0
        self.tally = Tally()

    def work(self, *, acts: int, until: float) -> Tally:
        """Do so many acts, or until the moment of the steady clock, whichever comes first."""
        while self._turn < acts and time.monotonic() < until:
            self._turn += 1
            try:
                self._act()
            except httpx.HTTPError as lost:
                self.tally.failed.append(repr(lost))
        return self.tally

    def _act(self) -> None:
        number = self._choose()
        if self._random.random() < 0.1:
            self._act_on_many(number)
            return
        page = self._desk.get(f"/desk/appeals/{number}/")
        if page.status_code != httpx.codes.OK:
            self._note_answer("look", page)
            return
        offered = [one for one in self._acts(page.text) if one[1] in page.text]
        act, _sign, address, values = self._random.choice(offered)
        version = _VERSION.search(page.text)
        form = {"csrfmiddlewaretoken": token_of(page), "version": version[1] if version else "0", **values}
        answer = self._desk.post(f"/desk/appeals/{number}/{address}", data=form, follow_redirects=False)
        if self._note_answer(act, answer) and act not in ("note", "draft"):
            self.tally.seized.append((number, int(form["version"])))

    def _acts(self, page: str) -> list[tuple[str, str, str, Mapping[str, str]]]:
        """What a person may do: name, what of the page offers it, where the form goes, what is typed."""
        word, saves, seen = f"{self._name}-{self._turn}", _SAVES.search(page), _HASH.search(page)
        typed = {"kind": "final", "text": _answer(word), "saves": saves[1] if saves else "0"}
        read = {"text_hash": seen[1] if seen else ""}
        importance = self._random.choice(("ordinary", "high"))
        return [
            ("note", "/notes/", "notes/", {"text": f"Заметка {word}"}),
            ("correct", "/correct/", "correct/", {"importance": importance, "address": f"ул. Ленина, {self._turn}"}),
            ("assign", "/assign/", "assign/", {"body_id": str(self._body_id), "text": f"передаю {word}"}),
            ("take", "/acts/take/", "acts/take/", {}),
            ("defer", "/acts/defer/", "acts/defer/", {"text": word, "due_on": "2030-01-01"}),
            ("draft", "/answer/draft/", "answer/draft/", typed),
            ("submit", "/answer/submit/", "answer/submit/", typed),
            ("approve", "/answer/approve/", "answer/approve/", read),
            ("approve", "/answer/approve/", "answer/approve/", read),
            ("send_back", "/answer/send-back/", "answer/send-back/", {"text": f"не то {word}"}),
        ]

    def _act_on_many(self, number: int) -> None:
        """Mark some cases, look at the preview, do it, and now and then think better of it."""
        cases = [str(one) for one in {number, *(self._choose() for _ in range(IN_BULK))}]
        token = token_of(self._desk.get("/desk/"))
        asked = {"csrfmiddlewaretoken": token, "case": cases}
        asked |= self._random.choice(({"doing": "note", "note_text": "для всех"}, {"doing": "take"}))
        seen = self._desk.post("/desk/many/preview/", data=asked, follow_redirects=True)
        if not self._note_answer("preview", seen):
            return
        address = seen.url.path
        while _AT_WORK in seen.text:
            time.sleep(_LOOK_AGAIN_SECONDS)
            seen = self._desk.get(address)
        chosen = _TICKED.findall(seen.text)
        if not chosen:
            return
        form = {"csrfmiddlewaretoken": token, "case": chosen}
        pressed = self._desk.post(f"{address}do/", data=form, follow_redirects=False)
        if self._note_answer("bulk", pressed) and self._random.random() < 0.5:
            undone = self._desk.post(f"{address}undo/", data={"csrfmiddlewaretoken": token}, follow_redirects=False)
            self._note_answer("undo", undone)

    def _choose(self) -> int:
        few = self._numbers[:HOT] if self._random.random() < HOT_SHARE else self._numbers
        return self._random.choice(few)

    def _note_answer(self, act: str, answer: httpx.Response) -> bool:
        """Count an answer of the pages; whether the act was done."""
        match answer.status_code:
            case 200 | 302:
                self.tally.done[act] += 1
                return True
            case 409:
                self.tally.stale += 1
            case 422:
                self.tally.refused += 1
            case status:
                self.tally.failed.append(f"{act} {answer.request.url.path}: {status}")
        return False


def _answer(word: str) -> str:
    return f"Здравствуйте! Снег у дома убрали сегодня, завтра до 12:00 посыплем песком ещё раз. {word}"
