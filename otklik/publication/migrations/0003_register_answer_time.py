"""Times of answers stand by themselves, those of unpublished cases too; cases answered of late are looked at again."""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from otklik.shared.clock import now

_TOLD_OF = timedelta(days=91)


def look_again(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The worker counts the times of what was decided before."""
    since = now() - _TOLD_OF
    decided = apps.get_model("publication", "Decision").objects.values("appeal_id")
    appeals = apps.get_model("appeals", "Appeal").objects.filter(id__in=decided, primary_answered_at__gte=since)
    appeals.update(publication_is_stale=True)


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0005_decide_anew'),
        ('publication', '0002_directory_first_answer_minutes'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True)),
                ('body_slug', models.CharField(max_length=80)),
                ('answered_on', models.DateField()),
                ('minutes', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['body_slug', 'answered_on'], name='answer_time_of_body')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='counted_as',
            field=models.CharField(blank=True, default='', max_length=12),
            preserve_default=False,
        ),
        migrations.RemoveField(
            model_name='publishedcase',
            name='first_answer_minutes',
        ),
        migrations.RunPython(look_again, migrations.RunPython.noop),
    ]
