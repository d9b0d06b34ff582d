"""Which alarms a look at a page raises and ends. Plain decisions: no Django, no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from otklik.networks.connector import Badge
from otklik.pages.checks.seen import Seen
from otklik.shared.words import marked as _


class AlarmKind(StrEnum):
    """What may happen to a page, the worst first."""

    DANGER = "danger"
    """A comment speaks of a threat, hatred or a danger: the room of moderation rings, no look at the page."""
    DELETED = "deleted"
    BLOCKED = "blocked"
    RENAMED = "renamed"
    TOKEN_DEAD = "token_dead"  # noqa: S105 - a kind of alarm
    """A token was revoked, or our bot put out: we neither hear nor can answer."""
    BADGE_LOST = "badge_lost"
    COMMENTS_CLOSED = "comments_closed"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Advice:
    """What an alarm says to people; `what` may name what `Sign.told` holds. Marked for translation."""

    title: str
    what: str
    mend: str


ADVICE = {
    AlarmKind.DANGER: Advice(
        _("Dangerous words"),
        _("Somebody wrote of a threat, of hatred or of a danger to people. Nothing was hidden by itself."),
        _(
            "Open «Moderation» and read it at once. Where somebody is in danger, call 112 first; hide and answer "
            "afterwards."
        ),
    ),
    AlarmKind.DELETED: Advice(
        _("Page deleted"),
        _("The network says that the page was deleted."),
        _(
            "Ask the page's administrators at once: for some days an owner can restore it. If it is gone for good, "
            "make a new page, prove it, and strike this one from the register."
        ),
    ),
    AlarmKind.BLOCKED: Advice(
        _("Page blocked"),
        _("The network has blocked the page."),
        _(
            "Write to the network's support from an administrator's account, with the order that makes the page "
            "an official one."
        ),
    ),
    AlarmKind.RENAMED: Advice(
        _("Page renamed"),
        _("Was: %(before)s. Now: %(now)s."),
        _(
            "Ask the officer whether this was meant. If not, the page may be in strangers' hands: change the "
            "administrators' passwords. If it was, confirm it here; new links and QR codes are needed."
        ),
    ),
    AlarmKind.TOKEN_DEAD: Advice(
        _("Access lost"),
        _("%(reason)s Until this is mended comments may not arrive and answers cannot be sent."),
        _("Enter a new token in the page's connection, or give the bot its place again."),
    ),
    AlarmKind.BADGE_LOST: Advice(
        _("Badge lost"),
        _("The page had the mark of a government organization and has it no longer."),
        _(
            "Look whether the page's administrator still administers the organization on Gosuslugi; then link the page "
            "there anew: the badge comes back in a few days."
        ),
    ),
    AlarmKind.COMMENTS_CLOSED: Advice(
        _("Comments closed"),
        _("Residents can no longer comment."),
        _("Open comments in the page's settings. An official page may hide single comments, not silence everybody."),
    ),
    AlarmKind.SILENT: Advice(
        _("Silent"),
        _("The last post is of %(since)s."),
        _("Publish what residents should know; if the page is no longer kept, strike it from the register."),
    ),
}
NEVER_POSTED = _("Nothing was ever posted here.")


@dataclass(frozen=True, slots=True)
class Access:
    """Whether our tokens lead to the page. Neither lost nor proved: nobody could tell."""

    lost: str = ""
    next_step: str = ""
    is_proved: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """What a look says of one alarm: it holds, or it is over."""

    is_on: bool
    told: Mapping[str, str] = field(default_factory=dict)


_ON, _OVER = Sign(is_on=True), Sign(is_on=False)
Ringing = Mapping[AlarmKind, Mapping[str, str]]
"""The alarms that last, with what they told."""


def alarms_of(
    before: Seen | None, now: Seen, *, access: Access, ringing: Ringing, silent_after: timedelta
) -> dict[AlarmKind, Sign]:
    """The signs of all alarms that this look says something about; what it could not see stays as it is.

    `before` is what was last known of each fact; None at the first look, which tells no change.
    """
    told = {
        AlarmKind.DELETED: _when(now.is_there is False, over=now.is_there is True),
        AlarmKind.BLOCKED: _when(now.is_blocked is True, over=now.is_blocked is False),
        AlarmKind.TOKEN_DEAD: _token_sign(access),
    }
    if now.is_there is not False and not now.is_blocked:
        told |= {
            AlarmKind.RENAMED: _rename_sign(before, now, ringing),
            AlarmKind.BADGE_LOST: _badge_sign(before, now),
            AlarmKind.COMMENTS_CLOSED: _when(
                now.are_comments_open is False and before is not None and before.are_comments_open is True,
                over=now.are_comments_open is True,
            ),
            AlarmKind.SILENT: _silence_sign(now, silent_after=silent_after),
        }
    return {kind: sign for kind, sign in told.items() if sign is not None}


def _when(is_on: bool, *, over: bool) -> Sign | None:  # noqa: FBT001 - reads as the question that it answers
    return _ON if is_on else _OVER if over else None


def _token_sign(access: Access) -> Sign | None:
    if access.lost:
        return Sign(is_on=True, told={"reason": access.lost, "next_step": access.next_step})
    return _OVER if access.is_proved else None


def _rename_sign(before: Seen | None, now: Seen, ringing: Ringing) -> Sign | None:
    """A new name or address. It ends when the old one is back, or a person says that it was meant."""
    current = _called(now)
    if now.is_there is None or not now.name:
        return None
    if AlarmKind.RENAMED in ringing and ringing[AlarmKind.RENAMED].get("before") == current:
        return _OVER
    if before is None or not before.name:
        return None
    is_at_home = not before.url or _path(before.url) == _path(now.url)
    if before.name == now.name and is_at_home:
        return None
    former = ringing.get(AlarmKind.RENAMED, {}).get("before") or _called(before)
    return Sign(is_on=True, told={"before": former, "now": current})


def _called(seen: Seen) -> str:
    return ", ".join(filter(None, (seen.name, seen.url)))


def _path(url: str) -> str:
    """The address without the network's host, which changes by itself."""
    return urlsplit(url).path.strip("/").lower()


def _badge_sign(before: Seen | None, now: Seen) -> Sign | None:
    had_it = before is not None and before.badge is Badge.CONFIRMED
    return _when(now.badge is Badge.ABSENT and had_it, over=now.badge is Badge.CONFIRMED)


def _silence_sign(now: Seen, *, silent_after: timedelta) -> Sign | None:
    if now.last_post_at is None:
        return Sign(is_on=True, told={"since": ""}) if now.posts_in_7_days == 0 else None
    if now.at - now.last_post_at >= silent_after:
        return Sign(is_on=True, told={"since": now.last_post_at.isoformat()})
    return _OVER
