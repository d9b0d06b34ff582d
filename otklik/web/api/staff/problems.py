"""What went wrong, in one shape: application/problem+json (RFC 9457), words for people and a code for programs."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError
from pydantic_core import ErrorDetails

from otklik.answers.errors import ChangedSinceSeen, DraftChanged, HeldByAnother
from otklik.appeals.errors import NoSuchCase, StaleCase
from otklik.appeals.refusals import NotAllowedNow, NotYourAct, ReasonMissing
from otklik.appeals.selectors.changes import list_changes
from otklik.integrations.answering_once import StillBeingDone
from otklik.moderation.errors import DecidedMeanwhile
from otklik.organizations.errors import ChangedMeanwhile, HoldsForAll, MayNotGive, NotSeen
from otklik.organizations.territories import BadShapes
from otklik.shared.errors import OtklikError
from otklik.triage.learning.versions import NotYourModel
from otklik.web.desk.case.changed import ChangeLine, in_words, saved_draft

TOO_LONG = "string_too_long"
"""As pydantic calls it."""
_CHANGES = 5
MEDIA_TYPE = "application/problem+json"
UNSEEN = (NotSeen, NoSuchCase)
FORBIDDEN = (NotYourAct, MayNotGive, NotYourModel, HoldsForAll)
OVERTAKEN = (
    StaleCase, DraftChanged, HeldByAnother, ChangedSinceSeen, DecidedMeanwhile, NotAllowedNow, StillBeingDone,
    ChangedMeanwhile,
)  # fmt: skip
"""Somebody was there first, or the case stands where this cannot be done."""


class NoRight(Exception):
    """The key is not for this, or its owner has no right to it anywhere; `words` say which."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what was sent."""

    field: str
    words: str


def problem(
    status: int,
    words: str,
    *,
    code: str,
    faults: Iterable[Fault] = (),
    more: Mapping[str, object] | None = None,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """The answer to a call that was refused. `more`: what this kind of refusal tells besides."""
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": words,
        "faults": [{"field": fault.field, "words": fault.words} for fault in faults],
        "version": None,
        "changes": [],
        **(more or {}),
    }
    text = json.dumps(told, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE, headers=headers or {})


def refused(_request: HttpRequest, error: OtklikError) -> HttpResponse:
    """What a service did not do, in its own words."""
    words = error.say(gettext)
    headers = {"Retry-After": "1"} if isinstance(error, StillBeingDone) else {}
    return problem(
        _status_of(error),
        words,
        code=_code_of(error),
        faults=_faults_of(error, words),
        more=_changes_of(error),
        headers=headers,
    )


def _changes_of(error: OtklikError) -> dict[str, object]:
    """Who did what last, newest last; of a case its version, too. The caller was seen to see it."""
    if isinstance(error, DraftChanged):
        return {"changes": _told([saved_draft(error)])}
    if not isinstance(error, StaleCase) or not error.number:
        return {}
    return {"version": error.version, "changes": _told(in_words(list_changes(error.number, at_most=_CHANGES)))}


def _told(lines: Sequence[ChangeLine]) -> list[dict[str, str]]:
    return [{"at": one.at.isoformat(), "by": one.who, "act": one.act, "words": one.what} for one in lines]


def _status_of(error: OtklikError) -> int:
    if isinstance(error, UNSEEN):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, FORBIDDEN):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.CONFLICT if isinstance(error, OVERTAKEN) else HTTPStatus.UNPROCESSABLE_ENTITY


def _code_of(error: OtklikError) -> str:
    """The name of the error as programs write words: `stale_case`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()


def _faults_of(error: OtklikError, words: str) -> list[Fault]:
    if isinstance(error, ReasonMissing):
        return [Fault(part, words) for part in error.parts]
    if isinstance(error, BadShapes):
        return [Fault(f"features.{bad.number}", bad.why.say(gettext)) for bad in error.features]
    field = getattr(error, "field", "")
    return [Fault(field, words)] if field else []


def no_right(_request: HttpRequest, error: NoRight) -> HttpResponse:
    """Not by this key."""
    return problem(HTTPStatus.FORBIDDEN, error.words, code="no_right")


def no_method(allowed: str) -> HttpResponse:
    """An address that stands, asked by a method that it does not have."""
    words = _("This address answers to: %(methods)s.") % {"methods": allowed}
    return problem(HTTPStatus.METHOD_NOT_ALLOWED, words, code="no_method", headers={"Allow": allowed})


def unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What cannot be read at all, or comes without a key."""
    words = _("The body of the request is no JSON.") if error.status_code == HTTPStatus.BAD_REQUEST else str(error)
    return problem(error.status_code, words, code="unreadable")


def with_lengths(error: ValidationError, told: Sequence[ErrorDetails]) -> ValidationError:
    """The same, and of each text that is too long the limit and how much is too much. `told`: as pydantic told them."""
    for fault, one in zip(error.errors, told, strict=True):
        if fault["type"] == TOO_LONG:
            most = one.get("ctx", {})["max_length"]
            fault |= {"most": most, "over": len(str(one["input"])) - most}
    return error


def unfit(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Fields that are missing, or hold what they cannot hold. What was sent is not told back."""
    faults = [Fault(_field_of(one["loc"]), _say(one)) for one in error.errors]
    words = _("What was sent does not fit.") + " " + "; ".join(f"{fault.field}: {fault.words}" for fault in faults[:5])
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, words, code="unfit", faults=faults)


def _field_of(place: Iterable[object]) -> str:
    """Where it stands: without the part of the request and the name of the parameter that holds the body."""
    names = [str(part) for part in place]
    return ".".join(names[2:] or names[1:] or names)[:200]


def _say(fault: dict[str, object]) -> str:
    known = {
        "missing": _("it is missing"),
        "extra_forbidden": _("there is no such field here"),
        "string_too_short": _("it is empty or too short"),
        "enum": _("there is no such choice"),
        "string_unicode": _("it holds characters that cannot be stored"),
        "string_pattern_mismatch": _("it holds characters that cannot be stored"),
    }
    kind = str(fault.get("type", ""))
    if kind == TOO_LONG:
        numbers = {"most": fault["most"], "over": fault["over"]}
        return _("it may have %(most)s characters; this is %(over)s too many") % numbers
    return known.get(kind) or _("it does not fit") + f" ({kind})"
