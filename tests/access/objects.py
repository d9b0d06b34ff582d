"""What the addresses of the table name: one object for each kind of argument, made when a row asks for it."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, timedelta

from otklik.answers.models import ApprovalRule, BulkRun, CaseResult, Macro, ReadyText
from otklik.appeals.models import Appeal, DeadlinePolicy, Emergency, PhotoOf, Route, RouteTrouble, SavedView, Tag
from otklik.appeals.photos import Shown, add_photos
from otklik.appeals.route_troubles import note_ping_pong
from otklik.appeals.states import State
from otklik.intake.accept import Arrival
from otklik.intake.models import RawEvent, RawState, ResidentMessage
from otklik.intake.services import accept_batch
from otklik.integrations.cases.services import bring_cases
from otklik.integrations.hooks.events import Event
from otklik.integrations.hooks.services import HookWish, add_hook
from otklik.integrations.key_keeping import KeyWish, issue_key
from otklik.integrations.keys import KeyScope
from otklik.integrations.models import ApiKey, CaseMapping, ExternalCase
from otklik.integrations.services import bring_register
from otklik.media.services import keep_photos
from otklik.media.tests.pictures import jpeg
from otklik.moderation.bans.services import propose_ban
from otklik.moderation.evidence.services import record_evidence
from otklik.moderation.models import Decision, DecisionAct, ManyDecided, Review
from otklik.moderation.objections.objecting import object_to, open_way
from otklik.moderation.services import Charge
from otklik.notices.models import DutyShift
from otklik.organizations.models import Absence, StaffSession
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.pages.models import Exemption, PageAlarm, RequiredNetwork, ScoreObjection, SuspectedFake
from otklik.pages.objections import object_to_score
from otklik.pages.scores import score_page
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.pages.tests.made_up import seen
from otklik.residents.models import NetworkAccount
from tests.access.publication import published, published_private
from tests.people import NOW, Cast, open_case, write_message


def page(cast: Cast) -> int:
    """The administration's page, which has lost points by its cover."""
    score_page(cast.page, seen(has_cover=False), now=NOW)
    return cast.page.id


def objection(cast: Cast) -> int:
    """To the check of the cover."""
    by = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=NOW.date())
    object_to_score(by, cast.page.id, methodology="traffic-light", check="cover", comment="она есть", now=NOW)
    return ScoreObjection.objects.get().id


def event(cast: Cast) -> int:
    """One that nobody understood."""
    accept_batch([Arrival(page_id=cast.page.id, network="vk", body=b"{}", received_at=NOW)])
    RawEvent.objects.update(state=RawState.REFUSED)
    return RawEvent.objects.get().id


def absence(cast: Cast) -> int:
    """Of the executor."""
    days = {"since_on": date(2027, 4, 1), "until_on": date(2027, 4, 7)}
    return Absence.objects.create(staff=cast.staff[Role.EXECUTOR], **days).id


def session(cast: Cast) -> int:
    """Of the executor."""
    times = {"opened_at": NOW, "seen_at": NOW}
    return StaffSession.objects.create(staff=cast.staff[Role.EXECUTOR], key="k" * 32, **times).id


def required(cast: Cast) -> int:
    """VK must be kept in the town."""
    place = {"territory_id": cast.utilities.territory_id, "network": "vk"}
    return RequiredNetwork.objects.create(legal_basis="8-ФЗ", since_on=NOW.date(), **place).id


def fake(cast: Cast) -> int:
    """Of the administration's page."""
    return SuspectedFake.objects.create(
        network="vk", key="x", resembles=cast.page, found_by="person", found_at=NOW
    ).id  # fmt: skip


def message(cast: Cast) -> int:
    """Under a post of the administration's page, which has the token that moderating takes."""
    both = ConnectionSecrets(community_token="token", admin_token="token")
    connect_page(cast.page, secrets_entered=both, by=None, now=NOW)
    account = NetworkAccount.objects.create(network="vk", external_id="515", first_seen_at=NOW)
    return write_message(cast, "Купите слона", author=account, thread="wall-7001_77_1", at=NOW).id


def review(cast: Cast) -> int:
    """The same, on the queue of moderation; named by its message."""
    said = ResidentMessage.objects.get(id=message(cast))
    values = {"body": cast.page.owner, "municipality_id": cast.page.municipality_id, "wording_hash": "x"}
    Review.objects.create(message=said, page=cast.page, danger=8, ground="flood", since_at=NOW, **values)
    return said.id


def many_decided(cast: Cast) -> int:
    """A click over many messages, named by its batch."""
    ManyDecided.objects.create(batch="7", by=cast.staff[Role.MODERATOR], at=NOW, act=DecisionAct.HIDE)
    return 7


def ban(cast: Cast) -> int:
    """Proposed by somebody who is asked about in no row."""
    by = load_viewer(cast.staff[Role.MODERATOR].id, on=NOW.date())
    made = propose_ban(message(cast), Charge("flood", because="снова"), term="day", by=by, now=NOW)
    Decision.objects.update(decided_by=cast.staff[Role.EXECUTOR])
    return made.id


def decision(cast: Cast) -> int:
    """The machine hid a comment under the administration's page."""
    case = open_case(cast, "Доколе?!")
    message = case.messages.get().message
    decided = Decision.objects.create(
        message=message, page=cast.page, body=cast.administration, municipality_id=cast.administration.municipality_id,
        act="hide", ground="insult", decided_at=NOW, state="done",
    )  # fmt: skip
    record_evidence(decided, by=None, because="", now=NOW)
    open_way(decided, now=NOW)
    return decided.id


def resident_objection(cast: Cast) -> int:
    """The author objects."""
    return object_to(decision(cast), text="За что?", now=NOW).id


def route_trouble(cast: Cast) -> int:
    """A case of the utilities that goes to and fro."""
    note_ping_pong(1, body_id=cast.utilities.id, now=NOW)
    return RouteTrouble.objects.get().id


def external(cast: Cast) -> int:
    """The newest case is known in another system."""
    mapping = CaseMapping.objects.create(name="ЕЦУР", changed_at=NOW)
    return ExternalCase.objects.create(
        mapping=mapping, number="Е-1", appeal=Appeal.objects.latest("id"), opened_here=True, status="new", first_at=NOW,
        last_at=NOW,
    ).id  # fmt: skip


def formal(cast: Cast) -> int:
    """An answer that looks like a formality."""
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.ANSWERED)
    CaseResult.objects.create(appeal=case, outcome="explained", has_evidence=False, has_date=False, has_action=False,
                              is_formal=True, read_at=NOW)  # fmt: skip
    return case.number


def view(cast: Cast) -> int:
    """The coordinator's, shared with the administration and the bodies under it."""
    owner = cast.staff[Role.COORDINATOR]
    return SavedView.objects.create(name="Наш", owner=owner, body=cast.administration, made_at=NOW).id


def tagged(_: Cast) -> int:
    """The newest case can be given the tag «Лёд»."""
    Tag.objects.create(name="Лёд", made_at=NOW)
    return Appeal.objects.latest("id").number


def cases(_: Cast) -> int:
    """An export of another system."""
    return bring_cases(b"x", file_name="cases.csv", system="ЕЦУР", fallback_id=None, by=None, now=NOW).pk


def alarmed(_: Cast) -> int:
    """The newest case is an emergency that nobody has."""
    case = Appeal.objects.latest("id")
    Appeal.objects.filter(id=case.id).update(importance="emergency")
    Emergency.objects.create(appeal=case, raised_at=NOW)
    return case.number


def shift(cast: Cast) -> int:
    """The executor is on duty at the utilities."""
    times = {"from_at": NOW, "until_at": NOW + timedelta(hours=12), "entered_at": NOW}
    return DutyShift.objects.create(body=cast.utilities, staff=cast.staff[Role.EXECUTOR], **times).id


def api_key(cast: Cast) -> int:
    """The executor's."""
    by = load_viewer(cast.staff[Role.EXECUTOR].id, on=NOW.date())
    issue_key(KeyWish("1С", [KeyScope.READ], NOW.date()), by=by, now=NOW)
    return ApiKey.objects.get().id


def hook(cast: Cast) -> int:
    """The executor's."""
    by = load_viewer(cast.staff[Role.EXECUTOR].id, on=NOW.date())
    return add_hook(HookWish("1С", "https://1c.example/otklik", [Event.OPENED]), by=by, now=NOW)[0]


def photo(_: Cast) -> int:
    """In the newest case."""
    kept = keep_photos([jpeg()], zone=UTC, now=NOW)
    return add_photos(Appeal.objects.latest("id"), kept, Shown(PhotoOf.STAFF), now=NOW)[0].id


MAKERS: Mapping[str, Callable[[Cast], int]] = {
    "page": page,
    "alarmed": alarmed,
    "shift": shift,
    "objection": objection,
    "event": event,
    "decision": decision,
    "resident_objection": resident_objection,
    "absence": absence,
    "session": session,
    "required": required,
    "fake": fake,
    "alarm": lambda cast: PageAlarm.objects.create(page=cast.page, kind="silent", rank=6, raised_at=NOW).id,
    "exemption": lambda cast: Exemption.objects.create(body=cast.utilities, reason="Архив", document="№ 5").id,
    "cases": cases,
    "external": external,
    "formal": formal,
    "import": lambda _: bring_register(b"", file_name="register.csv", by=None, now=NOW).id,
    "appointment": lambda cast: cast.staff[Role.EXECUTOR].appointments.get().id,
    "staff": lambda cast: cast.staff[Role.EXECUTOR].id,
    "administration": lambda cast: cast.administration.id,
    "body": lambda cast: cast.utilities.id,
    "message": message,
    "review": review,
    "proposed_ban": ban,
    "photo": photo,
    "published": published,
    "published_private": published_private,
    "factor": lambda _: 1,
    "deadline_policy": lambda _: DeadlinePolicy.objects.create(name="Школы", priority=1, terms={}, made_at=NOW).id,
    "route": lambda cast: Route.objects.create(body=cast.utilities, words="яма").id,
    "route_trouble": route_trouble,
    "many_decided": many_decided,
    "bulk_run": lambda cast: BulkRun.objects.create(key="k", by=cast.staff[Role.COORDINATOR], at=NOW).id,
    "macro": lambda cast: Macro.objects.create(name="Лёд", body=cast.utilities, made_at=NOW).id,
    "tag": lambda cast: Tag.objects.create(name="Лёд", body=cast.utilities, made_at=NOW).id,
    "tagged": tagged,
    "view": view,
    "api_key": api_key,
    "hook": hook,
    "ready_text": lambda cast: ReadyText.objects.create(name="Лёд", text="…", body=cast.utilities, entered_at=NOW).id,
    "approval_rule": lambda cast: ApprovalRule.objects.create(name="Лёд", body=cast.utilities, entered_at=NOW).id,
    "alike": lambda cast: open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK).number,
}
