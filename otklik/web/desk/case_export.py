"""The cases of the inbox or of a view as a table to be taken away."""

from django.http import HttpResponseBase
from django.utils.timezone import localdate

from otklik.integrations.cases.export import export_cases
from otklik.organizations.rights import Right
from otklik.web.access import DeskRequest, desk_page
from otklik.web.desk.inbox_frame import FILTERS, query_of
from otklik.web.desk.register import format_in
from otklik.web.table_files import table_file


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
    return table_file(pieces, name=f"cases-{localdate(request.now):%Y-%m-%d}", as_format=as_format)
