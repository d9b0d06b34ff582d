"""What the author is told, in private: why it was hidden or who was banned, by which clause, and how to object."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from otklik.delivery.holding import hold_answer, let_go
from otklik.delivery.services import queue_answer
from otklik.delivery.taking_back import call_off
from otklik.intake.models import ResidentMessage
from otklik.intake.selectors import find_talk, target_of_message
from otklik.moderation.models import Decision, DecisionAct, DecisionState
from otklik.moderation.objections.objecting import WayToObject, open_way, page_of_objections
from otklik.moderation.rules.grounds import name_of
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

NEVER_WROTE = _("The author never wrote to the page privately, and networks let a page write only to those who did.")
NOT_DONE = _("It was not done, or nobody knows whether it was, so the author was told nothing.")


def tell_author(decision: Decision, *, until: datetime | None = None, now: datetime) -> None:
    """Have a private notice about a saved decision ready; where there is no way, the decision says why.

    It is held until the network has done it (`tell_as_it_ended`): an act of a paused page, or of a network that is
    away, may wait for weeks. `until`: the end of a ban; None for ever.
    """
    message = decision.message
    talk = _talk_with_author(message)
    if message is None or talk is None:
        decision.no_notice_because = NEVER_WROTE
    else:
        way = open_way(decision, now=decision.decided_at)
        text = notice_about(decision, message, way=way, until=until)
        try:
            decision.notice_act = hold_answer(target_of_message(talk), text=text, now=now)
            decision.notice_text = way.taken_out_of(text)
        except OtklikError as why:
            decision.no_notice_because = why.wrong[:300]
    decision.save(update_fields=["notice_text", "notice_act", "no_notice_because"])


def tell_as_it_ended(decision: Decision, *, now: datetime) -> None:
    """Let the notice go where the network has done what it tells of; else nobody is told. In a transaction."""
    if decision.notice_act_id is None or decision.is_told_in_network:
        return
    if decision.state == DecisionState.DONE:
        let_go(decision.notice_act_id, now=now)
    elif call_off(decision.notice_act_id, now=now):
        decision.notice_text, decision.notice_act, decision.no_notice_because = "", None, NOT_DONE
        decision.save(update_fields=["notice_text", "notice_act", "no_notice_because"])


def tell_after_all(decision: Decision, *, until: datetime | None = None, now: datetime) -> None:
    """The network had done it: who was told nothing, since nobody knew, is told now. In a transaction."""
    if decision.no_notice_because == NOT_DONE:
        decision.no_notice_because = ""
        tell_author(decision, until=until, now=now)
        tell_as_it_ended(decision, now=now)


def note_beside_ban(decision: Decision, *, at_most: int) -> tuple[str, str]:
    """A notice on one line, which the network shows the author, and the same as it is kept.

    It says why, and how to object; until when they are banned the network says itself. Both are empty where it would
    not be whole in so many characters.
    """
    if not at_most:
        return "", ""
    with translation.override(settings.LANGUAGE_CODE):
        way = open_way(decision, now=decision.decided_at)
        words = gettext(
            "%(ground)s, clause %(clause)s. If this is a mistake, object here: "
            "%(page)s (number %(number)s, code %(code)s)."
        ) % {
            "ground": gettext(name_of(decision.ground)),
            "clause": decision.clause,
            "page": page_of_objections(),
            "number": way.number,
            "code": way.code,
        }
    return (words, way.taken_out_of(words)) if len(words) <= at_most else ("", "")


def take_back_note(decision: Decision) -> None:
    """Where the network did not ban, nothing stands beside a ban, and the author was not told."""
    if decision.is_told_in_network:
        why = NEVER_WROTE if _talk_with_author(decision.message) is None else NOT_DONE
        decision.notice_text, decision.notice_act, decision.no_notice_because = "", None, why
        decision.save(update_fields=["notice_text", "notice_act", "no_notice_because"])


def notice_about(
    decision: Decision, message: ResidentMessage, *, way: WayToObject, until: datetime | None = None
) -> str:
    """The words of a notice, in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        parts = [_what_happened(decision, message, until=until)]
        if decision.act != DecisionAct.BAN:
            parts.append(gettext("What you ask is not lost: if there is something to answer, the answer comes here."))
        parts.append(_how_to_object(decision, way))
        return "\n\n".join(parts)


def _what_happened(decision: Decision, message: ResidentMessage, *, until: datetime | None) -> str:
    told = {
        "page": message.network_page.name,
        "ground": gettext(name_of(decision.ground)).lower(),
        "clause": decision.clause,
        "date": date_format(timezone.localtime(message.said_at), "j E Y"),
        "until": date_format(timezone.localtime(until), "j E Y H:i") if until else "",
    }
    if decision.act == DecisionAct.BAN:
        if until:
            words = gettext("You cannot write on the page «%(page)s» until %(until)s: %(ground)s, clause %(clause)s.")
        else:
            words = gettext("You cannot write on the page «%(page)s» any more: %(ground)s, clause %(clause)s.")
    else:
        words = gettext(
            "Your message of %(date)s on the page «%(page)s» was hidden: %(ground)s, clause %(clause)s of its rules."
        )
    return words % told


def _how_to_object(decision: Decision, way: WayToObject) -> str:
    """The public page for this decision; whoever is banned from the network's page needs no account there."""
    if decision.act == DecisionAct.BAN:
        words = gettext("If you think that this is a mistake, object here, another person will look at it: %(url)s")
    else:
        words = gettext("If you think that it was hidden by mistake, object here, another person will look: %(url)s")
    by_code = gettext("Or on the page %(page)s: number %(number)s, code %(code)s.")
    return f"{words}\n{by_code}" % {
        "url": way.url,
        "page": page_of_objections(),
        "number": way.number,
        "code": way.code,
    }


def tell_outcome(decision: Decision, words: str, *, now: datetime) -> bool:
    """Write to the author privately what came of an objection. Returns False where there is no way to."""
    talk = _talk_with_author(decision.message)
    if talk is None:
        return False
    try:
        with transaction.atomic():
            queue_answer(target_of_message(talk), text=words, now=now)
    except OtklikError:
        return False
    return True


def _talk_with_author(message: ResidentMessage | None) -> ResidentMessage | None:
    return find_talk(page_id=message.network_page_id, author_id=message.author_id) if message is not None else None
