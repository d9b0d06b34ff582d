"""The circuit of a page told in words: since when, how often, when we ask again, what waits meanwhile."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from otklik.pages.card import ConnectionCard
from otklik.web.desk.clocks import moment


def tell_circuit(card: ConnectionCard, *, waiting: int, now: datetime) -> str:
    """One sentence below the words of the last error; empty while there is none."""
    if not card.row.last_error:
        return ""
    parts = []
    if card.row.trouble_since is not None:
        parts.append(_("since %(at)s") % {"at": moment(card.row.trouble_since, now=now)})
    failures = card.failures_in_a_row
    if failures:
        words = ngettext("%(count)s failure in a row", "%(count)s failures in a row", failures)
        parts.append(words % {"count": failures})
        parts.append(_next_try(card.row.open_until, now=now))
    if waiting:
        words = ngettext("%(count)s sending waits in the queue", "%(count)s sendings wait in the queue", waiting)
        parts.append(words % {"count": waiting})
    return "; ".join(parts)


def _next_try(open_until: datetime | None, *, now: datetime) -> str:
    if open_until is None or open_until <= now:
        return _("the next try is under way")
    return _("the next try is at %(at)s") % {"at": moment(open_until, now=now)}
