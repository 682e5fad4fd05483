/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-field-reader.h"

#include "lineup-entities.h"

#include <string.h>

/* Bytes of an extension, at most. */
#define MAX_EXTENSION 16

/* Digits of a number of 64 bits. */
#define MAX_DIGITS 20

/* Bytes: longer text is no number or date. */
#define MAX_SCALAR 64

/* The text of a number or string; empty for everything else. A boolean is no number: `true` is no
 * date in 1970. */
typedef struct
{
  const char *text; /* (unowned) */
  gsize length;
  char copy[MAX_SCALAR + 1]; /* for text with escapes */
} Scalar;

static void
read_scalar (Scalar *scalar, const LineupJsonValue *value)
{
  scalar->text = value->text;
  scalar->length = value->length;

  switch (value->type)
    {
    case LINEUP_JSON_STRING:
      if (memchr (value->text, '\\', value->length) != NULL)
        {
          scalar->text = scalar->copy;
          scalar->length = lineup_json_value_copy_text (value, scalar->copy, MAX_SCALAR);
        }
      break;
    case LINEUP_JSON_NUMBER:
      break;
    case LINEUP_JSON_TRUE:
    case LINEUP_JSON_FALSE:
    case LINEUP_JSON_NULL:
    case LINEUP_JSON_OBJECT:
    case LINEUP_JSON_ARRAY:
    default:
      scalar->length = 0;
      break;
    }

  while (scalar->length > 0 && g_ascii_isspace (scalar->text[0]))
    {
      scalar->text++;
      scalar->length--;
    }
  while (scalar->length > 0 && g_ascii_isspace (scalar->text[scalar->length - 1]))
    scalar->length--;
}

gint64
lineup_field_to_integer (const LineupJsonValue *value)
{
  Scalar scalar;

  read_scalar (&scalar, value);
  return lineup_scalar_to_integer (scalar.text, scalar.length);
}

int
lineup_field_to_flag (const LineupJsonValue *value)
{
  Scalar scalar;
  gint64 number = 0;

  if (value->type == LINEUP_JSON_TRUE || value->type == LINEUP_JSON_FALSE)
    return value->type == LINEUP_JSON_TRUE ? 1 : 0;

  read_scalar (&scalar, value);
  if (lineup_scalar_is_word (scalar.text, scalar.length, "true"))
    return 1;
  if (lineup_scalar_is_word (scalar.text, scalar.length, "false"))
    return 0;
  number = lineup_scalar_to_integer (scalar.text, scalar.length);
  return number == 0 || number == 1 ? (int)number : -1;
}

double
lineup_field_to_rating (const LineupJsonValue *value)
{
  Scalar scalar;

  read_scalar (&scalar, value);
  return lineup_scalar_to_rating (scalar.text, scalar.length);
}

guint
lineup_field_to_year (const LineupJsonValue *value)
{
  Scalar scalar;

  read_scalar (&scalar, value);
  return lineup_scalar_to_year (scalar.text, scalar.length);
}

gint64
lineup_field_to_duration (const LineupJsonValue *value, LineupTimeUnit unit)
{
  Scalar scalar;

  read_scalar (&scalar, value);
  return lineup_scalar_to_duration (scalar.text, scalar.length, unit);
}

gint64
lineup_field_to_time (const LineupJsonValue *value)
{
  Scalar scalar;

  read_scalar (&scalar, value);
  return lineup_scalar_to_time (scalar.text, scalar.length);
}

void
lineup_field_reader_clear (LineupFieldReader *self)
{
  g_free (self->buffer);
  *self = (LineupFieldReader){ 0 };
}

void
lineup_field_reader_begin (LineupFieldReader *self, gsize length)
{
  /* What is no UTF-8 becomes three bytes each; and there may be a number as text. */
  const gsize size = 3 * length + 64;

  if (size > self->size)
    {
      g_free (self->buffer);
      self->buffer = g_malloc (size);
      self->size = size;
    }
  self->used = 0;
}

/* Puts the text of a string or number into the buffer, trimmed. Returns %NULL if there is none. */
static char *
copy_trimmed (LineupFieldReader *self, const LineupJsonValue *value, gboolean has_entities)
{
  char *text = self->buffer + self->used;
  gsize length = 0;

  if (value->type != LINEUP_JSON_STRING && value->type != LINEUP_JSON_NUMBER)
    return NULL;

  length = lineup_json_value_copy_text (value, text, LINEUP_FIELD_READER_MAX_TEXT);
  if (has_entities)
    length = lineup_entities_decode (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  text[length] = '\0';
  self->used += length + 1;

  while (g_ascii_isspace (*text))
    text++;
  return *text != '\0' ? text : NULL;
}

/* Text that may also say that it is unknown. */
static char *
copy_known (LineupFieldReader *self, const LineupJsonValue *value, gboolean has_entities)
{
  char *text = copy_trimmed (self, value, has_entities);

  return text != NULL && !lineup_scalar_is_unknown (text, strlen (text)) ? text : NULL;
}

static char *
copy_text (LineupFieldReader *self, const LineupJsonValue *value)
{
  return copy_known (self, value, FALSE);
}

static gboolean
has_web_scheme (const char *text)
{
  return g_ascii_strncasecmp (text, "http://", strlen ("http://")) == 0
         || g_ascii_strncasecmp (text, "https://", strlen ("https://")) == 0;
}

static char *
copy_prose (LineupFieldReader *self, const LineupJsonValue *value)
{
  char *text = copy_known (self, value, TRUE);

  return text != NULL && (!has_web_scheme (text) || strpbrk (text, " \n") != NULL) ? text : NULL;
}

const char *
lineup_field_reader_copy_name (LineupFieldReader *self, const LineupJsonValue *value)
{
  return copy_trimmed (self, value, TRUE);
}

const char *
lineup_field_reader_copy_text (LineupFieldReader *self, const LineupJsonValue *value)
{
  return copy_text (self, value);
}

const char *
lineup_field_reader_copy_prose (LineupFieldReader *self, const LineupJsonValue *value)
{
  return copy_prose (self, value);
}

const char *
lineup_field_reader_copy_list (LineupFieldReader *self, const LineupJsonValue *value)
{
  const gsize start = self->used;
  char *joined = self->buffer + start;
  gsize length = 0;
  LineupJson walk;
  LineupJsonValue key;
  LineupJsonValue part;

  if (value->type != LINEUP_JSON_ARRAY && value->type != LINEUP_JSON_OBJECT)
    return copy_prose (self, value);

  lineup_json_init (&walk, value->text, value->length);
  while (lineup_json_next (&walk, &key, &part))
    {
      const gsize separator = length > 0 ? strlen (", ") : 0;
      const char *text = NULL;
      gsize part_length = 0;

      /* Each part is put where it belongs, or overwritten by the next. */
      self->used = start + length + separator;
      text = copy_prose (self, &part);
      part_length = text != NULL ? strlen (text) : 0;
      if (part_length == 0 || length + separator + part_length > LINEUP_FIELD_READER_MAX_TEXT)
        continue;

      memcpy (joined + length, ", ", separator);
      length += separator;
      memmove (joined + length, text, part_length);
      length += part_length;
    }

  joined[length] = '\0';
  self->used = start + length + 1;
  return length > 0 ? joined : NULL;
}

const char *
lineup_field_reader_copy_url (LineupFieldReader *self, const LineupJsonValue *value)
{
  const char *url = copy_text (self, value);

  return url != NULL && has_web_scheme (url) && strlen (url) <= LINEUP_FIELD_READER_MAX_URL ? url
                                                                                            : NULL;
}

const char *
lineup_field_reader_copy_extension (LineupFieldReader *self, const LineupJsonValue *value)
{
  char *extension = copy_text (self, value);

  if (extension != NULL && *extension == '.')
    extension++;
  if (extension == NULL || *extension == '\0' || strlen (extension) > MAX_EXTENSION)
    return NULL;

  for (char *p = extension; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p))
        return NULL;
      *p = g_ascii_tolower (*p);
    }
  return extension;
}

const char *
lineup_field_reader_copy_date (LineupFieldReader *self, const LineupJsonValue *value)
{
  char date[LINEUP_SCALAR_DATE_SIZE];
  char *text = copy_text (self, value);
  const gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || strspn (text, "0") == length || g_str_has_prefix (text, "0000"))
    return NULL;
  if (!lineup_scalar_to_date (text, length, date))
    return text;

  /* The text may be shorter than its date. */
  memcpy (text, date, sizeof date);
  self->used = MAX (self->used, (gsize)(text - self->buffer) + sizeof date);
  return text;
}

/* Writes a whole number of any spelling again in digits, in the place of its text. An element has
 * room for three times its bytes, which `1e99` would exceed. Returns whether it is one. */
static gboolean
print_whole (LineupFieldReader *self, char *text)
{
  const gsize length = strlen (text);
  const gint64 number = lineup_scalar_to_integer (text, length);
  char digits[MAX_DIGITS + 1];
  gsize n_digits = 0;

  if (number < 0)
    return FALSE;
  n_digits = (gsize)g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
  if (n_digits > 3 * length)
    return FALSE;
  memcpy (text, digits, n_digits + 1);
  self->used = MAX (self->used, (gsize)(text - self->buffer) + n_digits + 1);
  return TRUE;
}

const char *
lineup_field_reader_copy_number (LineupFieldReader *self, const LineupJsonValue *value)
{
  char *id = copy_text (self, value);

  return id != NULL && print_whole (self, id) && !g_str_equal (id, "0") ? id : NULL;
}

const char *
lineup_field_reader_copy_channel_number (LineupFieldReader *self,
                                         const LineupJsonValue *value,
                                         gint64 *whole)
{
  char *number = copy_text (self, value);
  const gsize length = number != NULL ? strlen (number) : 0;
  gsize fraction = 0;

  *whole = lineup_scalar_split_decimal (number, length, &fraction);
  if (*whole > 0 && *whole <= G_MAXUINT32)
    {
      number[fraction - 1] = '.';
      return number;
    }
  *whole = lineup_scalar_to_integer (number, length);
  if (*whole == 0 || *whole > G_MAXUINT32)
    *whole = -1;
  return NULL;
}

static char *
copy_category (LineupFieldReader *self, const LineupJsonValue *value)
{
  char *id = copy_text (self, value);
  const gboolean is_number = value->type == LINEUP_JSON_NUMBER;

  /* A number is a number in every spelling; of text, `1e3` may be a name, but not `1.0`. */
  if (id != NULL && strpbrk (id, is_number ? ".eE" : ".") != NULL && !print_whole (self, id)
      && is_number)
    return NULL;
  return id;
}

const char *
lineup_field_reader_copy_category (LineupFieldReader *self, const LineupJsonValue *value)
{
  return copy_category (self, value);
}

static gsize
add_category (const char *id, const char **ids, gsize n_ids)
{
  if (id != NULL && !g_str_equal (id, "0"))
    ids[n_ids++] = id;
  return n_ids;
}

/* Splits a list that has become text. Returns how many there are. */
static gsize
split_categories (LineupFieldReader *self, char *text, const char **ids, gsize max_ids)
{
  const char *const around = ", \"'[]";
  gsize n_ids = 0;

  text += strspn (text, around);
  while (*text != '\0' && n_ids < max_ids)
    {
      char *id = text;
      char *end = text + strcspn (text, around);

      text = end + strspn (end, around);
      *end = '\0';
      if (strchr (id, '.') == NULL || print_whole (self, id))
        n_ids = add_category (id, ids, n_ids);
    }
  return n_ids;
}

static gsize
copy_one_or_more (LineupFieldReader *self,
                  const LineupJsonValue *value,
                  const char **ids,
                  gsize max_ids)
{
  char *text = copy_category (self, value);

  if (text != NULL && value->type == LINEUP_JSON_STRING && strpbrk (text, ",[") != NULL
      && strspn (text, "0123456789., \"'[]") == strlen (text))
    return split_categories (self, text, ids, max_ids);
  return add_category (text, ids, 0);
}

gsize
lineup_field_reader_copy_categories (LineupFieldReader *self,
                                     const LineupJsonValue *value,
                                     const char **ids,
                                     gsize max_ids)
{
  LineupJson walk;
  LineupJsonValue key;
  LineupJsonValue part;
  gsize n_ids = 0;

  if (max_ids == 0)
    return 0;
  if (value->type != LINEUP_JSON_ARRAY && value->type != LINEUP_JSON_OBJECT)
    return copy_one_or_more (self, value, ids, max_ids);

  lineup_json_init (&walk, value->text, value->length);
  while (n_ids < max_ids && lineup_json_next (&walk, &key, &part))
    n_ids += copy_one_or_more (self, &part, ids + n_ids, max_ids - n_ids);
  return n_ids;
}

const char *
lineup_field_reader_join (LineupFieldReader *self, const char *prefix, const char *text)
{
  char *joined = self->buffer + self->used;

  self->used += (gsize)g_snprintf (joined, self->size - self->used, "%s%s", prefix, text) + 1;
  return joined;
}

const char *
lineup_field_reader_print_integer (LineupFieldReader *self, gint64 number)
{
  char *text = self->buffer + self->used;

  self->used += (gsize)g_snprintf (text, self->size - self->used, "%" G_GINT64_FORMAT, number) + 1;
  return text;
}
