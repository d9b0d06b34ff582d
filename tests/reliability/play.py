"""A play of residents and a page: what its network tells of it, in the order in which it happens."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from zlib import crc32

from otklik.bench.texts import text_of
from tests.reliability.tellers import PAGE, POSTS, US, Said, Spoken, Teller

LIGHT = ("👍👍", "+", "🙂", "!!!")
"""Words without substance: nobody has to look."""


@dataclass(frozen=True)
class Sent:
    """What we said through the network's API: a row of the outbox with its receipt."""

    thread: str
    target: str
    name: str
    text: str


@dataclass
class Play:
    """What happens on one page.

    In restless threads anything is edited, deleted and restored; in calm ones the page answers, once.
    """

    teller: Teller
    chance: random.Random
    bodies: list[bytes] = field(default_factory=list)
    not_understood: int = 0
    said: list[Said] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    minute: int = 0

    def run(self, count: int) -> list[bytes]:
        """Let so many things be told."""
        for post in POSTS:
            told = self.teller.post(post)
            if told is not None:
                self._tell(told)
        acts: tuple[Callable[[], None], ...] = (
            self.write, self.write, self.reply, self.reply, self.reply, self.edit, self.edit, self.delete, self.delete,
            self.restore, self.answer, self.answer_by_us, self.speak, self.speak, self.respeak, self.unspeak,
            self.say_nonsense,
        )  # fmt: skip
        while len(self.bodies) < count:
            self.minute += 1
            self.chance.choice(acts)()
        return self.bodies

    def write(self) -> None:
        """A resident comments a post."""
        self._say(self._author(), above=None)

    def reply(self) -> None:
        """A resident replies to a comment, or to a reply, or to the page."""
        above = self._choose(lambda one: not one.is_deleted)
        if above is not None:
            self._say(self._author(), above=above)

    def answer(self) -> None:
        """Somebody answers for the page in the network itself."""
        answered = {one.thread for one in self.said if one.author == PAGE}
        above = self._choose(
            lambda one: one.by_resident and one.thread not in answered and not self._is_restless(one.thread)
        )
        if above is not None and self.teller.tells_of_page:
            self._say(PAGE, above=above)

    def answer_by_us(self) -> None:
        """Our answer is taken by the network; its echo comes to us, where the network tells of it."""
        above = self._choose(lambda one: one.by_resident and not self._is_restless(one.thread))
        if above is not None:
            said = self._say(US, above=above)
            self.sent.append(Sent(said.thread, self.teller.name(above), self.teller.name(said), said.text))

    def edit(self) -> None:
        """Somebody edits their comment."""
        chosen = self._choose(lambda one: one.by_resident and not one.is_deleted and one.edits < self.teller.most_edits)
        if chosen is not None:
            chosen.edits += 1
            if self._is_restless(chosen.thread):
                chosen.is_light = self.chance.random() < 0.2
            chosen.text = self._text("исправил", is_light=chosen.is_light)
            self._tell(self.teller.edited(chosen, self.minute))

    def delete(self) -> None:
        """Somebody deletes a comment."""
        chosen = self._choose(lambda one: self._is_restless(one.thread) and not one.is_deleted)
        if chosen is not None and self.teller.can_delete:
            chosen.is_deleted = True
            self._tell(self.teller.deleted(chosen, self.minute))

    def restore(self) -> None:
        """Somebody takes a deletion back."""
        chosen = self._choose(lambda one: one.is_deleted)
        if chosen is not None and self.teller.can_restore:
            chosen.is_deleted = False
            self._tell(self.teller.restored(chosen, self.minute))

    def speak(self) -> None:
        """A resident begins a private talk, or goes on in one."""
        peer = self.chance.choice([one.peer for one in self.spoken] + [self._author()] * 3)
        number = 1 + sum(one.peer == peer for one in self.spoken)
        message = Spoken(peer, number, self._text("в личном"), self.minute)
        self.spoken.append(message)
        self._tell(self.teller.spoke(message))

    def respeak(self) -> None:
        """A resident edits a private message, perhaps not for the first time."""
        standing = [one for one in self.spoken[-60:] if not one.is_deleted]
        if standing and self.teller.can_edit_talks:
            chosen = self.chance.choice(standing)
            chosen.text = self._text("уточняет")
            self._tell(self.teller.respoke(chosen, self.minute))

    def unspeak(self) -> None:
        """A resident deletes a private message."""
        standing = [one for one in self.spoken[-60:] if not one.is_deleted]
        if standing and self.teller.can_delete_talks:
            chosen = self.chance.choice(standing)
            chosen.is_deleted = True
            self._tell(self.teller.unspoke(chosen, self.minute))

    def say_nonsense(self) -> None:
        """Something comes that we do not understand."""
        self.not_understood += 1
        self._tell(self.chance.choice(self.teller.nonsense))

    def _say(self, author: int, *, above: Said | None) -> Said:
        is_light = author > 0 and self.chance.random() < 0.15
        post = above.post if above else self.chance.choice(POSTS)
        said = Said(1_000 + self.minute, post, author, "", self.minute, above, is_light)
        said.thread = self.teller.thread(said)
        said.text = self._text({PAGE: "отвечает страница", US: "отвечаем"}.get(author, "пишет"), is_light=is_light)
        self.said.append(said)
        if author != US or self.teller.tells_of_us:
            self._tell(self.teller.wrote(said))
        return said

    def _tell(self, told: object) -> None:
        self.bodies.append(self.teller.body(told))

    def _choose(self, is_fit: Callable[[Said], bool]) -> Said | None:
        fit = [one for one in self.said[-60:] if is_fit(one)]
        return self.chance.choice(fit) if fit else None

    def _is_restless(self, thread: str) -> bool:
        return self.teller.can_delete and crc32(thread.encode()) % 2 == 0

    def _author(self) -> int:
        """Somebody new, or one of those who wrote lately."""
        lately = [one.author for one in self.said[-20:] if one.by_resident]
        return self.chance.choice([10_000 + self.minute, *lately[:2]])

    def _text(self, what: str, *, is_light: bool = False) -> str:
        if is_light:
            return self.chance.choice(LIGHT)
        return f"{text_of(self.chance.randrange(1_000), tag=what)} {self.teller.page}-{self.minute}"
