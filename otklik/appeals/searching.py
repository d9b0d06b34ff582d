"""Full-text search of cases: Russian lemmas, ё as е, in one stored tsvector."""

import re
from collections.abc import Sequence

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from otklik.appeals.models import Appeal
from otklik.shared.lemmas import all_lemmas
from otklik.shared.text import fold, in_one_script

_WORD = re.compile(r"\w+")
MOST_WORDS = 400
MOST_WORDS_ASKED = 12


def index_cases(appeals: Sequence[Appeal]) -> None:
    """Write the words of saved cases into their search vectors, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update appeals_appeal as appeal set search = to_tsvector('simple', said.words)"
            " from unnest(%s::bigint[], %s::text[]) as said (id, words) where appeal.id = said.id",
            [[appeal.id for appeal in appeals], [words_to_find(_text_of(appeal)) for appeal in appeals]],
        )


def _text_of(appeal: Appeal) -> str:
    return f"{appeal.title} {appeal.typed_text} {appeal.author_name} {appeal.address} {appeal.source_number}"


def words_to_find(text: str) -> str:
    """What a text is found by: its first 400 words, each as all that it may be a form of, for `to_tsvector`.

    One form would not do: «ямы» is first of all that of «ям», a post-house.
    """
    words = dict.fromkeys(word for said in _WORD.findall(fold(text))[:MOST_WORDS] for word in _readings(said))
    return " ".join(form for word in words for form in sorted(all_lemmas(word)))


def search_query(text: str) -> SearchQuery | None:
    """All words of a question, each in any form or as a beginning; None when it holds no word."""
    words = _WORD.findall(fold(text))[:MOST_WORDS_ASKED]
    if not words:
        return None
    parts = [
        "({})".format(
            " | ".join(
                part
                for word in _readings(said)
                for part in (*(f"'{form}'" for form in sorted(all_lemmas(word))), f"'{word}':*")
            )
        )
        for said in words
    ]
    return SearchQuery(" & ".join(parts), search_type="raw", config="simple")


def _readings(word: str) -> tuple[str, ...]:
    """A word as it is written, and as it is read where Latin letters stand among Cyrillic ones."""
    read = in_one_script(word)
    return (word,) if read == word else (word, read)
