"""How often a token may ask: counted per token and minute, and told in every answer (IETF draft RateLimit headers)."""

from flask import g

from app.extensions import current_counts

MOST, SECONDS = 600, 60


class RateLimited(Exception):  # noqa: N818 - an outcome, not a failure
    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def count_request(token_id: int) -> None:
    """Raise RateLimited over the limit of a minute."""
    key = f"api:{token_id}"
    counts = current_counts()
    used, seconds = counts.add(key, SECONDS), counts.seconds_left(key)
    g.api_rate = {"used": used, "seconds": seconds}
    if used > MOST:
        raise RateLimited(seconds)


def rate_headers() -> dict[str, str]:
    rate = g.get("api_rate")
    if rate is None:
        return {}
    left = max(0, MOST - rate["used"])
    return {"RateLimit-Limit": str(MOST), "RateLimit-Remaining": str(left), "RateLimit-Reset": str(rate["seconds"])}
