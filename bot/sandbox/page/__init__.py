"""The local workspace's web page: what a person sees of Slack, drawn on the server."""
