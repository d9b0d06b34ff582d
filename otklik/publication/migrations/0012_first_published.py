"""Since when a case is public stays known when it is not; triggers note withdrawals, hide photos with their looks."""

import django.db.models.functions.datetime
from django.db import migrations, models

from otklik.ground.migrating import Together

TRIGGERS = """
create function publication_note_withdrawal() returns trigger language plpgsql as $$
begin
  insert into publication_withdrawal default values;
  return null;
end
$$;
create trigger case_is_withdrawn after delete on publication_publishedcase
  for each row execute function publication_note_withdrawal();
create function publication_hide_with_its_photo() returns trigger language plpgsql as $$
begin
  delete from publication_publishedphoto where number = old.public_number;
  return null;
end
$$;
create trigger look_is_gone after delete on publication_photolook
  for each row when (old.public_number <> '') execute function publication_hide_with_its_photo();
"""
FORGET = """
drop trigger look_is_gone on publication_photolook;
drop function publication_hide_with_its_photo();
drop trigger case_is_withdrawn on publication_publishedcase;
drop function publication_note_withdrawal();
"""


class Migration(migrations.Migration):
    dependencies = [
        ('publication', '0011_looked_at_by_people'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='decision',
                name='published_at',
                field=models.DateTimeField(null=True),
            ),
            migrations.AddField(
                model_name='decision',
                name='was_told',
                field=models.BooleanField(db_default=False, default=False),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='came_back_at',
                field=models.DateTimeField(null=True),
            ),
            migrations.AddField(
                model_name='publicationrule',
                name='official_names',
                field=models.BooleanField(db_default=True, default=True),
            ),
            migrations.CreateModel(
                name='Withdrawal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ],
                options={
                    'indexes': [models.Index(fields=['-at'], name='withdrawn_last')],
                },
            ),
        ]),
        migrations.RunSQL(TRIGGERS, FORGET),
    ]
