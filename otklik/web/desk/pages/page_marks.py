"""Signs and words of the register of pages."""

from django.utils.translation import gettext_noop as _

from otklik.moderation.rules.grounds import GROUND_NAMES
from otklik.pages.alarms import ADVICE
from otklik.pages.checks.registry import BY_CODE
from otklik.pages.register import BadgeKnown, Lack
from otklik.web.desk.marks import Mark
from otklik.web.desk.moderation_words import MAY_DO

BADGES = {
    BadgeKnown.BY_NETWORK: Mark(_("told by the network"), "rosette-discount-check", "good"),
    BadgeKnown.BY_PERSON: Mark(_("seen by a person"), "user-check", "work"),
    BadgeKnown.ABSENT: Mark(_("no badge"), "rosette-discount-check-off", "bad"),
    BadgeKnown.UNKNOWN: Mark(_("not known"), "help-circle"),
}
"""What is known of the badge «Госорганизация»."""

STANDINGS = {
    "proved": Mark(_("proved"), "shield-check", "good"),
    "waiting": Mark(_("being proved"), "progress", "warn"),
    "lost": Mark(_("proof lost"), "shield-question", "bad"),
    "none": Mark(_("not proved"), "help-circle"),
}
"""How it stands with the proof of ownership."""

CATEGORIES = {"flagship": _("Flagship"), "active": _("Active"), "card": _("Visiting card")}

LACKS = {
    Lack.OVERDUE: _("Entry not confirmed in time"),
    Lack.EXPIRING: _("Token ends"),
    Lack.OFFICER: _("No responsible officer"),
}

PROOF_KINDS = {
    "token": Mark(_("By a token"), "plug-connected"),
    "published": Mark(_("By a code on the page"), "file-text"),
    "mailed": Mark(_("By a letter to the body"), "mail"),
}

PROOF_STATES = {
    "asked": Mark(_("on its way"), "progress", "warn"),
    "waiting": Mark(_("waits for you"), "clock", "warn"),
    "confirmed": Mark(_("confirmed"), "circle-check", "good"),
    "lost": Mark(_("lost"), "alert-triangle", "bad"),
    "failed": Mark(_("did not succeed"), "circle-x", "bad"),
}

PAGE_FIELDS = {
    **GROUND_NAMES,
    "since_on": _("From"),
    "name": _("Name of the page"),
    "url": _("Address"),
    "external_id": _("Id in the network"),
    "category": _("Category"),
    "officer": _("Responsible officer"),
    "officer_name": _("Name of the officer"),
    "officer_post": _("Post of the officer"),
    "order_number": _("Number of the order"),
    "order_on": _("Date of the order"),
    "administrators": _("Administrators"),
    "badge": _("Badge"),
    "widgets_count": _("Widgets of the federal platform"),
    "is_in_component": _("In the component «Gospabliki»"),
    "two_factor_confirmed_on": _("Second factor of administrators"),
    "tokens_expire_on": _("The token ends"),
    "kind": _("Way"),
    "why": _("Why"),
    "found": _("Found"),
    "check": _("Check"),
    "from": _("Was"),
    "to": _("Is now"),
    "by": _("In which way"),
}
"""The fields of which the history tells."""

VALUES = {
    **MAY_DO,
    "well": _("all is well"),
    "True": _("yes"),
    "False": _("no"),
    "confirmed": _("there is one"),
    "absent": _("there is none"),
    "unknown": _("not known"),
    **CATEGORIES,
    **{kind.value: advice.title for kind, advice in ADVICE.items()},
    **{code: check.title for code, check in BY_CODE.items()},
    **{kind: mark.word for kind, mark in PROOF_KINDS.items()},
}
"""Values of fields that are words of ours."""
