"""The addresses of the public side."""

from django.urls import path

from otklik.web.portal import body, case, directory, verify

app_name = "portal"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("verify/", verify.verify_page, name="verify"),
    path("bodies/<slug:slug>/", body.body, name="body"),
    path("case/<str:number>/", case.case, name="case"),
]
