"""What has a time of its own: scheduled by Procrastinate, each job short and safe to repeat."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app

from otklik.answers.approval.step_reminders import remind_of_steps
from otklik.answers.bulk.running import forget_runs
from otklik.appeals.calls import forget_numbers
from otklik.appeals.contacts import forget_contacts
from otklik.appeals.photos import forget_photos
from otklik.appeals.recomputing import JOB as RECOMPUTE_JOB
from otklik.appeals.recomputing import recompute_deadlines
from otklik.appeals.reminding import remind_of_dates, send_digests
from otklik.appeals.steps import move_cases_by_time
from otklik.appeals.warn_steps import warn_of_all_deadlines
from otklik.appeals.working_minutes import count_working_minutes
from otklik.audit.kept_outside import keep_seals
from otklik.audit.services import keep_audit_months, seal_records
from otklik.ground.program_role import ONE_ROLE, may_change_tables
from otklik.intake.deleters import forget_deleters
from otklik.intake.gate import forget_senders
from otklik.intake.letters import forget_unconfirmed
from otklik.intake.retention import keep_raw_months
from otklik.integrations.answering_once import forget_answers
from otklik.integrations.cases.services import CASE_JOB
from otklik.integrations.cases.steps import run_case_import
from otklik.integrations.hooks.steps import forget_calls
from otklik.integrations.open311.sending import forget_repeats
from otklik.integrations.running import TRIES
from otklik.integrations.services import JOB, forget_tables
from otklik.integrations.steps import run_import
from otklik.media.film_steps import want_missing_films
from otklik.media.parts import forget_parts
from otklik.media.services import drop_unused
from otklik.moderation.bulk.runs import forget_many
from otklik.moderation.evidence.services import forget_over_evidence, note_ends
from otklik.moderation.outside import note_outside_acts
from otklik.notices.services import forget_notices
from otklik.organizations.sessions import forget_over_sessions
from otklik.organizations.watching import watch_gaps
from otklik.pages.fake_look_up import look_up_fakes
from otklik.pages.fakes import look_at_questions
from otklik.pages.pace import forget_old_turns
from otklik.pages.steps import forget_scores, keep_snapshot_months
from otklik.publication.open_data.making import keep_open_files, make_open_files
from otklik.publication.published.last_change import forget_withdrawals
from otklik.publication.published.similar import forget_voices
from otklik.publication.subscriptions.subscribing import forget_unconfirmed_subscriptions
from otklik.shared.clock import now
from otklik.triage.learning.making import JOB as OWN_MODEL_JOB
from otklik.triage.learning.making import make_if_news, make_model

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="move_cases_by_time")
def move_cases(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each minute: deferrals come, silent authors are given up, quiet answered cases close."""
    move_cases_by_time(now=now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="warn_staff")
def warn_staff(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each minute: staff are warned of deadlines that come near and of answers that wait for a word too long."""
    warn_of_all_deadlines(clock=now, within=timedelta(seconds=50))
    remind_of_steps(now=now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="remind_staff")
def remind_staff(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Every ten minutes: dates that come near are reminded of; whose day begins gets the letter of what is due."""
    remind_of_dates(now=now())
    send_digests(now=now())


@app.periodic(cron="*/30 * * * *")
@app.task(queueing_lock="forget_parts")
def forget_files(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each half hour: files of residents that did not go on are let go, and whole ones that no form took."""
    forget_parts(now=now())
    drop_unused(now=now(), brought_within=timedelta(hours=6))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_records")
def seal_audit(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each minute: how acts of moderation ended is added to their evidence, and new rows are sealed into the chains."""
    note_ends(now=now())
    while seal_records(now=now()):
        pass


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="keep_seals")
def keep_audit_seals(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each five minutes: the last seals of the chains are noted outside of the database."""
    keep_seals(now=now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="look_at_questions")
def find_fakes(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each minute: addresses that people asked about are compared with the register; what imitates it is looked up."""
    look_at_questions(now=now())
    look_up_fakes(now=now())


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="keep_months")
def keep_months(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each hour: coming months get their partitions, raw events and snapshots past their keeping time are dropped."""
    keep_raw_months(now=now())
    keep_audit_months(now=now())
    keep_snapshot_months(now=now())
    with connection.cursor() as cursor:
        if may_change_tables(cursor):
            log.warning(ONE_ROLE)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="count_working_minutes")
def count_working_time(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each hour: answered cases that lack it are told how much of the wait was working time."""
    while count_working_minutes():
        pass


@app.task(name=JOB, retry=TRIES)
def run_register_import(import_id: int) -> None:
    """When a person asks: a register that was brought is checked, applied or taken back."""
    run_import(import_id, clock=now)


@app.task(name=CASE_JOB, retry=TRIES)
def run_cases_import(import_id: int) -> None:
    """When a person asks: an export of another system's cases is checked or applied."""
    run_case_import(import_id, clock=now)


@app.task(name=OWN_MODEL_JOB, retry=TRIES)
def make_own_model(model_id: int) -> None:
    """When a person asks: a model is made of what people corrected, and put in use if it is better."""
    make_model(model_id, now=now())


@app.task(name=RECOMPUTE_JOB, retry=TRIES)
def recompute_all_deadlines() -> None:
    """When a person asks: terms or calendars changed, and open cases get the deadlines that follow."""
    recompute_deadlines(now=now())


@app.periodic(cron="23 2 * * 0")
@app.task(queueing_lock="make_own_model_weekly")
def make_own_model_weekly(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each Sunday night, where the installation wants it: the same, if anything was corrected since."""
    if settings.OTKLIK_LEARN_WEEKLY:
        make_if_news(now=now())


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="forget_tables")
def forget_register_tables(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each night: tables that nobody applied are emptied; old scores and notices, contacts of closed cases go."""
    forget_tables(now=now())
    forget_runs(now=now())
    forget_many(now=now())
    forget_photos(now=now())
    drop_unused(now=now())
    want_missing_films(now=now())
    forget_numbers(now=now())
    forget_unconfirmed(now=now())
    forget_unconfirmed_subscriptions(now=now())
    forget_senders(now=now())
    forget_deleters(now=now())
    forget_answers(now=now())
    forget_calls(now=now())
    forget_voices(now=now())
    forget_withdrawals()
    forget_repeats(now=now())
    forget_contacts(now=now())
    forget_scores(now=now())
    forget_notices(now=now())


@app.periodic(cron="11 * * * *")
@app.task(queueing_lock="make_open_files", lock="open_data")
def make_open_data(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each hour: files of open data and figures of speed are made anew; files that were kept long enough go."""
    make_open_files(now=now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="keep_open_files", lock="open_data")
def keep_open_data(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each minute: files of open data that hold a case which was taken back are made anew, older ones deleted."""
    keep_open_files(now=now())


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="note_outside_acts")
def note_outside(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Every quarter of an hour: what was deleted or banned in the networks themselves is noted for the report."""
    note_outside_acts(now=now())


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="forget_evidence")
def forget_evidence(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each night: the words of evidence whose term is over and which nothing holds are taken out."""
    while forget_over_evidence(now=now()):
        pass


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="forget_turns")
def forget_turns(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each hour: tokens and chats that nobody used of late leave the table of turns."""
    forget_old_turns(now=now())


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="watch_staff")
def watch_staff(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Each hour: days ahead on which nobody of a body may answer are noticed; sessions that are over are forgotten."""
    watch_gaps(now=now())
    forget_over_sessions(now=now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="rescue_stalled_jobs")
async def rescue_stalled_jobs(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate passes it by name)
    """Every ten minutes: jobs of killed workers are put back."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
