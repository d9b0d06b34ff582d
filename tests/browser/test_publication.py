"""What everybody sees, in a browser: side by side, a frame drawn over a photo, the queue and the rules."""

import io
from datetime import UTC

import pytest
from django.db import transaction
from PIL import Image

from otklik.appeals.models import CasePhoto, PhotoOf
from otklik.appeals.photos import Shown, add_photos
from otklik.media.services import keep_photos
from otklik.organizations.rights import Role
from otklik.publication.decisions.services import look_again
from otklik.publication.models import Decision, PhotoLook, PublishedPhoto
from otklik.publication.tests.made_up import answered
from tests.browser.conftest import Site, enter
from tests.browser.looks import ALL_RULES, check_looks
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.browser

TEXT = "Яма у школы № 8, сосед Иванов упал. Звоните +7 912 345-67-89"


def photo() -> bytes:
    """A picture of noise."""
    out = io.BytesIO()
    Image.effect_noise((800, 600), 90).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The bodies and people."""
    return enter_cast()


def test_a_person_draws_a_frame_over_a_photo_and_lets_it_pass(site: Site, cast: Cast) -> None:
    case = answered(cast, TEXT)
    kept = keep_photos([photo()], zone=UTC, now=NOW)
    with transaction.atomic():
        add_photos(case, kept, Shown(PhotoOf.RESIDENT), now=NOW)
    look_again(case, now=NOW)
    page = enter(site, cast, Role.CONTENT_MANAGER, f"/desk/appeals/{case.number}/public/")
    assert "сосед [имя скрыто]" in page.get_by_label("Читают все").first.input_value()
    # the photo comes, and the box takes its size, after the page stands
    page.locator(".o-blur-on img").evaluate("photo => photo.decode()")
    box = page.locator(".o-blur")
    box.scroll_into_view_if_needed()
    around = box.bounding_box()
    assert around is not None
    page.mouse.move(around["x"] + around["width"] * 0.25, around["y"] + around["height"] * 0.25)
    page.mouse.down()
    page.mouse.move(around["x"] + around["width"] * 0.5, around["y"] + around["height"] * 0.5, steps=4)
    page.mouse.up()
    assert page.locator(".o-frame").count() == 1
    check_looks(page, "what everybody sees of a case")
    page.get_by_role("button", name="Пропустить").click()
    page.wait_for_url("**/public/#photo-*")
    (area,) = PhotoLook.objects.get().areas
    assert [round(one, 1) for one in area] == [pytest.approx(0.25, abs=0.06)] * 4
    page.goto(f"{site.address}/case/{Decision.objects.get().public_number}/")
    page.locator(".o-shown img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.o-shown img').naturalWidth > 0")
    check_looks(page, "a published case with a photo", rules=ALL_RULES)
    assert PublishedPhoto.objects.get().content_hash != CasePhoto.objects.get().file.content_hash


def test_the_queue_and_the_rules_look_well(site: Site, cast: Cast) -> None:
    answered(cast, TEXT)
    Decision.objects.update(
        waits=True, is_published=False, because="A rule found something in the text: a person has to look first."
    )
    page = enter(site, cast, Role.MODERATOR, "/desk/publication/")
    check_looks(page, "texts that wait")
    page = enter(site, cast, Role.ADMINISTRATOR, "/desk/publication/rules/")
    check_looks(page, "what becomes public")
