"""How a try to make a model came out, in plain words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from otklik.triage.learning.comparing import FEWEST_EXAMPLES, FEWEST_HELD_OUT, OUTCOME_WORDS, Outcome
from otklik.triage.learning.curves import ABOUT_WORDS, CURVE_WORDS
from otklik.triage.learning.own_curves import is_followed
from otklik.triage.models import OwnCurve, OwnModel


def lines_of(row: OwnModel) -> list[str]:
    """The version, what came out, and the figures behind it where there are any."""
    if not row.outcome:
        return [row.version, _("It is being made.")]
    lines = [row.version, _(OUTCOME_WORDS[Outcome(row.outcome)])]
    if row.outcome == Outcome.TOO_FEW:
        return [*lines, _has_and_needs(row)]
    return [*lines, *_figures(row)] if row.figures else lines


def line_of_curve(row: OwnCurve) -> str:
    """What a curve is about, whether it is followed, how its last try came out, and by how many decisions."""
    words = _("%(about)s: %(state)s. Last try: %(outcome)s. Decisions: %(examples)d, of them to measure on: %(held)d.")
    return words % {
        "about": _(ABOUT_WORDS[row.about]),
        "state": _state_of(row),
        "outcome": _(CURVE_WORDS[Outcome(row.outcome)]),
        "examples": row.examples,
        "held": row.held_out,
    }


def _state_of(row: OwnCurve) -> str:
    if is_followed(row):
        return _("what people decided is followed")
    if row.is_in_use:
        return _("passed over, for it was made for another version of Otklik")
    return _("taken back by a person") if row.taken_back_at else _("nothing is changed")


def _has_and_needs(row: OwnModel) -> str:
    words = _("Examples: %(has)d of %(needs)d; of them to measure on: %(held)d of %(needs_held)d.")
    return words % {
        "has": row.examples,
        "needs": FEWEST_EXAMPLES,
        "held": row.held_out,
        "needs_held": FEWEST_HELD_OUT,
    }


def _figures(row: OwnModel) -> list[str]:
    own, before, gain = row.figures["own"], row.figures["before"], row.figures["gain"]
    return [
        _("Group named rightly: %(own)s %%, before (%(version)s): %(before)s %%. Texts measured on: %(n)d.")
        % {
            "own": _percent(own["accuracy"]),
            "before": _percent(before["accuracy"]),
            "version": row.compared_with,
            "n": row.held_out,
        },
        _("With other texts the gain could have been from %(low)s to %(high)s points.")
        % {"low": _percent(gain[0]), "high": _percent(gain[1])},
    ]


def _percent(share: float) -> str:
    return number_format(share * 100, decimal_pos=1)
