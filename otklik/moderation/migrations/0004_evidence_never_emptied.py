"""The evidence cannot be emptied."""

from django.db import migrations

GUARD = """
create trigger never_emptied before truncate on moderation_evidencerecord
  for each statement execute function otklik_never_emptied();
"""


class Migration(migrations.Migration):

    dependencies = [("moderation", "0003_held_notices"), ("audit", "0003_owner_apart")]

    operations = [migrations.RunSQL(GUARD, "drop trigger never_emptied on moderation_evidencerecord")]
