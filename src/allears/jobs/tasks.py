"""The tasks themselves. Each calls one action, and doing it twice does no harm."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext

from allears.conversations.channels.email import sending
from allears.conversations.models import Conversation
from allears.customers.queries import members
from allears.learning import actions as learning
from allears.learning import nudging, telling
from allears.learning.actions import plans as planning
from allears.lib.errors import NotFound
from allears.promises import actions as promising
from allears.readings import actions as reading
from allears.transfer.exporters.lrs import send_statement
from allears.transfer.importers.bring import propose_standings

AGAIN = RetryStrategy(max_attempts=6, exponential_wait=4)
MAIL_TRIES = 9
RECORDS_AGAIN = RetryStrategy(max_attempts=200, wait=3600)
MAIL_AGAIN = RetryStrategy(max_attempts=MAIL_TRIES, exponential_wait=4)  # the last try comes after about a day


@app.task(name="listen_again", queue="listening", retry=AGAIN)
def listen_again(conversation: int) -> None:
    """Listen to a conversation as it stands now."""
    try:
        reading.listen_again(conversation)
    except NotFound:
        return  # it was removed in the meantime: nothing is left to listen to


@app.task(name="take_promises", queue="listening", retry=AGAIN)
def take_promises(conversation: int) -> None:
    """Write down the promises that the newest reading heard."""
    try:
        promising.take(conversation)
    except NotFound:
        return


@app.task(name="propose_standing", queue="listening", retry=AGAIN)
def propose_standing(conversation: int) -> None:
    """Let the rule speak anew on the standing of a conversation's customer."""
    person = Conversation.objects.filter(pk=conversation).values_list("person_id", flat=True).first()
    if person is not None:
        propose_standings({person})


@app.task(name="propose_standing_of", queue="listening", retry=AGAIN)
def propose_standing_of(person: int) -> None:
    """Let the rule speak anew on a customer's standing: where they belong, or what they rely on, has changed."""
    propose_standings({person})


@app.task(name="propose_standing_within", queue="listening", retry=AGAIN)
def propose_standing_within(group: int) -> None:
    """Let the rule speak anew on the standing of all who belong to a group."""
    propose_standings(members(group))


@app.task(name="send_answer", queue="mail", retry=MAIL_AGAIN, pass_context=True)
def send_answer(context: JobContext, turn: int) -> None:
    """Send a written answer by mail; a server that is away is tried again for a day."""
    sending.send_answer(turn, last_try=context.job.attempts + 1 >= MAIL_TRIES)


@app.task(name="send_nudge", queue="mail", retry=MAIL_AGAIN)
def send_nudge(nudge: int) -> None:
    """Bring a plan back to mind by mail, where that is wished for; a server that is away is tried again for a day."""
    nudging.send_nudge(nudge)


@app.periodic(cron="*/10 * * * *")
@app.task(name="watch_plans", queue="clock", queueing_lock="watch_plans", pass_context=False)
def watch_plans(timestamp: int) -> None:
    """Every ten minutes: bring the plans back to mind whose day has come."""
    planning.watch_plans()


@app.task(name="tell_records", queue="records", retry=RECORDS_AGAIN)
def tell_records(event: int) -> None:
    """Tell the learning record store, where one is named, what a learner did; one that is away is tried for a week."""
    send_statement(event)


@app.task(name="tell_of_assignment", queue="mail", retry=MAIL_AGAIN)
def tell_of_assignment(assignment: int) -> None:
    """Tell by mail of a course that is asked of somebody; a server that is away is tried again for a day."""
    telling.tell_of_assignment(assignment)


@app.task(name="issue_certificate", queue="clock", retry=AGAIN)
def issue_certificate(enrolment: int) -> None:
    """Give the certificate of a course that was done whole, if its mark is reached."""
    learning.issue_for(enrolment)


@app.periodic(cron="* * * * *")
@app.task(name="watch_promises", queue="clock", queueing_lock="watch_promises", pass_context=False)
def watch_promises(timestamp: int) -> None:
    """Every minute: notice promises whose time has passed."""
    promising.watch()


@app.periodic(cron="* * * * *")
@app.task(name="take_up_stalled", queue="clock", queueing_lock="take_up_stalled", pass_context=True)
async def take_up_stalled(context: JobContext, timestamp: int) -> None:
    """Every minute: take up the jobs of a worker that was killed in the middle of them."""
    for job in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(job)
