"""The audit log for whoever checks: who did what, who opened what, and whether the log is whole."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from otklik.appeals.selectors import find_version
from otklik.audit.acts import GROUPS
from otklik.audit.chain import FAULTS, list_chains, verify_chain
from otklik.audit.selectors import Log, LogQuery, LogRow, list_log
from otklik.audit.services import record_access
from otklik.integrations.register.export import Format, write_table
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.audit.audit_words import act_word, in_words
from otklik.web.desk.forms import number_in
from otklik.web.table_files import table_file

SHOWN = 100
MOST_IN_FILE = 50_000
USUAL_DAYS = 30
_LONGEST = 80


@require_GET
@desk_page(right=Right.SEE_AUDIT)
def audit(request: DeskRequest) -> HttpResponse:
    """The newest lines that fit the filters."""
    return _draw(request)


@require_GET
@desk_page(right=Right.SEE_AUDIT)
def audit_csv(request: DeskRequest) -> HttpResponseBase:
    """The same as a table."""
    rows = _rows(request, at_most=MOST_IN_FILE)
    heads = [_("When"), _("Who"), _("Act"), _("Acted on"), _("Why"), _("Details")]
    cells = [
        [line.row.at.isoformat(), line.row.by or _("the system"), line.act, line.about, line.row.because, line.details]
        for line in in_words(rows or (), request.viewer)
    ]
    return table_file(write_table(heads, cells, Format.CSV), name="audit", as_format=Format.CSV)


@require_POST
@desk_page(right=Right.SEE_AUDIT)
def audit_verify(request: DeskRequest) -> HttpResponse:
    """Verify the chain of seals since the first day that is asked for, as `otklik audit verify --since` does."""
    since, _until = _days(request)
    reports = [(one, FAULTS[one.bad.fault] if one.bad else "") for one in
               (verify_chain(model, since=since) for model in list_chains())]  # fmt: skip
    return _draw(request, reports=reports)


def _draw(request: DeskRequest, **more: object) -> HttpResponse:
    rows = _rows(request, at_most=SHOWN + 1)
    shown = (rows or ())[:SHOWN]
    since, until = _days(request)
    last = shown[-1] if rows and len(rows) > SHOWN else None
    asked = request.GET.copy()
    asked.pop("after", None)
    context = {
        "lines": [*in_words(shown, request.viewer)],
        "acts": [(_(name), [(act, act_word(act)) for act in acts]) for name, acts in GROUPS.items()],
        "has_to_name_a_case": rows is None,
        "log": _log(request),
        "logs": [(Log.ACTS, _("Acts")), (Log.ACCESSES, _("Who opened what"))],
        "since": localdate(since),
        "until": localdate(until - timedelta(days=1)),
        "asked": asked.urlencode(),
        "next": f"{last.at.isoformat()}_{last.id}" if last else "",
        "now": request.now,
        **more,
    }
    return render(request, "desk/audit.html", context)


def _rows(request: DeskRequest, *, at_most: int) -> Sequence[LogRow] | None:
    """What fits; None where a person who does not see the whole region has to name a case of theirs first."""
    subject = request.GET.get("object", "")[:_LONGEST].strip().removeprefix("№").strip()
    number = number_in(subject.removeprefix("appeal:"))
    if not request.viewer.scope(Right.SEE_AUDIT).everything and (
        number is None or find_version(request.viewer, number) is None
    ):
        return None
    since, until = _days(request)
    query = LogQuery(
        since=since,
        until=until,
        log=_log(request),
        who=request.GET.get("who", "")[:_LONGEST].strip().replace("\x00", ""),
        act=request.GET.get("act", "")[:_LONGEST].strip().replace("\x00", ""),
        subject=f"appeal:{number}" if number is not None else subject.replace("\x00", ""),
        after=_after(request.GET.get("after", "")),
    )
    record_access(request.viewer, subject=f"audit:{query.subject}"[:_LONGEST], now=request.now)
    return list_log(query, at_most=at_most)


def _log(request: DeskRequest) -> Log:
    asked = request.GET.get("log", "")
    return Log(asked) if asked in list(Log) else Log.ACTS


def _days(request: DeskRequest) -> tuple[datetime, datetime]:
    """From the first moment of the first day up to the end of the last one."""
    today = localdate(request.now)
    since = _day(request.GET.get("since", "")) or today - timedelta(days=USUAL_DAYS)
    until = _day(request.GET.get("until", "")) or today
    return _start_of(since), _start_of(min(until, today) + timedelta(days=1))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _after(text: str) -> tuple[datetime, int] | None:
    stamp, _sign, number = text.rpartition("_")
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    id_ = number_in(number)
    return (at, id_) if id_ is not None and at.tzinfo is not None else None
