/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-json.h"

#include <stdio.h>

/* Besides what JSON itself wants escaped: the second set of control characters, which terminals
 * obey, and what turns the direction of text. */
static gboolean
needs_escape (gunichar letter)
{
  if (letter < 0x7f)
    return letter < ' ' || letter == '"' || letter == '\\';
  switch ((int)g_unichar_type (letter))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
append_escaped (GString *json, gunichar letter)
{
  if (letter == '"' || letter == '\\')
    g_string_append_printf (json, "\\%c", (char)letter);
  else if (letter <= G_MAXUINT16)
    g_string_append_printf (json, "\\u%04x", letter);
  else
    /* Two halves, as JSON counts in UTF-16. */
    g_string_append_printf (json,
                            "\\u%04x\\u%04x",
                            0xd800 + ((letter - 0x10000) >> 10),
                            0xdc00 + ((letter - 0x10000) & 0x3ff));
}

static void
append_string (GString *json, const char *text)
{
  const char *plain = text;
  const char *next = text;

  g_string_append_c (json, '"');
  while (*next != '\0')
    {
      const char *letter = next;

      next = g_utf8_next_char (letter);
      if (!needs_escape (g_utf8_get_char (letter)))
        continue;
      g_string_append_len (json, plain, letter - plain);
      append_escaped (json, g_utf8_get_char (letter));
      plain = next;
    }
  g_string_append (json, plain);
  g_string_append_c (json, '"');
}

/* With as many digits as it takes to read the same number again. */
static void
append_double (GString *json, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 read = 0, wanted = 0;
  double again = 0;

  g_ascii_formatd (text, sizeof text, "%.15g", number);
  again = g_ascii_strtod (text, NULL);
  memcpy (&read, &again, sizeof read);
  memcpy (&wanted, &number, sizeof wanted);
  g_string_append (json, read == wanted ? text : g_ascii_dtostr (text, sizeof text, number));
}

static void append_value (GString *json, GVariant *value);

static void
append_entry (GString *json, GVariant *entry)
{
  g_autoptr (GVariant) key = g_variant_get_child_value (entry, 0);
  g_autoptr (GVariant) value = g_variant_get_child_value (entry, 1);

  append_string (json, g_variant_get_string (key, NULL));
  g_string_append_c (json, ':');
  append_value (json, value);
}

static void
append_children (GString *json, GVariant *value)
{
  gboolean is_dictionary = g_variant_is_of_type (value, G_VARIANT_TYPE ("a{s*}"));
  gsize n_children = g_variant_n_children (value);

  g_string_append_c (json, is_dictionary ? '{' : '[');
  for (gsize i = 0; i < n_children; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      if (i > 0)
        g_string_append_c (json, ',');
      if (is_dictionary)
        append_entry (json, child);
      else
        append_value (json, child);
    }
  g_string_append_c (json, is_dictionary ? '}' : ']');
}

/* What the interface has: no other types. */
static void
append_value (GString *json, GVariant *value)
{
  g_autoptr (GVariant) inner = NULL;

  switch ((int)g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BOOLEAN:
      g_string_append (json, g_variant_get_boolean (value) ? "true" : "false");
      return;
    case G_VARIANT_CLASS_INT32:
      g_string_append_printf (json, "%d", g_variant_get_int32 (value));
      return;
    case G_VARIANT_CLASS_UINT32:
      g_string_append_printf (json, "%u", g_variant_get_uint32 (value));
      return;
    case G_VARIANT_CLASS_UINT64:
      g_string_append_printf (json, "%" G_GUINT64_FORMAT, g_variant_get_uint64 (value));
      return;
    case G_VARIANT_CLASS_INT64:
      g_string_append_printf (json, "%" G_GINT64_FORMAT, g_variant_get_int64 (value));
      return;
    case G_VARIANT_CLASS_DOUBLE:
      append_double (json, g_variant_get_double (value));
      return;
    case G_VARIANT_CLASS_STRING:
    case G_VARIANT_CLASS_OBJECT_PATH:
      append_string (json, g_variant_get_string (value, NULL));
      return;
    case G_VARIANT_CLASS_VARIANT:
      inner = g_variant_get_variant (value);
      append_value (json, inner);
      return;
    default:
      append_children (json, value);
    }
}

char *
lineup_ctl_json_from_variant (GVariant *value)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);
  g_autoptr (GString) json = g_string_new (NULL);

  append_value (json, owned);
  return g_string_free (g_steal_pointer (&json), FALSE);
}

void
lineup_ctl_json_print (GVariant *value)
{
  g_autofree char *text = lineup_ctl_json_from_variant (value);

  puts (text);
  fflush (stdout);
}
