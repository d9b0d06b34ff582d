"""groups.*Callback* and groups.*LongPoll*: where the events of a community go."""

import secrets
from urllib.parse import urlsplit

from otklik.sandbox.vk.methods.call import Call, access_page, method
from otklik.sandbox.vk.objects import Json
from otklik.sandbox.vk.refusals import VkError
from otklik.sandbox.vk.state import Page, Server
from otklik.sandbox.vk.tables import API_VERSION, EVENT_TYPES, LONG_POLL_EVENT_TYPES

MOST_SERVERS = 10


@method("groups.getCallbackConfirmationCode")
def get_confirmation_code(call: Call) -> Json:
    return {"code": access_page(call, call.whole("group_id")).confirmation}


@method("groups.addCallbackServer")
def add_server(call: Call) -> Json:
    """A new server wants no events until groups.setCallbackSettings; VK shakes hands with it at once."""
    page = access_page(call, call.whole("group_id"))
    if len(page.servers) >= MOST_SERVERS:
        raise VkError(2000)
    page.last_server_id += 1
    server = Server(
        page.last_server_id,
        _read_url(call),
        call.text("title"),
        call.text("secret_key"),
        creator_id=call.token.user_id,
    )
    page.servers.append(server)
    call.vk.start_handshake(page, server)
    call.vk.world.save(page)
    return {"server_id": server.id}


@method("groups.editCallbackServer")
def edit_server(call: Call) -> int:
    """An edited server must prove itself again."""
    page = access_page(call, call.whole("group_id"))
    server = _find_server(page, call.whole("server_id"))
    server.url = _read_url(call)
    server.title = call.text("title")
    server.secret = call.text("secret_key")
    call.vk.start_handshake(page, server)
    call.vk.world.save(page)
    return 1


@method("groups.deleteCallbackServer")
def delete_server(call: Call) -> int:
    page = access_page(call, call.whole("group_id"))
    server = _find_server(page, call.whole("server_id"))
    page.servers.remove(server)
    call.vk.pushes.forget_server("vk", page.group_id, server.id)
    call.vk.world.save(page)
    return 1


@method("groups.getCallbackServers")
def list_servers(call: Call) -> Json:
    page = access_page(call, call.whole("group_id"))
    wanted = call.items("server_ids")
    shown = [_show(server) for server in page.servers if not wanted or server.id in wanted]
    return {"count": len(shown), "items": shown}


@method("groups.getCallbackSettings")
def get_callback_settings(call: Call) -> Json:
    page = access_page(call, call.whole("group_id"))
    server = _find_server(page, call.whole("server_id"))
    return {
        "api_version": server.api_version,
        "events": {name: int(name in server.events) for name in EVENT_TYPES},
    }


@method("groups.setCallbackSettings")
def set_callback_settings(call: Call) -> int:
    """Only the event types that are named change."""
    page = access_page(call, call.whole("group_id"))
    server = _find_server(page, call.whole("server_id"))
    server.events = [name for name in EVENT_TYPES if call.params.get(name, name in server.events)]
    server.api_version = call.text("api_version") or server.api_version
    call.vk.world.save(page)
    return 1


@method("groups.getLongPollServer")
def get_long_poll_server(call: Call) -> Json:
    page = access_page(call, call.whole("group_id"))
    if not page.is_long_poll_on:
        raise VkError(100, "longpoll for this group is not enabled")
    if not page.long_poll_key:
        page.long_poll_key = secrets.token_hex(20)
        call.vk.world.save(page)
    ts = call.vk.long_poll(page.group_id).last_ts
    server = f"{call.base_url}/vk/longpoll/{page.group_id}"
    return {"key": page.long_poll_key, "server": server, "ts": str(ts)}


@method("groups.getLongPollSettings")
def get_long_poll_settings(call: Call) -> Json:
    page = access_page(call, call.whole("group_id"))
    events = {name: int(name in page.long_poll_events) for name in LONG_POLL_EVENT_TYPES}
    return {"is_enabled": page.is_long_poll_on, "api_version": API_VERSION, "events": events}


@method("groups.setLongPollSettings")
def set_long_poll_settings(call: Call) -> int:
    page = access_page(call, call.whole("group_id"))
    if "enabled" in call.params:
        page.is_long_poll_on = call.flag("enabled")
    wanted = page.long_poll_events
    page.long_poll_events = [name for name in LONG_POLL_EVENT_TYPES if call.params.get(name, name in wanted)]
    call.vk.world.save(page)
    return 1


def _read_url(call: Call) -> str:
    url = call.text("url")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise VkError(100, "url is invalid")
    return url


def _find_server(page: Page, server_id: int) -> Server:
    if not server_id and page.servers:
        return page.servers[0]
    for server in page.servers:
        if server.id == server_id:
            return server
    raise VkError(104)


def _show(server: Server) -> Json:
    return {
        "id": server.id,
        "title": server.title,
        "creator_id": server.creator_id,
        "url": server.url,
        "secret_key": server.secret,
        "status": server.status,
    }
