"""`/words`: a few words for a technician, said at their next call."""
