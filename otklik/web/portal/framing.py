"""Where a form stands: on our own page, reached from a widget's code, within another site or a network's program."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from otklik.intake.accept_act import ActKind
from otklik.pages.public_widgets import PublicWidget, count_use, find_widget
from otklik.shared import clock
from otklik.web.tiles import policy_with_tiles

THEMES: Final = ("light", "dark", "contrast")
LANGUAGES: Final = ("ru", "en")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a form has to know of where it stands. Without a widget it is the one of the whole installation."""

    widget: PublicWidget | None = None
    is_framed: bool = False
    network: str = ""
    """The network whose own program shows it; it is framed then, too."""
    launch: str = ""
    """What the next step shows as proof of the launch."""
    theme: str = ""
    """Empty: as the device."""
    language: str = ""
    """Empty: as chosen, or as the browser asks."""

    @property
    def page_id(self) -> int | None:
        """Whose page the message is for."""
        return self.widget.page_id if self.widget else None

    def form_address(self, kind: ActKind) -> str:
        """Where this form stands here."""
        if self.network:
            return self.address(reverse(f"portal:launched_{kind}", args=[self.network]))
        if self.is_framed and self.widget:
            return self.address(reverse(f"portal:embed_{kind}", args=[self.widget.key]))
        return self.address(reverse(f"portal:{kind}"))

    def address(self, path: str) -> str:
        """The path with what the next step has to know."""
        told = {"theme": self.theme, "lang": self.language} if self.is_framed else {}
        if self.network:
            told["launch"] = self.launch
        if self.widget and not self.is_framed:
            told["page"] = self.widget.key
        kept = {name: value for name, value in told.items() if value}
        return f"{path}?{urlencode(kept)}" if kept else path

    def context(self) -> dict[str, Any]:
        """For the templates."""
        return {
            "is_framed": self.is_framed,
            "base_name": self._base_name(),
            "program": f"otklik/{self.network}.js" if self.network else "",
            "report_address": self.form_address(ActKind.REPORT) if self.network else "",
            "opinion_address": self.form_address(ActKind.OPINION) if self.network else "",
            "receiver": self.widget.receiver if self.widget else "",
            "theme": self.theme,
            "origins": " ".join(self.widget.origins) if self.widget and self.is_framed else "",
            "widget_key": self.widget.key if self.widget else "",
        }

    def _base_name(self) -> str:
        if self.network:
            return "portal/launched_base.html"
        return "portal/embed_base.html" if self.is_framed else "portal/base.html"

    def count(self, *, shown: int = 0, sent: int = 0) -> None:
        """Count a use of the widget."""
        if self.widget:
            count_use(self.widget.key, on=timezone.localdate(clock.now()), shown=shown, sent=sent)


def frame_of(request: HttpRequest) -> Frame:
    """On our own pages: the widget whose button or code led here; one that is off is none."""
    key = request.GET.get("page", "")
    return Frame(widget=find_widget(key[:20]) if key else None)


def framed(request: HttpRequest, key: str) -> Frame | None:
    """In a frame: the widget with the look that the site asks for; None where there is none."""
    widget = find_widget(key)
    return worn(request, Frame(widget, is_framed=True)) if widget else None


def worn(request: HttpRequest, frame: Frame) -> Frame:
    """With the look and the language that the address asks for."""
    theme, language = request.GET.get("theme", ""), request.GET.get("lang", "")
    return replace(
        frame,
        theme=theme if theme in THEMES else "",
        language=language if language in LANGUAGES else "",
    )


def is_on_another_site(request: HttpRequest, frame: Frame) -> bool:
    """Whether a site shows this in a frame that the owner of the page has not named, as far as a browser tells."""
    site = urlsplit(request.headers.get("Referer", ""))
    named = {*(frame.widget.origins if frame.widget else ()), settings.OTKLIK_SITE_URL.rstrip("/")}
    is_framed = request.headers.get("Sec-Fetch-Dest") in ("iframe", "frame")
    is_elsewhere = site.netloc not in ("", request.get_host())  # within the frame people go on from our own pages
    return is_framed and is_elsewhere and f"{site.scheme}://{site.netloc}" not in named


def let_in(
    request: HttpRequest, frame: Frame, draw: Callable[[HttpRequest], HttpResponse], *, sites: Collection[str] = ()
) -> HttpResponse:
    """Draw a page in the frame's language that only these sites, or those of its widget, may show within theirs."""
    origins = sites or (frame.widget.origins if frame.widget else ())
    view = csp_override(_policy(origins))(xframe_options_exempt(draw))
    with translation.override(frame.language or translation.get_language()):
        response: HttpResponse = view(request)
    return response


def _policy(origins: Collection[str]) -> Mapping[str, Collection[str]]:
    """Ours, opened to these sites; to nobody where none is named."""
    return {**policy_with_tiles(), "frame-ancestors": list(origins) or [CSP.NONE]}
