"""Every number and sentence of Telegram has a meaning in our words."""

from datetime import UTC, datetime, timedelta

import pytest

from otklik.networks.connectors.telegram.errors import GONE, MEANINGS, decide_error, find_meaning, known_codes
from otklik.networks.errors import ConnectorError, Refused, TryLater

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NUMBERS_OF_TELEGRAM = {303, 400, 401, 403, 404, 406, 409, 413, 420, 429, 500}


def decide(code: int, words: str = "", *, retry_after: int | None = None, is_write: bool = True) -> ConnectorError:
    return decide_error(code, words, retry_after=retry_after, is_write=is_write, now=NOW)


def test_it_knows_every_number_of_telegram() -> None:
    assert known_codes() == NUMBERS_OF_TELEGRAM
    assert all(any(one.code == code and not one.phrases for one in MEANINGS) for code in NUMBERS_OF_TELEGRAM)


def test_it_writes_phrases_as_they_are_looked_for_and_each_once() -> None:
    phrases = [(meaning.code, phrase) for meaning in MEANINGS for phrase in meaning.phrases]
    assert [phrase for _, phrase in phrases if phrase != phrase.lower()] == []
    assert len(phrases) == len(set(phrases))


def test_it_tells_a_person_what_to_do_about_everything_final() -> None:
    final = [meaning for meaning in MEANINGS if meaning.is_final]
    assert final
    assert all(meaning.reason and meaning.next_step for meaning in final)


@pytest.mark.parametrize(
    ("code", "words", "word"),
    [
        (400, "Bad Request: message to be replied not found", "no longer there"),
        (400, "Bad Request: message to reply not found", "no longer there"),
        (400, "Bad Request: message to delete not found", "no longer there"),
        (400, "Bad Request: message can't be deleted", "48 hours"),
        (400, "Bad Request: message is too long", "too long"),
        (400, "Bad Request: message text is empty", "no text"),
        (400, "Bad Request: chat not found", "no such channel"),
        (400, "Bad Request: not enough rights to restrict/unrestrict chat member", "no right"),
        (400, "Bad Request: user is an administrator of the chat", "administrators"),
        (400, "Bad Request: PARTICIPANT_ID_INVALID", "author"),
        (400, "Bad Request: group chat was upgraded to a supergroup chat", "new number"),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", "may not write"),
        (400, "Bad Request: bad webhook: HTTPS url must be provided for webhook", "our address"),
        (400, "Bad Request: something new", "does not understand"),
        (401, "Unauthorized", "token"),
        (404, "Not Found", "token"),
        (403, "Forbidden: bot was blocked by the user", "does not receive"),
        (403, "Forbidden: user is deactivated", "does not receive"),
        (403, "Forbidden: bot can't initiate conversation with a user", "does not receive"),
        (403, "Forbidden: bot was kicked from the supergroup chat", "no longer in the channel"),
        (403, "Forbidden: something new", "no right"),
        (409, "Conflict: can't use getUpdates method while webhook is active", "one way only"),
        (418, "I'm a teapot", "do not know"),
    ],
)
def test_it_is_final_with_a_reason_and_a_next_step(code: int, words: str, word: str) -> None:
    error = decide(code, words)
    assert isinstance(error, Refused)
    assert word in error.reason
    assert error.next_step
    assert error.code.startswith(str(code))


def test_it_marks_only_what_is_gone_already() -> None:
    assert decide(400, "Bad Request: message to delete not found").code == f"400 {GONE}"
    assert decide(400, "Bad Request: message can't be deleted").code == "400"


def test_it_waits_as_long_as_telegram_says() -> None:
    error = decide(429, "Too Many Requests: retry after 35", retry_after=35)
    assert isinstance(error, TryLater)
    assert (error.until, error.is_uncertain, error.code) == (NOW + timedelta(seconds=35), False, "429")


@pytest.mark.parametrize(("told", "wait"), [(None, 5), (0, 5), (-1, 5), (10**12, 86_400)])
def test_it_waits_a_sensible_time_when_telegram_says_nonsense(told: int | None, wait: int) -> None:
    error = decide(429, "Too Many Requests", retry_after=told)
    assert isinstance(error, TryLater)
    assert error.until == NOW + timedelta(seconds=wait)


@pytest.mark.parametrize(("is_write", "is_uncertain"), [(True, True), (False, False)])
@pytest.mark.parametrize("code", [500, 502, 504])
def test_it_is_uncertain_about_a_write_that_telegram_failed_on_itself(
    code: int, is_write: bool, is_uncertain: bool
) -> None:
    error = decide(code, "Bad Gateway", is_write=is_write)
    assert isinstance(error, TryLater)
    assert error.is_uncertain is is_uncertain


def test_it_reads_sentences_whatever_letters_they_are_written_in() -> None:
    assert find_meaning(400, "BAD REQUEST: Message Is Too Long").reason == "The text is too long for Telegram."
