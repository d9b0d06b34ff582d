"""VK behind the interface of all networks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from otklik.networks.abilities import Launch, Look, LookedUp
from otklik.networks.addresses import Address, Link
from otklik.networks.connector import Act, Connector, Fetched, PageAccess, PageFacts, Receipt, Reception, SendSafety
from otklik.networks.connectors.vk import (
    acts,
    addresses,
    facts,
    launch,
    looking,
    missed,
    moderated,
    parse,
    photos,
    reading,
    reception,
    rights,
)  # fmt: skip
from otklik.networks.connectors.vk.limits import LIMITS, WHERE_KEYS
from otklik.networks.connectors.vk.mark import MARK
from otklik.networks.errors import TryLater
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.networks.limits import Token
from otklik.networks.moderated import Moderated
from otklik.networks.rights import RightInWords, explain
from otklik.shared.words import marked as _


class VkConnector:
    """Stateless, but for connections and budgets of tokens that others share."""

    network = "vk"
    title = _("VKontakte")
    mark = MARK
    form_of_keys = r"(\bvk1\.a\.)[\w-]+"
    default_api_url = "https://api.vk.ru"
    is_on_by_default = True
    text_limit = acts.LONGEST_TEXT
    limits = LIMITS
    where_keys = WHERE_KEYS
    hosts = addresses.HOSTS
    send_safety = SendSafety.KEYED
    can_be_read_back = True
    most_looks = looking.MOST_IDS
    longest_note_of_ban = acts.LONGEST_NOTE_OF_BAN
    words_of_moderation = moderated.WORDS
    sites_of_forms = launch.SITES

    def most_photos(self, kind: MessageKind, tokens: frozenset[Token]) -> int:
        """A comment and a private message take photos beside the text."""
        return photos.most_photos(kind, tokens)

    def receive(self, body: bytes, headers: Mapping[str, str], *, access: PageAccess) -> Reception:
        """Prove that a webhook is authentic. VK puts its secret into the body, so headers tell nothing."""
        del headers
        return reception.receive(body, access=access)

    def parse(self, body: bytes, *, page_id: str) -> tuple[NetworkEvent, ...]:
        """A kept body as events."""
        return parse.parse(body, page_id=page_id)

    def read_moderation(self, body: bytes, *, page_id: str) -> tuple[Moderated, ...]:
        """Who deleted a comment or banned an author."""
        return moderated.read_moderation(body, page_id=page_id)

    def fetch_missed(self, access: PageAccess, *, since: datetime) -> Iterator[NetworkEvent]:
        """What stands on the wall and in private talks since then."""
        return missed.fetch_missed(access, since=since)

    def fetch_message(self, access: PageAccess, *, kind: MessageKind, external_id: str) -> Fetched:
        """One message as it stands now."""
        return reading.fetch_message(access, kind=kind, external_id=external_id)

    def act(self, access: PageAccess, act: Act) -> Receipt:
        """Perform one act; VK recognises a repetition by its key."""
        return acts.perform(access, act)

    def find_own_reply(self, access: PageAccess, act: Act) -> Receipt | None:
        """Look in the thread whether this reply already stands there."""
        return reading.find_own_reply(access, act)

    def fetch_names(self, access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
        """Names of people and communities."""
        return reading.fetch_names(access, external_ids=external_ids)

    def read_page(self, access: PageAccess) -> PageFacts:
        """The page's facts, and a test of its tokens."""
        return facts.read_page(access)

    def look_at(
        self, accesses: Sequence[PageAccess], *, readers: Sequence[PageAccess], now: datetime
    ) -> Sequence[Look | TryLater]:
        """What communities look like: their facts 500 at a time, walls and statistics 25 calls at a time."""
        return looking.look_at(accesses, readers=readers, now=now)

    def explain_rights(self, told: Sequence[str]) -> tuple[RightInWords, ...]:
        """What the rights that `read_page` told are good for."""
        return explain(rights.NEEDS, told)

    def look_up(self, access: PageAccess, *, key: str) -> LookedUp | None:
        """A community of whomever."""
        return facts.look_up(access, key=key)

    def read_address(self, link: Link) -> tuple[Address, ...]:
        """What an address names."""
        return addresses.read_address(link)

    def url_of(self, key: str) -> str:
        """Where people find it."""
        return addresses.url_of(key)

    def is_administrator(self, told: Sequence[str]) -> bool:
        """Settings of a community are shown to its administrators only; a community's token may be another's."""
        return rights.is_administrator(told)

    def fetch_posts(self, access: PageAccess, *, at_most: int) -> tuple[str, ...]:
        """The texts of the page's own newest posts."""
        return reading.fetch_posts(access, at_most=at_most)

    def read_launch(self, query: Sequence[tuple[str, str]], *, secret: str, now: datetime) -> Launch:
        """What VK tells when it opens our forms as a mini-app."""
        return launch.read_launch(query, secret=secret, now=now)


CONNECTOR: Connector = VkConnector()
