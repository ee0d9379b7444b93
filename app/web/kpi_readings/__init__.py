"""`/kpi-readings`: the numbers behind trends and goals."""
