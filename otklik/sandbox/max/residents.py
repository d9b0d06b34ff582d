"""The channels as residents see them: read, comment, reply, delete, talk to the bot in private."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.forms import Endpoint, chosen_resident, draw, read_form, remember_resident
from otklik.sandbox.max.network import Max
from otklik.sandbox.max.state import Message, Page
from otklik.sandbox.max.writing import WRITING_ACTS

COOKIE = "max_resident"
POSTS_SHOWN = 30
FORMS = {"comment": "comments/write", "message": "messages/write", "delete": "comments/delete"}
"""Forms, and the acts of the control API behind them."""


@dataclass(frozen=True, slots=True)
class Words:
    """One message as it is drawn."""

    mid: str
    author: str
    text: str
    written: str
    answered: str
    is_own: bool
    is_by_page: bool
    attachments: tuple[str, ...]


def resident_routes(network: Max) -> list[BaseRoute]:
    pages = ResidentPages(network)
    channel = "/max/c/{chat_id}"
    return [
        Route("/max/", pages.show_list),
        Route("/max/resident", pages.choose_resident, methods=["POST"]),
        Route(f"{channel}/", pages.show_channel),
        Route(f"{channel}/talk/", pages.show_talk),
        Route(f"{channel}/changes", pages.show_changes),
        *(Route(f"{channel}/{name}", pages.form(name), methods=["POST"]) for name in FORMS),
    ]


class ResidentPages:
    """Server-rendered; works without JavaScript, which only draws the page anew when something happened."""

    def __init__(self, network: Max) -> None:
        self.max = network

    async def show_list(self, request: Request) -> Response:
        pages = sorted(self.max.world.pages.values(), key=lambda page: page.title)
        return self._render(request, "max_list.html", pages=pages)

    async def show_channel(self, request: Request) -> Response:
        page = self._find_page(request)
        if page is None:
            return self._render(request, "max_list.html", status=404, pages=[])
        world, me = self.max.world, self._resident_id(request)
        posts = [post for post in world.posts.get(page.chat_id, []) if not post.is_deleted][-POSTS_SHOWN:]
        drawn = [
            (self._words(page, post, me), [self._words(page, one, me) for one in self._comments(post)])
            for post in reversed(posts)
        ]
        return self._render(request, "max_channel.html", page=page, posts=drawn)

    async def show_talk(self, request: Request) -> Response:
        page = self._find_page(request)
        if page is None:
            return self._render(request, "max_list.html", status=404, pages=[])
        me = self._resident_id(request)
        talk = self.max.world.talk_of(page, me)
        messages = self.max.world.private.get(talk.chat_id, []) if talk else []
        drawn = [self._words(page, one, me) for one in messages if not one.is_deleted]
        return self._render(request, "max_talk.html", page=page, messages=drawn)

    async def show_changes(self, request: Request) -> Response:
        page = self._find_page(request)
        version = self.max.changes.get(page.chat_id, 0) if page else 0
        return JSONResponse({"version": version}, headers={"Cache-Control": "no-store"})

    async def choose_resident(self, request: Request) -> Response:
        """Become somebody: a known resident by name, or a new one."""
        name = " ".join((await read_form(request)).get("name", "").split())
        answer = RedirectResponse("/max/", 303)
        if name:
            remember_resident(answer, COOKIE, self._resident_named(name))
        else:
            answer.delete_cookie(COOKIE)
        self.max.pushes.flush()
        return answer

    def form(self, name: str) -> Endpoint:
        """Perform one act of the chosen resident and go back to where the form stood."""

        async def answer(request: Request) -> Response:
            fields, page = await read_form(request), self._find_page(request)
            me = self._resident_id(request) or self._resident_named(fields.get("name", "").strip() or "Житель Города")
            place = ""
            try:
                self._perform(name, page, me, fields)
            except ControlError:
                place = "?refused=1"
            finally:
                self.max.pushes.flush()
            chat_id = page.chat_id if page else 0
            done = RedirectResponse(f"/max/c/{chat_id}/{'talk/' if name == 'message' else ''}{place}", 303)
            remember_resident(done, COOKIE, me)
            return done

        return answer

    def _perform(self, name: str, page: Page | None, me: int, fields: dict[str, str]) -> None:
        if page is None:
            raise ControlError(404, "there is no such page")
        if name == "delete":
            message = self.max.world.messages.get(fields.get("mid", ""))
            if message is None or message.sender_id != me:
                raise ControlError(403, "the message is somebody else's")
            WRITING_ACTS[FORMS[name]](self.max, Body({"mid": message.mid}))
            return
        told: dict[str, Any] = {"chat_id": page.chat_id, "author_id": me, "text": fields.get("text", "").strip()}
        if not told["text"]:
            raise ControlError(400, "text: is missing")
        told |= {one: fields[one] for one in ("post", "reply_to") if fields.get(one)}
        WRITING_ACTS[FORMS[name]](self.max, Body(told))

    def _comments(self, post: Message) -> list[Message]:
        return [one for one in self.max.world.comments.get(post.mid, []) if not one.is_deleted]

    def _words(self, page: Page, message: Message, me: int) -> Words:
        answered = self.max.world.messages.get(message.reply_to)
        written = datetime.fromtimestamp(message.timestamp / 1000, UTC).astimezone()
        return Words(
            mid=message.mid,
            author=self._name(page, message.sender_id),
            text=message.text or "",
            written=f"{written:%d.%m.%Y %H:%M}",
            answered=self._name(page, answered.sender_id) if answered else "",
            is_own=bool(me) and message.sender_id == me,
            is_by_page=message.sender_id in (0, page.bot_id),
            attachments=tuple(str(one["type"]) for one in message.attachments),
        )

    def _name(self, page: Page, sender_id: int) -> str:
        user = self.max.world.users.get(sender_id)
        return f"{user.first_name} {user.last_name}".strip() if user else page.title

    def _resident_id(self, request: Request) -> int:
        return chosen_resident(request, COOKIE, among=self.max.world.users)

    def _resident_named(self, name: str) -> int:
        for user in self.max.world.users.values():
            if f"{user.first_name} {user.last_name}".strip() == name:
                return user.user_id
        return self.max.acts.create_user(name=name).user_id

    def _find_page(self, request: Request) -> Page | None:
        text = str(request.path_params["chat_id"])
        return self.max.world.pages.get(int(text)) if text.removeprefix("-").isdecimal() else None

    def _render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        me, page = self.max.world.users.get(self._resident_id(request)), values.get("page")
        values |= {
            "me": f"{me.first_name} {me.last_name}".strip() if me else "",
            "is_refused": "refused" in request.query_params,
            "version": self.max.changes.get(page.chat_id, 0) if page else 0,
        }
        return draw(template, status=status, values=values)
