"""What a text would become, told while it is typed: the matter and the body. Nothing is kept, nothing is logged."""

from dataclasses import dataclass
from datetime import datetime

from otklik.appeals.models import Appeal
from otklik.appeals.placing import propose_for
from otklik.appeals.router import Router
from otklik.gazetteer.selectors import indexes_of
from otklik.intake.act_checks import ActRefused
from otklik.intake.acts import OWN_PAGE
from otklik.intake.receiving import first_body, first_receiver
from otklik.publication.published.similar import Nearby
from otklik.topics.selectors import names_by_code
from otklik.triage.importance import EMERGENCY
from otklik.triage.learning.versions import model_in_use
from otklik.triage.locating import find_town, locate
from otklik.triage.models import Verdict
from otklik.triage.places.guess import PlaceGuess
from otklik.triage.places.points import SETTLEMENT
from otklik.triage.places.reading import NO_NAMES
from otklik.triage.propose import Proposal, propose_all


@dataclass(frozen=True, slots=True)
class Hint:
    """What the machine would propose. Empty where it would be a guess."""

    topic: str
    topics: tuple[str, ...]
    """The names of the topic and of its group."""
    body: str
    address: str
    is_emergency: bool
    near: Nearby | None
    """None where it is not known where it is, or only in which settlement."""


def hint_at(text: str, *, widget_page: int | None, point: tuple[float, float] | None = None, now: datetime) -> Hint:
    """Where this text would go; by the rules of routing, as they stand now. `point`: as a phone or a map told it."""
    owner = first_body(widget_page)
    town = owner.municipality_id or find_town(text)
    names = indexes_of({town} if town else set()).get(town or 0, NO_NAMES)
    (proposal,) = propose_all([text], model=model_in_use(), names=[names])
    codes = [code for code in (proposal.topic_code, proposal.group_code) if code]
    told = names_by_code(codes)
    return Hint(
        topic=next((told[code] for code in codes if code in told), ""),
        topics=tuple(told.values()),
        body=_body_for(
            proposal,
            text,
            appeal=Appeal(body=owner, municipality_id=town, channel=OWN_PAGE, opened_at=now),
            towns={"": town} if town and widget_page is None else {},
            now=now,
        ),
        address=proposal.address,
        is_emergency=proposal.importance == EMERGENCY,
        near=_near(proposal.place, point),
    )


def _near(place: PlaceGuess, point: tuple[float, float] | None) -> Nearby | None:
    street = place.street_place.title if place.street_place else ""
    if point is not None:
        return Nearby(*point, street)
    found = locate([place])[0]
    return Nearby(found.latitude, found.longitude, street) if found and found.is_of != SETTLEMENT else None


def town_of(widget_page: int | None) -> int | None:
    """The municipality of whoever gets what is sent there; None where it has none, or nobody answers yet."""
    try:
        return first_receiver(widget_page).municipality_id
    except ActRefused:
        return None


def _body_for(proposal: Proposal, text: str, *, appeal: Appeal, towns: dict[str, int], now: datetime) -> str:
    codes = {code for code in (proposal.group_code, proposal.topic_code) if code}
    if not codes:
        return ""
    router = Router.load(owners={appeal.body_id}, pages=set(), topic_codes=codes, towns=towns, now=now)
    appeal.kind, appeal.importance, appeal.address = proposal.kind, proposal.importance, proposal.address
    appeal.topic_id = router.topic_ids.get(proposal.group_code)
    verdict = Verdict(
        group_certainty=proposal.group_certainty,
        topic_code=proposal.topic_code,
        topic_certainty=proposal.topic_certainty,
        address_certainty=proposal.address_certainty,
    )
    _question, found = propose_for(appeal, verdict, text, router=router)
    body = router.bodies.get(found.body_id)
    return body.name if body is not None and not found.needs_person else ""
