"""What rules make of tickets: values in, changes out. Nothing is read or written here."""
