"""One function per intention of a user or of time. Each takes a `Context` first and speaks domain values."""
