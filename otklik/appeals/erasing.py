"""Erasing a person from cases: topic, times and outcome stay, words and names go."""

from collections.abc import Sequence

from django.db.models import Q

from otklik.appeals.models import Appeal, CallBack, CasePart, Extension, Note, Transition
from otklik.appeals.searching import index_cases
from otklik.intake.erasing import Talk
from otklik.residents.erasing import ERASED, Person, erased_name


def cases_of(message_ids: Sequence[int]) -> list[int]:
    """The cases that these messages belong to."""
    return list(Appeal.objects.filter(messages__message__in=message_ids).distinct().values_list("id", flat=True))


def erase_in_cases(case_ids: Sequence[int], person: Person, *, talks: Sequence[Talk]) -> None:
    """Take the person out of these cases, their notes, their history and the search."""
    cases = list(Appeal.objects.filter(id__in=case_ids))
    CallBack.objects.filter(appeal_id__in=case_ids).delete()
    for case in cases:
        _erase_in_case(case, person)
    index_cases(cases)
    for note in Note.objects.filter(appeal_id__in=case_ids):
        if person.is_in(note.text):
            note.text = person.taken_out_of(note.text)
            note.save(update_fields=["text"])
    for part in CasePart.objects.filter(Q(whole_id__in=case_ids) | Q(child_id__in=case_ids)):
        if person.is_in(part.question) or person.is_in(part.answer):
            part.question, part.answer = person.taken_out_of(part.question), person.taken_out_of(part.answer)
            part.save(update_fields=["question", "answer"])
    _erase_in_reasons(case_ids, person)
    for page_id, thread_id in talks:
        Appeal.objects.filter(page_id=page_id, thread_id=thread_id).update(thread_id=erased_name(thread_id))


def _erase_in_reasons(case_ids: Sequence[int], person: Person) -> None:
    """Why staff did what: in the history, and where a deadline was moved."""
    for step in Transition.objects.filter(appeal_id__in=case_ids).exclude(reason=""):
        if person.is_in(step.reason):
            step.reason = person.taken_out_of(step.reason)
            step.save(update_fields=["reason"])
    for move in Extension.objects.filter(appeal_id__in=case_ids):
        if person.is_in(move.because):
            move.because = person.taken_out_of(move.because)
            move.save(update_fields=["because"])


def _erase_in_case(case: Appeal, person: Person) -> None:
    """What a case took over from its messages: all of them where the person alone wrote."""
    others = case.messages.filter(message__is_by_page=False, message__is_erased=False).exists()
    begins = [text for text in person.texts if case.title and text.startswith(case.title.rstrip("…"))]
    if not others or begins:
        case.title = ERASED
        case.address = case.source_url = case.author_name = ""
    case.title = person.taken_out_of(case.title)[:200]
    case.typed_text = person.taken_out_of(case.typed_text)
    case.author_name = "" if person.is_in(case.author_name) else case.author_name
    case.save(update_fields=["title", "typed_text", "address", "source_url", "author_name"])
