"""A process that asks VK as often as it may: half as if for answers, half for reading. For a test of shared budgets."""

import sys
import threading

import django

from otklik.networks.calls import client_for
from otklik.networks.connector import PageAccess
from otklik.networks.connectors.vk.api import any_token, read, write
from otklik.networks.errors import OutOfTurn, TryLater

THREADS = 3


def hammer(access: PageAccess, *, calls: int) -> None:
    """Reach VK so many times, from several threads: who gets no turn asks again, what VK refuses is not asked again."""

    def ask() -> None:
        left = calls // THREADS
        while left:
            call = write if left % 2 else read
            try:
                call(access, any_token(access), "users.get", {"user_ids": 1})
            except OutOfTurn:
                continue  # reading waits while answers wait, and on a busy machine longer than a call may
            except TryLater:
                pass
            left -= 1

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(api_url: str, token: str, calls: int) -> None:
    """Share the budgets of tokens as a worker does, say that all is ready, wait for the word, and ask."""
    django.setup()
    from otklik.pages.pace import share_budgets

    share_budgets()
    access = PageAccess("vk", "7001", api_url=api_url, community_token=token)
    client_for(access)  # made beforehand: on a busy machine it takes longer than a turn
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    hammer(access, calls=calls)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
