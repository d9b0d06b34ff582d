"""The consent to the processing of personal data: a document of its own, in dated versions (152-FZ, article 9).

A new wording is a new version: a new template and a new row here. What somebody agreed to stays readable for ever.
"""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.web.portal.service import service_context

VERSIONS: Final = {
    "2026-11": "portal/consents/2026-11.html",
    "2026-11-28": "portal/consents/2026-11-28.html",
    "2026-11-28b": "portal/consents/2026-11-28b.html",
    "letters-2026-11": "portal/consents/letters-2026-11.html",
}
CONSENT: Final = "2026-11-28b"
"""The version that is agreed to now."""
LETTERS: Final = "letters-2026-11"
"""The same for letters of what is published."""
PUBLISH_CONSENT: Final = "2026-11"
"""Version of the words in the form by which an author agrees to publishing: `portal/publish_consent.html`."""


@require_safe
def consent(request: HttpRequest, version: str = CONSENT) -> HttpResponse:
    """One version, to read and to print."""
    if version not in VERSIONS:
        raise Http404(_("There is no such version."))
    return render(request, VERSIONS[version], service_context() | {"version": version})


@require_safe
def official(request: HttpRequest) -> HttpResponse:
    """How to file an official appeal: what a message here is not."""
    return render(request, "portal/official.html", service_context())
