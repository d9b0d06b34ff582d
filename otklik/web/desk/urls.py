"""The addresses of the desk."""

from django.urls import path

from otklik.web.desk import (
    alarms,
    answering,
    approving,
    assign,
    case,
    connections,
    inbox,
    notes,
    person,
    raw,
    steps,
    typed_in,
)

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("new/", typed_in.new, name="new"),
    path("executors/", assign.executors, name="executors"),
    path("appeals/<int:number>/", case.case, name="case"),
    path("appeals/<int:number>/acts/<slug:act>/", steps.step, name="step"),
    path("appeals/<int:number>/assign/", assign.assign, name="assign"),
    path("appeals/<int:number>/correct/", assign.correct, name="correct"),
    path("appeals/<int:number>/notes/", notes.note, name="note"),
    path("appeals/<int:number>/answer/draft/", answering.draft, name="draft"),
    path("appeals/<int:number>/answer/submit/", answering.submit, name="submit"),
    path("appeals/<int:number>/answer/send/", answering.send, name="send"),
    path("appeals/<int:number>/answer/ask/", answering.ask, name="ask"),
    path("appeals/<int:number>/answer/approve/", approving.approve, name="approve"),
    path("appeals/<int:number>/answer/send-back/", approving.back, name="send_back"),
    path("appeals/<int:number>/answer/by-hand/", approving.by_hand, name="answer_by_hand"),
    path("appeals/<int:number>/answer/again/", approving.again, name="again"),
    path("appeals/<int:number>/answer/settle/", approving.settle, name="settle"),
    path("connections/", connections.connections, name="connections"),
    path("connections/<int:page_id>/", connections.connection, name="connection"),
    path("connections/<int:page_id>/test/", connections.test, name="test_connection"),
    path("connections/<int:page_id>/read-back/", connections.read_back, name="read_back"),
    path("connections/<int:page_id>/pause/", connections.pause, name="pause"),
    path("connections/<int:page_id>/resume/", connections.resume, name="resume"),
    path("connections/<int:page_id>/look/", alarms.look, name="look_at_page"),
    path("alarms/", alarms.alarms, name="alarms"),
    path("alarms/<int:alarm_id>/acknowledge/", alarms.acknowledge, name="acknowledge_alarm"),
    path("raw/", raw.raw, name="raw"),
    path("raw/<int:event_id>/", raw.raw_event, name="raw_event"),
    path("raw/<int:event_id>/replay/", raw.replay, name="replay"),
    path("language/", person.language, name="language"),
    path("live-ticket/", person.live_ticket, name="live_ticket"),
    path("not-yours/", person.not_yours, name="not_yours"),
]
