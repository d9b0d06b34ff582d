"""People look at what is published: rules of bodies, edited and withdrawn copies, photos that were let pass."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('appeals', '0014_photos'),
        ('media', '0003_videos'),
        ('organizations', '0002_register'),
        ('publication', '0010_subscriptions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='PhotoLook',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_number', models.CharField(blank=True, max_length=12)),
                    ('stage', models.CharField(blank=True, max_length=6)),
                    ('areas', models.JSONField(default=list)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.storedfile')),
                    ('photo', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='appeals.casephoto')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('public_number', ''), _negated=True), fields=['public_number'], name='photo_look_public')],
                },
            ),
            migrations.CreateModel(
                name='PublicationRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_on', models.DateField()),
                    ('comments', models.BooleanField(default=True)),
                    ('wall_posts', models.BooleanField(default=True)),
                    ('private', models.BooleanField(default=True)),
                    ('own_pages', models.BooleanField(default=True)),
                    ('entered_at', models.DateTimeField()),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.body')),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['body', 'since_on', 'id'], name='publication_rule_of_body')],
                },
            ),
            migrations.CreateModel(
                name='PublishedPhoto',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=12, unique=True)),
                    ('case_number', models.CharField(max_length=12)),
                    ('stage', models.CharField(max_length=6)),
                    ('content_hash', models.CharField(max_length=64)),
                    ('width', models.PositiveIntegerField()),
                    ('height', models.PositiveIntegerField()),
                ],
                options={
                    'indexes': [models.Index(fields=['case_number', 'id'], name='published_photos_of_case')],
                },
            ),
            migrations.AddField(
                model_name='decision',
                name='consent_because',
                field=models.CharField(blank=True, db_default='', default='', max_length=500),
            ),
            migrations.AddField(
                model_name='decision',
                name='consent_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='decision',
                name='edited_answer',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AddField(
                model_name='decision',
                name='edited_text',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AddField(
                model_name='decision',
                name='looked_at',
                field=models.DateTimeField(null=True),
            ),
            migrations.AddField(
                model_name='decision',
                name='looked_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='decision',
                name='looked_of',
                field=models.CharField(blank=True, db_default='', default='', max_length=64),
            ),
            migrations.AddField(
                model_name='decision',
                name='version',
                field=models.PositiveIntegerField(db_default=1, default=1),
            ),
            migrations.AddField(
                model_name='decision',
                name='waits',
                field=models.BooleanField(db_default=False, default=False),
            ),
            migrations.AddField(
                model_name='decision',
                name='withdrawn_because',
                field=models.CharField(blank=True, db_default='', default='', max_length=500),
            ),
        ]),
        AddIndexConcurrently(
            model_name='decision',
            index=models.Index(condition=models.Q(('waits', True)), fields=['decided_at', 'id'], name='publication_waits'),
        ),
    ]
