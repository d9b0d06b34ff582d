"""The words of each danger, in plain Russian: a space is any gap, «~3» up to three words (`hearing.pattern`)."""
