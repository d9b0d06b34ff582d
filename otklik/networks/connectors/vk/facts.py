"""What VK tells of a page, and what our tokens allow there."""

from dataclasses import replace

from otklik.networks.abilities import LookedUp
from otklik.networks.calls import fetch_picture
from otklik.networks.connector import Badge, PageAccess, PageFacts
from otklik.networks.connectors.vk.api import admin_token, any_token, community_token, read
from otklik.networks.connectors.vk.ids import SITE
from otklik.networks.connectors.vk.moderated import filters_of
from otklik.networks.connectors.vk.objects import is_true
from otklik.networks.connectors.vk.reading import groups_of
from otklik.networks.errors import Refused
from otklik.networks.objects import Json, as_object, as_objects, find_number, read_text, read_title
from otklik.shared.words import marked as _

FIELDS = (
    "verified,description,cover,has_photo,members_count,wall,can_message,screen_name,"
    "is_government_organization,trust_mark"
)
"""The last two are seen in VK's own clients and not in its schema: asked for, never relied on."""
ADMINISTRATOR = "administrator"
_PICTURE_HOSTS = (".userapi.com", ".vkuserphoto.ru", ".vk.com", ".vk.ru")
_NO_SUCH_COMMUNITY = frozenset({"100", "125"})
_NO_RIGHT = frozenset({"7", "15", "203", "260"})


def read_page(access: PageAccess) -> PageFacts:
    """The page's facts. Raises what VK says to a token that it does not accept."""
    asked = {"group_id": access.external_id, "fields": FIELDS}
    group = next(iter(groups_of(read(access, any_token(access), "groups.getById", asked))), None)
    if group is None:
        raise Refused(_("VK knows no community with this id."), next_step=_("Correct the page's id in the register."))
    if state_of(group):
        raise Refused(
            _("The community was deleted, or VK blocked it."), next_step=_("Look at the page in VK with its owner.")
        )
    _check_whose(access)
    rights, settings = rights_of_community(access), _settings(access)
    told = facts_of(group, rights=rights + ((ADMINISTRATOR,) if settings is not None else ()))
    if settings is None:
        return told
    return replace(told, are_comments_open=_are_comments_open(settings), filters=filters_of(settings))


def facts_of(group: Json, *, rights: tuple[str, ...] = ()) -> PageFacts:
    """What an answer of groups.getById tells of one community."""
    return PageFacts(
        name=read_title(group.get("name")),
        url=_address_of(group),
        description=read_text(group["description"]) if "description" in group else None,
        members_count=find_number(group.get("members_count")),
        has_avatar=_told(group, "has_photo"),
        has_cover=_told(as_object(group.get("cover")), "enabled"),
        are_messages_open=_told(group, "can_message"),
        are_comments_open=_are_comments_open(group),
        badge=_badge(group),
        rights=rights,
    )


def state_of(group: Json) -> str:
    """`deleted` or `banned`; empty for a community that lives."""
    return read_title(group.get("deactivated"), at_most=20)


def _are_comments_open(told: Json) -> bool | None:
    wall = find_number(told.get("wall"))
    return None if wall is None else wall in (1, 2)


def look_up(access: PageAccess, *, key: str) -> LookedUp | None:
    """A community of whomever, by its number or name."""
    try:
        answer = read(access, any_token(access), "groups.getById", {"group_id": key, "fields": "has_photo"})
    except Refused as why:
        if why.code not in _NO_SUCH_COMMUNITY:
            raise
        return None
    group = next(iter(groups_of(answer)), None)
    if group is None:
        return None
    # without a photo of its own a community shows a picture that all such have
    has_own = is_true(group.get("has_photo"))
    address = read_title(group.get("photo_200"), at_most=1_000) if has_own else ""
    picture = fetch_picture(access, address, hosts=_PICTURE_HOSTS)
    return LookedUp(read_title(group.get("name")), picture)


def rights_of_community(access: PageAccess) -> tuple[str, ...]:
    """What the community's token was made for; asking proves that it lives."""
    if not access.community_token:
        return ()
    answer = as_object(read(access, community_token(access), "groups.getTokenPermissions", {}))
    return tuple(read_title(right.get("name")) for right in as_objects(answer.get("permissions")))


def _check_whose(access: PageAccess) -> None:
    """A token that names nobody shows its own community: that of another would answer in another's name."""
    if not access.community_token:
        return
    group = next(iter(groups_of(read(access, community_token(access), "groups.getById", {}))), {})
    told = find_number(group.get("id"))
    if told and str(told) != access.external_id:
        raise Refused(
            _("The token belongs to another community."),
            next_step=_("Enter the token of this community in the settings of the page's connection."),
        )


def _settings(access: PageAccess) -> Json | None:
    """Settings are shown to administrators only: having seen them proves the token's right."""
    if not access.admin_token:
        return None
    try:
        return as_object(read(access, admin_token(access), "groups.getSettings", {"group_id": access.external_id}))
    except Refused as why:
        if why.code not in _NO_RIGHT:
            raise
        return None


def _address_of(group: Json) -> str:
    return f"{SITE}/{read_title(group.get('screen_name')) or f'club{find_number(group.get("id"))}'}"


def _told(source: Json, name: str) -> bool | None:
    return is_true(source[name]) if name in source else None


def _badge(group: Json) -> Badge:
    """Confirmed by either mark. Without the government mark in the answer its absence is not proved."""
    marks = [_told(group, name) for name in ("verified", "is_government_organization")]
    if any(marks) or group.get("trust_mark"):
        return Badge.CONFIRMED
    return Badge.UNKNOWN if None in marks else Badge.ABSENT
