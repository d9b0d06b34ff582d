"""Project: Django's settings, the addresses of the pages, logs and the console command, on top of all rooms.

Takes: all rooms, and the environment through `ground`.
Leaves: the program that an operator runs, and the tables that a first start lays at once.
Promises: no room imports it; they read `django.conf.settings`.
"""
