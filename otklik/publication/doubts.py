"""stub"""
def is_doubtful(text: str, *, people=()) -> bool:
    return False
