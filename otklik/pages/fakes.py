"""Suspected fakes: found among the addresses that people ask about, entered by staff, judged by a person."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from otklik.audit.services import record
from otklik.networks.addresses import Address, Names
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.pages.addresses import read_text
from otklik.pages.errors import NamesNoPage, NoReason, ResemblesNoPage, StandsInRegister
from otklik.pages.likeness import OfficialName, find_like, find_likenesses, names_of
from otklik.pages.models import AskedAddress, FakeState, FoundBy, Page, PageAddress, SuspectedFake
from otklik.pages.verify import find_page
from otklik.shared.words import marked as _

QUESTIONS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class FakeEntry:
    """What a person enters who came across a fake; both pages by their addresses."""

    address: str
    resembles: str
    name: str = ""
    """How the page calls itself."""


def enter_fake(entry: FakeEntry, *, by: Viewer, now: datetime) -> SuspectedFake:
    """Put a page on the list of suspected fakes. Raises NamesNoPage, StandsInRegister, ResemblesNoPage."""
    address = _address_in(entry.address, field="address")
    listed = find_page(address)
    if listed is not None:
        raise StandsInRegister(listed.owner.name)
    real = find_page(_address_in(entry.resembles, field="resembles"))
    scope = within(by.scope(Right.EDIT_PAGES), body="owner")
    if real is None or not Page.objects.filter(scope, id=real.id, is_active=True).exists():
        raise ResemblesNoPage
    key = PageAddress.objects.filter(page=real, until=None).values_list("key", flat=True).first()
    official = OfficialName.of(real.id, real.network, key or real.external_id)
    with transaction.atomic():
        fake, is_new = SuspectedFake.objects.get_or_create(
            network=address.network,
            key=address.key,
            defaults={
                "name": entry.name.strip()[:200],
                "resembles": real,
                "likenesses": find_likenesses(address.key, entry.name, official=official, official_name=real.name),
                "found_by": FoundBy.PERSON,
                "found_at": now,
            },
        )
        if is_new:
            record("suspect_fake", subject=f"fake:{fake.id}", by=by, now=now)
    return fake


def judge_fake(fake_id: int, state: FakeState, *, by: Viewer, because: str, now: datetime) -> None:
    """Confirm a suspected fake, or clear it. Raises NotSeen where this person may not decide about it, NoReason."""
    with transaction.atomic():
        seen = fakes_within(by, Right.EDIT_PAGES)
        fake = SuspectedFake.objects.select_for_update(of=("self",)).filter(seen, id=fake_id).first()
        if fake is None:
            raise NotSeen(_("There is no such page."))
        if not because:
            raise NoReason
        fake.state, fake.decided_by, fake.decided_at, fake.because = state, by.name, now, because
        fake.save(update_fields=["state", "decided_by", "decided_at", "because"])
        act = "confirm_fake" if state is FakeState.CONFIRMED else "clear_fake"
        record(act, subject=f"fake:{fake.id}", by=by, now=now, because=because)


def fakes_within(viewer: Viewer, right: Right) -> Q:
    """Suspected fakes of the pages over which this person has the right."""
    return within(
        viewer.scope(right),
        body="resembles__owner",
        municipality="resembles__municipality",
        founder="resembles__founder",
    )


def look_at_questions(*, now: datetime) -> int:
    """Compare the addresses that people asked about with the register: what imitates an official page is suspected.

    The rest is forgotten. Returns how many were looked at.
    """
    with transaction.atomic():
        asked = list(AskedAddress.objects.select_for_update(skip_locked=True).order_by("id")[:QUESTIONS_AT_ONCE])
        if not asked:
            return 0
        official = names_of(
            PageAddress.objects.filter(until=None, page__is_active=True, page__owner__is_active=True)
            .order_by("id")
            .values_list("page_id", "network", "key")
        )
        for one in asked:
            _look_at(one, official, now=now)
        AskedAddress.objects.filter(id__in=[one.id for one in asked]).delete()
    return len(asked)


def _look_at(asked: AskedAddress, official: list[OfficialName], *, now: datetime) -> None:
    known = SuspectedFake.objects.filter(network=asked.network, key=asked.key)
    if known.update(asked_count=F("asked_count") + asked.times):
        return
    alike = find_like(asked.key, official)
    if alike is None:
        return
    SuspectedFake.objects.create(
        network=asked.network,
        key=asked.key,
        resembles_id=alike[0].page_id,
        likenesses=[alike[1]],
        found_by=FoundBy.QUESTION,
        found_at=now,
        asked_count=asked.times,
    )


def _address_in(text: str, *, field: str) -> Address:
    """The one page that a text names."""
    named = [one for one in read_text(text).addresses if one.names in (Names.PAGE_ID, Names.PAGE_NAME, Names.PERSON)]
    if len(named) != 1:
        raise NamesNoPage(field)
    return named[0]
