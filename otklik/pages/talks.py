"""Where residents can write to a page privately and be answered there."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings

from otklik.networks.abilities import TalksByBot
from otklik.networks.registry import connector_for
from otklik.pages.models import Page


@dataclass(frozen=True, slots=True)
class TalkPage:
    """A page to which a code can be sent privately."""

    network: str
    name: str
    url: str
    """Where one writes to it; empty where that is done in a talk with its bot."""
    bot: str
    """The public name of that bot; empty where there is none."""
    link: str
    """Opens the talk and hands the code over by one press; empty where the code has to be sent by hand."""


def list_talk_pages(body_ids: Collection[int], *, code: str) -> list[TalkPage]:
    """The pages of these bodies that take a code, with links that carry this one."""
    pages = Page.objects.filter(
        owner__in=body_ids, is_active=True, takes_talks=True, network__in=list(settings.OTKLIK_NETWORKS)
    )
    shown = pages.order_by("owner", "network", "id").only("network", "name", "url", "bot_name")
    return [_talk_page(page, code) for page in shown]


def _talk_page(page: Page, code: str) -> TalkPage:
    connector = connector_for(page.network)
    if not isinstance(connector, TalksByBot):
        return TalkPage(page.network, page.name, page.url, bot="", link="")
    # a demo plays its networks: behind such an address are strangers
    link = "" if settings.OTKLIK_IS_DEMO else connector.link_to_bot(page.bot_name, code)
    return TalkPage(page.network, page.name, url="", bot=page.bot_name, link=link)
