"""OK behind the interface of all networks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from otklik.networks.abilities import Look, LookedUp, PageActivity, Subscription
from otklik.networks.addresses import Address, Link
from otklik.networks.connector import (
    Act,
    Connector,
    Fetched,
    PageAccess,
    PageFacts,
    Receipt,
    Reception,
    SendSafety,
)
from otklik.networks.connectors.ok import (
    acts,
    addresses,
    facts,
    looking,
    missed,
    parse,
    polling,
    reading,
    reception,
    rights,
    subscription,
)
from otklik.networks.connectors.ok.limits import LIMITS, WHERE_KEYS
from otklik.networks.connectors.ok.mark import MARK
from otklik.networks.errors import TryLater
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.networks.rights import RightInWords, explain
from otklik.shared.words import marked as _


class OkConnector:
    """Stateless, but for connections and budgets of tokens that others share."""

    network = "ok"
    title = _("Odnoklassniki")
    mark = MARK
    default_api_url = "https://api.ok.ru"
    is_on_by_default = True
    text_limit = acts.LONGEST_TEXT
    limits = LIMITS
    where_keys = WHERE_KEYS
    hosts = addresses.HOSTS
    send_safety = SendSafety.READ_BACK
    can_be_read_back = True
    needs_application = True
    most_looks = looking.MOST_IDS

    def receive(self, body: bytes, headers: Mapping[str, str], *, access: PageAccess) -> Reception:
        """Take a webhook. OK signs nothing: the page's key in the address is the secret."""
        del headers
        return reception.receive(body, access=access)

    def parse(self, body: bytes, *, page_id: str) -> tuple[NetworkEvent, ...]:
        """A kept body as events."""
        return parse.parse(body, page_id=page_id)

    def fetch_missed(self, access: PageAccess, *, since: datetime) -> Iterator[NetworkEvent]:
        """What stands in the group's discussions and private talks since then."""
        return missed.fetch_missed(access, since=since)

    def fetch_message(self, access: PageAccess, *, kind: MessageKind, external_id: str) -> Fetched:
        """One message as it stands now."""
        return reading.fetch_message(access, kind=kind, external_id=external_id)

    def act(self, access: PageAccess, act: Act) -> Receipt:
        """Perform one act; OK would perform a repetition again."""
        return acts.perform(access, act)

    def find_own_reply(self, access: PageAccess, act: Act) -> Receipt | None:
        """Look in the thread whether this reply already stands there."""
        return reading.find_own_reply(access, act)

    def fetch_names(self, access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
        """Names of people and groups."""
        return reading.fetch_names(access, external_ids=external_ids)

    def read_page(self, access: PageAccess) -> PageFacts:
        """The page's facts, and a test of its tokens."""
        return facts.read_page(access)

    def look_at(
        self, accesses: Sequence[PageAccess], *, readers: Sequence[PageAccess], now: datetime
    ) -> Sequence[Look | TryLater]:
        """What groups look like: their facts 100 at a time, statistics one by one."""
        return looking.look_at(accesses, readers=readers, now=now)

    def explain_rights(self, told: Sequence[str]) -> tuple[RightInWords, ...]:
        """What the rights that `read_page` told are good for."""
        return explain(rights.NEEDS, told)

    def is_administrator(self, told: Sequence[str]) -> bool:
        """OK tells the token's owner which part they have in the group."""
        return rights.is_administrator(told)

    def decide_next_reading(self, activity: PageActivity, *, others: Sequence[PageActivity], now: datetime) -> datetime:
        """When to read the page again: OK pushes no comments, so lively pages are read often, within the quota."""
        return polling.decide_next_poll(activity, now=now, others=tuple(others))

    def keep_subscription(self, access: PageAccess, *, hook_url: str) -> Subscription:
        """Look whether OK still pushes messages to us: it stops after eight hours without an answer."""
        return subscription.keep_subscription(access, hook_url=hook_url)

    def look_up(self, access: PageAccess, *, key: str) -> LookedUp | None:
        """A group of whomever."""
        return facts.look_up(access, key=key)

    def read_address(self, link: Link) -> tuple[Address, ...]:
        """What an address names."""
        return addresses.read_address(link)

    def url_of(self, key: str) -> str:
        """Where people find it."""
        return addresses.url_of(key)


CONNECTOR: Connector = OkConnector()
