import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from otklik.ground.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('appeals', '0012_warnings'),
        ('organizations', '0002_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.AlterField(
                model_name='transition',
                name='act',
                field=models.CharField(choices=[('open', 'open'), ('hold', 'hold'), ('pass_moderation', 'pass_moderation'), ('decline', 'decline'), ('uphold_objection', 'uphold_objection'), ('assign', 'assign'), ('take', 'take'), ('return_not_ours', 'return_not_ours'), ('submit', 'submit'), ('send_back', 'send_back'), ('submit_again', 'submit_again'), ('approve_final', 'approve_final'), ('approve_interim', 'approve_interim'), ('send_final', 'send_final'), ('send_interim', 'send_interim'), ('answered_outside', 'answered_outside'), ('answered_by_hand', 'answered_by_hand'), ('ask_author', 'ask_author'), ('author_answers', 'author_answers'), ('give_up_clarifying', 'give_up_clarifying'), ('defer', 'defer'), ('deferral_comes', 'deferral_comes'), ('hand_over', 'hand_over'), ('external_answers', 'external_answers'), ('close', 'close'), ('reopen', 'reopen'), ('join', 'join'), ('take_apart', 'take_apart'), ('withdraw', 'withdraw'), ('hand_in', 'hand_in'), ('decide_anew', 'decide_anew'), ('undo', 'undo')], max_length=20),
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('asked', models.JSONField(default=dict)),
                    ('made_at', models.DateTimeField()),
                    ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.body')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(models.F('owner'), django.db.models.functions.text.Lower('name'), name='view_once_by_name')],
                },
            ),
            migrations.CreateModel(
                name='DefaultView',
                fields=[
                    ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('view', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='appeals.savedview')),
                ],
            ),
        ]),
    ]
