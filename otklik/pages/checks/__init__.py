"""Checks of pages: what is asked of a page, one question a file, and the words on what is wrong and how to mend it."""
