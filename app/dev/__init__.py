"""Private services, demo data and the call simulator: never imported by the app."""
