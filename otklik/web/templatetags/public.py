"""Template words of the public side."""

from django import template

from otklik.web.portal.words import network_name

register = template.Library()


@register.simple_tag
def network(code: str) -> str:
    """The name of a network as residents know it."""
    return network_name(code)
