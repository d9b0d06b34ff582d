"""Logging without secrets: every formatted line is masked, tracebacks included."""

import logging
import re
from datetime import datetime
from typing import Any

from otklik.networks.settings import forms_of_keys

MASK = "•••"

_SECRETS = (
    # access_token=…, "secret": "…", &token=… in addresses, forms, JSON and reprs
    re.compile(
        r"""(?i)(\b(?:access_token|refresh_token|client_secret|api_key|password|secret|token)["']?\s*[=:]\s*["']?)"""
        r"""[^\s"'&,;)}\]]+"""
    ),
    re.compile(r"""(?i)(\bauthorization["']?\s*[=:,]\s*(?:b?["'])?)(?:(?:bearer|basic|token)\s+)?[^\s"',)}\]]+"""),
    re.compile(r"""(?i)(\b(?:postgres|postgresql|https?|socks5h?)://[^\s:/@]*:)[^\s@/]+(?=@)"""),
    # whoever holds such an address speaks as its receiver
    re.compile(
        r"(/(?:solved|part|photos|mail|upload|subscribe|subscription|unsubscribe|invitation|objection|tokens|case/\d+)/)"
        r"[\w-]{16,}"
    ),
    *(re.compile(form) for form in forms_of_keys()),
)


def mask_secrets(text: str) -> str:
    """The text with every token, password and secret in it replaced."""
    for pattern in _SECRETS:
        text = pattern.sub(rf"\g<1>{MASK}", text)
    return text


class MaskingFormatter(logging.Formatter):
    """Writes a line for people, without secrets; its time names its distance from UTC, so that logs can be compared."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 (logging calls it)
        return datetime.fromtimestamp(record.created).astimezone().isoformat(" ", "milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        return mask_secrets(super().format(record))


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: one handler, to the standard error output; whoever runs us keeps it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "otklik.project.logs.MaskingFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # Every call of a network would be a line; ours say more.
            "httpx": {"level": "WARNING"},
            "httpcore": {"level": "WARNING"},
            # Two lines for every request: a connection was asked for, a connection was given.
            "psycopg.pool": {"level": "WARNING"},
            "procrastinate.blueprints": {"level": "WARNING"},
            "procrastinate.periodic": {"level": "WARNING"},
        },
    }
