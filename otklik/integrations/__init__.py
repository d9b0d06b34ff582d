"""What is exchanged with other systems: the register in from tables and out again, cases in, keys, Open311.

Takes: tables that people bring; the register as it stands; reports that programs send.
Leaves: bodies, pages and exemptions entered or changed; why a row was refused, and what stood there before.
Promises: all of an import or nothing; a bad row keeps no good one waiting; what a person confirmed stays.
"""
