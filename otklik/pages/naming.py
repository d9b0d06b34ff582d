"""Which page somebody means by an address or an id: as registers and people write them."""

from dataclasses import dataclass

from django.utils import translation

from otklik.networks.abilities import ReadsAddresses
from otklik.networks.addresses import Address, Link, Names
from otklik.networks.registry import CONNECTORS
from otklik.pages.addresses import read_text, url_of
from otklik.pages.public_selectors import list_networks
from otklik.shared.errors import OtklikError
from otklik.shared.text import fold
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A page as an address names it: by its lasting id, or by the name that its owner chose."""

    network: str
    external_id: str = ""
    name: str = ""

    @property
    def url(self) -> str:
        """Where people find it; the same for all ways of writing its address."""
        return url_of(self.network, self.external_id or self.name)


class NamesNoPage(OtklikError):
    """An address that leads to no page that a body could keep."""


_WHY_NOT = {
    Names.INVITATION: _("An invitation, not the address of a page."),
    Names.PERSON: _("A person's own page: a body's page cannot stand there."),
    Names.NOTHING: _("It leads to the network, but to no page of it."),
    Names.IMPOSSIBLE: _("No page can have such an address: some letters only look right."),
}
_MEND = _("Open the page and copy its address from there.")


def page_named_in(text: str) -> NamedPage:
    """The page that an address names, in any usual form. Raises NamesNoPage, with the reason."""
    reading = read_text(text)
    if reading.imitates:
        wrong = _("It only looks like %(host)s and leads elsewhere.")
        raise NamesNoPage(wrong, mend=_MEND, values={"host": reading.imitates})
    if reading.is_several:
        raise NamesNoPage(_("Several addresses in one cell."), mend=_("Give one address; each page has a row."))
    if not reading.addresses or reading.is_without_network:
        raise NamesNoPage(_("Not an address of a network that we know."), mend=_MEND)
    return _page_of(reading.addresses[0])


def _page_of(address: Address) -> NamedPage:
    if address.names is Names.PAGE_ID:
        return NamedPage(address.network, external_id=address.key)
    if address.names is Names.PAGE_NAME:
        return NamedPage(address.network, name=address.key)
    raise NamesNoPage(_WHY_NOT[address.names], mend=_MEND)


def network_called(text: str) -> str:
    """The network that people call so, in English or Russian; empty where there is none."""
    called = fold(text).strip()
    for look in list_networks():
        with translation.override("ru"):
            words = (look.name, look.short_name, look.title, translation.gettext(look.title), *look.also_called)
        if called in map(fold, words):
            return look.name
    return ""


def page_id_in(network: str, text: str) -> str:
    """The id of a page as the register keeps it; empty where the network has no such ids.

    Some write a community's id with the minus of its messages, or as in its address: `club123`.
    """
    connector = _reader_of(network)
    if connector is None:
        return text
    for word in (text, text.removeprefix("-")):
        for link in (connector.url_of(word), word):
            ids = [one.key for one in connector.read_address(Link.of(link)) if one.names is Names.PAGE_ID]
            if ids and word in (ids[0], link) and ids[0] != "0":
                return ids[0]
    return ""


def _reader_of(network: str) -> ReadsAddresses | None:
    connector: object = CONNECTORS.get(network)
    return connector if isinstance(connector, ReadsAddresses) else None
