"""How we answer: times, shares and lost time of a stretch of days, against the same stretch before."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from otklik.analytics.overview import By, Figure, Stretch, Times, cases_behind, count_times, list_times
from otklik.analytics.stages import list_stages
from otklik.organizations.rights import Right
from otklik.pages.public_selectors import look_of
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.clocks import hours_of, share, words_of
from otklik.web.desk.marks import IMPORTANCE_NAMES

STRETCHES = (7, 30, 90)
BY_NAMES = {
    By.BODY: gettext_noop("By body"),
    By.TOPIC: gettext_noop("By topic"),
    By.IMPORTANCE: gettext_noop("By importance"),
    By.NETWORK: gettext_noop("By network"),
}
FIGURE_NAMES = {
    Figure.ALL: gettext_noop("Cases that had to be answered"),
    Figure.ANSWERED: gettext_noop("Answered"),
    Figure.LATE: gettext_noop("Not in time"),
    Figure.INTERIM: gettext_noop("Answered for now"),
    Figure.FINAL: gettext_noop("With a final answer"),
    Figure.SOLVED: gettext_noop("Solved, with evidence"),
    Figure.OVERDUE: gettext_noop("Overdue now"),
    Figure.EXTENDED: gettext_noop("Deadline moved"),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of all, beside that of the stretch before."""

    name: str
    value: str
    before: str
    address: str
    how: str
    working: str = ""
    """The same in working hours; empty for what is no time."""
    working_before: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one body, topic, importance or network, with the ways to the cases behind."""

    name: str
    times: Times
    to: dict[str, str]
    """Figure → address."""


@desk_page(right=Right.SEE_REPORTS)
def overview(request: DeskRequest) -> HttpResponse:
    """The figures of all that this person sees, then told apart, then where time is lost."""
    days, by = _days_in(request), _by_in(request)
    stretch = Stretch.last(days, now=request.now)
    times = count_times(request.viewer, stretch, now=request.now)
    before = count_times(request.viewer, stretch.before, now=request.now)
    rows = list_times(request.viewer, stretch, by, now=request.now)
    context = {
        "tiles": _tiles(times, before, days),
        "rows": [Row(_name_of(by, row), row, _ways(days, by=by, key=row.key)) for row in rows],
        "stages": list_stages(request.viewer, stretch, now=request.now),
        "days": days,
        "stretches": STRETCHES,
        "by": by.value,
        "bys": [(one.value, _(name)) for one, name in BY_NAMES.items()],
        "by_name": _(BY_NAMES[by]),
        "stretch": stretch,
    }
    return render(request, "desk/overview.html", context)


@desk_page(right=Right.SEE_REPORTS)
def behind(request: DeskRequest) -> HttpResponse:
    """The cases behind one figure, the slowest first."""
    asked, wanted = request.GET.get("figure", ""), request.GET.get("by", "")
    figure = Figure(asked) if asked in list(Figure) else Figure.ALL
    by = By(wanted) if wanted in list(By) else By.NOTHING
    key = request.GET.get("key", "")[:60].replace("\x00", "")
    days = _days_in(request)
    stretch = Stretch.last(days, now=request.now)
    cases = cases_behind(request.viewer, stretch, figure, by=by, key=key, now=request.now)
    context = {"cases": cases, "figure": _(FIGURE_NAMES[figure]), "days": days, "by": by.value, "now": request.now}
    return render(request, "desk/overview_cases.html", context)


def _days_in(request: DeskRequest) -> int:
    text = request.GET.get("days", "")
    return int(text) if text in {str(days) for days in STRETCHES} else 30


def _by_in(request: DeskRequest) -> By:
    text = request.GET.get("by", "")
    return By(text) if text in {one.value for one in BY_NAMES} else By.BODY


def _ways(days: int, *, by: By = By.NOTHING, key: str = "") -> dict[str, str]:
    ways = {"days": str(days), "by": by.value, "key": key}
    return {figure.value: "cases/?" + urlencode(ways | {"figure": figure.value}) for figure in Figure}


def _tiles(now: Times, before: Times, days: int) -> list[Tile]:
    to = _ways(days)
    in_time = _("Of those answered, or whose deadline is over: answered by the deadline of the body's working hours.")
    solved = _("Of those with a final answer: the answer says what was done and shows it, or names the day.")
    median = _(
        "Half of the residents waited less: by the clock on the wall, from being noticed to the answer. Who waits "
        "past the deadline counts as waiting longest; a dash: half or more wait still."
    )
    final = _("Interim answers do not count here: who has only such a one past the deadline waits still.")
    work, worked = now.in_working_hours, before.in_working_hours
    return [
        Tile(_("Median to the first answer"), words_of(now.median), words_of(before.median), to["answered"],
             median, hours_of(work.median), hours_of(worked.median)),
        Tile(_("Mean of the answered"), words_of(now.mean), words_of(before.mean), to["answered"],
             _("The sum of all waits by their number: a few very slow answers raise it."),
             hours_of(work.mean), hours_of(worked.mean)),
        Tile(_("Nine of ten answered within"), words_of(now.slowest_tenth), words_of(before.slowest_tenth),
             to["answered"], _("One in ten waited longer, or waits still; a dash: more than one in ten do."),
             hours_of(work.slowest_tenth), hours_of(worked.slowest_tenth)),
        Tile(_("In time"), share(now.percent_in_time), share(before.percent_in_time), to["late"], in_time),
        Tile(_("Median to the final answer"), words_of(now.final_median), words_of(before.final_median), to["final"],
             final, hours_of(work.final_median), hours_of(worked.final_median)),
        Tile(_("Solved"), share(now.percent_solved), share(before.percent_solved), to["solved"], solved),
        Tile(_("Answered for now"), str(now.interim), str(before.interim), to["interim"],
             _("The first answer promised a date; counted apart.")),
        Tile(_("Deadline moved"), str(now.extended), str(before.extended), to["extended"],
             _("A person moved the deadline, with a reason; in time or not is told by the moved one.")),
        Tile(_("Overdue now"), str(now.overdue), "", to["overdue"],
             _("Open cases whose nearest deadline is over, whenever they were opened.")),
    ]  # fmt: skip


def _name_of(by: By, row: Times) -> str:
    if by is By.IMPORTANCE:
        return _(IMPORTANCE_NAMES.get(row.name, row.name))
    if by is By.NETWORK:
        return look_of(row.name).short_name if row.name else _("not from a network")
    return row.name or _("not clear")
