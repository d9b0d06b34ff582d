"""The channels as residents see them: read, comment, reply, edit, delete, talk to the bot in private."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.forms import Endpoint, chosen_resident, draw, read_form, remember_resident
from otklik.sandbox.telegram.network import Telegram
from otklik.sandbox.telegram.state import Message, Page, User
from otklik.sandbox.telegram.writing import WRITING_ACTS

COOKIE = "telegram_resident"
POSTS_SHOWN = 30
FORMS = {"comment": "comments/write", "edit": "comments/edit", "delete": "comments/delete", "message": "messages/write"}
"""Forms, and the acts of the control API behind them."""


@dataclass(frozen=True, slots=True)
class Words:
    """One message as it is drawn."""

    number: int
    author: str
    text: str
    written: str
    answered: str
    is_own: bool
    is_by_page: bool
    is_edited: bool
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostDrawn:
    words: Words
    comments: tuple[Words, ...]
    can_comment: bool


def telegram_resident_routes(telegram: Telegram) -> list[BaseRoute]:
    pages = ResidentPages(telegram)
    channel = "/telegram/c/{channel_id}"
    return [
        Route("/telegram/", pages.show_list),
        Route("/telegram/resident", pages.choose_resident, methods=["POST"]),
        Route(f"{channel}/", pages.show_channel),
        Route(f"{channel}/talk/", pages.show_talk),
        Route(f"{channel}/changes", pages.show_changes),
        *(Route(f"{channel}/{name}", pages.form(name), methods=["POST"]) for name in FORMS),
    ]


class ResidentPages:
    """Server-rendered; works without JavaScript, which only draws the page anew when something happened."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def show_list(self, request: Request) -> Response:
        pages = sorted(self.telegram.world.pages.values(), key=lambda page: page.name)
        return self._render(request, "telegram_list.html", pages=pages)

    async def show_channel(self, request: Request) -> Response:
        page = self._find_page(request)
        if page is None:
            return self._render(request, "telegram_list.html", status=404, pages=[])
        posts = [one for one in self.telegram.world.messages((0, page.channel_id)).values() if not one.is_deleted]
        me = self._resident_id(request)
        drawn = [self._draw_post(page, post, me) for post in reversed(posts[-POSTS_SHOWN:])]
        return self._render(request, "telegram_channel.html", page=page, posts=drawn)

    async def show_talk(self, request: Request) -> Response:
        page = self._find_page(request)
        if page is None:
            return self._render(request, "telegram_list.html", status=404, pages=[])
        me = self._resident_id(request)
        talk = self.telegram.world.messages((page.bot_id, me)).values()
        drawn = [self._draw(page, one, me) for one in talk if not one.is_deleted]
        return self._render(request, "telegram_talk.html", page=page, messages=drawn)

    async def show_changes(self, request: Request) -> Response:
        page = self._find_page(request)
        version = self.telegram.changes.get(page.channel_id, 0) if page else 0
        return JSONResponse({"version": version}, headers={"Cache-Control": "no-store"})

    async def choose_resident(self, request: Request) -> Response:
        """Become somebody: a known resident by name, or a new one."""
        name = " ".join((await read_form(request)).get("name", "").split())
        answer = RedirectResponse("/telegram/", 303)
        if name:
            remember_resident(answer, COOKIE, self._resident_named(name))
        else:
            answer.delete_cookie(COOKIE)
        self.telegram.pushes.flush()
        return answer

    def form(self, name: str) -> Endpoint:
        """Perform one act of the chosen resident and go back to where the form stood."""

        async def answer(request: Request) -> Response:
            fields, page = await read_form(request), self._find_page(request)
            me = self._resident_id(request)
            if not me:
                me = self._resident_named(" ".join(fields.get("name", "").split()) or "Житель Города")
            refused = ""
            try:
                self._perform(name, page, me=me, fields=fields)
            except ControlError:
                refused = "?refused=1"
            finally:
                self.telegram.pushes.flush()
            place = f"c/{page.channel_id}/{'talk/' if name == 'message' else ''}" if page else ""
            done = RedirectResponse(f"/telegram/{place}{refused}", 303)
            remember_resident(done, COOKIE, me)
            return done

        return answer

    def _perform(self, name: str, page: Page | None, *, me: int, fields: dict[str, str]) -> None:
        if page is None:
            raise ControlError(404, "there is no such channel")
        numbers = ("post_id", "reply_to", "message_id")
        told: dict[str, Any] = {one: int(fields[one]) for one in numbers if fields.get(one, "").isdecimal()}
        told |= {"channel_id": page.channel_id, "author_id": me, "text": fields.get("text", "").strip()}
        if not told["text"] and name != "delete":
            raise ControlError(400, "text: is missing")
        if name in ("edit", "delete"):
            written = self.telegram.world.find((0, page.group_id), told.get("message_id", 0))
            if written is None or written.author_id != me:
                raise ControlError(403, "the comment is somebody else's")
        WRITING_ACTS[FORMS[name]](self.telegram, Body(told))

    def _draw_post(self, page: Page, post: Message, me: int) -> PostDrawn:
        copy = self.telegram.acts.find_copy(page, post.message_id)
        in_group = self.telegram.world.messages((0, page.group_id)).values()
        comments = [one for one in in_group if copy and one.thread_id == copy.message_id and not one.is_deleted]
        can_comment = copy is not None and page.are_comments_open
        return PostDrawn(self._draw(page, post, me), tuple(self._draw(page, one, me) for one in comments), can_comment)

    def _draw(self, page: Page, message: Message, me: int) -> Words:
        answered = self.telegram.world.find((0, page.group_id), message.reply_to)
        is_deep = answered is not None and not answered.copied_post and not message.bot_id
        return Words(
            number=message.message_id,
            author=self._name(page, message),
            text=message.text,
            written=f"{datetime.fromtimestamp(message.date, UTC).astimezone():%d.%m.%Y %H:%M}",
            answered=self._name(page, answered) if answered and is_deep else "",
            is_own=bool(me) and message.author_id == me,
            is_by_page=message.author_id == page.bot_id or message.sender_chat in (page.channel_id, page.group_id),
            is_edited=bool(message.edited_at),
            attachments=tuple(_kind_of(one) for one in message.attachments),
        )

    def _name(self, page: Page, message: Message) -> str:
        user = self.telegram.world.users.get(message.author_id)
        if user:
            return _name_of(user)
        return page.name if message.sender_chat in (0, page.channel_id, page.group_id) else "Другой канал"

    def _resident_id(self, request: Request) -> int:
        return chosen_resident(request, COOKIE, among=self.telegram.world.users)

    def _resident_named(self, name: str) -> int:
        known = next((user for user in self.telegram.world.users.values() if _name_of(user) == name), None)
        return (known or self.telegram.acts.create_user(name=name)).id

    def _find_page(self, request: Request) -> Page | None:
        text = str(request.path_params["channel_id"])
        return self.telegram.world.pages.get(int(text)) if text.removeprefix("-").isdecimal() else None

    def _render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        me, page = self.telegram.world.users.get(self._resident_id(request)), values.get("page")
        values |= {
            "me": _name_of(me) if me else "",
            "is_refused": "refused" in request.query_params,
            "version": self.telegram.changes.get(page.channel_id, 0) if page else 0,
        }
        return draw(template, status=status, values=values)


NAMES = {
    "photo": "Фотография",
    "sticker": "Стикер",
    "video": "Видео",
    "document": "Документ",
    "audio": "Аудиозапись",
    "voice": "Голосовое сообщение",
    "location": "Место",
    "poll": "Опрос",
}


def _kind_of(attachment: dict[str, Any]) -> str:
    return next((NAMES[name] for name in attachment if name in NAMES), "Вложение")


def _name_of(user: User) -> str:
    return f"{user.first_name} {user.last_name}".strip()
