"""What was decided and kept, in words: for staff and for those who object."""

from typing import Final

from django.utils.translation import gettext_noop as _

from otklik.moderation.dossier import Fact

DECIDED: Final = {
    "hide": _("The message was hidden"),
    "delete": _("The message was deleted"),
    "restore": _("The message was shown again"),
    "ban": _("The author was banned"),
    "unban": _("The ban was lifted"),
    "pass": _("Checked, lawful"),
}
FACTS: Final = {
    Fact.DECIDED: _("Decided"),
    Fact.SETTLED: _("How it ended in the network"),
    Fact.TOLD: _("Notice to the author"),
    Fact.OBJECTED: _("The author objected"),
    Fact.OBJECTION_UPHELD: _("The objection was upheld"),
    Fact.OBJECTION_REFUSED: _("The objection was refused"),
    Fact.HELD: _("Held beyond the term"),
    Fact.RELEASED: _("No longer held"),
    Fact.HANDED_OUT: _("Taken out as a file"),
}
