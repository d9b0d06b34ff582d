"""Letters to residents are taken up as all others are."""

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
            "update intake_actletter set state = 'sending' where is_under_way",
            "update intake_actletter set is_under_way = true where state = 'sending'",
        ),
        migrations.RemoveField(model_name='actletter', name='is_under_way'),
        migrations.AddConstraint(
            model_name='actletter',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('act', 'kind'), name='act_letter_waits_once'),
        ),
    ]
