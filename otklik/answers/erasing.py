"""Erasing a person from answers and drafts: the answer stays, without the name by which it calls the resident."""

from collections.abc import Sequence

from otklik.answers.models import Answer, AnswerVersion, BulkItem, BulkRun, Draft, Facts, ResidentVerdict
from otklik.residents.erasing import Person

_WORDS = ("text", "sent_back_because", "check_says", "external_id", "url")


def erase_in_runs(case_ids: Sequence[int], person: Person) -> None:
    """Take the person out of what is still to be written into these cases by acts on many.

    Call it before a case is locked: whoever does a run locks the run, then the case.
    """
    runs = BulkItem.objects.filter(appeal_id__in=case_ids).values("run")
    for run in BulkRun.objects.select_for_update().filter(id__in=runs).exclude(tasks=[]).order_by("id"):
        for task in run.tasks:
            task["text"] = person.taken_out_of(task.get("text", ""))
        run.save(update_fields=["tasks"])


def acts_of(case_ids: Sequence[int]) -> list[int]:
    """The acts in networks by which these cases were answered."""
    return list(Answer.objects.filter(appeal_id__in=case_ids, act__isnull=False).values_list("act_id", flat=True))


def erase_in_answers(case_ids: Sequence[int], person: Person) -> None:
    """Take the person out of the answers and drafts of these cases."""
    for answer in Answer.objects.filter(appeal_id__in=case_ids):
        for name in _WORDS:
            setattr(answer, name, person.taken_out_of(getattr(answer, name)))
        answer.save(update_fields=list(_WORDS))
    for draft in Draft.objects.filter(appeal_id__in=case_ids):
        draft.text = person.taken_out_of(draft.text)
        draft.save(update_fields=["text"])
    for version in AnswerVersion.objects.filter(appeal_id__in=case_ids):
        version.text = person.taken_out_of(version.text)
        version.save(update_fields=["text"])
    for facts in Facts.objects.filter(appeal_id__in=case_ids):
        facts.question, facts.text = person.taken_out_of(facts.question), person.taken_out_of(facts.text)
        facts.save(update_fields=["question", "text"])
    # what the resident wrote by the link is the resident's as a whole; the mark stays
    ResidentVerdict.objects.filter(appeal_id__in=case_ids).update(words="", explanation="")
