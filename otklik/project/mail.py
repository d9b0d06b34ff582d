"""How letters leave: by SMTP, or into a folder where one is named (the demo, trials)."""

from typing import Any

from otklik.ground import env


def mailers() -> dict[str, dict[str, Any]]:
    """Django's setting MAILERS."""
    folder = env.text("OTKLIK_MAIL_FOLDER")
    if folder:
        options: dict[str, Any] = {"file_path": folder}
        return {"default": {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": options}}
    security = env.choice("OTKLIK_MAIL_SECURITY", default="none", among=("none", "starttls", "tls"))
    options = {
        "host": env.text("OTKLIK_MAIL_HOST", default="localhost"),
        "port": env.number("OTKLIK_MAIL_PORT", default=25, at_least=1, at_most=65_535),
        "username": env.text("OTKLIK_MAIL_USER"),
        "password": env.text("OTKLIK_MAIL_PASSWORD"),
        "use_tls": security == "starttls",
        "use_ssl": security == "tls",
        "timeout": env.number("OTKLIK_MAIL_TIMEOUT_SECONDS", default=20, at_least=1, at_most=60),
    }
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
