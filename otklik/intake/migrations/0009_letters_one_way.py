"""Letters to residents are taken up as all others are.

The program of before runs on until it is restarted: what it writes without the new columns gets what they are by
default, and its own column stays in the database until a later release drops it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0008_publish_consent'),
    ]

    operations = [
        # the table is short: letters that wait
        migrations.RemoveConstraint(model_name='actletter', name='act_letter_waits_once'),
        migrations.AddField(
            model_name='actletter',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('unknown', 'Unknown')], default='waiting', max_length=8),
        ),
        migrations.AddField(
            model_name='actletter',
            name='trouble',
            field=models.CharField(blank=True, default='', max_length=300),
            preserve_default=False,
        ),
        migrations.RunSQL(
            [
                "alter table intake_actletter alter column state set default 'waiting',"
                " alter column trouble set default ''",
                "update intake_actletter set state = 'sending' where is_under_way",
            ],
            "update intake_actletter set is_under_way = true where state = 'sending'",
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    'alter table intake_actletter alter column is_under_way set default false',
                    'alter table intake_actletter alter column is_under_way drop default',
                ),
            ],
            state_operations=[migrations.RemoveField(model_name='actletter', name='is_under_way')],
        ),
        migrations.AddConstraint(
            model_name='actletter',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('act', 'kind'), name='act_letter_waits_once'),
        ),
    ]
