"""The list of commands that `otklik` shows: ours with a line each, then Django's that an operator needs."""

from collections.abc import Iterator
from importlib import metadata

from django.core.management import get_commands, load_command_class

OF_DJANGO = ("migrate", "check", "shell", "dbshell")


def version_line() -> str:
    """What `otklik --version` says."""
    return f"otklik {metadata.version('otklik')}"


def list_commands() -> Iterator[str]:
    """The lines of `otklik help`."""
    yield f"{version_line()}. Use: otklik COMMAND; otklik COMMAND --help tells more."
    yield ""
    rooms = get_commands()
    ours = sorted(name for name, room in rooms.items() if room.startswith("otklik."))
    for name in [*ours, "", *(name for name in OF_DJANGO if name in rooms)]:
        yield f"  {name:16}{_what_it_does(rooms[name], name)}" if name else ""


def _what_it_does(room: str, name: str) -> str:
    """The first sentence of a command's help."""
    told = " ".join(str(load_command_class(room, name).help).split())
    return told.split(". ")[0].rstrip(".") + "."
