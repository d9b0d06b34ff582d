"""Keeping the register by hand: entering, changing, confirming and retiring pages. Every change is audited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from otklik.audit.services import Actor, record
from otklik.networks.addresses import Names
from otklik.networks.registry import names
from otklik.organizations.errors import BodyIsClosed, UnfitEntry
from otklik.organizations.models import Body, Staff
from otklik.pages.address_book import note_addresses
from otklik.pages.addresses import read_text
from otklik.pages.errors import InRegister
from otklik.pages.models import Connection, Page, PageCategory
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted
from otklik.shared.words import marked as _

MOST_ADMINISTRATORS = 50
_LONGEST = {"name": 200, "url": 300, "external_id": 64, "officer_name": 200, "officer_post": 200, "order_number": 60}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person enters about a page."""

    name: str
    url: str
    external_id: str = ""
    """The network's id of the page; left empty, the end of its address stands for it until somebody knows it."""
    category: str = PageCategory.ACTIVE
    officer_id: int | None = None
    officer_name: str = ""
    officer_post: str = ""
    order_number: str = ""
    order_on: date | None = None
    administrators: tuple[str, ...] = ()


def add_page(owner: Body, entry: Entry, *, network: str, by: Actor, now: datetime) -> Page:
    """Enter a page of a body by hand; it needs no token. Raises UnfitEntry, InRegister, BodyIsClosed."""
    if not owner.is_active:
        raise BodyIsClosed
    if network not in names():
        raise UnfitEntry(_("No network is chosen."), field="network", mend=_("Choose one from the list."))
    page = Page(
        network=network,
        owner=owner,
        municipality_id=owner.municipality_id,
        founder_id=owner.founder_id,
        record_confirmed_at=now,
        record_confirmed_by=by.name,
        **_checked(entry, owner=owner, network=network),
    )
    with transaction.atomic():
        _save(page)
        note_addresses([page])
        record("add_page", subject=f"page:{page.id}", by=by, now=now, details={"name": page.name})
    return page


def edit_page(page: Page, entry: Entry, *, by: Actor, now: datetime) -> None:
    """Change the entry of a page; the history tells what it was before. Raises UnfitEntry, InRegister."""
    change_page(page, _checked(entry, owner=page.owner, network=page.network), act="edit_page", by=by, now=now)


def change_page(
    page: Page,
    values: Mapping[str, object],
    *,
    act: str,
    by: Actor,
    now: datetime,
    unsaid: frozenset[str] = frozenset(),
) -> None:
    """Set these fields and note each that changed as «before → after»; what is `unsaid` is not worth a line."""
    before = {field: getattr(page, field) for field in values}
    changed = {field: value for field, value in values.items() if before[field] != value}
    if not changed:
        return
    for field, value in changed.items():
        setattr(page, field, value)
    told = {
        field: f"{_shown(before[field])} → {_shown(value)}" for field, value in changed.items() if field not in unsaid
    }
    with transaction.atomic():
        _save(page, fields=list(changed))
        if "url" in changed:
            note_addresses([page])
        record(act, subject=f"page:{page.id}", by=by, now=now, details=told)


def confirm_record(page: Page, *, by: Actor, now: datetime) -> None:
    """The officer has looked: the entry is right."""
    with transaction.atomic():
        Page.objects.filter(id=page.id).update(record_confirmed_at=now, record_confirmed_by=by.name)
        record("confirm_record", subject=f"page:{page.id}", by=by, now=now)


def retire_page(page: Page, *, because: str, by: Actor, now: datetime) -> None:
    """The page is no official one any more: nothing is heard from it or sent there; what came stays."""
    if not because:
        raise UnfitEntry(_("Not retired: say why."), field="because", mend=_("The history keeps the reason."))
    _set_active(page, by=by, now=now, because=because, is_active=False)


def restore_page(page: Page, *, by: Actor, now: datetime) -> None:
    """A page that was retired is official again."""
    _set_active(page, by=by, now=now, because="", is_active=True)


def set_expiry(page: Page, on: date | None, *, by: Actor, now: datetime) -> None:
    """Note when the first of the page's tokens ends, so that people are warned before."""
    with transaction.atomic():
        line = Connection.objects.filter(page=page).exclude(tokens_expire_on=on)
        if on is None:
            line = Connection.objects.filter(page=page, tokens_expire_on__isnull=False)
        if line.update(tokens_expire_on=on):
            record("set_expiry", subject=f"page:{page.id}", by=by, now=now, details={"tokens_expire_on": _shown(on)})


def _set_active(page: Page, *, by: Actor, now: datetime, because: str, is_active: bool) -> None:
    with transaction.atomic():
        if Page.objects.filter(id=page.id, is_active=not is_active).update(is_active=is_active):
            act = "restore_page" if is_active else "retire_page"
            record(act, subject=f"page:{page.id}", by=by, now=now, because=because[:500])


def _checked(entry: Entry, *, owner: Body, network: str) -> dict[str, object]:
    """The entry as fields of a page. Raises UnfitEntry, naming the field."""
    values = asdict(entry) | {"external_id": entry.external_id or _id_in(entry.url, network)}
    if not entry.name:
        raise UnfitEntry(_("The name is missing."), field="name", mend=_("Write it as it stands on the page."))
    if not entry.url.startswith(("https://", "http://")) or not values["external_id"]:
        raise UnfitEntry(
            _("The address is missing or is none."), field="url", mend=_("Copy it from the browser: https://…")
        )
    for field, most in _LONGEST.items():
        if (length := len(str(values[field]))) > most:
            raise UnfitEntry(TOO_LONG, field=field, mend=SHORTEN, values=counted(length, most=most))
    if entry.category not in PageCategory:
        raise UnfitEntry(_("There is no such category."), field="category", mend=_("Choose one from the list."))
    values["officer"] = _officer_of(entry.officer_id, owner)
    del values["officer_id"]
    values["administrators"] = [name[:200] for name in entry.administrators[:MOST_ADMINISTRATORS]]
    return values


def _id_in(url: str, network: str) -> str:
    """The page's id where its address tells it, else its end. Raises UnfitEntry for an address of another network."""
    named = read_text(url).addresses
    ours = [one for one in named if one.network == network]
    if named and not ours:
        raise UnfitEntry(
            _("This address is one of another network."), field="url", mend=_("Choose the network where the page is.")
        )
    numbers = [one.key for one in ours if one.names is Names.PAGE_ID]
    return next(iter(numbers), url.rstrip("/").rpartition("/")[2])


def _officer_of(staff_id: int | None, owner: Body) -> Staff | None:
    if staff_id is None:
        return None
    officer = Staff.objects.filter(id=staff_id, is_active=True, appointments__body__below__descendant=owner).first()
    if officer is None:
        raise UnfitEntry(
            _("This person holds no post in the body or above it."), field="officer_id",
            mend=_("Choose one from the list, or write the name."),
        )  # fmt: skip
    return officer


def _save(page: Page, *, fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            page.save(update_fields=fields)
    except IntegrityError as double:
        if "page_once" not in str(double):
            raise
        raise InRegister from double


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "—"
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return "—" if value in (None, "") else str(value)
