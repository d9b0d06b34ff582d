"""One case of a run taken back, where it has not moved on since."""

from datetime import datetime

from otklik.answers.drafting import put_draft
from otklik.answers.models import AnswerKind, BulkItem, Draft
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Note
from otklik.appeals.tags import put_tags_back
from otklik.appeals.undoing import has_moved_on, put_back
from otklik.delivery.services import hash_text
from otklik.organizations.locks import waiting
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _


def undo_case(item: BulkItem, *, done_at: datetime, by: Viewer, now: datetime) -> None:
    """The case as it was before; in the caller's transaction. Raises InUse, UnfitValue, and what `put_back` raises."""
    if item.before.get("is_told"):
        raise UnfitValue(_("The question to the author is sent: it cannot be taken back."), field="")
    with waiting():
        put_back(item.appeal.number, item.before, version=item.version, done_at=done_at, by=by, now=now)
        Note.objects.filter(id__in=item.before.get("notes", ()), by_id=by.staff_id, appeal=item.appeal).delete()
        if "tags" in item.before:
            put_tags_back(item.appeal, item.before["tags"], by=by, now=now)
        if "draft" in item.before:
            _cut_draft(item.appeal, item.before["draft"], by=by, now=now)


def _cut_draft(appeal: Appeal, kept: dict[str, object], *, by: Viewer, now: datetime) -> None:
    """The draft without the text that was put into it, where nobody wrote on. Raises NotAllowedNow."""
    draft = Draft.objects.select_for_update().filter(appeal=appeal).first()
    if draft is None or hash_text(draft.text) != kept["hash"] or not isinstance(kept["length"], int):
        raise has_moved_on(appeal)
    if not kept["length"]:
        # its versions stay: whoever had a hand in an emptied text is no approver of what is written anew
        Draft.objects.filter(id=draft.id).delete()
        return
    text = draft.text[: kept["length"]]
    put_draft(appeal, draft, kind=AnswerKind(draft.kind), text=text, by_id=by.staff_id, now=now)
    Draft.objects.filter(id=draft.id).update(held_by=None, held_until=None)
