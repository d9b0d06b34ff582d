"""The queue of moderation: how it fills, one message of it, a whole case let pass."""
