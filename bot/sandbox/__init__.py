"""A Slack workspace on this machine: Web API, Socket Mode and the people in it.

It refuses what Slack refuses, with Slack's error codes, so that a bot that works here works there.
Nothing in here knows the bot: it speaks to it over HTTP and WebSocket only.
"""
