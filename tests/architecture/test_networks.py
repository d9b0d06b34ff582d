"""What belongs to one network stands in its folder: nobody else says a vendor's name or decides by it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from otklik.networks.registry import CONNECTORS

ROOT = Path(__file__).resolve().parents[2]
AT_HOME = (
    "otklik/networks/connectors/", "otklik/sandbox/", "otklik/demo/", "otklik/bench/", "frontend/src/js/networks/",
)  # fmt: skip
"""The connectors; the networks played; towns, crowds and trials that have pages somewhere; scripts within programs."""
SAYS_NAMES = {
    "otklik/networks/registry.py": "the list of the networks",
    "otklik/triage/rules/links.py": "which addresses in residents' texts can be trusted, be the site connected or not",
    "otklik/personal_data/contacts/mentions.py": "which addresses in texts lead to a person, on any site",
    "otklik/publication/redactions/special/people.py": "a classmate is a person, too",
}
"""Who else may say them, and why."""
VENDORS = re.compile(r"(?i:vk|telegram|odnoklassniki|вконтакте|одноклассник)|\bMAX\b|\bOK's\b")
"""`ok` and `max` are words too: those are found only where code decides by them."""
STYLED = re.compile(r"o-net-(?!(?:lg|name)\b)[^\s\"]*")
NAMES = frozenset(CONNECTORS)
BUILT = {"static", "node_modules", "tests", "locale", "migrations"}


def sources(*endings: str) -> list[Path]:
    """Files of ours that should know no vendor."""
    files = [file for folder in ("otklik", "frontend/src") for file in sorted((ROOT / folder).rglob("*"))]
    return [
        file
        for file in files
        if file.suffix in endings
        and not BUILT & set(file.relative_to(ROOT).parts)
        and not named(file).startswith(AT_HOME)
        and named(file) not in SAYS_NAMES
    ]


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def sayings(text: str) -> list[str]:
    """Lines in which a vendor is named."""
    lines = enumerate(text.splitlines(), start=1)
    return [f"{number}: {line.strip()}" for number, line in lines if VENDORS.search(line)]


def test_it_names_no_vendor_outside_the_folders_of_the_networks() -> None:
    texts = {named(file): file.read_text(encoding="utf-8") for file in sources(".py", ".html", ".css", ".js")}
    assert len(texts) > 200
    found = {name: sayings(text) + STYLED.findall(text) for name, text in texts.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_it_decides_nothing_by_the_name_of_a_network() -> None:
    files = sources(".py")
    found = {named(file): list(_decisive(ast.parse(file.read_text(encoding="utf-8")))) for file in files}
    assert {name: [f"{one.lineno}: {one.value!r}" for one in nodes] for name, nodes in found.items() if nodes} == {}


def _decisive(tree: ast.AST) -> Iterator[ast.Constant]:
    """Constants that name a network where something is chosen: keys, members, sides of a comparison, cases, values."""
    for node in ast.walk(tree):
        for part in _parts_of_a_choice(node):
            if isinstance(part, ast.Constant) and part.value in NAMES:
                yield part


def _parts_of_a_choice(node: ast.AST) -> list[ast.expr | None]:
    match node:
        case ast.Dict():
            return list(node.keys)
        case ast.Compare():
            return [node.left, *node.comparators]
        case ast.Tuple() | ast.List() | ast.Set():
            return list(node.elts)
        case ast.MatchValue() | ast.keyword():
            return [node.value]
    return []


def test_what_people_read_of_a_refusal_is_marked_for_translation_and_what_the_log_reads_is_not() -> None:
    marked = {
        f"{named(file)}:{call.lineno}": (name, isinstance(call.args[0], ast.Call))
        for file in sorted((ROOT / "otklik/networks").rglob("*.py"))
        if not BUILT & set(file.relative_to(ROOT).parts)
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and (name := getattr(call.func, "id", "")) in {"NotOurs", "NotProven"}
    }
    assert {name for name, _ in marked.values()} == {"NotOurs", "NotProven"}
    assert {place for place, (name, is_marked) in marked.items() if is_marked is not (name == "NotOurs")} == set()


def test_it_knows_what_it_looks_for() -> None:
    assert sayings('if network == "vk":')
    assert sayings("MAX keeps updates for a day")
    assert sayings("as Telegram does")
    assert not sayings("max(1, 2) and MAX_LENGTH and maximum; ok")
    assert list(_decisive(ast.parse('LIMITS = {"max": 4000}')))
    assert list(_decisive(ast.parse('x = network == "max"')))
