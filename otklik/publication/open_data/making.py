"""Making the files of open data: each hour, and at once when a case that may stand in them is taken back.

With the file of answer times the figures of speed are counted that everybody reads, from the very rows that it holds,
by the script that is published beside it: no page tells anything else, or of a later moment, than the file.
"""

import gzip
import hashlib
import json
import logging
import secrets
import tempfile
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import IO, Final

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from otklik.media.services import media_storage
from otklik.publication.models import BodySpeed, OpenFile, TakenBack
from otklik.publication.open_data.tables import ENDINGS, KEPT_DAYS, TABLES, OpenTable, Row, Span
from otklik.publication.published.recompute import COLUMNS, Counting
from otklik.shared.csv_lines import csv_lines
from otklik.shared.text import without_turning

log = logging.getLogger(__name__)

_PACKING: Final = 6
_CASES: Final = "cases"
_TIMES: Final = "answer-times"


def make_open_files(*, now: datetime, names: Collection[str] | None = None) -> int:
    """Write these tables anew, or all, and let old files go. Returns how many files were made.

    Constant memory: rows come by the thousand, files are written to disk and then brought into the storage.
    """
    made = 0
    for table in TABLES:
        if names is None or table.name in names:
            made += _make(table, now=now)
    over = OpenFile.objects.filter(made_on__lte=timezone.localdate(now) - timedelta(days=KEPT_DAYS))
    newest = [_newest(f"{table.name}.{ending}") for table in TABLES for ending in ENDINGS]
    _drop(over.exclude(id__in=[one.id for one in newest if one]).values_list("id", flat=True))
    return made


def keep_open_files(*, now: datetime) -> int:
    """Make what was never made, and make anew what holds a case that was taken back. Returns how many files were made.

    Older files that hold it are deleted at once. Where the newest cannot be made anew, it is not shown either.
    """
    told = dict(TakenBack.objects.order_by("id").values_list("id", "published_at"))
    holding = OpenFile.objects.none()
    if told:
        names = [f"{_CASES}.{ending}" for ending in ENDINGS]
        holding = OpenFile.objects.filter(name__in=names, made_at__gte=min(told.values()))
    ids = list(holding.values_list("id", flat=True))
    newest = {name: _newest(name) for name in (f"{table.name}.{ending}" for table in TABLES for ending in ENDINGS)}
    shown = {one.id for one in newest.values() if one}
    _drop([one for one in ids if one not in shown])
    wanted = {name.rpartition(".")[0] for name, one in newest.items() if one is None or one.id in ids}
    try:
        made = make_open_files(now=now, names=wanted) if wanted else 0
    finally:
        _drop(ids)
    TakenBack.objects.filter(id__in=told).delete()
    return made


def _newest(name: str) -> OpenFile | None:
    return OpenFile.objects.filter(name=name).order_by("-made_on").first()


def _make(table: OpenTable, *, now: datetime) -> int:
    copies = {ending: _Copy() for ending in ENDINGS}
    try:
        counting = Counting(timezone.localdate(now)) if table.name == _TIMES else None
        span, count = _write(table, copies, counting, now=now)
        for ending, copy in copies.items():
            _keep(f"{table.name}.{ending}", copy, OpenFile(row_count=count, since_on=span.since_on,
                  until_on=span.until_on, made_on=timezone.localdate(now), made_at=timezone.now()))  # fmt: skip
        if counting is not None:
            _show(counting, now=now)
    finally:
        for copy in copies.values():
            copy.close()
    log.info("open data: %s made, %s rows", table.name, count)
    return len(copies)


@transaction.atomic
def _show(counting: Counting, *, now: datetime) -> None:
    """The figures of speed that everybody reads, in place of those before."""
    columns = [column.name for column in BodySpeed._meta.fields if column.name in COLUMNS]
    BodySpeed.objects.all().delete()
    BodySpeed.objects.bulk_create(
        BodySpeed(body_slug=slug, counted_at=now, **{name: getattr(figures, name) for name in columns})
        for slug, figures in counting.result().items()
    )


def _write(
    table: OpenTable, copies: dict[str, "_Copy"], counting: Counting | None, *, now: datetime
) -> tuple[Span, int]:
    """Both forms in one pass over the rows, as they stand at one moment."""
    seen = _Seen(table.day, counting)
    with transaction.atomic():
        for line in csv_lines(
            [column.name for column in table.columns], _both(seen.noted(table.rows(now)), copies["json"])
        ):
            copies["csv"].write(line)
    copies["json"].write("\n]\n" if seen.count else "[]\n")
    return seen.span, seen.count


def _both(rows: Iterator[Row], json_copy: "_Copy") -> Iterator[Row]:
    """Write each row as JSON while it passes on to the CSV."""
    before = "[\n"
    for row in rows:
        json_copy.write(before + without_turning(json.dumps(row, ensure_ascii=False, default=_moment)))
        before = ",\n"
        yield row


def _moment(value: date) -> str:
    return value.isoformat()


class _Seen:
    """Which days the rows told of, how many rows there were, and the figures that are counted of them."""

    def __init__(self, day: str, counting: Counting | None) -> None:
        self._day, self._counting, self.count, self.span = day, counting, 0, Span()

    def noted(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            on = row[self._day]
            if isinstance(on, date):
                self.span = self.span.reached(on)
            self.count += 1
            if self._counting is not None:
                self._counting.add(row)
            yield row


class _Copy:
    """A file as it is written: plain and packed, with its checksum."""

    def __init__(self) -> None:
        self.plain: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by whoever made it)
        self.packed: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._gzip = gzip.GzipFile(fileobj=self.packed, mode="wb", compresslevel=_PACKING, mtime=0)
        self._digest, self.size = hashlib.sha256(), 0

    def write(self, text: str) -> None:
        content = text.encode()
        self._digest.update(content)
        self.size += len(content)
        self.plain.write(content)
        self._gzip.write(content)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def finish(self) -> int:
        """Returns the length of the packed one."""
        self._gzip.close()
        return self.packed.tell()

    def close(self) -> None:
        self._gzip.close()
        self.plain.close()
        self.packed.close()


def _keep(name: str, copy: _Copy, row: OpenFile) -> None:
    """Contents first, then the row that shows them; the one of the same day goes with the same commit."""
    row.name, row.sha256, row.size, row.packed_size = name, copy.sha256, copy.size, copy.finish()
    wanted = f"opendata/{secrets.token_hex(8)}/{name}"
    row.place = media_storage().save(wanted, File(copy.plain))
    media_storage().save(f"{row.place}.gz", File(copy.packed))
    with transaction.atomic():
        before = list(OpenFile.objects.select_for_update().filter(name=name, made_on=row.made_on))
        OpenFile.objects.filter(id__in=[one.id for one in before]).delete()
        row.save()
        for one in before:
            transaction.on_commit(partial(_drop_contents, one.place))


def _drop(ids: Collection[int]) -> None:
    """Rows first: nobody is shown what is going."""
    gone = list(OpenFile.objects.filter(id__in=ids))
    OpenFile.objects.filter(id__in=[one.id for one in gone]).delete()
    for one in gone:
        _drop_contents(one.place)


def _drop_contents(place: str) -> None:
    for name in (place, f"{place}.gz"):
        media_storage().delete(name)
