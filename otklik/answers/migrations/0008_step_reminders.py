from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('answers', '0007_attachments'),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='step_remind_at',
            field=models.DateTimeField(null=True),
        ),
        Together([
            migrations.AddIndex(
                model_name='answer',
                index=models.Index(condition=models.Q(('state', 'submitted'), ('step_remind_at__isnull', False)), fields=['step_remind_at'], name='step_to_remind'),
            ),
            migrations.RunSQL(
                "update answers_answer set step_remind_at = step_due_at where state = 'submitted'",
                migrations.RunSQL.noop,
            ),
        ]),
    ]
