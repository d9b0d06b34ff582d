"""Modules stay within 300 lines, functions within 50, templates within 120, and names say what they mean."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "data", "info", "misc"}


def modules() -> list[Path]:
    """Our Python files; what Django writes is left out."""
    files = [file for folder in ("otklik", "tests") for file in sorted((ROOT / folder).rglob("*.py"))]
    return [file for file in files if "migrations" not in file.parts]


def templates() -> list[Path]:
    return sorted((ROOT / "otklik").glob("*/templates/**/*.html"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", modules(), ids=named)
def test_it_keeps_modules_and_functions_short(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert source.count("\n") <= 300
    long = [
        f"{node.name} ({(node.end_lineno or 0) - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert not long


@pytest.mark.parametrize("template", templates(), ids=named)
def test_it_keeps_templates_short(template: Path) -> None:
    assert template.read_text(encoding="utf-8").count("\n") <= 120


def test_it_has_no_vague_names() -> None:
    assert not [named(module) for module in modules() if module.stem in VAGUE or module.parent.name in VAGUE]


@pytest.mark.parametrize(
    "module",
    [file for file in modules() if file.name in ("services.py", "steps.py", "selectors.py") or "rules" in file.parts],
    ids=named,
)
def test_it_explains_every_service_step_and_rule(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    if "tests" not in module.parts:
        assert not [node.name for node in public if not ast.get_docstring(node)]
