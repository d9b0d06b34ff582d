"""All operations of the API together."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, URLResolver
from django.urls.resolvers import RegexPattern
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError, ValidationErrorContext
from ninja.operation import Operation

from otklik.shared.errors import OtklikError
from otklik.web.api.staff import (
    hooks,
    problems,
    reports,
    tables,
    upkeep,
    work,
)
from otklik.web.api.staff.answers import answers, kept_texts, outcomes, public_copies, rules
from otklik.web.api.staff.authentication import Key
from otklik.web.api.staff.bulk import many_cases, many_messages
from otklik.web.api.staff.cases import case_acts, cases, tags
from otklik.web.api.staff.moderation import moderation, moderation_papers
from otklik.web.api.staff.organizations import bodies, people, routes, terms, territories
from otklik.web.api.staff.pages import page_rules, page_scores, page_watch, pages
from otklik.web.api.staff.problems import NoRight

PARTS = (
    cases, case_acts, answers, outcomes, moderation, bodies, page_watch, pages, people, tables, work, reports, hooks,
    public_copies, many_cases, many_messages, moderation_papers, page_scores, upkeep,
    rules, terms, routes, kept_texts, page_rules, territories, tags,
)  # fmt: skip
"""In this order an address is looked for: what stands under a name of its own before what takes any word there."""


class StaffAPI(NinjaAPI):
    """Operations are called as their functions are."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name by which a generated client calls it."""
        return operation.view_func.__name__

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """What does not fit, with the numbers that a text was measured by; the text itself is not kept."""
        told = [one for context in error_contexts for one in context.pydantic_validation_error.errors()]
        return problems.with_lengths(super().validation_error_from_error_contexts(error_contexts), told)


api = StaffAPI(
    title="Otklik: the desk",
    version="1",
    description=(
        "What staff do at the desk, done by a program that acts as one of them: nothing is seen or done by a key that "
        "its owner could not see or do there. Texts come in Russian or English, by Accept-Language."
    ),
    auth=Key(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="staff_api",
)


def _tell_by[E: Exception](kind: type[E], tell: Callable[[HttpRequest, E], HttpResponse]) -> None:
    api.add_exception_handler(kind, cast("Any", tell))


_tell_by(OtklikError, problems.refused)
_tell_by(NoRight, problems.no_right)
_tell_by(HttpError, problems.unreadable)
_tell_by(ValidationError, problems.unfit)
for _part in PARTS:
    api.add_router("desk", _part.router)


@cache
def _resolver() -> URLResolver:
    patterns, _app, _namespace = api.urls
    return URLResolver(RegexPattern(r"^"), patterns)


def find_operation(address: str) -> ResolverMatch:
    """What answers at an address below /api/v1/. Raises Resolver404."""
    return _resolver().resolve(address)
