"""Files of an export: where tickets are kept while they are read, and the formats that they are written in."""
