"""Calling a person at once: an alarm of the page rings as long as something urgent waits in the queue."""

from datetime import datetime

from otklik.moderation.models import Review, ReviewState
from otklik.pages.models import Page
from otklik.pages.watching import ring_danger


def ring_for(page: Page, *, now: datetime) -> None:
    """Something urgent came: ring, also where somebody has already seen to what came before."""
    ring_danger(page, is_on=True, now=now)


def end_ringing(page: Page, *, now: datetime) -> None:
    """Somebody decided: the alarm ends once nothing urgent of the page waits."""
    urgent = Review.objects.filter(page=page, state=ReviewState.WAITING, is_urgent=True)
    if not urgent.exists():
        ring_danger(page, is_on=False, now=now)
