"""Pure rules and values: no framework, no clock, no I/O."""
