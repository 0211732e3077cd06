"""`python -m chaincare.witnessing` is `chaincare witness`, without loading the server."""

from chaincare.witnessing.command import witness

if __name__ == "__main__":
    witness()
