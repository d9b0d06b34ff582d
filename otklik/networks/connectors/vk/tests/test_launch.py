"""VK opens our forms as a mini-app: what it signs, and what is no launch."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest

from otklik.networks.abilities import Launch
from otklik.networks.connectors.vk.launch import read_launch
from otklik.networks.errors import NotOurs

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
SECRET = "protected-key"
# Launches that VK's and others' pages show as examples, with their keys: old, so only the signature is looked at
EXAMPLES = {
    "wvl68m4dR1UpLrVRli": "vk_user_id=494075&vk_app_id=6736218&vk_is_app_user=1&vk_are_notifications_enabled=1"
    "&vk_language=ru&vk_access_token_settings=&vk_platform=android&sign=htQFduJpLxz7ribXRZpDFUH-XEUhC9rBPTJkjUFEkRA",
    "rkwdOT04kUh28RDEC9zr": "vk_access_token_settings=friends%2Cgroups&vk_app_id=6825462"
    "&vk_are_notifications_enabled=0&vk_is_app_user=1&vk_language=ru&vk_platform=desktop_web&vk_user_id=19039187"
    "&sign=vBBPIysvzccFUn_e55JCGxZBnmxpXeh92XpiAY9gcv8",
}


def launch(*, key: str = SECRET, at: datetime = NOW, **more: str) -> list[tuple[str, str]]:
    """As VK writes it, parameters in its order."""
    told = {"vk_user_id": "494075", "vk_app_id": "6736218", "vk_access_token_settings": "", "vk_language": "ru"}
    told |= {"vk_ts": str(int(at.timestamp())), "vk_ref": "other_ы &"} | more
    signed = urlencode(sorted(told.items())).encode()
    sign = base64.urlsafe_b64encode(hmac.new(key.encode(), signed, hashlib.sha256).digest()).decode().rstrip("=")
    return [*told.items(), ("sign", sign)]


def test_it_reads_the_page_and_the_language() -> None:
    assert read_launch(launch(vk_group_id="700001"), secret=SECRET, now=NOW) == Launch("700001", "ru")
    assert read_launch(launch(), secret=SECRET, now=NOW) == Launch("", "ru")


@pytest.mark.parametrize("key", EXAMPLES)
def test_it_knows_signatures_of_vk(key: str) -> None:
    told = parse_qsl(EXAMPLES[key], keep_blank_values=True)
    with pytest.raises(NotOurs, match="another moment"):  # signed, but without a time
        read_launch(told, secret=key, now=NOW)
    with pytest.raises(NotOurs, match="not signed"):
        read_launch(told, secret="another key", now=NOW)


def test_what_is_not_signed_may_come_along() -> None:
    told = [*launch(vk_group_id="700001"), ("utm_source", "post"), ("hash", "")]
    assert read_launch(told, secret=SECRET, now=NOW).page_id == "700001"


@pytest.mark.parametrize("name", ["vk_group_id", "vk_user_id", "vk_ts", "sign"])
def test_a_changed_a_missing_and_a_doubled_parameter_are_no_launch(name: str) -> None:
    told = launch(vk_group_id="700001")
    for forged in (
        [(one, "700002" if one == name else value) for one, value in told],
        [(one, value) for one, value in told if one != name],
        [*told, (name, dict(told)[name])],
    ):
        with pytest.raises(NotOurs, match="not signed"):
            read_launch(forged, secret=SECRET, now=NOW)


def test_an_added_one_is_none_either() -> None:
    with pytest.raises(NotOurs, match="not signed"):
        read_launch([*launch(), ("vk_group_id", "700001")], secret=SECRET, now=NOW)
    with pytest.raises(NotOurs, match="not signed"):
        read_launch([], secret=SECRET, now=NOW)


@pytest.mark.parametrize("hours", [-25, 1])
def test_a_launch_of_yesterday_or_of_the_future_opens_nothing(hours: int) -> None:
    with pytest.raises(NotOurs, match="another moment"):
        read_launch(launch(at=NOW + timedelta(hours=hours)), secret=SECRET, now=NOW)


@pytest.mark.parametrize("moment", ["", "soon", "-5", "9" * 18, "9" * 40])
def test_a_time_that_is_none_is_refused_in_words(moment: str) -> None:
    with pytest.raises(NotOurs):
        read_launch(launch(vk_ts=moment), secret=SECRET, now=NOW)


@pytest.mark.parametrize("group", ["0", "-5", "x", "9" * 40])
def test_a_page_that_is_no_number_is_none(group: str) -> None:
    assert read_launch(launch(vk_group_id=group), secret=SECRET, now=NOW).page_id == ""
