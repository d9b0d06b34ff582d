"""What staff did in a story, told by the services that they use, at the moments when they did it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from otklik.answers import services as answers
from otklik.answers.models import Answer, AnswerState
from otklik.answers.steps import take_over_outside_answers
from otklik.appeals import services as appeals
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move
from otklik.appeals.states import Act, Outcome, Party, State
from otklik.appeals.workflow import Reason
from otklik.demo.cast import Cast
from otklik.demo.stories import Line, Story
from otklik.intake.models import ResidentMessage
from otklik.organizations.models import Body
from otklik.organizations.selectors import Viewer

GIVEN_UP_AFTER = timedelta(days=10)
CLOSED_AFTER = timedelta(days=6)
A_MOMENT = timedelta(minutes=1)


@dataclass
class Plot:
    """A story with its case."""

    story: Story
    number: int
    cast: Cast
    body: Body
    """Who answers."""
    topic_id: int | None
    today: date
    """From which promises are counted."""
    main: int
    """The case to which this one is joined; 0 for none."""
    hear: Callable[[Line], ResidentMessage]
    deliver: Callable[[Line], None]

    @property
    def slug(self) -> str:
        return self.story.said.answering_body

    @property
    def worker(self) -> Viewer:
        """Who works the case out."""
        return self.cast.executor(self.slug, self.number) or self.cast.writer(self.slug)

    def appeal(self) -> Appeal:
        return Appeal.objects.select_related("body", "page").get(number=self.number)

    def step(self, act: Act, *, by: Viewer, at: datetime, reason: Reason | None = None) -> None:
        appeals.take_step(self.number, act, by=by, reason=reason or Reason(), version=None, now=at)

    def happens(self, act: Act, by: Party, *, at: datetime) -> None:
        """Something that no member of staff does."""
        make_move(self.appeal(), Move(act, by), now=at)


def play_plot(plot: Plot) -> None:
    """Let staff act until the story has come to its fate."""
    fate = plot.story.said.fate
    if fate == "in_moderation":
        return
    if fate == "declined":
        clause = Reason(clause=plot.story.said.because)
        plot.step(Act.DECLINE, by=plot.cast.moderator(plot.slug), at=plot.story.taken_at, reason=clause)
        return
    _place(plot)
    _PLOTS[fate](plot)


def _place(plot: Plot) -> None:
    """Past moderation, to the body that answers, with the right topic and, where there is one, an executor."""
    at, appeal = plot.story.lines["first"].at + A_MOMENT, plot.appeal()
    if appeal.state == State.IN_MODERATION:
        plot.step(Act.PASS_MODERATION, by=plot.cast.moderator(appeal.body.slug), at=at)
        appeal = plot.appeal()
    executor = plot.cast.executor(plot.slug, plot.number)
    if appeal.state == State.NEW or appeal.body_id != plot.body.id or executor is not None:
        appeals.assign(
            plot.number,
            body_id=plot.body.id,
            executor_id=executor.staff_id if executor else None,
            by=plot.cast.overseer(appeal.body.slug),
            because="По теме и адресу",
            version=None,
            now=at + A_MOMENT,
        )
    _correct(plot, at=at + 2 * A_MOMENT)


def _correct(plot: Plot, *, at: datetime) -> None:
    """Put right what the machine took for something else; who goes on with a case accepts what is right."""
    said, appeal = plot.story.said, plot.appeal()
    is_wrong = plot.topic_id != appeal.topic_id or said.importance != appeal.importance
    if is_wrong or said.fate not in _UNTOUCHED:
        appeals.correct_case(
            plot.number,
            topic_id=plot.topic_id,
            address=appeal.address,
            importance=said.importance,
            by=plot.cast.overseer(plot.slug),
            version=None,
            now=at,
        )


def _wait(plot: Plot) -> None:
    """Nobody has taken it yet."""


def _take(plot: Plot) -> None:
    """The one who works it out takes it."""
    plot.step(Act.TAKE, by=plot.worker, at=plot.story.taken_at)


def _work(plot: Plot) -> None:
    _take(plot)
    note = "Позвонили мастеру: посмотрит на месте и напишет, что нужно."
    appeals.write_note(plot.number, text=note, by=plot.worker, now=plot.story.taken_at + A_MOMENT)


def _submit(plot: Plot, *, kind: str = "final") -> None:
    """The worker writes an answer and puts it before the approver."""
    answers.submit_answer(
        plot.number,
        kind=kind,
        text=plot.story.said.answer,
        promised_on=_promised_on(plot) if kind == "interim" else None,
        by=plot.worker,
        version=None,
        how=answers.HowToSend(is_sure=True),
        now=plot.story.written_at,
    )


def _promised_on(plot: Plot) -> date:
    return plot.today + timedelta(days=plot.story.said.days)


def _answer(plot: Plot, *, kind: str = "final") -> None:
    """Write, have approved where that is asked for, send, and hear what the resident says to it."""
    line = plot.story.lines["answer"]
    if plot.appeal().state != State.IN_WORK:
        _take(plot)
    if plot.body.requires_approval:
        _submit(plot, kind=kind)
        waiting = Answer.objects.get(appeal__number=plot.number, state=AnswerState.SUBMITTED)
        approver = plot.cast.approver(plot.slug)
        answers.approve_answer(
            plot.number, text_hash=waiting.text_hash, by=approver, version=None, now=line.at - A_MOMENT,
            is_sure=True,
        )  # fmt: skip
    else:
        answers.answer_at_once(
            plot.number,
            kind=kind,
            text=line.text,
            promised_on=_promised_on(plot) if kind == "interim" else None,
            by=plot.cast.writer(plot.slug),
            version=None,
            now=line.at - A_MOMENT,
            how=answers.HowToSend(is_sure=True),
        )
    plot.deliver(line)
    _hear_more(plot)


def _hear_more(plot: Plot) -> None:
    then = plot.story.lines.get("then")
    if then is not None:
        plot.hear(then)


def _answer_and_rest(plot: Plot) -> None:
    """Answered; closed after some quiet days."""
    _answer(plot)
    if plot.story.ended_at.date() < plot.today - CLOSED_AFTER:
        _close(plot)


def _answer_and_close(plot: Plot) -> None:
    _answer(plot)
    _close(plot)


def _close(plot: Plot) -> None:
    outcome = Outcome.SOLVED if plot.story.said.kind == "problem" else Outcome.EXPLAINED
    reason = Reason(outcome=outcome, text="Проверили: вопрос решён")
    plot.step(Act.CLOSE, by=plot.cast.writer(plot.slug), at=plot.story.ended_at, reason=reason)


def _answer_outside(plot: Plot) -> None:
    """Somebody answered in VK itself."""
    plot.hear(plot.story.lines["answer"])
    take_over_outside_answers()
    _hear_more(plot)


def _answer_for_now(plot: Plot) -> None:
    _answer(plot, kind="interim")


def _answer_and_defer(plot: Plot) -> None:
    _answer(plot)
    reason = Reason(text=plot.story.said.because, due_on=_promised_on(plot))
    plot.step(Act.DEFER, by=plot.cast.overseer(plot.slug), at=plot.story.ended_at, reason=reason)


def _answer_and_reopen(plot: Plot) -> None:
    _answer(plot)
    reason = Reason(text="Житель пишет, что не решено")
    plot.step(Act.REOPEN, by=plot.worker, at=plot.story.ended_at, reason=reason)


def _submit_only(plot: Plot) -> None:
    _take(plot)
    _submit(plot)


def _send_back(plot: Plot) -> None:
    _take(plot)
    _submit(plot)
    approver = plot.cast.approver(plot.slug)
    because, at = plot.story.said.because, max(plot.story.written_at + A_MOMENT, plot.story.taken_at + 2 * A_MOMENT)
    answers.send_back(plot.number, because=because, by=approver, version=None, now=at)


def _ask(plot: Plot) -> None:
    line = plot.story.lines["question"]
    _take(plot)
    answers.ask_author(plot.number, question=line.text, by=plot.worker, version=None, now=line.at - A_MOMENT)
    plot.deliver(line)


def _ask_and_answer(plot: Plot) -> None:
    _ask(plot)
    plot.hear(plot.story.lines["reply"])
    _answer(plot)


def _ask_and_give_up(plot: Plot) -> None:
    _ask(plot)
    plot.happens(Act.GIVE_UP_CLARIFYING, Party.SYSTEM, at=plot.story.lines["question"].at + GIVEN_UP_AFTER)


def _return(plot: Plot) -> None:
    reason = Reason(text=plot.story.said.because)
    plot.step(Act.RETURN_NOT_OURS, by=plot.worker, at=plot.story.taken_at, reason=reason)


def _hand_over(plot: Plot) -> None:
    said = plot.story.said
    reason = Reason(system=said.system, number=f"06-{plot.number:04}", text=said.because)
    plot.step(Act.HAND_OVER, by=plot.cast.overseer(plot.slug), at=plot.story.taken_at, reason=reason)


def _join(plot: Plot) -> None:
    reason = Reason(number=str(plot.main))
    plot.step(Act.JOIN, by=plot.cast.overseer(plot.slug), at=plot.story.taken_at, reason=reason)


def _withdraw(plot: Plot) -> None:
    plot.happens(Act.WITHDRAW, Party.AUTHOR, at=plot.story.taken_at)


_UNTOUCHED = frozenset({"assigned", "in_work"})
"""Fates in which nobody has looked at the proposal yet: the desk still shows it as one."""
_PLOTS: dict[str, Callable[[Plot], None]] = {
    "answered": _answer_and_rest,
    "outside": _answer_outside,
    "closed": _answer_and_close,
    "reopened": _answer_and_reopen,
    "interim": _answer_for_now,
    "clarifying": _ask,
    "asked_back": _ask_and_answer,
    "given_up": _ask_and_give_up,
    "assigned": _wait,
    "in_work": _work,
    "awaiting_approval": _submit_only,
    "rework": _send_back,
    "deferred": _answer_and_defer,
    "misrouted": _return,
    "handed_over": _hand_over,
    "duplicate": _join,
    "withdrawn": _withdraw,
}
