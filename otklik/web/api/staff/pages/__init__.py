"""Official pages: the register, their rules, scores, and what happens to them."""
