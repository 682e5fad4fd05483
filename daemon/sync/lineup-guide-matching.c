/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-matching.h"

#include "lineup-error.h"
#include "lineup-log.h"
#include "lineup-reader.h"

struct _LineupGuideMatching
{
  GObject parent_instance;

  char *account;               /* (owned) */
  LineupCatalogue *catalogue;  /* (owned) */
  LineupGuide *guide;          /* (owned) */
  LineupGuideChoices *choices; /* (owned) */

  GCancellable *cancellable; /* (owned): of all runs */
  gboolean is_running;
  gboolean is_due;    /* another one is to follow */
  GPtrArray *waiters; /* (owned) (element-type GTask): wait for the next run */
  GPtrArray *joined;  /* (owned) (element-type GTask): wait for this one */
};

G_DEFINE_FINAL_TYPE (LineupGuideMatching, lineup_guide_matching, G_TYPE_OBJECT)

static void
lineup_guide_matching_finalize (GObject *object)
{
  LineupGuideMatching *self = LINEUP_GUIDE_MATCHING (object);

  g_clear_pointer (&self->account, g_free);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->guide);
  g_clear_object (&self->choices);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_pointer (&self->joined, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_guide_matching_parent_class)->finalize (object);
}

static void
lineup_guide_matching_class_init (LineupGuideMatchingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_guide_matching_finalize;
}

static void
lineup_guide_matching_init (LineupGuideMatching *self)
{
  self->cancellable = g_cancellable_new ();
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  self->joined = g_ptr_array_new_with_free_func (g_object_unref);
}

/* The plan: channels are read on another thread, choices are known here. */

typedef struct
{
  LineupMatchPlan *plan; /* (owned) */
  GHashTable *groups;    /* (owned) (element-type utf8 utf8): names of categories by their ids */
} Listing;

static void
listing_clear (Listing *listing)
{
  g_clear_pointer (&listing->plan, lineup_match_plan_unref);
  g_clear_pointer (&listing->groups, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

static void
plan_free (gpointer plan)
{
  lineup_match_plan_unref (plan);
}

static void
take_category (const LineupCategory *category, guint n_items, gpointer user_data)
{
  Listing *listing = user_data;

  g_hash_table_insert (listing->groups, g_strdup (category->id), g_strdup (category->name));
}

static gboolean
take_channel (const LineupItem *item, gpointer user_data, GError **error)
{
  const Listing *listing = user_data;
  LineupMatchChannel channel = {
    .id = item->id,
    .epg_id = item->epg_id,
    .name = item->name,
    .archive_days = item->archive_days,
  };

  if (item->n_categories > 0)
    channel.group = g_hash_table_lookup (listing->groups, item->categories[0]);
  lineup_match_plan_add_channel (listing->plan, &channel);
  return TRUE;
}

static gpointer
read_channels (LineupReader *reader, gpointer user_data, GError **error)
{
  g_auto (Listing) listing = {
    lineup_match_plan_new (),
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };

  if (!lineup_reader_list_categories (reader, LINEUP_KIND_CHANNELS, take_category, &listing, error)
      || !lineup_reader_visit_items (reader, LINEUP_KIND_CHANNELS, take_channel, &listing, error))
    return NULL;
  return g_steal_pointer (&listing.plan);
}

static void
on_channels_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupGuideMatching *self = g_task_get_source_object (task);
  GError *error = NULL;
  LineupMatchPlan *plan = lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);

  if (plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lineup_guide_choices_fill (self->choices, plan);
  g_task_return_pointer (task, plan, plan_free);
}

void
lineup_guide_matching_make_plan_async (LineupGuideMatching *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE_MATCHING (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_guide_matching_make_plan_async);
  lineup_catalogue_read_async (
      self->catalogue, read_channels, NULL, NULL, plan_free, cancellable, on_channels_read, task);
}

LineupMatchPlan *
lineup_guide_matching_make_plan_finish (LineupGuideMatching *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Runs. */

static void begin_next (LineupGuideMatching *self);

static void
end_run (LineupGuideMatching *self, const GError *error)
{
  g_autoptr (GPtrArray) joined = g_steal_pointer (&self->joined);
  const LineupLogContext context = { .account = self->account };

  self->joined = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_running = FALSE;
  if (error != NULL && !lineup_error_is_cancelled (error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its guide can't be matched");
  for (guint i = 0; i < joined->len; i++)
    {
      if (error != NULL)
        g_task_return_error (joined->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (joined->pdata[i], TRUE);
    }
  begin_next (self);
}

static void
on_matched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupGuideMatching) self = user_data;
  g_autoptr (GError) error = NULL;

  lineup_guide_job_finish (LINEUP_GUIDE (source), result, &error);
  end_run (self, error);
}

static void
on_plan_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupGuideMatching) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupMatchPlan) plan = lineup_guide_matching_make_plan_finish (self, result, &error);

  if (plan == NULL)
    end_run (self, error);
  else
    lineup_guide_match_async (
        self->guide, plan, self->cancellable, on_matched, g_object_ref (self));
}

/* Whoever has asked before a run begins is content with it. */
static void
begin_next (LineupGuideMatching *self)
{
  GPtrArray *joined = self->joined;

  if (self->is_running || (!self->is_due && self->waiters->len == 0))
    return;
  self->is_running = TRUE;
  self->is_due = FALSE;
  self->joined = self->waiters;
  self->waiters = joined;
  lineup_guide_matching_make_plan_async (
      self, self->cancellable, on_plan_made, g_object_ref (self));
}

static gboolean
leave (GPtrArray *tasks, GTask *task)
{
  guint index = 0;
  g_autoptr (GTask) left = NULL;

  if (!g_ptr_array_find (tasks, task, &index))
    return FALSE;
  left = g_ptr_array_steal_index (tasks, index);
  return g_task_return_error_if_cancelled (left);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  LineupGuideMatching *self = g_task_get_source_object (task);

  if (!leave (self->waiters, task))
    leave (self->joined, task);
  return G_SOURCE_REMOVE;
}

static void
on_task_completed (GTask *task, GParamSpec *pspec, gpointer user_data)
{
  g_source_destroy (user_data);
}

static void
watch (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GSource) source = NULL;

  if (cancellable == NULL)
    return;
  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (on_cancelled), g_object_ref (task), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_signal_connect_data (task,
                         "notify::completed",
                         G_CALLBACK (on_task_completed),
                         g_source_ref (source),
                         (GClosureNotify)(void (*) (void))g_source_unref,
                         0);
}

void
lineup_guide_matching_run_async (LineupGuideMatching *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE_MATCHING (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_guide_matching_run_async);
  watch (task);
  self->is_due = TRUE;
  g_ptr_array_add (self->waiters, task);
  begin_next (self);
}

gboolean
lineup_guide_matching_run_finish (LineupGuideMatching *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What it follows. Without a guide there is nothing to match, and none is made for that. */

static void
follow (LineupGuideMatching *self)
{
  if (lineup_guide_get_totals (self->guide)->generation == 0)
    return;
  self->is_due = TRUE;
  begin_next (self);
}

static void
on_catalogue_changed (LineupGuideMatching *self, guint list, gpointer report)
{
  if (list == LINEUP_LIST_CHANNELS || list == LINEUP_LIST_CHANNEL_CATEGORIES)
    follow (self);
}

LineupGuideMatching *
lineup_guide_matching_new (const char *account,
                           LineupCatalogue *catalogue,
                           LineupGuide *guide,
                           LineupGuideChoices *choices)
{
  LineupGuideMatching *self = g_object_new (LINEUP_TYPE_GUIDE_MATCHING, NULL);

  self->account = g_strdup (account);
  self->catalogue = g_object_ref (catalogue);
  self->guide = g_object_ref (guide);
  self->choices = g_object_ref (choices);
  g_signal_connect_object (
      catalogue, "changed", G_CALLBACK (on_catalogue_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  return self;
}

void
lineup_guide_matching_stop (LineupGuideMatching *self)
{
  g_return_if_fail (LINEUP_IS_GUIDE_MATCHING (self));

  g_signal_handlers_disconnect_by_data (self->catalogue, self);
  g_signal_handlers_disconnect_by_data (self->choices, self);
  self->is_due = FALSE;
  g_cancellable_cancel (self->cancellable);
}
