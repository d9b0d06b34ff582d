"""OK (Odnoklassniki): REST at /fb.do for comments, Bot API at /graph/ for private messages.

Takes: webhooks of the Bot API, answers of both APIs.
Leaves: events; acts without a key, so a doubtful one is looked for in the thread.
Promises: only our four errors leave this folder; tokens stand in no reason and no log.
"""
