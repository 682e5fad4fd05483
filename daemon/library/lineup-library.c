/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library.h"

#include "lineup-error.h"
#include "lineup-library-store.h"
#include "lineup-log.h"
#include "lineup-rest-timer.h"

/* Microseconds after which a file that nobody writes to is closed. */
#define IDLE_TIME G_TIME_SPAN_MINUTE

/* Changes that are told one by one. */
#define MAX_TOLD 20

struct _LineupLibrary
{
  GObject parent_instance;

  char *account;               /* (owned) */
  LineupClock *clock;          /* (owned) */
  LineupLibraryStore *store;   /* (owned) */
  LineupLibraryShelf *shelf;   /* (owned) (nullable): what was said, once it is known */
  LineupMarks *marks;          /* (owned) */
  GQueue waiting;              /* (element-type GTask): what is to be changed */
  GPtrArray *running;          /* (owned) (element-type GTask): what is being written */
  gboolean is_busy;            /* the store reads or writes */
  LineupRestTimer *rest_timer; /* (owned) */
};

/* What is to be changed, as the data of its task. */
typedef struct
{
  LineupLibraryChangeFunc func; /* (nullable): NULL to have it opened, and no more */
  gpointer data;                /* (owned) (nullable) */
  GDestroyNotify data_free;     /* (nullable) */
} Change;

enum
{
  PROP_HIDE_NEW_CATEGORIES = 1,
  PROP_MARKS,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (LineupLibrary, lineup_library, G_TYPE_OBJECT)

static void
lineup_library_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  LineupLibrary *self = LINEUP_LIBRARY (object);

  switch (property_id)
    {
    case PROP_HIDE_NEW_CATEGORIES:
      g_value_set_boolean (value, lineup_library_get_hide_new (self));
      break;
    case PROP_MARKS:
      g_value_set_pointer (value, self->marks);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* Tasks hold it, so there is nothing to do any more. */
static void
lineup_library_finalize (GObject *object)
{
  LineupLibrary *self = LINEUP_LIBRARY (object);

  g_clear_pointer (&self->rest_timer, lineup_rest_timer_free);
  g_clear_pointer (&self->running, g_ptr_array_unref);
  g_clear_pointer (&self->marks, lineup_marks_unref);
  g_clear_pointer (&self->shelf, lineup_library_shelf_free);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->account, g_free);
  g_queue_clear (&self->waiting);

  G_OBJECT_CLASS (lineup_library_parent_class)->finalize (object);
}

static void
lineup_library_class_init (LineupLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_library_get_property;
  object_class->finalize = lineup_library_finalize;

  properties[PROP_HIDE_NEW_CATEGORIES] = g_param_spec_boolean (
      "hide-new-categories",
      NULL,
      NULL,
      FALSE,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MARKS] = g_param_spec_pointer (
      "marks", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  changed_signal = g_signal_new ("changed",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_POINTER);
}

static void
lineup_library_init (LineupLibrary *self)
{
  g_queue_init (&self->waiting);
  self->marks = lineup_marks_new ();
}

/* What was said is in memory: the file is for what is said next, maybe in days. */
static void
rest (gpointer object)
{
  LineupLibrary *self = LINEUP_LIBRARY (object);

  if (!self->is_busy)
    lineup_library_store_rest (self->store);
}

LineupLibrary *
lineup_library_new (const char *directory,
                    const char *account,
                    LineupClock *clock,
                    LineupWriterPool *writers)
{
  LineupLibrary *self = g_object_new (LINEUP_TYPE_LIBRARY, NULL);

  self->account = g_strdup (account);
  self->clock = g_object_ref (clock);
  self->store = lineup_library_store_new (directory, account, writers);
  self->rest_timer = lineup_rest_timer_new (clock, IDLE_TIME, G_OBJECT (self), rest);
  return self;
}

const char *
lineup_library_get_account (LineupLibrary *self)
{
  g_return_val_if_fail (LINEUP_IS_LIBRARY (self), NULL);

  return self->account;
}

gboolean
lineup_library_get_hide_new (LineupLibrary *self)
{
  g_return_val_if_fail (LINEUP_IS_LIBRARY (self), FALSE);

  return self->shelf != NULL && lineup_library_shelf_get_hide_new (self->shelf);
}

LineupMarks *
lineup_library_get_marks (LineupLibrary *self)
{
  g_return_val_if_fail (LINEUP_IS_LIBRARY (self), NULL);

  return self->marks;
}

LineupLibraryShelf *
lineup_library_get_shelf (LineupLibrary *self)
{
  g_return_val_if_fail (LINEUP_IS_LIBRARY (self), NULL);

  return self->shelf;
}

/* Marks */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const LineupLibraryEntry *entry = *(const LineupLibraryEntry *const *)a;
  const LineupLibraryEntry *other = *(const LineupLibraryEntry *const *)b;

  return entry->id < other->id ? -1 : entry->id > other->id;
}

static LineupMarks *
make_marks (LineupLibraryShelf *shelf)
{
  LineupMarks *marks = lineup_marks_new ();
  g_autoptr (GPtrArray) entries = lineup_library_shelf_list (shelf);
  g_autoptr (GPtrArray) categories = lineup_library_shelf_list_categories (shelf);

  g_ptr_array_sort (entries, compare_ids);
  for (guint i = 0; i < entries->len; i++)
    {
      const LineupLibraryEntry *entry = entries->pdata[i];
      const LineupMark mark = lineup_library_entry_get_mark (entry);

      if (entry->gone == 0)
        lineup_marks_put (marks, entry->kind, &mark);
    }
  for (guint i = 0; i < categories->len; i++)
    {
      const LineupLibraryCategory *category = categories->pdata[i];

      lineup_marks_hide_category (marks, category->kind, category->id, category->hidden);
    }
  return marks;
}

static void
set_marks (LineupLibrary *self, LineupMarks *owned_marks)
{
  lineup_marks_unref (self->marks);
  self->marks = owned_marks;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKS]);
}

/* What has changed, as it is told. */
typedef struct
{
  LineupMarks *marks; /* (unowned) */
  GPtrArray *told;    /* (owned) (element-type LineupLibraryEntry) */
} News;

/* What is gone has no mark, unless another entry has taken its id, which comes with its own. */
static void
take_old_mark (const LineupLibraryEntry *before,
               const LineupLibraryEntry *after,
               gpointer user_data)
{
  News *news = user_data;

  if (before != NULL && before->gone == 0)
    lineup_marks_put (news->marks, before->kind, &(LineupMark){ .id = before->id });
}

static void
put_new_mark (const LineupLibraryEntry *before, const LineupLibraryEntry *after, gpointer user_data)
{
  News *news = user_data;

  if (after != NULL && after->gone == 0)
    {
      const LineupMark mark = lineup_library_entry_get_mark (after);

      lineup_marks_put (news->marks, after->kind, &mark);
    }
  if (news->told->len > MAX_TOLD)
    return;
  if (after != NULL)
    g_ptr_array_add (news->told, lineup_library_entry_copy (after));
  else if (before != NULL)
    g_ptr_array_add (news->told, lineup_library_entry_new (before->kind, before->id, ""));
}

static void
tell (LineupLibrary *self, const GPtrArray *told, gboolean many)
{
  if (many || told->len > MAX_TOLD)
    g_signal_emit (self, changed_signal, 0, NULL);
  else
    {
      for (guint i = 0; i < told->len; i++)
        g_signal_emit (self, changed_signal, 0, told->pdata[i]);
    }
}

/* What was changed is on the disk. */
static void
publish (LineupLibrary *self)
{
  LineupMarks *marks = lineup_marks_copy (self->marks);
  News news = { marks, NULL };
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (lineup_library_entry_unref);
  g_autoptr (GPtrArray) categories = lineup_library_shelf_list_categories (self->shelf);
  const gboolean many = lineup_library_shelf_count_changed_categories (self->shelf) > 0;

  news.told = told;
  lineup_library_shelf_foreach_change (self->shelf, take_old_mark, &news);
  lineup_library_shelf_foreach_change (self->shelf, put_new_mark, &news);
  lineup_library_shelf_commit (self->shelf);
  if (many)
    {
      lineup_marks_unref (marks);
      marks = make_marks (self->shelf);
    }
  set_marks (self, marks);
  tell (self, told, many);
}

/* Changes */

static void
change_free (gpointer data)
{
  Change *self = data;

  if (self->data != NULL && self->data_free != NULL)
    self->data_free (self->data);
  g_free (self);
}

static void go_on (LineupLibrary *self);
static void write_changes (LineupLibrary *self, gboolean all);

static void
end_running (LineupLibrary *self, const GError *error)
{
  g_autoptr (GPtrArray) ended = g_steal_pointer (&self->running);

  self->is_busy = FALSE;
  lineup_rest_timer_start (self->rest_timer);
  for (guint i = 0; i < ended->len; i++)
    {
      if (error != NULL)
        g_task_return_error (ended->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (ended->pdata[i], TRUE);
    }
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupLibrary) self = user_data;
  const gboolean hid_new = lineup_library_get_hide_new (self);
  g_autoptr (GError) error = NULL;
  gboolean needs_all = FALSE;

  if (lineup_library_store_write_finish (LINEUP_LIBRARY_STORE (source), result, &needs_all, &error))
    publish (self);
  else if (needs_all && error == NULL)
    {
      write_changes (self, TRUE);
      return;
    }
  else
    lineup_library_shelf_roll_back (self->shelf);
  if (error == NULL || hid_new != lineup_library_get_hide_new (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDE_NEW_CATEGORIES]);
  end_running (self, error);
  go_on (self);
}

static void
write_changes (LineupLibrary *self, gboolean all)
{
  self->is_busy = TRUE;
  /* What was said is written although nobody waits for it. */
  lineup_library_store_write_async (self->store,
                                    lineup_library_shelf_make_batch (self->shelf, all),
                                    NULL,
                                    on_written,
                                    g_object_ref (self));
}

/* All that wait are written at once: whoever says much waits once for the disk. */
static void
make_changes (LineupLibrary *self)
{
  const gint64 now = lineup_clock_get_seconds (self->clock);
  GTask *next = NULL;

  self->running = g_ptr_array_new_with_free_func (g_object_unref);
  while ((next = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_autoptr (GTask) task = next;
      const Change *change = g_task_get_task_data (task);
      GError *error = NULL;

      if (change->func == NULL || change->func (self->shelf, now, change->data, &error))
        g_ptr_array_add (self->running, g_steal_pointer (&task));
      else
        g_task_return_error (task, error);
    }
  if (lineup_library_shelf_has_changed (self->shelf))
    write_changes (self, FALSE);
  else
    end_running (self, NULL);
}

/* Whoever waits is told what keeps them; the next one tries again. */
static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupLibrary) self = user_data;
  const LineupLogContext context = { .account = self->account };
  g_autoptr (GError) error = NULL;

  self->is_busy = FALSE;
  lineup_rest_timer_start (self->rest_timer);
  self->shelf = lineup_library_store_load_finish (LINEUP_LIBRARY_STORE (source), result, &error);
  if (self->shelf != NULL)
    {
      set_marks (self, make_marks (self->shelf));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIDE_NEW_CATEGORIES]);
      go_on (self);
      return;
    }
  lineup_log (
      G_LOG_LEVEL_WARNING, &context, error, "its library can't be read, and stays as it is");
  while (!g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);

      g_task_return_error (task, g_error_copy (error));
    }
}

static void
go_on (LineupLibrary *self)
{
  if (self->is_busy || g_queue_is_empty (&self->waiting))
    return;
  if (self->shelf != NULL)
    {
      make_changes (self);
      return;
    }
  self->is_busy = TRUE;
  /* All that come wait for it. */
  lineup_library_store_load_async (self->store, NULL, on_loaded, g_object_ref (self));
}

void
lineup_library_change_async (LineupLibrary *self,
                             LineupLibraryChangeFunc func,
                             gpointer user_data,
                             GDestroyNotify user_data_free,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer callback_data)
{
  GTask *task = NULL;
  Change *change = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, callback_data);
  change = g_new0 (Change, 1);
  change->func = func;
  change->data = user_data;
  change->data_free = user_data_free;
  g_task_set_source_tag (task, lineup_library_change_async);
  g_task_set_task_data (task, change, change_free);
  g_queue_push_tail (&self->waiting, task);
  go_on (self);
}

void
lineup_library_open_async (LineupLibrary *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  lineup_library_change_async (self, NULL, NULL, NULL, cancellable, callback, user_data);
}

gboolean
lineup_library_change_finish (LineupLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Ending */

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_library_store_end_finish (LINEUP_LIBRARY_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_rested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupLibrary *self = LINEUP_LIBRARY (source);
  GTask *task = user_data;

  /* Whoever said something was told what came of it. */
  lineup_library_change_finish (self, result, NULL);
  lineup_rest_timer_stop (self->rest_timer);
  lineup_library_store_close_async (self->store, g_task_get_cancellable (task), on_ended, task);
}

void
lineup_library_close_async (LineupLibrary *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_library_close_async);
  lineup_library_open_async (self, cancellable, on_rested, task);
}

void
lineup_library_delete_async (LineupLibrary *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_library_delete_async);
  lineup_rest_timer_stop (self->rest_timer);
  lineup_library_store_delete_async (self->store, cancellable, on_ended, task);
}
