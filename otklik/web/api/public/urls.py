"""The addresses of the public API. What they answer is told in docs/api/public.yaml."""

from django.urls import path

from otklik.web.api.public import verify

app_name = "public_api"
urlpatterns = [
    path("verify", verify.verify_page, name="verify"),
]
