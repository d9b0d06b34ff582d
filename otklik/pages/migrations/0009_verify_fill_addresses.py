"""The addresses that the pages of the register have now, read by the connectors."""

from django.db import migrations

from otklik.pages.addresses import key_of, look_of_key


def fill_addresses(apps, schema_editor):
    """One row a name; where several pages claim one, the active and newest has it."""
    pages = apps.get_model("pages", "Page").objects.exclude(url="").order_by("is_active", "id")
    holders = {(page.network, key): page.id for page in pages if (key := key_of(page.network, page.url))}
    address = apps.get_model("pages", "PageAddress")
    address.objects.bulk_create(
        address(page_id=page_id, network=network, key=key, skeleton=look_of_key(key))
        for (network, key), page_id in holders.items()
    )


class Migration(migrations.Migration):

    dependencies = [("pages", "0008_verify_addresses")]

    operations = [migrations.RunPython(fill_addresses, migrations.RunPython.noop, elidable=True)]
