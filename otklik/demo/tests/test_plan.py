"""What the parts of a demo are told."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from otklik.demo.addresses import Addresses
from otklik.demo.folder import DemoFolder
from otklik.demo.plan import sandbox_plan


def test_the_networks_show_the_hours_of_the_desk(tmp_path: Path) -> None:
    told = sandbox_plan(DemoFolder(tmp_path), Addresses("127.0.0.1", 8000), {}).environment
    asked = "from datetime import datetime; print(datetime(2026, 11, 29).astimezone().utcoffset())"
    answer = subprocess.run([sys.executable, "-c", asked], env=dict(told), capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == str(datetime(2026, 11, 29, tzinfo=ZoneInfo(settings.TIME_ZONE)).utcoffset())
