"""Signs and words of the desk: a state or importance has one colour, one icon, one word."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from otklik.appeals.selectors import Queue
from otklik.appeals.states import STATE_NAMES, Act, State
from otklik.pages.alarm_listing import Stage
from otklik.pages.alarms import AlarmKind
from otklik.pages.fake_listing import FakeState, Likeness
from otklik.pages.listing import Health
from otklik.pages.scoring import CheckState, Colour
from otklik.triage.findings import GROUND_WORDS

CASE_FIELDS = {
    "topic": _("topic"),
    "address": _("address"),
    "importance": _("importance"),
    "kind": _("kind"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How something is shown. `turn` says whose move it is and gives the colour; the icon and the word say what."""

    word: str
    icon: str
    turn: str = ""


_STATE_SIGNS = {
    State.NEW: ("circle-dashed", "open"),
    State.IN_MODERATION: ("shield-question", "open"),
    State.MISROUTED: ("route-off", "open"),
    State.ASSIGNED: ("circle-arrow-right", "work"),
    State.IN_WORK: ("progress", "work"),
    State.REWORK: ("arrow-back-up", "work"),
    State.AWAITING_APPROVAL: ("rubber-stamp", "sign"),
    State.ANSWERED: ("circle-check", "done"),
    State.INTERIM_ANSWERED: ("progress-check", "done"),
    State.CLARIFYING: ("message-question", "wait"),
    State.DEFERRED: ("calendar-pause", "wait"),
    State.EXTERNAL: ("external-link", "wait"),
    State.DECLINED: ("ban", "end"),
    State.CLOSED: ("archive", "end"),
}

STATES = {state: Mark(STATE_NAMES[state], icon, turn) for state, (icon, turn) in _STATE_SIGNS.items()}

QUEUES = {
    Queue.NEW: Mark(_("New cases"), "circle-dashed"),
    Queue.MINE: Mark(_("Mine"), "checklist"),
    Queue.MY_BODY: Mark(_("My body"), "building-community"),
    Queue.APPROVAL: Mark(_("Awaiting approval"), "rubber-stamp"),
    Queue.OVERDUE: Mark(_("Overdue"), "alarm"),
    Queue.MODERATION: Mark(_("In moderation"), "shield-question"),
    Queue.WAITING: Mark(_("Waiting for others"), "message-question"),
    Queue.WROTE_AGAIN: Mark(_("Wrote again"), "repeat"),
    Queue.TROUBLE: Mark(_("Not sent"), "send"),
    Queue.OPEN: Mark(_("All open"), "inbox"),
    Queue.CLOSED: Mark(_("Closed"), "archive"),
}
"""In the order in which they stand."""

NETWORK_ACTS = {
    "hide": _("Hide"),
    "delete": _("Delete"),
    "restore": _("Restore"),
    "ban": _("Ban the author"),
    "unban": _("Lift the ban"),
}
"""What moderators do in a network."""

HEALTHS = {
    Health.TROUBLED: Mark(_("in trouble"), "alert-triangle", "bad"),
    Health.PAUSED: Mark(_("paused by a person"), "player-pause", "warn"),
    Health.OFF: Mark(_("network switched off"), "wifi-off"),
    Health.NOT_CONNECTED: Mark(_("not connected"), "link-off"),
    Health.WELL: Mark(_("works"), "circle-check", "good"),
}
"""How a connection does; the turn is the colour."""

COLOURS = {
    Colour.GREEN: Mark(_("green"), "circle-check", "good"),
    Colour.YELLOW: Mark(_("yellow"), "alert-triangle", "warn"),
    Colour.RED: Mark(_("red"), "alert-circle", "bad"),
    Colour.NONE: Mark(_("not comparable"), "help-circle"),
}
"""How well a page is kept."""

CHECK_STATES = {
    CheckState.PASSED: Mark(_("passed"), "check", "good"),
    CheckState.PARTLY: Mark(_("partly"), "minus", "warn"),
    CheckState.FAILED: Mark(_("not passed"), "x", "bad"),
    CheckState.UNKNOWN: Mark(_("could not be seen, not in the score"), "question-mark"),
}
"""What came of one check of a page."""

ALARMS = {
    AlarmKind.DANGER: ("urgent", "bad"),
    AlarmKind.DELETED: ("trash", "bad"),
    AlarmKind.BLOCKED: ("ban", "bad"),
    AlarmKind.RENAMED: ("pencil", "bad"),
    AlarmKind.TOKEN_DEAD: ("plug-connected-x", "bad"),
    AlarmKind.BADGE_LOST: ("rosette-discount-check-off", "warn"),
    AlarmKind.COMMENTS_CLOSED: ("lock", "warn"),
    AlarmKind.SILENT: ("alarm", "warn"),
}
"""Icon and colour of an alarm of a page; its word is the title of its advice."""

ALARM_STAGES = {
    Stage.WAITING: Mark(_("waits for a person"), "bell"),
    Stage.SEEN: Mark(_("seen, still lasts"), "eye"),
    Stage.OVER: Mark(_("over"), "circle-check"),
}

TURNS = {
    "unwell": Mark(_("The network was unwell"), "alert-triangle", "bad"),
    "refused": Mark(_("The network refused"), "circle-x", "bad"),
    "well": Mark(_("All is well again"), "circle-check", "good"),
    "hook_fails": Mark(_("The network could not deliver events to us"), "bell", "bad"),
    "hook_well": Mark(_("Events are delivered again"), "circle-check", "good"),
    "renewed": Mark(_("The network had dropped our webhook; it was subscribed again"), "refresh", "warn"),
    "paused": Mark(_("Paused"), "player-pause", "warn"),
    "resumed": Mark(_("Let go on"), "player-play", "good"),
    "connected": Mark(_("Connected, or tokens exchanged"), "plug-connected", "good"),
    "polling": Mark(_("From now on we ask for events ourselves"), "arrow-down"),
    "webhook": Mark(_("From now on the network sends events to our webhook"), "arrow-up"),
}
"""What the story of a connection tells."""

IMPORTANCE = {
    "high": Mark(_("High"), "flag-2"),
    "emergency": Mark(_("Emergency"), "urgent"),
}
"""The ordinary one has no mark."""

IMPORTANCE_NAMES = {"ordinary": _("Ordinary"), "high": _("High"), "emergency": _("Emergency")}

KINDS = {
    "problem": _("Problem"),
    "question": _("Question"),
    "proposal": _("Proposal"),
    "thanks": _("Thanks"),
    "opinion": _("Opinion"),
    "spam": _("Spam"),
    "off_topic": _("Off-topic"),
}

CHANNELS = {
    "comment": _("Comment"),
    "private": _("Private message"),
    "wall_post": _("Post on the wall"),
    "board_comment": _("Comment in a discussion"),
    "photo_comment": _("Comment under a photo"),
    "video_comment": _("Comment under a video"),
    "market_comment": _("Comment under a product"),
    "part": _("A part of another case"),
    "phone": _("By phone"),
    "visit": _("In person"),
    "link": _("By a link"),
    "other_system": _("From another system"),
    "own_page": _("Form on our own page"),
}

REGIMES = {
    "comment": _("not an appeal under 59-FZ"),
    "platform": _("message of the platform"),
    "appeal": _("appeal under 59-FZ"),
}

TYPED_CHANNELS = ("phone", "visit", "link")
"""Ways in which a case comes that staff type in."""

ACT_ICONS = {
    Act.ASSIGN: "arrow-right",
    Act.TAKE: "player-play",
    Act.RETURN_NOT_OURS: "route-off",
    Act.PASS_MODERATION: "check",
    Act.DECLINE: "ban",
    Act.HOLD: "shield-question",
    Act.ASK_AUTHOR: "message-question",
    Act.DEFER: "calendar-pause",
    Act.HAND_OVER: "external-link",
    Act.CLOSE: "circle-check",
    Act.ACCEPT_WITHDRAWAL: "trash",
    Act.HAND_IN: "checklist",
    Act.REOPEN: "repeat",
    Act.JOIN: "git-merge",
    Act.SEND_BACK: "arrow-back-up",
    Act.ANSWERED_BY_HAND: "link",
}

ACTORS = {
    "system": _("The system"),
    "author": _("The author"),
    "network": _("The network"),
    "import": _("An import"),
}

ATTACHMENTS = {
    "photo": _("photo"),
    "video": _("video"),
    "audio": _("audio"),
    "doc": _("document"),
    "link": _("link"),
    "sticker": _("sticker"),
    "poll": _("poll"),
    "place": _("place"),
    "wall": _("post"),
    "audio_message": _("voice message"),
}

HELD_FOR = GROUND_WORDS | {
    "without_proof": _("sent by our form the slower way"),
    "rule_failed:read_in_part": _("too long: only its beginning, its end and a sample were read"),
    "rule_failed:took_too_long": _("reading it took too long: it was not read to the end"),
}
"""Why a moderator looks first: what the rules found, or `appeals.subject.WITHOUT_PROOF`."""

FAKES = {
    FakeState.SUSPECTED: Mark(_("waits for a person"), "question-mark", "warn"),
    FakeState.CONFIRMED: Mark(_("a fake"), "alert-triangle", "bad"),
    FakeState.CLEARED: Mark(_("no fake"), "circle-check", "good"),
}

LIKENESSES = {
    Likeness.LETTERS: _("letters of the address that look alike"),
    Likeness.NEAR_ADDRESS: _("nearly the same address"),
    Likeness.NAME: _("the name"),
    Likeness.AVATAR: _("the picture"),
}
"""In what a page resembles an official one."""
