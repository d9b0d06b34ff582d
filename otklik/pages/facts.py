"""What no network tells of a page, said by a person: who said it and when stands beside it. Never guessed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from otklik.audit.services import Actor
from otklik.networks.connector import Badge
from otklik.organizations.errors import UnfitEntry
from otklik.pages.editing import change_page
from otklik.pages.models import Page, Source
from otklik.shared.words import marked as _

MOST_WIDGETS = 2
_UNSAID = frozenset(
    {
        "badge_confirmed_on", "badge_confirmed_by", "widgets_source", "widgets_said_on", "widgets_said_by",
        "component_source", "component_said_on", "component_said_by", "two_factor_confirmed_by",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What a person has seen; None means: not known."""

    badge: str
    """A `Badge`; anything else means: not known."""
    widgets_count: int | None
    """Widgets of the federal platform on the page, 0 to 2."""
    is_in_component: bool | None
    """Connected to the federal component «Госпаблики»."""
    is_two_factor_confirmed: bool
    """All administrators of the page sign in with a second factor."""


def is_badge_told(page: Page) -> bool:
    """The network itself told of the badge: nobody says otherwise."""
    return page.badge != Badge.UNKNOWN and not page.badge_confirmed_by


def say_facts(page: Page, said: Said, *, by: Actor, now: datetime) -> None:
    """Take over what a person has seen; what they leave as it was keeps who said it before. Raises UnfitEntry."""
    if said.widgets_count is not None and not 0 <= said.widgets_count <= MOST_WIDGETS:
        raise UnfitEntry(
            _("There are at most two widgets of the federal platform."), field="widgets_count", mend=_("Count again.")
        )
    today = timezone.localdate(now)
    values: dict[str, object] = {}
    badge = Badge(said.badge) if said.badge in list(Badge) else Badge.UNKNOWN
    if not is_badge_told(page) and badge != page.badge:
        known = badge is not Badge.UNKNOWN
        values |= {
            "badge": badge.value,
            "badge_confirmed_on": today if known else None,
            "badge_confirmed_by": by.name if known else "",
        }
    if said.widgets_count != page.widgets_count:
        values |= {"widgets_count": said.widgets_count} | _by_person("widgets", said.widgets_count, by=by, now=now)
    if said.is_in_component != page.is_in_component:
        values |= {"is_in_component": said.is_in_component}
        values |= _by_person("component", said.is_in_component, by=by, now=now)
    if said.is_two_factor_confirmed != bool(page.two_factor_confirmed_on):
        values |= {
            "two_factor_confirmed_on": today if said.is_two_factor_confirmed else None,
            "two_factor_confirmed_by": by.name if said.is_two_factor_confirmed else "",
        }
    change_page(page, values, act="say_facts", by=by, now=now, unsaid=_UNSAID)


def _by_person(what: str, value: object, *, by: Actor, now: datetime) -> dict[str, object]:
    is_known = value is not None
    return {
        f"{what}_source": Source.PERSON if is_known else Source.UNKNOWN,
        f"{what}_said_on": timezone.localdate(now) if is_known else None,
        f"{what}_said_by": by.name if is_known else "",
    }
