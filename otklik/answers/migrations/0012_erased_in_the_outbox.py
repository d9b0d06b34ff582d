"""Acts of answers from which somebody was erased before acts were looked at by their thread: the answer knows the text."""

from django.db import migrations

ERASED_AS_THE_ANSWER = """
update delivery_outboxact as act set text = answer.text from answers_answer as answer
where answer.act_id = act.id and answer.text like '%•••%' and act.text <> answer.text and act.text <> ''
"""


class Migration(migrations.Migration):

    dependencies = [("answers", "0011_bulk_in_the_worker"), ("delivery", "0005_held_of_page")]

    operations = [migrations.RunSQL(ERASED_AS_THE_ANSWER, migrations.RunSQL.noop)]
