"""The tables of the index of lines, and the statements that keep it consistent."""

from dvcrawler.derived.tables import KEYED, STRICT

VERSION = 4
#: `native_id`: the id without the site's name. `day`, `month`, `captured`: their digits as a number, half the
#: size of text; 0 for an undated article, and for a section without a name. `changed_ns`, `tail`: the file's
#: time of change, and a checksum of the bytes before `size`. `unreadable`: the number of its lines that are
#: neither records nor notices.
SCHEMA = f"""
CREATE TABLE sites(site INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) {STRICT};
CREATE TABLE sections(section INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) {STRICT};
CREATE TABLE files(
  file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, site INTEGER NOT NULL, size INTEGER NOT NULL,
  tail INTEGER NOT NULL, changed_ns INTEGER NOT NULL, unreadable INTEGER NOT NULL DEFAULT 0) {STRICT};
CREATE TABLE lines(
  line INTEGER PRIMARY KEY AUTOINCREMENT, site INTEGER NOT NULL, file INTEGER NOT NULL,
  start INTEGER NOT NULL, native_id TEXT NOT NULL, revision INTEGER NOT NULL, is_live INTEGER NOT NULL,
  captured INTEGER NOT NULL, day INTEGER NOT NULL, section INTEGER NOT NULL,
  is_latest INTEGER NOT NULL) {STRICT};
CREATE TABLE days(site INTEGER, day INTEGER, number INTEGER NOT NULL, PRIMARY KEY(site, day)) {KEYED};
CREATE TABLE months(
  site INTEGER, month INTEGER, section INTEGER, number INTEGER NOT NULL,
  PRIMARY KEY(site, month, section)) {KEYED};
CREATE TABLE notices(
  file INTEGER NOT NULL, start INTEGER NOT NULL, native_id TEXT NOT NULL, is_removed INTEGER NOT NULL,
  PRIMARY KEY(file, start)) {STRICT};
"""
#: Created after the first lines: sorting a million rows once takes a fifth of the time of inserting each.
INDEXES = (
    "CREATE INDEX IF NOT EXISTS by_id ON lines(native_id, site)",
    "CREATE INDEX IF NOT EXISTS by_day ON lines(site, day, section) WHERE is_latest",
)
#: Marks the latest line of an article: the last one captured, where only the highest revision of live lines
#: is considered, regardless of the clock. Of copies, as of a whole month file, it is the first one.
SETTLE = """
UPDATE lines SET is_latest = line = (
  SELECT line FROM lines AS copy JOIN files USING(file)
  WHERE copy.native_id = ?1 AND copy.site = ?2 AND copy.revision = (
    SELECT revision FROM lines AS other WHERE other.native_id = ?1 AND other.site = ?2
    AND NOT (other.is_live AND EXISTS(
      SELECT 1 FROM lines AS later WHERE later.native_id = ?1 AND later.site = ?2 AND later.is_live
      AND later.revision > other.revision))
    ORDER BY captured DESC, revision DESC LIMIT 1)
  ORDER BY path, start LIMIT 1)
WHERE native_id = ?1 AND site = ?2
"""
#: Articles with a line in the file and another line anywhere: removing the file may change their latest line.
SHARED = """
SELECT DISTINCT lines.native_id, lines.site FROM lines JOIN lines AS other
ON other.native_id = lines.native_id AND other.site = lines.site AND other.line != lines.line
WHERE lines.file = ?
"""
#: Articles with a new line and another one.
SEVERAL = """
SELECT DISTINCT lines.native_id, lines.site FROM lines JOIN lines AS other
ON other.native_id = lines.native_id AND other.site = lines.site AND other.line != lines.line
WHERE lines.line > ?
"""
MONTHS_OF_ARTICLE = "SELECT DISTINCT site, day / 100 FROM lines WHERE native_id = ? AND site = ?"
MONTHS_OF_FILE = "SELECT DISTINCT site, day / 100 FROM lines WHERE file = ?"
#: Counts of one month, recomputed if one of its lines has changed.
COUNT = (
    "DELETE FROM days WHERE site = ?1 AND day BETWEEN ?2 * 100 AND ?2 * 100 + 99",
    "DELETE FROM months WHERE site = ?1 AND month = ?2",
    "INSERT INTO days SELECT site, day, count(*) FROM lines "
    "WHERE site = ?1 AND is_latest AND day BETWEEN ?2 * 100 AND ?2 * 100 + 99 GROUP BY day",
    "INSERT INTO months SELECT site, ?2, section, count(*) FROM lines "
    "WHERE site = ?1 AND is_latest AND day BETWEEN ?2 * 100 AND ?2 * 100 + 99 GROUP BY section",
)
