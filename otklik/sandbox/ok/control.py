"""Scripting of OK: groups, keys and people, called by tests, benchmarks and the demonstration."""

import secrets
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.ok.network import Ok
from otklik.sandbox.ok.state import APPLICATION_KEY, RIGHTS, Application, Comment, Group, Token, Topic

Answer = dict[str, Any]
Act = Callable[[Ok, Body], Answer]
FIRST_GROUP_ID = 57_000_000_000_001
FLAGS = (
    "is_government", "are_messages_open", "are_comments_open", "has_avatar", "has_cover", "is_deleted", "is_blocked",
)  # fmt: skip


def access_group(ok: Ok, body: Body) -> Group:
    group = ok.world.groups.get(body.number("group_id"))
    if group is None:
        raise ControlError(404, "group_id: there is no such page")
    return group


def access_topic(ok: Ok, group: Group, body: Body) -> Topic:
    topic = ok.world.topics.get(body.number("topic_id"))
    if topic is None or topic.group_id != group.group_id or topic.is_deleted:
        raise ControlError(404, "topic_id: there is no such topic")
    return topic


def access_comment(ok: Ok, group: Group, body: Body) -> Comment:
    comment = ok.world.comments.get(body.text("comment_id"))
    if comment is None or comment.group_id != group.group_id:
        raise ControlError(404, "comment_id: there is no such comment")
    return comment


def show_page(ok: Ok, group: Group) -> Answer:
    shown = asdict(group)
    del shown["last_subscription_id"]
    application = ok.world.applications[APPLICATION_KEY]
    return shown | {
        "url": f"https://ok.ru/group/{group.group_id}",
        "application_key": application.key,
        "application_secret": application.secret,
    }


def list_pages(ok: Ok) -> Answer:
    return {"pages": [show_page(ok, group) for group in ok.world.groups.values()]}


def create_page(ok: Ok, body: Body) -> Answer:
    """A new group, or changes to a known one."""
    group_id = body.number("group_id", 0)
    group = ok.world.groups.get(group_id) or _new_group(ok, group_id, body.text("name"))
    for name in ("name", "shortname", "description"):
        setattr(group, name, body.text(name, getattr(group, name)))
    for name in ("members_count", "weekly_reach"):
        setattr(group, name, body.number(name, getattr(group, name)))
    for name in FLAGS:
        setattr(group, name, body.flag(name, default=getattr(group, name)))
    _set_tokens(ok, group, body)
    ok.world.save(group)
    if url := body.text("hook_url", ""):
        ok.subscribe(group, url)
    body.close()
    return show_page(ok, group)


def _new_group(ok: Ok, group_id: int, name: str) -> Group:
    if group_id < 0:
        raise ControlError(400, "group_id: must be above 0")
    group_id = group_id or max([FIRST_GROUP_ID - 1, *ok.world.groups]) + 1
    key = f"tkn{secrets.token_urlsafe(30)}:{secrets.token_hex(8).upper()}"
    group = Group(group_id, name, f"group{group_id}", key, f"-s-{secrets.token_urlsafe(30)}", admin_id=0)
    ok.world.groups[group_id] = group
    return group


def _set_tokens(ok: Ok, group: Group, body: Body) -> None:
    """A new key of the group ends the old one. The same administrator's token on many groups is one person."""
    old, group.group_key = group.group_key, body.text("group_key", group.group_key)
    if old != group.group_key and (gone := ok.world.tokens.get(old)):
        gone.is_revoked = True
        ok.world.save(gone)
    if group.group_key not in ok.world.tokens:
        ok.world.save(Token(group.group_key, "group", group_id=group.group_id))
    group.admin_token = body.text("admin_token", group.admin_token)
    known = ok.world.tokens.get(group.admin_token)
    group.admin_id = body.number("admin_id", known.user_id if known else group.admin_id)
    if group.admin_id not in ok.world.users:
        group.admin_id = ok.create_user(group.admin_id, name="Администратор Группы").id
    if known is None or known.user_id != group.admin_id:
        ok.world.save(Token(group.admin_token, "user", user_id=group.admin_id))


def connect(ok: Ok, body: Body) -> Answer:
    """Replaces all webhooks of the group."""
    group, url = access_group(ok, body), body.text("hook_url")
    for subscription in list(group.subscriptions):
        if subscription.url != url:
            ok.unsubscribe(group, subscription)
    ok.subscribe(group, url)
    return show_page(ok, group)


def revoke_token(ok: Ok, body: Body) -> Answer:
    return _set_revoked(ok, body, is_revoked=True)


def restore_token(ok: Ok, body: Body) -> Answer:
    return _set_revoked(ok, body, is_revoked=False)


def _set_revoked(ok: Ok, body: Body, *, is_revoked: bool) -> Answer:
    token = ok.world.tokens.get(body.text("token"))
    if token is None:
        raise ControlError(404, "token: there is no such token")
    token.is_revoked = is_revoked
    ok.world.save(token)
    return {}


def create_application(ok: Ok, body: Body) -> Answer:
    """An application of its own, or the rights of a known one."""
    key = body.text("key", APPLICATION_KEY)
    known = ok.world.applications.get(key)
    secret = body.text("secret", known.secret if known else secrets.token_hex(12).upper())
    rights = body.texts("rights", list(RIGHTS))
    if unknown := set(rights) - set(RIGHTS):
        raise ControlError(400, f"rights: there is no right {min(unknown)}")
    application = Application(key, secret, rights)
    ok.world.save(application)
    return asdict(application)


def create_user(ok: Ok, body: Body) -> Answer:
    name = f"{body.text('first_name', '')} {body.text('last_name', '')}"
    user = ok.world.users.get(body.number("id", 0)) or ok.create_user(body.number("id", 0), name=name)
    user.first_name = body.text("first_name", user.first_name)
    user.last_name = body.text("last_name", user.last_name)
    user.does_take_messages = body.flag("does_take_messages", default=user.does_take_messages)
    ok.world.save(user)
    return asdict(user)


def ban(ok: Ok, body: Body) -> Answer:
    """An administrator does it by hand: no application may."""
    group, user_id = access_group(ok, body), body.number("user_id")
    if user_id not in group.banned:
        group.banned.append(user_id)
    ok.world.save(group)
    return {}


def unban(ok: Ok, body: Body) -> Answer:
    group, user_id = access_group(ok, body), body.number("user_id")
    if user_id not in group.banned:
        raise ControlError(404, "user_id: is not banned")
    group.banned.remove(user_id)
    ok.world.save(group)
    return {}


PAGE_ACTS: dict[str, Act] = {
    "pages/create": create_page,
    "pages/connect": connect,
    "tokens/revoke": revoke_token,
    "tokens/restore": restore_token,
    "applications/create": create_application,
    "users/create": create_user,
    "bans/ban": ban,
    "bans/unban": unban,
}
