"""Addresses of pages: whatever is written, it is taken apart as browsers do and read by its own network only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.networks.abilities import ReadsAddresses
from otklik.networks.addresses import Address, Link, Names
from otklik.networks.registry import CONNECTORS, connector_for

READERS = {name: one for name, one in CONNECTORS.items() if isinstance(one, ReadsAddresses)}
HOSTS = [host for one in READERS.values() for host in one.hosts]
PARTS = st.sampled_from(
    ["https://", "//", "@", ":", "/", "\\", "?", "#", "%", "..", "xn--", "club", "wall-", "id", "c/", "+", "join/",
     "joinchat/", "group/", "dk?st.groupId=", "w=", "sel=", "-100", "7", "name", "%00", "\ud83d", "\u200b", "。", "tg:"]
)  # fmt: skip
TEXTS = st.text(st.characters(codec=None)) | st.lists(PARTS | st.sampled_from(HOSTS) | st.text(max_size=3)).map("".join)


def read(text: str) -> tuple[Address, ...]:
    link = Link.of(text)
    return tuple(address for one in READERS.values() for address in one.read_address(link))


def test_every_network_reads_addresses() -> None:
    assert READERS.keys() == CONNECTORS.keys()


@given(TEXTS)
def test_no_text_breaks_it_and_every_key_can_be_stored(text: str) -> None:
    for address in read(text):
        assert address.network in CONNECTORS
        assert address.key.isascii()
        assert address.key.isprintable()
        assert len(address.key) <= 128
        assert bool(address.key) is (address.names not in (Names.NOTHING, Names.IMPOSSIBLE))


@given(TEXTS)
def test_the_address_of_what_was_read_is_read_the_same(text: str) -> None:
    for address in read(text):
        if address.names in (Names.PAGE_ID, Names.PAGE_NAME, Names.INVITATION):
            reader = READERS[address.network]
            assert reader.read_address(Link.of(reader.url_of(address.key))) == (address,)


@given(TEXTS, st.sampled_from(HOSTS))
def test_a_host_in_front_of_another_is_no_address_of_the_network(text: str, host: str) -> None:
    assert read(f"https://{host}@example.com/{text}") == ()
    assert read(f"https://{host}.example.com/{text}") == ()


@pytest.mark.parametrize(
    ("text", "host", "path"),
    [
        ("Example.COM:8080/a//./b/../c?x=1#y", "example.com", ("a", "c")),
        ("https:\\\\example.com\\a", "example.com", ("a",)),
        ("https://example.com\\@other.org/a", "example.com", ("@other.org", "a")),
        ("https://user:word@example.com/%41", "example.com", ("A",)),
        ("https://xn--e1afmkfd.xn--p1ai", "пример.рф", ()),
        ("https://xn--é.com", "xn--é.com", ()),
        ("@name", "", ("@name",)),
        ("club7", "", ("club7",)),
        ("https://[::1]/a", "", ("a",)),
        ("«https://example.com/a».", "example.com", ("a",)),
    ],
)
def test_it_takes_a_text_apart_as_browsers_do(text: str, host: str, path: tuple[str, ...]) -> None:
    link = Link.of(text)
    assert (link.host, link.path) == (host, path)


@pytest.mark.parametrize(
    ("network", "text", "names", "key"),
    [
        ("vk", "vk.com/app51_-12#a", Names.PAGE_ID, "12"),
        ("vk", "vk.com/im?sel=-12", Names.PAGE_ID, "12"),
        ("vk", "vk.com/school21", Names.PAGE_NAME, "school21"),
        ("vk", "vk.com/1tv", Names.PAGE_NAME, "1tv"),
        ("vk", "vk.com/wall12_3", Names.PERSON, "id12"),
        ("vk", "vk.me/join/AbC123d", Names.INVITATION, "+AbC123d"),
        ("vk", "login.vk.com/x", Names.NOTHING, ""),
        ("ok", "m.ok.ru/dk?st.cmd=altGroupMain&st.groupId=57", Names.PAGE_ID, "57"),
        ("ok", "ok.ru/Name.Of-Group/topic/1", Names.PAGE_NAME, "name.of-group"),
        ("ok", "ok.ru/profile/57", Names.PERSON, "profile/57"),
        ("ok", "ok.ru/video/57", Names.NOTHING, ""),
        ("telegram", "t.me/c/57/1", Names.PAGE_ID, "-10057"),
        ("telegram", "name_of.t.me", Names.PAGE_NAME, "name_of"),
        ("telegram", "t.me/joinchat/AbC123d", Names.INVITATION, "+AbC123d"),
        ("telegram", "t.me/+79990001122", Names.PERSON, "user79990001122"),
        ("telegram", "t.me/имя", Names.IMPOSSIBLE, ""),
        ("max", "web.max.ru/-57", Names.PAGE_ID, "-57"),
        ("max", "max.ru/join/AbC123d", Names.INVITATION, "+AbC123d"),
        ("max", "max.ru/u/AbC123d", Names.PERSON, "u/AbC123d"),
        ("max", "max.ru/id66_gos", Names.PAGE_NAME, "id66_gos"),
    ],
)
def test_each_network_reads_its_own_forms(network: str, text: str, names: Names, key: str) -> None:
    reader = connector_for(network)
    assert isinstance(reader, ReadsAddresses)
    assert reader.read_address(Link.of(text)) == (Address(network, names, key),)
    assert read(text) == (Address(network, names, key),)


def test_what_is_shown_over_a_page_is_read_too() -> None:
    shown = read("https://vk.com/other?w=wall-12_3")
    assert [one.key for one in shown] == ["other", "12"]
