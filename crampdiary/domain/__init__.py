"""What a cramp diary is: records, the night rule, quantities, changes, errors, and the ports.

Standard library only; nothing here reads a file, a clock or a screen.
"""
