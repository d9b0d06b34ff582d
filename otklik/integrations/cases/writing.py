"""Writing what a table of cases does: in bulk, within the caller's transaction."""

from collections.abc import Sequence

from otklik.answers.models import Answer
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.moves import tell_changed
from otklik.appeals.opening_book import next_numbers
from otklik.appeals.searching import index_cases
from otklik.integrations.cases.moving import CaseWork
from otklik.integrations.models import ExternalCase
from otklik.integrations.register.applying import write_values

_AT_ONCE = 1000


def write_cases(work: CaseWork) -> None:
    """Save everything, and let open pages of the desk fetch it."""
    appeals = [appeal for appeal, _ in work.opened]
    for appeal, number in zip(appeals, next_numbers(len(appeals)), strict=True):
        appeal.number = number
    Appeal.objects.bulk_create(appeals, batch_size=_AT_ONCE)
    for appeal, external in work.opened:
        external.appeal = appeal
    for start in range(0, len(appeals), _AT_ONCE):
        index_cases(appeals[start : start + _AT_ONCE])
    ExternalCase.objects.bulk_create([external for _, external in work.opened], batch_size=_AT_ONCE)
    ExternalCase.objects.bulk_create(work.linked, batch_size=_AT_ONCE)
    _number_linked(work.linked)
    write_values(Appeal, [(appeal.id, changed) for appeal, changed in work.moved])
    write_values(ExternalCase, work.told)
    Transition.objects.bulk_create(work.history, batch_size=_AT_ONCE)
    Answer.objects.bulk_create(work.answers, batch_size=_AT_ONCE)
    tell_changed(*appeals, *(appeal for appeal, _ in work.moved))


def _number_linked(linked: Sequence[ExternalCase]) -> None:
    """A case that we had already is found by its number there, too; the first system that told of it names it."""
    numbers = {external.appeal_id: external.number for external in reversed(linked)}
    for start in range(0, len(linked), _AT_ONCE):
        ids = [external.appeal_id for external in linked[start : start + _AT_ONCE]]
        cases = list(Appeal.objects.filter(id__in=ids, source_number="").defer("search"))
        for case in cases:
            case.source_number = numbers[case.id]
        Appeal.objects.bulk_update(cases, ["source_number"])
        index_cases(cases)
