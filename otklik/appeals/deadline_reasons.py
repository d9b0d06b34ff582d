"""Why a deadline is what it is, line by line: the term, who set a date, pauses, days off. Plain."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from otklik.appeals.profiles import Term, Unit
from otklik.shared.calendar import TRANSFERRED_DAYS, WorkingCalendar, hours_on, is_shortened
from otklik.shared.words import marked as _

_SHORT = {
    Unit.WORKING_MINUTES: _("h of working time"),
    Unit.MINUTES: _("h round the clock"),
    Unit.WORKING_DAYS: _("working d."),
    Unit.CALENDAR_DAYS: _("calendar d."),
}
_MOST_DAYS = 400
"""Of longer terms the days off are not listed."""
_MOST_RUNS = 8

Run = tuple[date, date]
"""Days in a row, from the first to the last."""


@dataclass(frozen=True, slots=True)
class Why:
    """One line of the explanation: a message id, and the values for its places."""

    text: str
    values: dict[str, str | int] = field(default_factory=dict)

    def say(self, translate: Callable[[str], str]) -> str:
        """The line in the reader's language."""
        values = {name: translate(value) if isinstance(value, str) else value for name, value in self.values.items()}
        return translate(self.text) % values


def explain_term(term: Term) -> Why:
    """How long the clock may run."""
    return Why(_("Term: %(amount)s %(unit)s"), amount_of(term).values)


def amount_of(term: Term) -> Why:
    """A length of time as people say it, in whatever number."""
    amount = term.amount / 60 if term.unit in (Unit.WORKING_MINUTES, Unit.MINUTES) else term.amount
    return Why("%(amount)s %(unit)s", {"amount": f"{float(amount):g}", "unit": _SHORT[term.unit]})


def explain_pauses(pauses: Iterable[tuple[datetime, datetime]], *, calendar: WorkingCalendar) -> list[Why]:
    """The pauses that are over, one a line."""
    return [
        Why(
            _("Paused from %(since)s to %(until)s."),
            {"since": in_words(since, calendar=calendar), "until": in_words(until, calendar=calendar)},
        )
        for since, until in pauses
    ]


def explain_days(since: datetime, due_at: datetime, *, calendar: WorkingCalendar) -> list[Why]:
    """What the calendar changes between the start and the end: holidays, shortened days, worked Saturdays."""
    first, last = (moment.astimezone(calendar.zone).date() for moment in (since, due_at))
    if (last - first).days > _MOST_DAYS or not (calendar.keeps_days_off or calendar.special_days):
        return []
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    worked = [day for day in days if hours_on(day, calendar=calendar)]
    said = (
        (_("Days off: %(days)s."), _holidays(days, calendar=calendar)),
        (_("An hour shorter: %(days)s."), [(d, d) for d in worked if calendar.keeps_days_off and is_shortened(d)]),
        (_("Worked in place of another day: %(days)s."), [(d, d) for d in worked if d in TRANSFERRED_DAYS]),
    )
    return [Why(text, {"days": _runs_in_words(runs)}) for text, runs in said if runs]


def in_words(moment: datetime, *, calendar: WorkingCalendar) -> str:
    """A moment where the body is."""
    return moment.astimezone(calendar.zone).strftime("%d.%m.%Y %H:%M")


def _holidays(days: Sequence[date], *, calendar: WorkingCalendar) -> list[Run]:
    """Closed days in a row, where the week alone would not have closed all of them."""
    runs: list[list[date]] = []
    for day in days:
        if hours_on(day, calendar=calendar):
            continue
        if runs and runs[-1][-1] == day - timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [(run[0], run[-1]) for run in runs if any(calendar.week[day.weekday()] for day in run)]


def _runs_in_words(runs: Sequence[Run]) -> str:
    said = [
        f"{first:%d.%m.%Y}" if first == last else f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"
        for first, last in runs[:_MOST_RUNS]
    ]
    return ", ".join(said) + (" …" if len(runs) > _MOST_RUNS else "")
