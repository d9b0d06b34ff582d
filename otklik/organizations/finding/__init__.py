"""Finding a body by what people call it, among thousands: plain Python, no database.

Takes: `Findable` cards and a question as it was typed.
Leaves: `Found`, the best first.
Promises: slips, endings, the wrong keyboard layout and everyday names are understood; a number is never another number.
"""
