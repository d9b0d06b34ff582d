"""Keys of a page as a person enters them: each is tried in its network before it takes the place of what works."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from otklik.audit.services import Actor, record
from otklik.networks.abilities import ExplainsRights, KeepsSubscription, TellsWhereKeysAre
from otklik.networks.connector import PageAccess
from otklik.networks.errors import ConnectorError, Refused
from otklik.networks.limits import Token
from otklik.networks.registry import connector_for
from otklik.organizations.errors import UnfitEntry
from otklik.pages.errors import KeyRefused
from otklik.pages.models import Connection, Page
from otklik.pages.selectors import access_without_tokens
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.pages.trial import impatient
from otklik.shared.words import marked as _

COMMUNITY, ADMIN, SECRET, CONFIRMATION = "community_token", "admin_token", "webhook_secret", "confirmation"
_TOKENS: Final = {COMMUNITY: Token.COMMUNITY, ADMIN: Token.ADMIN}


@dataclass(frozen=True, slots=True)
class KeyField:
    """One key that a page of this network takes; never what it is. Words are marked for translation."""

    name: str
    word: str
    where: str
    """How a person gets it."""
    longest: int = 1_000
    is_entered: bool = False


_TOKEN_WORDS: Final = {COMMUNITY: _("Token of the page"), ADMIN: _("Token of an administrator")}
_OF_EVENTS: Final = (
    KeyField(
        SECRET,
        _("Secret of the webhook"),
        _("Any word of up to 50 letters and digits: the same here and in the network's settings of events."),
        longest=50,
    ),
    KeyField(
        CONFIRMATION,
        _("Confirmation string"),
        _("What the network's settings of events say that our address has to answer."),
        longest=64,
    ),
)
"""Where a person has to tell the network our webhook."""


def list_keys(page: Page) -> tuple[KeyField, ...]:
    """What can be entered for a page: its tokens, and what a network wants that we cannot tell our webhook to."""
    connector, line = connector_for(page.network), Connection.objects.filter(page=page).first()
    used = {limit.need.token for limit in connector.limits.values() if limit.need}
    where = connector.where_keys if isinstance(connector, TellsWhereKeysAre) else {}
    tokens = [KeyField(name, _TOKEN_WORDS[name], where.get(one, "")) for name, one in _TOKENS.items() if one in used]
    fields = (*tokens, *(() if isinstance(connector, KeepsSubscription) else _OF_EVENTS))
    return tuple(replace(one, is_entered=bool(getattr(line, one.name, ""))) for one in fields)


def enter_keys(page: Page, entered: Mapping[str, str], *, expire_on: date | None, by: Actor, now: datetime) -> None:
    """Keep the keys that are not empty, the others stay. Raises UnfitEntry, KeyRefused, NetworkOff: then all stay.

    Not in a transaction: it waits for the network, a few calls of at most five seconds for each token.
    """
    known = {one.name: one for one in list_keys(page)}
    new = {name: value.strip() for name, value in entered.items() if name in known and value.strip()}
    _check_form(page, new, known)
    access, line = access_without_tokens(page), Connection.objects.filter(page=page).first()
    tokens = [name for name in _TOKENS if name in new]
    for name in tokens:
        alone = (
            replace(access, admin_token=new[ADMIN])
            if name == ADMIN
            else replace(access, community_token=new[COMMUNITY])
        )
        _try_token(page, alone, name, by=by, now=now)
    if line is None:
        # where we tell our webhook ourselves, its secret is ours to make
        made = "" if SECRET in known else secrets.token_urlsafe(16)
        new = {COMMUNITY: "", ADMIN: "", SECRET: made, CONFIRMATION: ""} | new
    changed = dict.fromkeys((COMMUNITY, ADMIN, SECRET, CONFIRMATION)) | new
    if line is not None and not tokens:
        expire_on = expire_on or line.tokens_expire_on
    connect_page(page, secrets_entered=ConnectionSecrets(**changed), by=by, now=now, tokens_expire_on=expire_on)


def _check_form(page: Page, new: Mapping[str, str], known: Mapping[str, KeyField]) -> None:
    if not page.external_id:
        raise UnfitEntry(
            _("The page has no id in its network."), field="", mend=_("Enter it on the tab «Entry», then its keys.")
        )
    if not new:
        raise UnfitEntry(_("No key is entered."), field=next(iter(known)), mend=_("Enter at least one."))
    for name, value in new.items():
        if len(value) > known[name].longest or not value.isascii() or not value.isprintable() or " " in value:
            raise UnfitEntry(
                _("This does not look like a key: it is too long, or has spaces or letters that no key has."),
                field=name,
                mend=_("Copy it anew, from the first to the last sign, and nothing besides."),
            )


def _try_token(page: Page, access: PageAccess, name: str, *, by: Actor, now: datetime) -> None:
    """Ask the network with this token alone. Raises KeyRefused where it is wrong, has expired or allows nothing."""
    connector = connector_for(page.network)
    try:
        facts = connector.read_page(impatient(access))
        rights = connector.explain_rights(facts.rights) if isinstance(connector, ExplainsRights) else ()
        if rights and not any(right.is_given for right in rights):
            raise Refused(_("This key allows nothing on this page."), next_step=_WITHOUT_RIGHTS[name])
    except ConnectorError as why:
        record("refuse_key", subject=f"page:{page.id}", by=by, now=now, details={"key": name, "found": why.reason})
        next_step = why.next_step if isinstance(why, Refused) else _LATER
        raise KeyRefused(why.reason, field=name, mend=next_step) from why


_LATER = _("Nothing was changed. Try again in a few minutes.")
_WITHOUT_RIGHTS = {
    COMMUNITY: _(
        "Make the key anew in the network's settings of the page, with the rights that stand below the field."
    ),
    ADMIN: _("Whoever it belongs to has to administer this page: give them the right there, or enter another's key."),
}
