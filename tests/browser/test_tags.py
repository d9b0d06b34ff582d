"""The vocabulary of tags in a browser, with one of them opened to be changed."""

import pytest
from playwright.sync_api import expect

from otklik.appeals.models import Tag
from otklik.organizations.rights import Role
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.browser.test_desk_work import cast
from tests.people import Cast

__all__ = ["cast"]

pytestmark = pytest.mark.browser


def test_a_tag_is_changed_in_its_own_line_at_every_width(site: Site, cast: Cast) -> None:
    for name in ("Возле школы", "Гололёд"):
        Tag.objects.create(name=name, body=cast.administration, made_at=clock.now())
    page = enter(site, cast, Role.COORDINATOR, "/desk/tags/")
    line = page.locator("li", has_text="Возле школы")
    line.locator("summary").click()
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        own, field = line.bounding_box(), line.locator("input[name=name]").bounding_box()
        assert own is not None
        assert field is not None
        assert own["x"] <= field["x"]
        assert field["x"] + field["width"] <= own["x"] + own["width"]
    check_looks(page, "the vocabulary of tags")
    line.locator("input[name=name]").fill("Возле школ")
    line.get_by_role("button", name="Сохранить").click()
    expect(page.locator("li b")).to_have_text(["Возле школ", "Гололёд"])
    page.context.close()
