"""What the public side knows of the forms of a page: whose they are, where they may be shown; counting their use."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection

from otklik.pages.models import Page, Widget

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


@dataclass(frozen=True, slots=True)
class Writer:
    """A page that can write to residents who let it."""

    external_id: str
    name: str


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
    return PublicWidget(widget.key, widget.page_id, widget.page.owner.name, tuple(widget.origins))


def find_writer(page_id: int) -> Writer | None:
    """This page, where we can answer residents privately."""
    speaking = Page.objects.filter(id=page_id, network__in=settings.OTKLIK_NETWORKS, takes_talks=True)
    found = speaking.values_list("external_id", "name").first()
    return Writer(*found) if found else None


def count_use(key: str, *, on: date, shown: int = 0, sent: int = 0) -> None:
    """Count an opening or a sending; of whom is not kept."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [on, shown, sent, key])
