/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-list-reader.h"

#include "lineup-error.h"
#include "lineup-json.h"
#include "lineup-splitter.h"

#include <string.h>

/* Bytes of a key, enough to tell those apart that give an account or an error object away. */
#define MAX_KEY 16

typedef enum
{
  STATE_START,       /* in what precedes the list */
  STATE_FIRST_VALUE, /* after `[` */
  STATE_VALUE,       /* after `,` in an array */
  STATE_IN_VALUE,    /* in an object, an array or a string */
  STATE_IN_SCALAR,   /* in a number or a literal */
  STATE_AFTER_VALUE,
  STATE_FIRST_KEY, /* after the `{` of an object that may stand for a list */
  STATE_KEY,       /* after `,` there */
  STATE_IN_KEY,
  STATE_AFTER_KEY,
  STATE_MEMBER, /* after `:` there */
  STATE_DONE,   /* after the list */
} State;

struct _LineupListReader
{
  const char *next; /* (unowned) (nullable): first byte of the chunk that is not read yet */
  const char *end;  /* (unowned) (nullable) */

  State state;
  GError *error; /* (owned) (nullable): what all calls answer from now on */
  guint64 rejected;

  /* Before the list */
  gsize junk_length;
  gboolean junk; /* there was more than white space */
  char opener;   /* the bracket that may have begun the list, 0 for none */

  /* The brackets around the elements: an array, an object, or an array in an object */
  gboolean in_object;
  gboolean in_array;
  gboolean objects_only; /* in an array that is a list only if it holds objects */
  gboolean read_some;    /* there was an element or a key */

  /* The key, in an object */
  char key[MAX_KEY];
  gsize key_length;
  gboolean key_is_number;
  gboolean key_escaped; /* the next byte follows a backslash */

  /* The value that is being read */
  LineupSplitter splitter;
  const char *literal; /* (unowned) (nullable): what has to follow of a literal */
  gboolean keep;       /* it is an element, and not too long so far */
  gsize value_length;
  GByteArray *carry; /* (owned): its bytes from earlier chunks */
};

LineupListReader *
lineup_list_reader_new (void)
{
  LineupListReader *self = g_new0 (LineupListReader, 1);

  self->carry = g_byte_array_new ();
  self->splitter.way = lineup_splitter_get_fastest ();
  return self;
}

void
lineup_list_reader_free (LineupListReader *self)
{
  g_clear_error (&self->error);
  g_byte_array_unref (self->carry);
  g_free (self);
}

void
lineup_list_reader_push (LineupListReader *self, const char *data, gsize length)
{
  g_return_if_fail (self->next == self->end || self->error != NULL);

  self->next = data;
  self->end = data + length;
}

/* A NUL means nothing, wherever a panel puts it. */
static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\0';
}

static void
fail (LineupListReader *self, const char *message)
{
  self->error = lineup_error_new_answer (LINEUP_ERROR_MALFORMED_DATA, 0, 0, FALSE, "%s", message);
}

/* --- Before the list --- */

static void
begin_list (LineupListReader *self, char opener)
{
  self->in_object = opener == '{';
  self->in_array = opener == '[';
  self->state = self->in_array ? STATE_FIRST_VALUE : STATE_FIRST_KEY;
}

/* Warnings and pages are full of brackets: `Undefined index: a[0] in {main}`. After junk only a
 * bracket counts that begins a list of objects, an object or something empty. */
static gboolean
may_follow (char opener, char c)
{
  return opener == '[' ? c == '{' || c == ']' : c == '"' || c == '}';
}

static void
read_start (LineupListReader *self)
{
  while (self->next < self->end)
    {
      const char c = *self->next;

      if (self->opener != 0 && !is_space (c))
        {
          if (may_follow (self->opener, c))
            {
              begin_list (self, self->opener);
              return;
            }
          self->opener = 0;
        }

      if (++self->junk_length > LINEUP_LIST_READER_MAX_JUNK)
        {
          fail (self, "The answer is no JSON");
          return;
        }

      self->next++;
      if (c == '[' || c == '{')
        {
          if (!self->junk)
            {
              begin_list (self, c);
              return;
            }
          self->opener = c;
        }
      else if (!is_space (c) && memchr ("\xef\xbb\xbf", c, 3) == NULL)
        self->junk = TRUE; /* neither white space nor part of a BOM */
    }
}

/* --- Between the elements --- */

static void
begin_value (LineupListReader *self, char c)
{
  if (self->objects_only && c != '{')
    {
      fail (self, "The answer is an object, not a list");
      return;
    }

  self->read_some = TRUE;
  self->value_length = 0;
  lineup_splitter_begin (&self->splitter);
  self->keep = c == '{';
  self->literal = NULL;

  switch (c)
    {
    case '{':
    case '[':
    case '"':
      self->state = STATE_IN_VALUE;
      return;
    case 't':
      self->literal = "true";
      break;
    case 'f':
      self->literal = "false";
      break;
    case 'n':
      self->literal = "null";
      break;
    case 'N':
      self->literal = "NaN"; /* no JSON, but some encoders write it */
      break;
    case 'I':
      self->literal = "Infinity";
      break;
    default:
      if (c != '-' && !g_ascii_isdigit (c))
        {
          fail (self, "The answer is broken JSON: an element is missing or no JSON");
          return;
        }
    }
  self->state = STATE_IN_SCALAR;
}

static void
end_array (LineupListReader *self)
{
  self->in_array = FALSE;
  self->objects_only = FALSE;
  self->state = self->in_object ? STATE_AFTER_VALUE : STATE_DONE;
}

/* PHP writes an array whose keys have gaps as an object, and some panels wrap their list in one.
 * Whatever else comes as an object is another answer than the one that was asked for. */
static void
read_member (LineupListReader *self, char c)
{
  const LineupJsonValue key = { .text = self->key, .length = self->key_length };

  self->read_some = TRUE;

  if (lineup_json_value_is (&key, "user_info") || lineup_json_value_is (&key, "server_info"))
    {
      fail (self, "The answer is an account object, not a list");
      lineup_error_add_trait (self->error, LINEUP_ERROR_TRAIT_ACCOUNT);
    }
  else if (lineup_json_value_is (&key, "error"))
    fail (self, "The answer is an error object, not a list");
  else if (c == '[')
    {
      self->next++;
      self->in_array = TRUE;
      self->objects_only = !self->key_is_number;
      self->state = STATE_FIRST_VALUE;
    }
  else if (self->key_is_number)
    begin_value (self, c);
  else
    fail (self, "The answer is an object, not a list");
}

static void
read_key (LineupListReader *self)
{
  while (self->next < self->end)
    {
      const char c = *self->next++;

      if (c == '"' && !self->key_escaped)
        {
          self->key_is_number = self->key_is_number && self->key_length > 0;
          self->state = STATE_AFTER_KEY;
          return;
        }
      self->key_escaped = c == '\\' && !self->key_escaped;
      self->key_is_number = self->key_is_number && g_ascii_isdigit (c);
      if (self->key_length < MAX_KEY)
        self->key[self->key_length++] = c;
    }
}

/* Reads one byte, not white space, of what is around the elements. What begins an element is left
 * to be read as its first byte. */
static void
read_structure (LineupListReader *self, char c)
{
  switch (self->state)
    {
    case STATE_FIRST_VALUE:
      if (c != ']')
        {
          begin_value (self, c);
          return;
        }
      end_array (self);
      break;

    case STATE_VALUE:
      begin_value (self, c);
      return;

    case STATE_AFTER_VALUE:
      if (c == ',')
        self->state = self->in_array ? STATE_VALUE : STATE_KEY;
      else if (c == ']' && self->in_array)
        end_array (self);
      else if (c == '}' && !self->in_array)
        self->state = STATE_DONE;
      else
        fail (self, "The answer is broken JSON: something else than a comma between elements");
      break;

    case STATE_FIRST_KEY:
    case STATE_KEY:
      if (c == '"')
        {
          self->state = STATE_IN_KEY;
          self->key_length = 0;
          self->key_is_number = TRUE;
          self->key_escaped = FALSE;
        }
      else if (c == '}' && self->state == STATE_FIRST_KEY)
        self->state = STATE_DONE;
      else
        fail (self, "The answer is broken JSON: a key is missing");
      break;

    case STATE_AFTER_KEY:
      if (c == ':')
        self->state = STATE_MEMBER;
      else
        fail (self, "The answer is broken JSON: a colon is missing");
      break;

    case STATE_MEMBER:
      read_member (self, c);
      return;

    case STATE_DONE:
      /* `[]` in a warning looked like a list. */
      if (self->junk && !self->read_some)
        {
          self->state = STATE_START;
          return;
        }
      fail (self, "The answer goes on after its end");
      return;

    case STATE_START:
    case STATE_IN_VALUE:
    case STATE_IN_SCALAR:
    case STATE_IN_KEY:
    default:
      g_assert_not_reached ();
    }
  self->next++;
}

/* --- In the elements --- */

static void
read_scalar (LineupListReader *self)
{
  while (self->next < self->end)
    {
      const char c = *self->next;

      if (self->literal == NULL ? !g_ascii_isalnum (c) && c != '+' && c != '-' && c != '.'
                                : *self->literal == '\0')
        {
          self->rejected++;
          self->state = STATE_AFTER_VALUE;
          return;
        }
      if (self->literal != NULL && *self->literal++ != c)
        {
          fail (self, "The answer is broken JSON: an element is no JSON");
          return;
        }
      self->next++;
    }
}

static void
carry_over (LineupListReader *self, gsize length)
{
  self->value_length += length;
  if (self->value_length > LINEUP_LIST_READER_MAX_ELEMENT)
    self->keep = FALSE;
  if (self->keep)
    g_byte_array_append (self->carry, (const guint8 *)self->next, (guint)length);
  self->next += length;
}

/* Returns whether there is an element. One with a wrong bracket is refused when it is decoded. */
static gboolean
read_value (LineupListReader *self, const char **element, gsize *length)
{
  const char *begin = self->next;
  const char *end = lineup_splitter_find_end (&self->splitter, begin, self->end);

  if (end == NULL)
    {
      carry_over (self, (gsize)(self->end - begin));
      return FALSE;
    }

  self->state = STATE_AFTER_VALUE;
  if (self->value_length == 0 && self->keep && end - begin <= LINEUP_LIST_READER_MAX_ELEMENT)
    {
      self->next = end;
      *element = begin;
      *length = (gsize)(end - begin);
      return TRUE;
    }

  carry_over (self, (gsize)(end - begin));
  if (!self->keep)
    {
      self->rejected++;
      g_byte_array_set_size (self->carry, 0);
      return FALSE;
    }
  *element = (const char *)self->carry->data;
  *length = self->carry->len;
  return TRUE;
}

LineupListReaderStatus
lineup_list_reader_next (LineupListReader *self,
                         const char **element,
                         gsize *length,
                         GError **error)
{
  /* An element that was handed out of the carry has been used by now. */
  if (self->state != STATE_IN_VALUE)
    g_byte_array_set_size (self->carry, 0);

  while (self->error == NULL && self->next < self->end)
    {
      if (self->state == STATE_IN_VALUE)
        {
          if (read_value (self, element, length))
            return LINEUP_LIST_READER_ELEMENT;
        }
      else if (self->state == STATE_IN_SCALAR)
        read_scalar (self);
      else if (self->state == STATE_IN_KEY)
        read_key (self);
      else if (self->state == STATE_START)
        read_start (self);
      else if (is_space (*self->next))
        self->next++;
      else
        read_structure (self, *self->next);
    }

  if (self->error == NULL)
    return LINEUP_LIST_READER_MORE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return LINEUP_LIST_READER_ERROR;
}

gboolean
lineup_list_reader_finish (LineupListReader *self, GError **error)
{
  if (self->error == NULL && self->state != STATE_DONE)
    {
      if (self->state != STATE_START || self->opener != 0)
        self->error = lineup_error_new_answer (
            LINEUP_ERROR_MALFORMED_DATA, 0, 0, TRUE, "The answer ended early");
      else if (self->junk)
        fail (self, "The answer is no JSON");
      else
        self->error = lineup_error_new_answer (
            LINEUP_ERROR_MALFORMED_DATA, 0, 0, TRUE, "The answer is empty");
    }

  if (self->error == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->error);
  return FALSE;
}

gboolean
lineup_list_reader_is_closed (LineupListReader *self)
{
  return self->error == NULL && self->state == STATE_DONE;
}

guint64
lineup_list_reader_get_rejected (LineupListReader *self)
{
  return self->rejected;
}
