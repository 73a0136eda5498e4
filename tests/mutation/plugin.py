"""For pytest under `make mutants`: the same examples each time, and none that fails for being slow."""

from hypothesis import settings

settings.register_profile("mutants", deadline=None, derandomize=True, database=None)
settings.load_profile("mutants")
