"""Who goes with whom: hard rules, a score whose every part can be told, and the best plan for a whole round.

`rounds.match` makes the plan of a program's round, `advice.best_for` finds the five best mentors for one person.
"""
