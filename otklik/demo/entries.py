"""What people have entered into the demo's register: officers, facts, proofs, acts, exemptions. All made up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from otklik.organizations.models import Appointment, Body, Staff, Territory
from otklik.organizations.rights import Role
from otklik.pages.duty import Duty, Release, enter_duty, exempt_body
from otklik.pages.editing import Entry, confirm_record, edit_page, set_expiry
from otklik.pages.facts import Said, say_facts
from otklik.pages.models import Page, PageCategory, Proof, ProofKind, RequiredNetwork, Source
from otklik.pages.proof import ask_proof, confirm_proof, lose_proof
from otklik.shared.words import marked as _

LAW = "Федеральный закон от 09.02.2009 № 8-ФЗ в ред. от 14.07.2022 № 270-ФЗ; распоряжение Правительства РФ № 2523-р"
ACT_OF_THE_REGION = "Акт области о страницах в MAX (выдуман для примера)"
FLAGSHIPS = frozenset({"sverdlovsk-oblast", "ministry-education", "ministry-health", "administration"})
CARDS = frozenset({"audit-chamber", "finance", "art-school", "music-school-1"})
LATE = frozenset({"ministry-culture", "school-8", "sport-centre", "property"})
"""Their officers have not confirmed the entries for over half a year."""
NEVER = frozenset({"bazhov-centre", "audit-chamber"})
LEFT_OFF = {
    "audit-chamber": Release("ok", "Страницу в VK ведут, в OK нет подписчиков", "Решение рабочей группы № 12"),
    "finance": Release("ok", "Новости выходят на странице администрации", "Распоряжение администрации № 84"),
}


@dataclass(frozen=True, slots=True)
class Clerk:
    """Whoever entered it."""

    staff_id: int
    name: str


@transaction.atomic
def fill_entries(*, now: datetime) -> None:
    """Enter what people know of the pages. Where it is entered already nothing changes."""
    if RequiredNetwork.objects.exists():
        return
    _enter_acts(_clerk(Staff.objects.filter(appointments__role=Role.CURATOR).order_by("id").first()), now=now)
    _enter_addresses()
    for page in Page.objects.select_related("owner").order_by("id"):
        _fill(page, by=_clerk(_officer_of(page)), now=now)
    _begin_proofs(now=now)


def _enter_acts(by: Clerk, *, now: datetime) -> None:
    region = Territory.objects.get(level="region")
    for network in ("vk", "ok"):
        enter_duty(Duty(region.id, network, LAW, date(2022, 12, 1)), by=by, now=now)
    act = Duty(region.id, "max", ACT_OF_THE_REGION, date(2025, 9, 1), level="municipality")
    enter_duty(act, by=by, now=now)
    for slug, release in LEFT_OFF.items():
        exempt_body(Body.objects.get(slug=slug), release, by=by, now=now)


def _enter_addresses() -> None:
    """Addresses in a reserved domain, where the bodies have none yet; one at a service that proves nothing."""
    for body in Body.objects.filter(email=""):
        domain = "mail.ru" if body.slug == "youth-phoenix" else f"{body.slug}.demo.example"
        Body.objects.filter(id=body.id).update(email=f"info@{domain}")


def _fill(page: Page, *, by: Clerk, now: datetime) -> None:
    slug, officer = page.owner.slug, _officer_of(page)
    entered_at = now - timedelta(days=240 if slug in LATE else 40 + page.id % 90)
    entry = Entry(
        name=page.name,
        url=page.url or f"https://{page.network}.example/{page.external_id}",
        external_id=page.external_id,
        category=_category(slug),
        officer_id=officer.id if officer else None,
        order_number=f"{page.owner_id % 40 + 3}-од" if officer else "",
        order_on=entered_at.date() - timedelta(days=12) if officer else None,
        administrators=tuple(filter(None, (officer.name if officer else "", "" if page.id % 3 else "Редакция"))),
    )
    edit_page(page, entry, by=by, now=entered_at)
    if slug not in NEVER:
        confirm_record(page, by=by, now=entered_at)
    if page.network == "vk":
        say_facts(page, Said(page.badge, page.id % 3, page.id % 4 != 1, slug in FLAGSHIPS), by=by, now=entered_at)
    elif page.network == "ok":
        imported = {"widgets_source": Source.IMPORTED, "widgets_said_on": entered_at.date()}
        Page.objects.filter(id=page.id).update(widgets_count=page.id % 3, **imported)
    elif page.id % 2:
        say_facts(page, Said("confirmed", None, None, is_two_factor_confirmed=False), by=by, now=entered_at)


def _category(slug: str) -> str:
    if slug in FLAGSHIPS:
        return PageCategory.FLAGSHIP
    return PageCategory.CARD if slug in CARDS else PageCategory.ACTIVE


def _begin_proofs(*, now: datetime) -> None:
    """Of each kind some that stand; one that was lost, one whose code is still to be put on the page."""
    kinds = {0: ProofKind.TOKEN, 1: ProofKind.PUBLISHED, 2: ProofKind.MAILED}
    pages = Page.objects.select_related("owner").filter(network__in=list(settings.OTKLIK_NETWORKS)).order_by("id")
    for number, page in enumerate(pages.exclude(owner__slug__in=[*NEVER, "youth-phoenix"])):
        by, begun_at = _clerk(_officer_of(page) or _administrator()), now - timedelta(days=number % 50, hours=1)
        if page.owner.slug == "libraries":
            ask_proof(page, ProofKind.PUBLISHED, by=by, now=now)
            continue
        ask_proof(page, kinds[number % 3], by=by, now=begun_at)
        proof = Proof.objects.select_related("page").get(page=page)
        proof.sent_to = page.owner.email if proof.kind == ProofKind.MAILED else ""
        confirm_proof(proof, now=begun_at, by=by)
        if page.owner.slug == "folk-culture":
            lose_proof(proof, _("Our token has no administrator's rights there: enter one that has."), now=now)
    for page in Page.objects.filter(owner__slug="culture", connection__isnull=False)[:1]:
        set_expiry(page, now.date() + timedelta(days=9), by=_clerk(_administrator()), now=now)


def _officer_of(page: Page) -> Staff | None:
    post = Appointment.objects.filter(body_id=page.owner_id, role=Role.CONTENT_MANAGER).order_by("id").first()
    return post.staff if post else None


def _administrator() -> Staff:
    return Staff.objects.filter(appointments__role=Role.ADMINISTRATOR).order_by("id")[0]


def _clerk(staff: Staff | None) -> Clerk:
    chosen = staff or _administrator()
    return Clerk(chosen.id, chosen.name)
