"""What the edge has done since it started, for Prometheus."""

from collections import Counter


class Counters:
    """Numbers that only grow, and a few that show the present."""

    def __init__(self) -> None:
        self._hooks: Counter[tuple[str, int]] = Counter()
        self.commits = 0
        self.kept = 0
        self.lookups = 0
        self.listeners = 0
        self.notices = 0

    def count_hook(self, network: str, status: int) -> None:
        """One webhook was answered."""
        self._hooks[network, status] += 1

    def as_text(self) -> str:
        """In the text format of Prometheus."""
        lines = ["# TYPE otklik_edge_hooks_total counter"]
        lines += [
            f'otklik_edge_hooks_total{{network="{network}",status="{status}"}} {count}'
            for (network, status), count in sorted(self._hooks.items())
        ]
        for name, value in (
            ("commits_total", self.commits),
            ("events_kept_total", self.kept),
            ("page_lookups_total", self.lookups),
            ("live_notices_total", self.notices),
        ):
            lines += [f"# TYPE otklik_edge_{name} counter", f"otklik_edge_{name} {value}"]
        lines += ["# TYPE otklik_edge_live_listeners gauge", f"otklik_edge_live_listeners {self.listeners}"]
        return "\n".join(lines) + "\n"
