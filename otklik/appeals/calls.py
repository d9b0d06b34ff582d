"""Phone calls: looks up what is known of a number, street or case; notes whom to call back.

Of a caller only the number is kept, and only where an answer by phone is wanted: without it nobody could call back.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import BigIntegerField, ExpressionWrapper, F, Q

from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import IS_OPEN, Appeal, CallBack
from otklik.appeals.searching import search_query
from otklik.appeals.states import State
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked
from otklik.shared.words import marked as _

PHONES_ARE_KEPT: Final = timedelta(days=30)
"""After the case is closed."""
LEAST_TYPED: Final = 3
MOST_CALLS: Final = 50
_DIGITS = re.compile(r"\D+")
_PHONE_SIGNS = re.compile(r"[\d\s()+-]+")


@dataclass(frozen=True, slots=True)
class KnownCase:
    """An open case that a caller may mean."""

    number: int
    title: str
    address: str
    body: str
    state: State
    opened_at: datetime
    promised_at: datetime | None
    """Until when the resident was told to wait: deferred, or answered for now."""
    due_at: datetime | None


def phone_digits(text: str) -> str:
    """The digits of a number as it is kept and searched; empty where nothing is said.

    Raises UnfitValue where it is no phone number.
    """
    digits = _without_country(text)
    if text.strip() and (not 5 <= len(digits) <= 15 or not _PHONE_SIGNS.fullmatch(text.strip())):
        raise UnfitValue(_("This is no phone number."), field="phone", mend=_("Digits, as one dials: 8 912 345-67-89."))
    return digits


def find_open_cases(viewer: Viewer, text: str, *, at_most: int = 8) -> tuple[KnownCase, ...]:
    """Open cases of this number of a case, phone, or of these words (street, name, matter), while it is typed.

    The newest first; nothing before three signs. One indexed look-up for each way to understand it.
    """
    asked = text.strip()[:100]
    if len(asked) < LEAST_TYPED:
        return ()
    found = Appeal.objects.filter(IS_OPEN).filter(within(viewer.scope(Right.SEE_CASES)))
    if _PHONE_SIGNS.fullmatch(asked):
        phone, number = _without_country(asked), _DIGITS.sub("", asked)
        named = Q(number=int(number)) if 0 < len(number) <= 18 else Q(pk__in=[])
        if len(phone) >= LEAST_TYPED:
            calls = CallBack.objects.filter(phone__startswith=phone, appeal__in=found).order_by("-pk")
            named |= Q(id__in=set(calls.values_list("pk", flat=True)[:MOST_CALLS]))
        found = found.filter(named)
    else:
        query = search_query(asked)
        if query is None:
            return ()
        found = found.filter(search=query)
    # not by the key itself: the planner would walk all cases backwards until eight of them fit
    newest = ExpressionWrapper(F("id") + 0, output_field=BigIntegerField()).desc()
    rows = found.select_related("body").defer("search", "decided_by").order_by(newest)[:at_most]
    return tuple(_known(appeal) for appeal in rows)


def keep_number(appeal: Appeal, phone: str) -> None:
    """Remember whom to call back; an empty number keeps nothing. Raises UnfitValue."""
    if digits := phone_digits(phone):
        CallBack.objects.update_or_create(appeal=appeal, defaults={"phone": digits})


def find_call_back(case_id: int) -> CallBack | None:
    """Whom to call back about a case that this person was already shown to have access to."""
    return CallBack.objects.select_related("called_by").filter(appeal_id=case_id).first()


def forget_numbers(*, now: datetime) -> int:
    """Erase the numbers of cases that were closed a while ago. Returns how many."""
    return CallBack.objects.filter(appeal__closed_at__lt=now - PHONES_ARE_KEPT).delete()[0]


def _without_country(text: str) -> str:
    digits = _DIGITS.sub("", text)
    return digits[1:] if digits[:1] in {"7", "8"} and (len(digits) == 11 or len(digits) < 10) else digits


def _known(appeal: Appeal) -> KnownCase:
    state = State(appeal.state)
    promised = {State.DEFERRED: appeal.deferred_until, State.INTERIM_ANSWERED: appeal.final_due_at}.get(state)
    return KnownCase(
        number=appeal.number,
        title=masked(appeal.title),
        address=masked(appeal.address),
        body=appeal.body.short_name,
        state=state,
        opened_at=appeal.opened_at,
        promised_at=promised,
        due_at=appeal.due_at,
    )
