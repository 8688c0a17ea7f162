"""Domain value → Block Kit. One file per surface; words come from `prompts/words`."""
