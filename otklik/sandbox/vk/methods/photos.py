"""photos.*: uploading photos for comments and messages."""

from otklik.sandbox.vk.methods.call import Call, access_page, method, own_page
from otklik.sandbox.vk.objects import Json
from otklik.sandbox.vk.refusals import VkError


@method("photos.getWallUploadServer")
def open_for_wall(call: Call) -> Json:
    """Only by a person's token: VK refuses a community's with 27."""
    page = access_page(call, call.whole("group_id"))
    url = call.vk.uploads.open("wall", page.owner_id, base_url=call.base_url)
    return {"album_id": -14, "upload_url": url, "user_id": call.token.user_id, "group_id": page.group_id}


@method("photos.saveWallPhoto")
def save_for_wall(call: Call) -> list[Json]:
    access_page(call, call.whole("group_id"))
    return [_save(call, "wall")]


@method("photos.getMessagesUploadServer")
def open_for_message(call: Call) -> Json:
    """For a talk that a resident began."""
    page = own_page(call)
    peer_id = call.whole("peer_id")
    if peer_id and peer_id not in call.vk.world.talks.get(page.group_id, {}):
        raise VkError(901)
    url = call.vk.uploads.open("message", page.owner_id, base_url=call.base_url)
    return {"album_id": -64, "upload_url": url, "user_id": call.token.user_id, "group_id": page.group_id}


@method("photos.saveMessagesPhoto")
def save_for_message(call: Call) -> list[Json]:
    return [_save(call, "message")]


def _save(call: Call, kind: str) -> Json:
    return call.vk.uploads.save(
        kind, server=call.whole("server"), photo=call.text("photo"), hash_=call.text("hash")
    )  # fmt: skip
