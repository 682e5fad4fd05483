/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-search.h"

#include "lineup-error.h"
#include "lineup-log.h"

#define SCHEME "lineup://"

struct _LineupDesktopSearch
{
  GObject parent_instance;

  LineupRoster *roster;     /* (owned) */
  LineupLauncher *launcher; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupDesktopSearch, lineup_desktop_search, G_TYPE_OBJECT)

static void
lineup_desktop_search_finalize (GObject *object)
{
  LineupDesktopSearch *self = LINEUP_DESKTOP_SEARCH (object);

  g_clear_object (&self->roster);
  g_clear_object (&self->launcher);

  G_OBJECT_CLASS (lineup_desktop_search_parent_class)->finalize (object);
}

static void
lineup_desktop_search_class_init (LineupDesktopSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_desktop_search_finalize;
}

static void
lineup_desktop_search_init (LineupDesktopSearch *self)
{
}

LineupDesktopSearch *
lineup_desktop_search_new (LineupRoster *roster, LineupLauncher *launcher)
{
  LineupDesktopSearch *self = g_object_new (LINEUP_TYPE_DESKTOP_SEARCH, NULL);

  self->roster = g_object_ref (roster);
  self->launcher = g_object_ref (launcher);
  return self;
}

/* All accounts are read at once; the last one to be read ends the call. */

/* A call on its way. */
typedef struct
{
  GPtrArray *results; /* (owned) (element-type LineupDesktopResult): so far */
  guint n_reading;    /* accounts */
} Call;

static void
free_result (gpointer result)
{
  g_clear_pointer (&result, lineup_desktop_result_free);
}

static Call *
call_new (void)
{
  Call *call = g_new0 (Call, 1);

  call->results = g_ptr_array_new_with_free_func (free_result);
  /* A reading more is open until all are begun. */
  call->n_reading = 1;
  return call;
}

static void
call_free (Call *call)
{
  g_clear_pointer (&call->results, g_ptr_array_unref);
  g_free (call);
}

/* What one account is read for, and what has been found there: it goes to a thread. */
typedef struct
{
  char *account; /* (owned): its id */
  char *label;   /* (owned) (nullable): its name, if there are several */
  char *text;    /* (owned) (nullable): what to look for */
  LineupKind kind;
  gint64 id;          /* or what to look up */
  GPtrArray *results; /* (owned) (element-type LineupDesktopResult) */
} Probe;

static Probe *
probe_new (LineupSubscription *subscription, gboolean is_only)
{
  LineupAccount *account = lineup_subscription_get_account (subscription);
  Probe *probe = g_new0 (Probe, 1);

  probe->account = g_strdup (lineup_account_get_id (account));
  if (!is_only)
    g_object_get (account, "name", &probe->label, NULL);
  probe->results = g_ptr_array_new_with_free_func (free_result);
  return probe;
}

static void
probe_free (Probe *probe)
{
  g_free (probe->account);
  g_free (probe->label);
  g_free (probe->text);
  g_clear_pointer (&probe->results, g_ptr_array_unref);
  g_free (probe);
}

static gboolean
is_only_account (LineupDesktopSearch *self)
{
  g_autoptr (GList) subscriptions = lineup_roster_get_subscriptions (self->roster);

  return subscriptions == NULL || subscriptions->next == NULL;
}

/* One account's part of a call. */
typedef struct
{
  GTask *task;   /* (owned) */
  char *account; /* (owned): its id */
  guint index;   /* where the result goes, if it is one */
} Reading;

static void
begin_reading (GTask *task,
               LineupSubscription *subscription,
               LineupReadFunc func,
               Probe *owned_probe,
               guint index,
               GAsyncReadyCallback callback)
{
  Call *call = g_task_get_task_data (task);
  Reading *reading = g_new0 (Reading, 1);

  call->n_reading++;
  reading->task = g_object_ref (task);
  reading->account = g_strdup (owned_probe->account);
  reading->index = index;
  lineup_catalogue_read_async (lineup_subscription_get_catalogue (subscription),
                               func,
                               owned_probe,
                               (GDestroyNotify)probe_free,
                               (GDestroyNotify)g_ptr_array_unref,
                               g_task_get_cancellable (task),
                               callback,
                               reading);
}

/* Gives what was read, or %NULL. */
static GPtrArray *
end_reading (Reading *reading, GObject *catalogue, GAsyncResult *result)
{
  const LineupLogContext context = { .account = reading->account };
  g_autoptr (GError) error = NULL;
  GPtrArray *results = lineup_catalogue_read_finish (LINEUP_CATALOGUE (catalogue), result, &error);

  if (results == NULL && !lineup_error_is_cancelled (error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "the desktop can't search it");
  return results;
}

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->task);
  g_free (reading->account);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* Finding. */

static int
compare_results (gconstpointer a, gconstpointer b)
{
  const LineupDesktopResult *const *result = a;
  const LineupDesktopResult *const *other = b;
  const int order = lineup_rank_compare (&(*result)->rank, &(*other)->rank);

  return order != 0 ? order : g_strcmp0 ((*result)->reference, (*other)->reference);
}

static void
end_find (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (--call->n_reading > 0)
    return;
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_ptr_array_set_size (call->results, 0);
  g_ptr_array_sort (call->results, compare_results);
  if (call->results->len > LINEUP_DESKTOP_SEARCH_LIMIT)
    g_ptr_array_set_size (call->results, LINEUP_DESKTOP_SEARCH_LIMIT);
  g_task_return_pointer (task, g_steal_pointer (&call->results), (GDestroyNotify)g_ptr_array_unref);
}

static void
add_found (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  Probe *probe = user_data;

  g_ptr_array_add (probe->results,
                   lineup_desktop_result_new (probe->account, probe->label, kind, item, rank));
}

static gpointer
find_in_catalogue (LineupReader *reader, gpointer user_data, GError **error)
{
  Probe *probe = user_data;
  LineupSearch search = {
    .text = probe->text,
    .kinds = LINEUP_SEARCH_ALL_KINDS,
    .filter = LINEUP_FILTER_INIT,
    .limit = LINEUP_DESKTOP_SEARCH_LIMIT,
  };

  /* Others may look over one's shoulder. */
  search.filter.adult = LINEUP_ADULT_NO;
  search.filter.hidden = LINEUP_MARKED_NOT;
  if (!lineup_search_read (reader, &search, add_found, probe, error))
    return NULL;
  return g_ptr_array_ref (probe->results);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  Call *call = g_task_get_task_data (reading->task);
  g_autoptr (GPtrArray) found = end_reading (reading, source, result);

  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (call->results, g_steal_pointer (&found->pdata[i]));
  end_find (reading->task);
}

/* What is too short finds half of the catalogue, on every key that is pressed. */
static gboolean
is_long_enough (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return g_utf8_strlen (stripped, -1) >= LINEUP_DESKTOP_SEARCH_MIN_LENGTH
         || g_unichar_iswide (g_utf8_get_char (stripped));
}

static void
find_everywhere (LineupDesktopSearch *self, GTask *task, const char *text)
{
  g_autoptr (GList) subscriptions = lineup_roster_get_subscriptions (self->roster);
  const gboolean is_only = is_only_account (self);

  for (GList *link = subscriptions; link != NULL; link = link->next)
    {
      Probe *probe = probe_new (link->data, is_only);

      probe->text = g_strdup (text);
      begin_reading (task, link->data, find_in_catalogue, probe, 0, on_found);
    }
}

void
lineup_desktop_search_find_async (LineupDesktopSearch *self,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_DESKTOP_SEARCH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_desktop_search_find_async);
  g_task_set_task_data (task, call_new (), (GDestroyNotify)call_free);
  g_task_set_check_cancellable (task, FALSE);
  if (is_long_enough (text))
    find_everywhere (self, task, text);
  end_find (task);
}

GPtrArray *
lineup_desktop_search_find_finish (LineupDesktopSearch *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* Describing. */

static void
end_describe (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (--call->n_reading == 0)
    g_task_return_pointer (
        task, g_steal_pointer (&call->results), (GDestroyNotify)g_ptr_array_unref);
}

static void
add_described (const LineupItem *item, gpointer user_data)
{
  Probe *probe = user_data;
  const LineupRank rank = { LINEUP_RANK_EXACT_NAME, 0 };

  g_ptr_array_add (
      probe->results,
      lineup_desktop_result_new (probe->account, probe->label, probe->kind, item, &rank));
}

static gpointer
describe_in_catalogue (LineupReader *reader, gpointer user_data, GError **error)
{
  Probe *probe = user_data;
  g_autoptr (GError) own_error = NULL;

  if (!lineup_reader_get_item (reader, probe->kind, probe->id, add_described, probe, &own_error)
      && !g_error_matches (own_error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  return g_ptr_array_ref (probe->results);
}

static void
on_described (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  Call *call = g_task_get_task_data (reading->task);
  g_autoptr (GPtrArray) found = end_reading (reading, source, result);

  if (found != NULL && found->len > 0)
    {
      lineup_desktop_result_free (call->results->pdata[reading->index]);
      call->results->pdata[reading->index] = g_steal_pointer (&found->pdata[0]);
    }
  end_describe (reading->task);
}

/* Until it is known what it is, it is not there. */
static void
describe (LineupDesktopSearch *self, GTask *task, const char *reference, gboolean is_only)
{
  Call *call = g_task_get_task_data (task);
  const guint index = call->results->len;
  LineupSubscription *subscription = NULL;
  g_autofree char *account = NULL;
  LineupKind kind = LINEUP_KIND_MOVIES;
  gint64 id = 0;
  Probe *probe = NULL;

  g_ptr_array_add (call->results, lineup_desktop_result_new_missing (reference));
  if (index >= LINEUP_DESKTOP_SEARCH_LIMIT
      || !lineup_desktop_result_parse_reference (reference, &account, &kind, &id))
    return;
  subscription = lineup_roster_lookup (self->roster, account, NULL);
  if (subscription == NULL)
    return;
  probe = probe_new (subscription, is_only);
  probe->kind = kind;
  probe->id = id;
  begin_reading (task, subscription, describe_in_catalogue, probe, index, on_described);
}

void
lineup_desktop_search_describe_async (LineupDesktopSearch *self,
                                      const char *const *references,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const gboolean is_only = is_only_account (self);

  g_return_if_fail (LINEUP_IS_DESKTOP_SEARCH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_desktop_search_describe_async);
  g_task_set_task_data (task, call_new (), (GDestroyNotify)call_free);
  g_task_set_check_cancellable (task, FALSE);
  for (guint i = 0; references[i] != NULL; i++)
    describe (self, task, references[i], is_only);
  end_describe (task);
}

GPtrArray *
lineup_desktop_search_describe_finish (LineupDesktopSearch *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* Launching. */

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (lineup_launcher_launch_finish (LINEUP_LAUNCHER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Only what is a reference to an account that is there: a player gets no other text from here. */
static char *
make_uri (LineupDesktopSearch *self, const char *reference, GError **error)
{
  g_autofree char *account = NULL;
  LineupKind kind = LINEUP_KIND_MOVIES;
  gint64 id = 0;

  if (!lineup_desktop_result_parse_reference (reference, &account, &kind, &id))
    {
      g_set_error_literal (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "This is no item");
      return NULL;
    }
  if (lineup_roster_lookup (self->roster, account, error) == NULL)
    return NULL;
  return g_strdup_printf (
      SCHEME "%s/%s/%" G_GINT64_FORMAT, account, lineup_kind_to_string (kind), id);
}

void
lineup_desktop_search_open_async (LineupDesktopSearch *self,
                                  const char *reference,
                                  const char *token,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *uri = NULL;
  GError *error = NULL;

  g_return_if_fail (LINEUP_IS_DESKTOP_SEARCH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_desktop_search_open_async);
  uri = make_uri (self, reference, &error);
  if (uri != NULL)
    lineup_launcher_open_async (
        self->launcher, uri, token, cancellable, on_launched, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
lineup_desktop_search_launch_async (LineupDesktopSearch *self,
                                    const char *text,
                                    const char *token,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_DESKTOP_SEARCH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_desktop_search_launch_async);
  lineup_launcher_search_async (self->launcher, text, token, cancellable, on_launched, task);
}

gboolean
lineup_desktop_search_launch_finish (LineupDesktopSearch *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
