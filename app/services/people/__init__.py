"""The directory's use-cases: people, teams, delegates, time off, KPIs and readings."""
