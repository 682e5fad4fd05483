/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-xmltv-splitter.h"

#include "lineup-chunk-window.h"
#include "lineup-error.h"

#include <string.h>

/* Bytes of the longest `<tv …>` that is looked at whole. */
#define MAX_GUIDE_TAG 4096

/* Bytes of the beginning that tell what it is if it is no guide. */
#define HEAD_LENGTH 64

/* What ends what has no elements in it. */
typedef enum
{
  CLOSER_COMMENT,
  CLOSER_CDATA,
  CLOSER_INSTRUCTION,
  N_CLOSERS,
} Closer;

/* Where a closer is known not to be: nobody looks there again. */
typedef struct
{
  guint64 from; /* offsets */
  guint64 until;
} Absence;

typedef enum
{
  FOUND_NO,
  FOUND_PART, /* more has to come before it can be told */
  FOUND_YES,
} Found;

struct _LineupXmltvSplitter
{
  LineupChunkWindow window;
  gsize handed_out; /* bytes of the window that the caller has until the next call */
  gboolean ended;
  Absence absences[N_CLOSERS];

  /* Before the guide */
  gboolean in_guide;
  char head[HEAD_LENGTH]; /* from the first byte on that is not blank */
  gsize head_length;

  /* The element, at the beginning of the window */
  gboolean in_element;
  gboolean is_channel;
  gsize scanned; /* bytes of the window in which nothing more is to be found */

  gboolean closed;
  guint64 too_long;
  guint64 cut;
  GError *error; /* (owned) (nullable): what all calls answer from now on */
};

LineupXmltvSplitter *
lineup_xmltv_splitter_new (void)
{
  LineupXmltvSplitter *self = g_new0 (LineupXmltvSplitter, 1);

  lineup_chunk_window_init (&self->window, 0);
  return self;
}

LineupXmltvSplitter *
lineup_xmltv_splitter_new_at (guint64 offset)
{
  LineupXmltvSplitter *self = g_new0 (LineupXmltvSplitter, 1);

  lineup_chunk_window_init (&self->window, offset);
  self->in_guide = TRUE;
  return self;
}

void
lineup_xmltv_splitter_free (LineupXmltvSplitter *self)
{
  lineup_chunk_window_clear (&self->window);
  g_clear_error (&self->error);
  g_free (self);
}

void
lineup_xmltv_splitter_push (LineupXmltvSplitter *self, const char *data, gsize length)
{
  g_return_if_fail (lineup_chunk_window_is_read (&self->window) || self->error != NULL);
  g_return_if_fail (!self->ended);

  lineup_chunk_window_push (&self->window, data, length);
}

void
lineup_xmltv_splitter_end (LineupXmltvSplitter *self)
{
  self->ended = TRUE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* What may come before a guide, a NUL as in the header of a tar archive, too. */
static gboolean
is_nothing (char c)
{
  return is_blank (c) || c == '\0' || memchr ("\xef\xbb\xbf", c, 3) != NULL;
}

/* --- What is looked for --- */

/* Whether a tag's name, with what is before it, is at @p. */
static Found
find_name (LineupXmltvSplitter *self, const char *p, const char *end, const char *name)
{
  const gsize length = strlen (name);
  const gsize room = (gsize)(end - p);

  if (memcmp (p, name, MIN (room, length)) != 0)
    return FOUND_NO;
  if (room <= length)
    return self->ended ? FOUND_NO : FOUND_PART;
  return is_blank (p[length]) || p[length] == '>' || p[length] == '/' ? FOUND_YES : FOUND_NO;
}

static Found
find_mark (LineupXmltvSplitter *self, const char *p, const char *end, const char *mark)
{
  const gsize length = strlen (mark);
  const gsize room = (gsize)(end - p);

  if (memcmp (p, mark, MIN (room, length)) != 0)
    return FOUND_NO;
  if (room >= length)
    return FOUND_YES;
  return self->ended ? FOUND_NO : FOUND_PART;
}

/* Returns where it goes on after a closer that is at @p or later, %NULL if it is not there yet. */
static const char *
find_closer (
    LineupXmltvSplitter *self, const char *window, const char *p, const char *end, Closer closer)
{
  static const char *const closers[N_CLOSERS] = { "-->", "]]>", "?>" };
  const gsize length = strlen (closers[closer]);
  Absence *absence = &self->absences[closer];
  guint64 from = self->window.offset + (guint64)(p - window);
  const guint64 until = self->window.offset + (guint64)(end - window);
  const char *found = NULL;

  if (from >= absence->from && from < absence->until)
    p += absence->until - from;
  else
    absence->from = from;
  if (p < end)
    found = memmem (p, (gsize)(end - p), closers[closer], length);
  if (found != NULL)
    return found + length;
  /* What is there of it may go on. */
  from = until >= length - 1 ? until - (length - 1) : 0;
  absence->until = MAX (from, absence->from);
  return NULL;
}

/* Looks at `<!` and `<?`. Sets @p to where it goes on after what has no elements in it, or after
 * the `<`: what is longer than an element has no end. Returns %FOUND_PART where more has to
 * come. */
static Found
skip_other (LineupXmltvSplitter *self,
            const char *window,
            const char *end,
            gboolean in_element,
            const char **p)
{
  static const char *const openers[N_CLOSERS] = { "<!--", "<![CDATA[", "<?" };
  const char *at = *p;

  *p = at + 1;
  for (Closer closer = CLOSER_COMMENT; closer < N_CLOSERS; closer++)
    {
      const Found found = find_mark (self, at, end, openers[closer]);
      const char *after = NULL;

      if (found == FOUND_NO || (closer == CLOSER_CDATA && !in_element))
        continue;
      if (found == FOUND_PART)
        return found;
      after = find_closer (self,
                           window,
                           at + strlen (openers[closer]),
                           at + MIN (end - at, LINEUP_XMLTV_MAX_ELEMENT),
                           closer);
      /* An element goes on to the closer, whether there is one or not. */
      if (after == NULL && (in_element || !self->ended) && end - at < LINEUP_XMLTV_MAX_ELEMENT)
        return FOUND_PART;
      if (after != NULL)
        *p = after;
      return FOUND_YES;
    }
  return FOUND_NO;
}

/* What a DOCTYPE declares stands in brackets. Returns %FOUND_PART where more has to come. */
static Found
skip_doctype (LineupXmltvSplitter *self, const char *end, const char **p)
{
  const char *at = *p;
  const gssize length = MIN (end - at, LINEUP_XMLTV_MAX_JUNK);
  char quote = 0;
  gboolean in_brackets = FALSE;
  Found found = find_mark (self, at, end, "<!DOCTYPE");

  if (found != FOUND_YES)
    return found;
  for (const char *c = at + strlen ("<!DOCTYPE"); c < at + length; c++)
    {
      if (quote != 0)
        quote = *c == quote ? 0 : quote;
      else if (*c == '"' || *c == '\'')
        quote = *c;
      else if (*c == '[' || *c == ']')
        in_brackets = *c == '[';
      else if (*c == '>' && !in_brackets)
        {
          *p = c + 1;
          return FOUND_YES;
        }
    }
  if (!self->ended && length < LINEUP_XMLTV_MAX_JUNK)
    return FOUND_PART;
  *p = at + 1;
  return FOUND_YES;
}

/* --- Between the elements --- */

/* A guide that is one tag has nothing in it, and is whole. */
static Found
begin_guide (LineupXmltvSplitter *self, const char *p, const char *end)
{
  const gsize length = (gsize)MIN (end - p, MAX_GUIDE_TAG);
  const char *close = memchr (p, '>', length);

  if (close == NULL && !self->ended && length < MAX_GUIDE_TAG)
    return FOUND_PART;
  self->in_guide = TRUE;
  self->closed = close != NULL && close[-1] == '/';
  return FOUND_YES;
}

/* What one of the few marks is that are looked for outside of elements. */
static Found
read_mark (LineupXmltvSplitter *self, const char *window, const char *end, const char **p)
{
  const char *at = *p;
  Found found = FOUND_NO;

  *p = at + 1;
  switch (at[1])
    {
    case 'p':
    case 'c':
      self->is_channel = at[1] == 'c';
      found = find_name (self, at, end, self->is_channel ? "<channel" : "<programme");
      if (found == FOUND_YES && self->in_guide)
        {
          self->in_element = TRUE;
          self->closed = FALSE;
          *p = at;
        }
      return found;
    case 't':
      found = find_name (self, at, end, "<tv");
      return found == FOUND_YES ? begin_guide (self, at, end) : found;
    case '/':
      found = find_name (self, at, end, "</tv");
      if (found == FOUND_YES)
        self->closed = self->in_guide;
      return found;
    case '!':
    case '?':
      *p = at;
      found = self->in_guide ? FOUND_NO : skip_doctype (self, end, p);
      return found == FOUND_NO ? skip_other (self, window, end, FALSE, p) : found;
    default:
      return FOUND_NO;
    }
}

static void
keep_head (LineupXmltvSplitter *self, const char *data, gsize length)
{
  for (gsize i = 0; i < length && self->head_length < HEAD_LENGTH; i++)
    {
      if (self->head_length > 0 || !is_nothing (data[i]))
        self->head[self->head_length++] = data[i];
    }
}

/* Whether no guide is expected any more so many bytes into the window. */
static gboolean
is_late (LineupXmltvSplitter *self, gssize length)
{
  return !self->in_guide && self->window.offset + (guint64)length > LINEUP_XMLTV_MAX_JUNK;
}

/* Goes on to the next element, or as far as the window goes. Returns whether there is another
 * window to look at. */
static gboolean
pass_window (LineupXmltvSplitter *self)
{
  gsize length = 0;
  const char *window = lineup_chunk_window_get (&self->window, &length);
  const char *end = window + length;
  const char *p = window;

  while (p < end && !self->in_element)
    {
      const char *mark = memchr (p, '<', (gsize)(end - p));

      p = mark != NULL ? mark : end;
      if (mark == NULL || (end - mark < 2 && !self->ended) || is_late (self, mark - window))
        break;
      if (end - mark < 2)
        p = end;
      else if (read_mark (self, window, end, &p) == FOUND_PART)
        {
          p = mark;
          break;
        }
    }
  if (!self->in_guide)
    keep_head (self, window, (gsize)(p - window));
  self->scanned = 0;
  return p > window && lineup_chunk_window_leave (&self->window, (gsize)(p - window));
}

/* Goes on to the next element, which is then at the window's beginning. Returns FALSE where more
 * has to come. */
static gboolean
read_outside (LineupXmltvSplitter *self)
{
  while (pass_window (self) && !self->in_element && !is_late (self, 0))
    ;
  return self->in_element;
}

/* --- In an element --- */

/* Whether a start tag ends with a slash that is no part of a value. */
static gboolean
is_self_closing (const char *tag, const char *end)
{
  char quote = 0;

  if (end[-1] != '/' || memchr (tag + 1, '<', (gsize)(end - tag - 1)) != NULL)
    return FALSE;
  for (const char *c = tag; c < end; c++)
    {
      if (quote != 0)
        quote = *c == quote ? 0 : quote;
      else if (*c == '"' || *c == '\'')
        quote = *c;
    }
  return quote == 0;
}

/* Looks at one `<` in the element. Returns %FOUND_YES where the element ends, at @p. */
static Found
read_inner_mark (LineupXmltvSplitter *self,
                 const char *window,
                 const char *end,
                 const char **p,
                 gboolean *is_closed)
{
  const char *at = *p;
  Found found = FOUND_NO;

  *is_closed = FALSE;
  switch (at[1])
    {
    case '/':
      if (at + 2 < end && at[2] == 't')
        {
          found = find_name (self, at, end, "</tv");
          break;
        }
      found = find_name (self, at, end, self->is_channel ? "</channel" : "</programme");
      if (found != FOUND_YES)
        break;
      *is_closed = TRUE;
      *p = at + strlen (self->is_channel ? "</channel" : "</programme");
      while (*p < end && is_blank (**p))
        (*p)++;
      if (*p == end && !self->ended)
        return FOUND_PART;
      if (*p < end && **p == '>')
        (*p)++;
      return FOUND_YES;
    case 'p':
      found = find_name (self, at, end, "<programme");
      break;
    case 'c':
      found = find_name (self, at, end, "<channel");
      break;
    case '!':
    case '?':
      found = skip_other (self, window, end, TRUE, p);
      return found == FOUND_YES ? FOUND_NO : found;
    default:
      break;
    }
  if (found == FOUND_NO)
    *p = at + 1;
  return found;
}

/* Finds the element's end. Returns %FOUND_PART where more has to come. */
static Found
find_end (LineupXmltvSplitter *self,
          const char *window,
          gsize length,
          gsize *element_length,
          gboolean *is_closed)
{
  const char *end = window + length;
  const char *p = window + self->scanned;

  if (self->scanned == 0)
    {
      const char *close = memchr (window, '>', length);

      if (close == NULL && !self->ended && length <= LINEUP_XMLTV_MAX_ELEMENT)
        return FOUND_PART;
      p = window + 1;
      if (close != NULL && is_self_closing (window, close))
        {
          *is_closed = TRUE;
          *element_length = (gsize)(close + 1 - window);
          return FOUND_YES;
        }
    }
  while (p < end)
    {
      const char *mark = memchr (p, '<', (gsize)(end - p));
      Found found = FOUND_NO;

      p = mark != NULL ? mark : end;
      if (mark == NULL || end - mark < 2)
        break;
      found = read_inner_mark (self, window, end, &p, is_closed);
      if (found == FOUND_YES)
        {
          *element_length = (gsize)(p - window);
          return found;
        }
      if (found == FOUND_PART)
        {
          p = mark;
          break;
        }
    }
  self->scanned = (gsize)(p - window);
  return FOUND_PART;
}

/* Returns whether there is an element. */
static gboolean
read_element (LineupXmltvSplitter *self, LineupXmltvElement *element)
{
  gsize length = 0;
  const char *window = lineup_chunk_window_get (&self->window, &length);
  gsize element_length = MIN (length, LINEUP_XMLTV_MAX_ELEMENT + 1);
  gboolean is_closed = FALSE;
  const Found found = find_end (self, window, element_length, &element_length, &is_closed);

  if (element_length > LINEUP_XMLTV_MAX_ELEMENT || (found == FOUND_PART && self->ended))
    {
      if (element_length > LINEUP_XMLTV_MAX_ELEMENT)
        self->too_long++;
      else
        self->cut++;
      self->in_element = FALSE;
      self->scanned = 0;
      lineup_chunk_window_leave (&self->window, 1);
      return FALSE;
    }
  if (found != FOUND_YES)
    return FALSE;

  element->is_channel = self->is_channel;
  element->is_closed = is_closed;
  element->data = window;
  element->length = element_length;
  element->offset = self->window.offset;
  self->in_element = FALSE;
  self->handed_out = element_length;
  return TRUE;
}

/* --- The guide --- */

static gboolean
begins_with (LineupXmltvSplitter *self, const char *text)
{
  const gsize length = strlen (text);

  return self->head_length >= length && g_ascii_strncasecmp (self->head, text, length) == 0;
}

static const char *
name_head (LineupXmltvSplitter *self)
{
  if (begins_with (self, "{") || begins_with (self, "["))
    return "The answer is data of another kind, not a guide";
  if (begins_with (self, "#EXTM3U"))
    return "The answer is a playlist, not a guide";
  if (begins_with (self, "<!DOCTYPE html") || begins_with (self, "<html"))
    return "The answer is a web page, not a guide";
  return "The answer is no guide";
}

static void
check_beginning (LineupXmltvSplitter *self)
{
  if (self->in_guide || self->error != NULL || !(self->ended || is_late (self, 0)))
    return;
  if (self->head_length == 0 && self->ended)
    self->error = lineup_error_new_answer (
        LINEUP_ERROR_MALFORMED_DATA, 0, 0, TRUE, "The answer is empty");
  else
    self->error = lineup_error_new_answer (
        LINEUP_ERROR_MALFORMED_DATA, 0, 0, FALSE, "%s", name_head (self));
}

LineupXmltvStatus
lineup_xmltv_splitter_next (LineupXmltvSplitter *self, LineupXmltvElement *element, GError **error)
{
  gboolean more = TRUE;

  if (self->handed_out > 0)
    lineup_chunk_window_leave (&self->window, self->handed_out);
  self->handed_out = 0;
  self->scanned = self->in_element ? self->scanned : 0;

  while (more && self->error == NULL)
    {
      if (!self->in_element && !read_outside (self))
        check_beginning (self);
      else if (read_element (self, element))
        return LINEUP_XMLTV_ELEMENT;
      /* One that is skipped is looked through for the next. */
      else if (!self->in_element)
        continue;
      more = self->error == NULL && lineup_chunk_window_widen (&self->window);
    }

  lineup_chunk_window_release (&self->window);
  if (self->error == NULL)
    return LINEUP_XMLTV_MORE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return LINEUP_XMLTV_ERROR;
}

const char *
lineup_xmltv_splitter_get_begun (LineupXmltvSplitter *self, gsize *length, guint64 *offset)
{
  const char *window = lineup_chunk_window_get (&self->window, length);

  *offset = self->window.offset;
  return self->in_element || self->handed_out > 0 ? window : NULL;
}

gboolean
lineup_xmltv_splitter_is_closed (LineupXmltvSplitter *self)
{
  return self->error == NULL && self->closed;
}

guint64
lineup_xmltv_splitter_get_too_long (LineupXmltvSplitter *self)
{
  return self->too_long;
}

guint64
lineup_xmltv_splitter_get_cut (LineupXmltvSplitter *self)
{
  return self->cut;
}
