"""The report of a month: what was hidden, deleted, banned, by whom, on what ground, and what residents objected to."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Aggregate, Count, DurationField, F, Q, QuerySet
from django.utils import timezone

from otklik.moderation.models import Decision, DecisionState, OutsideAct
from otklik.moderation.rules.grounds import name_of
from otklik.moderation.rules.page_rules import rules_of_pages
from otklik.moderation.told import IS_TOLD, IS_UNREACHED
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.pages.models import Page
from otklik.shared.partitions import next_month
from otklik.triage.findings import INSULT, PROFANITY
from otklik.triage.propose import find_all

_NOT_STANDING = (DecisionState.PROPOSED, DecisionState.REFUSED, DecisionState.UNDONE)
MOST_PAGES = 500


class _Median(Aggregate):
    function = "PERCENTILE_CONT"
    name = "Median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What a body did of one kind on one ground. `minutes`: the median from hearing of it to deciding."""

    body: str
    act: str
    ground: str
    by_people: int
    by_machine: int
    told: int
    objections: int
    upheld: int
    open_objections: int
    minutes: int | None
    unreached: int = 0
    """Notices that the network refused, or of which nobody knows whether they arrived; they are not told."""

    @property
    def hours(self) -> int | None:
        """The same in whole hours, where it took long."""
        return self.minutes // 60 if self.minutes is not None and self.minutes >= 10 * 60 else None


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """What was done in the network itself: no ground is on record."""

    body: str
    page: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class FiltersRow:
    """What a network filters by itself on a page, beside what the page's rules forbid. None: unknown."""

    page: str
    body: str
    hides_profanity: bool | None
    hides_hostility: bool | None
    stop_words: tuple[str, ...] | None
    seen_at: datetime | None
    rules_forbid_profanity: bool
    rules_forbid_insults: bool
    words_beyond: tuple[str, ...] = ()
    """Stop words against which no clause of the page's rules stands, as far as our own rules find."""

    @property
    def goes_beyond(self) -> bool:
        """Whether the network hides what no clause of the page's rules forbids."""
        is_beyond = bool(self.hides_profanity) and not self.rules_forbid_profanity
        return is_beyond or (bool(self.hides_hostility) and not self.rules_forbid_insults) or bool(self.words_beyond)


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month in the zone of the installation."""

    first: date

    @classmethod
    def of(cls, text: str, *, today: date) -> "Month":
        """`2026-11`; this month where the text is none, or of the future."""
        try:
            first = date.fromisoformat(f"{text}-01")
        except ValueError:
            first = today.replace(day=1)
        return cls(min(first, today.replace(day=1)))

    @property
    def code(self) -> str:
        """As in addresses."""
        return f"{self.first:%Y-%m}"

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first of the next month."""
        zone = timezone.get_default_timezone()
        following = next_month(self.first)
        return datetime.combine(self.first, time(), tzinfo=zone), datetime.combine(following, time(), tzinfo=zone)

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month((self.first - timedelta(days=1)).replace(day=1))


def report_month(viewer: Viewer, month: Month) -> list[ReportRow]:
    """What was decided in the month within the scope of this person, by body, act and ground."""
    since, until = month.bounds
    decided = Decision.objects.filter(within(viewer.scope(Right.SEE_REPORTS)), decided_at__gte=since)
    counted = (
        decided.filter(decided_at__lt=until)
        .exclude(state__in=_NOT_STANDING)
        .order_by("body__short_name", "act", "ground")
        .values("body__short_name", "act", "ground")
        .annotate(
            by_people=Count("id", filter=Q(decided_by__isnull=False)),
            by_machine=Count("id", filter=Q(decided_by=None)),
            told=Count("id", filter=IS_TOLD),
            unreached=Count("id", filter=IS_UNREACHED),
            objections=Count("objection"),
            upheld=Count("objection", filter=Q(objection__state="upheld")),
            open_objections=Count("objection", filter=Q(objection__state="open")),
            waited=_Median(F("decided_at") - F("message__detected_at"), filter=Q(message__isnull=False)),
        )
    )
    return [
        ReportRow(
            body=row["body__short_name"],
            act=row["act"],
            ground=name_of(row["ground"]) if row["ground"] else "",
            by_people=row["by_people"],
            by_machine=row["by_machine"],
            told=row["told"],
            objections=row["objections"],
            upheld=row["upheld"],
            open_objections=row["open_objections"],
            minutes=row["waited"] // timedelta(minutes=1) if row["waited"] is not None else None,
            unreached=row["unreached"],
        )
        for row in counted
    ]


def report_outside(viewer: Viewer, month: Month) -> list[OutsideRow]:
    """What was deleted and who was banned in the networks themselves."""
    since, until = month.bounds
    acts = OutsideAct.objects.filter(within(viewer.scope(Right.SEE_REPORTS)), at__gte=since, at__lt=until)
    counted = acts.order_by("body__short_name", "page__name", "kind").values("body__short_name", "page__name", "kind")
    return [
        OutsideRow(row["body__short_name"], row["page__name"], row["kind"], row["n"])
        for row in counted.annotate(n=Count("id"))
    ]


def report_filters(viewer: Viewer, *, today: date) -> list[FiltersRow]:
    """The networks' own filters against the rules of the pages; those that go beyond the rules come first."""
    seen = within(viewer.scope(Right.SEE_REPORTS), body="owner")
    pages = _with_filters(Page.objects.filter(seen, connection__isnull=False))
    rules = rules_of_pages([page.id for page in pages], today)
    rows = [_filters(page, forbidden=rules[page.id].clauses) for page in pages]
    return sorted(rows, key=lambda row: (not row.goes_beyond, row.seen_at is None, row.body))


def _with_filters(pages: QuerySet[Page]) -> Sequence[Page]:
    return list(pages.select_related("owner").order_by("own_filters_at", "id")[:MOST_PAGES])


def _filters(page: Page, *, forbidden: object) -> FiltersRow:
    told = page.own_filters or {}
    words = told.get("stop_words")
    clauses = forbidden if isinstance(forbidden, dict) else {}
    return FiltersRow(
        page=page.name,
        body=page.owner.short_name,
        hides_profanity=told.get("hides_profanity"),
        hides_hostility=told.get("hides_hostility"),
        stop_words=tuple(words) if words is not None else None,
        seen_at=page.own_filters_at,
        rules_forbid_profanity=PROFANITY in clauses,
        rules_forbid_insults=INSULT in clauses,
        words_beyond=tuple(word for word in words or () if not _is_forbidden(word, clauses)),
    )


def _is_forbidden(word: str, clauses: Container[str]) -> bool:
    """Whether our own rules find in the word a ground that a clause stands against."""
    return any(found.ground in clauses for found in find_all(word)[0])
