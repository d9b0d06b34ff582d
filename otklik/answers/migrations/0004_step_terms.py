"""Steps of the approval have terms: in the rule, and kept with the answer that waits."""

from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('answers', '0003_results'),
    ]

    operations = [
        Together([
            migrations.AddField('answer', 'step_due_at', models.DateTimeField(null=True)),
            migrations.AddField('answer', 'step_terms', models.JSONField(db_default=[], default=list)),
            migrations.AddField('approvalrule', 'step_terms', models.JSONField(db_default=[], default=list)),
        ]),
    ]
