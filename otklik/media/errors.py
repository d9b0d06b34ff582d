"""Errors of files."""

from otklik.shared.errors import OtklikError


class FileRefused(OtklikError):
    """The file cannot be taken: not a photo, too large, or broken."""

    field = "photos"
