"""Another article, or part of one, within or below the text of this one."""
