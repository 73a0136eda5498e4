"""What all commands share: their base class and the options that each of them takes."""
