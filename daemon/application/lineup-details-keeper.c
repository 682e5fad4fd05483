/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-keeper.h"

#include "lineup-deadline.h"
#include "lineup-error.h"
#include "lineup-log.h"
#include "lineup-reader.h"

#include <string.h>

struct _LineupDetailsKeeper
{
  GObject parent_instance;

  char *account;                  /* (owned) */
  LineupSourceProvider *provider; /* (unowned) */
  LineupCatalogue *catalogue;     /* (owned) */
  LineupClock *clock;             /* (owned) */
  GHashTable *lookups; /* (owned) (element-type utf8 Lookup): those for which somebody waits */
  gboolean enabled;
  gboolean stopped;
};

enum
{
  PROP_ENABLED = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static guint stored_signal;

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

  stored_signal = g_signal_new ("stored",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_UINT);
}

static void
lineup_details_keeper_init (LineupDetailsKeeper *self)
{
  self->lookups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

LineupDetailsKeeper *
lineup_details_keeper_new (const char *account,
                           LineupSourceProvider *provider,
                           LineupCatalogue *catalogue,
                           LineupHosts *hosts)
{
  LineupDetailsKeeper *self = g_object_new (LINEUP_TYPE_DETAILS_KEEPER, NULL);

  self->account = g_strdup (account);
  self->provider = provider;
  self->catalogue = g_object_ref (catalogue);
  self->clock = g_object_ref (lineup_hosts_get_clock (hosts));
  return self;
}

/* Returns what an item is called in the hash table. */
static char *
make_key (LineupKind kind, gint64 id)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, lineup_kind_to_string (kind), id);
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
  gboolean is_fetched;      /* and is stored, be it for nobody */
  GPtrArray *callers;       /* (owned) (element-type GTask) */
  LineupDeadline *deadline; /* (owned) */
  LineupDetails *known;     /* (owned) (nullable): the newest that is known */
  guint64 version;          /* of the item, when it was looked for */
  char *name;               /* (owned) (nullable): of the item then */
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  lineup_deadline_finish (lookup->deadline, NULL);
  g_clear_object (&lookup->deadline);
  g_clear_pointer (&lookup->callers, g_ptr_array_unref);
  g_clear_pointer (&lookup->known, lineup_details_unref);
  g_clear_object (&lookup->keeper);
  g_free (lookup->name);
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

/* What a caller gets. */
typedef struct
{
  LineupDetails *details; /* (owned) (nullable) */
  GError *reason;         /* (owned) (nullable): why the panel had no news */
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->details, lineup_details_unref);
  g_clear_error (&answer->reason);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static Answer *
answer_new (const Lookup *lookup, const GError *reason)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->details = lookup->known != NULL ? lineup_details_ref (lookup->known) : NULL;
  answer->reason = reason != NULL ? g_error_copy (reason) : NULL;
  return answer;
}

/* Tells when somebody who waits has gone. */
static void
destroy_watch (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
fail_callers (Lookup *lookup, const GError *error)
{
  if (lookup->ended)
    return;
  end (lookup);
  for (guint i = 0; i < lookup->callers->len; i++)
    {
      GTask *caller = lookup->callers->pdata[i];

      g_task_set_task_data (caller, NULL, NULL);
      g_task_return_error (caller, g_error_copy (error));
    }
}

/* @reason is why there is no news, %NULL if there is. */
static void
answer_callers (Lookup *lookup, const GError *reason)
{
  if (lookup->ended)
    return;
  end (lookup);
  for (guint i = 0; i < lookup->callers->len; i++)
    {
      GTask *caller = lookup->callers->pdata[i];

      g_task_set_task_data (caller, NULL, NULL);
      g_task_return_pointer (caller, answer_new (lookup, reason), (GDestroyNotify)answer_free);
    }
}

/* Whether the panel, or the way to it, is to blame, so that the list has to do. All else is for a
 * person to set right: certificates, credentials. */
static gboolean
is_of_the_panel (const GError *error)
{
  const LineupError codes[] = {
    LINEUP_ERROR_OFFLINE, LINEUP_ERROR_TIMEOUT,      LINEUP_ERROR_DISABLED,
    LINEUP_ERROR_SERVER,  LINEUP_ERROR_RATE_LIMITED, LINEUP_ERROR_MALFORMED_DATA,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_error_matches (error, LINEUP_ERROR, codes[i]))
        return TRUE;
    }
  return FALSE;
}

static GError *
make_nothing_said (void)
{
  return g_error_new_literal (
      LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "The panel has nothing to say of this item");
}

/* The panel gave nothing: what is known has to do, however old it is, be it of the list alone. */
static void
do_without_panel (Lookup *lookup, GError *error)
{
  const LineupLogContext context = { .account = lookup->keeper->account };
  g_autoptr (GError) reason = error;

  lineup_deadline_finish (lookup->deadline, &reason);
  if (lookup->ended)
    return;
  lineup_log (G_LOG_LEVEL_INFO, &context, reason, "the panel gave no details");
  if ((lookup->known != NULL && !lineup_details_are_empty (lookup->known))
      || is_of_the_panel (reason))
    answer_callers (lookup, reason);
  else
    fail_callers (lookup, reason);
}

/* Asking the panel. */

static gint64
get_now (LineupDetailsKeeper *self)
{
  return lineup_clock_get_seconds (self->clock);
}

/* Fills in what the answer alone does not tell. An answer that says nothing, of which real panels
 * have many reasons, is no news: what was known stays. */
static void
complete (Lookup *lookup, LineupDetails *details)
{
  gboolean is_no_news = lineup_details_are_empty (details);

  details->fetched = get_now (lookup->keeper);
  details->version = lookup->version;
  details->item.name = lineup_details_keep (details, lookup->name);
  if (lookup->known != NULL)
    is_no_news = lineup_details_complement (details, lookup->known);
  if (!is_no_news)
    return;
  details->asked = details->fetched;
  details->asked_version = lookup->version;
}

/* A full disk is nothing to bother a caller with, who gets the details all the same, as when the
 * time is up before they can be stored. */
static void
on_stored (GObject *catalogue, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  const LineupLogContext context = { .account = lookup->keeper->account };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) nothing_said = NULL;

  if (lineup_catalogue_put_details_finish (LINEUP_CATALOGUE (catalogue), result, &error))
    g_signal_emit (lookup->keeper, stored_signal, 0, lookup->kind);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "details can't be stored");
  if (lookup->known->asked != 0)
    nothing_said = make_nothing_said ();
  answer_callers (lookup, nothing_said);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  g_autoptr (GError) error = NULL;
  LineupDetails *details = lineup_source_fetch_details_finish (
      LINEUP_SOURCE (source), result, &error);

  if (details == NULL)
    {
      do_without_panel (lookup, g_steal_pointer (&error));
      return;
    }
  complete (lookup, details);
  g_clear_pointer (&lookup->known, lineup_details_unref);
  lookup->known = details;
  /* The catalogue may be another account's by now. */
  if (lookup->ended)
    return;
  lookup->is_fetched = TRUE;
  lineup_catalogue_put_details_async (lookup->keeper->catalogue,
                                      lookup->kind,
                                      lookup->id,
                                      details,
                                      get_cancellable (lookup),
                                      on_stored,
                                      lookup);
  g_steal_pointer (&lookup);
}

/* What the list says is all that there is. */
static void
answer_without_details (Lookup *lookup)
{
  g_autoptr (GError) nothing_said = make_nothing_said ();

  answer_callers (lookup, nothing_said);
}

static void
on_source (GObject *provider, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Lookup) lookup = user_data;
  GCancellable *cancellable = get_cancellable (lookup);
  GError *error = NULL;
  g_autoptr (LineupSource) source = lineup_source_provider_get_source_finish (
      LINEUP_SOURCE_PROVIDER (provider), result, &error);

  if (source == NULL)
    {
      do_without_panel (lookup, error);
      return;
    }
  if (!lineup_source_can (source, LINEUP_SOURCE_TELLS_DETAILS))
    {
      answer_without_details (lookup);
      return;
    }
  lineup_source_fetch_details_async (
      source, lookup->kind, lookup->id, cancellable, on_fetched, lookup);
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
  guint64 version;        /* of the item */
  char *name;             /* (owned): of the item */
} Found;

static void
found_free (Found *found)
{
  g_clear_pointer (&found->details, lineup_details_unref);
  g_free (found->name);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

/* Another film's details are none of this one. */
static void
take_item (const LineupItem *item, gpointer user_data)
{
  Found *found = user_data;

  found->version = item->version;
  found->name = g_strdup (item->name);
  if (found->details != NULL && !lineup_details_tell_of (found->details, item))
    g_clear_pointer (&found->details, lineup_details_unref);
}

static gpointer
find (LineupReader *reader, gpointer user_data, GError **error)
{
  const Wanted *wanted = user_data;
  g_autoptr (Found) found = g_new0 (Found, 1);

  if (!lineup_reader_get_details (reader, wanted->kind, wanted->id, &found->details, error)
      || !lineup_reader_get_item (reader, wanted->kind, wanted->id, take_item, found, error))
    return NULL;
  return g_steal_pointer (&found);
}

/* A clock that was set back makes nothing fresh for years. */
static gboolean
is_recent (Lookup *lookup, gint64 time, gint64 span)
{
  const gint64 now = get_now (lookup->keeper);

  return time <= now && now - time < span / G_USEC_PER_SEC;
}

/* Whether the panel need not be asked. Who asks when a sync has changed the item gets an answer of
 * the panel's to that. */
static gboolean
is_fresh (Lookup *lookup)
{
  const LineupDetails *known = lookup->known;

  if (known == NULL)
    return FALSE;
  if (known->asked != 0)
    return known->asked_version == lookup->version
           && is_recent (lookup, known->asked, LINEUP_DETAILS_KEEPER_PATIENCE);
  return known->version == lookup->version
         && is_recent (lookup, known->fetched, LINEUP_DETAILS_KEEPER_FRESH);
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
      fail_callers (lookup, error);
      return;
    }
  if (lookup->ended)
    return;
  lookup->known = g_steal_pointer (&found->details);
  lookup->version = found->version;
  lookup->name = g_steal_pointer (&found->name);
  if (is_fresh (lookup) && !lookup->refresh)
    {
      if (lookup->known->asked != 0)
        error = make_nothing_said ();
      answer_callers (lookup, error);
      return;
    }
  if (!lookup->keeper->enabled)
    {
      do_without_panel (
          lookup,
          g_error_new_literal (LINEUP_ERROR, LINEUP_ERROR_DISABLED, "The account is disabled"));
      return;
    }
  lineup_source_provider_get_source_async (lookup->keeper->provider,
                                           LINEUP_DETAILS_KEEPER_LIMIT,
                                           get_cancellable (lookup),
                                           on_source,
                                           lookup);
  g_steal_pointer (&lookup);
}

static Lookup *
begin_lookup (LineupDetailsKeeper *self, LineupKind kind, gint64 id, const char *key)
{
  Lookup *lookup = g_new0 (Lookup, 1);
  Wanted *wanted = g_new0 (Wanted, 1);

  lookup->keeper = g_object_ref (self);
  lookup->kind = wanted->kind = kind;
  lookup->id = wanted->id = id;
  lookup->key = g_strdup (key);
  lookup->callers = g_ptr_array_new_with_free_func (g_object_unref);
  lookup->deadline = lineup_deadline_new (self->clock, NULL);
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
  if (!lookup->is_fetched)
    g_cancellable_cancel (get_cancellable (lookup));
  return G_SOURCE_REMOVE;
}

static void
add_caller (Lookup *lookup, GTask *owned_task)
{
  GCancellable *cancellable = g_task_get_cancellable (owned_task);

  g_ptr_array_add (lookup->callers, owned_task);
  if (cancellable != NULL)
    {
      GSource *watch = g_cancellable_source_new (cancellable);

      g_source_set_callback (watch, G_SOURCE_FUNC (on_gone), lookup, NULL);
      g_source_attach (watch, NULL);
      g_task_set_task_data (owned_task, watch, destroy_watch);
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
  g_autoptr (GTask) task = NULL;
  g_autofree char *key = make_key (kind, id);
  Lookup *lookup = NULL;

  g_return_if_fail (LINEUP_IS_DETAILS_KEEPER (self));
  g_return_if_fail (kind != LINEUP_KIND_CHANNELS);

  task = g_task_new (self, cancellable, callback, user_data);
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
                                  GError **reason,
                                  GError **error)
{
  g_autoptr (Answer) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return FALSE;
  *details = g_steal_pointer (&answer->details);
  *reason = g_steal_pointer (&answer->reason);
  return TRUE;
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

      fail_callers (lookup, error);
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
