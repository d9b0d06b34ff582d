"""Is this page official? What the register allows to say, and no more.

`official` and `not_official` are said only where we know: a page that the register lacks may still be the official one
of a body elsewhere, so it is `unknown`. The words for people are in `verify_words`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from otklik.networks.addresses import Address, Names
from otklik.networks.connector import Badge
from otklik.pages.addresses import LONGEST_TEXT, look_of_key, read_text, url_of
from otklik.pages.likeness import find_like, names_of
from otklik.pages.models import FakeState, Page, PageAddress, SuspectedFake
from otklik.shared.lookalikes import skeleton

__all__ = ["LONGEST_TEXT", "Genuineness", "OfficialPage", "Verification", "Why", "find_page", "note_question", "verify"]

_END = 4
"""Letters by which names that may be near are looked up."""
_MOST_NEAR = 2_000
MOST_ASKED = 5_000
"""Addresses that wait to be compared with the register: whoever asks about made-up ones fills no disk."""


class Genuineness(StrEnum):
    """Whether a page is official, worst first."""

    NOT_OFFICIAL = "not_official"
    UNKNOWN = "unknown"
    OFFICIAL = "official"


class Why(StrEnum):
    """What it is said by, worst first within one genuineness."""

    IMITATED_HOST = "imitated_host"
    FAKE = "fake"
    """A person found that it passes itself off as an official page."""
    IMPOSSIBLE = "impossible"
    CLOSED = "closed"
    """It was official; the body keeps it no more."""
    LOOKALIKE = "lookalike"
    """Its address is that of an official page with a letter exchanged for one that looks the same."""
    PERSON = "person"
    SUSPECTED = "suspected"
    NEAR = "near"
    """Its address differs from that of an official page in points and dashes, a letter or two, a word that claims."""
    INVITATION = "invitation"
    NOT_LISTED = "not_listed"
    NOTHING_NAMED = "nothing_named"
    SEVERAL = "several"
    NO_ADDRESS = "no_address"
    NAME_ONLY = "name_only"
    """By `@name`, which does not say in which network: the official page of one, perhaps somebody else's in another."""
    FORMER_ADDRESS = "former_address"
    REGISTERED = "registered"


_NOTE = """
    insert into pages_askedaddress as asked (network, key, times)
    select %(network)s, %(key)s, 1 from (select set_config('synchronous_commit', 'off', true)) as at_once
    where (select count(*) from pages_askedaddress) < %(most)s
        or exists (select 1 from pages_askedaddress where network = %(network)s and key = %(key)s)
    on conflict (network, key) do update set times = asked.times + 1
"""
"""One question more; who asked does not wait for the disk: a count that a power cut loses is no loss."""
_SAYS = {
    Why.IMITATED_HOST: Genuineness.NOT_OFFICIAL,
    Why.FAKE: Genuineness.NOT_OFFICIAL,
    Why.IMPOSSIBLE: Genuineness.NOT_OFFICIAL,
    Why.CLOSED: Genuineness.NOT_OFFICIAL,
    Why.LOOKALIKE: Genuineness.NOT_OFFICIAL,
    Why.PERSON: Genuineness.NOT_OFFICIAL,
    Why.FORMER_ADDRESS: Genuineness.OFFICIAL,
    Why.REGISTERED: Genuineness.OFFICIAL,
}
_WORST_FIRST = list(Why)
_SHOWN = (
    "network", "external_id", "name", "url", "is_active", "badge", "badge_confirmed_on", "badge_confirmed_by",
    "record_confirmed_at", "owner__slug", "owner__name", "owner__is_active",
)  # fmt: skip
"""The columns of a page that an answer needs: a page has many more."""
_KNOWN = (Why.REGISTERED, Why.FORMER_ADDRESS)
_WORTH_A_LOOK = (Why.NOT_LISTED, Why.NEAR, Why.LOOKALIKE, Why.SUSPECTED)
_OF_NO_PAGE = {
    Names.INVITATION: Why.INVITATION,
    Names.PERSON: Why.PERSON,
    Names.IMPOSSIBLE: Why.IMPOSSIBLE,
    Names.NOTHING: Why.NOTHING_NAMED,
}


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """A page of the register, as everybody may see it."""

    network: str
    name: str
    url: str
    body_slug: str
    body_name: str
    badge_on: date | None
    """When the network's mark was last seen; None: it was not seen."""
    is_badge_told: bool
    """The network itself tells of the mark; else a person saw it."""
    confirmed_on: date | None
    """When whoever answers for the page last confirmed its entry."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What can be said of an address."""

    why: Why
    address: Address | None = None
    page: OfficialPage | None = None
    """The official page itself; of a fake the one that it resembles; of a closed one the page that it was."""
    imitates: str = ""

    @property
    def verdict(self) -> Genuineness:
        """Official, not official, or unknown."""
        return _SAYS.get(self.why, Genuineness.UNKNOWN)


def verify(text: str) -> Verification:
    """Say whether an address, in whatever form, is that of an official page."""
    reading = read_text(text)
    if reading.imitates:
        return Verification(Why.IMITATED_HOST, imitates=reading.imitates)
    if reading.is_several:
        return Verification(Why.SEVERAL)
    found = [_verify_address(address) for address in reading.addresses]
    if reading.is_without_network:
        return _of_name_alone(found)
    return min(found, key=lambda one: _WORST_FIRST.index(one.why), default=Verification(Why.NO_ADDRESS))


def find_page(address: Address) -> Page | None:
    """The page of the register that stands, or stood, at this address."""
    page, why = _find(address)
    return page if why in _KNOWN else None


def note_question(found: Verification) -> None:
    """Keep an address that nobody knows until it is compared with the register; of who asked, nothing."""
    address = found.address
    if found.why not in _WORTH_A_LOOK or address is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"network": address.network, "key": address.key, "most": MOST_ASKED})


def _of_name_alone(found: Iterable[Verification]) -> Verification:
    """A fake in any network warns; else the official page that has the name, never as certain; else what is known."""
    ordered = sorted(found, key=lambda one: _WORST_FIRST.index(one.why))
    first, last = ordered[0], ordered[-1]
    if first.why is Why.FAKE or last.verdict is not Genuineness.OFFICIAL:
        return first
    return Verification(Why.NAME_ONLY, address=last.address, page=last.page)


def _verify_address(address: Address) -> Verification:
    if not address.key:
        return Verification(_OF_NO_PAGE[address.names], address)
    page, why = _find(address)
    if page is not None and why in _KNOWN:
        return Verification(why if page.is_active and page.owner.is_active else Why.CLOSED, address, _shown(page))
    fake = _find_fake(address)
    state = FakeState(fake.state) if fake else None
    if fake is not None and state is FakeState.CONFIRMED:
        return Verification(Why.FAKE, address, _shown(fake.resembles))
    if page is not None and (state is None or (state is FakeState.SUSPECTED and why is Why.LOOKALIKE)):
        return Verification(why, address, _shown(page))
    if fake is not None and state is FakeState.SUSPECTED:
        return Verification(Why.SUSPECTED, address, _shown(fake.resembles))
    near = _find_near(address) if address.names is Names.PAGE_NAME and fake is None else None
    if near is not None:
        return Verification(Why.NEAR, address, _shown(near))
    return Verification(_OF_NO_PAGE.get(address.names, Why.NOT_LISTED), address)


def _find_near(address: Address) -> Page | None:
    """The page at work in the same network whose name is like this one but for a slip, or a word added to it."""
    looks = look_of_key(address.key)
    # whoever slips does so at one end; «official» is put before a name or behind it
    near = Q(skeleton__startswith=looks[:_END]) | Q(skeleton__endswith=looks[-_END:])
    rows = PageAddress.objects.filter(near, network=address.network, until=None, page__is_active=True)
    found = find_like(address.key, names_of(rows.values_list("page_id", "network", "key")[:_MOST_NEAR]))
    pages = Page.objects.select_related("owner").only(*_SHOWN)
    return pages.filter(id=found[0].page_id, owner__is_active=True).first() if found else None


def _find(address: Address) -> tuple[Page | None, Why]:
    """A page that the address leads to, or only seems to."""
    return _find_by_id(address) if address.names is Names.PAGE_ID else _find_by_name(address)


def _find_by_id(address: Address) -> tuple[Page | None, Why]:
    pages = Page.objects.select_related("owner").only(*_SHOWN)
    return pages.filter(network=address.network, external_id=address.key).first(), Why.REGISTERED


def _find_by_name(address: Address) -> tuple[Page | None, Why]:
    """The page that has the name, else the last that had it, else one whose name looks the same."""
    key = address.key
    looks_so = Q(key=key) | Q(skeleton=look_of_key(key), until=None)
    addresses = PageAddress.objects.select_related("page__owner").only("key", "until", *_through("page"))
    rows = list(addresses.filter(looks_so, network=address.network))
    mine = [row for row in rows if row.key == key]
    if mine:
        held = next((row for row in mine if row.until is None), None)
        last = held or max(mine, key=lambda row: (row.until, row.id))
        return last.page, Why.REGISTERED if held else Why.FORMER_ADDRESS
    alike = [row for row in rows if row.page.is_active and address.names is Names.PAGE_NAME]
    same = next((row for row in alike if skeleton(row.key) == skeleton(key)), None)
    if same is not None:
        return same.page, Why.LOOKALIKE
    return (alike[0].page if alike else None), Why.NEAR


def _find_fake(address: Address) -> SuspectedFake | None:
    fakes = SuspectedFake.objects.select_related("resembles__owner").only("state", *_through("resembles"))
    return fakes.filter(network=address.network, key=address.key).first()


def _through(page: str) -> list[str]:
    return [f"{page}__{column}" for column in _SHOWN]


def _shown(page: Page) -> OfficialPage:
    has_badge = page.badge == Badge.CONFIRMED
    return OfficialPage(
        network=page.network,
        name=page.name,
        url=page.url or url_of(page.network, page.external_id),
        body_slug=page.owner.slug,
        body_name=page.owner.name,
        badge_on=page.badge_confirmed_on if has_badge else None,
        is_badge_told=has_badge and not page.badge_confirmed_by,
        confirmed_on=timezone.localdate(page.record_confirmed_at) if page.record_confirmed_at else None,
    )
