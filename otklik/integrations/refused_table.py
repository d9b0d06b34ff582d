"""The refused rows as a table: as they were brought, and what is wrong with each, to be mended and brought again."""

from collections.abc import Callable, Iterable

from otklik.integrations.models import RegisterImport
from otklik.integrations.register.columns import WHY_REFUSED
from otklik.integrations.register.export import Format, write_table
from otklik.integrations.selectors import FaultInWords, Refusal, list_refusals


def write_refused(import_id: int, *, as_format: Format, say: Callable[[str], str]) -> bytes:
    """All refused rows of an import of the register; `say` translates."""
    titles = RegisterImport.objects.values_list("titles", flat=True).get(id=import_id)
    return write_refusals(titles, list_refusals(import_id), as_format=as_format, say=say)


def write_refusals(
    titles: list[str], refusals: Iterable[Refusal], *, as_format: Format, say: Callable[[str], str]
) -> bytes:
    """Refused rows of any table under its own heads; `say` translates."""
    rows = []
    for refusal in refusals:
        filled = [*refusal.texts, *[""] * (len(titles) - len(refusal.texts))]
        rows.append([*filled[: len(titles)], "; ".join(_say(fault, say) for fault in refusal.faults)])
    if titles and titles[-1] == WHY_REFUSED:  # mended once already: the new word stands in place of the old
        titles, rows = titles[:-1], [[*row[:-2], row[-1]] for row in rows]
    return write_table([*titles, WHY_REFUSED], rows, as_format)


def _say(fault: FaultInWords, say: Callable[[str], str]) -> str:
    return f"{fault.column}: {fault.why.say(say)}"
