"""What the demo knows of each network: how its sandbox is told to write, and what the network then tells of it."""
