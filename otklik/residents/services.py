"""Knowing accounts: the id and the name that the network shows, nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

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
    told = [(account, wanted[key].name[:200]) for key, account in known.items()]
    rename_accounts([(account, name) for account, name in told if name and name != account.name])
    return known


def rename_accounts(names: Sequence[tuple[NetworkAccount, str]]) -> None:
    """Take over the names that the network shows now, in one statement: a lively hour brings hundreds.

    Locked first, in the order of their numbers: of two who rename the same accounts one waits, and never both. (An
    UPDATE that joins takes its locks in the order of its plan, whatever order stands in what it joins.)
    """
    if not names:
        return
    for account, name in names:
        account.name = name[:200]
    with connection.cursor() as cursor:
        cursor.execute(
            "update residents_networkaccount as account set name = told.name from ("
            "with held as materialized (select id from residents_networkaccount where id = any(%(ids)s) order by id"
            " for no key update)"
            " select id, told.name from unnest(%(ids)s::bigint[], %(names)s::text[]) as told (id, name)"
            " join held using (id)) as told where account.id = told.id",
            {"ids": [account.id for account, _ in names], "names": [account.name for account, _ in names]},
        )


def _find_accounts(wanted: Iterable[AccountKey]) -> dict[AccountKey, NetworkAccount]:
    keys = list(wanted)
    accounts = NetworkAccount.objects.filter(
        network__in={network for network, _ in keys}, external_id__in={external_id for _, external_id in keys}
    )
    return {(a.network, a.external_id): a for a in accounts if (a.network, a.external_id) in set(keys)}
