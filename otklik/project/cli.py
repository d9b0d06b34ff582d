"""The command `otklik`: Django's commands and ours, with the settings found and the database at hand."""

import os
import select
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line, load_command_class
from django.db.utils import OperationalError, ProgrammingError
from psycopg.errors import InsufficientPrivilege, UndefinedColumn, UndefinedTable
from psycopg_pool import PoolTimeout

from otklik.ground.databases import close_pools, why_it_refuses
from otklik.ground.env import SettingRefused
from otklik.ground.postgres import Postgres
from otklik.project.commands import list_commands, version_line

# These need no database, or look after it themselves.
WITHOUT_DATABASE = frozenset({
    "bench", "check", "collectstatic", "demo", "diffsettings", "findstatic", "help", "networks", "opinion", "sandbox",
    "translations", "triage", "version",
})  # fmt: skip


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.project.settings")
    if sys.argv[1:] in (["--version"], ["version"]):
        sys.stdout.write(f"{version_line()}\n")
        return
    try:
        server = _server_for(sys.argv[1:])
        if server is None:
            _run()
            return
        server.start()
        try:
            _run()
        finally:
            server.leave()
    except (SettingRefused, ImproperlyConfigured) as error:
        sys.exit(f"otklik: {error}")
    except OperationalError as error:
        sys.exit(f"otklik: the database cannot be used: {_cause(error)}")
    except ProgrammingError as error:
        if isinstance(error.__cause__, UndefinedColumn):
            sys.exit("otklik: the tables are older than the program; bring them up to date with: otklik migrate")
        if isinstance(error.__cause__, InsufficientPrivilege):
            sys.exit(f"otklik: {str(error).strip()}; the program's role gets its rights with: otklik migrate")
        if not isinstance(error.__cause__, UndefinedTable):
            raise
        sys.exit("otklik: the tables are not there yet; make them with: otklik migrate")
    except BrokenPipeError:
        if not _is_unread():
            raise
        sys.exit(1)


def _cause(error: OperationalError) -> str:
    """A pool that gave up says only for how long it tried; the database says why."""
    if isinstance(error.__cause__, PoolTimeout):
        return why_it_refuses() or str(error)
    return str(error)


def _is_unread() -> bool:
    """Whether the one who reads what we print has gone (`otklik body list | head`); then the rest is let go."""
    poll = select.poll()
    poll.register(sys.stdout, select.POLLOUT)
    if not any(told & select.POLLERR for _, told in poll.poll(0)):
        return False
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


def _run() -> None:
    try:
        if sys.argv[1:] in ([], ["help"], ["-h"], ["--help"]):
            django.setup()
            sys.stdout.writelines(f"{line}\n" for line in list_commands())
            return
        execute(sys.argv)
    finally:
        close_pools()


def execute(words: Sequence[str]) -> None:
    """Let Django run the command, or the demo by itself.

    It starts others and needs no models: half of the time to its first child would go into loading them.
    """
    if words[1] == "demo":
        load_command_class("otklik.demo", "demo").run_from_argv(list(words))
    else:
        execute_from_command_line(list(words))


def _server_for(words: Sequence[str]) -> Postgres | None:
    """The embedded server, when this command needs a database and none is named."""
    if needs_database(words):
        from django.conf import settings

        if settings.OTKLIK_EMBEDDED_POSTGRES:
            return Postgres(settings.OTKLIK_DATA_DIR)
    return None


def needs_database(words: Sequence[str]) -> bool:
    """Whether the command will ask the database for something."""
    asks_for_help = bool({"-h", "--help", "--version"} & set(words))
    is_plain = list(words[:2]) in (["keys", "new"], ["deadlines", "evaluate"])
    return bool(words) and not asks_for_help and not is_plain and words[0] not in WITHOUT_DATABASE


if __name__ == "__main__":
    main()
