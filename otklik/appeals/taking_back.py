"""Whether the author withdrew, in the network, everything that a case is about. A single deletion does not say so.

A moderator of the page, or the network itself, may have deleted it: then its author still waits for an answer.
"""

from otklik.appeals.models import Appeal
from otklik.appeals.subject import subject_of
from otklik.intake.merging import DeletedBy
from otklik.intake.models import ResidentMessage


def is_taken_back(appeal: Appeal) -> bool:
    """Nothing of substance stands in it, and all that is gone its authors have deleted, as the network tells.

    Never where the words of a joined case wait for the same answer.
    """
    gone = ResidentMessage.objects.filter(is_by_page=False, is_deleted=True)
    # what came after its deletion was put into no case, but stands in the thread
    caseless = gone.filter(case_link=None, has_arrived=True, is_hidden=False)
    in_thread = caseless.filter(page=appeal.page, thread_id=appeal.thread_id)
    told = {message.deleted_by for message in (*gone.filter(case_link__appeal=appeal), *in_thread)}
    return told == {DeletedBy.AUTHOR} and subject_of(appeal) is None and not appeal.duplicates.exists()
