"""Suspected fakes as a list for the desk: what waits for a person first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer
from otklik.pages.addresses import url_of
from otklik.pages.fakes import fakes_within
from otklik.pages.models import FakeState, FoundBy, Likeness, SuspectedFake

__all__ = ["FakeList", "FakeRow", "FakeState", "Likeness", "count_fakes", "list_fakes"]


@dataclass(frozen=True, slots=True)
class FakeRow:
    """A suspected fake beside the page that it resembles."""

    id: int
    network: str
    name: str
    url: str
    likenesses: tuple[Likeness, ...]
    found_by: FoundBy
    found_at: datetime
    asked_count: int
    state: FakeState
    decided_by: str
    decided_at: datetime | None
    because: str
    page_id: int
    page_name: str
    page_url: str
    body: str
    can_judge: bool


@dataclass(frozen=True, slots=True)
class FakeList:
    """A screen of the list; `next` is the id after which it goes on, None at the end."""

    rows: tuple[FakeRow, ...]
    next: int | None = None


def list_fakes(viewer: Viewer, state: FakeState, *, after: int | None = None, at_most: int = 50) -> FakeList:
    """Suspected fakes of the pages that this person sees, in this state, the newest first."""
    fakes = SuspectedFake.objects.filter(fakes_within(viewer, Right.SEE_PAGES), state=state)
    if after is not None:
        fakes = fakes.filter(id__lt=after)
    found = list(fakes.select_related("resembles__owner").order_by("-id")[: at_most + 1])
    rows = tuple(_row(fake, viewer) for fake in found[:at_most])
    return FakeList(rows, next=rows[-1].id if len(found) > at_most else None)


def count_fakes(viewer: Viewer) -> dict[FakeState, int]:
    """How many there are in each state."""
    fakes = SuspectedFake.objects.filter(fakes_within(viewer, Right.SEE_PAGES))
    counted = dict(fakes.values_list("state").annotate(Count("id")))
    return {state: counted.get(state.value, 0) for state in FakeState}


def _row(fake: SuspectedFake, viewer: Viewer) -> FakeRow:
    page = fake.resembles
    return FakeRow(
        id=fake.id,
        network=fake.network,
        name=fake.name,
        url=url_of(fake.network, fake.key),
        likenesses=tuple(Likeness(one) for one in fake.likenesses),
        found_by=FoundBy(fake.found_by),
        found_at=fake.found_at,
        asked_count=fake.asked_count,
        state=FakeState(fake.state),
        decided_by=fake.decided_by,
        decided_at=fake.decided_at,
        because=fake.because,
        page_id=page.id,
        page_name=page.name,
        page_url=page.url,
        body=page.owner.short_name,
        can_judge=viewer.may_at(Place(page.owner_id, page.municipality_id, page.founder_id), Right.EDIT_PAGES),
    )
