"""What the new tables hold from the start: addresses that the register's pages have now, and our methodologies."""

from django.db import migrations

from otklik.pages.addresses import key_of, look_of_key
from otklik.pages.formula_files import SHIPPED, load_json, path_of


def fill_addresses(apps, schema_editor):
    """One row a name; where several pages claim one, the active and newest has it."""
    pages = apps.get_model("pages", "Page").objects.exclude(url="").order_by("is_active", "id")
    holders = {(page.network, key): page.id for page in pages if (key := key_of(page.network, page.url))}
    address = apps.get_model("pages", "PageAddress")
    address.objects.bulk_create(
        address(page_id=page_id, network=network, key=key, skeleton=look_of_key(key))
        for (network, key), page_id in holders.items()
    )


def enter_shipped(apps, schema_editor):
    """Without a methodology nothing would be scored."""
    methodology = apps.get_model("pages", "Methodology")
    for code, name in SHIPPED.items():
        methodology.objects.create(code=code, name=name, version=1, formula=load_json(path_of(code)))


class Migration(migrations.Migration):

    dependencies = [("pages", "0008_snapshots")]

    operations = [
        migrations.RunPython(fill_addresses, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(enter_shipped, migrations.RunPython.noop),
    ]
