"""MAX, bot API at platform-api2.max.ru.

Takes: webhook bodies, answers of the long poll and of the API.
Leaves: events; acts performed once, or looked for in the thread when their answer was not heard.
Promises: a token stands in a header only, never in an address, a log or a reason; only our four errors leave.
"""
