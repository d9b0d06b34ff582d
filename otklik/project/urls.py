"""The URLs of the pages. Webhooks and live events have a server of their own, the edge (RSGI)."""

from django.urls import URLPattern, URLResolver, include, path

from otklik.web import (
    health,
    looks,
    objecting,
    own_case,
    own_hearing,
    own_publishing,
    parted_files,
    parting,
    shown_photos,
    solved,
)
from otklik.web.desk.account import sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", health.robots, name="robots"),
    path("desk/sign-in/", sign_in.sign_in, name="sign_in"),
    path("desk/sign-in/code/", sign_in.second_step, name="second_step"),
    path("desk/oidc/<str:provider_id>/login/", sign_in.login, name="openid_connect_login"),
    path("desk/oidc/<str:provider_id>/login/callback/", sign_in.callback, name="openid_connect_callback"),
    path("desk/sign-out/", sign_in.sign_out, name="sign_out"),
    path("desk/invitation/<str:token>/", sign_in.invitation, name="invitation"),
    path("desk/", include("otklik.web.desk.urls")),
    path("look/", looks.set_look, name="set_look"),
    path("language/", looks.set_language, name="set_language"),
    path("objection/", objecting.by_code, name="objection"),
    path("objection/<str:token>/", objecting.by_link, name="objection_link"),
    path("part/<str:secret>/", parting.by_link, name="part_link"),
    path("case/<int:number>/<str:token>/", own_case.own_case, name="own_case"),
    path("case/<int:number>/<str:token>/solved/", own_case.judge, name="judge_case"),
    path("case/<int:number>/<str:token>/link/", own_case.mail_link, name="mail_own_link"),
    path("case/<int:number>/<str:token>/until.ics", own_case.until, name="own_until"),
    path("case/<int:number>/<str:token>/withdraw/", own_case.withdraw, name="withdraw_own"),
    path("case/<int:number>/<str:token>/erase/", own_case.erase, name="erase_own"),
    path("upload/", parted_files.begin, name="begin_file"),
    path("upload/<str:secret>/", parted_files.parted_file, name="parted_file"),
    path("case/<int:number>/<str:token>/publish/", own_publishing.publish_own, name="publish_own"),
    path("case/<int:number>/<str:token>/network/", own_hearing.own_hearing, name="own_hearing"),
    path("mail/<str:token>/", own_case.confirm_mail, name="confirm_mail"),
    path("solved/<str:token>/", solved.solved, name="solved"),
    path("photos/<str:token>/", shown_photos.shown_photos, name="shown_photos"),
    path("photos/<str:token>/<int:number>/", shown_photos.shown_photo, name="shown_photo"),
    path("photos/<str:token>/<int:number>/document/", shown_photos.shown_document, name="shown_document"),
    path("photos/<str:token>/<int:number>/small/", shown_photos.shown_small, name="shown_small"),
    path("api/v1/", include("otklik.web.api.public.urls")),
    path("api/v1/", include("otklik.web.api.staff.urls")),
    path("open311/", include("otklik.web.api.public.open311.urls")),
    path("", include("otklik.web.portal.urls")),
]

handler400 = "otklik.web.errors.bad_request"
handler403 = "otklik.web.errors.forbidden"
handler404 = "otklik.web.errors.not_found"
handler500 = "otklik.web.errors.broken"
