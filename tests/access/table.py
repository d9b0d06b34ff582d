"""The table itself: for every address of the desk, what each role gets. See `test_access`."""

from dataclasses import dataclass, field

from otklik.appeals.states import State
from otklik.delivery.services import hash_text
from otklik.organizations.rights import Role

CM, EX, AP, CO = Role.CONTENT_MANAGER, Role.EXECUTOR, Role.APPROVER, Role.COORDINATOR
FO, CU, MO, AN, AU, AD = Role.FOUNDER, Role.CURATOR, Role.MODERATOR, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR
STRANGER = "stranger"
EVERYBODY = (*Role, STRANGER)

UNSEEN_STAFF = {FO: 404, STRANGER: 404}
SEES_CASES = (CM, EX, AP, CO, FO, CU, MO, AN, AU, STRANGER)
SEES_THIS_CASE = (CM, EX, AP, CO, CU, MO, AN, AU)
"""The case is the utilities': the ministry is not their founder, the stranger works in another town."""
SEES_STAFF = (CM, AP, CO, FO, CU, AN, AU, AD, STRANGER)
EDITS_STAFF = (CO, CU, AD)
SEES_THIS_PERSON = dict.fromkeys(SEES_STAFF, 200) | UNSEEN_STAFF
"""The person works out cases at the utilities of the town."""
AWAY = {"since_on": "2027-05-10", "until_on": "2027-05-15", "deputy_id": ""}
SEES_THIS_PAGE = dict.fromkeys(SEES_THIS_CASE, 200) | {EX: 404, FO: 404, AD: 200, STRANGER: 404}
"""The page is the administration's: people of the utilities below it do not see it."""
KEEPERS = (CM, CO, CU, AD)
KEEPS_THIS_PAGE = dict.fromkeys(KEEPERS, 302) | {STRANGER: 404}
OPENS_THIS_PAGE = dict.fromkeys(KEEPERS, 200) | {STRANGER: 404}
EDITS_PAGES = (*KEEPERS, STRANGER)
SEES_THIS_IMPORT = dict.fromkeys(EDITS_PAGES, 404) | {CU: 200, AD: 200}
"""An operator brought it: only those who keep the whole register look at it."""
TYPES_IN = (CM, CO, CU, STRANGER)
SEES_THIS_EXPORT: dict[str, int] = dict.fromkeys(TYPES_IN, 404) | {CU: 200}
"""An operator brought it: only those who enter cases everywhere look at it."""
UNSEEN = dict.fromkeys((FO, STRANGER), 404)
SEES_EVIDENCE = (CM, CO, CU, MO, AU, STRANGER)
SEES_THIS_EVIDENCE = dict.fromkeys(SEES_EVIDENCE, 200) | {STRANGER: 404}
KEEPS_THIS_EVIDENCE = dict.fromkeys(SEES_EVIDENCE, 302) | {STRANGER: 404}
SEES_REPORTS = (CM, AP, CO, FO, CU, AN, AU, STRANGER)
DECIDES_OBJECTIONS: dict[str, int] = {MO: 302, CU: 302}
"""Of a decision that the machine took about a comment under the administration's page."""
JUDGES = dict.fromkeys(KEEPERS, 302)
"""Who may say that a page is a fake of the administration's page."""


@dataclass(frozen=True)
class Row:
    """One address: how it is asked, in which state the case is, and what who gets."""

    name: str
    gets: dict[str, int]
    post: dict[str, str] | None = None
    state: State = State.IN_WORK
    args: tuple[str, ...] = field(default=())

    @property
    def others(self) -> int:
        """What roles get that `gets` does not name: at the door, or as if the object were not there."""
        return 404 if self.args else 403


def page(name: str, who: tuple[str, ...], *, args: tuple[str, ...] = (), unseen: bool = False) -> Row:
    """A page that one looks at."""
    return Row(name, dict.fromkeys(who, 200) | (UNSEEN if unseen else {}), args=args)


def act(
    name: str,
    can: tuple[str, ...],
    *,
    state: State = State.IN_WORK,
    sees: tuple[str, ...] = SEES_THIS_CASE,
    act: str = "",
    **values: str,
) -> Row:
    """An act on the case: who can do it (302), who sees the case but may not (422), for whom it is not there (404)."""
    gets = dict.fromkeys(sees, 422) | UNSEEN | dict.fromkeys(can, 302)
    return Row(name, gets, post=values, state=state, args=("number", act) if act else ("number",))


def on_person(name: str, *args: str, **values: str) -> Row:
    """An act on another person: who may give all their roles; to others the door is shut."""
    return Row(name, dict.fromkeys(EDITS_STAFF, 302), post=values, args=("staff", *args))


def keeps(name: str, **values: str) -> Row:
    """An act on the entry of the administration's page: who keeps it (302), who keeps other pages only (404)."""
    return Row(name, KEEPS_THIS_PAGE, post=values, args=("page",))


WORKERS = (CM, EX, CO, CU)
MODERATES: tuple[str, ...] = (CM, CO, CU, MO)
"""Where something stands on the administration's page; the stranger moderates the pages of another town."""
MODERATES_THIS: dict[str, int] = dict.fromkeys(MODERATES, 302) | {STRANGER: 404}
ROUTERS = (CO, CU, AD)
KEEPS_RULES: dict[str, int] = dict.fromkeys((CU, AD), 302)
SUBMITTED = "Сделали сегодня."
TEXT = "Сегодня в 13:40 обработали песком, наледь уберём завтра до 12:00."
REASON = {"because": "постановление № 12"}
ROWS = (
    Row("inbox", dict.fromkeys(SEES_CASES, 200) | {AD: 302}),
    page("case", SEES_THIS_CASE, args=("number",), unseen=True),
    page("executors", SEES_CASES),
    page("new", (CM, CO, CU, STRANGER)),
    page("connections", EVERYBODY),
    page("alarms", EVERYBODY),
    Row("acknowledge_alarm", KEEPS_THIS_PAGE, post={"note": "разбираемся"}, args=("alarm",)),
    Row("look_at_page", KEEPS_THIS_PAGE, post={}, args=("page",)),
    page("moderation", (*MODERATES, STRANGER)),
    page("bans", (*MODERATES, STRANGER)),
    Row("moderate", MODERATES_THIS, post={"ground": "profanity"}, args=("message", "hide")),
    Row("moderate", MODERATES_THIS, post={}, args=("message", "pass")),
    Row(
        "moderate",
        dict.fromkeys(MODERATES, 422) | {STRANGER: 404},
        post={"because": "спам"},
        args=("message", "delete"),
    ),
    Row("moderate", dict.fromkeys(MODERATES, 422) | {STRANGER: 404}, post={}, args=("message", "restore")),
    Row(
        "moderate", MODERATES_THIS, post={"ground": "flood", "because": "снова", "term": "day"}, args=("message", "ban")
    ),
    Row("take_message", MODERATES_THIS, post={}, args=("review",)),
    Row("leave_message", MODERATES_THIS, post={}, args=("review",)),
    Row("moderate_many", dict.fromkeys([*MODERATES, STRANGER], 302), post={}),
    Row("decide_many", dict.fromkeys([*MODERATES, STRANGER], 302), post={}),
    Row("undo_moderation", dict.fromkeys([*MODERATES, STRANGER], 302), post={"batch": "x"}),
    Row("confirm_ban", MODERATES_THIS, post={}, args=("proposed_ban",)),
    Row("refuse_ban", MODERATES_THIS, post={"because": "нет"}, args=("proposed_ban",)),
    Row("lift_ban", MODERATES_THIS, post={"because": "хватит"}, args=("proposed_ban",)),
    page("moderation_rules", (CU, AD)),
    Row("enter_policy", KEEPS_RULES, post={"may_flood": "hide", "least_flood": "95"}),
    Row("enter_page_rules", KEEPS_RULES, post={"text": "1. Нельзя", "clause_flood": "1"}),
    page("raw", (AD,)),
    page("raw_event", (AD,), args=("event",)),
    page("live_ticket", SEES_CASES),
    Row("not_yours", {}),
    page("staff", SEES_STAFF),
    page("staff_gaps", SEES_STAFF),
    Row("staff_card", SEES_THIS_PERSON, args=("staff",)),
    page("invite", EDITS_STAFF),
    page("staff_bodies", EDITS_STAFF),
    page("sign_in_rules", (CU, AD)),
    on_person("give_role", role="approver", body_id="body"),
    on_person("end_role", "appointment"),
    on_person("absent", **AWAY),
    on_person("present", "absence"),
    on_person("leave", because="уволился"),
    on_person("come_back"),
    on_person("write_again"),
    on_person("withdraw"),
    on_person("end_sessions"),
    on_person("end_session", "session"),
    on_person("forget_factors"),
    page("account", EVERYBODY),
    Row("password", dict.fromkeys(EVERYBODY, 422), post={"old": "wrong", "password": "x", "again": "y"}),
    page("second_factor", EVERYBODY),
    page("add_app", EVERYBODY),
    page("add_passkey", EVERYBODY),
    Row("paper_codes", dict.fromkeys(EVERYBODY, 302), post={"password": ""}),
    Row("remove_factor", dict.fromkeys(EVERYBODY, 302), post={"password": "wrong"}, args=("factor",)),
    Row("own_absence", dict.fromkeys(EVERYBODY, 302), post=AWAY),
    Row("own_presence", dict.fromkeys(EVERYBODY, 404) | {EX: 302}, post={}, args=("absence",)),
    Row("end_other_sessions", dict.fromkeys(EVERYBODY, 302), post={}),
    Row("end_own_session", dict.fromkeys(EVERYBODY, 302), post={}, args=("session",)),
    Row("language", dict.fromkeys(EVERYBODY, 302), post={"language": "en"}),
    Row("connection", SEES_THIS_PAGE, args=("page",)),
    Row("test_connection", {AD: 302}, post={}, args=("page",)),
    Row("read_back", {AD: 302}, post={}, args=("page",)),
    Row("pause", {AD: 302}, post={"because": "меняем ключ"}, args=("page",)),
    Row("resume", {AD: 302}, post={}, args=("page",)),
    page("pages", EVERYBODY),
    page("absent", EVERYBODY),
    Row("page", SEES_THIS_PAGE, args=("page",)),
    page("new_page", (*KEEPERS, STRANGER)),
    Row("edit_page", OPENS_THIS_PAGE, args=("page",)),
    keeps("confirm_page"),
    keeps("say_facts", badge="absent"),
    keeps("retire_page", because="закрыта"),
    keeps("restore_page"),
    Row("ask_proof", KEEPS_THIS_PAGE, post={}, args=("page", "token")),
    keeps("enter_code", code="12345678"),
    Row("set_expiry", {AD: 302}, post={"on": "2027-01-01"}, args=("page",)),
    page("required", (CU, AD)),
    Row("end_required", {CU: 302, AD: 302}, post={}, args=("required",)),
    page("exempt", (CU, AD), args=("body",)),
    Row("end_exemption", {CU: 302, AD: 302}, post={}, args=("exemption",)),
    Row("replay", {AD: 302}, post={}, args=("event",)),
    page("register_import", EDITS_PAGES),
    Row("bring_register", dict.fromkeys(EDITS_PAGES, 302), post={}),
    Row("register_card", SEES_THIS_IMPORT, args=("import",)),
    Row("apply_register", SEES_THIS_IMPORT | dict.fromkeys((CU, AD), 302), post={}, args=("import",)),
    Row("undo_register", SEES_THIS_IMPORT | dict.fromkeys((CU, AD), 302), post={}, args=("import",)),
    Row("refused_rows", SEES_THIS_IMPORT, args=("import",)),
    page("register_export", EVERYBODY),
    Row(
        "verdict_link",
        dict.fromkeys(SEES_THIS_CASE, 422) | UNSEEN | dict.fromkeys((CM, EX, AP, CO, CU), 200),
        post={},
        state=State.ANSWERED,
        args=("number",),
    ),
    page("known_cases", TYPES_IN),
    act("called", (), text="Песок привезём завтра."),
    act("explain_verdict", (), text="Ждём весны."),
    page("overview", SEES_REPORTS),
    page("cases_behind", SEES_REPORTS),
    page("formal", SEES_REPORTS),
    Row("check_formal", dict.fromkeys(SEES_REPORTS, 422) | UNSEEN | {CO: 302, CU: 302}, post={}, args=("formal",)),
    page("case_import", TYPES_IN),
    Row("bring_cases", dict.fromkeys(TYPES_IN, 302), post={}),
    Row("case_import_card", SEES_THIS_EXPORT, args=("cases",)),
    Row("say_case_columns", SEES_THIS_EXPORT | {CU: 302}, post={}, args=("cases",)),
    Row("apply_cases", SEES_THIS_EXPORT | {CU: 302}, post={}, args=("cases",)),
    Row("refused_cases", SEES_THIS_EXPORT, args=("cases",)),
    act("note_entered", (CM, EX, AP, CO, CU), act="external"),
    page("moderation_report", SEES_REPORTS),
    page("moderation_report_csv", SEES_REPORTS),
    page("moderation_sample", (CU, AD)),
    Row("check_sample", {CU: 302, AD: 404}, post={"found": "right"}, state=State.DECLINED, args=("number",)),
    page("objections", SEES_EVIDENCE),
    Row("uphold_objection", DECIDES_OBJECTIONS, post={"answer": "вы правы"}, args=("resident_objection",)),
    Row("refuse_objection", DECIDES_OBJECTIONS, post={"answer": "нет"}, args=("resident_objection",)),
    Row("evidence", SEES_THIS_EVIDENCE, args=("decision",)),
    Row("evidence_pdf", SEES_THIS_EVIDENCE, post={}, args=("decision",)),
    Row("evidence_json", SEES_THIS_EVIDENCE, post={}, args=("decision",)),
    Row("hold_evidence", KEEPS_THIS_EVIDENCE, post={"because": "иск"}, args=("decision",)),
    Row("release_evidence", KEEPS_THIS_EVIDENCE, post={}, args=("decision",)),
    page("fakes", EVERYBODY),
    Row("enter_fake", JUDGES | {STRANGER: 422}, post={"address": "vk.com/x_fake", "resembles": "vk.ru/club7001"}),
    Row("confirm_fake", JUDGES | {STRANGER: 404}, post={"because": "чужая"}, args=("fake",)),
    Row("clear_fake", JUDGES | {STRANGER: 404}, post={"because": "клуб"}, args=("fake",)),
    page("rating", EVERYBODY),
    page("mend", EVERYBODY),
    page("help", EVERYBODY, args=("badge",)),
    Row("page_check", SEES_THIS_PAGE, args=("page",)),
    Row("object_to_check", KEEPS_THIS_PAGE, post={"check": "cover", "comment": "она есть"}, args=("page",)),
    Row("accept_objection", {CU: 302, AD: 302}, post={"answer": "верно"}, args=("page", "objection")),
    Row("reject_objection", {CU: 302, AD: 302}, post={"answer": "нет"}, args=("page", "objection")),
    page("triage", (CM, AP, CO, FO, CU, AN, AU, AD, STRANGER)),
    Row("make_own_model", dict.fromkeys((CU, AD), 302), post={}),
    Row("use_model", dict.fromkeys((CU, AD), 302), post={"version": "shipped"}),
    page("bodies", (CU, AD)),
    page("new_body", (CU, AD)),
    page("body_choices", (CU, AD)),
    page("body", (CU, AD), args=("utilities",)),
    page("edit_body", (CU, AD), args=("utilities",)),
    page("move_body", (CU, AD), args=("utilities",)),
    page("merge_body", (CU, AD), args=("utilities",)),
    page("close_body", (CU, AD), args=("utilities",)),
    page("reopen_body", (CU, AD), args=("utilities",)),
    page("territories", (CU, AD)),
    page("deadline_policies", (CU, AD)),
    Row("end_deadline_policy", KEEPS_RULES, post={}, args=("deadline_policy",)),
    Row("recompute_deadlines", KEEPS_RULES, post={"because": "новые сроки"}),
    page("routing", ROUTERS),
    page("new_route", ROUTERS),
    page("edit_route", ROUTERS, args=("route",)),
    Row("new_route", dict.fromkeys(ROUTERS, 422), post={}),
    Row("edit_route", dict.fromkeys(ROUTERS, 422), post={}, args=("route",)),
    Row("drop_route", dict.fromkeys(ROUTERS, 302), post={}, args=("route",)),
    Row("move_route", dict.fromkeys(ROUTERS, 302), post={"to": "up"}, args=("route",)),
    Row("end_route_trouble", dict.fromkeys(ROUTERS, 302), post={}, args=("route_trouble",)),
    Row("new_body", dict.fromkeys((CU, AD), 422), post={}),
    Row("edit_body", dict.fromkeys((CU, AD), 422), post={}, args=("utilities",)),
    Row("move_body", dict.fromkeys((CU, AD), 302), post=REASON | {"parent": "cur"}, args=("utilities",)),
    Row("merge_body", dict.fromkeys((CU, AD), 302), post=REASON | {"parent": "cur"}, args=("utilities",)),
    Row("close_body", dict.fromkeys((CU, AD), 302), post=REASON, args=("revda",)),
    Row("reopen_body", dict.fromkeys((CU, AD), 422), post=REASON, args=("utilities",)),
    Row("take_shapes", dict.fromkeys((CU, AD), 422), post={}),
    act("step", WORKERS, act="take", state=State.ASSIGNED),
    act("step", WORKERS, act="return_not_ours", text="не наша территория"),
    act("step", (MO, CU), act="pass_moderation", state=State.IN_MODERATION),
    act("step", (MO, CO, CU), act="decline", state=State.NEW, clause="4.2"),
    act("step", (AP, CO, CU), act="defer", text="ждём весны", due_on="2027-05-15"),
    act("step", (CO, CU), act="hand_over", system="ПОС", number="77"),
    act("step", (CM, CO, CU), act="close", state=State.ANSWERED, outcome="solved"),
    act("step", (CM, EX, AP, CO, CU), act="reopen", state=State.ANSWERED, text="написали снова"),
    Row("join_alike", act("", (CM, CO, CU)).gets, post={}, args=("number", "alike")),
    Row("tell_apart", act("", (CM, CO, CU)).gets, post={}, args=("number", "alike")),
    act("pass_on", ()),
    act("ask_part", (CM, EX, AP, CO, CU), body_id="administration", question="Почините фонарь"),
    act("hand_outside", (CM, EX, AP, CO, CU), to_name="Горсвет", question="Почините фонарь"),
    Row("take_back_part", act("", (CM, EX, AP, CO, CU)).gets, post={}, args=("number", "factor")),
    Row("relate", act("", ()).gets, post={"number": "1"}, args=("number",)),
    Row("unrelate", act("", ()).gets, post={"number": "1"}, args=("number",)),
    act("assign", (CO, CU), state=State.NEW, body_id="body"),
    act("correct", (CM, EX, AP, CO, CU), topic_id="", address="Вершинина, 17", importance="high"),
    Row("note", dict.fromkeys((CM, EX, AP, CO, CU, MO), 302) | UNSEEN, post={"text": "посмотрю"}, args=("number",)),
    act("submit", WORKERS, text=TEXT, kind="final"),
    act("send", (CM, AP, CO, CU), text=TEXT, kind="final"),
    act("ask", WORKERS, text="Подскажите дом?"),
    act("approve", (CM, AP, CO, CU), state=State.AWAITING_APPROVAL, text_hash=hash_text(SUBMITTED)),
    act("send_back", (AP, CO, CU), state=State.AWAITING_APPROVAL, text="нет даты"),
    act("answer_by_hand", (CM, CO, CU), text="Ответили", link="https://vk.ru/wall-1_2"),
    act("draft", (CM, EX, AP, CO, CU), text=TEXT, kind="final"),
    act("edit_answer", (CM, EX, AP, CO, CU), state=State.AWAITING_APPROVAL, text=TEXT, text_hash=hash_text(SUBMITTED)),
    act("check_urgent", (), text=""),
    act("undo_sending", (), state=State.IN_WORK),
    act("insert_text", (), text=TEXT, ready="1"),
    act("ask_facts", (CM, EX, AP, CO, CU), text="Что сделано?"),
    act("tell_facts", (CM, EX, AP, CO, CU), text="Посыпали песком"),
    act("take_draft", (CM, EX, AP, CO, CU)),
    Row("here", dict.fromkeys(SEES_THIS_CASE, 200) | UNSEEN, post={}, args=("number",)),
    page("approval_rules", (FO, CU, AD)),
    Row("end_approval_rule", dict.fromkeys((CU, AD), 302), post={}, args=("approval_rule",)),
    page("ready_texts", (CM, EX, AP, CO, CU, AD, STRANGER)),
    Row("end_ready_text", dict.fromkeys((CM, EX, AP, CO, CU, AD), 302), post={}, args=("ready_text",)),
    act("again", (), state=State.IN_WORK),
    act("settle", (), stands="yes"),
)
