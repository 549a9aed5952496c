"""Feeds: looked at, subscribed to, checked politely, and their entries handed over like everything else.

`subscribe` has the verbs of a person, `check` and `take` the work of a run; `parse`, `discover`, `opml`,
`rhythm`, `transcripts` and `document` are pure.
"""
