"""The bodies in a browser: the tree opens a level at a time, a body is chosen by its name, every width and look."""

import pytest

from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.tree import merge_body, move_body
from otklik.shared import clock
from otklik.topics.services import seed_topics
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_as_it_is, check_looks
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people of the tests, and some history."""
    seed_topics()
    cast = enter_cast()
    why, now = "постановление главы № 12 от 01.10.2026", clock.now()
    move_body(cast.school, under=cast.utilities, by=None, because=why, now=now)
    merge_body(cast.utilities, into=cast.administration, by=None, because=why, now=now)
    return cast


def test_all_pages_fit_and_axe_finds_nothing(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.CURATOR, "/desk/bodies/")
    paths = ("bodies/", "bodies/?q=школа", "bodies/?q=нет такого", "bodies/administration/", "bodies/utilities/",
             "bodies/school-8/edit/", "bodies/new/", "bodies/school-8/merge/", "territories/")  # fmt: skip
    for path in paths:
        page.goto(f"{site.address}/desk/{path}")
        check_looks(page, path)
    page.context.close()


def test_the_tree_opens_without_leaving_the_page(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.CURATOR, "/desk/bodies/")
    assert not page.locator("text=Школа № 8").count()
    page.locator("summary:has-text('Администрация')").first.click()
    page.wait_for_selector(".o-twig-list .o-twig:has-text('Школа № 8')")
    assert page.url.endswith("/desk/bodies/")
    page.context.close()


def test_a_body_is_chosen_by_a_part_of_its_name_and_moved(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.CURATOR, "/desk/bodies/school-8/move/")
    page.locator("#id_parent").press_sequentially("центр упр")
    offered = page.locator("#parent-choices option")
    offered.first.wait_for(state="attached")
    page.locator("#id_parent").fill(offered.first.get_attribute("value") or "")
    page.locator("#because").fill("указ губернатора № 5")
    page.locator("form .btn-primary").click()
    page.wait_for_selector(".o-story:has-text('указ губернатора № 5')")
    assert Body.objects.get(slug="school-8").parent == cast.centre
    page.context.close()


def test_what_a_form_refuses_is_named_beside_its_field(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.CURATOR, "/desk/bodies/school-8/edit/")
    page.locator("#id_ogrn").fill("1027700132196")
    page.locator("form .btn-primary").last.click()
    page.wait_for_selector(".o-field:has(#id_ogrn) .o-error:has-text('Контрольная цифра')")
    check_as_it_is(page)
    page.context.close()
