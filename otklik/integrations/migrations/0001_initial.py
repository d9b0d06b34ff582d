import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='RegisterImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('by_name', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('file_name', models.CharField(max_length=200)),
                    ('content', models.BinaryField(default=bytes)),
                    ('sha256', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('checking', 'Checking'), ('checked', 'Checked'), ('applying', 'Applying'), ('applied', 'Applied'), ('undoing', 'Undoing'), ('undone', 'Undone'), ('failed', 'Failed')], default='checking', max_length=8)),
                    ('trouble', models.JSONField(default=dict)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('beat_at', models.DateTimeField(null=True)),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('titles', models.JSONField(default=list)),
                    ('unknown_titles', models.JSONField(default=list)),
                    ('rows_read', models.PositiveIntegerField(default=0)),
                    ('rows_good', models.PositiveIntegerField(default=0)),
                    ('rows_refused', models.PositiveIntegerField(default=0)),
                    ('new_towns', models.PositiveIntegerField(default=0)),
                    ('new_bodies', models.PositiveIntegerField(default=0)),
                    ('changed_bodies', models.PositiveIntegerField(default=0)),
                    ('new_pages', models.PositiveIntegerField(default=0)),
                    ('changed_pages', models.PositiveIntegerField(default=0)),
                    ('exemptions', models.PositiveIntegerField(default=0)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='RegisterChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('row', models.PositiveIntegerField()),
                    ('kind', models.CharField(choices=[('body', 'body'), ('page', 'page'), ('exemption', 'exemption')], max_length=10)),
                    ('object_id', models.BigIntegerField()),
                    ('is_new', models.BooleanField()),
                    ('before', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('after', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                    ('not_undone', models.CharField(blank=True, max_length=200)),
                    ('register_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='integrations.registerimport')),
                ],
            ),
            migrations.CreateModel(
                name='KeptValue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('row', models.PositiveIntegerField()),
                    ('column', models.CharField(max_length=20)),
                    ('said', models.CharField(max_length=500)),
                    ('stands', models.CharField(max_length=500)),
                    ('why', models.CharField(max_length=200)),
                    ('register_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept', to='integrations.registerimport')),
                ],
            ),
            migrations.CreateModel(
                name='RefusedRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('row', models.PositiveIntegerField()),
                    ('texts', models.JSONField()),
                    ('faults', models.JSONField()),
                    ('register_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refused', to='integrations.registerimport')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('register_import', 'row'), name='refused_once')],
                },
            ),
        ]),
    ]
