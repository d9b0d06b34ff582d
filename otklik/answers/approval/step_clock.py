"""The clock of an approval step: until when whoever's turn it is has to say a word.

Its term stands in the rule of approval and is kept with the answer: a rule that changes moves nothing that waits. It
runs in the working time of the body that answers, from the submission or from the word before; an edit of the text
begins the first step anew. What runs out changes nothing by itself: whoever's turn it is is reminded, then those above
them (`step_reminders.py`), the queue shows it late, and a deputy, a coordinator or a curator may act.
"""

from datetime import datetime

from otklik.answers.models import Answer
from otklik.appeals.clocks import calendar_of
from otklik.appeals.deadlines import add_term
from otklik.appeals.profiles import Term, Unit


def begin_step(answer: Answer, number: int, *, now: datetime) -> None:
    """Step `number`, from 0, waits since now; without a term, or past the last one, nothing runs."""
    minutes = answer.step_terms[number] if number < len(answer.step_terms) else 0
    answer.step_due_at = None
    if minutes and number < len(answer.steps):
        calendar = calendar_of(answer.appeal.body)
        answer.step_due_at = add_term(now, Term(minutes, Unit.WORKING_MINUTES), calendar=calendar)
    answer.step_remind_at = answer.step_due_at
