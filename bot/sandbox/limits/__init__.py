"""What Slack enforces on blocks, elements, objects and views, as far as this project can meet it.

Sources: Slack's Block Kit reference, the comments of @slack/types 3.2 and slack_sdk 3.47 (2026-11).
"""
