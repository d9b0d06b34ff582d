"""What a network tells of suspected fakes: how they call themselves, and their picture."""

from collections.abc import Callable

import pytest

from otklik.networks.abilities import LookedUp
from otklik.networks.connector import PageAccess
from otklik.networks.errors import Refused, TryLater
from otklik.networks.registry import connector_for
from otklik.pages.fake_look_up import look_up_fakes
from otklik.pages.models import FakeState, Likeness, SuspectedFake
from otklik.pages.tests.test_avatars import picture
from tests.people import NOW, Cast, enter_cast

type LookUp = Callable[[str], LookedUp | None]
type Answer = Callable[[LookUp], None]


@pytest.fixture
def cast(db: None) -> Cast:
    cast = enter_cast()
    for network, key in (("vk", "p0levskoy"), ("telegram", "polevskoy")):
        SuspectedFake.objects.create(
            network=network, key=key, resembles=cast.page, found_by="question", found_at=NOW, likenesses=["letters"]
        )
    return cast


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Lets the network answer what a test wants."""

    def teach(look_up: LookUp) -> None:
        def answered(access: PageAccess, *, key: str) -> LookedUp | None:
            return look_up(key)

        monkeypatch.setattr(connector_for("vk"), "look_up", answered, raising=True)

    return teach


def fake() -> SuspectedFake:
    return SuspectedFake.objects.get(network="vk")


@pytest.mark.usefixtures("cast")
def test_the_same_name_and_picture_are_noted(answer: Answer) -> None:
    pages = {
        "p0levskoy": LookedUp("Полевской. Oфициально", picture(3, size=100)),
        "7001": LookedUp("Полевской. Официально", picture(3)),
    }
    answer(pages.get)
    assert look_up_fakes(now=NOW) == 1
    assert fake().name == "Полевской. Oфициально"
    assert fake().likenesses == [Likeness.LETTERS, Likeness.NAME, Likeness.AVATAR]
    assert look_up_fakes(now=NOW) == 0


@pytest.mark.usefixtures("cast")
def test_another_name_and_picture_are_no_likeness(answer: Answer) -> None:
    pages = {"p0levskoy": LookedUp("Клуб рыбаков", picture(5)), "7001": LookedUp("Полевской", picture(3))}
    answer(pages.get)
    look_up_fakes(now=NOW)
    assert (fake().name, fake().likenesses) == ("Клуб рыбаков", [Likeness.LETTERS])


@pytest.mark.usefixtures("cast")
def test_a_network_that_is_unwell_is_asked_again_and_one_that_refuses_is_not(answer: Answer) -> None:
    def unwell(key: str) -> LookedUp | None:
        raise TryLater("VK's server is unwell.")

    def refuse(key: str) -> LookedUp | None:
        raise Refused("VK does not accept the token.")

    answer(unwell)
    assert (look_up_fakes(now=NOW), fake().looked_up_at) == (0, None)
    answer(refuse)
    assert (look_up_fakes(now=NOW), fake().looked_up_at) == (1, NOW)


@pytest.mark.usefixtures("cast")
def test_nobody_asks_about_what_is_decided(answer: Answer) -> None:
    SuspectedFake.objects.update(state=FakeState.CONFIRMED)
    assert look_up_fakes(now=NOW) == 0
