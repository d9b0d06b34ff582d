"""Stores the current and former addresses of pages."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from otklik.pages.addresses import key_of, look_of_key
from otklik.pages.models import Page, PageAddress


def note_addresses(pages: Iterable[Page]) -> None:
    """Note under which addresses these pages stand now; what they had before stays known as theirs.

    A name leads to one page at a time: whoever has it now took it over from the one that had it. A page without a
    known address keeps the one that it had.
    """
    keys = {page.id: (page.network, key) for page in pages if (key := key_of(page.network, page.url)) is not None}
    holders = {(network, key): page_id for page_id, (network, key) in keys.items() if key}
    with transaction.atomic():
        told = Q(page_id__in=list(keys)) | Q(key__in=[key for _, key in holders])
        standing = list(PageAddress.objects.filter(told, until=None).values_list("id", "page_id", "network", "key"))
        kept = {(network, key) for _, page_id, network, key in standing if holders.get((network, key)) == page_id}
        over = [
            row_id
            for row_id, page_id, network, key in standing
            if (network, key) not in kept and (page_id in keys or (network, key) in holders)
        ]
        PageAddress.objects.filter(id__in=over).update(until=Now())
        PageAddress.objects.bulk_create(
            [
                PageAddress(page_id=page_id, network=network, key=key, skeleton=look_of_key(key), since=Now())
                for (network, key), page_id in holders.items()
                if (network, key) not in kept
            ],
            ignore_conflicts=True,
        )
