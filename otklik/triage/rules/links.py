"""Finds links that lead out of the network, except to authorities and their services."""

from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places
from otklik.triage.findings import LINKS, Finding

RULE: Final = "links"

_ENDS: Final = "ru|com|net|org|info|рф|su|me|cc|xyz|top|site|online|shop|club|pro|io|biz|ly|link"
_LINK = compile_late(
    r"(?:https?://|www\.)[^\s<>\"»)]+"
    rf"|(?<![\w@./-])(?:[a-zа-я0-9-]+\.)+(?:{_ENDS})"
    r"(?![\w@.-]*@)(?:/[^\s<>\"»)]*)?(?![а-яa-z0-9])"
    r"|(?<![\w@./-])[a-zа-я0-9-]{3,} (?:точка|тчк|dot) (?:ру|ru|ком|com|рф|орг|org)(?![а-яa-z0-9])"
)
_SIGN_OF_LINK = compile_late(rf"http|www|\.(?:{_ENDS})|точка|тчк|dot")
"""One of these is in every link; they begin with few letters, so that it is found quickly."""
_TOLD_POINT = compile_late(r" (?:точка|тчк|dot) ")
_OURS = compile_late(
    r"(?:^|//|\.)(?:gov\.ru|gosuslugi\.ru|mos\.ru|government\.ru|kremlin\.ru|госуслуги\.(?:рф|ru)"
    r"|xn--[a-z0-9-]+\.xn--p1ai|"
    r"vk\.(?:com|ru|cc/gos)|m\.vk\.com|ok\.ru|max\.ru|dzen\.ru|pfr\.ru|sfr\.gov\.ru|nalog\.ru|cbr\.ru"
    r"|consultant\.ru|garant\.ru|"
    r"yandex\.ru/maps|2gis\.ru|[a-zа-я0-9-]+\.gov\.ru|pos\.gosuslugi\.ru)(?:[/:?#]|$)"
)
_RISKY = compile_late(
    r"t\.me/|telegram\.me|wa\.me|bit\.ly|clck\.ru|goo\.gl|vk\.cc|tinyurl|\.(?:xyz|top|cc|club|shop|online|site)\b"
)


def find(text: str) -> Finding | None:
    """A link out of the network; short links and invitations into chats more certainly than others."""
    folded = fold_with_places(text)
    if not _SIGN_OF_LINK.search(folded.text):
        return None
    for match in _LINK.finditer(folded.text):
        address = match.group().rstrip(".,!?;:")
        if _OURS.search(_TOLD_POINT.sub(".", address).replace(".ру", ".ru")):
            continue
        start, end = folded.span(match.start(), match.start() + len(address))
        certainty = 0.85 if _RISKY.search(address) else 0.6
        return Finding(rule=RULE, ground=LINKS, start=start, end=end, certainty=certainty)
    return None
