"""Whether two spellings of a person's name may be one person's, by what each may stand for in its own script."""

from models.naming.spelling.keys import keys, same_name

__all__ = ["keys", "same_name"]
