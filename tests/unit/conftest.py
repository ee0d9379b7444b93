"""Property-based tests search as far on a busy machine as on an idle one: time is no reason to fail."""

from hypothesis import HealthCheck, settings

settings.register_profile("coach", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("coach")
