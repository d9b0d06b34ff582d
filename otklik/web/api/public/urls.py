"""The addresses of the public API. What they answer is told in docs/api/public.yaml."""

from django.urls import path

from otklik.web.api.public import bodies, verify

app_name = "public_api"
urlpatterns = [
    path("bodies", bodies.list_bodies, name="bodies"),
    path("bodies/<path:slug>", bodies.body, name="body"),
    path("verify", verify.verify_page, name="verify"),
]
