"""Mail as mail programs write it: what is new in a message, what is quoted, what stands below it."""
