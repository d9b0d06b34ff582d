"""Who sees what is kept of a decision, takes it out, holds it, and gives its author a way to object."""

from tests.access.row import AU, KEEPS_THIS_EVIDENCE, SEES_EVIDENCE, SEES_THIS_EVIDENCE, STRANGER, Row

GIVES_WAYS: dict[str, int] = dict.fromkeys((role for role in SEES_EVIDENCE if role != AU), 200) | {STRANGER: 404}
EVIDENCE_ROWS = (
    Row("evidence", SEES_THIS_EVIDENCE, args=("decision",)),
    Row("evidence_pdf", SEES_THIS_EVIDENCE, post={}, args=("decision",)),
    Row("evidence_json", SEES_THIS_EVIDENCE, post={}, args=("decision",)),
    Row("give_way", GIVES_WAYS, post={}, args=("decision",)),
    Row("hold_evidence", KEEPS_THIS_EVIDENCE, post={"because": "иск"}, args=("decision",)),
    Row("release_evidence", KEEPS_THIS_EVIDENCE, post={}, args=("decision",)),
)
