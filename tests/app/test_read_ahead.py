"""Reading ahead: all values in order, all in one other thread, its end too."""

import threading

import pytest

from app.read_ahead import read_ahead


def test_values_come_in_order_from_one_other_thread() -> None:
    threads = set()

    def values():
        for number in range(50):
            threads.add(threading.get_ident())
            yield number

    assert list(read_ahead(values())) == list(range(50))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_a_reader_who_stops_early_ends_it_in_its_own_thread() -> None:
    ended_in = []

    def values():
        began_in = threading.get_ident()
        try:
            yield from range(1, 50)
        finally:
            ended_in.append(threading.get_ident() == began_in)

    reading = read_ahead(values())
    assert next(reading) == 1
    reading.close()
    assert ended_in == [True]


def test_what_goes_wrong_there_is_raised_here() -> None:
    def values():
        yield 1
        raise LookupError("no such page")

    with pytest.raises(LookupError, match="no such page"):
        list(read_ahead(values()))
