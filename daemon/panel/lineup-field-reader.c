/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "panel/lineup-field-reader.h"

#include "panel/lineup-scalar.h"

#include <string.h>

#define MAX_EXTENSION 16

/* Longer text is no number or date. */
#define MAX_SCALAR 64

/* The text of a number, string or boolean; empty for everything else. */
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
      scalar->text = "1";
      scalar->length = 1;
      break;
    case LINEUP_JSON_FALSE:
      scalar->text = "0";
      scalar->length = 1;
      break;
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
copy_name (LineupFieldReader *self, const LineupJsonValue *value)
{
  char *text = self->buffer + self->used;
  gsize length = 0;

  if (value->type != LINEUP_JSON_STRING && value->type != LINEUP_JSON_NUMBER)
    return NULL;

  length = lineup_json_value_copy_text (value, text, LINEUP_FIELD_READER_MAX_TEXT);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  text[length] = '\0';
  self->used += length + 1;

  while (g_ascii_isspace (*text))
    text++;
  return *text != '\0' ? text : NULL;
}

/* The same for text that may also say that it is unknown. */
static char *
copy_text (LineupFieldReader *self, const LineupJsonValue *value)
{
  char *text = copy_name (self, value);

  return text != NULL && !lineup_scalar_is_unknown (text, strlen (text)) ? text : NULL;
}

const char *
lineup_field_reader_copy_name (LineupFieldReader *self, const LineupJsonValue *value)
{
  return copy_name (self, value);
}

const char *
lineup_field_reader_copy_text (LineupFieldReader *self, const LineupJsonValue *value)
{
  return copy_text (self, value);
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
    return copy_text (self, value);

  lineup_json_init (&walk, value->text, value->length);
  while (lineup_json_next (&walk, &key, &part))
    {
      const gsize separator = length > 0 ? strlen (", ") : 0;
      const char *text = NULL;
      gsize part_length = 0;

      /* Each part is put where it belongs, or overwritten by the next. */
      self->used = start + length + separator;
      text = copy_text (self, &part);
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

  if (url == NULL
      || (g_ascii_strncasecmp (url, "http://", strlen ("http://")) != 0
          && g_ascii_strncasecmp (url, "https://", strlen ("https://")) != 0)
      || strlen (url) > LINEUP_FIELD_READER_MAX_URL)
    return NULL;
  return url;
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

const char *
lineup_field_reader_copy_number (LineupFieldReader *self, const LineupJsonValue *value)
{
  const char *id = copy_text (self, value);

  if (id == NULL || lineup_scalar_to_integer (id, strlen (id)) <= 0)
    return NULL;
  while (*id == '0')
    id++;
  return id;
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
  if (*whole > 0)
    {
      number[fraction - 1] = '.';
      return number;
    }
  *whole = lineup_scalar_to_integer (number, length);
  if (*whole == 0)
    *whole = -1;
  return NULL;
}

const char *
lineup_field_reader_copy_category (LineupFieldReader *self, const LineupJsonValue *value)
{
  const char *id = copy_text (self, value);

  if (id == NULL || (value->type == LINEUP_JSON_NUMBER && strpbrk (id, ".eE") != NULL))
    return NULL;
  return id;
}

const char *
lineup_field_reader_print_integer (LineupFieldReader *self, gint64 number)
{
  char *text = self->buffer + self->used;

  self->used += (gsize)g_snprintf (text, self->size - self->used, "%" G_GINT64_FORMAT, number) + 1;
  return text;
}
