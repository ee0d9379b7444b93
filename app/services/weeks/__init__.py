"""The weekly milestone loop: weeks rolled up, made again where something changed, told to managers and talked about."""
