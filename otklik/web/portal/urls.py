"""The addresses of the public side."""

from django.urls import path

from otklik.web.portal import (
    badges,
    body,
    case,
    case_photos,
    consents,
    directory,
    hint,
    open_data,
    poster,
    report,
    sitemap,
    verify,
    widget,
)

app_name = "portal"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("report/", report.report, name="report"),
    path("report/hint/", hint.hint, name="hint"),
    path("report/places/", hint.places, name="places"),
    path("opinion/", report.opinion, name="opinion"),
    path("widget.js", widget.script, name="widget_script"),
    path("embed/<slug:key>/report/", widget.embed_report, name="embed_report"),
    path("embed/<slug:key>/opinion/", widget.embed_opinion, name="embed_opinion"),
    path("embed/<slug:key>/buttons/", widget.embed_buttons, name="embed_buttons"),
    path("embed/<slug:key>/poster.pdf", widget.form_poster, name="form_poster"),
    path("consent/", consents.consent, name="consent"),
    path("consent/<str:version>/", consents.consent, name="consent_version"),
    path("official-appeal/", consents.official, name="official"),
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
    path("photo/<str:number>/", case_photos.photo, name="photo"),
    path("photo/<str:number>/small/", case_photos.small_photo, name="small_photo"),
    path("same/<str:number>/", case.same, name="same"),
]
