"""The rules that raise alerts and what may happen to an alert afterwards."""
