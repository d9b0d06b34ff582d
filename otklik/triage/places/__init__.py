"""Where it is: streets, houses, settlements and landmarks in a text, and one place made of them. Plain Python."""
