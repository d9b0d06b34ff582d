"""The page on importing a register tells what the code does."""

from pathlib import Path

from otklik.integrations.register.columns import FORMS
from otklik.integrations.register.values import LEVELS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "import-a-register.md"


def columns_as_markdown() -> str:
    """The table of the columns; write it into the page when this test fails."""
    lines = ["| column | required | holds |", "|---|---|---|"]
    lines += [f"| {form.title} | {'yes' if form.is_required else ''} | {form.holds} |" for form in FORMS.values()]
    return "\n".join(lines)


def levels_as_markdown() -> str:
    """The words for the levels."""
    return "; ".join(f"`{level}`: {', '.join(words)}" for level, words in LEVELS.items())


def test_it_lists_every_column_and_every_word_for_a_level() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert columns_as_markdown() in text
    assert levels_as_markdown() in text
