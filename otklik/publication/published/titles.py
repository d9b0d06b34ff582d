"""What a published case is called: its matter and its street, never the words of whoever wrote it. No database."""

from typing import Final, Protocol

from django.utils.translation import gettext

_SHORT: Final = {"улица": "ул.", "проспект": "пр.", "переулок": "пер.", "площадь": "пл.", "бульвар": "б-р"}


class Titled(Protocol):
    """What a title is made of."""

    @property
    def topic(self) -> str: ...
    @property
    def street(self) -> str: ...
    @property
    def town(self) -> str: ...
    @property
    def body_name(self) -> str: ...


def title_of(case: Titled) -> str:
    """«Уличное освещение, ул. Бажова»; without a matter it is a message, without a street in a town or to a body."""
    kind, _blank, name = case.street.partition(" ")
    street = f"{_SHORT[kind]} {name}" if name and kind in _SHORT else case.street
    where = street or case.town or ("" if case.topic else case.body_name)
    return ", ".join(part for part in (case.topic or gettext("A resident's message"), where) if part)
