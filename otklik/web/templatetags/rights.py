"""Template words of the desk: may this person do it anywhere? For showing a link; the page itself asks again."""

from django import template
from django.template import Context

from otklik.organizations.rights import Right

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Context, right: str) -> bool:
    """Whether any post of the person at the desk gives the right."""
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer is not None and viewer.may_anywhere(Right(right))
