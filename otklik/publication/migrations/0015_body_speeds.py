"""Figures of speed are counted each hour with the file of answer times, of what is not answered, too.

The program of before runs on until it is restarted: its table and its column stay until a later release drops them.
Files of answer times in the columns of before go; with them the file is made anew within a minute.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from otklik.media.services import media_storage


def drop_files(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Rows first: nobody is shown what is going."""
    old = apps.get_model("publication", "OpenFile").objects.filter(name__startswith="answer-times.")
    places = list(old.values_list("place", flat=True))
    old.delete()
    for place in places:
        for name in (place, f"{place}.gz"):
            media_storage().delete(name)


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0014_tags'),
    ]

    operations = [
        migrations.CreateModel(
            name='BodySpeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body_slug', models.CharField(max_length=80, unique=True)),
                ('days', models.PositiveSmallIntegerField()),
                ('cases', models.PositiveIntegerField()),
                ('answered', models.PositiveIntegerField()),
                ('interim', models.PositiveIntegerField()),
                ('due', models.PositiveIntegerField()),
                ('in_time', models.PositiveIntegerField()),
                ('minutes', models.PositiveIntegerField(null=True)),
                ('said', models.PositiveIntegerField()),
                ('solved', models.PositiveIntegerField()),
                ('waiting', models.PositiveIntegerField()),
                ('overdue', models.PositiveIntegerField()),
                ('counted_at', models.DateTimeField()),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "alter table publication_decision alter column counted_as set default ''",
                    'alter table publication_decision alter column counted_as drop default',
                ),
            ],
            state_operations=[
                migrations.RemoveField(model_name='decision', name='counted_as'),
                migrations.DeleteModel(name='AnswerTime'),
            ],
        ),
        migrations.RunPython(drop_files, migrations.RunPython.noop),
    ]
