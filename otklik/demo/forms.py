"""The forms of pages: switched on for some, and installed as an application where a network opens such."""

from datetime import datetime
from typing import Final

from django.conf import settings

from otklik.demo.control import Control
from otklik.demo.networks.registry import NETWORKS
from otklik.organizations.sign_in import Person
from otklik.pages.models import Page, Widget
from otklik.pages.public_launches import sites_of_forms
from otklik.pages.widgets import keep_widget

_OWNERS: Final = ("administration", "school-8")


def install_forms(control: Control, *, now: datetime) -> None:
    """On each start: the demo may have come back at another address."""
    for page in Page.objects.filter(owner__slug__in=_OWNERS, is_active=True):
        if not sites_of_forms(page.network):
            continue
        if not Widget.objects.filter(page=page).exists():
            keep_widget(page, sites="", is_on=True, by=Person(0, "Администрация"), now=now)
        app = f"{settings.OTKLIK_SITE_URL}/in/{page.network}/"
        page_id = {NETWORKS[page.network].number_field: int(page.external_id)}
        control.post(f"{page.network}/pages/create", **page_id, name=page.name, app_url=app)
