"""Forms on pages that a private link opens: a browser has to be able to send them."""

from pathlib import Path

from django.conf import settings

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def test_a_page_with_a_form_lets_the_browser_say_where_the_form_came_from() -> None:
    """With «no-referrer» it says «Origin: null», and Django takes that for another site's form."""
    pages = {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")
    }
    forms = {name for name, text in pages.items() if 'method="post"' in text}
    assert {"portal/solved.html", "portal/part.html"} <= forms
    assert not {name for name in forms if "no-referrer" in pages[name]}
    # the address of such a page is told to nobody, not even to a proxy of ours that logs who asked for a style sheet
    assert settings.SECURE_REFERRER_POLICY == "strict-origin"
