"""Makes the encoder that reads messages in doubt a second time (`triage/second_reading.py` runs it).

`pretrained` opens the one to begin with, `vocabulary` chooses its pieces, `taught` gathers what it learns from,
`network` and `learning` teach it, `making` writes it down with its card. Needs the extra `reader`.
"""
