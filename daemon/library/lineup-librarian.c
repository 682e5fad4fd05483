/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-librarian.h"

#include "lineup-error.h"
#include "lineup-library-category-request.h"
#include "lineup-library-relink.h"
#include "lineup-library-transfer.h"
#include "lineup-log.h"
#include "lineup-reader.h"

struct _LineupLibrarian
{
  GObject parent_instance;

  LineupLibrary *library;     /* (owned) */
  LineupCatalogue *catalogue; /* (owned) */
  LineupClock *clock;         /* (owned) */
  GHashTable *paces;          /* (owned) (element-type Pace): a set, by kind and id */
  GQueue sayings;             /* (element-type GTask): one after another, the first runs */
  guint n_sayings;            /* that have not ended, and imports */
  GCancellable *closed;       /* (owned): ends what nobody has asked for */
  gboolean is_looking;        /* for what was said */
  gboolean looks_again;       /* as the catalogue has changed meanwhile */
  guint kinds;                /* bits of those in which what was gone may have come back since */
  GTask *closing;             /* (owned) (nullable): waits for them */
};

/* Positions of an item that come fast: one was written a moment ago, the last one since waits. */
typedef struct
{
  guint kind;
  gint64 id;
  LineupLibrarian *librarian; /* (unowned): has it */
  LineupLibraryRequest last;  /* once somebody waits */
  GPtrArray *waiting;         /* (owned) (element-type GTask) */
  GSource *source;            /* (owned) */
} Pace;

G_DEFINE_FINAL_TYPE (LineupLibrarian, lineup_librarian, G_TYPE_OBJECT)

static void
lineup_librarian_finalize (GObject *object)
{
  LineupLibrarian *self = LINEUP_LIBRARIAN (object);

  g_clear_pointer (&self->paces, g_hash_table_unref);
  g_clear_object (&self->closing);
  g_clear_object (&self->closed);
  g_clear_object (&self->library);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_librarian_parent_class)->finalize (object);
}

static void
lineup_librarian_class_init (LineupLibrarianClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_librarian_finalize;
}

static guint
hash_pace (gconstpointer data)
{
  const Pace *pace = data;

  return g_int64_hash (&pace->id) + pace->kind;
}

static gboolean
is_same_pace (gconstpointer a, gconstpointer b)
{
  const Pace *pace = a;
  const Pace *other = b;

  return pace->kind == other->kind && pace->id == other->id;
}

static void
pace_free (gpointer data)
{
  Pace *self = data;

  lineup_clock_clear_source (&self->source);
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

static void
lineup_librarian_init (LineupLibrarian *self)
{
  self->paces = g_hash_table_new_full (hash_pace, is_same_pace, NULL, pace_free);
  self->closed = g_cancellable_new ();
}

static void
on_catalogue_changed (LineupCatalogue *catalogue, guint list, gpointer data, LineupLibrarian *self)
{
  const LineupImportReport *report = data;
  const gboolean is_of_items = !lineup_list_has_categories ((LineupList)list);
  const gboolean has_come = is_of_items && report->added + report->changed > 0;

  lineup_librarian_look_again (self, has_come ? 1U << lineup_list_get_kind ((LineupList)list) : 0);
}

static void
on_marks_changed (LineupLibrary *library, GParamSpec *pspec, LineupCatalogue *catalogue)
{
  lineup_catalogue_set_marks (catalogue, lineup_library_get_marks (library));
}

LineupLibrarian *
lineup_librarian_new (LineupLibrary *library, LineupCatalogue *catalogue, LineupClock *clock)
{
  LineupLibrarian *self = g_object_new (LINEUP_TYPE_LIBRARIAN, NULL);

  self->library = g_object_ref (library);
  self->catalogue = g_object_ref (catalogue);
  self->clock = g_object_ref (clock);
  on_marks_changed (library, NULL, catalogue);
  g_signal_connect_object (library, "notify::marks", G_CALLBACK (on_marks_changed), catalogue, 0);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (on_catalogue_changed), self, 0);
  return self;
}

LineupLibrary *
lineup_librarian_get_library (LineupLibrarian *self)
{
  g_return_val_if_fail (LINEUP_IS_LIBRARIAN (self), NULL);

  return self->library;
}

/* What is said. The catalogue is asked first what is spoken of, then the library takes note. What
 * was said is written although nobody waits for it, and in its order: the last word counts. */

typedef struct
{
  LineupReadFunc look_up;
  LineupLibraryChangeFunc change;
  LineupLibraryRequest request;                /* of an item */
  LineupLibraryFinding *finding;               /* (owned) (nullable): once it is known */
  LineupLibraryCategoryRequest *of_categories; /* (owned) (nullable) */
} Saying;

static void
saying_free (gpointer data)
{
  Saying *self = data;

  g_clear_pointer (&self->finding, lineup_library_finding_free);
  g_clear_pointer (&self->of_categories, lineup_library_category_request_free);
  g_free (self);
}

static void close_library (LineupLibrarian *self);

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_library_change_finish (LINEUP_LIBRARY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupLibrarian *self = g_task_get_source_object (task);
  Saying *saying = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error) == NULL)
    g_task_return_error (task, error);
  else
    /* See above. */
    lineup_library_change_async (
        self->library, saying->change, saying, NULL, NULL, on_changed, g_steal_pointer (&task));
}

/* The data of a task stays as long as it runs, for the thread that reads, too. */
static void
begin_first (LineupLibrarian *self)
{
  GTask *task = g_queue_peek_head (&self->sayings);
  Saying *saying = g_task_get_task_data (task);

  /* See above. */
  lineup_catalogue_read_async (
      self->catalogue, saying->look_up, saying, NULL, NULL, NULL, on_found, g_object_ref (task));
}

static void
on_ended (GTask *task, GParamSpec *pspec, LineupLibrarian *self)
{
  if (g_queue_peek_head (&self->sayings) == task)
    {
      g_object_unref (g_queue_pop_head (&self->sayings));
      if (!g_queue_is_empty (&self->sayings))
        begin_first (self);
    }
  if (--self->n_sayings == 0 && self->closing != NULL)
    close_library (self);
}

static void
begin (LineupLibrarian *self,
       Saying *owned_saying,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, owned_saying, saying_free);
  self->n_sayings++;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (on_ended), self, 0);
  g_queue_push_tail (&self->sayings, task);
  if (self->sayings.length == 1)
    begin_first (self);
}

static Saying *
saying_new (LineupReadFunc look_up, LineupLibraryChangeFunc change)
{
  Saying *self = g_new0 (Saying, 1);

  self->look_up = look_up;
  self->change = change;
  return self;
}

gboolean
lineup_librarian_finish (LineupLibrarian *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Items */

static gboolean
say_of_item (LineupLibraryShelf *shelf, gint64 now, gpointer data, GError **error)
{
  const Saying *saying = data;

  return lineup_library_request_apply (&saying->request, saying->finding, shelf, now, error);
}

static gpointer
look_up (LineupReader *reader, gpointer user_data, GError **error)
{
  Saying *saying = user_data;

  saying->finding = lineup_library_lookup_read (
      reader, saying->request.kind, saying->request.id, error);
  return saying->finding != NULL ? saying : NULL;
}

static void
say_now (LineupLibrarian *self,
         const LineupLibraryRequest *request,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  Saying *saying = saying_new (look_up, say_of_item);

  saying->request = *request;
  begin (self, saying, cancellable, callback, user_data);
}

/* Positions that come fast. */

static void
on_last_said (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) waiting = user_data;
  g_autoptr (GError) error = NULL;

  lineup_librarian_finish (LINEUP_LIBRARIAN (source), result, &error);
  for (guint i = 0; i < waiting->len; i++)
    {
      if (error != NULL)
        g_task_return_error (waiting->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (waiting->pdata[i], TRUE);
    }
}

static void
say_last (Pace *pace)
{
  GPtrArray *waiting = g_steal_pointer (&pace->waiting);

  pace->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  /* Cancellables are those of who waits. */
  say_now (pace->librarian, &pace->last, NULL, on_last_said, waiting);
}

static gboolean
on_pace (gpointer user_data)
{
  Pace *pace = user_data;

  if (pace->waiting->len > 0)
    {
      say_last (pace);
      return G_SOURCE_CONTINUE;
    }
  g_hash_table_remove (pace->librarian->paces, pace);
  return G_SOURCE_REMOVE;
}

static void
hold (Pace *pace,
      const LineupLibraryRequest *request,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (pace->librarian, cancellable, callback, user_data);

  g_task_set_source_tag (task, hold);
  g_ptr_array_add (pace->waiting, task);
  pace->last = *request;
}

static void
add_pace (LineupLibrarian *self, const LineupLibraryRequest *request)
{
  Pace *pace = g_new0 (Pace, 1);

  pace->kind = request->kind;
  pace->id = request->id;
  pace->librarian = self;
  pace->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  pace->source = lineup_clock_add_timeout (self->clock, LINEUP_LIBRARIAN_PACE, on_pace, pace);
  g_hash_table_add (self->paces, pace);
}

static void
end_paces (LineupLibrarian *self)
{
  GHashTableIter iter;
  gpointer pace = NULL;

  g_hash_table_iter_init (&iter, self->paces);
  while (g_hash_table_iter_next (&iter, &pace, NULL))
    {
      if (((Pace *)pace)->waiting->len > 0)
        say_last (pace);
      g_hash_table_iter_remove (&iter);
    }
}

void
lineup_librarian_say_async (LineupLibrarian *self,
                            const LineupLibraryRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  const gboolean is_position = request->verb == LINEUP_LIBRARY_RESUME;
  const Pace key = { .kind = request->kind, .id = request->id };
  Pace *pace = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARIAN (self));

  pace = g_hash_table_lookup (self->paces, &key);
  if (is_position && pace != NULL)
    {
      hold (pace, request, cancellable, callback, user_data);
      return;
    }
  /* What else is said of an item comes after its position. */
  if (pace != NULL && pace->waiting->len > 0)
    say_last (pace);
  if (is_position && self->closing == NULL)
    add_pace (self, request);
  say_now (self, request, cancellable, callback, user_data);
}

/* Categories */

static gpointer
look_up_categories (LineupReader *reader, gpointer user_data, GError **error)
{
  Saying *saying = user_data;

  return lineup_library_category_request_look_up (saying->of_categories, reader, error) ? saying
                                                                                        : NULL;
}

static gboolean
say_of_categories (LineupLibraryShelf *shelf, gint64 now, gpointer data, GError **error)
{
  const Saying *saying = data;

  return lineup_library_category_request_apply (saying->of_categories, shelf, now, error);
}

static Saying *
saying_new_of_categories (LineupLibraryCategoryRequest *owned_request)
{
  Saying *self = saying_new (look_up_categories, say_of_categories);

  self->of_categories = owned_request;
  return self;
}

void
lineup_librarian_hide_category_async (LineupLibrarian *self,
                                      LineupKind kind,
                                      const char *category,
                                      gboolean hidden,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Saying *saying = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARIAN (self));

  saying = saying_new_of_categories (lineup_library_category_request_new (kind, category, hidden));
  begin (self, saying, cancellable, callback, user_data);
}

void
lineup_librarian_set_hide_new_async (LineupLibrarian *self,
                                     gboolean hide_new,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Saying *saying = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARIAN (self));

  saying = saying_new_of_categories (lineup_library_category_request_new_for_all (hide_new));
  begin (self, saying, cancellable, callback, user_data);
}

/* What has become of what was said. */

static void look (LineupLibrarian *self);

static void
end_look (LineupLibrarian *self, const GError *error)
{
  const LineupLogContext context = { .account = lineup_library_get_account (self->library) };

  self->is_looking = FALSE;
  if (error != NULL && !lineup_error_is_cancelled (error))
    lineup_log (
        G_LOG_LEVEL_WARNING, &context, error, "what became of favourites and such is not known");
  if (self->looks_again)
    look (self);
}

static void
on_relinked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupLibrarian) self = user_data;
  g_autoptr (GError) error = NULL;

  lineup_library_change_finish (LINEUP_LIBRARY (source), result, &error);
  end_look (self, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupLibrarian) self = user_data;
  g_autoptr (GError) error = NULL;
  LineupLibraryRelink *relink = lineup_catalogue_read_finish (
      LINEUP_CATALOGUE (source), result, &error);

  if (relink != NULL)
    lineup_library_change_async (self->library,
                                 lineup_library_relink_apply,
                                 relink,
                                 lineup_library_relink_free,
                                 self->closed,
                                 on_relinked,
                                 g_object_ref (self));
  else
    end_look (self, error);
}

static gpointer
read_relink (LineupReader *reader, gpointer user_data, GError **error)
{
  LineupLibraryRelink **relink = user_data;

  return lineup_library_relink_read (*relink, reader, error) ? g_steal_pointer (relink) : NULL;
}

static void
free_relink (gpointer data)
{
  LineupLibraryRelink **relink = data;

  g_clear_pointer (relink, lineup_library_relink_free);
  g_free (relink);
}

/* Where nothing was said there is nothing to look for. */
static void
look (LineupLibrarian *self)
{
  LineupLibraryShelf *shelf = lineup_library_get_shelf (self->library);
  LineupLibraryRelink **relink = NULL;

  self->looks_again = FALSE;
  if (shelf == NULL || lineup_library_shelf_is_empty (shelf)
      || g_cancellable_is_cancelled (self->closed))
    return;
  self->is_looking = TRUE;
  relink = g_new0 (LineupLibraryRelink *, 1);
  *relink = lineup_library_relink_new (shelf, self->kinds);
  self->kinds = 0;
  lineup_catalogue_read_async (self->catalogue,
                               read_relink,
                               relink,
                               free_relink,
                               lineup_library_relink_free,
                               self->closed,
                               on_read,
                               g_object_ref (self));
}

void
lineup_librarian_look_again (LineupLibrarian *self, guint kinds)
{
  g_return_if_fail (LINEUP_IS_LIBRARIAN (self));

  self->kinds |= kinds;
  if (self->is_looking)
    self->looks_again = TRUE;
  else
    look (self);
}

gboolean
lineup_librarian_is_looking (LineupLibrarian *self)
{
  g_return_val_if_fail (LINEUP_IS_LIBRARIAN (self), FALSE);

  return self->is_looking;
}

/* Importing */

static void
free_import (gpointer data)
{
  lineup_library_import_free (data);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupLibrarian *self = g_task_get_source_object (user_data);

  on_changed (source, result, user_data);
  /* Where all of it is, is found out now. */
  lineup_librarian_look_again (self, (1U << LINEUP_N_KINDS) - 1);
}

static void
on_import_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupLibrarian *self = g_task_get_source_object (task);
  GError *error = NULL;
  LineupLibraryImport *import = lineup_library_import_read_finish (result, &error);

  if (import == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, import, free_import);
  /* What was read is taken, although nobody waits for it. */
  lineup_library_change_async (self->library,
                               lineup_library_import_apply,
                               import,
                               NULL,
                               NULL,
                               on_imported,
                               g_steal_pointer (&task));
}

void
lineup_librarian_import_async (LineupLibrarian *self,
                               int fd,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_LIBRARIAN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_librarian_import_async);
  self->n_sayings++;
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (on_ended), self, 0);
  lineup_library_import_read_async (fd, cancellable, on_import_read, task);
}

gboolean
lineup_librarian_import_finish (LineupLibrarian *self,
                                GAsyncResult *result,
                                guint *taken,
                                GError **error)
{
  const LineupLibraryImport *import = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  import = g_task_get_task_data (G_TASK (result));
  *taken = import != NULL ? lineup_library_import_get_taken (import) : 0;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Ending */

static void
close_library (LineupLibrarian *self)
{
  GTask *task = g_steal_pointer (&self->closing);

  lineup_library_close_async (self->library, g_task_get_cancellable (task), on_changed, task);
}

void
lineup_librarian_close_async (LineupLibrarian *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_LIBRARIAN (self));
  g_return_if_fail (self->closing == NULL);

  self->closing = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->closing, lineup_librarian_close_async);
  g_cancellable_cancel (self->closed);
  end_paces (self);
  if (self->n_sayings == 0)
    close_library (self);
}
