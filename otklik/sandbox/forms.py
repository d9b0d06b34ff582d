"""What the residents' pages of all networks share: safe headers, words of refusal, who is chosen, forms."""

from collections.abc import Awaitable, Callable, Container, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

Endpoint = Callable[[Request], Awaitable[Response]]
SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
REFUSALS = {
    "400": "Так нельзя: напишите хотя бы слово.",
    "403": "Сеть этого не позволяет: комментарии или сообщения закрыты, или вас здесь заблокировали.",
    "404": "Этого уже нет.",
}


async def read_form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(), trim_blocks=True
)


def draw(template: str, *, status: int, values: Mapping[str, Any]) -> Response:
    """A page for residents; `frames` among the values is the address that it shows in a frame."""
    html = _TEMPLATES.get_template(template).render(values)
    shown = urlsplit(values.get("frames", ""))
    frames = f"; frame-src {shown.scheme}://{shown.netloc}" if shown.netloc else ""
    policy = SAFE["Content-Security-Policy"] + frames
    return HTMLResponse(html, status_code=status, headers=SAFE | {"Content-Security-Policy": policy})


def chosen_resident(request: Request, cookie: str, *, among: Container[int]) -> int:
    """Who was chosen in this browser; 0 where nobody was, or nobody whom the network knows."""
    chosen = request.cookies.get(cookie, "")
    return int(chosen) if chosen.isdecimal() and int(chosen) in among else 0


def remember_resident(answer: Response, cookie: str, resident_id: int) -> None:
    """Let the browser stay this resident for a month."""
    answer.set_cookie(cookie, str(resident_id), httponly=True, samesite="lax", max_age=30 * 86400)
