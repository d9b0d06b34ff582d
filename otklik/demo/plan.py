"""Which processes make up a demo, and what each is told."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from otklik.demo.addresses import EVERYWHERE, Addresses
from otklik.demo.folder import DemoFolder
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.processes import Plan
from otklik.sandbox.ok.state import APPLICATION_KEY, APPLICATION_SECRET
from otklik.sandbox.vk.mini_app import PROTECTED_KEY

PASSED_ON = ("OTKLIK_DEBUG", "OTKLIK_KILL_POINTS", "OTKLIK_LOG_LEVEL")
GROUND = Path(__file__).parent / "content" / "ground.geojson"
"""Water, woods and roads below the points of the demo's map."""
TOWNS_HOURS = "<+05>-5"
"""Yekaterinburg's, in the form that needs no zone files of the system."""
_OTKLIK = (sys.executable, "-m", "otklik.project.cli")


@dataclass(frozen=True, slots=True)
class Stream:
    """How residents write: how many times faster than by default, and from which file instead of ours."""

    speed: float = 1.0
    feed: Path | None = None


def environment(
    folder: DemoFolder, addresses: Addresses, *, database_url: str, owner_url: str = ""
) -> Mapping[str, str]:
    """What every child is told. Settings of a real installation never reach a demo."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name in PASSED_ON or not name.startswith(("OTKLIK_", "DATABASE_URL", "DJANGO_"))
    }
    hosts = "*" if addresses.host in EVERYWHERE else f"127.0.0.1,localhost,[::1],{addresses.host}"
    return inherited | {
        "DATABASE_URL": database_url,
        "OTKLIK_MIGRATE_DATABASE_URL": owner_url or database_url,
        "OTKLIK_ALLOWED_HOSTS": hosts,
        "OTKLIK_DATA_DIR": str(folder.path),
        "OTKLIK_EDGE_URL": addresses.edge,
        "OTKLIK_ENV_FILE": str(folder.path / "no-settings-file"),
        "OTKLIK_IS_DEMO": "yes",
        "OTKLIK_MAP_FILE": str(GROUND),
        "OTKLIK_REPORTS_BODY": "administration",
        "OTKLIK_MAIL_FOLDER": str(folder.letters),
        "OTKLIK_SITE_URL": addresses.site,
        "OTKLIK_TELEGRAM_ON": "yes",
        **{f"OTKLIK_{name.upper()}_API_URL": f"{addresses.sandbox}/{name}" for name in NETWORKS},
        "OTKLIK_OK_APPLICATION_KEY": APPLICATION_KEY,
        "OTKLIK_OK_APPLICATION_SECRET": APPLICATION_SECRET,
        "OTKLIK_VK_APPLICATION_SECRET": PROTECTED_KEY,
        "OTKLIK_VK_SITES_OF_FORMS": addresses.sandbox,
        "PYTHONUNBUFFERED": "1",
    }


def sandbox_plan(folder: DemoFolder, addresses: Addresses, told: Mapping[str, str]) -> Plan:
    """The networks, played; they show the hours of the town, as the desk does, wherever this machine stands."""
    place = ("--host", "127.0.0.1", "--port", str(addresses.sandbox_port), "--folder", str(folder.sandbox))
    return Plan("sandbox", (sys.executable, "-m", "otklik.sandbox", *place), {**told, "TZ": TOWNS_HOURS})


def pages_plan(addresses: Addresses, told: Mapping[str, str]) -> Plan:
    """The desk and the public pages."""
    return Plan("pages", (*_OTKLIK, "pages", "--host", addresses.host, "--port", str(addresses.port)), told)


def edge_plan(addresses: Addresses, told: Mapping[str, str]) -> Plan:
    """Webhooks in, live changes out."""
    return Plan("edge", (*_OTKLIK, "edge", "--host", addresses.host, "--port", str(addresses.port + 1)), told)


def worker_plan(told: Mapping[str, str]) -> Plan:
    """The steps of all rooms."""
    return Plan("worker", (*_OTKLIK, "work"), told)


def prepare_plan(addresses: Addresses, told: Mapping[str, str]) -> Plan:
    """Tables, the town and its past month."""
    command = (*_OTKLIK, "prepare_demo", "--sandbox", addresses.sandbox)
    return Plan("prepare", command, told, may_end=True)


def stream_plan(folder: DemoFolder, addresses: Addresses, told: Mapping[str, str], *, stream: Stream) -> Plan:
    """The residents. A feed tells its progress at the terminal."""
    command = ["--sandbox", addresses.sandbox, "--speed", str(stream.speed), "--folder", str(folder.path)]
    module = "otklik.demo.stream"
    if stream.feed is not None:
        module = "otklik.demo.feed"
        command += ["--file", str(stream.feed.absolute())]
    return Plan(
        "stream",
        (sys.executable, "-m", module, *command),
        told,
        is_watched=stream.feed is None,
        may_end=stream.feed is not None,
        stops_within_seconds=2.0,
    )
