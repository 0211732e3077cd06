"""What can be said about an inventory. Pure."""

from chaincare.inventories.model import Inventory, InventoryEndsFirst
from chaincare.refusals import FieldError


def coherent(inventory: Inventory) -> Inventory:
    """Check that it ends after it begins. Raises InventoryEndsFirst."""
    if inventory.until_on is not None and inventory.until_on < inventory.from_on:
        wrong = FieldError("/untilDate", "Give the day it begins, or a later one.")
        raise InventoryEndsFirst(errors=[wrong])
    return inventory
