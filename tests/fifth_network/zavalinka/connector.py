"""Zavalinka behind the interface of all networks."""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from otklik.networks.connector import (
    Act,
    ActKind,
    Connector,
    Fetched,
    PageAccess,
    PageFacts,
    Receipt,
    Reception,
    ReceptionKind,
    SendSafety,
)
from otklik.networks.errors import NotOurs, Refused
from otklik.networks.events import MessageKind, NetworkEvent
from otklik.networks.limits import refuse_impossible
from otklik.networks.objects import as_objects, find_number, read_title
from otklik.shared.words import marked as _
from tests.fifth_network.zavalinka.calls import ask
from tests.fifth_network.zavalinka.limits import LIMITS
from tests.fifth_network.zavalinka.mark import MARK
from tests.fifth_network.zavalinka.parse import parse, read_said


class ZavalinkaConnector:
    """Stateless."""

    network = "zavalinka"
    title = _("Zavalinka")
    mark = MARK
    limits = LIMITS
    default_api_url = "https://api.zavalinka.example"
    is_on_by_default = False
    text_limit = 280
    send_safety = SendSafety.READ_BACK
    can_be_read_back = True

    def receive(self, body: bytes, headers: Mapping[str, str], *, access: PageAccess) -> Reception:
        """Prove that a webhook is authentic by the word in its header."""
        del body
        word = headers.get("zavalinka-word", "").encode()
        if not access.webhook_secret or not hmac.compare_digest(word, access.webhook_secret.encode()):
            raise NotOurs(_("the secret is wrong"))
        return Reception(ReceptionKind.KEEP)

    def parse(self, body: bytes, *, page_id: str) -> tuple[NetworkEvent, ...]:
        """A kept body as events."""
        return parse(body, page_id=page_id)

    def fetch_missed(self, access: PageAccess, *, since: datetime) -> Iterator[NetworkEvent]:
        """What was said in the yard since then. Whispers are shown to nobody again."""
        after = 0
        while said := as_objects(ask(access, f"{_yard(access)}/said?after={after}").get("said")):
            events = [read_said(thing) for thing in said]
            yield from (event for event in events if event.occurred_at is None or event.occurred_at >= since)
            after = find_number(said[-1].get("number")) or 2**62

    def fetch_message(self, access: PageAccess, *, kind: MessageKind, external_id: str) -> Fetched:
        """What was said, as it stands now."""
        _refuse_whispers(kind)
        told = ask(access, f"{_yard(access)}/said/{external_id.partition('/')[2]}")
        return Fetched(read_said(told)) if told else Fetched(None, is_deleted=True)

    def act(self, access: PageAccess, act: Act) -> Receipt:
        """Speak or whisper; everything else is the keeper's own work."""
        refuse_impossible(LIMITS, act, tokens=access.tokens, now=datetime.now(UTC))
        if act.kind is ActKind.MESSAGE:
            person = act.thread_id.removeprefix("~")
            told = ask(access, f"{_yard(access)}/whispers", told={"person": int(person), "text": act.text})
            return Receipt(f"{act.thread_id}/{told.get('number')}")
        topic, _slash, root = act.thread_id.partition("/")
        words = {"topic": int(topic), "to": int(root), "text": act.text}
        told = ask(access, f"{_yard(access)}/said", told=words)
        return Receipt(f"{topic}/{told.get('number')}", f"https://zavalinka.example/{topic}")

    def find_own_reply(self, access: PageAccess, act: Act) -> Receipt | None:
        """Look under the topic whether the keeper has said this already."""
        _refuse_whispers(act.message_kind)
        said = as_objects(ask(access, f"{_yard(access)}/said?after=0").get("said"))
        own = [event for event in map(read_said, said) if event.author is not None and event.author.is_page]
        found = [
            event
            for event in own
            if (event.thread_id, event.text) == (act.thread_id, act.text) and event.external_id not in act.others
        ]
        return Receipt(found[-1].external_id) if found else None

    def fetch_names(self, access: PageAccess, *, external_ids: Sequence[str]) -> Mapping[str, str]:
        """Every event tells the name."""
        del access, external_ids
        return {}

    def read_page(self, access: PageAccess) -> PageFacts:
        """The yard's facts, and a test of its key."""
        told = ask(access, _yard(access))
        return PageFacts(name=read_title(told.get("name")), members_count=find_number(told.get("people")))


CONNECTOR: Connector = ZavalinkaConnector()


def _yard(access: PageAccess) -> str:
    return f"yards/{quote(access.external_id)}"


def _refuse_whispers(kind: MessageKind) -> None:
    if kind is MessageKind.PRIVATE:
        raise Refused(
            _("Zavalinka shows no whisper again."), next_step=_("Ask the keeper of the yard what was whispered.")
        )
