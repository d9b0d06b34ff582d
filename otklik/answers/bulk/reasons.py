"""Why a case of a run was left alone, in the words of somebody who pressed for many and sees the report later."""

from django.utils.translation import gettext

from otklik.appeals.errors import NoSuchCase, StaleCase
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

_MOST = 500


def told_why(why: OtklikError) -> str:
    """As the row of the case keeps it, in the language of the moment. A form would say some of it otherwise."""
    match why:
        case StaleCase():
            why = OtklikError(_("The case was changed after you had looked."), mend=_("Look at it, then do it again."))
        case NoSuchCase():
            why = OtklikError(
                _("You do not see this case any more."), mend=_("It was passed on, or your role here has ended.")
            )
    return why.say(gettext)[:_MOST]
