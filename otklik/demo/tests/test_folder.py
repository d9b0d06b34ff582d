"""A demo touches only what a demo made, and only its own ports."""

import re
import socket
from pathlib import Path

import pytest

from otklik.demo.addresses import Addresses
from otklik.demo.errors import DemoRefused
from otklik.demo.folder import EDITION, DemoFolder, Marker
from otklik.sandbox.testing import free_ports


def test_it_takes_a_folder_that_is_empty_or_not_there(tmp_path: Path) -> None:
    with DemoFolder(tmp_path / "new" / "demo") as folder:
        assert folder.marker_file.is_file()
        assert folder.read() == Marker()


def test_it_refuses_a_folder_with_the_files_of_others(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("precious", encoding="utf-8")
    with pytest.raises(DemoRefused, match="no demo made it"):
        DemoFolder(tmp_path).take()
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_it_refuses_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DemoRefused, match="is no folder"):
        DemoFolder(tmp_path / "file").take()


def test_it_refuses_a_folder_in_which_another_demo_runs(tmp_path: Path) -> None:
    with DemoFolder(tmp_path / "demo"), pytest.raises(DemoRefused, match="Another demo runs"):
        DemoFolder(tmp_path / "demo").take()
    with DemoFolder(tmp_path / "demo") as folder:
        assert folder.marker_file.is_file()


def test_it_empties_the_folder_of_a_demo(tmp_path: Path) -> None:
    with DemoFolder(tmp_path / "demo") as folder:
        folder.change(is_seeded=True)
        folder.sandbox.mkdir()
        (folder.sandbox / "journal.jsonl").touch()
        (folder.path / "stream.json").touch()
        folder.empty()
        assert {path.name for path in folder.path.iterdir()} <= {"demo.json", "demo.lock", "postgres.lock"}
        assert folder.read() == Marker()


def test_it_begins_anew_when_its_notes_are_broken(tmp_path: Path) -> None:
    with DemoFolder(tmp_path / "demo") as folder:
        folder.marker_file.write_text("{", encoding="utf-8")
        assert folder.read() == Marker()


def test_it_names_the_port_that_is_taken() -> None:
    first = free_ports(3)
    taken = f"Port {first + 1} on 127.0.0.1 cannot be used"
    with (
        socket.create_server(("127.0.0.1", first + 1)),
        pytest.raises(DemoRefused, match=rf"{re.escape(taken)}.*--port"),
    ):
        Addresses("127.0.0.1", first).check_free()


def test_it_names_itself_when_it_listens_everywhere() -> None:
    addresses = Addresses("0.0.0.0", 8000)
    assert (addresses.site, addresses.edge) == ("http://127.0.0.1:8000", "http://127.0.0.1:8001")
    assert addresses.sandbox == "http://127.0.0.1:8002"


def test_it_goes_on_only_from_a_whole_town_of_this_edition(tmp_path: Path) -> None:
    with DemoFolder(tmp_path / "demo") as folder:
        assert not folder.read().can_go_on
        folder.marker_file.write_text('{"is_seeded": true, "edge_url": ""}', encoding="utf-8")
        assert folder.read().is_seeded
        assert not folder.read().can_go_on
        folder.change(edition=EDITION)
        assert folder.read().can_go_on
