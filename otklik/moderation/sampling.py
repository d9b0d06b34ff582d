"""A monthly sample of what was sorted out as spam, off-topic or declined: a curator looks whether it was right."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.audit.services import record
from otklik.moderation.models import SampleCheck
from otklik.moderation.refusals import NoSuchDecision
from otklik.moderation.report import Month
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked_excerpt
from otklik.triage.kinds import OFF_TOPIC, SPAM

_OUT = Q(kind__in=(SPAM, OFF_TOPIC)) | Q(state=State.DECLINED)
SAMPLE = 20
"""So many cases a month for one curator; for a body that is a few."""
_SHOWN = 600


@dataclass(frozen=True, slots=True)
class Sampled:
    """A case of the sample. `is_right` None: nobody has looked yet."""

    number: int
    body: str
    kind: str
    is_declined: bool
    text: str
    is_right: bool | None


@dataclass(frozen=True, slots=True)
class SortedOut:
    """How much a body sorted out of all that it got in the month, and how often a curator found that wrong."""

    body: str
    cases: int
    spam: int
    off_topic: int
    declined: int
    checked: int
    wrong: int
    out: int
    """Spam, off-topic or declined: each case once."""

    @property
    def percent(self) -> int:
        """Of all cases of the body."""
        return round(100 * self.out / self.cases)


def draw_sample(viewer: Viewer, month: Month) -> list[Sampled]:
    """The same cases at every look: drawn by a hash of the month and the case, unseen ones first."""
    named = Concat(Value(month.code), Cast("id", TextField()), output_field=TextField())
    lot = Func(named, function="md5", output_field=TextField())
    drawn = _sorted_out(viewer, month).annotate(lot=lot).order_by("lot")
    cases = drawn.select_related("body", "sample_check").defer("search")[:SAMPLE]
    return sorted((_sampled(case) for case in cases), key=lambda one: one.is_right is not None)


def check_sampled(viewer: Viewer, number: int, *, is_right: bool, now: datetime) -> None:
    """The curator looked: it was sorted out rightly, or not. Raises NoSuchDecision."""
    case = Appeal.objects.filter(_seen(viewer), _OUT, number=number).first()
    if case is None:
        raise NoSuchDecision
    SampleCheck.objects.update_or_create(
        appeal=case, defaults={"is_right": is_right, "by_id": viewer.staff_id, "at": now}
    )
    record("sample_checked", subject=f"appeal:{number}", by=viewer, now=now, details={"is_right": int(is_right)})


def rates_by_body(viewer: Viewer, month: Month) -> list[SortedOut]:
    """By body, those that sort out most first."""
    since, until = month.bounds
    cases = Appeal.objects.filter(within(viewer.scope(Right.SEE_REPORTS)), opened_at__gte=since, opened_at__lt=until)
    counted = (
        cases.order_by()
        .values(name=F("body__short_name"))
        .annotate(
            cases=Count("id"),
            spam=Count("id", filter=Q(kind=SPAM)),
            off_topic=Count("id", filter=Q(kind=OFF_TOPIC)),
            declined=Count("id", filter=Q(state=State.DECLINED)),
            checked=Count("sample_check"),
            wrong=Count("sample_check", filter=Q(sample_check__is_right=False)),
            out=Count("id", filter=_OUT),
        )
    )
    names = ("name", "cases", "spam", "off_topic", "declined", "checked", "wrong", "out")
    rows = [SortedOut(*row) for row in counted.values_list(*names)]
    return sorted(rows, key=lambda row: (-row.percent, row.body))


def _sorted_out(viewer: Viewer, month: Month) -> QuerySet[Appeal]:
    since, until = month.bounds
    return Appeal.objects.filter(_seen(viewer), _OUT, opened_at__gte=since, opened_at__lt=until)


def _seen(viewer: Viewer) -> Q:
    """What a curator looks at; an administrator keeps rules too, but reads no cases."""
    return within(viewer.scope(Right.EDIT_RULES)) & within(viewer.scope(Right.SEE_CASES))


def _sampled(case: Appeal) -> Sampled:
    check = getattr(case, "sample_check", None)
    first = case.messages.order_by("id").select_related("message").first()
    return Sampled(
        number=case.number,
        body=case.body.short_name,
        kind=case.kind,
        is_declined=case.state == State.DECLINED,
        text=masked_excerpt(first.message.text if first else case.typed_text, at_most=_SHOWN),
        is_right=check.is_right if check else None,
    )
