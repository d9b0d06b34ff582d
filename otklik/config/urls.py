"""The addresses of the pages. The webhooks and live events have their own application, the edge."""

from django.urls import URLPattern, URLResolver, path

from otklik.web import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
