/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-programme-search-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-call.h"
#include "lineup-error.h"
#include "lineup-gate.h"
#include "lineup-programme-hits.h"
#include "lineup-reply.h"

/* Who searches, and by which clock. */
typedef struct
{
  GObject *target;    /* (owned): a subscription, or a roster of them */
  LineupClock *clock; /* (owned) */
} Searcher;

static void
searcher_free (gpointer data, GClosure *closure)
{
  Searcher *self = data;

  g_object_unref (self->target);
  g_object_unref (self->clock);
  g_free (self);
}

/* One guide, or all of them while they are searched. */
typedef struct
{
  GObject *target;             /* (owned) */
  LineupProgrammeQuery *query; /* (owned) */
  LineupCall *call;            /* (owned) (nullable): once it is its turn */
  GPtrArray *hits;             /* (owned) (element-type GVariant): that were found so far */
  guint n_left;                /* guides that are searched */
  guint n_answers;
  GError *error; /* (owned) (nullable): of the first one that could not be */
} Search;

static void
search_free (Search *self)
{
  g_object_unref (self->target);
  lineup_programme_query_unref (self->query);
  g_ptr_array_unref (self->hits);
  g_clear_error (&self->error);
  g_free (self);
}

static void
variant_free (gpointer variant)
{
  g_variant_unref (variant);
}

/* Receives a call, or answers it that what it asks for can't be. */
static Search *
receive (const Searcher *searcher, LineupCall *call, const char *text, GVariant *options)
{
  GError *error = NULL;
  LineupProgrammeQuery *query = lineup_programme_query_new (
      text, options, lineup_clock_get_seconds (searcher->clock), &error);
  Search *self = NULL;

  if (query == NULL)
    {
      lineup_call_return_error (call, error);
      return NULL;
    }
  if (query->replaces != NULL)
    {
      g_autofree char *word = g_strconcat ("SearchProgrammes ", query->replaces, NULL);

      lineup_call_replace (call, word);
    }
  self = g_new0 (Search, 1);
  self->target = g_object_ref (searcher->target);
  self->query = query;
  self->hits = g_ptr_array_new_with_free_func (variant_free);
  return self;
}

static void
queue (LineupCall *call, LineupCallFunc func, Search *self)
{
  if (self != NULL)
    lineup_call_queue (call, LINEUP_LANE_READING, func, self, (GDestroyNotify)search_free);
}

/* One guide */

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) list = lineup_programme_hits_find_finish (
      LINEUP_SUBSCRIPTION (source), result, &error);

  if (list != NULL)
    lineup_call_return_value (call, g_variant_new ("(@aa{sv})", list));
  else
    lineup_call_return_error (call, error);
}

static void
begin (LineupCall *call, gpointer user_data)
{
  Search *self = user_data;

  lineup_programme_hits_find_async (LINEUP_SUBSCRIPTION (self->target),
                                    self->query,
                                    lineup_call_get_cancellable (call),
                                    on_found,
                                    call);
  search_free (self);
}

static gboolean
on_search_programmes (LineupDBusGuide *interface,
                      GDBusMethodInvocation *invocation,
                      const char *text,
                      GVariant *options,
                      Searcher *searcher)
{
  LineupCall *call = lineup_gate_receive (invocation);

  queue (call, begin, receive (searcher, call, text, options));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gpointer
searcher_new (gpointer target, LineupClock *clock)
{
  Searcher *self = g_new0 (Searcher, 1);

  self->target = g_object_ref (target);
  self->clock = g_object_ref (clock);
  return self;
}

void
lineup_programme_search_adaptor_attach (LineupDBusGuide *interface,
                                        LineupSubscription *subscription,
                                        LineupClock *clock)
{
  g_signal_connect_data (interface,
                         "handle-search-programmes",
                         G_CALLBACK (on_search_programmes),
                         searcher_new (subscription, clock),
                         searcher_free,
                         0);
}

/* All guides: the soonest of all come first. */

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  guint64 start = 0;
  guint64 other = 0;

  g_variant_lookup (*(GVariant *const *)a, "start", "t", &start);
  g_variant_lookup (*(GVariant *const *)b, "start", "t", &other);
  return (start > other) - (start < other);
}

static void
answer (Search *owned_self)
{
  LineupCall *call = owned_self->call;
  LineupReply reply;

  /* What one guide keeps to itself is no reason to hide what others have. */
  if (owned_self->error != NULL
      && (owned_self->n_answers == 0 || lineup_error_is_cancelled (owned_self->error)))
    lineup_call_return_error (call, g_steal_pointer (&owned_self->error));
  else
    {
      g_ptr_array_sort (owned_self->hits, compare_starts);
      lineup_reply_init (&reply);
      for (guint i = 0; i < MIN (owned_self->hits->len, owned_self->query->limit); i++)
        lineup_reply_add (&reply, owned_self->hits->pdata[i]);
      lineup_call_return_value (call, g_variant_new ("(@aa{sv})", lineup_reply_end (&reply)));
    }
  search_free (owned_self);
}

static void
end_one (Search *self)
{
  if (--self->n_left == 0)
    answer (self);
}

static void
on_one_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) list = lineup_programme_hits_find_finish (
      LINEUP_SUBSCRIPTION (source), result, &error);

  if (list == NULL && self->error == NULL)
    self->error = g_steal_pointer (&error);
  self->n_answers += list != NULL;
  for (gsize i = 0; list != NULL && i < g_variant_n_children (list); i++)
    g_ptr_array_add (self->hits, g_variant_get_child_value (list, i));
  end_one (self);
}

static gboolean
is_asked_for (const Search *self, LineupSubscription *subscription)
{
  LineupAccount *account = lineup_subscription_get_account (subscription);

  return self->query->accounts == NULL
         || g_strv_contains (self->query->accounts, lineup_account_get_id (account));
}

static void
begin_all (LineupCall *call, gpointer user_data)
{
  Search *self = user_data;
  g_autoptr (GList) subscriptions = lineup_roster_get_subscriptions (LINEUP_ROSTER (self->target));

  self->call = call;
  self->n_left = 1;
  for (GList *link = subscriptions; link != NULL; link = link->next)
    {
      if (!is_asked_for (self, link->data))
        continue;
      self->n_left++;
      lineup_programme_hits_find_async (
          link->data, self->query, lineup_call_get_cancellable (call), on_one_found, self);
    }
  end_one (self);
}

static gboolean
on_search_all (LineupDBusManager *interface,
               GDBusMethodInvocation *invocation,
               const char *text,
               GVariant *options,
               Searcher *searcher)
{
  LineupCall *call = lineup_gate_receive (invocation);
  Search *self = receive (searcher, call, text, options);

  if (self != NULL)
    {
      lineup_programme_query_widen (self->query);
      self->query->tells_account = TRUE;
    }
  queue (call, begin_all, self);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
lineup_programme_search_adaptor_attach_all (LineupDBusManager *interface,
                                            LineupRoster *roster,
                                            LineupClock *clock)
{
  g_signal_connect_data (interface,
                         "handle-search-programmes",
                         G_CALLBACK (on_search_all),
                         searcher_new (roster, clock),
                         searcher_free,
                         0);
}
