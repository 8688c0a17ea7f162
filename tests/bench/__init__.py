"""Measurements of what the README says: `make bench`, or one of them with `make bench ARGS="routing --data FOLDER"`."""
