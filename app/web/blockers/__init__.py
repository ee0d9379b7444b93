"""What stands in people's way, open first, with its age; resolving tells the technician on the next call."""
