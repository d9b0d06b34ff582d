import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='BodyTurn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('entered', 'Entered'), ('edited', 'Edited'), ('moved', 'Moved'), ('founder', 'Founder Changed'), ('territory', 'Territory Changed'), ('merged', 'Merged'), ('took_over', 'Took Over'), ('closed', 'Closed')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('by', models.CharField(blank=True, max_length=200)),
                    ('because', models.CharField(blank=True, max_length=500)),
                    ('before', models.CharField(blank=True, max_length=300)),
                    ('after', models.CharField(blank=True, max_length=300)),
                    ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list)),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='organizations.body')),
                ],
                options={
                    'indexes': [models.Index(fields=['body', '-id'], name='turn_of_body')],
                },
            ),
            migrations.CreateModel(
                name='Competence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='competences', to='organizations.body')),
                    ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='topics.topic')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('body', 'topic'), name='competence_once')],
                },
            ),
            migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_on', models.DateField()),
                    ('until_on', models.DateField()),
                    ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stand_ins', to=settings.AUTH_USER_MODEL)),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['deputy', 'until_on'], name='absence_deputy'), models.Index(fields=['staff', 'until_on'], name='absence_staff')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('since_on'))), name='absence_ends_later'), models.CheckConstraint(condition=models.Q(('deputy', None), models.Q(('deputy', models.F('staff')), _negated=True), _connector='OR'), name='absence_other_deputy')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('invited_at', models.DateTimeField()),
                    ('token_hash', models.CharField(blank=True, max_length=64)),
                    ('expires_at', models.DateTimeField(blank=True, null=True)),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('letter', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('unknown', 'Unknown')], default='waiting', max_length=8)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('due_at', models.DateTimeField()),
                    ('trouble', models.CharField(blank=True, max_length=300)),
                    ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('letter__in', ['waiting', 'sending'])), fields=['due_at'], name='invitation_to_send'), models.Index(fields=['staff', '-id'], name='invitation_of')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('token_hash', ''), _negated=True), fields=('token_hash',), name='invitation_token_once')],
                },
            ),
            migrations.CreateModel(
                name='SignInPolicy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_on', models.DateField(unique=True)),
                    ('min_length', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(8), django.core.validators.MaxValueValidator(64)])),
                    ('second_factor_roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('content_manager', 'content_manager'), ('executor', 'executor'), ('approver', 'approver'), ('coordinator', 'coordinator'), ('founder', 'founder'), ('curator', 'curator'), ('moderator', 'moderator'), ('analyst', 'analyst'), ('auditor', 'auditor'), ('administrator', 'administrator')], max_length=20), blank=True, default=list)),
                    ('session_hours', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)])),
                    ('invitation_days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)])),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='StaffGap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('nobody', 'nobody'), ('one_only', 'one_only')], max_length=10)),
                    ('since_on', models.DateField()),
                    ('until_on', models.DateField()),
                    ('noticed_at', models.DateTimeField()),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gaps', to='organizations.body')),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', 'since_on', 'body'], name='staff_gap_list')],
                    'constraints': [models.UniqueConstraint(fields=('body', 'kind', 'since_on'), name='staff_gap_once')],
                },
            ),
            migrations.CreateModel(
                name='StaffSession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40, unique=True)),
                    ('device', models.CharField(blank=True, max_length=120)),
                    ('opened_at', models.DateTimeField()),
                    ('seen_at', models.DateTimeField()),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['staff', '-seen_at'], name='staff_session_of')],
                },
            ),
            migrations.AddField(
                model_name='body',
                name='address',
                field=models.CharField(blank=True, max_length=300),
            ),
            migrations.AddField(
                model_name='body',
                name='closed_on',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='body',
                name='email',
                field=models.EmailField(blank=True, max_length=254),
            ),
            migrations.AddField(
                model_name='body',
                name='further_spheres',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=2),
            ),
            migrations.AddField(
                model_name='body',
                name='level',
                field=models.CharField(blank=True, choices=[('region', 'Region'), ('ministry', 'Ministry'), ('municipality', 'Municipality'), ('department', 'Department'), ('institution', 'Institution')], max_length=12),
            ),
            migrations.AddField(
                model_name='body',
                name='merged_into',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.body'),
            ),
            migrations.AddField(
                model_name='body',
                name='ogrn',
                field=models.CharField(blank=True, max_length=13),
            ),
            migrations.AddField(
                model_name='body',
                name='phone',
                field=models.CharField(blank=True, max_length=60),
            ),
            migrations.AddField(
                model_name='body',
                name='population',
                field=models.PositiveIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='body',
                name='site',
                field=models.URLField(blank=True, max_length=300),
            ),
            migrations.AddConstraint(
                model_name='body',
                constraint=models.UniqueConstraint(condition=models.Q(('ogrn', ''), _negated=True), fields=('ogrn',), name='body_ogrn_once'),
            ),
            migrations.AddField(
                model_name='body',
                name='rows_wait_since',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='territory',
                name='east',
                field=models.FloatField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='territory',
                name='north',
                field=models.FloatField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='territory',
                name='shape',
                field=models.BinaryField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='territory',
                name='south',
                field=models.FloatField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='territory',
                name='west',
                field=models.FloatField(blank=True, null=True),
            ),
            migrations.AddIndex(
                model_name='body',
                index=models.Index(condition=models.Q(('rows_wait_since__isnull', False)), fields=['rows_wait_since'], name='body_rows_wait'),
            ),
            migrations.AddIndex(
                model_name='territory',
                index=models.Index(condition=models.Q(('shape__isnull', False)), fields=['west', 'east'], name='territory_with_shape'),
            ),
            migrations.AddField(
                model_name='staff',
                name='seen_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddIndex(
                model_name='appointment',
                index=models.Index(fields=['body', 'role'], name='appointment_of_body'),
            ),
            migrations.AddIndex(
                model_name='staff',
                index=models.Index(fields=['name', 'id'], name='staff_by_name'),
            ),
        ]),
        migrations.AlterField(
            model_name='bodyturn',
            name='kind',
            field=models.CharField(choices=[('entered', 'Entered'), ('edited', 'Edited'), ('moved', 'Moved'), ('founder', 'Founder Changed'), ('territory', 'Territory Changed'), ('merged', 'Merged'), ('took_over', 'Took Over'), ('closed', 'Closed'), ('reopened', 'Reopened')], max_length=10),
        ),
    ]
