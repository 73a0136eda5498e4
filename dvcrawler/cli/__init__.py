"""The base class of all commands, and the options that they share."""
