"""`.env.example` names every setting, and nothing else; those of a network may stand in the README of its folder."""

import ast
import re
from itertools import pairwise
from pathlib import Path

from otklik.networks.abilities import NeedsApplication, OpensForms
from otklik.networks.registry import CONNECTORS

ROOT = Path(__file__).resolve().parents[2]
READERS = {"days", "choice", "file", "flag", "folder", "number", "seconds", "text", "time_zone", "web_address", "words"}
NOT_OURS = {"XDG_DATA_HOME"}


def test_it_explains_every_setting_and_no_other() -> None:
    pages = [ROOT / ".env.example", *(ROOT / "otklik" / "networks" / "connectors").glob("*/README.md")]
    told = [name for page in pages for name in re.findall(r"^#?([A-Z_]+)=", page.read_text("utf-8"), re.MULTILINE)]
    assert sorted(told) == sorted(_settings_read())


def test_it_gives_each_setting_a_comment() -> None:
    for above, line in pairwise((ROOT / ".env.example").read_text(encoding="utf-8").splitlines()):
        if re.match(r"#[A-Z_]+=", line):
            assert above.startswith("# ") or re.match(r"#[A-Z_]+=", above), line


def _settings_read() -> set[str]:
    names = {
        f"OTKLIK_{network.upper()}_{what}"
        for network in CONNECTORS
        for what in ("ON", "API_URL", "PROXY", "TIMEOUT_SECONDS", *_application_of(network))
    }
    rooms = [ROOT / "otklik" / room for room in ("ground", "networks", "project")]
    for file in (file for room in rooms for file in room.glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args and _name(call.func) in READERS:
                first = call.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value.isupper():
                    names.add(first.value)
    return names - NOT_OURS


def _application_of(network: str) -> tuple[str, ...]:
    connector = CONNECTORS[network]
    if isinstance(connector, OpensForms):
        return ("APPLICATION_SECRET", "SITES_OF_FORMS")
    return ("APPLICATION_KEY", "APPLICATION_SECRET") if isinstance(connector, NeedsApplication) else ()


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
