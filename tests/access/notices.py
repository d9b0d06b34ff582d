"""The part of the table about notices, their messengers, duty and emergencies."""

from tests.access.row import (
    AD,
    AN,
    AU,
    CU,
    EDITS_STAFF,
    EVERYBODY,
    KEEPS_RULES,
    SEES_STAFF,
    SEES_THIS_CASE,
    UNSEEN,
    Row,
    page,
)

TAKES_EMERGENCY = dict.fromkeys(SEES_THIS_CASE, 302) | UNSEEN | {AN: 422, AU: 422}
NOTICE_ROWS = (
    page("audit", (AU, AD)),
    page("audit_csv", (AU, AD)),
    Row("audit_verify", dict.fromkeys((AU, AD), 200), post={}),
    page("warning_rules", (CU, AD)),
    Row("warning_rules", KEEPS_RULES, post={"executor": "50", "coordinator": "", "head": "", "reminder_days": "3"}),
    page("notices", EVERYBODY),
    Row("read_notices", dict.fromkeys(EVERYBODY, 302), post={}),
    page("notice_wishes", EVERYBODY),
    Row("connect_messenger", dict.fromkeys(EVERYBODY, 404), post={"network": "telegram"}),
    Row("disconnect_messenger", dict.fromkeys(EVERYBODY, 404), post={"network": "telegram"}),
    page("staff_bots", (CU, AD)),
    Row("staff_bots", KEEPS_RULES, post={"network": "max", "token": "x"}),
    Row("remove_staff_bot", dict.fromkeys((CU, AD), 404), post={"network": "telegram"}),
    page("duty", SEES_STAFF),
    Row("drop_shift", dict.fromkeys(EDITS_STAFF, 302), post={}, args=("shift",)),
    Row("take_emergency", TAKES_EMERGENCY, post={}, args=("alarmed",)),
)
