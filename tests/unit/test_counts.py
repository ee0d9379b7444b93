"""Counts in one process: each ends by itself, and threads add without losing one."""

from concurrent.futures import ThreadPoolExecutor

from app.counts import Counts, OwnCounts


def test_count_ends_as_its_first_add_said() -> None:
    seconds = [0.0]
    counts = OwnCounts(clock=lambda: seconds[0])
    assert [counts.add("a", 60), counts.add("a", 60), counts.add("b", 10)] == [1, 2, 1]
    seconds[0] = 59.0
    assert [counts.add("a", 60), counts.seconds_left("a"), counts.seconds_left("b")] == [3, 1.0, 0]
    seconds[0] = 60.0
    assert [counts.add("a", 60), counts.seconds_left("a")] == [1, 60.0]


def test_refund_takes_one_back() -> None:
    counts = OwnCounts()
    assert [counts.add("a", 60), counts.add("a", 60, -1), counts.add("a", 60)] == [1, 0, 1]


def test_threads_lose_no_count() -> None:
    counts = OwnCounts()
    with ThreadPoolExecutor(16) as pool:
        seen = list(pool.map(lambda _: counts.add("a", 60), range(2_000)))
    assert sorted(seen) == list(range(1, 2_001))


def test_process_counts_while_redis_is_away() -> None:
    counts = Counts("redis://127.0.0.1:1/0")
    assert [counts.add("a", 60), counts.add("a", 60)] == [1, 2]
    assert counts.seconds_left("nothing") == 1
