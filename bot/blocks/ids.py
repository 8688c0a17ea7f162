"""Action ids and callback ids of all surfaces, in one place. Unique: a test holds that."""

# Profile
PROFILE_VIEW = "profile"
PROFILE_MORE_VIEW = "profile_more"
SKILL_OPTIONS_OFFERS = "skills_offers"
SKILL_OPTIONS_WANTS = "skills_wants"
PAUSE_CONFIRM = "pause_confirm"
PAUSE_CANCEL = "pause_cancel"
RESUME = "resume"
LEAVE = "leave"

# Hub
OPEN_AGAIN = "open_again"
RUN = "run"
"""A button that stands for a command line: its value. `RUN:…` where several stand in one block."""

# Ask
ASK_VIEW = "ask"
ASK_SHORTCUT = "ask_about_message"
SKILL_OPTIONS_ASK = "skills_ask"
ASK_WIDEN = "ask_widen"
ASK_POST = "ask_post"
ASK_WITHDRAW = "ask_withdraw"
ASK_CLOSE = "ask_close"
ASK_PICK_SLOT = "ask_pick_slot"

# Offer
OFFER_ACCEPT = "offer_accept"
OFFER_NOT_NOW = "offer_not_now"
OFFER_NOT_MY_AREA = "offer_not_my_area"
OFFER_PAUSE = "offer_pause"
HELP_POST_ACCEPT = "help_post_accept"

# After
HELPED_A_LOT = "helped_a_lot"
HELPED_SOME = "helped_some"
HELPED_NOT = "helped_not"
THANKS_VIEW = "thanks"

# Find
FIND_ASK = "find_ask"
FIND_PAGE = "find_page"
FIND_VIEW = "find"

# Asks: again, thanks, status, admin
ASK_AGAIN = "ask_again"
THANKS_OPEN = "thanks_open"
ADMIN_VIEW = "admin"
