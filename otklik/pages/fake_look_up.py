"""Asking the networks how suspected fakes call themselves and what picture they show, where a network tells that."""

from datetime import datetime

from otklik.networks.abilities import LookedUp, LooksUpPages
from otklik.networks.connector import PageAccess
from otklik.networks.errors import ConnectorError, TryLater
from otklik.networks.registry import CONNECTORS
from otklik.pages.avatars import are_same
from otklik.pages.likeness import is_name_like
from otklik.pages.models import FakeState, Likeness, SuspectedFake
from otklik.pages.selectors import access_of, callable_pages

AT_ONCE = 10


def look_up_fakes(*, now: datetime) -> int:
    """Look up those that nobody has looked up yet, with the token of any connected page. Returns how many.

    Not in a transaction: it waits for the networks.
    """
    looked = 0
    for network, connector in CONNECTORS.items():
        if not isinstance(connector, LooksUpPages):
            continue
        fakes = SuspectedFake.objects.filter(network=network, state=FakeState.SUSPECTED, looked_up_at=None)
        waiting = list(fakes.select_related("resembles").order_by("id")[:AT_ONCE])
        ours = callable_pages(now=now, network=network).select_related("connection").first() if waiting else None
        if ours is not None:
            looked += _look_up(connector, access_of(ours), waiting, now=now)
    return looked


def _look_up(connector: LooksUpPages, access: PageAccess, fakes: list[SuspectedFake], *, now: datetime) -> int:
    """What a network cannot do now is tried another time; what it refuses is not."""
    for done, fake in enumerate(fakes):
        try:
            seen = connector.look_up(access, key=fake.key)
            _note(fake, seen, real=_real(connector, access, fake) if seen and seen.picture else None)
        except TryLater:
            return done
        except ConnectorError:
            pass
        fake.looked_up_at = now
        fake.save(update_fields=["name", "likenesses", "looked_up_at"])
    return len(fakes)


def _real(connector: LooksUpPages, access: PageAccess, fake: SuspectedFake) -> LookedUp | None:
    page = fake.resembles
    return connector.look_up(access, key=page.external_id) if page.network == fake.network else None


def _note(fake: SuspectedFake, seen: LookedUp | None, *, real: LookedUp | None) -> None:
    if seen is None:
        return
    fake.name = seen.name[:200] or fake.name
    found = set(fake.likenesses)
    if is_name_like(fake.name, fake.resembles.name):
        found.add(Likeness.NAME)
    if real is not None and are_same(seen.picture, real.picture):
        found.add(Likeness.AVATAR)
    fake.likenesses = [one for one in Likeness if one in found]
