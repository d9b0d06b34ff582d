"""Everything that the desk does: each of its addresses has an operation of the API, or a reason why it has none."""

import re
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from otklik.web.api.staff.api import find_operation
from otklik.web.api.staff.document import PREFIX, make_document

OPERATIONS = {
    "absent": "absent absent_pages", "accept_objection": "judge_objection", "acknowledge_alarm": "acknowledge",
    "again": "again", "alarms": "alarms", "alike": "alike", "answer_by_hand": "by_hand",
    "apply_cases": "apply_case_table", "apply_register": "move_register_table", "approval_queue": "approval",
    "approve": "approve", "ask": "ask",
    "ask_facts": "ask_executor", "ask_part": "ask_part", "ask_proof": "prove", "assign": "assign_case", "bans": "bans",
    "bodies": "bodies", "body": "body", "body_choices": "body_choices", "bring_cases": "bring_case_table",
    "bring_register": "bring_register_table", "called": "called", "case": "case", "case_import": "case_imports",
    "case_video": "photo",
    "case_import_card": "case_table", "cases_behind": "behind", "check_formal": "check_one", "check_urgent": "check",
    "choices": "topics body_choices executors", "clear_fake": "judge", "close_body": "close", "come_back": "come_back",
    "confirm_ban": "confirm_proposed", "confirm_fake": "judge", "confirm_page": "confirm_entry",
    "connection": "connections", "connections": "connections", "correct": "correct", "default_view": "default_view",
    "draft": "draft", "drop_photo": "drop_photo", "drop_shift": "drop", "duty": "duty enter", "edit_answer": "edit",
    "edit_page": "edit_entry", "end_role": "end_role", "end_sessions": "end_sessions", "enter_code": "code",
    "enter_fake": "new_fake", "executors": "executors", "explain_verdict": "explain_one", "extend": "extend",
    "fakes": "fakes", "formal": "formal", "give_role": "give_role", "hand_outside": "hand_outside",
    "hooks": "hooks new_hook", "inbox": "cases queues", "insert_text": "insert texts", "invite": "invite_person",
    "join_alike": "join", "known_cases": "known", "leave": "leave", "leave_message": "leave_message",
    "let_hook_go_on": "go_on", "lift_ban": "lift", "look_at_page": "look", "merge_body": "merge",
    "moderate": "moderate propose", "moderation": "moderation message grounds", "move_body": "move", "new": "type_in",
    "new_page": "new_page", "note": "note", "note_entered": "entered", "notices": "notices",
    "object_to_check": "object_to", "objections": "objections", "overview": "overview", "own_absence": "absent",
    "own_presence": "present", "page": "page", "pages": "pages", "pass_on": "pass_on", "pause": "pause",
    "pause_hook": "stop", "photo": "photo", "present": "present", "read_back": "read_back",
    "read_later_words": "read_words", "read_notices": "read_notices", "refuse_ban": "refuse_one",
    "refuse_objection": "decide",
    "register_card": "register_table", "register_import": "register_imports", "reject_objection": "judge_objection",
    "relate": "relate", "remove_hook": "forget", "remove_view": "drop_view", "renew_hook": "new_secret",
    "reopen_body": "reopen", "restore_page": "restore", "resume": "resume", "retire_page": "retire", "say_facts": "say",
    "send": "send", "send_back": "back", "set_expiry": "expiry", "settle": "settle", "small_photo": "photo",
    "staff": "staff", "staff_card": "staff_card", "staff_gaps": "gaps", "step": "step", "submit": "submit",
    "take_back_part": "take_back_part", "take_draft": "take_draft", "take_emergency": "emergency",
    "take_message": "take_message", "tasks": "cases", "tell_apart": "different", "tell_facts": "tell",
    "tell_from_task": "tell", "undo_moderation": "undo_batch", "undo_register": "move_register_table",
    "undo_sending": "undo", "unrelate": "unrelate", "uphold_objection": "decide", "verdict_link": "verdict_link",
    "page_widget": "widget", "keep_widget": "say_widget", "rating": "rating", "mend": "to_mend", "page_check": "score",
    "staff_bodies": "bodies_for_roles", "triage": "proposals", "make_own_model": "make_model",
    "use_model": "choose_model",
    "raw": "not_understood", "raw_event": "event_not_understood", "replay": "play_again", "test_connection": "try_now",
    "export_cases": "cases_table", "register_export": "whole_register",
    "refused_cases": "refused_case_rows refused_case_table",
    "refused_rows": "refused_register_rows refused_register_table", "say_case_columns": "case_columns say_columns",
    "evidence": "dossier", "evidence_json": "take_dossier", "evidence_pdf": "take_dossier",
    "give_way": "give_way", "hold_evidence": "hold_dossier", "release_evidence": "release_dossier",
    "moderation_report": "moderation_month",
    "moderation_report_csv": "moderation_month_table", "moderation_sample": "sample",
    "check_sample": "check_one_sampled",
    "bulk": "usable_macros", "bulk_preview": "preview_many", "bulk_do": "act_on_many", "bulk_run": "report_of_many",
    "bulk_runs": "runs_of_many", "bulk_stop": "stop_many",
    "bulk_undo": "undo_many", "moderate_many": "preview_messages", "decide_many": "decide_messages",
    "many_decided": "decide_messages",
    "public_copy": "public_copy", "publication": "waiting_texts", "publication_photos": "waiting_photos",
    "publish_consent": "consent_noted consent_dropped", "publish_copy": "publish_copy", "publish_photo": "decide_photo",
    "withdraw_copy": "take_back_copy",
    "reports": "reports", "report": "report", "report_file": "report_table",
    "views": "views keep_view", "withdraw": "withdraw", "write_again": "write_again",
    "approval_rules": "approval_rules new_approval_rule", "deadline_policies": "deadline_policies new_deadline_policy"
    " preview_recomputing", "drop_route": "delete_route", "edit_body": "edit_body", "edit_route": "route edit_route"
    " preview_route", "end_approval_rule": "end_approval_rule", "end_deadline_policy": "end_deadline_policy",
    "end_exemption": "exemptions end_letting_off", "end_macro": "drop_macro", "end_ready_text": "end_ready_text",
    "end_required": "end_duty", "end_route_trouble": "end_route_trouble", "enter_page_rules": "enter_page_rules",
    "enter_policy": "enter_machine_permissions", "exempt": "let_off", "macros": "macros new_macro",
    "moderation_rules": "moderation_rules", "move_route": "reorder_route", "new_body": "new_body",
    "new_route": "new_route route_choices", "publication_rules": "publication_rules enter_publication_rule",
    "ready_texts": "ready_texts new_ready_text new_text_with_files", "recompute_deadlines": "recompute_deadlines",
    "required": "required_pages require_pages", "routing": "routing try_routing", "take_shapes": "take_shapes",
    "tags": "vocabulary new_tag", "change_tag": "edit_tag", "retire_tag": "drop_tag", "put_tag": "tag_case known_tags",
    "take_tag": "tag_case offered_tags", "territories": "territories", "warning_rules": "warning_rules enter_warnings",
}  # fmt: skip
"""Address of the desk → the operations that do the same."""

DOOR = "the door: who comes in, and with what, is no matter for a program"
LOG = "who reads the log is logged by name: a person reads it in the desk, and takes it away there"
LOOK = "how a page looks or is drawn in the browser"
SECRETS = "keys of a page: a person enters them, and no program has them in its hands"
WITHOUT = {
    DOOR: "account add_app add_passkey api_keys revoke_api_key end_other_sessions end_own_session end_session"
    " forget_factors language live_ticket not_yours paper_codes password remove_factor second_factor sign_in_rules"
    " connect_messenger disconnect_messenger notice_wishes remove_staff_bot staff_bots",
    SECRETS: "page_keys",
    LOG: "audit audit_csv audit_verify",
    LOOK: "help here tasks_manifest tasks_worker",
}
"""Why an address of the desk has no operation."""


def test_each_address_of_the_desk_has_an_operation_or_a_reason() -> None:
    desk = next(one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "desk")
    assert isinstance(desk, URLResolver)
    names = {str(one.name) for one in desk.url_patterns if isinstance(one, URLPattern)}
    without = [name for words in WITHOUT.values() for name in words.split()]
    assert len(without) == len(set(without))
    assert set(OPERATIONS) & set(without) == set()
    assert set(OPERATIONS) | set(without) == names


def test_each_operation_of_the_table_is_there_and_none_is_beside_it() -> None:
    document = make_document()
    made = {operation["operationId"] for path in document["paths"].values() for operation in path.values()}
    named = {name for names in OPERATIONS.values() for name in names.split()}
    assert made - named == {"me"}
    assert named <= made


def test_no_address_is_hidden_behind_another() -> None:
    for address, path in make_document()["paths"].items():
        for operation in path.values():
            named = {
                one["name"]: _example(one["schema"]) for one in operation.get("parameters", []) if one["in"] == "path"
            }
            found = find_operation(address.removeprefix(PREFIX).format(**named))
            assert re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", found.route) == address.removeprefix(PREFIX)


def _example(schema: dict[str, Any]) -> str:
    return str(schema.get("enum", ["1" if schema.get("type") == "integer" else "x"])[0])


def test_what_is_told_once_or_does_nothing_offers_no_idempotency_key() -> None:
    paths = make_document()["paths"]
    offered = {
        address.removeprefix(f"{PREFIX}desk/"): "Idempotency-Key" in str(path["post"].get("parameters", []))
        for address, path in paths.items()
        if "post" in path
    }
    never = ("webhooks", "connections/{page_id}/test", "decisions/{decision_id}/evidence/files/{form}",
             "decisions/{decision_id}/evidence/way", "cases/many/preview", "moderation/many/preview")  # fmt: skip
    assert [offered[one] for one in (*never, "cases/many", "cases")] == [False] * len(never) + [True, True]
