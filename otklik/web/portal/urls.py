"""The addresses of the public side."""

from django.urls import path

from otklik.web.portal import badges, body, case, directory, open_data, poster, sitemap, verify

app_name = "portal"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("verify/", verify.verify_page, name="verify"),
    path("bodies/<slug:slug>/", body.body, name="body"),
    path("bodies/<slug:slug>/qr.svg", poster.qr_svg, name="qr_svg"),
    path("bodies/<slug:slug>/qr.png", poster.qr_png, name="qr_png"),
    path("bodies/<slug:slug>/poster.pdf", poster.poster, name="poster"),
    path("bodies/<slug:slug>/badges/", badges.badges, name="badges"),
    path("bodies/<slug:slug>/badge/<slug:network>.svg", badges.badge_svg, name="badge_svg"),
    path("bodies/<slug:slug>/badge/<slug:network>/", badges.badge_frame, name="badge_frame"),
    path("opendata/", open_data.passport, name="open_data"),
    path("opendata/passport.json", open_data.passport_json, name="passport_json"),
    path("opendata/<str:name>", open_data.file, name="open_data_file"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("case/<str:number>/", case.case, name="case"),
]
