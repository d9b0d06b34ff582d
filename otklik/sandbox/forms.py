"""What the residents' pages of all networks share: safe headers, words of refusal, reading a form."""

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

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
