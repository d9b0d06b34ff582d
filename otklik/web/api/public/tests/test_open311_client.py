"""A client of others, georeport from PyPI, and the lines of the how-to, against us over real HTTP."""

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import requests
import xmltodict
from georeport import GeoReport
from pytest_django.live_server_helper import LiveServer

from otklik.intake.models import ResidentAct
from otklik.integrations.key_keeping import KeyWish, issue_key
from otklik.integrations.keys import KeyScope
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.publication.models import PublishedCase
from otklik.shared.clock import now
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from tests.people import enter_cast

HOW_TO = Path(__file__).resolve().parents[5] / "docs" / "how-to" / "open311.md"


@pytest.mark.django_db(transaction=True)
def test_a_client_of_others_reads_and_sends(live_server: LiveServer) -> None:
    cast = enter_cast()
    roads, _made = Topic.objects.get_or_create(code="roads", defaults={"level": "group", "name": "Дороги"})
    Topic.objects.get_or_create(code="roads-pits", defaults={"level": "topic", "parent": roads, "name": "Ямы"})
    for number, state in (("4821937405", "answered"), ("1821937406", "in_work")):
        PublishedCase.objects.create(
            number=number, text="Яма у садика", answer="Заделали", state=state, topic="Ямы", topic_code="roads-pits",
            group_code="roads", body_slug="administration", body_name="Администрация", wrote_on=now().date(),
        )  # fmt: skip
    root = requests.get(f"{live_server.url}/open311/discovery.json", timeout=60).json()["endpoints"][0]["url"]
    assert root.endswith("/open311/v2")
    for form in ("json", "xml"):
        client = GeoReport(f"{live_server.url}/open311/v2", jurisdiction="127.0.0.1", output_format=form)
        assert "roads-pits" in [one["service_code"] for one in client.get_service_list()]
        definition = client.get_service_definition("roads-pits")
        assert definition["service_code"] == "roads-pits"
        found = client.get_service_requests(status="open,closed", service_code="roads-pits")
        assert {one["service_request_id"]: one["status"] for one in found} == {
            "4821937405": "closed", "1821937406": "open",
        }  # fmt: skip
        one = client.get_service_request("4821937405")
        assert (one["description"], one["status_notes"]) == ("Яма у садика", "Заделали")
        with pytest.raises(requests.HTTPError, match="404"):
            client.get_service_request("999")
    wish = KeyWish(name="Мобильное", scopes=(KeyScope.OPEN311,), until_on=now().date() + timedelta(days=9))
    key = issue_key(wish, by=load_viewer(cast.staff[Role.CURATOR].id, on=now().date()), now=now())
    report = {"api_key": key, "service_code": "roads-pits", "description": "Яма", "address_string": "ул. Ленина"}
    address = f"{live_server.url}/open311/v2/requests.xml"
    with ThreadPoolExecutor(4) as hands:
        sent = list(hands.map(lambda _hand: requests.post(address, data=report, timeout=60), range(4)))
    (token,) = {xmltodict.parse(one.content)["service_requests"]["request"]["token"] for one in sent}
    told = requests.get(f"{live_server.url}/open311/v2/tokens/{token}.xml", params={"api_key": key}, timeout=60)
    number = xmltodict.parse(told.content)["service_requests"]["request"]["service_request_id"]
    assert number == str(ResidentAct.objects.get().number), "sent four times at once, kept once"
    seed_topics()
    _run_the_how_to(live_server.url, key=key)


def _run_the_how_to(address: str, *, key: str) -> None:
    """All its blocks, one after the other as they stand, in a shell that stops at the first call that fails."""
    blocks = re.findall(r"^```sh\n(.*?)^```", HOW_TO.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(blocks) > 2
    if shutil.which("curl") is None or shutil.which("bash") is None:
        return
    script = "\n".join(["set -euxo pipefail", 'curl() { command curl -s -f "$@"; }', *blocks])
    told = subprocess.run(
        ["bash", "-c", script], env={**os.environ, "SITE": address, "KEY": key},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert told.stdout.count("service_request_id") >= 4
