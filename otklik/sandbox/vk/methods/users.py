"""users.* and utils.*."""

import time
from typing import Any

from otklik.sandbox.vk.methods.call import Call, method
from otklik.sandbox.vk.objects import Json, show_user
from otklik.sandbox.vk.state import User


@method("users.get")
def list_users(call: Call) -> list[Json]:
    """People by id or short name; unknown ones are left out. Without ids the owner of the token."""
    wanted = call.items("user_ids")
    if not wanted:
        wanted = [str(call.token.user_id)] if call.token.user_id else []
    found = [_find_user(call, name) for name in wanted]
    return [show_user(user, call.items("fields")) for user in found if user is not None]


def _find_user(call: Call, name: str) -> User | None:
    number = name.removeprefix("id")
    if number.isdigit():
        return call.vk.world.users.get(int(number))
    return next((user for user in call.vk.world.users.values() if user.screen_name == name), None)


@method("utils.resolveScreenName")
def resolve_screen_name(call: Call) -> Any:
    """What stands behind a short name; an empty list when nothing does."""
    name = call.text("screen_name")
    for page in call.vk.world.pages.values():
        if name in (page.screen_name, f"club{page.group_id}", f"public{page.group_id}"):
            return {"type": "group", "object_id": page.group_id}
    user = _find_user(call, name)
    return {"type": "user", "object_id": user.id} if user else []


@method("utils.getServerTime")
def get_server_time(_: Call) -> int:
    return int(time.time())
