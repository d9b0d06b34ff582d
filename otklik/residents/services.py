"""Knowing accounts: the id and the name that the network shows, nothing else."""

from collections.abc import Iterable
from datetime import datetime

from otklik.networks.events import Author
from otklik.residents.models import NetworkAccount

type AccountKey = tuple[str, str]


def know_accounts(seen: Iterable[tuple[str, Author, datetime]]) -> dict[AccountKey, NetworkAccount]:
    """Accounts of these authors by (network, external id); new ones are added, changed names taken over."""
    wanted = {(network, author.external_id): (author, at) for network, author, at in seen if not author.is_page}
    if not wanted:
        return {}
    known = _find_accounts(wanted)
    missing = [
        NetworkAccount(
            network=network,
            external_id=external_id,
            name=author.name[:200],
            is_community=author.is_community,
            first_seen_at=at,
        )
        for (network, external_id), (author, at) in sorted(wanted.items(), key=lambda item: item[0])
        if (network, external_id) not in known
    ]
    if missing:
        NetworkAccount.objects.bulk_create(missing, ignore_conflicts=True)
        known = _find_accounts(wanted)
    for key, account in known.items():
        name = wanted[key][0].name[:200]
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
