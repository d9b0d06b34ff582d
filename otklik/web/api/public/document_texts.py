"""What `openapi.json` says, marked for translation: its page tells it in the language of the reader."""

from otklik.shared.words import marked as _

TEXTS = (
    _("Otklik: public API"),
    _(
        "For everybody, without a key. Answers may be kept for a minute and read from pages of any site. "
        "Texts come in Russian or English, by Accept-Language."
    ),
    _("Public bodies with their official pages"),
    _(
        "By their ids, so many at a time: next is the address of the following ones. With q those that fit "
        "the words, the best first, and no following ones."
    ),
    _("The id after which to go on."),
    _("What people call the body; slips and the wrong keyboard layout are understood. The first 100 characters count."),
    _("Bodies"),
    _("The limit is no number from 1 to 200"),
    _("One public body"),
    _("The body"),
    _("There is no such body, or it was closed"),
    _("Is this page official?"),
    _(
        "Knows every form in which networks write addresses: with and without https://, of the mobile sites, "
        "of posts, invitations and screen names, of former names too. Says official and not_official only "
        "where the register allows it."
    ),
    _("The address as it was found, or a sentence that holds one."),
    _("What is known of the page"),
    _("There is no address, or it is too long"),
    _("Where the following ones are; null at the end."),
    _("Its name in addresses; never given to another one."),
    _("region, ministry, municipality, department, institution; empty: not known."),
    _("One to three, parted by semicolons."),
    _("HH:MM in its zone, on working days."),
    _("Its page in the directory."),
    _("The id of the body."),
    _("The mark of the network; unknown where it does not tell."),
    _("YYYY-MM-DD; empty: never."),
    _("When the body last confirmed it; empty: never."),
    _("not_official: it is known to be none; unknown: the register does not tell."),
    _("Why, for people."),
    _("Whose the page is."),
    _("The official page. Where the verdict is not official: the one that is imitated, or was."),
    _("Where it stands now."),
    _("What is wrong and how to mend it."),
)
