"""The hash chain over an append-only table: sealing new rows, verifying the chain, finding the first bad row.

A row is written without a seal, so writing never blocks. One sealer at a time then gives each row its number and a
seal: a hash over the row and the seal before it. Decision 29 says why.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from otklik.audit.models import AuditRecord, ChainedRecord, ChainHead
from otklik.shared.words import marked as _

ERASED = "words_erased"
"""The act by which the audit log tells which rows had their words taken out."""
_PAGE = 1000
"""Rows that are read at a time: so many are in memory, however long a chain is."""


class Fault(StrEnum):
    """What is wrong at the first bad place."""

    CHANGED = "changed"
    MISSING = "missing"
    WORDS_CHANGED = "words_changed"
    ERASED_SILENTLY = "erased_silently"
    END_MISSING = "end_missing"
    HEAD_MISSING = "head_missing"
    STRAY = "stray"
    BEREFT = "bereft"
    KEPT_GONE = "kept_gone"


FAULTS = {
    Fault.CHANGED: _("the row was changed, or stands in another's place"),
    Fault.MISSING: _("a row is missing before it"),
    Fault.WORDS_CHANGED: _("its reason or its details were changed"),
    Fault.ERASED_SILENTLY: _("its words were taken out, and the audit log does not tell of it"),
    Fault.END_MISSING: _("rows at the end are missing"),
    Fault.HEAD_MISSING: _("the mark of the last seal is missing or does not fit"),
    Fault.STRAY: _("the row carries a seal but has no place in the chain: it was put in past the software"),
    Fault.BEREFT: _("the rows about it are gone, or the first of them"),
    Fault.KEPT_GONE: _(
        "the seal that is kept outside of the database is gone here, or another: rows were taken away or rewritten"
    ),
}


@dataclass(frozen=True, slots=True)
class BadPlace:
    """The first place where a chain does not hold. `number` counts from 1; None: the row is not sealed yet."""

    fault: Fault
    number: int | None
    row_id: int | None = None
    at: datetime | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What was found of one chain. `seal` is its last one: keep it outside, and ask later whether it still stands."""

    chain: str
    checked: int
    unsealed: int
    number: int
    seal: str
    bad: BadPlace | None = None


def list_chains() -> list[type[ChainedRecord]]:
    """Every table that is chained, whichever room it is of."""
    return [model for model in apps.get_models() if issubclass(model, ChainedRecord)]


def new_salt() -> str:
    """A random salt, so that nobody finds the words of a digest by brute force."""
    return secrets.token_hex(16)


def digest_words(because: str, details: Mapping[str, object], *, salt: str) -> str:
    """The salted hash of the words. The seal covers it instead of the words, so that these can be erased."""
    return _hash(salt + _canonical([because, details]))


def seal_of(row: ChainedRecord, *, before: str) -> str:
    """The seal of a record: SHA-256 over the seal before it and all that the record says."""
    at = row.at.astimezone(UTC).isoformat()
    said: list[object] = [row.id, at, row.actor_id, row.actor_name, row.act, row.subject]  # type: ignore[attr-defined]
    said += [row.words] if row.words else [row.because, row.details]
    said += [getattr(row, name) for name in row.also_sealed]
    return _hash(before + _canonical(said))


def seal_rows(model: type[ChainedRecord], *, now: datetime, at_most: int = 1000) -> int:
    """Chain new rows of one table. Returns how many were sealed.

    Rows of the last moments may still be uncommitted with a smaller id, so one sealer works at a time and the chain
    follows the order of sealing, which each row's number proves.
    """
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"otklik seal {table}"])
        newest = _sealed(model).order_by("-sealed_no").first()
        seal, number = (newest.seal, newest.sealed_no or 0) if newest else ("", 0)
        rows = []
        for row in model._default_manager.filter(seal="").order_by("id")[:at_most]:
            number += 1
            seal = seal_of(row, before=seal)
            rows.append((seal, number, row.at, row.id))  # type: ignore[attr-defined]
        if not rows:
            return 0
        # the name of a table of ours
        cursor.executemany(f"update {table} set seal = %s, sealed_no = %s where at = %s and id = %s", rows)  # noqa: S608
        ChainHead.objects.update_or_create(
            chain=table, defaults={"sealed_no": number, "seal": seal, "sealed_at": now}
        )  # fmt: skip
    return len(rows)


def verify_chain(model: type[ChainedRecord], *, since: datetime | None = None) -> ChainReport:
    """Look at a chain from its beginning, or from a time on, up to the first place where it does not hold."""
    seal, first = _start(model, since=since)
    number, seal, bad = _walk(model, number=first, seal=seal)
    unsealed = 0
    for row, erased in () if bad else _unsealed_rows(model):
        if bad := _look_at_words(row, erased=erased):
            break
        unsealed += 1
    bad = bad or _find_stray(model) or _find_bereft(model)
    return ChainReport(model._meta.db_table, number - first, unsealed, number, seal, bad)


def _walk(model: type[ChainedRecord], *, number: int, seal: str) -> tuple[int, str, BadPlace | None]:
    """Walk the chain from seal to seal to its end. Returns the first fault, if there is one."""
    while True:
        begun = number
        for row, erased in _sealed_rows(model, after=number):
            before, seal = seal, row.seal
            if bad := _look_at(row, expected=number + 1, before=before, erased=erased):
                return number, seal, bad
            number += 1
        head = _head(model)
        if head is None or head.sealed_no <= number or number == begun:
            return number, seal, _look_at_head(head, number=number, seal=seal)
        # more was sealed while we read: on to the new end


def _sealed_rows(model: type[ChainedRecord], *, after: int) -> Iterator[tuple[ChainedRecord, frozenset[int]]]:
    """The sealed rows, page by page, each with the ids of rows that the log tells to be erased."""
    while page := _page_of_places(model, after=after):
        yield from _with_erased(model, page)
        after += _PAGE


def _page_of_places(model: type[ChainedRecord], *, after: int) -> list[ChainedRecord]:
    """All rows of the places that follow: also two that claim the same one. Empty only behind the last row."""
    following = _sealed(model).filter(sealed_no__gt=after).order_by("sealed_no")
    # one row more than there are places: then one of them was put in, and the walk stops before the page ends
    page = list(following.filter(sealed_no__lte=after + _PAGE)[: _PAGE + 1])
    return page or list(following[:1])  # behind a gap that is longer than a page


def _unsealed_rows(model: type[ChainedRecord]) -> Iterator[tuple[ChainedRecord, frozenset[int]]]:
    """The rows that wait for their seal, by pages."""
    waiting = model._default_manager.filter(seal="").order_by("id", "at")
    rows = list(waiting[:_PAGE])
    while rows:
        yield from _with_erased(model, rows)
        last_id, last_at = rows[-1].id, rows[-1].at  # type: ignore[attr-defined]
        rows = list(waiting.filter(Q(id__gt=last_id) | Q(id=last_id, at__gt=last_at))[:_PAGE])


def _with_erased(
    model: type[ChainedRecord], rows: Sequence[ChainedRecord]
) -> Iterator[tuple[ChainedRecord, frozenset[int]]]:
    erased = _told_erased(model, rows)
    return ((row, erased) for row in rows)


def rows_with_ids(model: type[ChainedRecord], ids: Iterable[int]) -> QuerySet[ChainedRecord]:
    """The rows with these ids; every chained table has a column `id`, whatever its key is."""
    return model._default_manager.filter(id__in=list(ids))  # type: ignore[misc]


def stands(seal: str) -> bool:
    """Whether a seal that was written down earlier still stands in one of the chains."""
    return bool(seal) and any(model._default_manager.filter(seal=seal).exists() for model in list_chains())


def _start(model: type[ChainedRecord], *, since: datetime | None) -> tuple[str, int]:
    """The seal and the number to go on from; what stands before is taken as it is."""
    if since is None:
        return "", 0
    first = _sealed(model).filter(at__gte=since).order_by("sealed_no").first()
    before = _sealed(model).order_by("-sealed_no")
    last = (before.filter(sealed_no__lt=first.sealed_no) if first else before).first()
    return (last.seal, last.sealed_no or 0) if last else ("", 0)


def _look_at(row: ChainedRecord, *, expected: int, before: str, erased: frozenset[int]) -> BadPlace | None:
    if row.sealed_no != expected:
        return _bad(row, Fault.MISSING if (row.sealed_no or 0) > expected else Fault.CHANGED)
    if row.seal != seal_of(row, before=before):
        return _bad(row, Fault.CHANGED)
    return _look_at_words(row, erased=erased)


def _look_at_words(row: ChainedRecord, *, erased: frozenset[int]) -> BadPlace | None:
    if not row.words:
        return None
    if row.erased_at is not None:
        is_told = row.id in erased and not row.because and not row.details  # type: ignore[attr-defined]
        return None if is_told else _bad(row, Fault.ERASED_SILENTLY)
    if row.words != digest_words(row.because, row.details, salt=row.salt):
        return _bad(row, Fault.WORDS_CHANGED)
    return None


def _head(model: type[ChainedRecord]) -> ChainHead | None:
    return ChainHead.objects.filter(chain=model._meta.db_table).first()


def _look_at_head(head: ChainHead | None, *, number: int, seal: str) -> BadPlace | None:
    if head is None:
        return BadPlace(Fault.HEAD_MISSING, number) if number else None
    if head.sealed_no > number:
        return BadPlace(Fault.END_MISSING, number + 1)
    return None if head.seal == seal else BadPlace(Fault.HEAD_MISSING, number)


def _find_stray(model: type[ChainedRecord]) -> BadPlace | None:
    """A row that neither the chain nor what waits for its seal holds: whoever reads the table would believe it."""
    # each is asked by itself, so that the index of the places finds it
    for placeless in (Q(sealed_no__lt=1), Q(sealed_no__isnull=True)):
        for row in model._default_manager.exclude(seal="").filter(placeless)[:1]:
            return _bad(row, Fault.STRAY)
    return None


def _find_bereft(model: type[ChainedRecord]) -> BadPlace | None:
    subject = model.find_bereft()
    return BadPlace(Fault.BEREFT, None, subject=subject) if subject else None


def _bad(row: ChainedRecord, fault: Fault) -> BadPlace:
    return BadPlace(fault, row.sealed_no, row.id, row.at, row.subject)  # type: ignore[attr-defined]


def _told_erased(model: type[ChainedRecord], rows: Sequence[ChainedRecord]) -> frozenset[int]:
    """Ids of rows whose words were taken out when those of these rows were, as the audit log tells of that moment."""
    moments = {row.erased_at for row in rows if row.words and row.erased_at is not None}
    if not moments:
        return frozenset()
    lines = AuditRecord.objects.filter(act=ERASED, subject=f"chain:{model._meta.db_table}", at__in=moments)
    told = lines.values_list("details", flat=True)
    return frozenset(int(row_id) for details in told for row_id in str(details.get("rows", "")).split())


def _sealed(model: type[ChainedRecord]) -> QuerySet[ChainedRecord]:
    return model._default_manager.filter(sealed_no__isnull=False)


def _canonical(said: object) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
