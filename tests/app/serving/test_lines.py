"""Places take turns, and none is worked on by more than its share."""

from app.serving.lines import Lines


def lined_up(*ones: str, threads: int = 4, most: int = 100) -> Lines[str]:
    """Lines in which each stands at the place of its first letter."""
    lines: Lines[str] = Lines(threads, lambda _place: 2, most)
    for one in ones:
        lines.join(one[0], one)
    return lines


def test_a_long_line_is_worked_on_by_its_share_and_the_others_by_turns() -> None:
    lines = lined_up("a1", "a2", "a3", "a4", "b1", "c1")
    assert [lines.next() for _ in range(5)] == ["a1", "b1", "c1", "a2", None]
    lines.done("b")
    assert lines.next() is None  # a thread is free, but a has its share
    lines.done("a")
    assert lines.next() == "a3"


def test_no_more_are_worked_on_than_there_are_threads() -> None:
    lines = lined_up("a1", "b1", "c1", threads=2)
    assert [lines.next() for _ in range(3)] == ["a1", "b1", None]


def test_who_comes_to_a_line_that_is_too_long_is_told() -> None:
    lines = lined_up("a1", "a2", most=2)
    assert not lines.join("a", "a3")
    assert lines.join("b", "b1")


def test_an_empty_place_is_forgotten() -> None:
    lines = lined_up("a1")
    lines.next()
    lines.done("a")
    assert (lines.lines, lines.working) == ({}, {})
