"""`python -m assistant`: the commands of `assistant.cli`, and `demo`, which stands above them."""

from assistant.cli import main

DEMO = ("assistant.demo.command:demo", "The whole desk on one machine: opens tickets, shows the notes.")

if __name__ == "__main__":
    main({"demo": DEMO})
