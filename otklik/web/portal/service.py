"""What the two forms are called and whose service they are, as the settings say."""

from django.conf import settings

from otklik.organizations.public_selectors import find_public_body


def service_context() -> dict[str, str]:
    """`service_name` and `service_owner`; without a named owner the body to which reports go, if one is named."""
    owner = settings.OTKLIK_SERVICE_OWNER
    if not owner and settings.OTKLIK_REPORTS_BODY:
        body = find_public_body(settings.OTKLIK_REPORTS_BODY)
        owner = body.name if body else ""
    return {"service_name": settings.OTKLIK_SERVICE_NAME, "service_owner": owner}
