"""The addresses of the pages. The webhooks and live events have their own application, the edge."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
