"""Calling Zavalinka: the key in a header, every failure as one of our errors."""

from collections.abc import Mapping
from datetime import UTC, datetime

from otklik.networks.calls import Words, client_for, decide_stranger, find_return, on_the_way, patience
from otklik.networks.connector import PageAccess
from otklik.networks.errors import ConnectorError, NotOurs, Refused, TryLater
from otklik.networks.objects import Json, as_object, read_json, read_title
from otklik.shared.words import marked as _

_WORDS = Words(
    unreachable=_("Zavalinka cannot be reached."),
    broken=_("The connection to Zavalinka broke before its answer came."),
    not_set_up=_("The address, the proxy or the certificates for Zavalinka are not set up rightly."),
    unwell=_("Zavalinka is unwell."),
    turned_away=_("Zavalinka turns us away for now."),
    stranger=_("What answers at Zavalinka's address is not Zavalinka."),
    settings=_("Look at the settings OTKLIK_ZAVALINKA_API_URL, OTKLIK_ZAVALINKA_PROXY and OTKLIK_CA_BUNDLE."),
)
_REFUSALS = {
    "key": (_("Zavalinka does not accept the key."), _("Enter a new key in the settings of the page's connection.")),
    "gone": (_("What this concerns is no longer in Zavalinka."), _("Close the case if the message is gone.")),
}
"""Every refusal that Zavalinka knows, but for `often`."""


def ask(access: PageAccess, path: str, *, told: Mapping[str, object] | None = None) -> Json:
    """Ask for something, or tell something where `told` is given. Raises the errors of all connectors."""
    is_write = told is not None
    with on_the_way(_WORDS, is_write=is_write):
        response = client_for(access).request(
            "POST" if is_write else "GET",
            f"{access.api_url}/{path}",
            json=told,
            headers={"Key": access.community_token},
            timeout=patience(access),
        )
    try:
        answer = as_object(read_json(response.content))
    except NotOurs:
        raise decide_stranger(response, _WORDS, is_write=is_write) from None
    if response.status_code != 200:
        raise _error(read_title(answer.get("why")), until=find_return(response, now=datetime.now(UTC)))
    return answer


def _error(why: str, *, until: datetime | None) -> ConnectorError:
    if why == "often":
        return TryLater(_("Zavalinka asks us to speak less often."), code=why, until=until)
    reason, next_step = _REFUSALS.get(why, (_("Zavalinka refused."), _("Do it by hand in Zavalinka.")))
    return Refused(reason, code=why, next_step=next_step)
