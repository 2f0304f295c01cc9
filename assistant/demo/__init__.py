"""The whole desk on one machine: embedded servers, the sandbox, web, worker and clock, as in production."""
