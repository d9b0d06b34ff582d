"""An Otklik that knows Zavalinka: a copy of the package with one more folder and one more line."""

import subprocess
from pathlib import Path
from shutil import copytree, ignore_patterns

from hatch_build import compile_catalogue
from otklik.web.edge.tests.edge_process import COMMAND

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "zavalinka"
LINE = '    "zavalinka",\n'
_BESIDE = '    "telegram",\n'
_NOT_NEEDED = ("__pycache__", "tests", "static", "static.*", "*.mo")


def install(into: Path) -> Path:
    """Copy Otklik, and add the network to it as docs/how-to/add-a-network.md says. Returns where the package is."""
    package = into / "otklik"
    copytree(ROOT / "otklik", package, ignore=ignore_patterns(*_NOT_NEEDED))
    connectors = package / "networks" / "connectors"
    copytree(FOLDER, connectors / FOLDER.name, ignore=ignore_patterns("__pycache__"))
    for file in (connectors / FOLDER.name).glob("*.py"):
        # the exercise stands among the tests; in its place its own modules have their right names
        told = file.read_text(encoding="utf-8")
        file.write_text(told.replace("tests.fifth_network.", "otklik.networks.connectors."), encoding="utf-8")
    registry = package / "networks" / "registry.py"
    lines = registry.read_text(encoding="utf-8")
    assert lines.count(_BESIDE) == 1
    registry.write_text(lines.replace(_BESIDE, _BESIDE + LINE), encoding="utf-8")
    for catalogue in package.glob("**/locale/*/LC_MESSAGES/*.po"):
        compile_catalogue(catalogue)
    return into


def run(installation: Path, *words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of this Otklik."""
    return subprocess.run(
        [*COMMAND, *words], cwd=installation, env=environment, capture_output=True, text=True, check=False
    )
