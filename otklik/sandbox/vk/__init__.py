"""VK: its API 5.199, its pushes and its long poll."""
