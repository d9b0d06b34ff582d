"""Addresses of the desk about approval, ready texts and macros: what each role gets. See `table`."""

from tests.access.row import AD, AP, CM, CO, CU, EX, FO, SEES_CASES, STRANGER, Row, page

APPROVAL_ROWS = (
    page("approval_queue", SEES_CASES),
    page("approval_rules", (FO, CU, AD)),
    Row("end_approval_rule", dict.fromkeys((CU, AD), 302), post={}, args=("approval_rule",)),
    page("ready_texts", (CM, EX, AP, CO, CU, AD, STRANGER)),
    Row("end_ready_text", dict.fromkeys((CM, EX, AP, CO, CU, AD), 302), post={}, args=("ready_text",)),
    page("macros", (CM, CO, CU, AD, STRANGER)),
    Row("end_macro", dict.fromkeys((CO, CM, CU, AD), 302), post={}, args=("macro",)),
)
