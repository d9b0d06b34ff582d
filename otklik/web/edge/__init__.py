"""Edge: a small RSGI application beside the pages: webhooks in, live events out.

Takes: webhooks of networks; tickets of the desk.
Leaves: raw events, kept before the network gets its `ok`; a stream of ids that changed.
Promises: nothing accepted is lost; an unavailable database is answered 503, so that the network tries again.
"""
