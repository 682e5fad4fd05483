/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-lines.h"

#include "lineup-arguments.h"
#include "lineup-reply.h"
#include "lineup-variants.h"

gboolean
lineup_library_lines_parse (LineupLibraryLines *self, GVariant *options, GError **error)
{
  return lineup_arguments_parse_library_options (
      options, &self->kinds, &self->limit, &self->gone, error);
}

typedef struct
{
  LineupLibraryLines lines;
  char *account;           /* (owned) (nullable): its id, where lines tell it */
  LineupLibraryList *list; /* (owned) (nullable): once it is known */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->list, lineup_library_list_free);
  g_free (self->account);
  g_free (self);
}

typedef struct
{
  const Reading *reading; /* (unowned) */
  LineupReader *reader;   /* (unowned) */
  LineupReply *reply;     /* (unowned) */
} Run;

static gboolean
add_line (const LineupLibraryHit *hit,
          const LineupItem *item,
          const LineupEpisode *episode,
          const LineupMark *mark,
          gpointer user_data)
{
  const Run *run = user_data;
  GVariant *line = lineup_variants_from_library_hit (
      hit,
      lineup_library_list_get_when (run->reading->list, hit),
      item,
      episode,
      mark,
      run->reply->max_text);

  if (run->reading->account != NULL)
    line = lineup_variants_tell_account (line, run->reading->account);
  return lineup_reply_add (run->reply, line);
}

static gboolean
add_lines (LineupReply *reply, gpointer user_data, GError **error)
{
  Run *run = user_data;

  run->reply = reply;
  return lineup_library_list_read (
      run->reading->list, run->reader, run->reading->lines.limit, add_line, run, error);
}

static gpointer
read_list (LineupReader *reader, gpointer user_data, GError **error)
{
  Run run = { .reading = user_data, .reader = reader };
  GVariant *lines = lineup_reply_make_all (add_lines, &run, error);

  return lines != NULL ? g_variant_ref_sink (lines) : NULL;
}

static void
variant_free (gpointer variant)
{
  g_variant_unref (variant);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GVariant *lines = lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);

  if (lines != NULL)
    g_task_return_pointer (task, lines, variant_free);
  else
    g_task_return_error (task, error);
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSubscription *subscription = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupLibrary *library = LINEUP_LIBRARY (source);
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!lineup_library_change_finish (library, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->list = lineup_library_list_new (self->lines.listing,
                                        self->lines.kinds,
                                        self->lines.gone,
                                        lineup_library_get_shelf (library),
                                        lineup_library_get_marks (library));
  lineup_catalogue_read_async (lineup_subscription_get_catalogue (subscription),
                               read_list,
                               self,
                               NULL,
                               variant_free,
                               cancellable,
                               on_read,
                               g_steal_pointer (&task));
}

void
lineup_library_lines_read_async (LineupSubscription *subscription,
                                 const LineupLibraryLines *lines,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (subscription, cancellable, callback, user_data);
  Reading *self = g_new0 (Reading, 1);
  LineupAccount *account = lineup_subscription_get_account (subscription);
  LineupLibrarian *librarian = lineup_subscription_get_librarian (subscription);

  self->lines = *lines;
  if (lines->tells_account)
    self->account = g_strdup (lineup_account_get_id (account));
  g_task_set_source_tag (task, lineup_library_lines_read_async);
  g_task_set_task_data (task, self, reading_free);
  lineup_library_open_async (lineup_librarian_get_library (librarian), cancellable, on_open, task);
}

GVariant *
lineup_library_lines_read_finish (LineupSubscription *subscription,
                                  GAsyncResult *result,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, subscription), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
