"""Wiring: what this room does when cases take a step."""

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    """The room of answers."""

    name = "otklik.answers"

    def ready(self) -> None:
        """Follow the steps of cases."""
        from otklik.answers.sending.calling_off import follow_case
        from otklik.appeals.following import follow_steps

        follow_steps(follow_case)
