"""Suspected fakes: where they come from, who decides, what everybody is told then."""

import pytest

from otklik.audit.models import AuditRecord
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.pages.errors import NamesNoPage, ResemblesNoPage, StandsInRegister
from otklik.pages.fake_listing import count_fakes, list_fakes
from otklik.pages.fakes import FakeEntry, enter_fake, judge_fake, look_at_questions
from otklik.pages.models import AskedAddress, FakeState, FoundBy, Likeness, Page, SuspectedFake
from otklik.pages.services import register_page
from otklik.pages.verify import Why, note_question, verify
from tests.people import NOW, Cast, enter_cast


@pytest.fixture
def cast(db: None) -> Cast:
    cast = enter_cast()
    name = "Полевской. Официально"
    register_page(cast.administration, network="vk", external_id="7001", name=name, url="https://vk.com/polevskoy")
    return cast


def viewer(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def ask(*addresses: str) -> None:
    for address in addresses:
        note_question(verify(address))


def test_what_imitates_an_official_page_is_suspected_and_the_rest_forgotten(cast: Cast) -> None:
    ask("vk.com/p0levskoy", "m.vk.com/P0levskoy", "vk.com/polevskoy_official", "vk.com/revda", "t.me/polevskoy")
    assert look_at_questions(now=NOW) == 4
    found = {(one.network, one.key): one for one in SuspectedFake.objects.all()}
    assert found.keys() == {("vk", "p0levskoy"), ("vk", "polevskoy_official"), ("telegram", "polevskoy")}
    assert found["vk", "p0levskoy"].likenesses == [Likeness.LETTERS]
    assert found["vk", "p0levskoy"].asked_count == 2
    assert {one.found_by for one in found.values()} == {FoundBy.QUESTION}
    assert not AskedAddress.objects.exists()


def test_further_questions_are_counted_and_change_no_decision(cast: Cast) -> None:
    ask("vk.com/polevskoy_official")
    look_at_questions(now=NOW)
    fake = SuspectedFake.objects.get()
    judge_fake(fake.id, FakeState.CLEARED, by=viewer(cast, Role.CURATOR), because="клуб", now=NOW)
    ask("vk.com/polevskoy_official", "vk.com/polevskoy_official")
    assert look_at_questions(now=NOW) == 1
    fake.refresh_from_db()
    assert (fake.asked_count, fake.state) == (3, FakeState.CLEARED)


def test_what_a_person_decides_everybody_is_told(cast: Cast) -> None:
    ask("vk.com/polevskoy_official")
    look_at_questions(now=NOW)
    fake = SuspectedFake.objects.get()
    told = [verify("vk.com/polevskoy_official").why]
    for state in (FakeState.CONFIRMED, FakeState.CLEARED):
        judge_fake(fake.id, state, by=viewer(cast, Role.COORDINATOR), because="сравнила", now=NOW)
        told.append(verify("vk.com/polevskoy_official").why)
    assert told == [Why.SUSPECTED, Why.FAKE, Why.NOT_LISTED]
    acts = (
        AuditRecord.objects.filter(subject=f"fake:{fake.id}").order_by("id").values_list("act", "actor_name", "because")
    )
    assert list(acts) == [("confirm_fake", "Марина Орлова", "сравнила"), ("clear_fake", "Марина Орлова", "сравнила")]


def test_a_letter_exchanged_is_told_before_and_after_somebody_asked_until_it_is_cleared(cast: Cast) -> None:
    told = []
    for state in (None, FakeState.SUSPECTED, FakeState.CONFIRMED, FakeState.CLEARED):
        if state is FakeState.SUSPECTED:
            ask("vk.com/p0levskoy")
            look_at_questions(now=NOW)
        elif state is not None:
            SuspectedFake.objects.update(state=state)
        told.append(verify("vk.com/p0levskoy").why)
    assert told == [Why.LOOKALIKE, Why.LOOKALIKE, Why.FAKE, Why.NOT_LISTED]


def test_staff_enter_what_they_came_across(cast: Cast) -> None:
    entry = FakeEntry("https://m.vk.com/club999?w=wall-999_1", "vk.ru/polevskoy", name="Пoлeвcкoй. Официально")
    fake = enter_fake(entry, by=viewer(cast, Role.CONTENT_MANAGER), now=NOW)
    assert (fake.network, fake.key, fake.likenesses) == ("vk", "999", [Likeness.NAME])
    assert enter_fake(entry, by=viewer(cast, Role.CONTENT_MANAGER), now=NOW).id == fake.id


@pytest.mark.parametrize(
    ("address", "resembles", "refused"),
    [
        ("привет", "vk.com/polevskoy", NamesNoPage),
        ("vk.com/feed", "vk.com/polevskoy", NamesNoPage),
        ("@polevskoy2", "vk.com/polevskoy", NamesNoPage),
        ("vk.com/club7002", "vk.com/polevskoy", StandsInRegister),
        ("vk.com/club999", "vk.com/club998", ResemblesNoPage),
        ("vk.com/club999", "vk.com/po1evskoy", ResemblesNoPage),
        ("vk.com/club999", "", NamesNoPage),
    ],
)
def test_it_says_what_is_wrong_with_an_entry(cast: Cast, address: str, resembles: str, refused: type) -> None:
    with pytest.raises(refused):
        enter_fake(FakeEntry(address, resembles), by=viewer(cast, Role.CURATOR), now=NOW)
    assert not SuspectedFake.objects.exists()


def test_others_neither_enter_nor_see_nor_decide(cast: Cast) -> None:
    entry = FakeEntry("vk.com/club999", "vk.com/polevskoy")
    with pytest.raises(ResemblesNoPage):
        enter_fake(entry, by=viewer(cast, "stranger"), now=NOW)
    fake = enter_fake(entry, by=viewer(cast, Role.CURATOR), now=NOW)
    for role in ("stranger", Role.FOUNDER, Role.MODERATOR):
        with pytest.raises(NotSeen):
            judge_fake(fake.id, FakeState.CONFIRMED, by=viewer(cast, role), because="так", now=NOW)
    assert not list_fakes(viewer(cast, "stranger"), FakeState.SUSPECTED).rows
    assert count_fakes(viewer(cast, "stranger"))[FakeState.SUSPECTED] == 0
    (row,) = list_fakes(viewer(cast, Role.MODERATOR), FakeState.SUSPECTED).rows
    assert (row.url, row.can_judge) == ("https://vk.ru/club999", False)


def test_the_list_goes_on_where_it_ended(cast: Cast) -> None:
    page = Page.objects.get(external_id="7001")
    for number in range(5):
        SuspectedFake.objects.create(network="vk", key=str(number), resembles=page, found_by="person", found_at=NOW)
    seen, after = [], None
    for _ in range(3):
        listed = list_fakes(viewer(cast, Role.CURATOR), FakeState.SUSPECTED, after=after, at_most=2)
        seen += [row.url[-1] for row in listed.rows]
        after = listed.next
    assert seen == ["4", "3", "2", "1", "0"]
    assert after is None
