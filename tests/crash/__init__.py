"""The bot as it is shipped, killed, frozen and cut off at its work, beside a workspace that counts what arrives."""
