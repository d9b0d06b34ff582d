"""Published cases can be found by place, matter and words. Copies that stand already are filled by the worker."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.datetime
import django.utils.timezone
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('publication', '0006_voices'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='publishedcase',
                name='changed_at',
                field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='group_code',
                field=models.CharField(blank=True, db_default='', default='', max_length=80),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='kind',
                field=models.CharField(blank=True, db_default='', default='', max_length=12),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='latitude',
                field=models.FloatField(null=True),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='longitude',
                field=models.FloatField(null=True),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='published_at',
                field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='search',
                field=django.contrib.postgres.search.SearchVectorField(null=True),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='street',
                field=models.CharField(blank=True, db_default='', default='', max_length=200),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='topic_code',
                field=models.CharField(blank=True, db_default='', default='', max_length=80),
            ),
            migrations.AddField(
                model_name='publishedcase',
                name='town',
                field=models.CharField(blank=True, db_default='', default='', max_length=200),
            ),
        ]),
        AddIndexConcurrently(
            model_name='publishedcase',
            index=models.Index(fields=['group_code', '-id'], name='published_of_group'),
        ),
        AddIndexConcurrently(
            model_name='publishedcase',
            index=models.Index(fields=['topic_code', '-id'], name='published_of_code'),
        ),
        AddIndexConcurrently(
            model_name='publishedcase',
            index=models.Index(fields=['town', 'street', '-id'], name='published_of_street'),
        ),
        AddIndexConcurrently(
            model_name='publishedcase',
            index=models.Index(fields=['changed_at', 'id'], name='published_by_change'),
        ),
        AddIndexConcurrently(
            model_name='publishedcase',
            index=models.Index(condition=models.Q(('waits_until__isnull', False)), fields=['waits_until'], name='published_promised'),
        ),
        AddIndexConcurrently(
            model_name='publishedcase',
            index=models.Index(condition=models.Q(('latitude__isnull', False)), fields=['latitude', 'longitude'], name='published_on_map'),
        ),
        AddIndexConcurrently(
            model_name='publishedcase',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='published_search'),
        ),
        migrations.RunSQL(
            'update appeals_appeal set publication_is_stale = true where id in'
            ' (select appeal_id from publication_decision where is_published)',
            migrations.RunSQL.noop,
        ),
    ]
