"""Passwords of the demo: quick to check, and of a kind that only a demo understands."""

from typing import ClassVar

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class DemoPasswordHasher(PBKDF2PasswordHasher):
    """The only way to store passwords in a demo. An installation without OTKLIK_IS_DEMO does not know it.

    So whoever copies the database of a demo into service finds that none of its passwords opens anything.
    """

    algorithm: ClassVar[str] = "demo_only"  # type: ignore[misc]
    iterations: ClassVar[int] = 1_000  # type: ignore[misc]
