"""What OK tells of people and groups."""

from typing import Any

from otklik.sandbox.ok.gate import read_fields
from otklik.sandbox.ok.methods.call import Call, method
from otklik.sandbox.ok.objects import show_group
from otklik.sandbox.ok.refusals import OkError
from otklik.sandbox.ok.state import Json, User
from otklik.sandbox.ok.tables import GROUP_FIELDS

MOST_IDS = 100
USER_FIELDS = ["uid", "name", "first_name", "last_name"]


@method("users.getInfo")
def get_users(call: Call) -> Any:
    """Unknown ids are left out."""
    fields = _user_fields(call)
    users = (call.ok.world.users.get(number) for number in _ids_of(call))
    return [_show_user(user, fields) for user in users if user is not None]


@method("users.getCurrentUser")
def get_current_user(call: Call) -> Any:
    return _show_user(call.ok.world.users[call.token.user_id], _user_fields(call))


def _user_fields(call: Call) -> list[str]:
    return read_fields(call.text("fields"), prefix="user", known=USER_FIELDS, type_name="UserBeanFields")


def _show_user(user: User, fields: list[str]) -> Json:
    shown: Json = {"uid": str(user.id), "name": user.name, "first_name": user.first_name, "last_name": user.last_name}
    return {name: value for name, value in shown.items() if name in fields}


@method("group.getInfo")
def get_groups(call: Call) -> Any:
    """`role` stands there for those who administer the group; deleted ones are left out like unknown ones."""
    fields = read_fields(call.text("fields"), prefix="group", known=GROUP_FIELDS, type_name="GroupBeanFields")
    groups = (call.ok.world.groups.get(number) for number in _ids_of(call))
    told = []
    for group in groups:
        if group is not None and not group.is_deleted:
            hidden = set() if group.admin_id == call.token.user_id else {"role"}
            told.append(
                {name: value for name, value in show_group(group).items() if name in fields and name not in hidden}
            )
    return told


def _ids_of(call: Call) -> list[int]:
    words = call.text("uids").split(",")
    if len(words) > MOST_IDS or not all(word.strip().isdecimal() for word in words):
        raise OkError(100, "uids")
    return [int(word) for word in words]
