"""VKScript, as far as programs use it for asking many things at once: `return [API.a.b({…}).items@.date, …];`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from otklik.sandbox.vk.refusals import VkError

MOST_CALLS = 25
_WHOLE = re.compile(r"\s*return\s*\[(?P<calls>.*)\]\s*;?\s*", re.DOTALL)
_BEGIN = re.compile(r"\s*API\.(?P<method>\w+\.\w+)\(")
_END = re.compile(r"\)(?P<path>(?:@?\.\w+)*)\s*(?P<comma>,|$)")
_STEP = re.compile(r"(@?)\.(\w+)")


@dataclass(frozen=True, slots=True)
class ScriptCall:
    """One call of a script; `path` picks from what it answers."""

    method: str
    params: dict[str, str]
    path: str

    def pick(self, answer: Any) -> Any:
        """`.name` takes a field, `@.name` that field of every item; null where there is none."""
        for every, name in _STEP.findall(self.path):
            if every:
                answer = [_field(item, name) for item in answer] if isinstance(answer, list) else None
            else:
                answer = _field(answer, name)
        return answer


def _field(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else None


def read_script(code: str) -> list[ScriptCall]:
    """The calls of a script. VK's errors 12 and 13 for what cannot be compiled or run."""
    whole = _WHOLE.fullmatch(code)
    if whole is None:
        raise VkError(12)
    calls = list(_read_calls(whole["calls"]))
    if len(calls) > MOST_CALLS:
        raise VkError(13, "too many API calls")
    return calls


def _read_calls(text: str) -> Iterator[ScriptCall]:
    place = 0
    while text[place:].strip():
        begin = _BEGIN.match(text, place)
        if begin is None:
            raise VkError(12)
        try:
            params, place = json.JSONDecoder().raw_decode(text, begin.end())
        except ValueError:
            raise VkError(12) from None
        end = _END.match(text, place)
        if end is None or not isinstance(params, dict):
            raise VkError(12)
        place = end.end()
        yield ScriptCall(begin["method"], {name: _as_text(value) for name, value in params.items()}, end["path"])


def _as_text(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
