"""Figures of a network: fixed tables of a month, frozen once they are published."""
