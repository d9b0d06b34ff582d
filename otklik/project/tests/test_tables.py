from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from otklik.project.management.commands import tables


@pytest.mark.slow
def test_laid_and_migrated_databases_are_those_of_the_file() -> None:
    call_command("tables", "--check")


def test_a_file_left_behind_is_refused_with_the_way_to_mend_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "tables.sql"
    other.write_text("CREATE TABLE public.stale ();\n")
    monkeypatch.setattr(tables, "FILE", other)
    monkeypatch.setattr(tables, "_draw_migrated", lambda: "CREATE TABLE public.fresh (\n);\n")

    with pytest.raises(CommandError, match="tables --update"):
        call_command("tables", "--check")
