"""What people correct is kept as examples, and a model of one's own is made of them; a person can always go back."""
