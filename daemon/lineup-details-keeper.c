/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-keeper.h"

#include "lineup-deadline.h"
#include "lineup-error.h"
#include "lineup-log.h"

#include <string.h>

struct _LineupDetailsKeeper
{
  GObject parent_instance;

  char *account;                 /* (owned) */
  LineupPanelProvider *provider; /* (unowned) */
  LineupCatalogue *catalogue;    /* (owned) */
  LineupClock *clock;            /* (owned) */
  GHashTable *lookups;   /* (owned) (element-type utf8 Lookup): those for which somebody waits */
  GHashTable *unwritten; /* (owned) (element-type utf8 LineupDetails) */
  gboolean enabled;
  gboolean stopped;
};

enum
{
  PROP_ENABLED = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LineupDetailsKeeper, lineup_details_keeper, G_TYPE_OBJECT)

static void
lineup_details_keeper_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  LineupDetailsKeeper *self = LINEUP_DETAILS_KEEPER (object);

  switch (property_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_details_keeper_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  LineupDetailsKeeper *self = LINEUP_DETAILS_KEEPER (object);

  switch (property_id)
    {
    case PROP_ENABLED:
      self->enabled = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_details_keeper_finalize (GObject *object)
{
  LineupDetailsKeeper *self = LINEUP_DETAILS_KEEPER (object);

  g_clear_pointer (&self->lookups, g_hash_table_unref);
  g_clear_pointer (&self->unwritten, g_hash_table_unref);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->account, g_free);

  G_OBJECT_CLASS (lineup_details_keeper_parent_class)->finalize (object);
}

static void
lineup_details_keeper_class_init (LineupDetailsKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_details_keeper_get_property;
  object_class->set_property = lineup_details_keeper_set_property;
  object_class->finalize = lineup_details_keeper_finalize;

  properties[PROP_ENABLED] = g_param_spec_boolean (
      "enabled", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
lineup_details_keeper_init (LineupDetailsKeeper *self)
{
  self->lookups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unwritten = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)lineup_details_unref);
}

LineupDetailsKeeper *
lineup_details_keeper_new (const char *account,
                           LineupPanelProvider *provider,
                           LineupCatalogue *catalogue,
                           LineupClock *clock)
{
  LineupDetailsKeeper *self = g_object_new (LINEUP_TYPE_DETAILS_KEEPER, NULL);

  self->account = g_strdup (account);
  self->provider = provider;
  self->catalogue = g_object_ref (catalogue);
  self->clock = g_object_ref (clock);
  return self;
}

/* Returns what an item is called in the hash tables. */
static char *
make_key (LineupKind kind, gint64 id)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, lineup_kind_to_string (kind), id);
}

static gint64
get_key_id (const char *key)
{
  return g_ascii_strtoll (strchr (key, '/') + 1, NULL, 10);
}

/* A lookup goes from one asynchronous call to the next, each of which owns it. It has ended when
 * its callers have been answered, which may be before the last of these calls returns. */
typedef struct
{
  LineupDetailsKeeper *keeper; /* (owned) */
  LineupKind kind;
  gint64 id;
  char *key; /* (owned) */
  gboolean refresh;
  gboolean ended;
  GPtrArray *callers;       /* (owned) (element-type GTask) */
  LineupDeadline *deadline; /* (owned) */
  LineupDetails *known;     /* (owned) (nullable): the newest that is known without the panel */
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  lineup_deadline_finish (lookup->deadline, NULL);
  g_clear_object (&lookup->deadline);
  g_clear_pointer (&lookup->callers, g_ptr_array_unref);
  g_clear_pointer (&lookup->known, lineup_details_unref);
  g_clear_object (&lookup->keeper);
  g_free (lookup->key);
  g_free (lookup);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

static GCancellable *
get_cancellable (Lookup *lookup)
{
  return lineup_deadline_get_cancellable (lookup->deadline);
}

/* From now on somebody who asks for the same begins anew. */
static void
end (Lookup *lookup)
{
  lookup->ended = TRUE;
  g_hash_table_remove (lookup->keeper->lookups, lookup->key);
}

/* Tells when somebody who waits has gone. */
static void
destroy_watch (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
answer_callers (Lookup *lookup, const GError *error)
{
  if (lookup->ended)
    return;
  end (lookup);
  for (guint i = 0; i < lookup->callers->len; i++)
    {
      GTask *caller = lookup->callers->pdata[i];

      g_task_set_task_data (caller, NULL, NULL);
      if (error != NULL)
        g_task_return_error (caller, g_error_copy (error));
      else if (lookup->known != NULL)
        g_task_return_pointer (
            caller, lineup_details_ref (lookup->known), (GDestroyNotify)lineup_details_unref);
      else
        g_task_return_pointer (caller, NULL, NULL);
    }
}

static gboolean
is_out_of_reach (const GError *error)
{
  return g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_OFFLINE)
         || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT)
         || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_DISABLED);
}

/* The panel gave nothing: what is known has to do, however old it is. Of a movie the list knows the
 * most important, but a series without episodes is of no use. */
static void
do_without_panel (Lookup *lookup, GError *error)
{
  const LineupLogContext context = { .account = lookup->keeper->account };
  g_autoptr (GError) reason = error;

  lineup_deadline_finish (lookup->deadline, &reason);
  if (lookup->ended)
    return;
  lineup_log (G_LOG_LEVEL_INFO, &context, reason, "the panel gave no details");
  if (lookup->known != NULL || (lookup->kind == LINEUP_KIND_MOVIES && is_out_of_reach (reason)))
    answer_callers (lookup, NULL);
  else
    answer_callers (lookup, reason);
}

/* Keeping what the panel said. */

typedef struct
{
  LineupDetailsKeeper *keeper; /* (owned) */
  char *key;                   /* (owned) */
  LineupDetails *details;      /* (owned) */
} Write;

static void
write_free (Write *write)
{
  g_object_unref (write->keeper);
  g_free (write->key);
  lineup_details_unref (write->details);
  g_free (write);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Write) write = user_data;
  LineupDetailsKeeper *self = write->keeper;
  const LineupLogContext context = { .account = self->account };
  g_autoptr (GError) error = NULL;

  if (!lineup_catalogue_put_details_finish (LINEUP_CATALOGUE (source), result, &error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "details can't be stored");
  /* There may be newer ones. */
  if (g_hash_table_lookup (self->unwritten, write->key) == write->details)
    g_hash_table_remove (self->unwritten, write->key);
}

static void
keep (Lookup *lookup, LineupDetails *details)
{
  LineupDetailsKeeper *self = lookup->keeper;
  Write *write = g_new0 (Write, 1);

  g_hash_table_insert (self->unwritten, g_strdup (lookup->key), lineup_details_ref (details));
  write->keeper = g_object_ref (self);
  write->key = g_strdup (lookup->key);
  write->details = lineup_details_ref (details);
  lineup_catalogue_put_details_async (
      self->catalogue, lookup->kind, lookup->id, details, on_written, write);
}

/* Asking the panel. */

static gint64
get_now (LineupDetailsKeeper *self)
{
  return lineup_clock_get_real_time (self->clock) / G_USEC_PER_SEC;
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  g_autoptr (GError) error = NULL;
  LineupDetails *details = lineup_panel_fetch_details_finish (
      LINEUP_PANEL (source), result, &error);

  if (details == NULL)
    {
      do_without_panel (lookup, g_steal_pointer (&error));
      return;
    }
  g_clear_pointer (&lookup->known, lineup_details_unref);
  lookup->known = details;
  details->fetched = get_now (lookup->keeper);
  /* It may be another account's by now. */
  if (!lookup->ended)
    keep (lookup, details);
  answer_callers (lookup, NULL);
}

static void
on_panel (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  GCancellable *cancellable = get_cancellable (lookup);
  GError *error = NULL;
  g_autoptr (LineupPanel) panel = lineup_panel_provider_get_panel_finish (
      LINEUP_PANEL_PROVIDER (source), result, &error);

  if (panel == NULL)
    {
      do_without_panel (lookup, error);
      return;
    }
  lineup_panel_fetch_details_async (
      panel, lookup->kind, lookup->id, cancellable, on_fetched, lookup);
  g_steal_pointer (&lookup);
}

/* What is known already, on a thread of the catalogue's. */

typedef struct
{
  LineupKind kind;
  gint64 id;
} Wanted;

typedef struct
{
  LineupDetails *details; /* (owned) (nullable) */
} Found;

static void
found_free (Found *found)
{
  g_clear_pointer (&found->details, lineup_details_unref);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static void
pass_item (const LineupItem *item, gpointer user_data)
{
}

static gpointer
find (LineupReader *reader, gpointer user_data, GError **error)
{
  const Wanted *wanted = user_data;
  g_autoptr (Found) found = g_new0 (Found, 1);

  /* Only that it is there counts. */
  if (!lineup_reader_get_item (reader, wanted->kind, wanted->id, pass_item, NULL, error)
      || !lineup_reader_get_details (reader, wanted->kind, wanted->id, &found->details, error))
    return NULL;
  return g_steal_pointer (&found);
}

/* A clock that was set back makes nothing fresh for years. */
static gboolean
is_fresh (Lookup *lookup)
{
  const gint64 now = get_now (lookup->keeper);

  return lookup->known != NULL && lookup->known->fetched <= now
         && now - lookup->known->fetched < LINEUP_DETAILS_KEEPER_FRESH / G_USEC_PER_SEC;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Found) found = lineup_catalogue_read_finish (
      LINEUP_CATALOGUE (source), result, &error);

  if (found == NULL)
    {
      lineup_deadline_finish (lookup->deadline, &error);
      answer_callers (lookup, error);
      return;
    }
  if (lookup->ended)
    return;
  if (lookup->known == NULL)
    lookup->known = g_steal_pointer (&found->details);
  if (is_fresh (lookup) && !lookup->refresh)
    {
      answer_callers (lookup, NULL);
      return;
    }
  if (!lookup->keeper->enabled)
    {
      do_without_panel (
          lookup,
          g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_DISABLED, "The account is disabled"));
      return;
    }
  lineup_panel_provider_get_panel_async (lookup->keeper->provider,
                                         LINEUP_DETAILS_KEEPER_LIMIT,
                                         get_cancellable (lookup),
                                         on_panel,
                                         lookup);
  g_steal_pointer (&lookup);
}

static Lookup *
begin_lookup (LineupDetailsKeeper *self, LineupKind kind, gint64 id, const char *key)
{
  Lookup *lookup = g_new0 (Lookup, 1);
  Wanted *wanted = g_new0 (Wanted, 1);
  LineupDetails *unwritten = g_hash_table_lookup (self->unwritten, key);

  lookup->keeper = g_object_ref (self);
  lookup->kind = wanted->kind = kind;
  lookup->id = wanted->id = id;
  lookup->key = g_strdup (key);
  lookup->callers = g_ptr_array_new_with_free_func (g_object_unref);
  lookup->deadline = lineup_deadline_new (self->clock, NULL);
  /* Before the catalogue is read: it may be written meanwhile, too late for what is read. */
  lookup->known = unwritten != NULL ? lineup_details_ref (unwritten) : NULL;
  lineup_deadline_set (
      lookup->deadline, LINEUP_DETAILS_KEEPER_LIMIT, "The panel did not give the details in time");
  g_hash_table_insert (self->lookups, g_strdup (key), lookup);
  lineup_catalogue_read_async (self->catalogue,
                               find,
                               wanted,
                               g_free,
                               (GDestroyNotify)found_free,
                               get_cancellable (lookup),
                               on_found,
                               lookup);
  return lookup;
}

static gboolean
on_gone (GCancellable *cancellable, gpointer user_data)
{
  Lookup *lookup = user_data;
  g_autoptr (GTask) caller = NULL;

  for (guint i = 0; caller == NULL && i < lookup->callers->len; i++)
    {
      if (g_task_get_cancellable (lookup->callers->pdata[i]) == cancellable)
        caller = g_ptr_array_steal_index (lookup->callers, i);
    }
  g_task_return_error_if_cancelled (caller);
  if (lookup->callers->len > 0)
    return G_SOURCE_REMOVE;
  end (lookup);
  g_cancellable_cancel (get_cancellable (lookup));
  return G_SOURCE_REMOVE;
}

/* Takes the task over. */
static void
add_caller (Lookup *lookup, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_ptr_array_add (lookup->callers, task);
  if (cancellable != NULL)
    {
      GSource *watch = g_cancellable_source_new (cancellable);

      g_source_set_callback (watch, G_SOURCE_FUNC (on_gone), lookup, NULL);
      g_source_attach (watch, NULL);
      g_task_set_task_data (task, watch, destroy_watch);
    }
}

void
lineup_details_keeper_get_async (LineupDetailsKeeper *self,
                                 LineupKind kind,
                                 gint64 id,
                                 gboolean refresh,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = make_key (kind, id);
  Lookup *lookup = NULL;

  g_return_if_fail (LINEUP_IS_DETAILS_KEEPER (self));
  g_return_if_fail (kind != LINEUP_KIND_CHANNELS);

  g_task_set_source_tag (task, lineup_details_keeper_get_async);
  if (self->stopped)
    {
      g_task_return_new_error (
          task, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN, "No details are asked for any more");
      return;
    }
  lookup = g_hash_table_lookup (self->lookups, key);
  if (lookup == NULL)
    lookup = begin_lookup (self, kind, id, key);
  lookup->refresh = lookup->refresh || refresh;
  add_caller (lookup, g_steal_pointer (&task));
}

gboolean
lineup_details_keeper_get_finish (LineupDetailsKeeper *self,
                                  GAsyncResult *result,
                                  LineupDetails **details,
                                  GError **error)
{
  GError *own_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *details = g_task_propagate_pointer (G_TASK (result), &own_error);
  if (own_error == NULL)
    return TRUE;
  g_propagate_error (error, own_error);
  return FALSE;
}

LineupDetails *
lineup_details_keeper_peek (LineupDetailsKeeper *self, LineupKind kind, gint64 id)
{
  g_autofree char *key = make_key (kind, id);

  g_return_val_if_fail (LINEUP_IS_DETAILS_KEEPER (self), NULL);

  return g_hash_table_lookup (self->unwritten, key);
}

const LineupEpisode *
lineup_details_keeper_peek_episode (LineupDetailsKeeper *self, gint64 id, gint64 *series)
{
  const LineupEpisode *episode = NULL;
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer details = NULL;

  g_return_val_if_fail (LINEUP_IS_DETAILS_KEEPER (self), NULL);

  g_hash_table_iter_init (&iter, self->unwritten);
  while (episode == NULL && g_hash_table_iter_next (&iter, &key, &details))
    episode = lineup_details_find_episode (details, id);
  if (episode != NULL)
    *series = get_key_id (key);
  return episode;
}

void
lineup_details_keeper_cancel (LineupDetailsKeeper *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GList) lookups = NULL;

  g_return_if_fail (LINEUP_IS_DETAILS_KEEPER (self));

  error = g_error_new_literal (
      LINEUP_ERROR, LINEUP_ERROR_CANCELLED, "The details are not asked for any more");
  lookups = g_hash_table_get_values (self->lookups);
  for (GList *item = lookups; item != NULL; item = item->next)
    {
      Lookup *lookup = item->data;

      answer_callers (lookup, error);
      g_cancellable_cancel (get_cancellable (lookup));
    }
}

void
lineup_details_keeper_stop (LineupDetailsKeeper *self)
{
  g_return_if_fail (LINEUP_IS_DETAILS_KEEPER (self));

  self->stopped = TRUE;
  lineup_details_keeper_cancel (self);
}
