"""What the author is told, in private: why it was hidden or who was banned, by which clause, and how to object."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from otklik.delivery.services import queue_answer
from otklik.intake.models import ResidentMessage
from otklik.intake.selectors import find_talk, target_of_message
from otklik.moderation.grounds import name_of
from otklik.moderation.models import Decision, DecisionAct
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

NEVER_WROTE = _("The author never wrote to the page privately, and networks let a page write only to those who did.")


def tell_author(decision: Decision, *, until: datetime | None = None, now: datetime) -> None:
    """Queue a private notice about a saved decision; where there is no way, the decision says why.

    `until`: the end of a ban; None for ever.
    """
    message = decision.message
    talk = _talk_with_author(message)
    if message is None or talk is None:
        decision.no_notice_because = NEVER_WROTE
    else:
        decision.notice_text = notice_about(decision, message, until=until)
        try:
            decision.notice_act = queue_answer(target_of_message(talk), text=decision.notice_text, now=now)
        except OtklikError as why:
            decision.notice_text, decision.no_notice_because = "", why.wrong[:300]
    decision.save(update_fields=["notice_text", "notice_act", "no_notice_because"])


def notice_about(decision: Decision, message: ResidentMessage, *, until: datetime | None = None) -> str:
    """The words of a notice, in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        parts = [_what_happened(decision, message, until=until)]
        if decision.act != DecisionAct.BAN:
            parts.append(gettext("What you ask is not lost: if there is something to answer, the answer comes here."))
        parts.append(_how_to_object(decision))
        return "\n\n".join(parts)


def _what_happened(decision: Decision, message: ResidentMessage, *, until: datetime | None) -> str:
    told = {
        "page": message.page.name,
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


def _how_to_object(decision: Decision) -> str:
    """For the lead: with the room's public page of objections, its address for this decision stands here."""
    if decision.act == DecisionAct.BAN:
        return gettext("If you think that this is a mistake, write here: another person will look at it.")
    return gettext("If you think that it was hidden by mistake, write here: another person will look at it.")


def _talk_with_author(message: ResidentMessage | None) -> ResidentMessage | None:
    return find_talk(page_id=message.page_id, author_id=message.author_id) if message is not None else None
