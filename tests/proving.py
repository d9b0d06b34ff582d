"""Second factors of people of the tests."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.utils import timezone

from otklik.organizations.models import Staff


def force_login(without: Callable[..., None]) -> Callable[..., None]:
    """Sign in as Django's client does, and show a second factor where the rules of the day want one."""

    def sign_in(client: Client, user: Staff, *given: Any) -> None:
        from otklik.organizations.selectors import viewer_of
        from otklik.shared import clock
        from otklik.web.door import PROVED

        without(client, user, *given)
        if viewer_of(user, on=timezone.localdate(clock.now())).needs_second_factor:
            session = client.session
            session[PROVED] = True
            session.save()

    return sign_in


def give_factor(staff_id: int) -> None:
    """The person has an app; nobody is asked for its codes."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.get_or_create(user_id=staff_id, type="totp", defaults={"data": {"secret": "x"}})
