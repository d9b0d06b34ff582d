"""The words for what a resident says of an answer."""

from otklik.shared.words import marked as _

REASONS = {
    "not_done": _("Nothing was done"),
    "done_badly": _("Done badly, or only in part"),
    "unclear": _("The answer is not clear"),
    "formal": _("The answer is a mere formality"),
    "late": _("Too late"),
    "rude": _("Impolite"),
    "fast": _("Fast"),
    "clear": _("Easy to understand"),
    "kind": _("Polite"),
}
