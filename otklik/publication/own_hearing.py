"""Where in a network the holder of a private link can hear of the answer, and where they do."""

from dataclasses import dataclass

from otklik.appeals.models import Appeal
from otklik.intake.act_talks import JoinedTalk, find_joined
from otklik.intake.acts import OWN_PAGE, opened_acts
from otklik.intake.talk_codes import code_of
from otklik.pages.talks import TalkPage, list_talk_pages


@dataclass(frozen=True, slots=True)
class Hearing:
    """Either the talk in which the author is told, or the code and the pages that it can be sent to, if any."""

    talk: JoinedTalk | None
    code: str
    pages: tuple[TalkPage, ...]


def find_hearing(number: int, token: str) -> Hearing | None:
    """None where the link leads nowhere."""
    received_by = opened_acts(number, token).values_list("message__body_id", flat=True).first()
    if received_by is None:
        return None
    talk = find_joined(number)
    if talk is not None:
        return Hearing(talk, "", ())
    cases = Appeal.objects.filter(page=None, channel=OWN_PAGE, thread_id=str(number))
    code = code_of(number)
    pages = list_talk_pages({received_by, *cases.values_list("body_id", flat=True)}, code=code)
    return Hearing(None, code, tuple(pages))
