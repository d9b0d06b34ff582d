"""Words and signs of the rating for its templates."""

from django import template
from django.utils.translation import gettext

from otklik.pages.checks.registry import BY_CODE
from otklik.pages.scoring import SHARE, CheckState, Colour, Result
from otklik.web.desk import marks

register = template.Library()


@register.filter
def colour_mark(colour: Colour) -> marks.Mark:
    """Icon, colour and word of how well a page is kept."""
    return marks.COLOURS[colour]


@register.filter
def check_mark(result: Result) -> marks.Mark:
    """Icon, colour and word of what came of a check."""
    return marks.CHECK_STATES[result.state]


@register.filter
def check_title(code: str) -> str:
    """What the check asks."""
    return gettext(BY_CODE[code].title)


@register.filter
def what_is_wrong(result: Result) -> str:
    """What was measured and what is needed; of what could not be seen, what it would take."""
    if result.state is CheckState.UNKNOWN:
        return gettext(result.missing)
    return gettext(BY_CODE[result.check].wrong) % {"value": _whole(result.value), "need": _whole(result.need)}


def _whole(value: float | None) -> int:
    """Without what stands behind the comma: 69.97 per cent must not read as the 70 that were needed."""
    return int(value or 0)


@register.filter
def how_to_mend(code: str) -> str:
    """What to do about it."""
    return gettext(BY_CODE[code].mend)


@register.filter
def help_topic(code: str) -> str:
    """The page of help that leads through it; empty where there is none."""
    return BY_CODE[code].help_topic


@register.filter
def per_cent(share: int | None) -> int:
    """A share of ten-thousandths as whole per cent, for a bar."""
    return 0 if share is None else share * 100 // SHARE


@register.filter
def moved_points(moved: int) -> str:
    """How far a share moved, in per cent with its sign."""
    return f"{'+' if moved > 0 else '−'}{abs(moved) * 100 / SHARE:.0f}\u00a0%"


@register.filter
def earned(points: int | None) -> str:
    """Points of a check; what could not be seen has none."""
    return gettext("not seen") if points is None else str(points)


@register.filter
def said(words: str) -> str:
    """Words that are marked for translation, or data that stay as they are."""
    return gettext(words) if words else ""


@register.filter
def share_of(part: int, whole: int) -> str:
    """«94 % (47 of 50)»: a share is read with what it is of."""
    return gettext("%(share)s\u00a0%% (%(part)s of %(whole)s)") % {
        "share": 100 * part // whole, "part": part, "whole": whole,
    }  # fmt: skip


@register.filter
def unlocalized(number: float) -> str:
    """A number for a drawing: with a point in every language."""
    return f"{number:g}"
