"""Words of the rules of approval and of ready texts."""

from django.utils.translation import gettext_noop as _

from otklik.answers.approval.route import StepRole

STEPS: dict[str, str] = {
    StepRole.APPROVER: _("approver of the body"),
    StepRole.COORDINATOR: _("municipal coordinator"),
    StepRole.FOUNDER: _("founder"),
    StepRole.CURATOR: _("curator"),
    StepRole.ANOTHER: _("another person of the body"),
}
"""Whose word an answer needs."""

KINDS = {"final": _("Answer"), "interim": _("Interim answer"), "question": _("Question to the author")}
"""For which kind of answer a ready text is."""
