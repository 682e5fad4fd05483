/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-decoder.h"

#include "lineup-error.h"
#include "lineup-json.h"
#include "lineup-panel-zone.h"
#include "lineup-scalar.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Brackets that may be open: json-glib's parser calls itself for each. An account object has four.
 */
#define MAX_BRACKETS 256

static GError *
new_error (gboolean transient, const char *message)
{
  return lineup_error_new_answer (LINEUP_ERROR_MALFORMED_DATA, 0, 0, transient, "%s", message);
}

/* --- Text --- */

/* Makes valid text of what panels send: without NULs and what is no UTF-8. */
static char *
copy_text (GBytes *body)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr (GString) text = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (data[i] != '\0')
        g_string_append_c (text, data[i]);
    }
  return g_utf8_make_valid (text->str, (gssize)text->len);
}

/* Some encoders write `NaN`, which is no JSON and says nothing; neither does an empty string. */
static void
blank_no_numbers (char *json)
{
  const char *const word_characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-.";
  gboolean in_string = FALSE;

  for (char *p = json; *p != '\0'; p++)
    {
      const gsize length = in_string ? 0 : strspn (p, word_characters);

      if (in_string && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        in_string = !in_string;
      else if (length > 0)
        {
          if (lineup_json_is_no_number (p, length))
            {
              memset (p, ' ', length);
              memcpy (p, "\"\"", 2);
            }
          p += length - 1;
        }
    }
}

/* Counts brackets, outside of strings, to tell an answer that ended early from one that is broken,
 * and one that nobody should parse. */
static gboolean
check_brackets (const char *json, GError **error)
{
  gsize n_brackets = 0;
  gsize depth = 0;
  gboolean in_string = FALSE;

  for (const char *p = json; *p != '\0'; p++)
    {
      if (in_string && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        in_string = !in_string;
      else if (*p == '{' || *p == '[')
        {
          n_brackets++;
          depth += in_string ? 0 : 1;
        }
      else if ((*p == '}' || *p == ']') && !in_string && depth > 0)
        depth--;
    }

  if (n_brackets > MAX_BRACKETS)
    {
      g_propagate_error (error, new_error (FALSE, "The answer is no account object"));
      return FALSE;
    }
  if (depth > 0)
    {
      g_propagate_error (error, new_error (TRUE, "The answer ended early"));
      return FALSE;
    }
  return TRUE;
}

static JsonNode *
parse_json (GBytes *body, GError **error)
{
  g_autofree char *text = copy_text (body);
  const char *json = lineup_json_find (text);
  g_autoptr (JsonNode) root = NULL;

  if (json == NULL)
    {
      const gboolean empty = text[strspn (text, " \t\r\n")] == '\0';

      g_propagate_error (
          error, new_error (empty, empty ? "The answer is empty" : "The answer is no JSON"));
      return NULL;
    }
  if (!check_brackets (json, error))
    return NULL;

  blank_no_numbers (text + (json - text));
  root = json_from_string (json, NULL);
  if (root == NULL)
    g_propagate_error (error, new_error (FALSE, "The answer is broken JSON"));
  else if (JSON_NODE_HOLDS_OBJECT (root))
    return g_steal_pointer (&root);
  else
    g_propagate_error (error, new_error (FALSE, "The answer is a list, not an account object"));
  return NULL;
}

/* --- Fields --- */

/* Returns the text of a string, number or boolean, which is no number; empty for anything else. */
static char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_strstrip (json_node_dup_string (node));
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    default:
      return g_strdup_printf ("%.0f", json_node_get_double (node));
    }
}

static gint64
get_time (JsonObject *object, const char *name)
{
  g_autofree char *text = get_text (object, name);

  return lineup_scalar_to_time (text, strlen (text));
}

static guint
get_count (JsonObject *object, const char *name)
{
  g_autofree char *text = get_text (object, name);

  return (guint)CLAMP (lineup_scalar_to_integer (text, strlen (text)), 0, G_MAXUINT);
}

static char *
get_timezone (JsonObject *server, gint64 panel_time)
{
  g_autofree char *name = get_text (server, "timezone");
  g_autofree char *clock = get_text (server, "time_now");

  return lineup_panel_zone_choose (name, panel_time, clock);
}

static LineupAccountStatus
get_status (JsonObject *object)
{
  g_autofree char *text = get_text (object, "status");

  return lineup_account_status_from_string (text);
}

/* Some panels leave `auth` out; then what only a known account has must do. */
static gboolean
get_authorized (JsonObject *user)
{
  g_autofree char *auth = get_text (user, "auth");
  g_autofree char *status = get_text (user, "status");
  g_autofree char *expires = get_text (user, "exp_date");

  if (*auth == '\0')
    return *status != '\0' || *expires != '\0';
  return g_ascii_strcasecmp (auth, "true") == 0
         || lineup_scalar_to_integer (auth, strlen (auth)) > 0;
}

/* Adds all that a text names: one format, or several with something between them. */
static void
add_formats (GPtrArray *formats, JsonNode *node)
{
  const char *text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  g_auto (GStrv) words = g_strsplit_set (text != NULL ? text : "", " ,;|", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_ptr_array_add (formats, g_ascii_strdown (words[i], -1));
    }
}

static void
add_member_formats (JsonObject *object, const char *name, JsonNode *node, gpointer user_data)
{
  add_formats (user_data, node);
}

static char **
get_formats (JsonObject *user)
{
  JsonNode *node = json_object_get_member (user, "allowed_output_formats");
  g_autoptr (GPtrArray) formats = g_ptr_array_new_with_free_func (g_free);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        add_formats (formats, json_array_get_element (array, i));
    }
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), add_member_formats, formats);
  else if (node != NULL)
    add_formats (formats, node);

  g_ptr_array_add (formats, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&formats), FALSE);
}

/* Returns an object's member that is one; PHP writes an empty one as `[]`. */
static gboolean
get_object (JsonObject *object, const char *name, JsonObject **member)
{
  JsonNode *node = json_object_get_member (object, name);

  *member = NULL;
  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    *member = json_object_ref (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_NULL (node)
           || (JSON_NODE_HOLDS_ARRAY (node)
               && json_array_get_length (json_node_get_array (node)) == 0))
    *member = json_object_new ();
  return *member != NULL;
}

LineupAccountInfo *
lineup_account_decode (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = parse_json (body, error);
  g_autoptr (JsonObject) user = NULL;
  g_autoptr (JsonObject) server = NULL;
  g_autoptr (LineupAccountInfo) self = NULL;

  if (root == NULL)
    return NULL;
  if (!get_object (json_node_get_object (root), "user_info", &user))
    {
      g_propagate_error (error, new_error (FALSE, "The answer is no account object"));
      return NULL;
    }

  self = g_new0 (LineupAccountInfo, 1);
  self->authorized = get_authorized (user);
  self->status = get_status (user);
  self->expires = get_time (user, "exp_date");
  self->max_connections = get_count (user, "max_connections");
  self->formats = get_formats (user);

  if (get_object (json_node_get_object (root), "server_info", &server))
    {
      self->panel_time = get_time (server, "timestamp_now");
      self->timezone = get_timezone (server, self->panel_time);
    }
  return g_steal_pointer (&self);
}
