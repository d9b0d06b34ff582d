"""How a picture of ours is handed out: as a picture and nothing else."""

from django.http import HttpResponse


def picture(content: bytes, *, name: str) -> HttpResponse:
    """A JPEG that we made; opened by itself it runs nothing, whatever a browser takes it for."""
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={
            "Content-Disposition": f'inline; filename="{name}.jpg"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
        },
    )
