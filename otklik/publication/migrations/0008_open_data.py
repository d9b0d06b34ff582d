"""Files of open data; a trigger notes every published case that is withdrawn or whose words change."""

import django.db.models.functions.datetime
from django.db import migrations, models

from otklik.ground.migrating import Together

NOTE = """
create function publication_note_taken_back() returns trigger language plpgsql as $$
begin
  insert into publication_takenback (published_at) values (old.published_at);
  return null;
end
$$;
create trigger case_is_taken_back after delete on publication_publishedcase
  for each row execute function publication_note_taken_back();
create trigger words_are_taken_back after update of text, answer, street, latitude, longitude on publication_publishedcase
  for each row when (
    old.text is distinct from new.text
    or (old.answer <> '' and old.answer is distinct from new.answer)
    or (old.street <> '' and old.street is distinct from new.street)
    or (old.latitude, old.longitude) is distinct from (new.latitude, new.longitude) and old.latitude is not null
  ) execute function publication_note_taken_back();
"""
FORGET = """
drop trigger words_are_taken_back on publication_publishedcase;
drop trigger case_is_taken_back on publication_publishedcase;
drop function publication_note_taken_back();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0007_searchable'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='TakenBack',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('published_at', models.DateTimeField()),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ],
            ),
            migrations.CreateModel(
                name='OpenFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=40)),
                    ('made_on', models.DateField()),
                    ('place', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveBigIntegerField()),
                    ('packed_size', models.PositiveBigIntegerField()),
                    ('row_count', models.PositiveIntegerField()),
                    ('since_on', models.DateField(null=True)),
                    ('until_on', models.DateField(null=True)),
                    ('made_at', models.DateTimeField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('name', 'made_on'), name='open_file_once_a_day')],
                },
            ),
        ]),
        migrations.RunSQL(NOTE, FORGET),
    ]
