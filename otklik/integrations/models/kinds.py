"""What a table of the register changes."""

from enum import StrEnum


class Kind(StrEnum):
    """What a change is about."""

    BODY = "body"
    PAGE = "page"
    EXEMPTION = "exemption"
