"""Ready texts and macros: what is offered to all who answer, entered and ended."""

from dataclasses import replace
from typing import Annotated

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, UploadedFile
from pydantic import Field, StringConstraints

from otklik.answers.bulk.macros import LONGEST_NAME, MacroRow, end_macro, enter_macro, list_kept_by_page
from otklik.answers.bulk.tasks import MOST_DAYS, MOST_TASKS, Doing, Task
from otklik.answers.texts.ready_entries import MOST_FILES, ReadyEntry
from otklik.answers.texts.ready_texts import Ready, end_text, enter_text, list_texts_by_page
from otklik.appeals.sharing import Way
from otklik.appeals.states import Cause, Outcome
from otklik.media.services import keep_files
from otklik.organizations.rights import Right
from otklik.web.api.staff.authentication import beforehand
from otklik.web.api.staff.rule_shapes import Further, at_work_by, called, mark_in, told
from otklik.web.api.staff.shapes import Asked, Day, Done, Id, Line, Made, Nothing, Ref, Words, refuse_others
from otklik.web.uploads import read_files

router = Router(tags=["Ready texts and macros"])
_TEXTS = (Right.WRITE_ANSWER, Right.EDIT_RULES)
_MACROS = (Right.EDIT_CASE, Right.EDIT_RULES)


class ReadyTexts(Schema):
    """A page of ready texts."""

    texts: list[Ready]
    next: str | None


@router.get("/texts", response=ReadyTexts)
def ready_texts(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """The ready texts that one keeps, by folder and name."""
    program = at_work_by(request, *_TEXTS)
    rows, following = list_texts_by_page(program.viewer, after=mark_in(after, str, str, int))
    return {"texts": rows, "next": told(following)}


class ReadyTextIn(Asked):
    """A ready text; null and empty: everywhere, always."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\x00]*$")]
    text: Annotated[Words, Field(description="Places are filled: {имя}, {адрес}, {номер}; {?When} asks who answers.")]
    folder: Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00]*$")] = ""
    kind: Line = ""
    state: Line = ""
    topic_id: Ref | None = None
    body_id: Ref | None = None
    since_on: Day | None = None
    until_on: Day | None = None

    def entry(self) -> ReadyEntry:
        """As the services take it."""
        return ReadyEntry(**self.model_dump())


@router.post("/texts", response=Made)
def new_ready_text(request: HttpRequest, given: ReadyTextIn) -> dict[str, int]:
    """Offer a text from now on."""
    program = at_work_by(request, *_TEXTS)
    return {"id": enter_text(given.entry(), by=program.viewer, now=program.now)}


class ReadyTextFormIn(ReadyTextIn):
    """The same as a form sends it: numbers in digits."""

    topic_id: Id | None = None
    body_id: Id | None = None


@router.post("/texts/with-files", response=Made)
def new_text_with_files(
    request: HttpRequest, given: Form[ReadyTextFormIn], files: File[list[UploadedFile]]
) -> dict[str, int]:
    """Offer a text from now on, with photos and documents (PDF) that go with it: a form, as browsers send files."""
    refuse_others(request, {*ReadyTextFormIn.model_fields}, files={"files"})
    program = at_work_by(request, *_TEXTS)
    with called(photos="files"):
        kept = beforehand(request, lambda: keep_files(read_files(request, at_most=MOST_FILES), now=program.now))
    return {"id": enter_text(replace(given.entry(), files=kept), by=program.viewer, now=program.now)}


@router.post("/texts/{int:text_id}/end", response=Done)
def end_ready_text(request: HttpRequest, text_id: Id, given: Nothing) -> Done:
    """Offer a text no more."""
    program = at_work_by(request, *_TEXTS)
    end_text(text_id, by=program.viewer, now=program.now)
    return Done()


class Macros(Schema):
    """A page of macros."""

    macros: list[MacroRow]
    next: str | None


@router.get("/macros", response=Macros)
def macros(request: HttpRequest, after: Further = "") -> dict[str, object]:
    """The macros that one keeps, by name."""
    program = at_work_by(request, *_MACROS)
    rows, following = list_kept_by_page(program.viewer, after=mark_in(after, str, int))
    return {"macros": rows, "next": told(following)}


class ActIn(Asked):
    """What an act may need, at once or kept in a macro."""

    doing: Doing
    body_id: Ref | None = Field(None, description="Null: the body that has the case.")
    executor_id: Ref | None = None
    way: Way | None = None
    topic_id: Ref | None = None
    text: Words = ""
    in_days: Annotated[int | None, Field(strict=True, ge=1, le=MOST_DAYS)] = None
    cause: Cause | None = None
    outcome: Outcome | None = None
    ready_id: Ref | None = None
    tag_id: Ref | None = None


class MacroTaskIn(ActIn):
    """One act with what it needs; what it does not need stays empty."""

    importance: Line = ""

    def task(self) -> Task:
        """As the services take it."""
        return Task(**{name: getattr(self, name) for name in MacroTaskIn.model_fields})


class MacroIn(Asked):
    """A macro: acts in their order, under one name, for a body and all below it; null: for everybody."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, pattern=r"^[^\x00]*$")]
    tasks: Annotated[list[MacroTaskIn], Field(min_length=1, max_length=MOST_TASKS)]
    body_id: Ref | None = None


@router.post("/macros", response=Made)
def new_macro(request: HttpRequest, given: MacroIn) -> dict[str, int]:
    """Keep a macro. One whose acts can never be done in this order is refused."""
    program = at_work_by(request, *_MACROS)
    tasks = [one.task() for one in given.tasks]
    return {"id": enter_macro(given.name, tasks, body_id=given.body_id, by=program.viewer, now=program.now)}


@router.post("/macros/{int:macro_id}/end", response=Done)
def drop_macro(request: HttpRequest, macro_id: Id, given: Nothing) -> Done:
    """Offer a macro no more."""
    program = at_work_by(request, *_MACROS)
    end_macro(macro_id, by=program.viewer, now=program.now)
    return Done()
