"""How our pictures and documents are handed out: as what they are and nothing else."""

from urllib.parse import quote

from django.http import HttpResponse

_ALONE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
"""Opened by itself it runs nothing, whatever a browser takes it for."""


def picture(content: bytes, *, name: str) -> HttpResponse:
    """A JPEG that we made."""
    headers = {"Content-Disposition": f'inline; filename="{name}.jpg"', **_ALONE}
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


def document(content: bytes, *, name: str) -> HttpResponse:
    """A PDF that was checked, to be saved: its own reader opens it, not the page of our site."""
    called = quote(name if name.lower().endswith(".pdf") else f"{name}.pdf", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{called}", **_ALONE}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
