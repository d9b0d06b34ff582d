"""Permissions of background acts: the worker acts for the person who asked, with the posts that they still hold."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from otklik.organizations.models import Staff
from otklik.organizations.selectors import Viewer, viewer_of

type Told = list[list[str | int | None]]
"""Posts as JSON holds them: role, body, and instead of whom."""


def posts_told(by: Viewer) -> Told:
    """With which posts it is pressed; a key of a program may be narrowed to one of them."""
    return [[post.role.value, post.body_id, post.instead_of_id] for post in by.posts]


def acting(staff: Staff, *, name: str, posts: Iterable[Sequence[str | int | None]], now: datetime) -> Viewer:
    """The person under the name of the press. Posts that were lost since do not count, nor those that came since."""
    held = viewer_of(staff, on=timezone.localdate(now)).posts if staff.is_active else ()
    pressed = {tuple(post) for post in posts}
    kept = tuple(post for post in held if (post.role.value, post.body_id, post.instead_of_id) in pressed)
    return Viewer(staff.id, name, staff.email, kept)
