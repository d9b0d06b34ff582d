"""What the demo is about: bodies, people, pages, and what residents say. Data files with readers; no Django."""
