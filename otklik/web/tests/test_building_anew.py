"""The interface built again while pages run that know the files of the build before."""

import json
import shutil
from pathlib import Path

import pytest

from hatch_build import build_interface

ROOT = Path(__file__).resolve().parents[3]


def _build(frontend: Path, *, colour: str) -> tuple[Path, Path]:
    """Build with this colour. Returns the folder, and the sheet of the desk that the list names."""
    static = frontend.parent / "otklik" / "web" / "static"
    with (frontend / "src" / "desk" / "narrow.css").open("a") as sheet:
        sheet.write(f".o-made-for-the-test {{ color: {colour} }}\n")
    build_interface(frontend, static=static)
    paths = json.loads((static / "staticfiles.json").read_text())["paths"]
    return static, static / paths["otklik/desk.css"]


@pytest.mark.slow
def test_files_of_the_build_before_stay_for_pages_that_run(tmp_path: Path) -> None:
    frontend = tmp_path / "frontend"
    shutil.copytree(ROOT / "frontend", frontend, ignore=shutil.ignore_patterns("node_modules"))
    (frontend / "node_modules").symlink_to(ROOT / "frontend" / "node_modules")
    (tmp_path / "otklik" / "web").mkdir(parents=True)
    _, first = _build(frontend, colour="red")
    _, second = _build(frontend, colour="green")
    assert (first.is_file(), second.is_file()) == (True, True)
    static, third = _build(frontend, colour="blue")
    assert (first.exists(), second.is_file(), third.is_file()) == (False, True, True)
    assert list((static / "fonts").iterdir())
