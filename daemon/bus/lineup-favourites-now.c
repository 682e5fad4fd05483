/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-favourites-now.h"

#include "lineup-arguments.h"
#include "lineup-gate.h"
#include "lineup-gathering.h"
#include "lineup-guide-reader.h"
#include "lineup-library-list.h"
#include "lineup-lookup.h"
#include "lineup-reply.h"
#include "lineup-schedule-variants.h"

#include <string.h>

/* Channels, and programmes after what is on now, unless it is said how many. */
#define DEFAULT_LIMIT     100
#define DEFAULT_FOLLOWING 1
#define MAX_FOLLOWING     10

typedef struct
{
  LineupRoster *roster; /* (owned) */
  LineupClock *clock;   /* (owned) */
} Teller;

static void
teller_free (gpointer data, GClosure *closure)
{
  Teller *self = data;

  g_object_unref (self->roster);
  g_object_unref (self->clock);
  g_free (self);
}

/* What is asked for. */
typedef struct
{
  GVariant *options;   /* (owned): has the strings of the fields */
  const char **fields; /* (owned) (array zero-terminated=1) (nullable): wanted, %NULL for none */
  LineupGuideQuery query;
  guint limit; /* channels */
} Question;

static void
question_clear (gpointer data)
{
  Question *self = data;

  g_variant_unref (self->options);
  g_free (self->fields);
}

static void
question_unref (gpointer data)
{
  g_rc_box_release_full (data, question_clear);
}

static gboolean
parse (Question *self, GError **error)
{
  LineupGuideQuery *query = &self->query;

  if (!lineup_arguments_parse_fields (self->options, &self->fields, error)
      || !lineup_lookup_time (self->options, "at", &query->from, error)
      || !lineup_lookup_uint (self->options, "following", &query->following, error)
      || !lineup_lookup_uint (self->options, "limit", &self->limit, error)
      || !lineup_arguments_check_limit (self->limit, error))
    return FALSE;
  if (query->following > MAX_FOLLOWING)
    {
      g_set_error (error,
                   G_DBUS_ERROR,
                   G_DBUS_ERROR_INVALID_ARGS,
                   "At most %d programmes that follow are told",
                   MAX_FOLLOWING);
      return FALSE;
    }
  query->whole = lineup_schedule_variants_keep_known (self->fields);
  if (!query->whole)
    g_clear_pointer (&self->fields, g_free);
  query->from = MIN (query->from, LINEUP_PROGRAMME_MAX_START);
  return TRUE;
}

static Question *
question_new (GVariant *options, gint64 now, GError **error)
{
  Question *self = g_rc_box_new0 (Question);

  self->options = g_variant_ref (options);
  self->limit = DEFAULT_LIMIT;
  self->query.now = self->query.from = now;
  self->query.following = DEFAULT_FOLLOWING;
  self->query.max_bytes = LINEUP_REPLY_MAX_SIZE;
  if (parse (self, error))
    return self;
  question_unref (self);
  return NULL;
}

/* What one account has. */
typedef struct
{
  char *account;      /* (owned): its id */
  GVariant *channels; /* (owned) (nullable): once it is known, an `a(xa(xttsa{sv}))` */
  guint64 valid_until;
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_free (self->account);
  g_clear_pointer (&self->channels, g_variant_unref);
  g_free (self);
}

/* One account, while it is read. */
typedef struct
{
  Question *question;      /* (owned) */
  LineupLibraryList *list; /* (owned) (nullable): once it is known */
  GArray *items;           /* (owned) (element-type gint64): ids of channels */
  Part *part;              /* (owned) (nullable): until it is returned */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  question_unref (self->question);
  g_clear_pointer (&self->list, lineup_library_list_free);
  g_array_unref (self->items);
  g_clear_pointer (&self->part, part_free);
  g_free (self);
}

static gpointer
read_now (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Reading *self = user_data;
  LineupGuideQuery query = self->question->query;
  g_autoptr (LineupSchedule) schedule = NULL;

  query.items = (const gint64 *)(gpointer)self->items->data;
  query.n_items = self->items->len;
  schedule = lineup_guide_read_now (database, &query, error);
  if (schedule == NULL)
    return NULL;
  *generation = schedule->generation;
  self->part->channels = g_variant_ref_sink (
      lineup_schedule_variants_make_channels (schedule, self->question->fields));
  self->part->valid_until = (guint64)schedule->valid_until;
  return self->part;
}

static void
on_now (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_guide_read_finish (LINEUP_GUIDE (source), result, &error) != NULL)
    g_task_return_pointer (task, g_steal_pointer (&self->part), part_free);
  else
    g_task_return_error (task, error);
}

static gboolean
add_channel (const LineupLibraryHit *hit,
             const LineupItem *item,
             const LineupEpisode *episode,
             const LineupMark *mark,
             gpointer user_data)
{
  Reading *self = user_data;

  g_array_append_val (self->items, item->id);
  return TRUE;
}

static gpointer
read_channels (LineupReader *reader, gpointer user_data, GError **error)
{
  static const char *const no_fields[] = { NULL };
  Reading *self = user_data;

  g_array_set_size (self->items, 0);
  lineup_reader_set_fields (reader, no_fields);
  return lineup_library_list_read (
             self->list, reader, self->question->limit, add_channel, self, error)
             ? self
             : NULL;
}

static void
on_channels (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSubscription *subscription = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error) == NULL)
    g_task_return_error (task, error);
  else if (self->items->len == 0)
    g_task_return_pointer (task, g_steal_pointer (&self->part), part_free);
  else
    lineup_guide_read_async (lineup_subscription_get_guide (subscription),
                             read_now,
                             self,
                             NULL,
                             NULL,
                             cancellable,
                             on_now,
                             g_steal_pointer (&task));
}

static void
on_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSubscription *subscription = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupLibrary *library = LINEUP_LIBRARY (source);
  Reading *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!lineup_library_change_finish (library, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->list = lineup_library_list_new (LINEUP_LIBRARY_FAVOURITES,
                                        1U << LINEUP_KIND_CHANNELS,
                                        FALSE,
                                        lineup_library_get_shelf (library),
                                        lineup_library_get_marks (library));
  lineup_catalogue_read_async (lineup_subscription_get_catalogue (subscription),
                               read_channels,
                               self,
                               NULL,
                               NULL,
                               cancellable,
                               on_channels,
                               g_steal_pointer (&task));
}

static void
begin (LineupSubscription *subscription,
       gpointer query,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (subscription, cancellable, callback, user_data);
  LineupAccount *account = lineup_subscription_get_account (subscription);
  LineupLibrarian *librarian = lineup_subscription_get_librarian (subscription);
  Reading *self = g_new0 (Reading, 1);

  self->question = g_rc_box_acquire (query);
  self->items = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->part = g_new0 (Part, 1);
  self->part->account = g_strdup (lineup_account_get_id (account));
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, self, reading_free);
  lineup_library_open_async (lineup_librarian_get_library (librarian), cancellable, on_open, task);
}

static gpointer
finish (LineupSubscription *subscription, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* All accounts */

typedef struct
{
  GVariantBuilder builder;
  guint n_left; /* channels that there is room for */
  gsize n_bytes;
} Answer;

static void
add_part (Answer *self, const Part *part)
{
  const gsize n_channels = part->channels != NULL ? g_variant_n_children (part->channels) : 0;

  for (gsize i = 0; i < n_channels && self->n_left > 0; i++)
    {
      g_autoptr (GVariant) channel = g_variant_get_child_value (part->channels, i);
      g_autoptr (GVariant) id = g_variant_get_child_value (channel, 0);
      g_autoptr (GVariant) programmes = g_variant_get_child_value (channel, 1);

      self->n_bytes += g_variant_get_size (channel) + strlen (part->account);
      if (self->n_bytes > LINEUP_REPLY_MAX_SIZE)
        return;
      self->n_left--;
      g_variant_builder_add (&self->builder, "(s@x@a(xttsa{sv}))", part->account, id, programmes);
    }
}

static GVariant *
answer (GPtrArray *parts, gpointer query, GError **error)
{
  const Question *question = query;
  Answer self = { .n_left = question->limit };
  guint64 valid_until = 0;

  g_variant_builder_init (&self.builder, G_VARIANT_TYPE ("a(sxa(xttsa{sv}))"));
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];

      add_part (&self, part);
      if (part->valid_until != 0 && (valid_until == 0 || part->valid_until < valid_until))
        valid_until = part->valid_until;
    }
  return g_variant_new ("(a(sxa(xttsa{sv}))t)", &self.builder, valid_until);
}

static const LineupGatheringParts parts = {
  .begin = begin,
  .finish = finish,
  .free_part = part_free,
  .answer = answer,
  .free_query = question_unref,
};

static gboolean
on_list_now (LineupDBusManager *interface,
             GDBusMethodInvocation *invocation,
             GVariant *options,
             const Teller *teller)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_auto (GStrv) accounts = NULL;
  Question *question = NULL;
  GError *error = NULL;

  if (lineup_arguments_parse_accounts (options, &accounts, &error))
    question = question_new (options, lineup_clock_get_seconds (teller->clock), &error);
  if (question != NULL)
    lineup_gathering_queue (call, teller->roster, (const char *const *)accounts, &parts, question);
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
lineup_favourites_now_attach (LineupDBusManager *interface,
                              LineupRoster *roster,
                              LineupClock *clock)
{
  Teller *self = g_new0 (Teller, 1);

  self->roster = g_object_ref (roster);
  self->clock = g_object_ref (clock);
  g_signal_connect_data (
      interface, "handle-list-now", G_CALLBACK (on_list_now), self, teller_free, 0);
}
