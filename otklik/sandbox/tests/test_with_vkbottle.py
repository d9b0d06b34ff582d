"""An independent client of VK does the work that our connector does: what it understands is VK enough.

vkbottle takes more than a second to load: only the process that runs these tests does.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from otklik.sandbox.control_client import PageOfSandbox
from otklik.sandbox.testing import RunningSandbox

if TYPE_CHECKING:
    from vkbottle import API

pytestmark = pytest.mark.filterwarnings("default")

type Work = Callable[[API], Awaitable[None]]
type Use = Callable[[str, Work], None]


@pytest.fixture
def use(sandbox: RunningSandbox) -> Use:
    """Run some work with vkbottle and this token."""
    from vkbottle import API

    def run(token: str, work: Work) -> None:
        async def connected() -> None:
            api = API(token)
            api.API_URL = f"{sandbox.vk_api_url}/method/"
            try:
                await work(api)
            finally:
                await api.http_client.close()

        asyncio.run(connected())

    return run


def test_it_replies_and_sends_with_a_communitys_token(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, use: Use
) -> None:
    from vkbottle import VKAPIError
    from vkbottle_types.objects import GroupsFields

    comment = sandbox.control.write_comment(page.group_id, post_id, text="Яма", author_name="Мария Петрова")
    message = sandbox.control.write_message(page.group_id, text="Вопрос", author_id=comment.author_id)

    async def work(api: "API") -> None:
        replied = await api.wall.create_comment(
            owner_id=-page.group_id, post_id=post_id, message="Едем", reply_to_comment=comment.id, guid="77"
        )
        assert replied.parents_stack == [comment.id]
        sent = await api.messages.send(peer_id=comment.author_id, message="Едем", random_id=5)
        assert sent == message.id + 1
        history = await api.messages.get_history(peer_id=comment.author_id, extended=True)
        assert [one.text for one in history.items] == ["Едем", "Вопрос"]
        talks = await api.messages.get_conversations(group_id=page.group_id)
        assert talks.items[0].conversation.peer.id == comment.author_id
        (author,) = await api.users.get(user_ids=[comment.author_id])
        assert (author.first_name, author.last_name) == ("Мария", "Петрова")
        told = await api.groups.get_by_id(
            group_id=page.group_id, fields=[GroupsFields.DESCRIPTION, GroupsFields.MEMBERS_COUNT]
        )
        assert told.groups[0].name == page.name
        rights = await api.groups.get_token_permissions()
        assert "wall" in {one.name for one in rights.permissions}
        with pytest.raises(VKAPIError[27]):
            await api.wall.delete_comment(owner_id=-page.group_id, comment_id=comment.id)

    use(page.community_token, work)


def test_it_hides_restores_and_bans_with_an_administrators_token(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, use: Use
) -> None:
    from vkbottle import VKAPIError

    comment = sandbox.control.write_comment(page.group_id, post_id, text="Спам")
    sandbox.control.settings(are_limits_on=False)

    async def work(api: "API") -> None:
        place = {"owner_id": -page.group_id, "comment_id": comment.id}
        await api.wall.delete_comment(**place)
        with pytest.raises(VKAPIError[104]):
            await api.wall.delete_comment(**place)
        await api.wall.restore_comment(**place)
        shown = await api.wall.get_comment(owner_id=-page.group_id, comment_id=comment.id)
        assert shown.items[0].text == "Спам"
        await api.groups.ban(group_id=page.group_id, owner_id=comment.author_id, reason=1, comment="Спам")
        banned = await api.groups.get_banned(group_id=page.group_id)
        assert banned.items[0].profile.id == comment.author_id
        await api.groups.unban(group_id=page.group_id, owner_id=comment.author_id)
        wall = await api.wall.get(owner_id=-page.group_id)
        assert [post.text for post in wall.items] == ["Новость"]
        comments = await api.wall.get_comments(owner_id=-page.group_id, post_id=post_id, thread_items_count=10)
        assert [one.id for one in comments.items] == [comment.id]

    use(page.admin_token, work)


def test_it_uploads_photos_for_a_comment_and_for_a_message(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, use: Use
) -> None:
    from vkbottle import PhotoMessageUploader, PhotoWallUploader, VKAPIError

    picture = b"\xff\xd8\xff\xe0 a photo"
    author_id = sandbox.control.write_message(page.group_id, text="Вопрос").author_id
    sandbox.control.settings(are_limits_on=False)

    async def on_wall(api: "API") -> None:
        name = await PhotoWallUploader(api).upload(picture, group_id=page.group_id)
        await api.wall.create_comment(owner_id=-page.group_id, post_id=post_id, message="Вот", attachments=[name])
        with pytest.raises(VKAPIError[121]):
            await PhotoWallUploader(api).upload(b"no picture", group_id=page.group_id)

    async def in_talk(api: "API") -> None:
        with pytest.raises(VKAPIError[27]):
            await PhotoWallUploader(api).upload(picture, group_id=page.group_id)
        name = await PhotoMessageUploader(api).upload(picture, peer_id=author_id)
        await api.messages.send(peer_id=author_id, message="Вот", random_id=5, attachment=name)
        history = await api.messages.get_history(peer_id=author_id)
        (shown,) = history.items[0].attachments or []
        assert shown.photo is not None
        assert name == f"photo{shown.photo.owner_id}_{shown.photo.id}_{shown.photo.access_key}"

    use(page.admin_token, on_wall)
    use(page.community_token, in_talk)
    (told,) = sandbox.control.state(page.group_id)["pages"]
    (comment,) = told["posts"][0]["comments"]
    assert comment["attachments"][0]["photo"]["owner_id"] == -page.group_id
