"""Quality of what is found, drafted and hidden, measured on labelled data."""
