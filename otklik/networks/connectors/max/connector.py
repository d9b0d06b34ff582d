"""MAX behind the interface of all networks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from otklik.networks.abilities import Look, Polled, Subscription
from otklik.networks.addresses import Address, Link
from otklik.networks.bots import News
from otklik.networks.connector import Act, Connector, Fetched, PageAccess, PageFacts, Receipt, Reception, SendSafety
from otklik.networks.connectors.max import (
    acts,
    addresses,
    bot,
    facts,
    looking,
    missed,
    parse,
    photos,
    reading,
    reception,
    rights,
    staff_bot,
    subscription,
)
from otklik.networks.connectors.max.limits import LIMITS, WHERE_KEYS
from otklik.networks.connectors.max.mark import MARK
from otklik.networks.errors import TryLater
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.networks.limits import Token
from otklik.networks.looking import MOST_LOOKS, look_one_by_one
from otklik.networks.rights import RightInWords, explain
from otklik.shared.words import marked as _


class MaxConnector:
    """Stateless, but for connections and budgets of tokens that others share."""

    network = "max"
    title = _("MAX")
    mark = MARK
    default_api_url = "https://platform-api2.max.ru"
    is_on_by_default = True
    text_limit = acts.LONGEST_TEXT
    talks_by_bot = True
    limits = LIMITS
    where_keys = WHERE_KEYS
    hosts = addresses.HOSTS
    send_safety = SendSafety.READ_BACK
    can_be_read_back = True
    most_looks = MOST_LOOKS

    def most_photos(self, kind: MessageKind, tokens: frozenset[Token]) -> int:
        """A private message takes photos beside the text, a comment takes none."""
        return photos.most_photos(kind, tokens)

    def receive(self, body: bytes, headers: Mapping[str, str], *, access: PageAccess) -> Reception:
        """Prove that a webhook is authentic by the secret in its header."""
        return reception.receive(body, headers, access=access)

    def parse(self, body: bytes, *, page_id: str) -> tuple[NetworkEvent, ...]:
        """A kept body as events."""
        return parse.parse(body, page_id=page_id)

    def fetch_missed(self, access: PageAccess, *, since: datetime) -> Iterator[NetworkEvent]:
        """What stands in the channel since then."""
        return missed.fetch_missed(access, since=since)

    def fetch_talks(self, access: PageAccess, *, thread_ids: Sequence[str], since: datetime) -> Iterator[NetworkEvent]:
        """What stands in these private talks since then: MAX does not list them itself."""
        return missed.fetch_talks(access, thread_ids=thread_ids, since=since)

    def fetch_message(self, access: PageAccess, *, kind: MessageKind, external_id: str) -> Fetched:
        """One message as it stands now."""
        return reading.fetch_message(access, kind=kind, external_id=external_id)

    def act(self, access: PageAccess, act: Act) -> Receipt:
        """Perform one act. MAX knows no keys: a doubtful one has to be looked for before it is repeated."""
        return acts.perform(access, act)

    def find_own_reply(self, access: PageAccess, act: Act) -> Receipt | None:
        """Look in the thread whether this reply already stands there."""
        return reading.find_own_reply(access, act)

    def fetch_names(self, access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
        """Names of the channel's members."""
        return reading.fetch_names(access, external_ids=external_ids)

    def read_page(self, access: PageAccess) -> PageFacts:
        """The channel's facts, and a test of the bot's token."""
        return facts.read_page(access)

    def look_at(
        self, accesses: Sequence[PageAccess], *, readers: Sequence[PageAccess], now: datetime
    ) -> Sequence[Look | TryLater]:
        """What channels look like: nobody else's token shows them."""
        del readers
        return look_one_by_one(accesses, lambda access: looking.look(access, now=now))

    def explain_rights(self, told: Sequence[str]) -> tuple[RightInWords, ...]:
        """What the rights that `read_page` told are good for."""
        return explain(rights.NEEDS, told)

    def is_administrator(self, told: Sequence[str]) -> bool:
        """Only whoever administers a channel can make a bot its administrator."""
        return rights.is_administrator(told)

    def fetch_posts(self, access: PageAccess, *, at_most: int) -> tuple[str, ...]:
        """The texts of the page's own newest posts."""
        return reading.fetch_posts(access, at_most=at_most)

    def keep_subscription(self, access: PageAccess, *, hook_url: str) -> Subscription:
        """Watch the webhook, and subscribe it again where MAX has ended it."""
        return subscription.keep_subscription(access, hook_url=hook_url)

    def name_bot(self, access: PageAccess) -> str:
        """The name of the bot that the token belongs to."""
        return bot.name_bot(access)

    def link_to_bot(self, name: str, code: str) -> str:
        """An address that opens a talk with the bot and hands the code over."""
        return bot.link_to_bot(name, code)

    def hear(self, access: PageAccess, *, marker: str) -> News:
        """What happened in the bot's private talks since the marker."""
        return staff_bot.hear(access, marker=marker)

    def say(self, access: PageAccess, *, talk: str, text: str) -> None:
        """Write into a talk with the bot."""
        staff_bot.say_to(access, talk=talk, text=text)

    def poll(self, access: PageAccess, *, marker: str) -> Polled:
        """What happened since the marker, while no webhook is subscribed."""
        return subscription.poll(access, marker=marker)

    def end_subscription(self, access: PageAccess, *, hook_url: str) -> None:
        """Take our webhook away, so that updates can be asked for."""
        subscription.end_subscription(access, hook_url=hook_url)

    def read_address(self, link: Link) -> tuple[Address, ...]:
        """What an address names."""
        return addresses.read_address(link)

    def url_of(self, key: str) -> str:
        """Where people find it."""
        return addresses.url_of(key)


CONNECTOR: Connector = MaxConnector()
