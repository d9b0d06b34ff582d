"""A program of the tests: calls the API with a key, as another program would."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from otklik.integrations.key_keeping import LONGEST, KeyWish, issue_key
from otklik.integrations.keys import KeyScope
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, Cast
from tests.proving import give_factor

BASE = "/api/v1/desk/"


@dataclass
class Program:
    """A program with a key."""

    token: str
    client: Client = field(default_factory=Client)

    def get(self, address: str, **asked: Any) -> HttpResponse:
        """Ask."""
        return self.client.get(BASE + address, asked, headers=self._headers())  # type: ignore[return-value]

    def post(self, address: str, body: object = None, **headers: str) -> HttpResponse:
        """Do."""
        return self.client.post(  # type: ignore[return-value]
            BASE + address,
            body if isinstance(body, str) else json.dumps(body or {}),
            content_type="application/json",
            headers=self._headers() | {name.replace("_", "-"): value for name, value in headers.items()},
        )

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}


def program_of(cast: Cast, role: str, *scopes: KeyScope) -> Program:
    """A program that acts as this person of the cast."""
    today = timezone.localdate(NOW)
    by = load_viewer(cast.staff[role].id, on=today)
    if by.needs_second_factor:
        give_factor(by.staff_id)
    wish = KeyWish("1С", list(scopes) or [KeyScope.READ, KeyScope.WRITE], today + LONGEST)
    return Program(issue_key(wish, by=by, now=NOW))
