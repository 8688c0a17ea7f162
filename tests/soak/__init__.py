"""A company over half a year: everything that pairs can do, and what must hold all along."""
