"""What is published of a case, by whose rule, what stands against it, and what waits for a person."""
