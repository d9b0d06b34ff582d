from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):
    """Acts on many cases are looked at, done and undone by the worker."""

    dependencies = [
        ('answers', '0010_not_solved'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='bulkitem',
                name='done_at',
                field=models.DateTimeField(null=True),
            ),
            migrations.AddField(
                model_name='bulkitem',
                name='seen',
                field=models.JSONField(db_default={}, default=dict),
            ),
            migrations.AddField(
                model_name='bulkrun',
                name='acts_as',
                field=models.CharField(blank=True, db_default='', max_length=200),
            ),
            migrations.AddField(
                model_name='bulkrun',
                name='posts',
                field=models.JSONField(db_default=[], default=list),
            ),
            migrations.AddField(
                model_name='bulkrun',
                name='stage',
                field=models.CharField(choices=[('looking', 'Looking'), ('shown', 'Shown'), ('doing', 'Doing'), ('done', 'Done'), ('undoing', 'Undoing')], db_default='done', default='done', max_length=8),
            ),
            migrations.AddField(
                model_name='bulkrun',
                name='tasks',
                field=models.JSONField(db_default=[], default=list),
            ),
            migrations.AlterField(
                model_name='bulkitem',
                name='state',
                field=models.CharField(choices=[('waiting', 'Waiting'), ('can', 'Can'), ('done', 'Done'), ('refused', 'Refused'), ('to_undo', 'To Undo'), ('undone', 'Undone'), ('kept', 'Kept')], max_length=8),
            ),
        ]),
        migrations.AddIndex(
            model_name='bulkrun',
            index=models.Index(condition=models.Q(('stage__in', ['looking', 'doing', 'undoing'])), fields=['id'], name='bulk_at_work'),
        ),
    ]
