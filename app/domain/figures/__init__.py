"""Figures over days and weeks: energy, KPI trend, goal pace, teams, and which group figures may be shown."""
