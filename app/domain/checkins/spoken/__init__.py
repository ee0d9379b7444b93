"""Readers of single spoken values: what people say and models send, turned into a strict value or None.

None means "could not be read", and the assistant asks again: a wrong value is worse than one more question. Each reader
stands beside its words, which are data.
"""
