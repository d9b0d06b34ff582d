from django.db import migrations

HELD = """
update delivery_outboxact as notice
set state = 'held', queued_at = notice.queued_at - interval '3650 days', next_try_at = notice.queued_at - interval '3650 days'
from moderation_decision as decision
where decision.notice_act_id = notice.id and decision.outbox_act_id is distinct from notice.id
  and notice.state = 'waiting' and notice.attempts = 0 and notice.queued_at > now() + interval '365 days'
"""
DATED = """
update delivery_outboxact
set state = 'waiting', queued_at = queued_at + interval '3650 days', next_try_at = queued_at + interval '3650 days'
where state = 'held'
"""


class Migration(migrations.Migration):
    """Notices that waited for their act by a day ten years off are held; those let go stay in their queue."""

    dependencies = [
        ('delivery', '0005_held_of_page'),
        ('moderation', '0002_many_decided'),
    ]

    operations = [
        migrations.RunSQL(HELD, DATED),
    ]
