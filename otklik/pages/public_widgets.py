"""What the public side knows of the forms of a page: whose they are, where they may be shown; counting their use."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from otklik.pages.models import Widget

_COUNT = """
insert into pages_widgetuse as used (widget_id, "on", shown, sent)
select id, %s, %s, %s from pages_widget where key = %s
on conflict (widget_id, "on") do update set shown = used.shown + excluded.shown, sent = used.sent + excluded.sent
"""


@dataclass(frozen=True, slots=True)
class PublicWidget:
    """The forms of one page."""

    key: str
    page_id: int
    receiver: str
    """The body that reads what is sent there first."""
    origins: tuple[str, ...]
    page_name: str
    talks_as: str
    """The page's id in its network, where it can answer residents privately; else empty."""


def find_widget(key: str) -> PublicWidget | None:
    """The forms by their key; None where they are off, or the page or its body is gone."""
    return _find(key=key)


def find_widget_of_page(network: str, external_id: str) -> PublicWidget | None:
    """The forms of a page by its id in the network; None as above."""
    return _find(page__network=network, page__external_id=external_id)


def _find(**which: str) -> PublicWidget | None:
    usable = Widget.objects.filter(is_on=True, page__is_active=True, page__owner__is_active=True)
    widget = usable.select_related("page__owner").filter(**which).first()
    if widget is None:
        return None
    page = widget.page
    return PublicWidget(
        key=widget.key,
        page_id=page.id,
        receiver=page.owner.name,
        origins=tuple(widget.origins),
        page_name=page.name,
        talks_as=page.external_id if page.takes_talks else "",
    )


def count_use(key: str, *, on: date, shown: int = 0, sent: int = 0) -> None:
    """Count an opening or a sending; of whom is not kept."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [on, shown, sent, key])
