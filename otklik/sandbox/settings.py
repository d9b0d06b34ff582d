"""What can be tuned while the sandbox runs."""

from dataclasses import dataclass


@dataclass(slots=True)
class Settings:
    """`time_factor` multiplies the delays of pushes and the ends of bans, so that an hour can pass in a second."""

    time_factor: float = 1.0
    are_limits_on: bool = True
    pause_after_errors: int = 20
    pause_seconds: float = 60.0
