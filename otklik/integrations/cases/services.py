"""Bringing exports of cases, saying how they are read, and telling answers back."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.moves import demand_right, lock_case
from otklik.audit.services import record
from otklik.integrations.cases.columns import CaseColumn
from otklik.integrations.cases.statuses import SourceStatus
from otklik.integrations.errors import FileForgotten, NotNow
from otklik.integrations.models import CaseImport, CaseMapping, ExternalCase, ImportState
from otklik.integrations.running import hold
from otklik.integrations.services import begin_anew, brought_as
from otklik.organizations.models import Body
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

CASE_JOB = "run_case_import"
"""The worker's job: it does what the import's state asks for."""
_CAN_BE_READ_ANEW = (ImportState.CHECKED, ImportState.FAILED)


def bring_cases(
    content: bytes, *, file_name: str, system: str, fallback_id: int | None, by: Viewer | None, now: datetime
) -> CaseImport:
    """Take an export of a system in and have it checked; nothing is changed. Without `by` an operator acts.

    Raises TableTooLarge, UnfitValue.
    """
    name = " ".join(system.split())[:80]
    if not name:
        raise UnfitValue(_("It is not said which system the table is of."), field="system", mend=_("Name the system."))
    _check_fallback(fallback_id, by=by)
    with transaction.atomic():
        mapping = _mapping_called(name, by=by, now=now)
        brought = CaseImport.objects.create(
            **brought_as(content, file_name=file_name, by=by, now=now), mapping=mapping, fallback_id=fallback_id
        )
        record("bring_cases", subject=_subject(brought), by=by, now=now)
        _hand_over(brought)
    return brought


def say_mapping(
    import_id: int,
    *,
    columns: Mapping[str, str],
    statuses: Mapping[str, str],
    fallback_id: int | None,
    by: Viewer | None,
    now: datetime,
    keeps_fallback: bool = False,
) -> None:
    """Say how the tables of this system are read, remember it, and have the table checked anew.

    `keeps_fallback`: who gets what nobody has stays as it was said; `fallback_id` says nothing then.
    Raises NotNow, FileForgotten, UnfitValue.
    """
    if not keeps_fallback:
        _check_fallback(fallback_id, by=by)
    with transaction.atomic():
        one = _locked(import_id, *_CAN_BE_READ_ANEW)
        mapping = CaseMapping.objects.select_for_update().get(id=one.mapping_id)
        mapping.columns = {name: columns[name][:200] for name in list(CaseColumn) if name in columns}
        known = {word[:100]: status for word, status in statuses.items() if status in list(SourceStatus)}
        mapping.statuses = mapping.statuses | known
        mapping.changed_by_id, mapping.changed_at = by.staff_id if by else None, now
        mapping.save()
        one.fallback_id = one.fallback_id if keeps_fallback else fallback_id
        one.save(update_fields=["fallback_id"])
        begin_anew(one, ImportState.CHECKING)
        _hand_over(one)
        record("say_mapping", subject=f"case_mapping:{mapping.id}", by=by, now=now)


def ask_to_apply_cases(import_id: int, *, by: Viewer | None, now: datetime) -> None:
    """Let the worker write what was checked. Raises NotNow, FileForgotten.

    NotNow as well where the words of this system were said anew since: it would do other than what was shown.
    """
    with transaction.atomic():
        one = _locked(import_id, ImportState.CHECKED)
        if one.words_of != one.mapping.changed_at:
            raise NotNow
        begin_anew(one, ImportState.APPLYING)
        _hand_over(one)
        record("apply_cases", subject=_subject(one), by=by, now=now, details={"sha256": one.sha256})


def note_entered(external_id: int, *, entered_on: date, by: Viewer, now: datetime) -> int:
    """Note that our answer was entered in the other system. Returns the number of the case. Raises NoSuchCase."""
    with transaction.atomic():
        found = ExternalCase.objects.select_related("appeal").filter(id=external_id).first()
        if found is None:
            raise NoSuchCase
        appeal = lock_case(found.appeal.number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_ANSWER, Right.TYPE_IN_CASE)
        if not localdate(appeal.opened_at) <= entered_on <= localdate(now):
            raise UnfitValue(
                _("It cannot have been entered on that day."), field="entered_on", mend=_("Choose a day up to today.")
            )
        found.entered_on, found.entered_by_id = entered_on, by.staff_id
        found.save(update_fields=["entered_on", "entered_by"])
        record("note_entered", subject=f"appeal:{appeal.number}", by=by, now=now)
    return appeal.number


def _mapping_called(name: str, *, by: Viewer | None, now: datetime) -> CaseMapping:
    """The system of this name, in whatever letters, else a new one."""
    hold("otklik systems")
    alike = list(CaseMapping.objects.filter(name__iexact=name).order_by("id"))
    known = next((one for one in alike if one.name == name), alike[0] if alike else None)
    return known or CaseMapping.objects.create(name=name, changed_at=now, changed_by_id=by.staff_id if by else None)


def _check_fallback(body_id: int | None, *, by: Viewer | None) -> None:
    if body_id is None:
        return
    body = Body.objects.filter(id=body_id, is_active=True).first()
    place = Place(body.id, body.municipality_id, body.founder_id) if body else None
    if place is None or (by is not None and not by.may_at(place, Right.TYPE_IN_CASE)):
        raise UnfitValue(_("There is no such body."), field="body_id", mend=_("Choose one from the list."))


def _locked(import_id: int, *states: ImportState) -> CaseImport:
    one = CaseImport.objects.select_for_update().filter(id=import_id, state__in=states).first()
    if one is None:
        raise NotNow
    if sha256(one.content).hexdigest() != one.sha256:
        raise FileForgotten
    return one


def _hand_over(one: CaseImport) -> None:
    app.configure_task(CASE_JOB, lock="cases").defer(import_id=one.pk)


def _subject(one: CaseImport) -> str:
    return f"case_import:{one.pk}"
