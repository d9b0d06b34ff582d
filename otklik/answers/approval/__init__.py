"""Who has to approve an answer, in which order, until when; and the approvals given."""
