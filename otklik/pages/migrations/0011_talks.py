from typing import Any

from django.db import migrations, models

from otklik.ground.migrating import Together

BY_THE_PAGE_ITSELF = ["vk", "ok"]
"""Networks in which one writes to the page and not to its bot, as of this migration."""
TAKE = """
update pages_page page set takes_talks = true
from pages_connection line
where line.page_id = page.id and line.community_token <> '' and line.are_messages_open is distinct from false
  and not line.is_paused and page.url <> '' and page.network = any(%s)
"""


def take(_apps: Any, schema_editor: Any) -> None:
    """What was offered before goes on until the next look at each page; bots are learnt then."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(TAKE, [BY_THE_PAGE_ITSELF])


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0010_widgets'),
    ]

    operations = [
        Together(
            operations=[
                migrations.AddField(
                    model_name='page',
                    name='bot_name',
                    field=models.CharField(blank=True, db_default='', default='', max_length=64),
                ),
                migrations.AddField(
                    model_name='page',
                    name='takes_talks',
                    field=models.BooleanField(db_default=False, default=False),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name='page',
            index=models.Index(
                condition=models.Q(('is_active', True), ('takes_talks', True)),
                fields=['network', 'owner'],
                name='page_talks',
            ),
        ),
        migrations.RunPython(take, migrations.RunPython.noop),
    ]
