"""Every sentence that statistics say to a person: templates, and the functions that fill them.

Templates are whole sentences with named placeholders, so that they can be translated.
"""
