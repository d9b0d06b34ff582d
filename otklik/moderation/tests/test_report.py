"""The report of a month: ours, what was done past us, the networks' filters, and the curator's sample."""

import json
from datetime import date, timedelta

import pytest

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.intake.models import ResidentMessage
from otklik.moderation.evidence.services import record_evidence
from otklik.moderation.models import Decision, OutsideAct
from otklik.moderation.objections.objecting import object_to, open_way
from otklik.moderation.outside import note_outside_acts
from otklik.moderation.refusals import NoSuchDecision
from otklik.moderation.report import FiltersRow, Month, ReportRow, report_filters, report_month, report_outside
from otklik.moderation.sampling import check_sampled, draw_sample, rates_by_body
from otklik.moderation.services import hide
from otklik.moderation.tests.said import PROFANE, say
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import BodyCard, appoint, enter_body, enter_staff, enter_territory
from tests.town import GROUP, NOW, POST, Town, arrive, build_town, comment, push

pytestmark = pytest.mark.django_db
NOVEMBER = Month(date(2026, 11, 1))
LATER = NOW + timedelta(minutes=30)


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def curator(town: Town) -> Viewer:
    centre = enter_body(
        BodyCard(
            slug="cur",
            name="ЦУР",
            short_name="ЦУР",
            territory_id=enter_territory("region", "Свердловская область").id,
            is_regional_centre=True,
        )
    )
    staff = enter_staff("curator@example.org", name="curator", password="")
    appoint(staff, centre, Role.CURATOR)
    return load_viewer(staff.id, on=NOW.date())


def test_it_counts_by_body_act_and_ground(town: Town) -> None:
    first = hide(say(town).id, PROFANE, by=town.moderator, now=LATER)
    open_way(first, now=LATER)
    object_to(first.id, text="За что?", now=LATER)
    message = say(town, number=11)
    machine = Decision.objects.create(
        message=message, page=town.page, body=town.office, municipality_id=town.office.municipality_id, act="hide",
        ground="profanity", decided_at=LATER + timedelta(minutes=20), state="done",
    )  # fmt: skip
    record_evidence(machine, by=None, because="", now=LATER)
    rows = report_month(town.manager, NOVEMBER)
    assert rows == [
        ReportRow("Администрация", "hide", "Profanity", 1, 1, 0, 1, 0, 1, rows[0].minutes)
    ]  # fmt: skip
    assert rows[0].minutes is not None
    assert report_month(town.stranger, NOVEMBER) == []
    assert report_month(town.manager, NOVEMBER.before) == []


def test_what_was_done_in_the_network_itself_has_no_ground(town: Town) -> None:
    for number in (501, 502, 503):
        arrive(town.page, push("wall_reply_new", comment(number, "Доколе?!", author=number)), at=NOW)
    ours = say(town, number=504)
    hide(ours.id, PROFANE, by=town.moderator, now=NOW)
    decision = Decision.objects.get()
    assert decision.outbox_act is not None
    type(decision.outbox_act).objects.update(state="sent")
    for number, deleter in ((501, 9), (502, 502), (504, 9), (999, 9)):
        gone = {"owner_id": -GROUP, "id": number, "deleter_id": deleter, "post_id": POST}
        arrive(town.page, push("wall_reply_delete", gone), at=NOW)
    arrive(town.page, push("user_block", {"admin_id": 9, "user_id": 503, "unblock_date": 0}), at=NOW)
    assert note_outside_acts(now=NOW + timedelta(minutes=1)) == 0, "they may still come late"
    assert note_outside_acts(now=NOW + timedelta(hours=1)) == 2
    assert note_outside_acts(now=NOW + timedelta(hours=1)) == 0
    assert OutsideAct.objects.get(kind="deleted").message == ResidentMessage.objects.get(external_id__endswith="_501")
    rows = report_outside(town.manager, NOVEMBER)
    assert [(row.kind, row.count) for row in rows] == [("banned", 1), ("deleted", 1)]
    assert report_outside(town.stranger, NOVEMBER) == []


def test_filters_are_unknown_until_they_were_seen(town: Town) -> None:
    def told() -> FiltersRow:
        return report_filters(town.manager, today=NOW.date())[0]

    assert (told().hides_profanity, told().stop_words, told().goes_beyond) == (None, None, False)
    town.page.own_filters = json.loads('{"hides_profanity": true, "hides_hostility": false, "stop_words": ["мэр"]}')
    town.page.own_filters_at = NOW
    town.page.save()
    assert (told().hides_profanity, told().stop_words, told().goes_beyond) == (True, ("мэр",), True)
    town.page.own_filters["stop_words"] = ["мэр", "дебил", "блядь"]
    town.page.save()
    assert told().words_beyond == ("мэр",)


def test_a_curator_looks_through_the_same_sample_each_time(town: Town, curator: Viewer) -> None:
    for number in range(20, 26):
        say(town, "Купите слона", number=number, author=number)
    Appeal.objects.update(state=State.DECLINED, opened_at=NOW)
    drawn = draw_sample(curator, NOVEMBER)
    assert len(drawn) == 6
    assert draw_sample(curator, NOVEMBER) == drawn
    check_sampled(curator, drawn[0].number, is_right=False, now=NOW)
    again = draw_sample(curator, NOVEMBER)
    assert (again[-1].number, again[-1].is_right) == (drawn[0].number, False)
    row = rates_by_body(curator, NOVEMBER)[0]
    assert (row.cases, row.declined, row.checked, row.wrong) == (6, 6, 1, 1)
    with pytest.raises(NoSuchDecision):
        check_sampled(town.moderator, drawn[0].number, is_right=True, now=NOW)


def test_a_sample_covers_personal_data(town: Town, curator: Viewer) -> None:
    say(town, "Купите слона, звоните +7 912 345-67-89", number=20, author=20)
    Appeal.objects.update(state=State.DECLINED, opened_at=NOW)
    assert draw_sample(curator, NOVEMBER)[0].text == "Купите слона, звоните •••"


@pytest.mark.parametrize(
    ("text", "code"), [("2026-10", "2026-10"), ("2026-12", "2026-11"), ("", "2026-11"), ("nonsense", "2026-11")]
)
def test_a_month_is_read_from_the_address(text: str, code: str) -> None:
    assert Month.of(text, today=date(2026, 11, 24)).code == code
