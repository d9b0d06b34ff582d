"""The cases of the inbox or of a view as a table to be taken away."""

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.timezone import localdate

from otklik.integrations.cases.export import export_cases
from otklik.integrations.register.export import MEDIA_TYPES
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.inbox_frame import FILTERS, query_of
from otklik.web.desk.register import format_in


@desk_page(right=Right.SEE_CASES)
def export(request: DeskRequest) -> HttpResponseBase:
    """All that match the address, as far as this person sees them."""
    as_format = format_in(request)
    pieces = export_cases(
        request.viewer,
        query_of(request.GET),
        as_format=as_format,
        filters=[name for name in FILTERS if request.GET.get(name)],
        now=request.now,
    )
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[as_format])
    name = f"cases-{localdate(request.now):%Y-%m-%d}.{as_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
