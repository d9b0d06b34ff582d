import asyncio

from otklik.organizations.rights import Place, Scope
from otklik.web.edge.listeners import WAITING_AT_MOST, Changed, Listener, read_notice

ALL = Scope(everything=True)


def changed(*numbers: int) -> list[Changed]:
    return [Changed(number, Place(body_id=1)) for number in numbers]


def test_it_lets_a_listener_go_who_falls_too_far_behind() -> None:
    async def fall_behind() -> tuple[bool, list[int]]:
        listener = Listener(ALL)
        listener.tell(changed(*range(WAITING_AT_MOST)))
        assert not listener.is_over
        listener.tell(changed(WAITING_AT_MOST))
        return listener.is_over, await listener.wait(1)

    assert asyncio.run(fall_behind()) == (True, [])


def test_it_hears_nothing_outside_the_scope() -> None:
    async def hear() -> list[int]:
        listener = Listener(Scope(body_ids=frozenset({2})))
        listener.tell(changed(1, 2, 3))
        return await listener.wait(0)

    assert asyncio.run(hear()) == []


def test_it_reads_notices_and_leaves_out_nonsense() -> None:
    assert read_notice('{"appeals": [{"number": 1, "body": 2, "municipality": null, "founder": 4}]}') == [
        Changed(1, Place(body_id=2, municipality_id=None, founder_id=4))
    ]
    for nonsense in ("", "[]", "{}", '{"appeals": 5}', '{"appeals": [{}]}', '{"appeals": [7]}'):
        assert read_notice(nonsense) == []
