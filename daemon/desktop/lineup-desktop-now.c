/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-now.h"

#include "lineup-guide-reader.h"
#include "lineup-programme-search.h"

/* Channels of what is found, at most: a desktop shows a few. */
#define MAX_CHANNELS 20

/* What is asked: it goes to a thread. */
typedef struct
{
  char *text;    /* (owned) (nullable): what to look for */
  GArray *items; /* (owned) (element-type gint64): or of which channels to tell */
  gint64 now;
} Question;

static Question *
question_new (const char *text, const GArray *items, gint64 now)
{
  Question *self = g_new0 (Question, 1);

  self->text = g_strdup (text);
  self->items = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (items != NULL)
    g_array_append_vals (self->items, items->data, items->len);
  self->now = now;
  return self;
}

static void
question_free (Question *self)
{
  g_free (self->text);
  g_array_unref (self->items);
  g_free (self);
}

static GHashTable *
new_titles (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/* A programme that comes next is not on yet. */
static void
take_channel (GHashTable *titles,
              const LineupSchedule *schedule,
              const LineupScheduleChannel *channel,
              gint64 now)
{
  const LineupProgramme *programme = NULL;

  if (channel->n_programmes == 0 || g_hash_table_size (titles) >= MAX_CHANNELS)
    return;
  programme = &g_array_index (schedule->programmes, LineupProgramme, channel->first);
  if (programme->start <= now && now < programme->stop && programme->n_titles > 0)
    g_hash_table_insert (titles,
                         g_memdup2 (&channel->item, sizeof channel->item),
                         g_strdup (programme->titles[0].text));
}

static gpointer
answer (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Question *self = user_data;
  const LineupGuideQuery query = {
    .items = (const gint64 *)(gpointer)self->items->data,
    .n_items = self->items->len,
    .from = self->now,
    .until = self->now + 1,
    .now = self->now,
    .max_time = LINEUP_PROGRAMME_SEARCH_MAX_TIME,
  };
  g_autoptr (LineupSchedule) schedule = self->text != NULL
                                            ? lineup_programme_search_read (
                                                database, self->text, &query, MAX_CHANNELS, error)
                                            : lineup_guide_read_now (database, &query, error);
  g_autoptr (GHashTable) titles = NULL;

  if (schedule == NULL)
    return NULL;
  *generation = schedule->generation;
  titles = new_titles ();
  for (guint i = 0; i < schedule->channels->len; i++)
    take_channel (
        titles, schedule, &g_array_index (schedule->channels, LineupScheduleChannel, i), self->now);
  return g_steal_pointer (&titles);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GHashTable *titles = lineup_guide_read_finish (LINEUP_GUIDE (source), result, &error);

  if (titles != NULL)
    g_task_return_pointer (task, titles, (GDestroyNotify)g_hash_table_unref);
  else
    g_task_return_error (task, error);
}

static void
ask (LineupGuide *guide, Question *owned_question, GTask *owned_task)
{
  if (lineup_guide_get_totals (guide)->programmes == 0)
    {
      question_free (owned_question);
      g_task_return_pointer (owned_task, new_titles (), (GDestroyNotify)g_hash_table_unref);
      g_object_unref (owned_task);
      return;
    }
  lineup_guide_read_async (guide,
                           answer,
                           owned_question,
                           (GDestroyNotify)question_free,
                           (GDestroyNotify)g_hash_table_unref,
                           g_task_get_cancellable (owned_task),
                           on_answered,
                           owned_task);
}

void
lineup_desktop_now_find_async (LineupGuide *guide,
                               const char *text,
                               gint64 now,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE (guide));
  g_return_if_fail (text != NULL);

  task = g_task_new (guide, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_desktop_now_find_async);
  ask (guide, question_new (text, NULL, now), task);
}

void
lineup_desktop_now_read_async (LineupGuide *guide,
                               const GArray *channels,
                               gint64 now,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE (guide));
  g_return_if_fail (channels != NULL && channels->len > 0);

  task = g_task_new (guide, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_desktop_now_read_async);
  ask (guide, question_new (NULL, channels, now), task);
}

GHashTable *
lineup_desktop_now_finish (LineupGuide *guide, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, guide), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
