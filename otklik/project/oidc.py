"""Settings for signing in by OpenID Connect with the organisation's own identity provider, where one is configured."""

from typing import Any

from otklik.ground import env

PROVIDER = "sso"
"""How the service is called in our addresses: /desk/oidc/sso/…"""


def providers() -> dict[str, Any]:
    """django-allauth's setting SOCIALACCOUNT_PROVIDERS; empty where no service is named."""
    url = env.web_address("OTKLIK_OIDC_URL")
    client_id, secret = env.text("OTKLIK_OIDC_CLIENT_ID"), env.text("OTKLIK_OIDC_CLIENT_SECRET")
    name = env.text("OTKLIK_OIDC_NAME", default="OpenID Connect")
    if not url:
        return {}
    if not client_id or not secret:
        wanted = "name OTKLIK_OIDC_CLIENT_ID and OTKLIK_OIDC_CLIENT_SECRET too"
        raise env.SettingRefused("OTKLIK_OIDC_URL", value=url, wanted=wanted)
    app = {
        "provider_id": PROVIDER,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
