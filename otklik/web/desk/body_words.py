"""Words and signs for bodies: levels, turns of their history, entries of the card."""

from django.utils.translation import gettext_noop as _

from otklik.web.desk.marks import Mark

LEVELS = {
    "region": _("Region"),
    "ministry": _("Ministry or agency"),
    "municipality": _("Municipality"),
    "department": _("Department"),
    "institution": _("Institution"),
}

TURNS = {
    "entered": Mark(_("Entered into the register"), "plus", "good"),
    "edited": Mark(_("Edited"), "pencil"),
    "moved": Mark(_("Moved"), "corner-up-left", "warn"),
    "founder": Mark(_("Another founder"), "home", "warn"),
    "territory": Mark(_("Another territory"), "map-pin", "warn"),
    "merged": Mark(_("Became part of another body"), "git-merge", "bad"),
    "took_over": Mark(_("Another body became part of it"), "git-merge", "good"),
    "closed": Mark(_("The body was closed"), "archive", "bad"),
    "reopened": Mark(_("The body was opened again"), "refresh", "good"),
}
"""What can happen to a body; the turn is the colour."""

FIELDS = {
    "name": _("Full name"),
    "short_name": _("Short name"),
    "slug": _("Name in addresses"),
    "level": _("Level"),
    "ogrn": _("ОГРН"),
    "sphere": _("Sphere"),
    "further_spheres": _("Further spheres"),
    "zone": _("Time zone"),
    "workday_from": _("Works from"),
    "workday_to": _("Works until"),
    "break_from": _("Break from"),
    "break_to": _("Break until"),
    "requires_approval": _("Another person approves every answer"),
    "is_regional_centre": _("Regional management centre: its people look at the whole region"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "site": _("Site"),
    "address": _("Address"),
    "head_name": _("Head"),
    "head_post": _("Post of the head"),
    "population": _("People served"),
    "competences": _("Competences"),
}
"""Entries of the card, in the form and in the history."""
