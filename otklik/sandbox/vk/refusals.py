"""VK's errors, in VK's words."""

TEXTS = {
    1: "Unknown error occurred",
    3: "Unknown method passed",
    5: "User authorization failed: invalid access_token (4).",
    6: "Too many requests per second",
    7: "Permission to perform this action is denied",
    8: "Invalid request",
    9: "Flood control",
    10: "Internal server error",
    12: "Unable to compile code",
    13: "Runtime error occurred during code invocation",
    14: "Captcha needed",
    15: "Access denied",
    17: "Validation required",
    18: "User was deleted or banned",
    24: "Confirmation required",
    27: "Group authorization failed: method is unavailable with group auth.",
    28: "Application authorization failed: method is unavailable with service token.",
    29: "Rate limit reached",
    36: "Method execution was interrupted due to timeout",
    37: "User was banned",
    100: "One of the parameters specified was missing or invalid",
    104: "Not found",
    118: "Invalid server",
    121: "Invalid hash",
    125: "Invalid group id",
    210: "Access to wall's post denied",
    211: "Access to wall's comment denied",
    212: "Access to post comments denied",
    213: "Access to status replies denied",
    214: "Access to adding post denied",
    222: "Hyperlinks are forbidden",
    223: "Too many replies",
    243: "Comment not deleted",
    900: "Can't send messages for users from blacklist",
    901: "Can't send messages for users without permission",
    902: "Can't send messages to this user due to their privacy settings",
    909: "Can't edit this message, because it's too old",
    914: "Message is too long",
    917: "You don't have access to this chat",
    920: "Can't edit this kind of message",
    936: "Contact not found",
    950: "Can't send message, reply timed out",
    1117: "Access token has expired",
    2000: "Cannot add more than 10 servers",
}


class VkError(Exception):
    """One refusal of VK; `detail` follows its text after a colon."""

    def __init__(self, code: int, detail: str = "") -> None:
        self.code = code
        text = TEXTS.get(code, "Unknown error")
        self.text = f"{text}: {detail}" if detail else text
        super().__init__(f"{code} {self.text}")
