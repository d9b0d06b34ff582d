"""The register at the command line."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from otklik.integrations.register.columns import Column
from otklik.integrations.tests.bringing import LIBRARY, OTHER, all_rows
from otklik.integrations.tests.made_up_register import as_csv
from tests.people import enter_cast

pytestmark = pytest.mark.django_db


def test_a_table_is_tried_taken_taken_out_and_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    enter_cast()
    before, table = all_rows(), tmp_path / "register.csv"
    table.write_bytes(as_csv([LIBRARY, OTHER | {Column.WIDGETS: 3}]))
    call_command("register", "import", str(table), "--dry-run", "--refused", str(tmp_path / "mend.xlsx"))
    told = capsys.readouterr().out
    assert "row 3, «виджеты» (3): Out of bounds" in told
    assert "rows: 1 taken, 1 refused; municipalities: 0 new; bodies: 1 new" in told
    assert (tmp_path / "mend.xlsx").stat().st_size > 0
    assert all_rows() == before
    call_command("register", "import", str(table))
    number = capsys.readouterr().out.split()[-1]
    call_command("register", "export", str(tmp_path / "out.csv"))
    assert "Библиотека № 1" in (tmp_path / "out.csv").read_text("utf-8-sig")
    call_command("register", "undo", number)
    assert all_rows() == before
    call_command("register", "list")
    assert "undone" in capsys.readouterr().out


def test_it_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("register", "import", str(tmp_path / "nowhere.csv"))
    (tmp_path / "table.csv").write_text("a;b;c")
    with pytest.raises(CommandError, match="no row with the heads"):
        call_command("register", "import", str(tmp_path / "table.csv"))
    with pytest.raises(CommandError, match="no import 4711; `otklik register list`"):
        call_command("register", "undo", "4711")
