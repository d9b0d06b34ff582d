"""Typed readers of environment variables. Each refuses nonsense, names the variable and says how to mend it."""

import os
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

# Arrays that are multiplied here are small: numpy's threads wait for each other longer than one alone computes, and
# every process of ours is one of several. Read by numpy when it is imported, as settings are read before it.
for _threads_of_numpy in ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_threads_of_numpy, "1")

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})


class SettingRefused(ValueError):
    """A setting has a value that we cannot work with."""

    def __init__(self, name: str, *, value: str, wanted: str) -> None:
        super().__init__(f"{name}={value!r} cannot be used: {wanted}")


def read_file(path: Path) -> None:
    """Take settings from a file of NAME=value lines; what the environment already says wins."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        name, equals, value = stripped.removeprefix("export ").partition("=")
        if not equals or not name.strip().isidentifier():
            raise SettingRefused(f"{path}, line {number}", value="…", wanted="write NAME=value or # a comment")
        os.environ.setdefault(name.strip(), _unquoted(value.strip()))


def text(name: str, *, default: str = "") -> str:
    """Words as they are; spaces around them are dropped, and an empty value counts as not set."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Yes or no."""
    value = text(name).lower()
    if not value:
        return default
    if value in YES | NO:
        return value in YES
    raise SettingRefused(name, value=value, wanted="write yes or no")


def number(name: str, *, default: int, at_least: int, at_most: int) -> int:
    """A whole number within its limits."""
    value = text(name)
    if not value:
        return default
    if value.isascii() and value.isdigit() and at_least <= int(value) <= at_most:
        return int(value)
    raise SettingRefused(name, value=value, wanted=f"write a whole number from {at_least} to {at_most}")


def seconds(name: str, *, default: float, at_least: float, at_most: float) -> timedelta:
    """A length of time, given in seconds; a fraction is allowed."""
    value = text(name) or str(default)
    try:
        given = float(value)
    except ValueError:
        given = float("nan")
    if at_least <= given <= at_most:
        return timedelta(seconds=given)
    raise SettingRefused(name, value=value, wanted=f"write seconds, from {at_least:g} to {at_most:g}")


def words(name: str, *, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A list, separated by commas."""
    return tuple(word.strip() for word in text(name).split(",") if word.strip()) or default


def days(name: str) -> frozenset[date]:
    """Days, separated by commas: 2026-03-20, 2026-05-27."""
    found = set()
    for word in words(name):
        try:
            found.add(date.fromisoformat(word))
        except ValueError:
            raise SettingRefused(name, value=word, wanted="write days as 2026-03-20, with commas between") from None
    return frozenset(found)


def choice(name: str, *, default: str, among: tuple[str, ...]) -> str:
    """One word of a short list."""
    value = text(name, default=default)
    if value in among:
        return value
    raise SettingRefused(name, value=value, wanted=f"write one of {', '.join(among)}")


def web_address(name: str, *, default: str = "", schemes: tuple[str, ...] = ("http", "https")) -> str:
    """An address of the web without the slash at its end."""
    value = text(name, default=default)
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        understood = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        understood = False
    if not understood:
        shown = "…" if "@" in value else value  # a proxy's address may hold a password
        raise SettingRefused(name, value=shown, wanted=f"write {' or '.join(s + '://host' for s in schemes)}")
    return value.rstrip("/")


def file(name: str) -> Path | None:
    """A file that is there and can be read, or None when not set."""
    value = text(name)
    if not value:
        return None
    path = Path(value).expanduser()
    if path.is_file() and os.access(path, os.R_OK):
        return path
    raise SettingRefused(name, value=value, wanted="name a file that is there and can be read")


def folder(name: str, *, default: Path) -> Path:
    """A folder as an absolute path; it need not be there yet."""
    path = Path(text(name) or default).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise SettingRefused(name, value=str(path), wanted="name a folder; a file stands there")
    return path


def time_zone(name: str, *, default: str) -> str:
    """A time zone by its name in the IANA database."""
    value = text(name, default=default)
    try:
        ZoneInfo(value)
    except (OSError, ValueError, LookupError) as error:
        wanted = "write a name such as Asia/Yekaterinburg or Europe/Moscow"
        raise SettingRefused(name, value=value, wanted=wanted) from error
    return value


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
