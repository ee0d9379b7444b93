"""A technician's page: energy, check-ins, blockers, KPI and goal, for their own line of management and themselves."""
