import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0014_photos'),
        ('organizations', '0002_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Tag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=40)),
                    ('is_public', models.BooleanField(default=False)),
                    ('is_active', models.BooleanField(default=True)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('publication_is_stale', models.BooleanField(default=False)),
                    ('made_at', models.DateTimeField()),
                    ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.body')),
                    ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('publication_is_stale', True)), fields=['id'], name='tag_to_publish_anew')],
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('body'), condition=models.Q(('is_active', True)), name='tag_once_by_name', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='CaseTag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tags', to='appeals.appeal')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='appeals.tag')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('appeal', 'tag'), name='case_tag_once')],
                },
            ),
        ]),
    ]
