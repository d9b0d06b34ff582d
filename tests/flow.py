"""Running the steps of the flow until nothing waits, as a worker does."""

from otklik.worker.flow import flow_loop, settling_loop


def run_flow() -> None:
    """From raw events to cases and settled answers."""
    steps = (*flow_loop().steps, *settling_loop().steps)
    while sum(step() for step in steps):
        pass
