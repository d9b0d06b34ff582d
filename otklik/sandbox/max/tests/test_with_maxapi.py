"""An independent client of MAX does the work that our connector does: what it understands is MAX enough."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from maxapi import Bot
from maxapi.enums.message_link_type import MessageLinkType
from maxapi.enums.upload_type import UploadType
from maxapi.exceptions.max import InvalidToken, MaxApiError
from maxapi.methods.types.getted_updates import process_update_webhook
from maxapi.types.attachments.attachment import Attachment
from maxapi.types.attachments.upload import AttachmentPayload, AttachmentUpload
from maxapi.types.input_media import InputMedia, InputMediaBuffer
from maxapi.types.message import NewMessageLink

from otklik.sandbox.max.control_client import ChannelOfSandbox
from otklik.sandbox.max.tests.conftest import Listener
from otklik.sandbox.testing import RunningSandbox

pytestmark = pytest.mark.filterwarnings("default")
Sent = Attachment | InputMedia | InputMediaBuffer | AttachmentUpload
PICTURE = b"\xff\xd8\xff\xe0" + bytes(64)
Use = Callable[[Callable[[Bot], Awaitable[None]]], None]


@pytest.fixture
def use(sandbox: RunningSandbox, page: ChannelOfSandbox) -> Use:
    """Run some work with maxapi as the page's bot."""

    def run(work: Callable[[Bot], Awaitable[None]], token: str = page.bot_token) -> None:
        async def connected() -> None:
            bot = Bot(token)
            bot.set_api_url(sandbox.max_api_url)
            try:
                await work(bot)
            finally:
                await bot.close_session()

        asyncio.run(connected())

    return run


def test_it_answers_comments(sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, use: Use) -> None:
    asked = sandbox.control.max.write_comment(page.chat_id, post, text="Яма", author_name="Мария Петрова")

    async def work(bot: Bot) -> None:
        link = NewMessageLink(type=MessageLinkType.REPLY, mid=asked.mid)
        sent = await bot.send_comment(message_id=post, text="Едем", link=link)
        assert sent.message.link is not None
        assert sent.message.link.message.mid == asked.mid
        assert sent.message.recipient.post_id == post
        comments = await bot.get_comments(message_id=post)
        assert [one.body.text for one in comments.messages] == ["Едем", "Яма"]
        sender = comments.messages[1].sender
        assert sender is not None
        assert sender.full_name == "Мария Петрова"
        (named,) = (await bot.get_comments(message_id=post, comment_ids=[asked.mid])).messages
        assert named.body.mid == asked.mid
        own = sent.message.body.mid
        await bot.edit_comment(message_id=post, comment_id=own, text="Едем чинить")
        assert (await bot.get_comment(message_id=post, comment_id=own)).body.text == "Едем чинить"
        await bot.delete_comment(message_id=post, comment_id=asked.mid)
        with pytest.raises(MaxApiError) as gone:
            await bot.get_comment(message_id=post, comment_id=asked.mid)
        assert gone.value.code == 404

    use(work)


def test_it_sends_images(sandbox: RunningSandbox, page: ChannelOfSandbox, use: Use) -> None:
    asked = sandbox.control.max.write_message(page.chat_id, text="Яма", author_name="Мария Петрова")

    async def work(bot: Bot) -> None:
        image: list[Sent] = [InputMediaBuffer(PICTURE, "photo.jpg", UploadType.IMAGE)]
        await bot.send_message(chat_id=asked.chat_id, text="Засыпали", attachments=image)
        history = await bot.get_messages(chat_id=asked.chat_id)
        (body,) = [one.body for one in history.messages if one.body and one.body.text == "Засыпали"]
        assert [one.type for one in body.attachments or []] == ["image"]
        forged: list[Sent] = [AttachmentUpload(type=UploadType.IMAGE, payload=AttachmentPayload(token="forged"))]
        with pytest.raises(MaxApiError) as refused:
            await bot.send_message(chat_id=asked.chat_id, text="Ещё", attachments=forged)
        assert refused.value.code == 400

    use(work)


def test_it_talks_in_private(sandbox: RunningSandbox, page: ChannelOfSandbox, use: Use) -> None:
    asked = sandbox.control.max.write_message(
        page.chat_id, text="Нет света", author_name="Мария Петрова", attachments=["image", "location", "file"]
    )

    async def work(bot: Bot) -> None:
        link = NewMessageLink(type=MessageLinkType.REPLY, mid=asked.mid)
        sent = await bot.send_message(chat_id=asked.chat_id, text="Едем", link=link)
        assert sent is not None
        history: Any = await bot.get_messages(chat_id=asked.chat_id)
        assert [one.body.text for one in history.messages] == ["Едем", "Нет света"]
        assert [one.type for one in history.messages[1].body.attachments or []] == ["image", "location", "file"]
        await bot.send_message(user_id=asked.author_id, text="Починили")
        one: Any = await bot.get_message(message_id=asked.mid)
        assert one.body.text == "Нет света"
        assert one.sender.user_id == asked.author_id

    use(work)


def test_it_reads_and_moderates_the_channel(
    sandbox: RunningSandbox, page: ChannelOfSandbox, post: str, use: Use
) -> None:
    spam = sandbox.control.max.write_comment(page.chat_id, post, text="Спам", author_name="Пётр Лаптев")

    async def work(bot: Bot) -> None:
        me = await bot.get_me()
        assert (me.user_id, me.is_bot) == (page.bot_id, True)
        chat = await bot.get_chat_by_id(id=page.chat_id)
        assert (chat.title, chat.type) == ("Отрадное", "channel")
        membership = await bot.get_me_from_chat(chat_id=page.chat_id)
        assert membership.permissions is not None
        assert "read_all_messages" in membership.permissions
        posts: Any = await bot.get_messages(chat_id=page.chat_id)
        assert [one.body.mid for one in posts.messages] == [post]
        members = await bot.get_chat_members(chat_id=page.chat_id, user_ids=[spam.author_id])
        assert members.members[0].first_name == "Пётр"
        await bot.kick_chat_member(chat_id=page.chat_id, user_id=spam.author_id, block=True)

    use(work)
    assert sandbox.control.max.state(page.chat_id)["pages"][0]["banned"] == [spam.author_id]


def test_it_subscribes_and_understands_what_is_pushed(
    sandbox: RunningSandbox, page: ChannelOfSandbox, listener: Listener, use: Use
) -> None:
    async def work(bot: Bot) -> None:
        done = await bot.subscribe_webhook(url=listener.url, secret="a-secret")
        assert done.success
        listed = await bot.get_subscriptions()
        assert [one.url for one in listed.subscriptions] == [listener.url]
        asked = sandbox.control.max.write_message(page.chat_id, text="Нет света", author_name="Мария Петрова")
        update: Any = await process_update_webhook(event_json=listener.take("message_created"), bot=bot)
        assert update.message.body.mid == asked.mid
        assert (await bot.unsubscribe_webhook(url=listener.url)).success

    use(work)


def test_it_polls_while_nothing_is_subscribed(sandbox: RunningSandbox, page: ChannelOfSandbox, use: Use) -> None:
    for text in ("Раз", "Два", "Три"):
        sandbox.control.max.write_message(page.chat_id, text=text, author_id=5_000_777)

    async def work(bot: Bot) -> None:
        first = await bot.get_updates(timeout=0)
        assert [one["message"]["body"]["text"] for one in first["updates"]] == ["Три"]
        again = await bot.get_updates(timeout=0, marker=first["marker"] - 2)
        assert [one["message"]["body"]["text"] for one in again["updates"]] == ["Два", "Три"]

    use(work)


def test_it_is_told_of_a_wrong_token(sandbox: RunningSandbox, page: ChannelOfSandbox, use: Use) -> None:
    sandbox.control.max.revoke_token(page.bot_token)

    async def work(bot: Bot) -> None:
        with pytest.raises(InvalidToken):
            await bot.get_me()

    use(work)
