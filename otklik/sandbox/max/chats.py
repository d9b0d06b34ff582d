"""MAX's methods about the bot, its channel, the members, and the webhooks."""

from otklik.sandbox.max.access import find_chat
from otklik.sandbox.max.call import DONE, Call
from otklik.sandbox.max.gate import check_right
from otklik.sandbox.max.objects import (
    Json,
    show_administrator,
    show_bot,
    show_channel,
    show_member,
    show_membership,
    show_talk,
)
from otklik.sandbox.max.refusals import MaxError, wrong
from otklik.sandbox.max.state import Talk
from otklik.sandbox.max.subscribing import check_subscription
from otklik.sandbox.max.tables import UPDATE_TYPES


def get_my_info(call: Call) -> Json:
    return show_bot(call.page) | {"description": call.page.description or None, "commands": None}


def get_chat(call: Call) -> Json:
    chat = find_chat(call.max.world, call.page, call.values["chatId"])
    if isinstance(chat, Talk):
        return show_talk(call.max.world, chat)
    posts = call.max.world.posts.get(chat.chat_id, [])
    return show_channel(chat, posts=sum(not post.is_deleted for post in posts))


def get_membership(call: Call) -> Json:
    _check_channel(call)
    return show_membership(call.page)


def get_admins(call: Call) -> Json:
    _check_channel(call)
    people = [show_administrator(number) for number in range(1, call.page.administrators + 1)]
    return {"members": [*people, show_membership(call.page)]}


def get_members(call: Call) -> Json:
    """Everybody who ever wrote and is not banned counts as a subscriber."""
    _check_channel(call)
    world, asked = call.max.world, call.values
    users = [user for user in world.users.values() if not world.is_banned(call.page, user.user_id)]
    if "user_ids" in asked:
        return {"members": [show_member(user) for user in users if str(user.user_id) in asked["user_ids"]]}
    start = max(asked.get("marker", 0), 0)
    following = start + asked["count"]
    told: Json = {"members": [show_member(user) for user in users[start:following]]}
    return told | ({"marker": following} if following < len(users) else {})


def remove_member(call: Call) -> Json:
    _check_channel(call, "add_remove_members")
    user_id = call.values["user_id"]
    if user_id not in call.max.world.users:
        raise MaxError(404, "user.not.found", "User not found")
    if call.values.get("block"):
        call.max.acts.ban(call.page, user_id)
    return DONE


def _check_channel(call: Call, *rights: str) -> None:
    if isinstance(find_chat(call.max.world, call.page, call.values["chatId"]), Talk):
        raise wrong("Method is not available for dialogs")
    check_right(call.page, *rights)


def get_subscriptions(call: Call) -> Json:
    subscriptions = call.page.subscriptions
    shown = [
        {"url": one.url, "time": one.time, "update_types": one.update_types or list(UPDATE_TYPES)}
        for one in subscriptions
    ]
    return {"subscriptions": shown}


def subscribe(call: Call) -> Json:
    asked = call.values
    url, secret, types = asked["url"], asked.get("secret", ""), asked.get("update_types", [])
    check_subscription(url, secret, types)
    call.max.subscribe(call.page, url=url, secret=secret, update_types=types)
    return DONE


def unsubscribe(call: Call) -> Json:
    if not call.max.unsubscribe(call.page, call.values["url"]):
        return {"success": False, "message": "Subscription not found"}
    return DONE
