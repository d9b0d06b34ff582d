"""The trial of reliability: parts are killed all the time while residents write and answers go out.

Takes: how many kills and answers.
Leaves: what was lost, said twice or left unsettled; all of it should be nothing.
Promises: every kill is SIGKILL, half of them at named points in the code.
"""
