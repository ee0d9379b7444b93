"""Garbage collection for a process that serves requests."""

import gc

YOUNG = 50_000
"""Objects between two collections of the young ones. Python's own number, 700, collects hundreds of times while a page
of a large company is built, and finds nothing: what a request makes is freed by its reference counts."""
MIDDLE, OLD = 20, 100


def keep_collections_rare() -> None:
    """Leave what is loaded out of every later collection, so that workers go on sharing it, and collect less often."""
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
