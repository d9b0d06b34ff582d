"""The forms of a page on other sites: switching them on, saying where they may stand, reading how they are used."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from otklik.audit.services import Actor, record
from otklik.organizations.errors import UnfitEntry
from otklik.pages.models import Page, Widget, WidgetUse
from otklik.shared.words import marked as _

MOST_ORIGINS: Final = 20
USE_DAYS: Final = 30
_USUAL_PORTS: Final = {"http": 80, "https": 443}
"""Which browsers leave out of an origin."""
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class WidgetCard:
    """The forms of a page, for whoever keeps it. `shown` and `sent`: within the last 30 days."""

    key: str
    origins: tuple[str, ...]
    is_on: bool
    shown: int
    sent: int


def find_widget_card(page_id: int, *, now: datetime) -> WidgetCard | None:
    """The forms of a page that this person was already shown to have access to; None where there are none yet."""
    widget = Widget.objects.filter(page_id=page_id).first()
    if widget is None:
        return None
    since = timezone.localdate(now) - timedelta(days=USE_DAYS)
    told = WidgetUse.objects.filter(widget=widget, on__gt=since).aggregate(shown=Sum("shown"), sent=Sum("sent"))
    return WidgetCard(widget.key, tuple(widget.origins), widget.is_on, told["shown"] or 0, told["sent"] or 0)


def keep_widget(page: Page, *, sites: str, is_on: bool, by: Actor, now: datetime) -> None:
    """Say on which sites the forms of a page may stand, one a line, and whether they work. Raises UnfitEntry."""
    origins = read_origins(sites)
    with transaction.atomic():
        defaults = {"key": secrets.token_hex(6), "made_at": now}
        widget, _made = Widget.objects.select_for_update().get_or_create(page=page, defaults=defaults)
        widget.origins, widget.is_on = origins, is_on
        widget.save(update_fields=["origins", "is_on"])
        details = {"sites": ", ".join(origins) or "–", "on": str(is_on)}
        record("keep_widget", subject=f"page:{page.id}", by=by, now=now, details=details)


def read_origins(sites: str) -> list[str]:
    """Origins out of what a person typed or copied: paths are left out, Cyrillic names become what browsers send.

    Raises UnfitEntry, which names the line.
    """
    origins = [_origin(line) for line in sites.replace("\x00", "").split() if line.strip()]
    found = list(dict.fromkeys(origins))
    if len(found) > MOST_ORIGINS:
        raise UnfitEntry(
            _("At most %(most)s sites fit."), field="sites", mend=_("Leave out those that are not used."),
            values={"most": str(MOST_ORIGINS)},
        )  # fmt: skip
    return found


def _origin(line: str) -> str:
    address = line if "://" in line else f"https://{line}"
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (UnicodeError, ValueError):
        host, port = "", None
    if parts_unfit(address, host):
        raise UnfitEntry(
            _("«%(line)s» is no address of a site."), field="sites",
            mend=_("Write it as in the browser: https://school8.example"), values={"line": line[:100]},
        )  # fmt: skip
    scheme = address.split("://", 1)[0].lower()
    return f"{scheme}://{host}" + (f":{port}" if port and port != _USUAL_PORTS[scheme] else "")


def parts_unfit(address: str, host: str) -> bool:
    """Whether this cannot be an origin: anything but http and https, a name with stars, somebody's password."""
    scheme = address.split("://", 1)[0].lower()
    return scheme not in ("http", "https") or not _HOST.fullmatch(host) or "@" in address or len(host) > 150
