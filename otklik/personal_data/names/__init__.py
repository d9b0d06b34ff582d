"""Names of people: whole, alone, beside a phone, in Latin letters; and names that stay, of officials and streets."""
