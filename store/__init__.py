"""The only SQL of the project: tables, repositories and migrations."""
