"""OK's errors, in OK's words."""

TEXTS = {
    1: "UNKNOWN : Unknown error",
    2: "SERVICE : Service is temporary unavailable",
    3: "METHOD : Method does not exist",
    4: "REQUEST : Invalid request",
    8: "FLOOD_BLOCKED : Execution of method is blocked due to flood",
    10: "PERMISSION_DENIED : User must grant an access to permission",
    11: "LIMIT_REACHED : Method invocation limit reached",
    50: "NOT_ADMIN : User has no administrative rights",
    100: "PARAM : Missing or invalid parameter",
    101: "PARAM_API_KEY : Application not exist",
    102: "PARAM_SESSION_EXPIRED : Session expired",
    103: "PARAM_SESSION_KEY : Invalid session key",
    104: "PARAM_SIGNATURE : Invalid signature",
    140: "PARAM_MESSAGE_ID : Invalid message id",
    160: "PARAM_GROUP_ID : Invalid group id",
    300: "NOT_FOUND : Requested information is not found",
    453: "SESSION_REQUIRED : Session is required",
    454: "CENSOR_MATCH : Text is rejected by censor",
    456: "GROUP_RESTRICTION : Group restriction",
    458: "PRIVACY_RESTRICTION : User has restricted access",
    700: "COMMENT_NOT_FOUND : Comment not found",
    705: "CHAT_NOT_FOUND : Chat not found",
    2001: "GRAPH_PARAM_REQUEST : Invalid graph request",
    9999: "SYSTEM : Critical system error",
}


class OkError(Exception):
    """One refusal of OK; `detail` follows its text after a colon."""

    def __init__(self, code: int, detail: str = "") -> None:
        self.code = code
        text = TEXTS.get(code, "UNKNOWN : Unknown error")
        self.text = f"{text} : {detail}" if detail else text
        super().__init__(f"{code} {self.text}")
