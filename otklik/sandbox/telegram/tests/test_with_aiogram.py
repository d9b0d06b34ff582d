"""An independent client of Telegram does the work that our connector does: what it understands is Telegram enough.

aiogram takes seconds to load: only the process that runs these tests does.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from otklik.sandbox.telegram.control_client import ChannelOfSandbox, PostOfSandbox, TelegramControl
from otklik.sandbox.telegram.tests.conftest import WAIT_SECONDS, Receiver
from otklik.sandbox.testing import RunningSandbox

if TYPE_CHECKING:
    from aiogram import Bot

pytestmark = pytest.mark.filterwarnings("default")

PICTURE = b"\xff\xd8\xff\xe0" + bytes(64)
type Work = Callable[[Bot], Awaitable[None]]
type Use = Callable[[Work], None]


@pytest.fixture
def use(sandbox: RunningSandbox, page: ChannelOfSandbox) -> Use:
    """Run some work with aiogram as the page's bot."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    def run(work: Work) -> None:
        async def connected() -> None:
            session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.telegram_api_url))
            async with Bot(page.token, session=session) as bot:
                await work(bot)

        asyncio.run(connected())

    return run


def test_it_hears_comments_and_private_messages_and_answers_them(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, use: Use
) -> None:
    from aiogram.types import ReplyParameters

    sandbox.control.settings(are_limits_on=False)
    comment = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма", author_name="Мария Петрова")
    message = control.write_message(page.channel_id, text="Вопрос", author_id=comment.author_id, attachments=["photo"])

    async def work(bot: "Bot") -> None:
        updates = await bot.get_updates(allowed_updates=["message", "edited_message"])
        told = [update.message for update in updates if update.message]
        assert [one.text or one.caption for one in told] == ["Новость", "Яма", "Вопрос"]
        assert told[0].is_automatic_forward
        assert told[0].sender_chat
        assert told[0].sender_chat.id == page.channel_id
        assert (told[1].message_thread_id, told[1].chat.type) == (post.copy_id, "supergroup")
        assert told[1].from_user
        assert told[1].from_user.full_name == "Мария Петрова"
        assert told[2].photo
        await bot.get_updates(offset=updates[-1].update_id + 1)
        answer = await bot.send_message(page.group_id, "Едем", reply_parameters=ReplyParameters(message_id=comment.id))
        assert answer.reply_to_message
        assert answer.reply_to_message.text == "Яма"
        private = await bot.send_message(
            comment.author_id, "Едем", reply_parameters=ReplyParameters(message_id=message.id)
        )
        edited = await bot.edit_message_text("Едем!", chat_id=comment.author_id, message_id=private.message_id)
        assert not isinstance(edited, bool)
        assert edited.edit_date

    use(work)
    (told,) = control.state(page.channel_id)["pages"]
    assert [one["text"] for one in told["posts"][0]["comments"]] == ["Яма", "Едем"]
    assert [one["text"] for one in told["conversations"][0]["messages"]] == ["Вопрос", "Едем!"]


def test_it_shows_photos_and_is_refused_what_is_none(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, use: Use
) -> None:
    from aiogram.exceptions import TelegramBadRequest
    from aiogram.types import BufferedInputFile, InputMediaPhoto, ReplyParameters

    sandbox.control.settings(are_limits_on=False)
    comment = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма")
    below = ReplyParameters(message_id=comment.id)
    photo = BufferedInputFile(PICTURE, "photo.jpg")

    async def work(bot: "Bot") -> None:
        sent = await bot.send_photo(page.group_id, photo, caption="Засыпали", reply_parameters=below)
        assert sent.photo
        assert sent.caption == "Засыпали"
        album = [InputMediaPhoto(media=photo), InputMediaPhoto(media=photo, caption="После")]
        shown = await bot.send_media_group(page.group_id, list(album), reply_parameters=below)
        assert [bool(one.photo) for one in shown] == [True, True]
        assert len({one.media_group_id for one in shown}) == 1
        assert shown[1].caption == "После"
        with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
            await bot.send_photo(page.group_id, BufferedInputFile(b"%PDF-1.7", "photo.jpg"))
        with pytest.raises(TelegramBadRequest, match="too few"):
            await bot.send_media_group(page.group_id, list(album[:1]))
        with pytest.raises(TelegramBadRequest, match="caption is too long"):
            await bot.send_photo(page.group_id, photo, caption="я" * 1025)
        with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
            await bot.send_photo(page.group_id, "AgACAgIAAxkBAAI")

    use(work)
    (told,) = control.state(page.channel_id)["pages"]
    assert len(told["posts"][0]["comments"]) == 4


def test_it_moderates_and_reads_the_channel(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, use: Use
) -> None:
    from aiogram.exceptions import TelegramBadRequest
    from aiogram.types import ChatMemberAdministrator

    comment = control.write_comment(page.channel_id, post_id=post.post_id, text="Спам")

    async def work(bot: "Bot") -> None:
        assert await bot.delete_message(page.group_id, comment.id)
        with pytest.raises(TelegramBadRequest, match="message to delete not found"):
            await bot.delete_message(page.group_id, comment.id)
        assert await bot.ban_chat_member(page.group_id, comment.author_id)
        member = await bot.get_chat_member(page.group_id, comment.author_id)
        assert member.status == "kicked"
        assert await bot.unban_chat_member(page.group_id, comment.author_id, only_if_banned=True)
        me = await bot.get_me()
        assert me.id == page.bot_id
        channel = await bot.get_chat(page.channel_id)
        assert (channel.title, channel.linked_chat_id) == (page.name, page.group_id)
        assert await bot.get_chat_member_count(page.channel_id) == 1520
        ours = await bot.get_chat_member(page.group_id, me.id)
        assert isinstance(ours, ChatMemberAdministrator)
        assert ours.can_delete_messages

    use(work)


def test_it_sets_a_webhook_and_reads_what_is_pushed(
    control: TelegramControl, page: ChannelOfSandbox, receiver: Receiver, use: Use
) -> None:
    from aiogram.exceptions import TelegramConflictError
    from aiogram.types import Update

    async def work(bot: "Bot") -> None:
        assert await bot.set_webhook(receiver.url, secret_token="secret-1", allowed_updates=["message"])
        info = await bot.get_webhook_info()
        assert (info.url, info.allowed_updates, info.max_connections) == (receiver.url, ["message"], 40)
        with pytest.raises(TelegramConflictError):
            await bot.get_updates()

    use(work)
    control.write_message(page.channel_id, text="Вопрос")
    body, secret = receiver.received.get(timeout=WAIT_SECONDS)
    update = Update.model_validate(body)
    assert update.message
    assert (update.message.text, secret) == ("Вопрос", "secret-1")

    async def take_away(bot: "Bot") -> None:
        assert await bot.delete_webhook()
        assert (await bot.get_webhook_info()).url == ""

    use(take_away)


def test_it_understands_how_telegram_refuses(
    control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, use: Use
) -> None:
    from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter

    stranger = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма").author_id
    talk = control.write_message(page.channel_id, text="Вопрос").author_id

    async def work(bot: "Bot") -> None:
        with pytest.raises(TelegramForbiddenError, match="can't initiate conversation"):
            await bot.send_message(stranger, "Здравствуйте")
        with pytest.raises(TelegramBadRequest, match="message is too long"):
            await bot.send_message(talk, "ж" * 4097)
        await bot.send_message(talk, "Раз")
        with pytest.raises(TelegramRetryAfter) as caught:
            await bot.send_message(talk, "Два")
        assert caught.value.retry_after >= 1

    use(work)
