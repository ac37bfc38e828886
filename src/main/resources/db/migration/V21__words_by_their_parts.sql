-- Searching finds words by their parts, whatever stands between them. PostgreSQL takes
-- "gloves/masks" for a path and "a.b" for a host name, and keeps them whole. It also takes the two
-- Unicode forms of an accented letter for different letters.

-- Replaces punctuation and symbols with spaces, after normalising (NFKC). The ranges are ASCII,
-- Latin-1, general punctuation, arrows to symbols, and CJK punctuation.
create function search_text(words text) returns text
  language sql immutable parallel safe strict
  return regexp_replace(
    normalize(words, nfkc),
    '[!-/:-@[-`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u2190-\u2bff\u3001-\u303f]+',
    ' ',
    'g');

create index support_request_search on support_request
  using gin (to_tsvector('simple', search_text(need)));

-- A replica of the previous version still searches, without an index, until it is replaced.
drop index support_request_words;
