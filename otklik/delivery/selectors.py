"""Reading the outbox."""

from collections.abc import Collection

from django.db.models import QuerySet

from otklik.delivery.models import SETTLED, OutboxAct, OutboxState
from otklik.networks.abilities import CountsText
from otklik.networks.connector import ActKind
from otklik.networks.registry import CONNECTORS, connector_for

SPOKEN = (ActKind.REPLY.value, ActKind.MESSAGE.value)
UNDER_WAY = (OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.UNKNOWN)


def list_networks() -> list[str]:
    """Every network that acts may be queued for, switched on or not."""
    return list(CONNECTORS)


def list_news(*, at_most: int) -> list[int]:
    """Ids of acts that were settled and that nobody has taken note of, in the order of their queueing."""
    return list(_news().order_by("id").values_list("id", flat=True)[:at_most])


def find_news(act_id: int) -> OutboxAct | None:
    """The settled act, locked; None when somebody has taken note of it meanwhile."""
    return _news().filter(id=act_id).select_for_update().first()


def _news() -> QuerySet[OutboxAct]:
    return OutboxAct.objects.filter(state__in=SETTLED, is_taken_note_of=False)


def is_receipt_of_another(act: OutboxAct, external_id: str) -> bool:
    """Whether what stands in the thread is an earlier act with the same words."""
    same = OutboxAct.objects.filter(page_id=act.page_id, receipt_id=external_id)
    return bool(external_id) and same.exclude(id=act.id).exists()


def text_limit(network: str) -> int:
    """The longest answer that the network takes, in its own characters."""
    return connector_for(network).text_limit


def text_length(network: str, text: str) -> int:
    """The length of an answer as the network counts it."""
    connector = connector_for(network)
    return connector.length_of(text) if isinstance(connector, CountsText) else len(text)


def find_own_act(*, page_id: int, external_id: str, thread_id: str, text: str) -> OutboxAct | None:
    """The act of ours that a message of the page is the echo of; None when a person typed it in the network.

    By the receipt where there is one. While the network's answer is still on its way (or was lost), by thread and text.
    """
    acts = OutboxAct.objects.filter(page_id=page_id)
    received = acts.filter(receipt_id=external_id).first()
    if received is not None:
        return received
    spoken = acts.filter(
        thread_id=thread_id, kind__in=[ActKind.REPLY.value, ActKind.MESSAGE.value], state__in=UNDER_WAY, attempts__gte=1
    )
    return next((act for act in spoken.order_by("id") if act.text.split() == text.split()), None)


def list_receipts(names: Collection[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Those of these messages (page id, external id) that are our own, with the threads that they were sent into."""
    found = OutboxAct.objects.filter(page_id__in={page for page, _ in names}, kind__in=SPOKEN).exclude(receipt_id="")
    sent = found.filter(receipt_id__in={name for _, name in names}).values_list("page_id", "receipt_id", "thread_id")
    return {(page, name): thread for page, name, thread in sent if (page, name) in names}
