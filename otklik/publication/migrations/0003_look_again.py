"""Cases answered of late are looked at again: times of answers stand by themselves now, also of the unpublished."""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations
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

    dependencies = [("publication", "0002_answer_times")]

    operations = [migrations.RunPython(look_again, migrations.RunPython.noop)]
