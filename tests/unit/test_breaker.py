"""After one wait in vain the next messages do not wait; after a pause one of them tries again."""

from app.breaker import Breaker


def test_nobody_waits_during_the_pause_and_one_tries_after_it() -> None:
    seconds = [0.0]
    breaker = Breaker(3.0, clock=lambda: seconds[0])
    assert breaker.lets_through()
    breaker.waited_in_vain()
    seconds[0] = 2.9
    assert not breaker.lets_through()
    seconds[0] = 3.0
    assert [breaker.lets_through(), breaker.lets_through()] == [True, False]
    breaker.was_answered()
    assert [breaker.lets_through(), breaker.lets_through()] == [True, True]
