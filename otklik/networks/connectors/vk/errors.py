"""VK's error codes in our four words. A test holds the list against VK's own (schema of API 5.199)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.networks.errors import AccessLost, ConnectorError, Refused, TooLong, TryLater
from otklik.shared.words import marked as _


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some codes mean. With `wait` or `may_have_happened` it is a matter of time, else it is final."""

    codes: frozenset[int]
    reason: str
    next_step: str = ""
    wait: timedelta | None = None
    may_have_happened: bool = False
    is_access_lost: bool = False
    is_too_long: bool = False

    @property
    def is_final(self) -> bool:
        return self.wait is None and not self.may_have_happened


ALREADY_THERE = 243
"""A comment that is to be restored was never deleted: what was wanted holds."""
NOT_FOUND = 104
WRONG_PARAMETER = 100
TOO_FAST = 6
NO_RIGHT = frozenset({"", "7", "15", "20", "27", "203", "212"})
"""Codes of a Refused that say: the token is missing, or has no right to this. Another way may still be open."""

_NEW_TOKEN = _("Enter a new token in the settings of the page's connection.")
_ADMIN_TOKEN = _("Enter a token of an administrator of the community in the settings of the page's connection.")
_BY_HAND = _("Do it by hand in VK, and note it in the case.")
_DEVELOPERS = _("Do it by hand in VK, and tell the developers of Otklik.")
_OTHER_WAY = _("Answer the resident in another way: in the comments, by e-mail or by letter.")
_SHORTEN = _("Shorten the text and send it again.")
_OPEN = _("Open comments in the community's settings, or answer in a private message.")

MEANINGS = (
    Meaning(frozenset({TOO_FAST}), _("Too many requests to VK in one second."), wait=timedelta(seconds=1)),
    Meaning(
        frozenset({9, 32, 223, 601, 944, 1105}),
        _("VK finds that we act too often and asks us to wait."),
        wait=timedelta(minutes=5),
    ),
    Meaning(frozenset({29, 103}), _("The day's limit of requests to VK is used up."), wait=timedelta(hours=1)),
    Meaning(frozenset({43}), _("VK has switched this section off for a while."), wait=timedelta(minutes=10)),
    Meaning(frozenset({1, 10, 36}), _("VK had an error of its own."), may_have_happened=True),
    Meaning(
        frozenset({4, 5, 16, 25, 28, 1114, 1116, 1117, 3609, 11500}),
        _("VK does not accept the token: it was revoked, has expired or is mistyped."),
        _NEW_TOKEN,
        is_access_lost=True,
    ),
    Meaning(
        frozenset({14, 17, 24, 41, 3300, 3301, 3302, 3303, 3304, 703, 704, 146}),
        _("VK wants to make sure that a person is behind the token."),
        _("Sign in to VK as the owner of the token, confirm what VK asks for, then try again."),
    ),
    Meaning(frozenset({27}), _("VK allows this only with a token of an administrator."), _ADMIN_TOKEN),
    Meaning(
        frozenset({42, 1118}), _("VK does not accept the token from this server's address."), _NEW_TOKEN
    ),
    Meaning(
        frozenset({7, 15, 20, 21, 30, 200, 201, 203, 204, 205, 210, 260, 500, 600, 925, 947, 141, 181, 182, 183, 221}),
        _("The token has no right to do this."),
        _("Give the token's owner the right in the community's settings, or enter another token."),
    ),
    Meaning(
        frozenset({211, 212, 213, 214, 225, 801, 1401}),
        _("Comments are closed here, or VK does not let the page comment."),
        _OPEN,
    ),
    Meaning(frozenset({222}), _("VK forbids links in this comment."), _("Remove the links and send it again.")),
    Meaning(frozenset({220, 219, 224}), _("VK's limit of posts and comments is reached."), _BY_HAND),
    Meaning(
        frozenset({901, 902, 932, 936, 939, 962, 985, 987, 988, 900, 943}),
        _("The resident does not receive messages from the page."),
        _OTHER_WAY,
    ),
    Meaning(
        frozenset({950}), _("VK no longer allows an answer in this talk: too much time has passed."), _OTHER_WAY
    ),
    Meaning(
        frozenset({917, 922, 927, 935, 945, 946, 1012, 912}),
        _("The page can no longer write in this talk."),
        _OTHER_WAY,
    ),
    Meaning(frozenset({910, 913, 914, 940}), _("The text is too long for VK."), _SHORTEN, is_too_long=True),
    Meaning(frozenset({18, 3610, 3611}), _("The resident's account is deleted or blocked."), _OTHER_WAY),
    Meaning(
        frozenset({37}), _("The resident is banned in the community."), _("Lift the ban, or answer in another way.")
    ),
    Meaning(
        frozenset({NOT_FOUND, 39, 40, 113, 125, 19, 177, 1403, 1436}),
        _("What this concerns is no longer in VK."),
        _("Look whether the message still stands in VK; close the case if it does not."),
    ),
    Meaning(frozenset({ALREADY_THERE}), _("The comment is not deleted."), _("Nothing needs to be done.")),
    Meaning(
        frozenset({2, 11, 23, 33, 34, 35, 38, 711, 9999, 3, 8, 12, 13, WRONG_PARAMETER, 101, 106}),
        _("VK does not understand the request, or no longer offers what it asks for."),
        _DEVELOPERS,
    ),
    Meaning(
        # Codes of methods that the connector never calls: photos, friends, sales, advertising and so on
        frozenset({
            22, 105, 114, 118, 119, 121, 122, 129, 140, 147, 150, 171, 173, 174, 175, 176, 180, 232, 242, 250, 251,
            252, 253, 300, 302, 602, 603, 629, 630, 631, 632, 633, 634, 635, 636, 700, 701, 702, 706, 714, 800, 907,
            908, 909, 911, 919, 920, 921, 924, 931, 942, 949, 969, 970, 990, 1009, 1010, 1011, 1150, 1151, 1152,
            1153, 1154, 1155, 1160, 1170, 1251, 1256, 1257, 1260, 1400, 1402, 1404, 1405, 1406, 1407, 1408, 1409,
            1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1421, 1423, 1424, 1425, 1426, 1427, 1429,
            1430, 1431, 1432, 1433, 1434, 1435, 1438, 1446, 1456, 1457, 1458, 1518, 1525, 1526, 1600, 1602, 1900,
            1901, 1902, 2000, 2100, 2101, 2102, 3102, 3305, 3800, 11003, 11004, 11005, 11006, 11101, 11102,
        }),
        _("VK refused the request."),
        _DEVELOPERS,
    ),
)  # fmt: skip
_UNKNOWN = Meaning(frozenset(), _("VK refused the request with an error that we do not know."), _DEVELOPERS)
_BY_CODE = {code: meaning for meaning in reversed(MEANINGS) for code in meaning.codes}


def known_codes() -> frozenset[int]:
    """Every code that has a meaning here."""
    return frozenset(_BY_CODE)


def decide_error(code: int, *, is_write: bool, now: datetime) -> ConnectorError:
    """Which of our errors a code of VK is. An unknown one is final: repeating what we do not understand is no help."""
    meaning = _BY_CODE.get(code, _UNKNOWN)
    if meaning.is_final:
        refused = AccessLost if meaning.is_access_lost else TooLong if meaning.is_too_long else Refused
        return refused(meaning.reason, code=str(code), next_step=meaning.next_step)
    until = now + meaning.wait if meaning.wait else None
    return TryLater(meaning.reason, code=str(code), until=until, is_uncertain=is_write and meaning.may_have_happened)
