"""Emergencies: what may kill before tomorrow. A message is read as it sounds: slips and Latin letters hide nothing.

`hearing` brings a text into the form in which it sounds; `signs` are the words of each danger; `calm` and `senses` tell
what is over, denied, only feared or only spoken of; `finding` puts them together. It rather warns once too often.
"""
