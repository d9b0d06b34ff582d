"""Makes the artifacts that triage ships: classifiers, embeddings and encoders.

Imports only public names of the product's modules that `tests/architecture/test_lab.py` lists; the product imports
nothing of the lab. `python -m otklik_lab --help` names what can be made, `NOTES.md` says what was tried.
"""
