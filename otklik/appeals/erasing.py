"""Anonymises cases: topic, times and outcome stay, words and names are erased."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import chain, zip_longest
from typing import Final

from django.db.models import Q

from otklik.appeals.models import (
    LONGEST_TAG,
    Appeal,
    AppealMessage,
    CallBack,
    CasePart,
    Extension,
    Note,
    PhotoOf,
    SavedView,
    Tag,
    Transition,
)
from otklik.appeals.photos import drop_photos
from otklik.appeals.searching import index_cases
from otklik.appeals.states import PART_CHANNEL
from otklik.intake.erasing import Talk
from otklik.residents.erasing import ERASED, Person, erased_name
from otklik.shared.lemmas import is_common_word, is_thing
from otklik.shared.text import fold

_OF_A_PART = ("question", "answer", "to_name")
"""Free words of a part: what was asked, what was said to it, and of whom."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def cases_of(message_ids: Sequence[int]) -> list[int]:
    """The cases that these messages belong to, and the cases of their parts: a question took words over."""
    own = Appeal.objects.filter(messages__message__in=message_ids).distinct().values_list("id", flat=True)
    parts = CasePart.objects.filter(whole__in=own, child__isnull=False).values_list("child_id", flat=True)
    return sorted({*own, *parts})


def erase_in_cases(
    case_ids: Sequence[int], person: Person, *, talks: Collection[Talk], now: datetime, around: Sequence[int] = ()
) -> None:
    """Take the person out of these cases, their notes, their history and the search.

    `around`: messages of others that named the person; of their cases the title goes, which took words over.

    Photos of residents go, and where the person alone wrote those of the place too: it may be where they live.
    """
    # locked before their photos go: whoever decides about a photo, or publishes, locks the case first
    cases = list(Appeal.objects.select_for_update(no_key=True).filter(id__in=case_ids).order_by("id"))
    alone = [case.id for case in cases if not _others_wrote(case)]
    drop_photos(Q(appeal__in=alone) | Q(appeal__in=case_ids, of=PhotoOf.RESIDENT), now=now)
    CallBack.objects.filter(appeal_id__in=case_ids).delete()
    for case in cases:
        _erase_in_case(case, person)
    theirs = Appeal.objects.select_for_update(no_key=True).filter(messages__message__in=around, title__gt="")
    titled = [case for case in theirs.exclude(id__in=case_ids).order_by("id") if person.is_in(case.title)]
    for case in titled:
        case.title = person.taken_out_of(case.title)[:200]
        case.save(update_fields=["title"])
    index_cases([*cases, *titled])
    for note in Note.objects.filter(appeal_id__in=case_ids):
        if person.is_in(note.text):
            note.text = person.taken_out_of(note.text)
            note.save(update_fields=["text"])
    for part in CasePart.objects.filter(Q(whole_id__in=case_ids) | Q(child_id__in=case_ids)):
        before = [getattr(part, name) for name in _OF_A_PART]
        after = [person.taken_out_of(text) for text in before]
        if after != before:
            part.question, part.answer, part.to_name = after
            part.save(update_fields=_OF_A_PART)
    _erase_in_reasons(case_ids, person)
    _erase_in_views(person)
    _erase_in_tags(person)
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
    """What a case took over from its messages: all of them where the person alone wrote.

    The title of a part is the question that staff asked: of it the person's words go.
    """
    is_part = case.channel == PART_CHANNEL
    others = _others_wrote(case)
    begins = [text for text in person.texts if case.title and text.startswith(case.title.rstrip("…"))]
    if not others or begins:
        case.title = case.title if is_part else ERASED
        case.address = case.source_url = case.author_name = ""
        case.latitude = case.longitude = None
    case.title = person.taken_out_of(case.title)[:200]
    case.typed_text = person.taken_out_of(case.typed_text)
    case.author_name = "" if person.is_in(case.author_name) else case.author_name
    case.save(update_fields=["title", "typed_text", "address", "latitude", "longitude", "source_url", "author_name"])


def _erase_in_views(person: Person) -> None:
    """Somebody may have kept a search by the person's name; one for a street that they live in stays."""
    for view in SavedView.objects.select_for_update().filter(asked__has_key="q").order_by("id"):
        words = str(view.asked["q"])
        left = person.unknown_in(words)
        if left != words:
            view.asked = {**view.asked, "q": left}
            view.save(update_fields=["asked"])


def _erase_in_tags(person: Person) -> None:
    """A tag is checked when it is entered, and may hold a person all the same: then nobody is offered it any more.

    Only the tags that do are locked, as an update would: cases are given others meanwhile.
    """
    named = [tag_id for tag_id, name in Tag.objects.values_list("id", "name") if _left_of_tag(name, person) != name]
    for tag in Tag.objects.select_for_update(no_key=True).filter(id__in=named).order_by("id"):
        left = _left_of_tag(tag.name, person)
        if left != tag.name:
            tag.name, tag.is_active = left[:LONGEST_TAG], False
            tag.publication_is_stale = tag.publication_is_stale or tag.is_public
            tag.version += 1
            tag.save(update_fields=["name", "is_active", "publication_is_stale", "version"])


def _left_of_tag(name: str, person: Person) -> str:
    """A tag without the person. Words of the language stay: whoever calls themselves «Гололёд» takes no tag away."""
    kept = person.unknown_in(name).split(ERASED)
    found = re.fullmatch("(.+?)".join(map(re.escape, kept)), name)
    if found is None:
        return ERASED.join(kept)
    gaps = (ERASED if _names_somebody(name, *found.span(n)) else found[n] for n in range(1, len(kept)))
    return "".join(chain.from_iterable(zip_longest(kept, gaps, fillvalue="")))


def _names_somebody(name: str, start: int, end: int) -> bool:
    """Whether what is hidden there holds a number, or a whole word that is first of all no word of the language."""
    words = (fold(one[0]) for one in _LETTERS.finditer(name) if start <= one.start() and one.end() <= end)
    is_number = any(one.isdigit() for one in name[start:end])
    return is_number or any(not is_thing(one) and not is_common_word(one) for one in words)


def _others_wrote(case: Appeal) -> bool:
    """A part has no messages of its own: it is about those of the whole case."""
    whole = CasePart.objects.filter(child=case).values("whole")
    links = AppealMessage.objects.filter(Q(appeal=case) | Q(appeal__in=whole))
    return links.filter(message__is_by_page=False, message__is_erased=False).exists()
