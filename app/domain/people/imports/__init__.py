"""A file of people against the directory: bytes become a table, cells become values, rows become a plan.

Pure throughout, so that the page, the command and the worker come to the same plan, and every rule is tested by a
small file. `planning.make_plan` is the way in.
"""
