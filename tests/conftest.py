"""What all tests share: the clock decides nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("vermerk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("vermerk")
