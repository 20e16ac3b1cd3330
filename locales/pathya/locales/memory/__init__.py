"""What was translated before: an index over catalogs and imported memories, and looking it up."""
