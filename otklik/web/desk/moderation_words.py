"""Words and signs of moderation for the desk."""

from django.utils.translation import gettext

from otklik.moderation.selectors import View
from otklik.moderation.told import HowTold, NoticeShown
from otklik.shared.words import marked as _
from otklik.shared.words import say_values
from otklik.web.desk.marks import Mark

DECISIONS = {
    "hide": Mark(_("Hidden"), "eye-off", "warn"),
    "delete": Mark(_("Deleted"), "trash", "bad"),
    "restore": Mark(_("Shown again"), "arrow-back-up"),
    "pass": Mark(_("Checked, lawful"), "shield-check", "good"),
    "ban": Mark(_("Author banned"), "ban", "bad"),
    "unban": Mark(_("Ban lifted"), "lock-open"),
}
"""What moderation decided."""

DECISION_STATES = {
    "proposed": _("waits for another person"),
    "refused": _("not confirmed"),
    "under_way": _("on its way to the network"),
    "done": _("done"),
    "failed": _("the network did not do it"),
    "unknown": _("nobody can tell whether the network did it"),
    "undone": _("taken back"),
}

OUTCOMES: dict[object, str] = {
    True: _("What came of it was written to the author privately, and stands on the page of objections."),
    False: _("There was no way to write to the author: what came of it stands on the page of objections."),
}
"""Whether what came of an objection could be written to its author."""

NETWORK_STATES = {
    "held": _("waits until something else is done"),
    "waiting": _("waits in the queue"),
    "claimed": _("on its way to the network"),
    "sent": _("the network has it"),
    "failed": _("the network refused it"),
    "unknown": _("nobody can tell whether the network has it"),
    "cancelled": _("called off before the network was asked"),
}
"""How far an act or a notice is on its way into a network."""

NOTICES = {
    "under_way": _("The notice to the author is on its way."),
    "told": _("The author was told privately."),
    "beside_ban": _("The author reads beside the ban in the network why, and how to object."),
    "unknown": _("Nobody can tell whether the notice reached the author."),
    "not_told": _("The author was not told:"),
}
"""How it stands with the notice to the author."""

HELD_NOTICES = {
    "hide": _("The notice to the author waits until the network has hidden the message."),
    "delete": _("The notice to the author waits until the network has deleted the message."),
    "ban": _("The notice to the author waits until the network has banned them."),
}

BANS = {
    "proposed": Mark(_("waits for another person"), "clock-pause", "warn"),
    "refused": Mark(_("not confirmed"), "circle-x"),
    "running": Mark(_("runs"), "ban", "bad"),
    "to_lift": Mark(_("to be lifted by hand"), "hand-stop", "warn"),
    "ended": Mark(_("over"), "circle-check"),
    "failed": Mark(_("the network did not do it"), "alert-triangle", "bad"),
}

VIEWS = {
    View.WAITING: Mark(_("Waiting"), "shield-question"),
    View.DECIDED: Mark(_("Already decided"), "gavel"),
    View.MACHINE: Mark(_("Hidden by the machine"), "robot"),
}
"""The parts of the queue."""

TERMS = {
    "day": _("a day"),
    "three_days": _("3 days"),
    "week": _("a week"),
    "month": _("a month"),
    "for_ever": _("for ever"),
}
"""How long a ban may last."""

MAY_DO = {
    "nothing": _("nothing: a person decides"),
    "hide": _("hide"),
    "hide_and_tell": _("hide and tell the author"),
    "to_person": _("call a person at once"),
}
"""What the machine may do alone."""


def words_of_notice(notice: NoticeShown) -> str:
    """Whether the author was told of what was decided, why not, and what is left to do."""
    if notice.told is HowTold.HELD:
        return gettext(HELD_NOTICES[notice.act])
    words = NOTICES.get(notice.told, "")
    next_step = gettext(notice.next_step) if notice.next_step else ""
    return " ".join(filter(None, (gettext(words) if words else "", say_values(notice.because, gettext), next_step)))
