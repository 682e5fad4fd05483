/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-reply.h"

/* Texts of a dictionary that may be long, and with them all that is not text. */
#define PARTS 16

/* Bytes that a text is not made shorter than. */
#define MIN_TEXT 64

void
lineup_reply_init (LineupReply *self)
{
  *self = (LineupReply){ .max_text = G_MAXSIZE };
  g_variant_builder_init (&self->builder, G_VARIANT_TYPE ("aa{sv}"));
}

static gboolean
is_full (const LineupReply *self)
{
  return self->n_bytes >= LINEUP_REPLY_MAX_SIZE;
}

/* The many little values that a dictionary is made of take ten times what is sent of them. From
 * here on there are bytes alone, and the values are given back by the thread that has made them. */
static void
flatten (GVariant *value)
{
  g_variant_get_data (value);
}

gboolean
lineup_reply_add (LineupReply *self, GVariant *element)
{
  g_autoptr (GVariant) owned_element = g_variant_ref_sink (element);

  self->n_elements++;
  if (is_full (self))
    return FALSE;
  flatten (owned_element);
  self->n_bytes += g_variant_get_size (owned_element);
  g_variant_builder_add_value (&self->builder, owned_element);
  return !is_full (self);
}

GVariant *
lineup_reply_end (LineupReply *self)
{
  GVariant *list = g_variant_builder_end (&self->builder);

  flatten (list);
  return list;
}

void
lineup_reply_clear (LineupReply *self)
{
  g_variant_builder_clear (&self->builder);
}

gsize
lineup_reply_get_max_text (guint n_elements)
{
  return MAX (LINEUP_REPLY_MAX_SIZE / PARTS / MAX (n_elements, 1), MIN_TEXT);
}

GVariant *
lineup_reply_make_all (LineupReplyFunc func, gpointer user_data, GError **error)
{
  gsize max_text = G_MAXSIZE;

  for (guint i = 0; i < 2; i++)
    {
      g_auto (LineupReply) self = { 0 };

      lineup_reply_init (&self);
      self.max_text = max_text;
      if (!func (&self, user_data, error))
        return NULL;
      if (!is_full (&self))
        return lineup_reply_end (&self);
      max_text = lineup_reply_get_max_text (self.n_elements);
    }
  g_set_error_literal (error,
                       G_DBUS_ERROR,
                       G_DBUS_ERROR_LIMITS_EXCEEDED,
                       "There is more of it than a reply may have");
  return NULL;
}
