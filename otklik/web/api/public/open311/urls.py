"""The addresses of Open311: discovery beside the versions, `v2` with the rest."""

from django.urls import path, register_converter

from otklik.web.api.public.open311 import requests, services


class FormConverter:
    """The ending of an address: json or xml."""

    regex = "json|xml"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(FormConverter, "form")

app_name = "open311"
urlpatterns = [
    path("discovery.<form:form>", services.discovery, name="discovery"),
    path("v2/services.<form:form>", services.list_services, name="services"),
    path("v2/services/<slug:code>.<form:form>", services.definition, name="definition"),
    path("v2/requests.<form:form>", requests.requests, name="requests"),
    path("v2/requests/<slug:number>.<form:form>", requests.one_request, name="request"),
    path("v2/tokens/<slug:token>.<form:form>", requests.token, name="token"),
]
