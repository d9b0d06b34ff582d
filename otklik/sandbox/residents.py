"""The pages as residents see them: read, comment, reply, edit, delete, talk in private, suggest a post."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.forms import REFUSALS, Endpoint, chosen_resident, draw, read_form, remember_resident
from otklik.sandbox.sandbox import Sandbox
from otklik.sandbox.vk.mini_app import launch_address
from otklik.sandbox.vk.state import Page
from otklik.sandbox.vk.wall_view import list_messages, list_posts, view_author, view_page, view_post
from otklik.sandbox.vk.writing import WRITING_ACTS

FOLDER = Path(__file__).parent
COOKIE = "resident"
NAMES_OFFERED = 200
ACTS = {
    "comment": "comments/write",
    "edit": "comments/edit",
    "delete": "comments/delete",
    "message": "messages/write",
    "suggest": "posts/write",
}
"""Forms, and the acts of the control API behind them."""


def resident_routes(sandbox: Sandbox) -> list[BaseRoute]:
    pages = ResidentPages(sandbox)
    group = "/vk/{group_id:int}"
    forms = {name: pages.form(name) for name in ACTS}
    return [
        Route("/", pages.show_list),
        Route("/vk/", pages.show_list),
        Route("/resident", pages.choose_resident, methods=["POST"]),
        Route(f"{group}/", pages.show_wall),
        Route(f"{group}/talk/", pages.show_talk),
        Route(f"{group}/app/", pages.show_app),
        Route(f"{group}/allow", pages.allow, methods=["POST"]),
        Route(f"{group}/changes", pages.show_changes),
        Route(f"{group}/wall/{{post_id:int}}/", pages.show_post),
        *(Route(f"{group}/{name}", answer, methods=["POST"]) for name, answer in forms.items()),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]


class ResidentPages:
    """Server-rendered; works without JavaScript, which only draws the page anew when something happened."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.vk = sandbox.vk

    async def show_list(self, request: Request) -> Response:
        wanted = request.query_params.get("q", "").strip()
        pages = [page for page in self.vk.world.pages.values() if wanted.lower() in page.name.lower()]
        pages.sort(key=lambda page: page.name)
        return self._render(request, "list.html", pages=[view_page(self.vk, page) for page in pages], wanted=wanted)

    async def show_wall(self, request: Request) -> Response:
        page = self._find_page(request)
        if page is None:
            return self._not_found(request)
        before = request.query_params.get("before", "")
        me = self._resident_id(request)
        posts, following = list_posts(self.vk, page, resident_id=me, before=int(before) if before.isdigit() else 0)
        views = [view_post(self.vk, page, post, resident_id=me) for post in posts]
        return self._render(request, "wall.html", page=view_page(self.vk, page), posts=views, following=following)

    async def show_post(self, request: Request) -> Response:
        page = self._find_page(request)
        post = page and self.vk.world.posts.get(page.group_id, {}).get(request.path_params["post_id"])
        if page is None or not post or post.is_deleted:
            return self._not_found(request)
        me = self._resident_id(request)
        view = view_post(self.vk, page, post, resident_id=me, roots_shown=0)
        return self._render(request, "wall.html", page=view_page(self.vk, page), posts=[view], following=0, is_one=True)

    async def show_talk(self, request: Request) -> Response:
        page = self._find_page(request)
        if page is None:
            return self._not_found(request)
        messages = list_messages(self.vk, page, resident_id=self._resident_id(request))
        return self._render(request, "talk.html", page=view_page(self.vk, page), messages=messages)

    async def show_app(self, request: Request) -> Response:
        """The mini-app of the community in a frame, opened for whoever was chosen."""
        page = self._find_page(request)
        if page is None or not page.app_url:
            return self._not_found(request)
        me = self._resident_id(request) or self._resident_named("Житель Города")
        address = launch_address(page, me, is_phone="Mobile" in request.headers.get("User-Agent", ""))
        answer = self._render(request, "app.html", page=view_page(self.vk, page), address=address, frames=page.app_url)
        remember_resident(answer, COOKIE, me)
        return answer

    async def allow(self, request: Request) -> Response:
        """What the application asked for: the community may write."""
        known = {"group_id": request.path_params["group_id"], "author_id": self._resident_id(request)}
        key = (await read_form(request)).get("key", "")
        try:
            return JSONResponse(WRITING_ACTS["messages/allow"](self.vk, Body(known | {"key": key})))
        except ControlError as refused:
            return JSONResponse({"error": refused.text}, status_code=refused.status)
        finally:
            self.sandbox.journal.flush()

    async def show_changes(self, request: Request) -> Response:
        group_id = request.path_params["group_id"]
        return JSONResponse({"version": self._version(group_id)}, headers={"Cache-Control": "no-store"})

    async def choose_resident(self, request: Request) -> Response:
        """Become somebody: a known resident by name, or a new one."""
        fields = await read_form(request)
        back = fields.get("back", "/vk/")
        answer = RedirectResponse(back if back.startswith("/") and not back.startswith("//") else "/vk/", 303)
        name = " ".join(fields.get("name", "").split())
        if name:
            remember_resident(answer, COOKIE, self._resident_named(name))
        else:
            answer.delete_cookie(COOKIE)
        self.sandbox.journal.flush()
        return answer

    def form(self, name: str) -> Endpoint:
        """Perform one act of the chosen resident and go back to where the form stood."""

        async def answer(request: Request) -> Response:
            fields = await read_form(request)
            group_id, me = request.path_params["group_id"], self._resident_id(request)
            if not me:
                me = self._resident_named(" ".join(fields.get("name", "").split()) or "Житель Города")
            try:
                place = self._perform(name, group_id, me, fields)
            except ControlError as refused:
                place = f"?{urlencode({'refused': refused.status})}"
            finally:
                self.sandbox.journal.flush()
            folder = "talk/" if name == "message" else ""
            done = RedirectResponse(f"/vk/{group_id}/{folder}{place}", 303)
            remember_resident(done, COOKIE, me)
            return done

        return answer

    def _perform(self, name: str, group_id: int, me: int, fields: dict[str, str]) -> str:
        text = fields.get("text", "").strip()
        if not text and name != "delete":
            raise ControlError(400, "text: is missing")
        known: dict[str, Any] = {"group_id": group_id, "author_id": me, "text": text}
        numbers = ("post_id", "reply_to", "comment_id")
        known |= {one: int(fields[one]) for one in numbers if fields.get(one, "").isdigit()}
        if name in ("edit", "delete"):
            self._check_own(group_id, me, known.get("comment_id", 0))
        done = WRITING_ACTS[ACTS[name]](self.vk, Body(known | {"is_suggested": name == "suggest"}))
        number = done.get("comment_id", known.get("comment_id"))
        return f"#c{number}" if number and name != "delete" else "#end" if name == "message" else ""

    def _check_own(self, group_id: int, me: int, comment_id: int) -> None:
        comment = self.vk.world.comments.get((group_id, comment_id))
        if comment is None:
            raise ControlError(404, "comment_id: there is no such comment")
        if comment.author_id != me:
            raise ControlError(403, "the comment is somebody else's")

    def _resident_id(self, request: Request) -> int:
        return chosen_resident(request, COOKIE, among=self.vk.world.users)

    def _resident_named(self, name: str) -> int:
        for user in self.vk.world.users.values():
            if f"{user.first_name} {user.last_name}".strip() == name:
                return user.id
        return self.vk.acts.create_user(name=name).id

    def _find_page(self, request: Request) -> Page | None:
        return self.vk.world.pages.get(request.path_params["group_id"])

    def _version(self, group_id: int) -> int:
        return self.vk.changes.get(group_id, 0)

    def _offered_names(self) -> list[str]:
        staff = {one for page in self.vk.world.pages.values() for one in page.admin_ids}
        users = [user for user in self.vk.world.users.values() if user.id not in staff]
        return sorted({f"{user.first_name} {user.last_name}".strip() for user in users[-NAMES_OFFERED:]})

    def _not_found(self, request: Request) -> Response:
        return self._render(request, "list.html", status=404, pages=[], wanted="", is_missing=True)

    def _render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        me = self._resident_id(request)
        values |= {
            "me": view_author(self.vk.world, me) if me else None,
            "names": self._offered_names(),
            "here": request.url.path,
            "note_of_ban": self.vk.note_of_ban(request.path_params.get("group_id", 0), me),
            "refusal": REFUSALS.get(request.query_params.get("refused", ""), ""),
            "version": self._version(request.path_params.get("group_id", 0)),
        }
        return draw(template, status=status, values=values)
