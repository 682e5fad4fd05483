/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-dummy-opener.h"

#include "lineup-xmltv-source.h"

#include <string.h>

/* Bytes that a guide may have here. */
#define CAPACITY 100000

struct _LineupDummyOpener
{
  GObject parent_instance;

  GHashTable *texts; /* (owned) (element-type utf8 utf8) */
  GError *error;     /* (owned) (nullable) */
  GString *asked;    /* (owned) */
};

static void lineup_dummy_opener_iface_init (LineupGuideOpenerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupDummyOpener,
                               lineup_dummy_opener,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_GUIDE_OPENER,
                                                      lineup_dummy_opener_iface_init))

static void
lineup_dummy_opener_finalize (GObject *object)
{
  LineupDummyOpener *self = LINEUP_DUMMY_OPENER (object);

  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_error (&self->error);
  g_string_free (self->asked, TRUE);

  G_OBJECT_CLASS (lineup_dummy_opener_parent_class)->finalize (object);
}

static void
lineup_dummy_opener_class_init (LineupDummyOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_dummy_opener_finalize;
}

static void
lineup_dummy_opener_init (LineupDummyOpener *self)
{
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->asked = g_string_new (NULL);
}

LineupDummyOpener *
lineup_dummy_opener_new (void)
{
  return g_object_new (LINEUP_TYPE_DUMMY_OPENER, NULL);
}

void
lineup_dummy_opener_set_text (LineupDummyOpener *self, const char *source, const char *text)
{
  g_hash_table_insert (self->texts, g_strdup (source), g_strdup (text));
}

void
lineup_dummy_opener_set_error (LineupDummyOpener *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

const char *
lineup_dummy_opener_get_asked (LineupDummyOpener *self)
{
  return self->asked->str;
}

static void
on_pushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupByteQueue *queue = LINEUP_BYTE_QUEUE (source);

  lineup_byte_queue_push_finish (queue, result, NULL);
  if (GPOINTER_TO_INT (user_data))
    lineup_byte_queue_close (queue, NULL);
}

static void
open_async (LineupGuideOpener *opener,
            const char *source,
            gint64 patience,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  LineupDummyOpener *self = LINEUP_DUMMY_OPENER (opener);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (LineupByteQueue) queue = lineup_byte_queue_new (CAPACITY);
  const char *text = g_hash_table_lookup (self->texts, source);
  g_autoptr (GBytes) bytes = NULL;

  g_string_append_printf (self->asked, "%s%s ", source, patience > 0 ? "!" : "");
  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }
  bytes = g_bytes_new (text != NULL ? text : "<tv>", strlen (text != NULL ? text : "<tv>"));
  lineup_byte_queue_push_async (queue, bytes, NULL, on_pushed, GINT_TO_POINTER (text != NULL));
  g_task_return_pointer (task, lineup_xmltv_source_new (queue, NULL), g_object_unref);
}

static LineupGuideFeed *
open_finish (LineupGuideOpener *opener, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lineup_dummy_opener_iface_init (LineupGuideOpenerInterface *iface)
{
  iface->open_async = open_async;
  iface->open_finish = open_finish;
}
