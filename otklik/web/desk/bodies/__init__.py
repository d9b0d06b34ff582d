"""The public bodies: the tree, the card, and acts on them."""
