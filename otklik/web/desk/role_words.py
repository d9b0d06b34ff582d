"""What roles are called, and how far a letter is."""

from django.utils.translation import gettext_noop as _

from otklik.organizations.rights import Role
from otklik.organizations.staff_card import Letter
from otklik.organizations.staff_list import StaffState
from otklik.web.desk.marks import Mark

ROLES = {
    Role.CONTENT_MANAGER: _("Content manager"),
    Role.EXECUTOR: _("Executor"),
    Role.APPROVER: _("Approver"),
    Role.COORDINATOR: _("Coordinator"),
    Role.FOUNDER: _("Founder's press office"),
    Role.CURATOR: _("Curator"),
    Role.MODERATOR: _("Moderator"),
    Role.ANALYST: _("Analyst"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}

STATES = {
    StaffState.AWAY: _("away today"),
    StaffState.INVITED: _("invited"),
    StaffState.GONE: _("left"),
}

LETTERS = {
    Letter.WAITING: Mark(_("the letter waits to be sent"), "clock", "warn"),
    Letter.SENDING: Mark(_("the letter is being sent"), "send", "warn"),
    Letter.SENT: Mark(_("the letter was sent"), "mail", "good"),
    Letter.FAILED: Mark(_("the mail server did not take the letter"), "alert-triangle", "bad"),
    Letter.UNKNOWN: Mark(_("nobody can tell whether the letter arrived"), "help-circle", "bad"),
    Letter.EXPIRED: Mark(_("the link is too old"), "clock-exclamation", "bad"),
}
