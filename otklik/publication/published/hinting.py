"""What a text would become, told while it is typed: the matter and the body. Nothing is kept, nothing is logged."""

from dataclasses import dataclass
from datetime import datetime

from otklik.appeals.models import Appeal
from otklik.appeals.opening import PLATFORM
from otklik.appeals.public_selectors import foresee
from otklik.appeals.router import Router
from otklik.gazetteer.selectors import indexes_of
from otklik.gazetteer.towns import find_spot
from otklik.intake.act_checks import ActRefused
from otklik.intake.acts import OWN_PAGE
from otklik.intake.expecting import Expected
from otklik.intake.receiving import first_receiver, receiver_in
from otklik.organizations.models import Body
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
    expected: Expected
    address: str
    is_emergency: bool
    near: Nearby | None
    """None where it is not known where it is, or only in which settlement."""


def hint_at(
    text: str, *, widget_page: int | None, to: str = "", point: tuple[float, float] | None = None, now: datetime
) -> Hint:
    """Where this text would go; by the rules of routing, as they stand now. Raises ActRefused where nobody answers.

    `to`: the body that its author chose; `point`: as a phone or a map told it.
    """
    spot = find_spot(*point) if point else None
    first = receiver_in(spot.town_id if spot else None, first_receiver(widget_page, chosen=to), now=now)
    owner = Body.objects.get(id=first.id)
    town = first.municipality_id or find_town(text)
    names = indexes_of({town} if town else set()).get(town or 0, NO_NAMES)
    (proposal,) = propose_all([text], model=model_in_use(), names=[names])
    codes = [code for code in (proposal.topic_code, proposal.group_code) if code]
    told = names_by_code(codes)
    appeal = Appeal(body=owner, municipality_id=town, channel=OWN_PAGE, legal_regime=PLATFORM, opened_at=now)
    appeal.latitude, appeal.longitude = point or (None, None)
    is_sorted_in_town = widget_page is None and not to and owner.municipality_id is None
    return Hint(
        topic=next((told[code] for code in codes if code in told), ""),
        topics=tuple(told.values()),
        expected=_expected(
            proposal, text, appeal=appeal, towns={"": town} if town and is_sorted_in_town else {}, to=to, now=now
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


def _expected(
    proposal: Proposal, text: str, *, appeal: Appeal, towns: dict[str, int], to: str, now: datetime
) -> Expected:
    codes = {code for code in (proposal.group_code, proposal.topic_code) if code}
    router = Router.load(owners={appeal.body_id}, pages=set(), topic_codes=codes, towns=towns, now=now)
    appeal.kind, appeal.importance, appeal.address = proposal.kind, proposal.importance, proposal.address
    appeal.topic_id = router.topic_ids.get(proposal.group_code)
    verdict = Verdict(
        group_certainty=proposal.group_certainty,
        topic_code=proposal.topic_code,
        topic_certainty=proposal.topic_certainty,
        address_certainty=proposal.address_certainty,
    )
    seen = foresee(appeal, verdict, text, router=router, now=now)
    return Expected(seen.body.name, seen.body.zone, seen.read_by, seen.answer_by, seen.needs_sorting, to)
