"""What VK's JSON alone needs: ids without which a thing means nothing, and VK's ways to say yes."""

from otklik.networks.errors import NotOurs
from otklik.networks.objects import Json, find_id, find_number, listed
from otklik.shared.words import marked as _


def items_of(answer: object) -> list[Json]:
    """The things that VK lists. Raises TryLater where the answer is no list of VK's."""
    return listed(answer, "items", unreadable=_("VK's answer cannot be read."))


def need_id(source: Json, *names: str) -> int:
    """An id without which the object means nothing."""
    number = find_id(source, *names)
    if number is None:
        raise NotOurs(_("a field is missing"), word=" / ".join(names))
    return number


def need_number(source: Json, *names: str) -> int:
    """The number of a thing in its container: never negative, unlike ids of owners."""
    number = need_id(source, *names)
    if number < 0:
        raise NotOurs(_("a number is negative"), word=" / ".join(names))
    return number


def find_writer(source: Json) -> int | None:
    """Who wrote it; None where VK says zero, as of accounts that are gone. The field itself must be there."""
    return None if find_number(source.get("from_id")) == 0 else need_id(source, "from_id")


def is_true(value: object) -> bool:
    """VK writes yes as true, as 1 and as "1"."""
    return value is True or find_number(value) == 1
