"""getMe and getChat…: what a bot may know of itself, of chats and of people."""

from otklik.sandbox.telegram.methods.call import Call, Place, find_place, method
from otklik.sandbox.telegram.objects import show_bot, show_full_chat, show_full_person, show_user
from otklik.sandbox.telegram.refusals import TelegramError, bad
from otklik.sandbox.telegram.state import Json, User
from otklik.sandbox.telegram.tables import ADMIN_FLAGS, CHANNEL_RIGHTS


@method("getMe")
def get_me(call: Call) -> Json:
    flags = dict.fromkeys(
        ("can_read_all_group_messages", "supports_inline_queries", "can_connect_to_business", "has_main_web_app",
         "has_topics_enabled", "allows_users_to_create_topics", "can_manage_bots", "supports_join_request_queries"),
        False,
    )  # fmt: skip
    return show_bot(call.bot) | {"can_join_groups": True} | flags


@method("getChat")
def get_chat(call: Call) -> Json:
    place = find_place(call)
    if place.page is None:
        return show_full_person(call.telegram.world.users[place.chat[1]])
    if not place.rights:
        raise TelegramError(403, f"bot is not a member of the {_kind(place)} chat")
    return show_full_chat(call.telegram.world, place.page, is_group=place.is_group)


def _kind(place: Place) -> str:
    return "supergroup" if place.is_group else "channel"


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    place = find_place(call)
    return place.page.members_count if place.page else 2


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    place, user_id = find_place(call), call.whole("user_id")
    if place.page is None or not place.rights:
        raise TelegramError(403, f"bot is not a member of the {_kind(place)} chat")
    if user_id == call.bot.id:
        return _show_bot_as_member(call, place)
    user = call.telegram.world.users.get(user_id)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    ban = call.telegram.world.bans.get((place.page.group_id, user_id)) if place.is_group else None
    if ban is not None and call.telegram.is_banned(ban.group_id, user_id):
        return {"user": show_user(user), "status": "kicked", "until_date": ban.until}
    return {"user": show_user(user), "status": "left"}


def _show_bot_as_member(call: Call, place: Place) -> Json:
    flags = {flag: flag in place.rights or flag == "can_manage_chat" for flag in ADMIN_FLAGS}
    if not place.is_group:
        flags |= {right: right in place.rights for right in CHANNEL_RIGHTS}
    return {"user": show_bot(call.bot), "status": "administrator", **flags}


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    """People, the first of whom owns the chat; the bot itself where bots are asked for."""
    place = find_place(call)
    if place.page is None:
        raise bad("there are no administrators in the private chat")
    if not place.rights:
        raise TelegramError(403, f"bot is not a member of the {_kind(place)} chat")
    people = [_show_administrator(number) for number in range(1, place.page.administrators + 1)]
    return people + ([_show_bot_as_member(call, place)] if call.flag("return_bots") else [])


def _show_administrator(number: int) -> Json:
    person = show_user(User(900_000 + number, f"Администратор {number}"))
    if number == 1:
        return {"user": person, "status": "creator", "is_anonymous": False}
    flags = dict.fromkeys((*ADMIN_FLAGS, *CHANNEL_RIGHTS), True)
    return {"user": person, "status": "administrator", "can_be_edited": False, **flags, "is_anonymous": False}
