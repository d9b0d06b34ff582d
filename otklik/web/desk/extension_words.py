"""What a resident is told of a deadline that was moved."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from otklik.appeals.extending import ExtensionRow


def words_of_extension(moves: Sequence[ExtensionRow]) -> str:
    """The text for the answer box, of the newest move; empty where nothing was moved."""
    if not moves:
        return ""
    day = date_format(timezone.localtime(moves[-1].due_at), "d.m.Y")
    return _("We need more time: we will answer by %(day)s. %(because)s") % {"day": day, "because": moves[-1].because}
