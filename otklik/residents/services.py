"""Knowing accounts: the id and the name that the network shows, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from otklik.residents.models import NetworkAccount

type AccountKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SeenAuthor:
    """Somebody who wrote, as the network told it."""

    network: str
    external_id: str
    name: str
    is_community: bool
    seen_at: datetime


def know_accounts(seen: Iterable[SeenAuthor]) -> dict[AccountKey, NetworkAccount]:
    """Accounts of these authors by (network, external id); new ones are added, changed names taken over."""
    wanted = {(author.network, author.external_id): author for author in seen}
    if not wanted:
        return {}
    known = _find_accounts(wanted)
    missing = [
        NetworkAccount(
            network=author.network,
            external_id=author.external_id,
            name=author.name[:200],
            is_community=author.is_community,
            first_seen_at=author.seen_at,
        )
        for key, author in sorted(wanted.items())
        if key not in known
    ]
    if missing:
        NetworkAccount.objects.bulk_create(missing, ignore_conflicts=True)
        known = _find_accounts(wanted)
    for key, account in known.items():
        name = wanted[key].name[:200]
        if name and name != account.name:
            rename_account(account, name=name)
    return known


def rename_account(account: NetworkAccount, *, name: str) -> None:
    """Take over the name that the network shows now."""
    account.name = name[:200]
    account.save(update_fields=["name"])


def _find_accounts(wanted: Iterable[AccountKey]) -> dict[AccountKey, NetworkAccount]:
    keys = list(wanted)
    accounts = NetworkAccount.objects.filter(
        network__in={network for network, _ in keys}, external_id__in={external_id for _, external_id in keys}
    )
    return {(a.network, a.external_id): a for a in accounts if (a.network, a.external_id) in set(keys)}
