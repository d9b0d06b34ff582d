"""groups.*: the community itself, its banned people and its token."""

import time
from typing import Any

from otklik.sandbox.vk.methods.call import Call, access_page, check_lives, method, speaks_for
from otklik.sandbox.vk.objects import Json, show_group, show_user
from otklik.sandbox.vk.refusals import VkError
from otklik.sandbox.vk.state import Ban, Page
from otklik.sandbox.vk.tables import RIGHTS


@method("groups.getById")
def list_groups(call: Call) -> Json:
    """Communities by id or short name; with a community's token and no id, itself."""
    wanted = [*call.items("group_ids"), *([call.text("group_id")] if call.text("group_id") else [])]
    if not wanted and call.token.group_id:
        wanted = [str(call.token.group_id)]
    if not wanted:
        raise VkError(100, "group_ids is undefined")
    pages = [page for name in wanted if (page := _find_page(call, name)) is not None]
    if not pages:
        raise VkError(125)
    return {"groups": [_show(call, page) for page in pages], "profiles": []}


def _find_page(call: Call, name: str) -> Page | None:
    for prefix in ("club", "public"):
        name = name.removeprefix(prefix) if name.removeprefix(prefix).isdigit() else name
    if name.isdigit():
        return call.vk.world.pages.get(int(name))
    return next((page for page in call.vk.world.pages.values() if page.screen_name == name), None)


def _show(call: Call, page: Page) -> Json:
    shown = show_group(page, call.items("fields"))
    if call.token.kind == "user":
        is_admin = speaks_for(call.token, page)
        shown |= {"is_admin": int(is_admin), "is_member": int(is_admin), "is_advertiser": 0}
        shown |= {"admin_level": 3} if is_admin else {}
    return shown


@method("groups.getMembers")
def list_members(call: Call) -> Json:
    """Those who run the community, for them; subscribers have numbers and no names here."""
    group_id = call.text("group_id")
    page = call.vk.world.pages.get(int(group_id) if group_id.isdigit() else call.token.group_id)
    if page is None:
        raise VkError(125)
    if call.text("filter") != "managers":
        return {"count": page.members_count, "items": []}
    if not speaks_for(call.token, page):
        raise VkError(15, "you must be an administrator of the group")
    check_lives(page)
    roles = [{"id": user_id, "role": "administrator"} for user_id in page.admin_ids]
    return {"count": len(roles), "items": roles}


@method("groups.getTokenPermissions")
def get_token_permissions(call: Call) -> Json:
    rights = call.vk.world.pages[call.token.group_id].rights
    permissions = [{"name": name, "setting": bit} for name, bit in RIGHTS.items() if name in rights]
    return {
        "mask": sum(one["setting"] for one in permissions if isinstance(one["setting"], int)),
        "permissions": permissions,
    }


@method("groups.getSettings")
def get_settings(call: Call) -> Json:
    page = access_page(call, int(call.text("group_id")) if call.text("group_id").isdigit() else 0)
    return {
        "title": page.name,
        "description": page.description,
        "address": page.screen_name,
        "wall": 2 if page.are_comments_open else 0,
        "photos": 2,
        "video": 2,
        "audio": 0,
        "docs": 0,
        "topics": 0,
        "wiki": 0,
        "messages": int(page.are_messages_open),
        "obscene_filter": 0,
        "obscene_stopwords": 0,
        "toxic_filter": 0,
        "obscene_words": [],
        "access": 0,
        "age_limits": 1,
        "subject": 0,
        "website": "",
        "rss": "",
        "email": "",
        "phone": "",
    }


@method("groups.ban")
def ban(call: Call) -> int:
    """Nobody who runs the page can be banned from it."""
    page = access_page(call, call.whole("group_id"))
    user_id = call.whole("owner_id")
    if user_id in page.admin_ids or user_id == page.owner_id:
        raise VkError(15)
    if user_id not in call.vk.world.users and -user_id not in call.vk.world.pages:
        raise VkError(100, "owner_id is invalid")
    end_date = call.whole("end_date")
    if end_date and end_date < time.time():
        raise VkError(100, "end_date is invalid")
    call.vk.acts.ban(
        page,
        user_id,
        admin_id=call.token.user_id,
        end_date=end_date,
        reason=call.whole("reason"),
        comment=call.text("comment"),
        is_comment_visible=call.flag("comment_visible"),
    )
    return 1


@method("groups.unban")
def unban(call: Call) -> int:
    page = access_page(call, call.whole("group_id"))
    found = call.vk.world.bans.get((page.group_id, call.whole("owner_id")))
    if found is None:
        raise VkError(104)
    call.vk.acts.unban(page, found, admin_id=call.token.user_id)
    return 1


@method("groups.getBanned")
def list_banned(call: Call) -> Json:
    page = access_page(call, call.whole("group_id"))
    call.vk.end_bans()
    bans = [one for one in call.vk.world.bans.values() if one.group_id == page.group_id]
    owner_id = call.whole("owner_id")
    if owner_id:
        bans = [one for one in bans if one.user_id == owner_id]
        if not bans:
            raise VkError(104)
    start = call.whole("offset")
    shown = bans[start : start + call.whole("count", 20)]
    return {"count": len(bans), "items": [_show_ban(call, one) for one in shown]}


def _show_ban(call: Call, one: Ban) -> dict[str, Any]:
    info = {
        "admin_id": one.admin_id,
        "date": one.date,
        "reason": one.reason,
        "comment": one.comment,
        "comment_visible": one.is_comment_visible,
        "end_date": one.end_date,
    }
    if one.user_id < 0:
        return {"type": "group", "group": show_group(call.vk.world.pages[-one.user_id]), "ban_info": info}
    user = call.vk.world.users[one.user_id]
    return {"type": "profile", "profile": show_user(user, call.items("fields")), "ban_info": info}
