"""What happens to an approved answer: handed over, taken back, called off, sent to merged cases; failures."""
