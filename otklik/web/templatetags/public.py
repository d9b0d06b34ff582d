"""Template words of the public side."""

from django import template

from otklik.web.portal.words import minutes_told, network_name, readable

register = template.Library()


@register.simple_tag
def network(code: str) -> str:
    """The name of a network as residents know it."""
    return network_name(code)


@register.filter
def as_time(minutes: int) -> str:
    """A length of time as people say it."""
    return minutes_told(minutes)


@register.filter
def phone(written: str) -> str:
    """A number as a telephone dials it: digits and a plus in front."""
    return "".join(sign for place, sign in enumerate(written) if sign.isdigit() or (sign == "+" and not place))


@register.filter
def without_scheme(url: str) -> str:
    """An address as people read it."""
    return readable(url)
