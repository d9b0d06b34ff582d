"""Dry run of routing rules on past cases: what would go elsewhere. Nothing is changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from otklik.appeals.clocks import question_of as policy_question
from otklik.appeals.models import Appeal, AppealMessage, Route
from otklik.appeals.placing import question_of
from otklik.appeals.policies import Policy, choose_policy, profile_of_key
from otklik.appeals.route_rules import RuleBook, read_rules
from otklik.appeals.router import ROWS, Router
from otklik.appeals.routing import RouteProposal, RouteQuestion, RouteReason, propose_route
from otklik.appeals.states import State
from otklik.organizations.models import Body
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.personal_data.masking import masked
from otklik.topics.models import Topic
from otklik.triage.models import Verdict

LOOKED_AT = 200
_SAME_TERMS = ("", "")
MOST_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A case that would go to another body than before, or would have other terms by the rule's word."""

    number: int
    title: str
    before: str
    after: str
    """Empty: a coordinator would have to sort it."""
    because: RouteReason
    rule_id: int | None
    """None: no rule, or the one that is being tried."""
    terms_before: str = ""
    """Names of deadline policies; both empty where the terms stay."""
    terms_after: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the table would do with the last cases."""

    looked_at: int
    to_coordinator: int
    elsewhere: tuple[Elsewhere, ...]


def try_table(viewer: Viewer, *, now: datetime, drawn: Route | None = None, at_most: int = LOOKED_AT) -> Trial:
    """The last cases of pages within this person's scope, by the table as it stands against where they are now.

    With `drawn`, a rule that is not saved: by the table with it against the table without it.
    """
    cases = _last_cases(viewer, at_most=min(at_most, MOST_LOOKED_AT))
    rows = list(ROWS.filter(Q(page=None) | Q(page__in={one.page_id for one in cases})))
    router = _router(rows, cases, now=now)
    changed = _router([*(one for one in rows if one.id != drawn.id), drawn], cases, now=now) if drawn else router
    names = _names(router, changed, cases)
    elsewhere, to_coordinator = [], 0
    for case, asked in zip(cases, _questions(cases, changed), strict=True):
        after = propose_route(asked, changed.rules)
        before = propose_route(asked, router.rules) if drawn else None
        before_id = _body_of(before) if before else case.body_id
        terms = _terms(case, before, after, own=changed.policies)
        to_coordinator += after.needs_person
        if before_id != _body_of(after) or terms != _SAME_TERMS:
            elsewhere.append(_elsewhere(case, after, before=names.get(before_id or 0, ""), names=names, terms=terms))
    return Trial(looked_at=len(cases), to_coordinator=to_coordinator, elsewhere=tuple(elsewhere))


def _last_cases(viewer: Viewer, *, at_most: int) -> list[Appeal]:
    scope = viewer.scope(Right.SEE_CASES)
    cases = Appeal.objects.filter(within(scope), page__isnull=False, duplicate_of=None)
    cases = cases.exclude(state__in=(State.DECLINED, State.IN_MODERATION))
    return list(cases.select_related("page__owner", "body").defer("search").order_by("-id")[:at_most])


def _router(rows: Sequence[Route], cases: Sequence[Appeal], *, now: datetime) -> Router:
    book: RuleBook = read_rules(rows, on=timezone.localdate(now))
    owners = {one.page.owner_id for one in cases if one.page}
    return Router.of(book, owners=owners, topic_ids={}, now=now)


def _questions(cases: Sequence[Appeal], router: Router) -> list[RouteQuestion]:
    """What was known of each case when it came, with what people have corrected since."""
    links = AppealMessage.objects.filter(appeal__in=cases).order_by("-id").values_list("appeal_id", "message_id")
    opened_by = dict(links)  # the first message of each is written last
    verdicts = {
        one.message_id: one
        for one in Verdict.objects.filter(message__in=opened_by.values(), is_current=True).select_related("message")
    }
    above = {one.id: one.parent_id for one in Topic.objects.filter(id__in={one.topic_id for one in cases})}
    return [_question(case, verdicts.get(opened_by.get(case.id, 0)), router, above) for case in cases]


def _question(case: Appeal, verdict: Verdict | None, router: Router, above: dict[int, int | None]) -> RouteQuestion:
    had = case.body
    case.body = case.page.owner if case.page else had
    question = question_of(case, verdict, verdict.message.text if verdict else case.title, router=router)
    case.body = had
    topics = [*question.topic_ids, *(above.get(one) for one in question.topic_ids)]
    question = replace(question, topic_ids=[one for one in dict.fromkeys(topics) if one])
    return question if case.is_by_machine else replace(question, topic_certainty=1.0, address_certainty=1.0)


def _body_of(proposal: RouteProposal) -> int | None:
    return None if proposal.needs_person else proposal.body_id


def _names(router: Router, changed: Router, cases: Sequence[Appeal]) -> dict[int, str]:
    known = {**router.bodies, **changed.bodies, **{one.body_id: one.body for one in cases}}
    names = {id_: body.short_name for id_, body in known.items()}
    missing = {rule.body_id for rule in changed.rules} - set(names)
    return names | dict(Body.objects.filter(id__in=missing).values_list("id", "short_name"))


def _terms(
    case: Appeal, before: RouteProposal | None, after: RouteProposal, *, own: Sequence[Policy]
) -> tuple[str, str]:
    """The policies before and after, where a rule names one; without `before` the case has the terms it was given."""
    if after.policy_id is None and (before is None or before.policy_id is None):
        return _SAME_TERMS
    now_has = _policy(case, after, own=own)
    if before is not None:
        had = _policy(case, before, own=own)
        key, name = had.key, had.profile.name
    else:
        kept = case.clock_log.get("policy", {})
        key = kept.get("key", "")
        name = kept.get("name") or profile_of_key(key).name
    return (name, now_has.profile.name) if key != now_has.key and not after.needs_person else _SAME_TERMS


def _policy(case: Appeal, proposal: RouteProposal, *, own: Sequence[Policy]) -> Policy:
    return choose_policy(policy_question(case, body_id=proposal.body_id), own, named_id=proposal.policy_id)


def _elsewhere(
    case: Appeal, after: RouteProposal, *, before: str, names: dict[int, str], terms: tuple[str, str]
) -> Elsewhere:
    return Elsewhere(
        number=case.number,
        title=masked(case.title),
        before=before,
        after="" if after.needs_person else names.get(after.body_id, ""),
        because=after.because,
        rule_id=after.rule.id or None if after.rule else None,
        terms_before=terms[0],
        terms_after=terms[1],
    )
