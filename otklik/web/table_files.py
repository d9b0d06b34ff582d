"""A table to be taken away, at the desk or by a program: with what it is called, and what it is."""

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from otklik.integrations.register.export import MEDIA_TYPES, Format


def table_file(content: bytes | Iterable[bytes], *, name: str, as_format: Format) -> HttpResponseBase:
    """The table, whole or piece by piece; `name` without the ending, in ASCII."""
    kind = MEDIA_TYPES[as_format]
    response = (
        HttpResponse(content, content_type=kind)
        if isinstance(content, bytes)
        else StreamingHttpResponse(content, content_type=kind)
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.{as_format}"'
    return response
