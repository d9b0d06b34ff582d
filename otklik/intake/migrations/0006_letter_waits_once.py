"""A letter waits once. A database that was made while this stood in 0005 has both already."""

from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0005_own_page'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    # the table is short: letters that wait
                    'alter table intake_actletter add column if not exists is_under_way boolean not null default false;'
                    'alter table intake_actletter alter column is_under_way drop default;'
                    'delete from intake_actletter doubled using intake_actletter kept'
                    ' where doubled.act_id = kept.act_id and doubled.kind = kept.kind and doubled.id > kept.id'
                    ' and not doubled.is_under_way and not kept.is_under_way;'
                    'create unique index if not exists act_letter_waits_once'
                    ' on intake_actletter (act_id, kind) where not is_under_way;',
                    'drop index if exists act_letter_waits_once;'
                    'alter table intake_actletter drop column if exists is_under_way;',
                ),
            ],
            state_operations=[
                Together([
                    migrations.AddField(
                        model_name='actletter',
                        name='is_under_way',
                        field=models.BooleanField(default=False),
                    ),
                    migrations.AddConstraint(
                        model_name='actletter',
                        constraint=models.UniqueConstraint(condition=models.Q(('is_under_way', False)), fields=('act', 'kind'), name='act_letter_waits_once'),
                    ),
                ]),
            ],
        ),
    ]
