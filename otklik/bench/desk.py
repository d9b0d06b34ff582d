"""The desk as a person's browser uses it: pages over HTTP, and forms with their tokens."""

import re

import httpx

from otklik.bench.place import BenchFailed

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def sign_in(url: str, email: str, password: str) -> httpx.Client:
    """A client that is signed in to the desk. Raises BenchFailed."""
    desk = httpx.Client(base_url=url, timeout=60, follow_redirects=True, trust_env=False)
    answer = desk.post(
        "/desk/sign-in/",
        data={"email": email, "password": password, "csrfmiddlewaretoken": token_of(desk.get("/desk/sign-in/"))},
    )
    if answer.is_error or "/sign-in/" in str(answer.url):
        raise BenchFailed(f"{email} cannot sign in: {answer.status_code}")
    return desk


def token_of(page: httpx.Response) -> str:
    """The token that every form of a page carries. Raises BenchFailed."""
    found = _TOKEN.search(page.text)
    if found is None:
        raise BenchFailed(f"{page.url} has no form; it answered {page.status_code}")
    return found[1]
