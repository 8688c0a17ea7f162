"""The real services and the real store, in a world that can do everything to them: a seed is a run."""
