"""Action ids and callback ids of all surfaces, in one place. Unique: a test holds that.

An action id goes on after a colon where several stand in one block. Nobody reads that: what a button is about stands in
its reference, as `bot/domain/<wing>/references.py` says.
"""

# Profile
PROFILE_VIEW = "profile"
PROFILE_MORE_VIEW = "profile_more"
PROFILE_MENTOR_VIEW = "profile_mentor"
"""The first page for somebody who becomes a mentor with it."""
SKILL_OPTIONS_OFFERS = "skills_offers"
SKILL_OPTIONS_WANTS = "skills_wants"
PAUSE_CONFIRM = "pause_confirm"
PAUSE_CANCEL = "pause_cancel"
RESUME = "resume"
LEAVE = "leave"
BLOCK_LIST_OPEN = "apart_open"
BLOCK_LIST_VIEW = "apart"

# Hub
OPEN_AGAIN = "open_again"
RUN = "run"
"""A button that stands for a command line."""

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

# Programs, for admins
PROGRAMS = "programs"
PROGRAM = "program"
PROGRAM_NEW = "program_new"
PROGRAM_EDIT = "program_edit"
PROGRAM_WHO = "program_who"
PROGRAM_RULES = "program_rules"
PROGRAM_INVITE = "program_invite"
PROGRAM_MOVE = "program_move"
PROGRAM_VIEW = "program_basics"
PROGRAM_WHO_VIEW = "program_invited"
PROGRAM_RULES_VIEW = "program_matching"

# Programs, for members
JOIN = "join"
JOIN_AS_MENTOR = "join_as_mentor"
JOIN_VIEW = "join_form"
JOIN_ANSWERS_VIEW = "join_answers"
JOIN_NOT = "join_not"
LEAVE_PROGRAM = "leave_program"
MY_PROGRAM = "my_program"
SKILL_OPTIONS_JOIN = "skills_join"

# Rounds
ROUND_BEGIN = "round_begin"
ROUND_OPEN = "round_open"
ROUND_PAIR = "round_pair"
ROUND_GIVE_VIEW = "round_give"
ROUND_MENTORS = "round_mentors"
ROUND_AGAIN = "round_again"
ROUND_PUBLISH = "round_publish"
ROUND_DISCARD = "round_discard"
ROUND_RUN_AGAIN = "round_run_again"
ROUND_LEAVE_FILE = "round_leave_file"
ROUND_FILE = "round_file"
ROUND_UPLOAD = "round_upload"
ROUND_UPLOAD_VIEW = "round_uploaded"

# Pairs
PROPOSAL_YES = "proposal_yes"
PROPOSAL_NO = "proposal_no"
PROPOSAL_MORE = "proposal_more"
PROPOSAL_WHY = "proposal_why"
PROPOSAL_UNTIL = "proposal_until"
OBJECTIVE_VIEW = "objective"
PAIR_PICK_SLOT = "pair_pick_slot"
CHECK_IN = "check_in"
STUCK = "stuck"
PULSE = "pulse"
PAIR_PAUSE_VIEW = "pair_pause"
PAIR_RHYTHM = "pair_rhythm"
PAIR_GO_ON = "pair_go_on"
PAIR_REMATCH = "pair_rematch"
WRAP_UP_OPEN = "wrap_up_open"
WRAP_UP_VIEW = "wrap_up"

# Looking for a mentor, goals
MATCH_OPEN = "match_open"
MATCH_VIEW = "match"
MATCH_WAIT = "match_wait"
MATCH_STOP = "match_stop"
MATCH_WITHDRAW = "match_withdraw"
QUEUE_JOIN = "line_join"
QUEUE_LEAVE = "line_leave"
GOAL_ADD = "goal_add"
GOAL_EDIT = "goal_edit"
GOAL_VIEW = "goal"
GOAL_DELETE = "goal_delete"
