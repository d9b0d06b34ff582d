"""Template words of both sides: an icon, the look that a person chose, the time left on a bar."""

from functools import lru_cache

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from otklik.pages.public_selectors import look_of
from otklik.web.looks import chosen_look

register = template.Library()

_PHOTOS = {"before": gettext_noop("Photo before the work"), "after": gettext_noop("Photo after the work")}


@register.simple_tag
def icon(name: str, kind: str = "o-i", label: str = "") -> SafeString:
    """An icon of frontend/icons.txt. Without a label it is an ornament beside words and silent for readers."""
    return _written(f"{static('otklik/icons.svg')}#i-{name}", kind, label)


@lru_cache(maxsize=1_024)
def _written(address: str, kind: str, label: str) -> SafeString:
    """A page holds up to two hundred icons, of some dozens of kinds: each is written once in a process."""
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', kind, label, address)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', kind, address)


@register.simple_tag
def network_drawing(network: str, kind: str = "o-i") -> SafeString:
    """The lines of a network's sign, in the colour of the text; an ornament beside its name."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', kind, look_of(network).drawing
    )


@register.simple_tag(takes_context=True)
def look(context: Context) -> str:
    """The look that the person chose: light, dark, contrast; empty where the device decides."""
    request = context.get("request")
    return chosen_look(request) if request is not None else ""


@register.filter
def photo_alt(stage: str) -> str:
    """A photo of the work in words, for those who do not see it."""
    return gettext(_PHOTOS.get(stage) or gettext_noop("Photo"))
