"""The groups of OK as residents see them: read, comment, answer, delete one's own, talk in private."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from otklik.sandbox.body import Body
from otklik.sandbox.errors import ControlError
from otklik.sandbox.forms import REFUSALS, Endpoint, chosen_resident, draw, read_form, remember_resident
from otklik.sandbox.ok.network import Ok
from otklik.sandbox.ok.state import Group
from otklik.sandbox.ok.topic_view import list_messages, list_topics
from otklik.sandbox.ok.writing import WRITING_ACTS

COOKIE = "ok_resident"
ACTS = {"comment": "comments/write", "delete": "comments/delete", "message": "messages/write"}
"""Forms, and the acts of the control API behind them."""


def ok_resident_routes(ok: Ok) -> list[BaseRoute]:
    pages = OkPages(ok)
    group = "/ok/{group_id:int}"
    return [
        Route("/ok/", pages.show_list),
        Route("/ok/resident", pages.choose_resident, methods=["POST"]),
        Route(f"{group}/", pages.show_group),
        Route(f"{group}/talk/", pages.show_talk),
        Route(f"{group}/changes", pages.show_changes),
        *(Route(f"{group}/{name}", pages.form(name), methods=["POST"]) for name in ACTS),
    ]


class OkPages:
    """Server-rendered; works without JavaScript, which only draws the page anew when something happened."""

    def __init__(self, ok: Ok) -> None:
        self.ok = ok

    async def show_list(self, request: Request) -> Response:
        groups = sorted(self.ok.world.groups.values(), key=lambda group: group.name)
        return self._render(request, "ok_list.html", groups=groups)

    async def show_group(self, request: Request) -> Response:
        group = self._find_group(request)
        if group is None:
            return self._not_found(request)
        topics = list_topics(self.ok, group, resident_id=self._resident_id(request))
        return self._render(request, "ok_group.html", group=group, topics=topics)

    async def show_talk(self, request: Request) -> Response:
        group = self._find_group(request)
        if group is None:
            return self._not_found(request)
        messages = list_messages(self.ok, group, resident_id=self._resident_id(request))
        return self._render(request, "ok_talk.html", group=group, messages=messages)

    async def show_changes(self, request: Request) -> Response:
        version = self.ok.changes.get(request.path_params["group_id"], 0)
        return JSONResponse({"version": version}, headers={"Cache-Control": "no-store"})

    async def choose_resident(self, request: Request) -> Response:
        """Become somebody: a known resident by name, or a new one."""
        fields = await read_form(request)
        back = fields.get("back", "/ok/")
        answer = RedirectResponse(back if back.startswith("/ok/") else "/ok/", 303)
        if name := " ".join(fields.get("name", "").split()):
            remember_resident(answer, COOKIE, self._resident_named(name))
        else:
            answer.delete_cookie(COOKIE)
        self.ok.pushes.flush()
        return answer

    def form(self, name: str) -> Endpoint:
        """Perform one act of the chosen resident and go back to where the form stood."""

        async def answer(request: Request) -> Response:
            fields = await read_form(request)
            group_id, me = request.path_params["group_id"], self._resident_id(request)
            if not me:
                me = self._resident_named(" ".join(fields.get("name", "").split()) or "Житель Города")
            place = ""
            try:
                self._perform(name, group_id, me, fields)
            except ControlError as refused:
                place = f"?{urlencode({'refused': refused.status})}"
            finally:
                self.ok.pushes.flush()
            done = RedirectResponse(f"/ok/{group_id}/{'talk/' if name == 'message' else ''}{place}", 303)
            remember_resident(done, COOKIE, me)
            return done

        return answer

    def _perform(self, name: str, group_id: int, me: int, fields: dict[str, str]) -> None:
        text = fields.get("text", "").strip()
        if not text and name != "delete":
            raise ControlError(400, "text: is missing")
        known: dict[str, Any] = {"group_id": group_id, "author_id": me, "text": text}
        if fields.get("topic_id", "").isdigit():
            known["topic_id"] = int(fields["topic_id"])
        known |= {one: fields[one] for one in ("reply_to", "comment_id") if fields.get(one)}
        if name == "delete":
            self._check_own(me, fields.get("comment_id", ""))
        WRITING_ACTS[ACTS[name]](self.ok, Body(known))

    def _check_own(self, me: int, comment_id: str) -> None:
        comment = self.ok.world.comments.get(comment_id)
        if comment is None:
            raise ControlError(404, "comment_id: there is no such comment")
        if comment.author != f"user:{me}":
            raise ControlError(403, "the comment is somebody else's")

    def _resident_id(self, request: Request) -> int:
        return chosen_resident(request, COOKIE, among=self.ok.world.users)

    def _resident_named(self, name: str) -> int:
        found = (user.id for user in self.ok.world.users.values() if user.name == name)
        return next(found, 0) or self.ok.create_user(name=name).id

    def _find_group(self, request: Request) -> Group | None:
        return self.ok.world.groups.get(request.path_params["group_id"])

    def _not_found(self, request: Request) -> Response:
        return self._render(request, "ok_list.html", status=404, groups=[], is_missing=True)

    def _render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        me = self._resident_id(request)
        staff = {group.admin_id for group in self.ok.world.groups.values()}
        values |= {
            "me": self.ok.world.users[me] if me else None,
            "names": sorted(user.name for user in self.ok.world.users.values() if user.id not in staff)[-200:],
            "here": request.url.path,
            "refusal": REFUSALS.get(request.query_params.get("refused", ""), ""),
            "version": self.ok.changes.get(request.path_params.get("group_id", 0), 0),
            "home": "/ok/",
            "who_address": "/ok/resident",
            "network_name": "ОК",
        }
        return draw(template, status=status, values=values)
