"""Emptying the tables after a test that commits: by what is in them, not all some hundred and fifty of them anew.

A `truncate` of all makes new files for every table and index, half a second of a processor after each such test. What
Django writes of the models stays: to write it again would take longer than the emptying.
"""

from typing import Any, Final

from django.db.backends.postgresql.operations import DatabaseOperations

OF_MODELS: Final = frozenset({"django_content_type", "auth_permission"})
"""Rows about the models, as the signal `post_migrate` leaves them: the same for all tests."""
_FULL_BYTES: Final = 1_000_000
"""From here on a table is emptied faster by new files than row by row."""
_EMPTY: Final = """
do $$
declare
    one regclass;
    is_filled boolean;
    left_over regclass[] := '{{}}';
begin
    perform set_config('otklik.past_keeping', 'on', true);  -- tables whose rows are kept are emptied, too
    -- whoever still writes is awaited, as `truncate` does
    lock table {tables} in exclusive mode;
    foreach one in array array[{names}]::regclass[] loop
        execute format('select exists (select from %s)', one) into is_filled;
        continue when not is_filled;
        -- triggers of ours that look at each row before it goes: 2 is before, 8 is delete
        if pg_relation_size(one) > {full} or exists (
            select from pg_trigger where tgrelid = one and not tgisinternal and tgtype & 2 > 0 and tgtype & 8 > 0
        ) then
            execute format('truncate %s cascade', one);
        else
            left_over := left_over || one;
        end if;
    end loop;
    -- last: a table whose foreign keys are still to be looked at cannot be truncated
    foreach one in array left_over loop
        execute format('delete from %s', one);
    end loop;
end $$
"""


def sql_flush(
    self: DatabaseOperations, style: Any, tables: Any, *, reset_sequences: bool = False, allow_cascade: bool = False
) -> list[str]:
    """What Django runs to empty these tables; foreign keys are looked at when all of it is done."""
    if reset_sequences or not tables:
        return _django_does(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
    quoted = [self.quote_name(table) for table in sorted(set(tables) - OF_MODELS)]
    names = ", ".join(f"'{name}'" for name in quoted)
    return [_EMPTY.format(tables=", ".join(quoted), names=names, full=_FULL_BYTES)]


def no_signal(verbosity: int, interactive: bool, db: str) -> None:
    """In place of `post_migrate` after emptying: what it would write is still there."""


_django_does = DatabaseOperations.sql_flush
