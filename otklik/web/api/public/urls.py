"""The addresses of the public API. What they answer is told in openapi.json."""

from django.urls import path

from otklik.web.api.public import bodies, document

app_name = "public_api"
urlpatterns = [
    path("public/", document.read_api, name="read"),
    path("public/openapi.json", document.openapi, name="openapi"),
    path("bodies", bodies.list_bodies, name="bodies"),
    path("bodies/<path:slug>", bodies.body, name="body"),
    path("verify", bodies.verify_page, name="verify"),
]
