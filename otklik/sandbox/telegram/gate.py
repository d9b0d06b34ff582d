"""What stands before every call: the token, the method, its parameters, and how often a bot may speak."""

import json
import re
import time
from collections import deque
from typing import Any

from otklik.sandbox.multipart import Part
from otklik.sandbox.telegram.refusals import TelegramError, bad, too_often
from otklik.sandbox.telegram.state import Bot, World
from otklik.sandbox.telegram.tables import BY_SMALL_LETTERS, Method, Parameter

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+\Z")
CALLS_PER_SECOND = 30
PER_GROUP = (20, 60.0)
PER_TALK = (1, 1.0)


def find_bot(world: World, token: str) -> Bot:
    """A token that could be one and is not known gives 401; one that could not be gives 404."""
    if not _TOKEN.match(token):
        raise TelegramError(404, "")
    bot = world.bot_by_token(token)
    if bot is None:
        raise TelegramError(401, "")
    return bot


def find_method(name: str) -> Method:
    method = BY_SMALL_LETTERS.get(name.lower())
    if method is None:
        raise TelegramError(404, "method not found")
    return method


class SpeedLimit:
    """30 calls a second for a bot; one message a second in a talk, 20 a minute in a group."""

    def __init__(self) -> None:
        self._taken: dict[tuple[int, int], deque[float]] = {}

    def clear(self) -> None:
        self._taken.clear()

    def check_speed(self, bot: Bot) -> None:
        self._take((bot.id, 0), calls=CALLS_PER_SECOND, seconds=1.0)

    def check_chat(self, bot: Bot, chat_id: int) -> None:
        calls, seconds = PER_GROUP if chat_id < 0 else PER_TALK
        self._take((bot.id, chat_id), calls=calls, seconds=seconds)

    def _take(self, key: tuple[int, int], *, calls: int, seconds: float) -> None:
        now = time.monotonic()
        taken = self._taken.setdefault(key, deque())
        while taken and taken[0] <= now - seconds:
            taken.popleft()
        if len(taken) >= calls:
            raise too_often(int(taken[0] + seconds - now) + 1)
        taken.append(now)


def read_parameters(method: Method, params: dict[str, Any]) -> dict[str, Any]:
    """The parameters as the schema types them; Telegram ignores unknown ones. Forms bring everything as text."""
    read: dict[str, Any] = {}
    for parameter in method.parameters:
        value = params.get(parameter.name)
        if value is None or (value == "" and parameter.kind != "text"):
            if parameter.is_required:
                raise bad(_MISSING.get(parameter.name, f'parameter "{parameter.name}" is required'))
            continue
        read[parameter.name] = _read(parameter, value)
    return read


_MISSING = {"chat_id": "chat_id is empty", "text": "message text is empty", "user_id": "invalid user_id specified",
            "photo": "there is no photo in the request"}  # fmt: skip
_READ_AS = {"texts": list, "ints": list, "json": dict | list}


def _read(parameter: Parameter, value: Any) -> Any:
    match parameter.kind:
        case "int":
            return _read_whole(parameter, value)
        case "chat":
            text = str(value).strip()
            return text if text.startswith("@") else _read_whole(parameter, value)
        case "flag":
            return value is True or str(value).lower() in ("true", "1", "yes", "t", "y")
        case "texts" | "ints" | "json":
            return _read_json(parameter, value)
        case "file":
            return value if isinstance(value, Part) and value.filename else str(value)
    return str(value)


def _read_whole(parameter: Parameter, value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        wrong = {"chat_id": "chat not found", "user_id": "invalid user_id specified"}
        raise bad(wrong.get(parameter.name, f'invalid parameter "{parameter.name}" value specified')) from None
    if not -(2**63) <= number < 2**63:
        raise bad(f'invalid parameter "{parameter.name}" value specified')
    return number


def _read_json(parameter: Parameter, value: Any) -> Any:
    try:
        read = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise bad(f"can't parse {parameter.name} JSON object") from None
    if not isinstance(read, _READ_AS[parameter.kind]):
        raise bad(f"can't parse {parameter.name} JSON object")
    return read
