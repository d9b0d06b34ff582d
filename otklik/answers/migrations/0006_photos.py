import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('answers', '0005_bulk'),
        ('appeals', '0014_photos'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='facts',
                name='key',
                field=models.CharField(blank=True, db_default='', max_length=36),
            ),
            migrations.AddField(
                model_name='facts',
                name='photos',
                field=models.ManyToManyField(related_name='+', to='appeals.casephoto'),
            ),
            migrations.AddField(
                model_name='residentverdict',
                name='photos',
                field=models.ManyToManyField(related_name='+', to='appeals.casephoto'),
            ),
            migrations.CreateModel(
                name='ShownPhotos',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='appeals.appeal')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('photos', models.ManyToManyField(related_name='+', to='appeals.casephoto')),
                ],
            ),
        ]),
        # apart: it builds on the column
        migrations.AddConstraint(
            model_name='facts',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('key',), name='facts_told_once'),
        ),
    ]
