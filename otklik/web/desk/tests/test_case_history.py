"""Whatever is written about a case into the audit log stands in its history, in words."""

import re
from collections.abc import Callable
from pathlib import Path

from django.test import Client

import otklik
from otklik.appeals.services import correct_case
from otklik.appeals.states import State
from otklik.audit.services import record
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.web.desk.case_history import ALSO_DONE, SHOWN_OTHERWISE
from otklik.web.desk.changed import DONE
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
_WRITTEN = re.compile(r'record\(\s*"([a-z_]+)",\s*subject=f"appeal:')


def test_every_act_that_the_log_tells_of_a_case_has_words() -> None:
    files = [file for file in Path(otklik.__file__).parent.rglob("*.py") if "tests" not in file.parts]
    written = {act for file in files for act in _WRITTEN.findall(file.read_text(encoding="utf-8"))}
    assert {"correct", "tag", "edit_answer", "publish_copy"} <= written
    assert written - set(DONE) - set(ALSO_DONE) - SHOWN_OTHERWISE == set()


def test_each_of_them_stands_in_the_history(cast: Cast, sign_in: SignIn) -> None:
    case, by = open_case(cast, "Лёд", state=State.IN_WORK), load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
    for act in [*DONE, *ALSO_DONE]:
        record(act, subject=f"appeal:{case.number}", by=by, now=NOW, because=f"потому что {act}")
    page = sign_in(Role.COORDINATOR).get(f"/desk/appeals/{case.number}/").content.decode()
    history = page[page.index('id="history"') :]
    assert [act for act in [*DONE, *ALSO_DONE] if f"потому что {act}<" not in history] == ["take_emergency"]


def test_who_changed_the_importance_stands_there(cast: Cast, sign_in: SignIn) -> None:
    case, by = open_case(cast, "Лёд", state=State.IN_WORK), load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    correct_case(case.number, topic_id=None, address="", importance="high", by=by, version=None, now=NOW)
    page = sign_in(Role.COORDINATOR).get(f"/desk/appeals/{case.number}/").content.decode()
    assert "Марина Орлова: " in page
    assert "важность)" in page
