"""The embedded server: started, killed, started again, shared, and closed to others."""

import os
import shutil
import signal
import stat
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from otklik.ground import postgres_place
from otklik.ground.postgres import Postgres
from otklik.ground.postgres_place import PostgresFailed, find_place, make_folder, make_place

QUICK = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    """A data directory that root's PostgreSQL can reach, as it is on an ordinary disk."""
    folder = Path(tempfile.mkdtemp(prefix="otklik-postgres-"))
    folder.chmod(0o711)
    yield folder
    Postgres(folder).stop()
    shutil.rmtree(folder)


@pytest.fixture
def server(data_dir: Path) -> Iterator[Postgres]:
    """A running server of this data directory."""
    server = Postgres(data_dir, configuration=QUICK)
    server.start()
    yield server
    server.stop()


def ask(server: Postgres, sql: str) -> object:
    with psycopg.connect(server.url, autocommit=True) as connection:
        cursor = connection.execute(sql.encode())
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def kill(server: Postgres) -> None:
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)


def test_it_makes_a_database_that_belongs_to_a_role_without_power(server: Postgres) -> None:
    assert ask(server, "select current_user") == "otklik"
    assert ask(server, "select rolsuper from pg_roles where rolname = current_user") is False
    assert ask(server, "select lower('ЁЖ')") == "ёж"
    assert ask(server, "select current_setting('listen_addresses')") == ""


def test_it_stops_and_starts_with_everything_kept(server: Postgres) -> None:
    ask(server, "create table kept as select 1 as it")
    server.stop()
    assert not server.is_running()
    server.start()
    assert ask(server, "select it from kept") == 1


def test_it_does_not_take_the_zombie_of_a_killed_server_for_a_running_one(server: Postgres, data_dir: Path) -> None:
    kill(server)
    assert not Postgres(data_dir).is_running()
    assert not server.is_running()


def test_it_starts_again_after_a_kill_though_a_session_is_still_at_work(server: Postgres) -> None:
    ask(server, "create table if not exists survived as select 'yes' as it")
    with psycopg.connect(server.url, autocommit=True) as connection:
        ended = threading.Event()

        def work_on() -> None:
            with pytest.raises(psycopg.OperationalError):
                connection.execute("select count(*) from generate_series(1, 100000000000)")
            ended.set()

        worker = threading.Thread(target=work_on)
        worker.start()
        kill(server)
        server.start()
        assert ask(server, "select it from survived") == "yes"
        assert ended.wait(timeout=60)
        worker.join()


def test_it_is_not_led_astray_by_a_pid_file_that_names_another_process(server: Postgres, data_dir: Path) -> None:
    server.stop()
    place = make_place(data_dir)
    (place.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{place.cluster}\n0\n5432\n\n\n\nready\n")
    assert not server.is_running()
    server.start()
    assert server.is_running()


def test_it_runs_until_the_last_who_shares_it_leaves(data_dir: Path) -> None:
    first, second = Postgres(data_dir, configuration=QUICK), Postgres(data_dir)
    first.start()
    second.start()
    first.leave()
    assert second.is_running()
    second.leave()
    assert not second.is_running()
    assert not first.is_running()


def test_it_lets_no_other_user_in(server: Postgres, data_dir: Path) -> None:
    place = make_place(data_dir)
    for folder in (place.home, place.sockets, place.cluster):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.stat().st_uid == place.uid != 0


def test_it_throws_away_what_a_killed_first_start_left_half_made(server: Postgres, data_dir: Path) -> None:
    place = make_place(data_dir)
    server.erase()
    half = place.home.parent / f"making.{place.name}.half"
    half.mkdir()
    server.start()
    assert not half.exists()
    assert ask(server, "select 1") == 1


def test_it_says_whose_data_directory_it_is_when_another_user_comes(
    server: Postgres, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: 12345)
        with pytest.raises(PostgresFailed, match=r"belongs to another user.*OTKLIK_DATA_DIR"):
            find_place(data_dir)


def test_it_refuses_a_socket_folder_that_somebody_else_has_laid_out(tmp_path: Path) -> None:
    (tmp_path / "socket").symlink_to(tmp_path)
    with pytest.raises(PostgresFailed, match="made by somebody else"):
        make_folder(tmp_path / "socket", uid=os.geteuid(), gid=os.getegid())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another user")
def test_it_moves_to_a_shared_place_when_the_server_could_not_reach_the_data_directory(
    tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_place, "SHARED_PLACE", data_dir / "shared")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = Postgres(closed / ".data", configuration=QUICK)
    server.start()
    try:
        assert (closed / ".data" / "postgres").is_symlink()
        assert make_place(closed / ".data").home.parent == data_dir / "shared"
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        ask(server, "create table kept as select 7 as number")
        server.stop()
        # an update makes new ones elsewhere
        monkeypatch.setattr(postgres_place, "SHARED_PLACE", data_dir / "another")
        server.start()
        assert make_place(closed / ".data").home.parent == data_dir / "shared"
        assert ask(server, "select number from kept") == 7
        server.stop()
        (data_dir / "shared").chmod(0o700)
        with pytest.raises(PostgresFailed, match=r"may not enter .*/shared\. Move .*/another"):
            server.start()
        assert (closed / ".data" / "postgres" / "cluster").is_dir()
    finally:
        server.stop()
