"""Creates all tables of an empty database from one SQL file instead of migration by migration.

Django renders its models again after each of the hundreds of migrations, libraries included; that costs more than half
of a first start. `tables.sql` is a dump of the migrated schema: `otklik tables --update` writes it, a test compares it
with the migrations, `otklik migrate` runs it on an empty database. Later migrations are applied as usual.
"""

import re
import subprocess
from pathlib import Path
from typing import Any

from otklik.shared.clock import now as read_clock
from otklik.shared.partitions import keep_months

FILE = Path(__file__).with_name("tables.sql")

_MONTHS = "*_2[0-9][0-9][0-9]_[01][0-9]"
"""Partitions by month are made for the months that lie ahead on the day, not for those of the drawing."""
_SESSION = re.compile(r"^(SET |\\(un)?restrict |SELECT pg_catalog\.set_config).*\n", re.MULTILINE)
_COMMENTS = re.compile(r"^--.*\n", re.MULTILINE)
_UNUSED_SEQUENCES = re.compile(r"^SELECT pg_catalog\.setval\('[^']+', \d+, false\);\n", re.MULTILINE)
_APPLIED = re.compile(r"^(\t\(\d+, '\w+', '\w+', )'\d{4}-\d\d-\d\d [\d:.]+\+00'\)", re.MULTILINE)


def lay_tables(cursor: Any, statements: str) -> None:
    """Create all tables in an empty database; the cursor, psycopg's or Django's, is in a transaction."""
    # The names in the file are whole; bodies of functions are looked at when they run.
    cursor.execute("set local search_path = pg_catalog; set local check_function_bodies = off")
    cursor.execute(statements)
    cursor.execute("set local search_path to default; set local check_function_bodies to default")
    cursor.execute("select relname from pg_partitioned_table join pg_class on oid = partrelid order by 1")
    for (parent,) in cursor.fetchall():
        keep_months(cursor, parent, now=read_clock(), keep_days=None)


def draw_tables(url: str, *, pg_dump: Path) -> str:
    """The statements that make what stands in a migrated database, the same text for the same tables."""
    command = [str(pg_dump), f"--dbname={url}", "--no-owner", "--no-privileges", "--no-comments"]
    command += ["--inserts", "--rows-per-insert=1000", f"--exclude-table={_MONTHS}"]
    drawn = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for without in (_SESSION, _COMMENTS, _UNUSED_SEQUENCES):
        drawn = without.sub("", drawn)
    drawn = _APPLIED.sub(r"\1now())", drawn)
    return re.sub(r"\n{2,}", "\n", drawn).lstrip("\n")
