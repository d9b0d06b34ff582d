"""The alarms of pages in a browser: the list with every kind, empty, and on a page's card; taking note of one."""

from datetime import timedelta

import pytest

from otklik.organizations.rights import Role
from otklik.pages.alarms import AlarmKind
from otklik.pages.models import PageAlarm
from otklik.pages.watching import RANKS
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.browser
TOLD = {
    AlarmKind.RENAMED: {"before": "«Школа № 8» https://vk.ru/school8", "now": "«Казино 777» https://vk.ru/casino777"},
    AlarmKind.TOKEN_DEAD: {"reason": "VK does not accept the token: it was revoked, has expired or is mistyped.",
                           "next_step": "Enter a new token in the settings of the page's connection."},
    AlarmKind.SILENT: {"since": "2026-11-01T10:00:00+00:00"},
}  # fmt: skip


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


@pytest.fixture
def alarmed(cast: Cast) -> Cast:
    """A page to which everything happened, and one alarm that is over."""
    now = clock.now()
    for kind in AlarmKind:
        PageAlarm.objects.create(
            page=cast.page, kind=kind, rank=RANKS[kind], raised_at=now - timedelta(hours=3), told=TOLD.get(kind, {})
        )
    PageAlarm.objects.create(
        page=cast.page, kind=AlarmKind.SILENT, rank=RANKS[AlarmKind.SILENT], raised_at=now - timedelta(days=40),
        ended_at=now - timedelta(days=38), told={"since": ""},
    )  # fmt: skip
    PageAlarm.objects.filter(kind=AlarmKind.BADGE_LOST).update(
        acknowledged_at=now, acknowledged_by="Марина Орлова", note="Заявка на Госуслугах подана"
    )
    return cast


def test_list_and_card_fit_and_axe_finds_nothing(site: Site, alarmed: Cast) -> None:
    page = enter(site, alarmed, Role.COORDINATOR, "/desk/alarms/")
    card = f"/desk/connections/{alarmed.page.id}/"
    for path in ("/desk/alarms/", "/desk/alarms/?stage=over", "/desk/alarms/?stage=seen&kind=silent", card):
        page.goto(site.address + path)
        check_looks(page, path)
    page.context.close()


def test_the_worst_comes_first_and_a_person_takes_note(site: Site, alarmed: Cast) -> None:
    page = enter(site, alarmed, Role.COORDINATOR, "/desk/alarms/")
    titles = page.locator("article .o-tag").all_inner_texts()
    assert titles[:3] == ["Тревожные слова", "Страница удалена", "Страница заблокирована"]
    assert len(titles) == 7
    silent = page.locator("article", has_text="Молчит")
    silent.locator("input[name=note]").fill("Отпуск, вернёмся в понедельник")
    silent.get_by_role("button", name="Беру на себя").click()
    page.wait_for_function("document.querySelectorAll('article').length === 6")
    page.goto(f"{site.address}/desk/alarms/?stage=seen")
    assert "Отпуск, вернёмся в понедельник" in page.locator("main").inner_text()
    page.context.close()
