import socket

import pytest

from curation.errors import Refused, TemporaryError
from ingest.guard import Door, is_public

WEB = Door(ports=frozenset({80, 443}))

INSIDE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_it_knows_the_addresses_inside(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_it_knows_public_addresses(address):
    assert is_public(address)


@pytest.fixture
def names(monkeypatch):
    """What the name server would answer: host -> addresses."""
    known = {}

    def look_up(host, port, **_):
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_it_passes_a_public_name(names):
    names["example.org"] = ["93.184.216.34", "93.184.216.34"]
    assert WEB.addresses("Example.org.", 443) == ["93.184.216.34"]


def test_it_refuses_a_name_of_which_one_address_lies_inside(names):
    names["rebind.example"] = ["93.184.216.34", "10.0.0.1"]
    with pytest.raises(Refused, match=r"rebind\.example is an address inside the network"):
        WEB.addresses("rebind.example", 80)


def test_it_refuses_other_ports(names):
    names["example.org"] = ["93.184.216.34"]
    with pytest.raises(Refused, match="Port 25 is not for web pages; allowed are 80, 443"):
        WEB.addresses("example.org", 25)


def test_it_lets_named_internal_hosts_pass(names):
    names["wiki"] = ["10.0.0.1"]
    assert Door(WEB.ports, internal=frozenset({"wiki"})).addresses("wiki", 80) == ["10.0.0.1"]


def test_an_internal_host_may_be_named_with_its_port(names):
    names["wiki"] = ["10.0.0.1"]
    door = Door(WEB.ports, internal=frozenset({"wiki:8080"}))
    assert door.addresses("wiki", 8080) == ["10.0.0.1"]
    with pytest.raises(Refused, match="inside the network"):
        door.addresses("wiki", 80)


def test_an_unknown_name_may_be_known_later(names):
    with pytest.raises(TemporaryError, match=r"No site called nowhere\.example was found"):
        WEB.addresses("nowhere.example", 80)


def test_a_name_that_cannot_be_one_is_refused():
    with pytest.raises(Refused, match="is not the name of a site"):
        WEB.addresses("a" * 70 + ".example", 80)
