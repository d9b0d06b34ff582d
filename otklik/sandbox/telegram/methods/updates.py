"""How a bot hears of what happened: getUpdates, or a webhook; never both."""

import re
import time
from urllib.parse import urlsplit

from otklik.sandbox.telegram.methods.call import Call, method
from otklik.sandbox.telegram.refusals import TelegramError, bad
from otklik.sandbox.telegram.state import Json, Webhook
from otklik.sandbox.telegram.tables import UPDATE_KINDS

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}\Z")
PORTS = (443, 80, 88, 8443)
LOCAL = ("127.0.0.1", "localhost", "::1")
MOST_UPDATES = 100
HEARD_OF_SECONDS = 86_400


@method("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    """What waits; asking from an offset on forgets what came before it."""
    telegram, bot = call.telegram, call.bot
    if bot.hook.url:
        raise TelegramError(
            409, "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    if "allowed_updates" in call.params:
        bot.hook.allowed = _allowed(call)
        telegram.world.save(bot)
    _forget_before(call, call.whole("offset"))
    if not telegram.waiting(bot) and call.whole("timeout") > 0:
        telegram.pushes.flush()
        await telegram.poll(bot, seconds=call.whole("timeout"))
    most = min(max(call.whole("limit", MOST_UPDATES), 1), MOST_UPDATES)
    return [update.show() for _, update in sorted(telegram.waiting(bot).items())[:most]]


def _forget_before(call: Call, offset: int) -> None:
    waiting = sorted(call.telegram.waiting(call.bot))
    gone = waiting[:offset] if offset < 0 else [number for number in waiting if number < offset]
    for update_id in gone:
        call.telegram.world.forget_update(call.bot.id, update_id)


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    """An empty address takes the webhook away."""
    url, secret = call.text("url"), call.text("secret_token")
    if url:
        _check_address(url)
    if secret and not _SECRET.match(secret):
        raise bad("secret token contains unallowed characters")
    most = call.whole("max_connections", 40)
    hook = Webhook(
        url=url,
        secret=secret,
        allowed=_allowed(call) if "allowed_updates" in call.params else call.bot.hook.allowed,
        max_connections=most if 1 <= most <= 100 else 40,
    )
    call.telegram.set_webhook(call.bot, hook, forgets=call.flag("drop_pending_updates"))
    return True


def _allowed(call: Call) -> list[str]:
    """Kinds that Telegram does not know are left out; an empty list is the usual choice."""
    return [kind for kind in call.params["allowed_updates"] if kind in UPDATE_KINDS]


def _check_address(url: str) -> None:
    """Telegram wants HTTPS at one of four ports; here a server on this machine may do without."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise bad("bad webhook: invalid webhook URL specified") from None
    if parts.hostname in LOCAL:
        return
    if parts.scheme != "https":
        raise bad("bad webhook: HTTPS url must be provided for webhook")
    if port not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    hook = Webhook(allowed=call.bot.hook.allowed)
    call.telegram.set_webhook(call.bot, hook, forgets=call.flag("drop_pending_updates"))
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    hook = call.bot.hook
    told: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(call.telegram.waiting(call.bot)),
    }
    if not hook.url:
        return told
    told |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
    if hook.failed_at > time.time() - HEARD_OF_SECONDS:
        told |= {"last_error_date": hook.failed_at, "last_error_message": call.telegram.last_error(call.bot)}
    if hook.allowed:
        told["allowed_updates"] = list(hook.allowed)
    return told
