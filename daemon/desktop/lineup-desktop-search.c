/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-search.h"

#include "lineup-desktop-now.h"
#include "lineup-desktop-probe.h"
#include "lineup-error.h"
#include "lineup-log.h"

#define SCHEME "lineup://"

struct _LineupDesktopSearch
{
  GObject parent_instance;

  LineupRoster *roster;           /* (owned) */
  LineupLauncher *launcher;       /* (owned) */
  LineupClock *clock;             /* (owned) */
  LineupPreferences *preferences; /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupDesktopSearch, lineup_desktop_search, G_TYPE_OBJECT)

static void
lineup_desktop_search_finalize (GObject *object)
{
  LineupDesktopSearch *self = LINEUP_DESKTOP_SEARCH (object);

  g_clear_object (&self->roster);
  g_clear_object (&self->launcher);
  g_clear_object (&self->clock);
  g_clear_object (&self->preferences);

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
lineup_desktop_search_new (LineupRoster *roster,
                           LineupPreferences *preferences,
                           LineupLauncher *launcher,
                           LineupClock *clock)
{
  LineupDesktopSearch *self = g_object_new (LINEUP_TYPE_DESKTOP_SEARCH, NULL);

  self->roster = g_object_ref (roster);
  self->launcher = g_object_ref (launcher);
  self->clock = g_object_ref (clock);
  self->preferences = g_object_ref (preferences);
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

static Reading *
reading_new (GTask *task, LineupSubscription *subscription)
{
  Call *call = g_task_get_task_data (task);
  Reading *reading = g_new0 (Reading, 1);

  call->n_reading++;
  reading->task = g_object_ref (task);
  reading->account = g_strdup (
      lineup_account_get_id (lineup_subscription_get_account (subscription)));
  return reading;
}

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->task);
  g_free (reading->account);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
begin_reading (GTask *task,
               LineupSubscription *subscription,
               LineupReadFunc func,
               LineupDesktopProbe *owned_probe,
               guint index,
               GAsyncReadyCallback callback)
{
  Reading *reading = reading_new (task, subscription);

  reading->index = index;
  lineup_catalogue_read_async (lineup_subscription_get_catalogue (subscription),
                               func,
                               owned_probe,
                               (GDestroyNotify)lineup_desktop_probe_free,
                               (GDestroyNotify)g_ptr_array_unref,
                               g_task_get_cancellable (task),
                               callback,
                               reading);
}

static void
report (Reading *reading, const GError *error)
{
  const LineupLogContext context = { .account = reading->account };

  if (!lineup_error_is_cancelled (error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "the desktop can't search it");
}

/* Gives what was read, or %NULL. */
static GPtrArray *
end_reading (Reading *reading, GObject *catalogue, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *results = lineup_catalogue_read_finish (LINEUP_CATALOGUE (catalogue), result, &error);

  if (results == NULL)
    report (reading, error);
  return results;
}

/* Gives what is on at channels, or %NULL. */
static GHashTable *
end_now (Reading *reading, GObject *guide, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GHashTable *titles = lineup_desktop_now_finish (LINEUP_GUIDE (guide), result, &error);

  if (titles == NULL)
    report (reading, error);
  return titles;
}

/* Telling of what is on at the channels that were found. */

static void
end_telling (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (--call->n_reading == 0)
    g_task_return_pointer (
        task, g_steal_pointer (&call->results), (GDestroyNotify)g_ptr_array_unref);
}

/* Whether a result is a channel of the account, and its id. */
static gboolean
is_channel_of (const LineupDesktopResult *result, const char *account, gint64 *id)
{
  g_autofree char *own_account = NULL;
  LineupKind kind = LINEUP_KIND_MOVIES;

  return result->kind == LINEUP_KIND_CHANNELS
         && lineup_desktop_result_parse_reference (result->reference, &own_account, &kind, id)
         && g_str_equal (own_account, account);
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  Call *call = g_task_get_task_data (reading->task);
  g_autoptr (GHashTable) titles = end_now (reading, source, result);

  for (guint i = 0; titles != NULL && i < call->results->len; i++)
    {
      LineupDesktopResult *found = call->results->pdata[i];
      const char *title = NULL;
      gint64 id = 0;

      if (is_channel_of (found, reading->account, &id))
        title = g_hash_table_lookup (titles, &id);
      if (title != NULL)
        lineup_desktop_result_set_now (found, title);
    }
  end_telling (reading->task);
}

static void
tell_of (LineupDesktopSearch *self, GTask *task, LineupSubscription *subscription)
{
  Call *call = g_task_get_task_data (task);
  const char *account = lineup_account_get_id (lineup_subscription_get_account (subscription));
  g_autoptr (GArray) channels = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < call->results->len; i++)
    {
      gint64 id = 0;

      if (is_channel_of (call->results->pdata[i], account, &id))
        g_array_append_val (channels, id);
    }
  if (channels->len > 0)
    lineup_desktop_now_read_async (lineup_subscription_get_guide (subscription),
                                   channels,
                                   lineup_clock_get_seconds (self->clock),
                                   g_task_get_cancellable (task),
                                   on_told,
                                   reading_new (task, subscription));
}

/* The last step of a call: nothing of it is being read any more. */
static void
tell_of_now (GTask *task)
{
  LineupDesktopSearch *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GList) subscriptions = lineup_roster_get_subscriptions (self->roster);

  call->n_reading = 1;
  for (GList *link = subscriptions; link != NULL; link = link->next)
    tell_of (self, task, link->data);
  end_telling (task);
}

/* Finding. */

static int
compare_results (gconstpointer a, gconstpointer b)
{
  const LineupDesktopResult *const *result = a;
  const LineupDesktopResult *const *other = b;
  const int order = lineup_rank_compare (&(*result)->rank, &(*other)->rank);

  return order != 0 ? order : g_strcmp0 ((*result)->reference, (*other)->reference);
}

/* A channel may be found by its name and by what is on. */
static void
drop_repeated (GPtrArray *results)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < results->len;)
    {
      const LineupDesktopResult *result = results->pdata[i];

      if (g_hash_table_add (known, result->reference))
        i++;
      else
        g_ptr_array_remove_index (results, i);
    }
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
  drop_repeated (call->results);
  if (call->results->len > LINEUP_DESKTOP_SEARCH_LIMIT)
    g_ptr_array_set_size (call->results, LINEUP_DESKTOP_SEARCH_LIMIT);
  tell_of_now (task);
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

/* Channels by what is on there: the guide knows their ids, the catalogue their names. */

static void
on_now_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  LineupDesktopSearch *self = g_task_get_source_object (reading->task);
  g_autoptr (GHashTable) titles = end_now (reading, source, result);
  LineupSubscription *subscription = lineup_roster_lookup (self->roster, reading->account, NULL);

  if (titles != NULL && g_hash_table_size (titles) > 0 && subscription != NULL)
    {
      LineupDesktopProbe *probe = lineup_desktop_probe_new (subscription, is_only_account (self));

      probe->shows_adult = lineup_preferences_get_shows_adult (self->preferences);
      probe->channels = g_steal_pointer (&titles);
      begin_reading (
          reading->task, subscription, lineup_desktop_probe_look_up_channels, probe, 0, on_found);
    }
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
      LineupDesktopProbe *probe = lineup_desktop_probe_new (link->data, is_only);

      probe->text = g_strdup (text);
      probe->shows_adult = lineup_preferences_get_shows_adult (self->preferences);
      begin_reading (task, link->data, lineup_desktop_probe_find, probe, 0, on_found);
      lineup_desktop_now_find_async (lineup_subscription_get_guide (link->data),
                                     text,
                                     lineup_clock_get_seconds (self->clock),
                                     g_task_get_cancellable (task),
                                     on_now_found,
                                     reading_new (task, link->data));
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
    tell_of_now (task);
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
  LineupDesktopProbe *probe = NULL;

  g_ptr_array_add (call->results, lineup_desktop_result_new_missing (reference));
  if (index >= LINEUP_DESKTOP_SEARCH_LIMIT
      || !lineup_desktop_result_parse_reference (reference, &account, &kind, &id))
    return;
  subscription = lineup_roster_lookup (self->roster, account, NULL);
  if (subscription == NULL)
    return;
  probe = lineup_desktop_probe_new (subscription, is_only);
  probe->kind = kind;
  probe->id = id;
  begin_reading (task, subscription, lineup_desktop_probe_describe, probe, index, on_described);
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
