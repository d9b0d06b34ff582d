"""Telegram behind the interface of all networks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from otklik.networks.abilities import Look, LookedUp, Polled, Subscription
from otklik.networks.addresses import Address, Link
from otklik.networks.bots import News
from otklik.networks.connector import Act, Connector, Fetched, PageAccess, PageFacts, Receipt, Reception, SendSafety
from otklik.networks.connectors.telegram import (
    acts,
    addresses,
    bot,
    facts,
    looking,
    parse,
    photos,
    reading,
    reception,
    rights,
    staff_bot,
    subscription,
)
from otklik.networks.connectors.telegram.limits import LIMITS, WHERE_KEYS
from otklik.networks.connectors.telegram.mark import MARK
from otklik.networks.errors import TryLater
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.networks.limits import Token
from otklik.networks.looking import MOST_LOOKS, look_one_by_one
from otklik.networks.rights import RightInWords, explain
from otklik.shared.words import marked as _


class TelegramConnector:
    """Stateless, but for connections and budgets of bots that others share."""

    network = "telegram"
    title = _("Telegram")
    mark = MARK
    form_of_keys = r"((?<![0-9])[0-9]{5,15}:)[\w-]{30,}"
    default_api_url = "https://api.telegram.org"
    is_on_by_default = False
    text_limit = acts.LONGEST_TEXT
    talks_by_bot = True
    limits = LIMITS
    where_keys = WHERE_KEYS
    hosts = addresses.HOSTS
    send_safety = SendSafety.PERSON
    can_be_read_back = False
    most_looks = MOST_LOOKS

    def most_photos(self, kind: MessageKind, tokens: frozenset[Token]) -> int:
        """Photos stand below the text of an answer, in a comment and in a private talk."""
        return photos.most_photos(kind, tokens)

    def receive(self, body: bytes, headers: Mapping[str, str], *, access: PageAccess) -> Reception:
        """Prove that a webhook is authentic, by the secret in its header."""
        return reception.receive(body, headers, access=access)

    def parse(self, body: bytes, *, page_id: str) -> tuple[NetworkEvent, ...]:
        """A kept body as events."""
        return parse.parse(body, page_id=page_id)

    def fetch_missed(self, access: PageAccess, *, since: datetime) -> Iterator[NetworkEvent]:
        """Nothing: what a bot was not told of, it cannot find."""
        del access, since
        return iter(())

    def fetch_message(self, access: PageAccess, *, kind: MessageKind, external_id: str) -> Fetched:
        """Telegram shows no message again: always Refused."""
        del access, kind, external_id
        reading.refuse_reading()

    def act(self, access: PageAccess, act: Act) -> Receipt:
        """Perform one act. Telegram would perform a repetition again."""
        return acts.perform(access, act)

    def find_own_reply(self, access: PageAccess, act: Act) -> Receipt | None:
        """Telegram cannot tell: always Refused, so that nobody takes silence for absence."""
        del access, act
        reading.refuse_reading()

    def fetch_names(self, access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
        """Names of people and channels that the bot has met."""
        return reading.fetch_names(access, external_ids=external_ids)

    def read_page(self, access: PageAccess) -> PageFacts:
        """The channel's facts, and a test of the bot's token."""
        return facts.read_page(access)

    def look_at(
        self, accesses: Sequence[PageAccess], *, readers: Sequence[PageAccess], now: datetime
    ) -> Sequence[Look | TryLater]:
        """What channels look like, as far as Telegram shows them to a bot: nobody else's token shows them."""
        del readers, now
        return look_one_by_one(accesses, looking.look)

    def explain_rights(self, told: Sequence[str]) -> tuple[RightInWords, ...]:
        """What the rights that `read_page` told are good for."""
        return explain(rights.NEEDS, told)

    def is_administrator(self, told: Sequence[str]) -> bool:
        """Only whoever administers a channel can make a bot its administrator."""
        return rights.is_administrator(told)

    def keep_subscription(self, access: PageAccess, *, hook_url: str) -> Subscription:
        """Watch the bot's one webhook, and set it anew where it is gone."""
        return subscription.keep_subscription(access, hook_url=hook_url)

    def length_of(self, text: str) -> int:
        """In units of UTF-16: an emoji counts as two."""
        return acts.length_of(text)

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
        """The updates since the marker, for an installation that no webhook can reach."""
        return subscription.poll(access, marker=marker)

    def end_subscription(self, access: PageAccess, *, hook_url: str) -> None:
        """Take our webhook away, so that updates can be asked for."""
        subscription.end_subscription(access, hook_url=hook_url)

    def look_up(self, access: PageAccess, *, key: str) -> LookedUp | None:
        """A public channel of whomever."""
        return facts.look_up(access, key=key)

    def read_address(self, link: Link) -> tuple[Address, ...]:
        """What an address names."""
        return addresses.read_address(link)

    def url_of(self, key: str) -> str:
        """Where people find it."""
        return addresses.url_of(key)


CONNECTOR: Connector = TelegramConnector()
