"""Modules stay within 400 lines, functions within 60, templates within 150, and names say what they mean."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "data", "info", "misc"}
LONG_TEMPLATES = {
    "otklik/web/templates/desk/approval_rules.html",
    "otklik/web/templates/desk/bans.html",
    "otklik/web/templates/desk/body.html",
    "otklik/web/templates/desk/case_import.html",
    "otklik/web/templates/desk/evidence.html",
    "otklik/web/templates/desk/forms/bulk_fields.html",
    "otklik/web/templates/desk/inbox.html",
    "otklik/web/templates/desk/moderation_report.html",
    "otklik/web/templates/desk/moderation_rules.html",
    "otklik/web/templates/desk/overview.html",
    "otklik/web/templates/desk/page_check.html",
    "otklik/web/templates/desk/page_entry.html",
    "otklik/web/templates/desk/parts/answer.html",
    "otklik/web/templates/desk/parts/import_report.html",
    "otklik/web/templates/desk/parts/item.html",
    "otklik/web/templates/desk/parts/moderated.html",
    "otklik/web/templates/desk/parts/parts.html",
    "otklik/web/templates/desk/parts/side.html",
    "otklik/web/templates/desk/public_copy.html",
    "otklik/web/templates/desk/ready_texts.html",
    "otklik/web/templates/desk/route.html",
    "otklik/web/templates/desk/tags.html",
    "otklik/web/templates/portal/body.html",
    "otklik/web/templates/portal/case.html",
    "otklik/web/templates/portal/directory.html",
    "otklik/web/templates/portal/own_case.html",
    "otklik/web/templates/portal/solved.html",
}
"""Longer than 150 lines since there is one thing on a line: parts are to be taken out of them."""


def modules() -> list[Path]:
    """Our Python files; what Django writes is left out."""
    files = [file for folder in ("otklik", "tests") for file in sorted((ROOT / folder).rglob("*.py"))]
    return [file for file in files if "migrations" not in file.parts]


def templates() -> list[Path]:
    return sorted((ROOT / "otklik").glob("*/templates/**/*.html"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(file: Path) -> int:
    return file.read_text(encoding="utf-8").count("\n")


def test_it_keeps_modules_short() -> None:
    assert not {named(module): lines for module in modules() if (lines := lines_of(module)) > 400}


def test_it_keeps_functions_short() -> None:
    assert not [
        f"{named(module)}: {node.name} ({(node.end_lineno or 0) - node.lineno + 1} lines)"
        for module in modules()
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (node.end_lineno or 0) - node.lineno >= 60
    ]


def test_it_keeps_templates_short() -> None:
    assert {named(template) for template in templates() if lines_of(template) > 150} <= LONG_TEMPLATES


def test_it_keeps_lines_of_templates_short() -> None:
    assert not [
        f"{named(template)}:{number}"
        for template in templates()
        for number, line in enumerate(template.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 160
    ]


def test_it_has_no_vague_names() -> None:
    assert not [named(module) for module in modules() if module.stem in VAGUE or module.parent.name in VAGUE]


def test_it_explains_every_service_step_and_rule() -> None:
    told = [
        file for file in modules() if file.name in ("services.py", "steps.py", "selectors.py") or "rules" in file.parts
    ]
    assert not [
        f"{named(module)}: {node.name}"
        for module in told
        if "tests" not in module.parts
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
