"""Bans from a discussion group: of people, and of channels that write there."""

from otklik.sandbox.telegram.methods.call import Call, find_group, method
from otklik.sandbox.telegram.refusals import bad
from otklik.sandbox.telegram.state import Page


def _restrictable_group(call: Call) -> Page:
    page = find_group(call)
    if "can_restrict_members" not in page.group_rights:
        raise bad("not enough rights to restrict/unrestrict chat member")
    return page


def _person(call: Call) -> int:
    user_id = call.whole("user_id")
    if user_id == call.bot.id:
        raise bad("can't restrict self")
    if user_id not in call.telegram.world.users:
        raise bad("PARTICIPANT_ID_INVALID")
    return user_id


@method("banChatMember")
def ban_chat_member(call: Call) -> bool:
    page = _restrictable_group(call)
    call.telegram.acts.ban(page, _person(call), until=call.whole("until_date"))
    return True


@method("unbanChatMember")
def unban_chat_member(call: Call) -> bool:
    """Says yes also where nobody was banned."""
    return _lift(call, _restrictable_group(call), _person(call))


@method("banChatSenderChat")
def ban_chat_sender_chat(call: Call) -> bool:
    page = _restrictable_group(call)
    call.telegram.acts.ban(page, _channel(call, page))
    return True


@method("unbanChatSenderChat")
def unban_chat_sender_chat(call: Call) -> bool:
    page = _restrictable_group(call)
    return _lift(call, page, _channel(call, page))


def _channel(call: Call, page: Page) -> int:
    channel_id = call.whole("sender_chat_id")
    wrote = (one.sender_chat for one in call.telegram.world.messages((0, page.group_id)).values())
    if channel_id in (page.channel_id, page.group_id) or channel_id not in wrote:
        raise bad("PARTICIPANT_ID_INVALID")
    return channel_id


def _lift(call: Call, page: Page, who: int) -> bool:
    if ban := call.telegram.world.bans.get((page.group_id, who)):
        call.telegram.world.remove_ban(ban)
    return True
