"""Template words of the public side."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from otklik.web.portal.words import minutes_told, network_name, readable

register = template.Library()


@register.simple_tag
def network(code: str) -> str:
    """The name of a network as residents know it."""
    return network_name(code)


_NOT_IN_A_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.simple_tag
def json_ld(told: dict[str, object]) -> SafeString:
    """Facts for search engines: a block of data, which no browser runs, so the policy of scripts lets it stand."""
    text = json.dumps(told, ensure_ascii=False).translate(_NOT_IN_A_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


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
