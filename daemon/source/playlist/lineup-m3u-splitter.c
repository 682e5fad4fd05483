/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-m3u-splitter.h"

#include "lineup-error.h"

#include <string.h>

/* Bytes of a first line without an end that may still become the beginning of a list. */
#define MAX_FIRST_LINE 4096

#define MARK "\xef\xbb\xbf"

typedef enum
{
  LINE_BLANK,
  LINE_COMMENT,
  LINE_HEADER,
  LINE_INFO,
  LINE_OPTION,
  LINE_PLAYER_OPTION,
  LINE_OF_STREAM,
  LINE_ADDRESS,
} LineType;

/* Where a text is in the entry. */
typedef struct
{
  gsize start;
  gsize end;
} Range;

struct _LineupM3uSplitter
{
  LineupM3uState state; /* %LINEUP_M3U_MORE until it is over */
  gboolean ended;       /* no more bytes will come */
  gboolean begun;       /* this is a list */
  gboolean has_entries; /* an address has come */
  gboolean has_info;    /* an `#EXTINF` has come */
  gboolean skip_lf;     /* a chunk has ended between CR and LF */
  guint64 n_rejected;

  /* The chunk */
  const char *start; /* (unowned) (nullable): where the rest of it begins that is not in @carry */
  const char *end;   /* (unowned) (nullable) */
  const char *lf; /* (unowned) (nullable): the next LF that was not passed, @end if there is none */
  const char *cr; /* (unowned) (nullable): the same of CR */

  /* The entry: what of it was in earlier chunks, then the chunk from @start on */
  GString *carry; /* (owned) */
  gsize line;     /* where in it the line begins */
  Range info;
  gboolean entry_has_info;
  gboolean entry_has_options;
  gboolean given; /* it was given out, and is to be let go of */

  /* Of an entry that is too long each line is let go of at once. */
  gboolean skipping;
  char line_head; /* how a line begins whose beginning is gone, NUL if it is not */

  GString *header; /* (owned) */
};

LineupM3uSplitter *
lineup_m3u_splitter_new (void)
{
  LineupM3uSplitter *self = g_new0 (LineupM3uSplitter, 1);

  self->state = LINEUP_M3U_MORE;
  self->carry = g_string_new (NULL);
  self->header = g_string_new (NULL);
  return self;
}

void
lineup_m3u_splitter_free (LineupM3uSplitter *self)
{
  g_string_free (self->carry, TRUE);
  g_string_free (self->header, TRUE);
  g_free (self);
}

static const char *
find (const char *from, const char *end, char c)
{
  const char *found = from < end ? memchr (from, c, (gsize)(end - from)) : NULL;

  return found != NULL ? found : end;
}

void
lineup_m3u_splitter_push (LineupM3uSplitter *self, const char *data, gsize length)
{
  g_return_if_fail (self->start == self->end && !self->ended);

  if (length > 0 && self->skip_lf)
    {
      self->skip_lf = FALSE;
      if (*data == '\n')
        {
          data++;
          length--;
        }
    }
  self->start = data;
  self->end = data + length;
  self->lf = find (data, self->end, '\n');
  self->cr = find (data, self->end, '\r');
}

void
lineup_m3u_splitter_end (LineupM3uSplitter *self)
{
  self->ended = TRUE;
}

/* --- Lines --- */

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static gboolean
has_word (const char *line, const char *end, const char *word, gsize length)
{
  return (gsize)(end - line) >= length && g_ascii_strncasecmp (line, word, length) == 0;
}

#define HAS_WORD(line, end, word) has_word (line, end, word, strlen (word))

/* Returns where a line begins in earnest. */
static const char *
skip_blanks (const char *line, const char *end)
{
  if (end - line >= 3 && memcmp (line, MARK, strlen (MARK)) == 0)
    line += strlen (MARK);
  while (line < end && is_blank (*line))
    line++;
  return line;
}

static LineType
classify_tag (const char *line, const char *end)
{
  if (HAS_WORD (line, end, "#EXTINF"))
    return LINE_INFO;
  if (HAS_WORD (line, end, "#EXTM3U"))
    return LINE_HEADER;
  if (HAS_WORD (line, end, "#EXTVLCOPT"))
    return LINE_PLAYER_OPTION;
  if (HAS_WORD (line, end, "#EXT-X-TARGETDURATION") || HAS_WORD (line, end, "#EXT-X-STREAM-INF")
      || HAS_WORD (line, end, "#EXT-X-MEDIA-SEQUENCE"))
    return LINE_OF_STREAM;
  if (HAS_WORD (line, end, "#EXT") || HAS_WORD (line, end, "#KODIPROP"))
    return LINE_OPTION;
  return LINE_COMMENT;
}

/* Moves @line to where it begins in earnest. */
static LineType
classify (const char **line, const char *end)
{
  *line = skip_blanks (*line, end);
  if (*line == end)
    return LINE_BLANK;
  return **line == '#' ? classify_tag (*line, end) : LINE_ADDRESS;
}

static gboolean
has_scheme (const char *line, const char *end)
{
  const char *p = line;

  while (p < end && (g_ascii_isalnum (*p) || *p == '+' || *p == '-' || *p == '.'))
    p++;
  return p > line && end - p >= 3 && memcmp (p, "://", 3) == 0;
}

static gsize
get_offset (LineupM3uSplitter *self, const char *p)
{
  return self->carry->len + (gsize)(p - self->start);
}

/* What of the chunk belongs to the entry, up to @p, is kept beside what came before. */
static void
carry (LineupM3uSplitter *self, const char *p)
{
  g_string_append_len (self->carry, self->start, p - self->start);
  self->start = p;
}

/* The entry begins with what follows @p, or with the line that is being read. */
static void
restart (LineupM3uSplitter *self, const char *p)
{
  g_string_truncate (self->carry, 0);
  self->start = p;
  self->line = 0;
  self->entry_has_info = FALSE;
  self->entry_has_options = FALSE;
}

static void
restart_at_line (LineupM3uSplitter *self)
{
  if (self->carry->len > 0)
    g_string_erase (self->carry, 0, (gssize)MIN (self->line, self->carry->len));
  else
    self->start += self->line;
  self->line = 0;
  self->entry_has_info = FALSE;
  self->entry_has_options = FALSE;
}

/* The chunk is at its end in the middle of a line. */
static void
keep_rest (LineupM3uSplitter *self)
{
  const gsize n_line = get_offset (self, self->end) - self->line;

  if (self->skipping && self->line_head != '\0')
    {
      restart (self, self->end);
      return;
    }
  carry (self, self->end);
  if (self->carry->len > LINEUP_M3U_MAX_ENTRY && !self->skipping)
    {
      self->n_rejected++;
      self->skipping = TRUE;
      restart_at_line (self);
    }
  if (self->skipping && n_line > LINEUP_M3U_MAX_ENTRY)
    {
      const char *line = self->carry->str;

      line = skip_blanks (line, line + self->carry->len);
      self->line_head = *line != '\0' ? *line : ' ';
      restart (self, self->end);
      /* No entry takes more for long. */
      g_string_free (self->carry, TRUE);
      self->carry = g_string_new (NULL);
    }
}

static LineupM3uState
fail (LineupM3uSplitter *self, const char *message, GError **error)
{
  self->state = LINEUP_M3U_ERROR;
  if (error != NULL)
    *error = lineup_error_new_answer (LINEUP_ERROR_MALFORMED_DATA, 0, 0, FALSE, "%s", message);
  return LINEUP_M3U_ERROR;
}

/* Only the end of a line tells what it is, but what is no list may be one line without end. */
static gboolean
may_begin (LineupM3uSplitter *self)
{
  const char *line = self->carry->str;
  const char *end = line + self->carry->len;

  line = skip_blanks (line, end);
  return line == end || *line == '#'
         || (end - line < MAX_FIRST_LINE && *line != '<' && *line != '{' && *line != '[')
         || has_scheme (line, end);
}

/* --- Entries --- */

static void
add_to_header (LineupM3uSplitter *self, const char *line, const char *end)
{
  const gsize length = (gsize)(end - line);

  if (self->header->len + length + 1 > LINEUP_M3U_MAX_HEADER)
    return;
  g_string_append_len (self->header, line, (gssize)length);
  g_string_append_c (self->header, '\n');
}

static void
give (LineupM3uSplitter *self,
      const char *base,
      const char *address,
      const char *end,
      LineupM3uElement *element)
{
  const Range info = self->info;

  element->text = (LineupM3uText){ base, (gsize)(end - base) };
  element->info = (LineupM3uText){ NULL, 0 };
  if (self->entry_has_info)
    element->info = (LineupM3uText){ base + info.start, info.end - info.start };
  while (end > address && is_blank (end[-1]))
    end--;
  element->address = (LineupM3uText){ address, (gsize)(end - address) };
  element->has_options = self->entry_has_options;
  self->given = TRUE;
}

/* What a line is to the entry. Returns whether that is complete. */
static gboolean
take_line (
    LineupM3uSplitter *self, LineType type, const char *base, const char *line, const char *end)
{
  switch (type)
    {
    case LINE_HEADER:
      /* Lists that were joined have several. */
      if (self->header->len == 0 && !self->has_info)
        add_to_header (self, line, end);
      self->begun = TRUE;
      break;
    case LINE_INFO:
      self->info.start = (gsize)(line - base) + strlen ("#EXTINF");
      self->info.end = (gsize)(end - base);
      if (self->entry_has_info)
        {
          self->n_rejected++;
          self->info.start -= self->line;
          self->info.end -= self->line;
          restart_at_line (self);
        }
      self->begun = TRUE;
      self->has_info = TRUE;
      self->entry_has_info = TRUE;
      self->skipping = FALSE;
      return FALSE;
    case LINE_PLAYER_OPTION:
      if (!self->has_info && !self->has_entries)
        add_to_header (self, line, end);
      self->entry_has_options = TRUE;
      break;
    case LINE_OPTION:
    case LINE_OF_STREAM:
      self->entry_has_options = TRUE;
      break;
    case LINE_ADDRESS:
      self->has_entries = TRUE;
      if (self->skipping)
        {
          self->skipping = FALSE;
          break;
        }
      /* What a page begins with is no address, wherever it stands. */
      if (has_scheme (line, end) || (self->entry_has_info && *line != '<' && *line != '{'))
        return TRUE;
      self->n_rejected++;
      break;
    case LINE_BLANK:
    case LINE_COMMENT:
    default:
      break;
    }
  return FALSE;
}

/* A line of which nothing is to be kept, as nothing of an entry came before it. */
static gboolean
is_done_with (LineupM3uSplitter *self, LineType type)
{
  return type == LINE_ADDRESS || self->skipping
         || (!self->entry_has_info && !self->entry_has_options);
}

/* A line has ended at @end, and what follows it begins at @next. */
static LineupM3uState
end_line (LineupM3uSplitter *self,
          const char *end,
          const char *next,
          LineupM3uElement *element,
          GError **error)
{
  const gsize end_offset = get_offset (self, end);
  const char *base = self->start;
  const char *line = NULL;
  LineType type = LINE_BLANK;

  if (self->line_head != '\0')
    {
      /* The head of a line that was too long is all that there is of it. */
      self->skipping = self->line_head == '#';
      self->line_head = '\0';
      restart (self, next);
      return LINEUP_M3U_MORE;
    }
  if (self->carry->len > 0)
    {
      carry (self, next);
      base = self->carry->str;
    }
  line = base + self->line;
  end = base + end_offset;
  type = classify (&line, end);
  if (type == LINE_ADDRESS && !self->begun)
    {
      if (!has_scheme (line, end))
        return fail (self, "The answer is no playlist", error);
      self->begun = TRUE;
    }
  if (type == LINE_OF_STREAM && !self->has_entries && !self->has_info)
    {
      self->state = LINEUP_M3U_STREAM;
      return LINEUP_M3U_STREAM;
    }
  if (take_line (self, type, base, line, end))
    {
      give (self, base, line, end, element);
      if (self->carry->len == 0)
        self->start = next;
      return LINEUP_M3U_ELEMENT;
    }
  if (is_done_with (self, type))
    restart (self, next);
  else
    self->line = get_offset (self, next);
  return LINEUP_M3U_MORE;
}

static LineupM3uState
end_list (LineupM3uSplitter *self, GError **error)
{
  if (!self->begun)
    return fail (self, "The answer is empty, or no playlist", error);
  if (self->entry_has_info)
    self->n_rejected++;
  self->state = LINEUP_M3U_END;
  return LINEUP_M3U_END;
}

/* The chunk has no end of a line any more. */
static LineupM3uState
go_beyond_chunk (LineupM3uSplitter *self, LineupM3uElement *element, GError **error)
{
  LineupM3uState state = LINEUP_M3U_MORE;

  keep_rest (self);
  if (!self->begun && !may_begin (self))
    return fail (self, "The answer is no playlist", error);
  if (!self->ended)
    return LINEUP_M3U_MORE;
  if (self->carry->len > self->line)
    state = end_line (self, self->end, self->end, element, error);
  return state == LINEUP_M3U_MORE ? end_list (self, error) : state;
}

LineupM3uState
lineup_m3u_splitter_next (LineupM3uSplitter *self, LineupM3uElement *element, GError **error)
{
  LineupM3uState state = self->state;

  g_return_val_if_fail (state != LINEUP_M3U_ERROR, LINEUP_M3U_ERROR);

  if (self->given)
    {
      self->given = FALSE;
      restart (self, self->start);
    }
  while (state == LINEUP_M3U_MORE)
    {
      const char *end = MIN (self->lf, self->cr);
      const char *next = NULL;

      if (end == self->end)
        return go_beyond_chunk (self, element, error);
      next = end + 1;
      if (end == self->cr)
        {
          if (next == self->end)
            self->skip_lf = TRUE;
          else if (*next == '\n')
            next++;
          self->cr = find (next, self->end, '\r');
        }
      if (self->lf < next)
        self->lf = find (next, self->end, '\n');
      state = end_line (self, end, next, element, error);
    }
  return state;
}

LineupM3uText
lineup_m3u_splitter_get_header (LineupM3uSplitter *self)
{
  return (LineupM3uText){ self->header->str, self->header->len };
}

guint64
lineup_m3u_splitter_get_rejected (LineupM3uSplitter *self)
{
  return self->n_rejected;
}
