"""`/kpis`: what is measured, in which unit, and which way is better."""
