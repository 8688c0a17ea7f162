"""A company over half a year: everything that pairs can do, and what must hold all along.

The services, the store (SQLite in a file) and the pace of sending are those of production; only Slack is a letterbox.
The sender ticks every second while a message is due; over the hours in which a tick would find nothing, the clock jumps
to the next message that is. Pairs and programs are looked at every six hours (in production: every hour, every second).

Last measured, `make soak`: 5,000 people, 183 days, seed 1: 180,503 messages and 21,842 edits in 56,164 ticks, 7 rounds,
6,115 pairs of programs, all promises looked at 27 times, none broken; 1,362 s of CPU, 329 MB at most. On two cores
shared with much else it took 40 minutes.
"""
