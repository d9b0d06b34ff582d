"""Which entry of the navigation a page of the desk stands under."""

_NAMES = {
    "inbox": "inbox case verdict_link bulk bulk_preview bulk_run bulk_runs views",
    "tasks": "tasks tell_from_task",
    "overview": "overview cases_behind formal",
    "new": "new case_import case_import_card",
    "pages": "pages page new_page edit_page absent exempt required connections connection fakes register_import"
    " register_card",
    "alarms": "alarms",
    "audit": "audit audit_csv audit_verify",
    "notices": "notices notice_wishes connect_messenger",
    "objections": "objections evidence moderation_report moderation_sample",
    "publication": "publication publication_photos publication_rules public_copy",
    "moderation": "moderation moderate moderate_many many_decided moderation_rules bans",
    "rating": "rating page_check mend help",
    "triage": "triage",
    "routing": "routing new_route edit_route",
    "texts": "ready_texts approval_rules macros tags",
    "approval": "approval_queue",
    "bodies": "bodies body new_body edit_body move_body merge_body close_body reopen_body territories"
    " deadline_policies warning_rules",
    "staff": "staff staff_card staff_gaps staff_bodies invite sign_in_rules duty staff_bots",
}
SECTIONS = {f"desk:{name}": section for section, names in _NAMES.items() for name in names.split()}
