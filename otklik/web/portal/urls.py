"""The addresses of the public side."""

from django.urls import path

from otklik.web.portal import body, case, directory, poster, verify

app_name = "portal"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("verify/", verify.verify_page, name="verify"),
    path("bodies/<slug:slug>/", body.body, name="body"),
    path("bodies/<slug:slug>/qr.svg", poster.qr_svg, name="qr_svg"),
    path("bodies/<slug:slug>/qr.png", poster.qr_png, name="qr_png"),
    path("bodies/<slug:slug>/poster.pdf", poster.poster, name="poster"),
    path("case/<str:number>/", case.case, name="case"),
]
