"""Ids, keys and the moment of what is remembered, and those that stand in their place when it is laid."""

import dataclasses
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, Final

from django.db import models
from django.utils import timezone

MOMENT: Final = datetime(2001, 2, 3, 4, 5, 6, 789123, tzinfo=UTC)
"""When everything remembered was written: nothing else in it is of this day."""
_ID, _KEY = r"1731\d{6}", r"remembered-key-\d{17}"
_DAY, _TIME = r"2001-02-03", r"[ T]04:05:06\.789123(?:\+00:00|\+00|Z)"
_TO_RENEW: Final = re.compile(rf"(?P<id>\b{_ID}\b)|(?P<key>{_KEY})|(?P<moment>{_DAY}{_TIME})|(?P<day>{_DAY})")


def numbered_keys() -> Callable[[int | None], str]:
    """What stands in for `secrets.token_urlsafe` while we learn."""
    numbers = count(1)

    def next_key(_bytes: int | None = None) -> str:
        return f"remembered-key-{next(numbers):017}"

    return next_key


class Renewal:
    """Puts the ids, keys and the moment of now in the place of those remembered."""

    def __init__(self, now: datetime) -> None:
        self.ids: dict[int, int] = {}
        self._now = now
        self._keys: dict[str, str] = {}
        self._renewed: dict[int, Any] = {}

    def in_text(self, text: str) -> str:
        """The same words with what is new."""
        return _TO_RENEW.sub(self._word, text)

    def of(self, thing: Any) -> Any:
        """A copy of a thing, whatever it is made of; what stood in two places stands in two again."""
        if type(thing) is int:
            return self.ids.get(thing, thing)
        if type(thing) is str:
            return self.in_text(thing)
        if isinstance(thing, datetime):
            return self._now if thing == MOMENT else thing
        if isinstance(thing, date):
            return timezone.localdate(self._now) if thing == MOMENT.date() else thing
        if id(thing) not in self._renewed:
            self._renewed[id(thing)] = self._of_parts(thing)
        return self._renewed[id(thing)]

    def _word(self, found: re.Match[str]) -> str:
        word = found.group()
        match found.lastgroup:
            case "id":
                return str(self.ids[int(word)])
            case "key":
                return self._keys.setdefault(word, secrets.token_urlsafe(24))
            case "moment":
                return self._now.isoformat()
        return str(timezone.localdate(self._now))

    def _of_parts(self, thing: Any) -> Any:
        if isinstance(thing, Mapping):
            return {self.of(key): self.of(value) for key, value in thing.items()}
        if type(thing) in {list, tuple, set, frozenset}:
            return type(thing)(self.of(part) for part in thing)
        if isinstance(thing, models.Model | models.base.ModelState):
            return self._of_names(thing, vars(thing))
        if dataclasses.is_dataclass(thing):
            return self._of_names(thing, [field.name for field in dataclasses.fields(thing)])
        return thing

    def _of_names(self, thing: Any, names: Any) -> Any:
        copy = self._renewed[id(thing)] = object.__new__(type(thing))
        for name in names:
            object.__setattr__(copy, name, self.of(getattr(thing, name)))
        return copy
