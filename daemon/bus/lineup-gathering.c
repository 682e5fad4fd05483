/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-gathering.h"

#include "lineup-error.h"

/* A call, while accounts are read for it. */
typedef struct
{
  LineupRoster *roster;              /* (owned) */
  char **accounts;                   /* (owned) (nullable): ids of those that are asked */
  const LineupGatheringParts *parts; /* (unowned) */
  gpointer query;                    /* (owned) */
  LineupCall *call;                  /* (owned) (nullable): once it is its turn */
  GPtrArray *answers;                /* (owned) (nullable elements): by the account's place */
  guint n_left;                      /* accounts that are read */
  guint n_answers;
  GError *error; /* (owned) (nullable): of the first one that could not be */
} Gathering;

/* One account of them. */
typedef struct
{
  Gathering *gathering; /* (unowned): waits for it */
  guint place;
} Part;

/* There is none where it failed. */
static void
drop_missing (GPtrArray *answers)
{
  for (guint i = 0; i < answers->len;)
    {
      if (answers->pdata[i] != NULL)
        i++;
      else
        g_ptr_array_remove_index (answers, i);
    }
}

static void
free_answers (Gathering *self)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      if (self->answers->pdata[i] != NULL)
        self->parts->free_part (self->answers->pdata[i]);
    }
  g_ptr_array_unref (self->answers);
}

static void
gathering_free (gpointer data)
{
  Gathering *self = data;

  g_object_unref (self->roster);
  g_strfreev (self->accounts);
  if (self->answers != NULL)
    free_answers (self);
  g_clear_error (&self->error);
  self->parts->free_query (self->query);
  g_free (self);
}

static void
end_one (Gathering *self)
{
  LineupCall *call = self->call;

  if (--self->n_left > 0)
    return;
  /* What one account keeps to itself is no reason to hide what others have. */
  if (self->error != NULL && (self->n_answers == 0 || lineup_error_is_cancelled (self->error)))
    lineup_call_return_error (call, g_steal_pointer (&self->error));
  else
    {
      GError *error = NULL;
      GVariant *reply = NULL;

      drop_missing (self->answers);
      reply = self->parts->answer (self->answers, self->query, &error);
      if (reply != NULL)
        lineup_call_return_value (call, reply);
      else
        lineup_call_return_error (call, error);
    }
  gathering_free (self);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Part *part = user_data;
  Gathering *self = part->gathering;
  g_autoptr (GError) error = NULL;
  gpointer answer = self->parts->finish (LINEUP_SUBSCRIPTION (source), result, &error);

  if (answer == NULL && (self->error == NULL || lineup_error_is_cancelled (error)))
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
    }
  self->n_answers += answer != NULL;
  self->answers->pdata[part->place] = answer;
  end_one (self);
}

static const char *
get_id (gconstpointer subscription)
{
  return lineup_account_get_id (
      lineup_subscription_get_account ((LineupSubscription *)(gpointer)subscription));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (get_id (a), get_id (b));
}

static gboolean
is_asked (const Gathering *self, gconstpointer subscription)
{
  return self->accounts == NULL
         || g_strv_contains ((const char *const *)self->accounts, get_id (subscription));
}

static void
begin (LineupCall *call, gpointer user_data)
{
  Gathering *self = user_data;
  g_autoptr (GList) subscriptions = g_list_sort (lineup_roster_get_subscriptions (self->roster),
                                                 compare_ids);

  self->call = call;
  self->answers = g_ptr_array_new ();
  /* A reading more is open until all are begun. */
  self->n_left = 1;
  for (GList *link = subscriptions; link != NULL; link = link->next)
    {
      Part *part = NULL;

      if (!is_asked (self, link->data))
        continue;
      part = g_new0 (Part, 1);
      part->gathering = self;
      part->place = self->answers->len;
      g_ptr_array_add (self->answers, NULL);
      self->n_left++;
      self->parts->begin (
          link->data, self->query, lineup_call_get_cancellable (call), on_read, part);
    }
  end_one (self);
}

void
lineup_gathering_queue (LineupCall *call,
                        LineupRoster *roster,
                        const char *const *accounts,
                        const LineupGatheringParts *parts,
                        gpointer query)
{
  Gathering *self = g_new0 (Gathering, 1);

  self->roster = g_object_ref (roster);
  self->accounts = g_strdupv ((char **)accounts);
  self->parts = parts;
  self->query = query;
  lineup_call_queue (call, LINEUP_LANE_READING, begin, self, gathering_free);
}
