"""Who was erased since when, outside the database: a backup that is restored brings erased people back.

A file in the data directory, a line for each: when, and the keyed hash of network and number, from which nobody reads
either. It must not be restored with the database; `otklik residents repeat` erases everybody on it who is there again.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from otklik.publication.erasing import erase_subscriptions
from otklik.publication.models import Subscription
from otklik.residents.erasing import erased_name
from otklik.residents.models import NetworkAccount
from otklik.worker.erasing import Erased, NobodyErased, erase_person, find_person

log = logging.getLogger(__name__)

_MAILBOX = "e-mail"
"""Stands for a network in the hashes of addresses."""
REPEATED = "erased before; a restored backup had brought it back"


def file_of_erased() -> Path:
    """Where the list stands."""
    return Path(settings.OTKLIK_DATA_DIR) / "erased.txt"


def note_erased(network: str, number: str, *, now: datetime) -> None:
    """Add an account to the list."""
    path = file_of_erased()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as lines:
        lines.write(f"{now.isoformat()} {_hash_of(network, number)}\n")


@dataclass(frozen=True, slots=True)
class NotErased:
    """Somebody on the list who could not be erased again, and why."""

    network: str
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """What was erased again, and who was not."""

    accounts: int
    subscriptions: int
    failed: tuple[NotErased, ...]
    remains: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """For whoever ran the command."""
        done = f"Erased again: {self.accounts}. Subscriptions ended again: {self.subscriptions}."
        return "\n".join((done, *self.remains))

    @property
    def failures(self) -> str:
        """Who has to be erased yet, a line each; empty: nobody."""
        if not self.failed:
            return ""
        named = (f"Not erased: {one.network} {one.number}: {one.why}" for one in self.failed)
        return "\n".join((*named, "Mend it, then run `residents repeat` before starting anything."))


def repeat_all(*, now: datetime) -> Repeated:
    """Erase again whoever is on the list, and end the subscriptions of addresses on it."""
    done, failed = repeat_erasures(now=now)
    remains = tuple(line for erased in done for line in erased.remains)
    return Repeated(len(done), repeat_forgotten(), tuple(failed), remains)


def repeat_erasures(*, now: datetime) -> tuple[list[Erased], list[NotErased]]:
    """Erase whoever is on the list and is there as before; the second list tells who was not. One stops no other.

    Who was erased and has written again since is known from a later moment, and stays.
    """
    listed = _listed()
    if not listed:
        return [], []
    accounts = NetworkAccount.objects.order_by("id").values_list("network", "external_id", "first_seen_at")
    back = [
        (network, number)
        for network, number, seen_at in accounts.iterator()
        if (erased_at := listed.get(_hash_of(network, number))) and seen_at < erased_at
    ]
    done: list[Erased] = []
    failed: list[NotErased] = []
    for network, number in back:
        try:
            done.append(erase_person(find_person(network, number), by=None, because=REPEATED, now=now))
        except NobodyErased as why:
            failed.append(NotErased(network, number, str(why)))
        except Exception as error:
            log.exception("an account could not be erased again")
            failed.append(NotErased(network, number, type(error).__name__))
    return done, failed


def note_forgotten(address: str, *, now: datetime) -> None:
    """Add an e-mail address whose subscriptions were ended."""
    note_erased(_MAILBOX, address.strip().lower(), now=now)


def repeat_forgotten() -> int:
    """End again what addresses on the list were subscribed to before they were forgotten. Returns how many."""
    listed = _listed()
    known = Subscription.objects.values_list("email", "made_at").order_by("id") if listed else ()
    back = {email for email, made_at in known if (at := listed.get(_hash_of(_MAILBOX, email))) and made_at < at}
    return erase_subscriptions(back)


def _listed() -> dict[str, datetime]:
    """Hash → when that account was erased last."""
    path = file_of_erased()
    if not path.is_file():
        return {}
    lines = (line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip())
    return {hashed: datetime.fromisoformat(at) for at, hashed in sorted(lines)}


def _hash_of(network: str, number: str) -> str:
    return erased_name(f"{network} {number}")
