"""What OK tells of a group, and what our tokens allow there."""

from otklik.networks.abilities import LookedUp
from otklik.networks.calls import fetch_picture
from otklik.networks.connector import Badge, PageAccess, PageFacts
from otklik.networks.connectors.ok.api import graph_read, rest_read
from otklik.networks.connectors.ok.ids import SITE, find_account
from otklik.networks.connectors.ok.objects import find_flag
from otklik.networks.errors import Refused
from otklik.networks.objects import Json, as_object, as_objects, find_number, read_text, read_title
from otklik.shared.words import marked as _

FIELDS = (
    "uid,name,shortname,description,members_count,main_photo,pic_avatar,cover,messages_allowed,messaging_enabled,"
    "who_can_comment,gos_org,role,blocked"
)
_OF_STRANGERS = "uid,name,main_photo,pic_avatar"
_PICTURE_HOSTS = (".okcdn.ru", ".mycdn.me")
_NO_SUCH = frozenset({"100", "300"})
"""What url.getInfo says to an address that leads nowhere: https://apiok.ru/dev/methods/rest/url/url.getInfo"""
MESSAGES, COMMENTS = "messages", "comments"
_NOBODY = frozenset({"NOBODY", "NONE", "ADMIN", "ADMINS", "MODERATORS"})


def read_page(access: PageAccess) -> PageFacts:
    """The group's facts. Raises what OK says to a token that it does not accept."""
    rights = check_key(access)
    if not access.admin_token:
        return PageFacts(name=read_title(_asked_of_key(access).get("name")), url=_address({}, access), rights=rights)
    answer = rest_read(access, "group.getInfo", {"uids": access.external_id, "fields": FIELDS})
    group = next((one for one in as_objects(answer) if find_account(one.get("uid"))[1] == access.external_id), None)
    if group is None:
        raise Refused(_("OK knows no group with this id."), next_step=_("Correct the page's id in the register."))
    return facts_of(group, access, rights=rights)


def look_up(access: PageAccess, *, key: str) -> LookedUp | None:
    """A group of whomever, by its number or name."""
    number = key if key.isdecimal() else _number_of(access, key)
    told = rest_read(access, "group.getInfo", {"uids": number, "fields": _OF_STRANGERS}) if number else []
    group = next((one for one in as_objects(told) if find_account(one.get("uid"))[1] == number), None)
    if group is None:
        return None
    # without a photo of its own a group shows a picture that all such have
    address = read_title(group.get("pic_avatar"), at_most=1_000) if group.get("main_photo") else ""
    return LookedUp(read_title(group.get("name")), fetch_picture(access, address, hosts=_PICTURE_HOSTS))


def _number_of(access: PageAccess, name: str) -> str:
    """The number of the group with this name; empty where there is none, or a person has it."""
    try:
        told = as_object(rest_read(access, "url.getInfo", {"url": f"{SITE}/{name}"}))
    except Refused as why:
        if why.code not in _NO_SUCH:
            raise
        return ""
    return find_account(told.get("objectIdStr") or told.get("objectId"))[1] if told.get("type") == "GROUP" else ""


def facts_of(group: Json, access: PageAccess, *, rights: tuple[str, ...]) -> PageFacts:
    """What an answer of group.getInfo tells of one group."""
    return PageFacts(
        name=read_title(group.get("name")),
        url=_address(group, access),
        description=read_text(group["description"]) if "description" in group else None,
        members_count=find_number(group.get("members_count")),
        has_avatar=_has(group, "main_photo", "pic_avatar"),
        has_cover=_has(group, "cover"),
        are_messages_open=_first_flag(group, "messages_allowed", "messaging_enabled"),
        are_comments_open=_are_comments_open(group),
        badge=_badge(group),
        rights=(*rights, COMMENTS, *filter(None, (read_title(group.get("role"), at_most=60),))),
    )


def check_key(access: PageAccess) -> tuple[str, ...]:
    """The key of another group would answer in that group's name."""
    if not access.community_token:
        return ()
    told = find_account(_asked_of_key(access).get("group_id"))[1]
    if told and told != access.external_id:
        raise Refused(
            _("The key belongs to another group."), next_step=_("Enter the key of this group in the page's connection.")
        )
    return (MESSAGES,)


def _asked_of_key(access: PageAccess) -> Json:
    return as_object(graph_read(access, "me/info", {}))


def _address(group: Json, access: PageAccess) -> str:
    return f"{SITE}/{read_title(group.get('shortname'), at_most=100) or f'group/{access.external_id}'}"


def _has(group: Json, *names: str) -> bool | None:
    told = [group[name] for name in names if name in group]
    return any(bool(value) for value in told) if told else None


def _first_flag(group: Json, *names: str) -> bool | None:
    return next((flag for flag in (find_flag(group.get(name)) for name in names) if flag is not None), None)


def _are_comments_open(group: Json) -> bool | None:
    told = group.get("who_can_comment")
    return told.upper() not in _NOBODY if isinstance(told, str) and told else None


def _badge(group: Json) -> Badge:
    """`gos_org` is OK's mark of a government organization."""
    told = find_flag(group.get("gos_org"))
    return {True: Badge.CONFIRMED, False: Badge.ABSENT, None: Badge.UNKNOWN}[told]
