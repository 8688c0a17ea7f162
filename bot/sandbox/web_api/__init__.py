"""The Web API: one file per family of methods, all of them listed in `bot.sandbox.methods`."""
