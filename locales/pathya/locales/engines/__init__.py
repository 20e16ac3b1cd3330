"""Machines that draft translations, behind one protocol."""
