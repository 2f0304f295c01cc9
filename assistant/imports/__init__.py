"""What an import keeps and reads on this machine: the file of an export, and the record of how far it is."""
