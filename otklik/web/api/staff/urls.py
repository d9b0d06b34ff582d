"""The addresses of the API of the desk: the document, and one door to all operations."""

from django.urls import path, re_path

from otklik.web.api.staff import entry

app_name = "staff_api"
urlpatterns = [
    path("openapi.json", entry.openapi, name="openapi"),
    re_path(r"^(?P<rest>desk/[\s\S]*)\Z", entry.staff_api, name="operation"),
]
