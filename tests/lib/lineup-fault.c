/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fault.h"

#define USEC_PER_MSEC 1000

LineupFault *
lineup_fault_new_none (void)
{
  LineupFault *self = g_new0 (LineupFault, 1);

  self->action = g_strdup ("*");
  self->first = 1;
  self->last = G_MAXUINT64;
  self->status = 200;
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->stall_at = LINEUP_FAULT_NOWHERE;
  self->cut_at = LINEUP_FAULT_NOWHERE;
  return self;
}

LineupFault *
lineup_fault_copy (const LineupFault *self)
{
  LineupFault *copy = g_memdup2 (self, sizeof *self);

  copy->action = g_strdup (self->action);
  copy->headers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->headers->len; i++)
    g_ptr_array_add (copy->headers, g_strdup (g_ptr_array_index (self->headers, i)));
  copy->body = self->body != NULL ? g_bytes_ref (self->body) : NULL;
  return copy;
}

void
lineup_fault_free (LineupFault *self)
{
  g_free (self->action);
  g_ptr_array_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static gboolean
parse_number (const char *text, guint64 *number)
{
  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, number, NULL);
}

static gboolean
parse_time (const char *text, gint64 *microseconds)
{
  guint64 milliseconds = 0;

  if (g_strcmp0 (text, "forever") == 0)
    {
      *microseconds = LINEUP_FAULT_FOREVER;
      return TRUE;
    }
  if (!parse_number (text, &milliseconds))
    return FALSE;
  *microseconds = (gint64)milliseconds * USEC_PER_MSEC;
  return TRUE;
}

/* "1", "1-3" or "1-" */
static gboolean
parse_range (LineupFault *self, const char *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  if (!parse_number (ends[0], &self->first) || self->first == 0)
    return FALSE;
  if (ends[1] == NULL)
    self->last = self->first;
  else if (*ends[1] != '\0')
    return parse_number (ends[1], &self->last) && self->last >= self->first;
  return TRUE;
}

static gboolean
parse_which (LineupFault *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);

  g_free (self->action);
  self->action = g_strdup (g_strcmp0 (parts[0], "account") == 0 ? "" : parts[0]);
  return parts[0] != NULL && (parts[1] == NULL || parse_range (self, parts[1]));
}

static void
add_header (LineupFault *self, const char *name, const char *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

static gboolean
parse_header (LineupFault *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);

  if (parts[0] == NULL || parts[1] == NULL)
    return FALSE;
  add_header (self, parts[0], g_strstrip (parts[1]));
  return TRUE;
}

static gboolean
parse_length (LineupFault *self, const char *text)
{
  if (g_str_equal (text, "none"))
    self->framing = LINEUP_FAULT_FRAMING_CLOSE;
  else if (g_str_equal (text, "chunked"))
    self->framing = LINEUP_FAULT_FRAMING_CHUNKED;
  else
    self->framing = LINEUP_FAULT_FRAMING_LENGTH;
  return self->framing != LINEUP_FAULT_FRAMING_LENGTH || parse_number (text, &self->length);
}

static gboolean
parse_cut (LineupFault *self, const char *text, gboolean reset)
{
  self->reset = reset;
  self->drop = g_str_equal (text, "head");
  return self->drop || parse_number (text, &self->cut_at);
}

static gboolean
parse_effect (LineupFault *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint n_parts = g_strv_length (parts);
  const char *argument = n_parts > 1 ? text + strlen (parts[0]) + 1 : "";
  guint64 number = 0;

  if (n_parts == 0)
    return FALSE;

  if (g_str_equal (parts[0], "status"))
    {
      if (!parse_number (argument, &number) || number < 100 || number > 999)
        return FALSE;
      self->status = (guint)number;
      return TRUE;
    }
  if (g_str_equal (parts[0], "header"))
    return parse_header (self, argument);
  if (g_str_equal (parts[0], "redirect"))
    {
      self->status = 302;
      add_header (self, "Location", argument);
      return TRUE;
    }
  if (g_str_equal (parts[0], "delay"))
    return parse_time (argument, &self->delay);
  if (g_str_equal (parts[0], "stall"))
    return n_parts == 3 && parse_number (parts[1], &self->stall_at)
           && parse_time (parts[2], &self->stall);
  if (g_str_equal (parts[0], "trickle"))
    return n_parts == 3 && parse_number (parts[1], &self->trickle_bytes) && self->trickle_bytes > 0
           && parse_time (parts[2], &self->trickle);
  if (g_str_equal (parts[0], "cut"))
    return parse_cut (self, argument, FALSE);
  if (g_str_equal (parts[0], "reset"))
    return parse_cut (self, argument, TRUE);
  if (g_str_equal (parts[0], "length"))
    return parse_length (self, argument);
  if (g_str_equal (parts[0], "gzip"))
    {
      self->gzip = TRUE;
      self->labelled = n_parts == 1;
      return n_parts == 1 || g_str_equal (argument, "unlabelled");
    }
  return FALSE;
}

static gboolean
parse_effects (LineupFault *self, const char *text, GError **error)
{
  const char *body = g_str_has_prefix (text, "body:") ? text : strstr (text, ";body:");
  g_autofree char *rest = g_strndup (text, body != NULL ? (gsize)(body - text) : strlen (text));
  g_auto (GStrv) effects = g_strsplit (rest, ";", -1);

  if (body != NULL)
    {
      const char *content = strchr (body, ':') + 1;

      self->body = g_bytes_new (content, strlen (content));
    }
  for (guint i = 0; effects[i] != NULL; i++)
    {
      if (!parse_effect (self, effects[i]))
        {
          g_set_error (
              error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "No such effect: '%s'", effects[i]);
          return FALSE;
        }
    }
  return TRUE;
}

LineupFault *
lineup_fault_parse (const char *text, GError **error)
{
  g_autoptr (LineupFault) self = lineup_fault_new_none ();
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);

  if (sides[0] == NULL || sides[1] == NULL || !parse_which (self, sides[0]))
    {
      g_set_error (error,
                   G_OPTION_ERROR,
                   G_OPTION_ERROR_BAD_VALUE,
                   "A fault is 'ACTION[:N[-[M]]]=EFFECT[;EFFECT…]', not '%s'",
                   text);
      return NULL;
    }
  if (!parse_effects (self, sides[1], error))
    return NULL;
  return g_steal_pointer (&self);
}
