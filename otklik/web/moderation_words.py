"""What was decided and kept, in words: for staff and for those who object."""

from typing import Final

from django.utils.translation import gettext_noop as _

DECIDED: Final = {
    "hide": _("The message was hidden"),
    "delete": _("The message was deleted"),
    "restore": _("The message was shown again"),
    "ban": _("The author was banned"),
    "unban": _("The ban was lifted"),
    "pass": _("Checked, lawful"),
}
OUTSIDE: Final = {
    "deleted": _("Deleted in the network itself"),
    "banned": _("Banned in the network itself"),
    "unbanned": _("Ban lifted in the network itself"),
}
FACTS: Final = {
    "decided": _("Decided"),
    "settled": _("How it ended in the network"),
    "told": _("Notice to the author"),
    "objected": _("The author objected"),
    "objection_upheld": _("The objection was upheld"),
    "objection_refused": _("The objection was refused"),
    "held": _("Held beyond the term"),
    "released": _("No longer held"),
    "handed_out": _("Taken out as a file"),
}
