"""`python -m chaincare.verifying`: without the rest of the program."""

from chaincare.verifying.command import verify_log

if __name__ == "__main__":
    verify_log(prog_name="verify-log")
