"""Errors of files."""

from collections.abc import Callable

from otklik.shared.errors import OtklikError


class FileRefused(OtklikError):
    """The file cannot be taken: not what is wanted, too large, or broken."""

    field = "photos"
    name = ""
    """Which of several files it was; empty where that is plain."""

    def say(self, translate: Callable[[str], str]) -> str:
        """What is wrong, after the file's name."""
        said = super().say(translate)
        return f"«{self.name}»: {said}" if self.name else said
