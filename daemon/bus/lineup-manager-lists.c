/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-manager-lists.h"

#include "lineup-arguments.h"
#include "lineup-gate.h"
#include "lineup-gathering.h"
#include "lineup-library-lines.h"
#include "lineup-new-items.h"
#include "lineup-reply.h"
#include "lineup-variants.h"

static void
variant_free (gpointer variant)
{
  g_variant_unref (variant);
}

/* All accounts' lines: the last ones come first, of one moment those of one account together. */

typedef struct
{
  GVariant *line; /* (owned) */
  guint64 when;   /* Unix seconds */
  guint place;    /* among all lines as they came */
} Line;

static void
line_clear (gpointer data)
{
  Line *self = data;

  g_variant_unref (self->line);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *line = a;
  const Line *other = b;

  if (line->when != other->when)
    return line->when > other->when ? -1 : 1;
  return line->place < other->place ? -1 : line->place > other->place;
}

static void
add_lines (GArray *lines, GVariant *list)
{
  const gsize n_lines = g_variant_n_children (list);

  for (gsize i = 0; i < n_lines; i++)
    {
      Line line = { .line = g_variant_get_child_value (list, i), .place = lines->len };

      g_variant_lookup (line.line, "when", "t", &line.when);
      g_array_append_val (lines, line);
    }
}

static GVariant *
merge (GPtrArray *lists, guint limit)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  LineupReply reply;

  g_array_set_clear_func (lines, line_clear);
  for (guint i = 0; i < lists->len; i++)
    add_lines (lines, lists->pdata[i]);
  g_array_sort (lines, compare_lines);
  lineup_reply_init (&reply);
  for (guint i = 0; i < MIN (lines->len, limit); i++)
    {
      if (!lineup_reply_add (&reply, g_array_index (lines, Line, i).line))
        break;
    }
  return g_variant_new ("(@aa{sv})", lineup_reply_end (&reply));
}

/* What was said */

static void
begin_lines (LineupSubscription *subscription,
             gpointer query,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  lineup_library_lines_read_async (subscription, query, cancellable, callback, user_data);
}

static gpointer
finish_lines (LineupSubscription *subscription, GAsyncResult *result, GError **error)
{
  return lineup_library_lines_read_finish (subscription, result, error);
}

static GVariant *
answer_lines (GPtrArray *lists, gpointer query, GError **error)
{
  const LineupLibraryLines *lines = query;

  return merge (lists, lines->limit);
}

static const LineupGatheringParts lines_parts = {
  .begin = begin_lines,
  .finish = finish_lines,
  .free_part = variant_free,
  .answer = answer_lines,
  .free_query = g_free,
};

static gboolean
list (GDBusMethodInvocation *owned_invocation,
      LineupLibraryListing listing,
      GVariant *options,
      LineupRoster *roster)
{
  LineupCall *call = lineup_gate_receive (owned_invocation);
  LineupLibraryLines lines = { .listing = listing, .tells_account = TRUE };
  g_auto (GStrv) accounts = NULL;
  GError *error = NULL;

  if (lineup_library_lines_parse (&lines, options, &error)
      && lineup_arguments_parse_accounts (options, &accounts, &error))
    lineup_gathering_queue (call,
                            roster,
                            (const char *const *)accounts,
                            &lines_parts,
                            g_memdup2 (&lines, sizeof lines));
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_list_continue (LineupDBusManager *interface,
                  GDBusMethodInvocation *invocation,
                  GVariant *options,
                  LineupRoster *roster)
{
  return list (invocation, LINEUP_LIBRARY_CONTINUE, options, roster);
}

static gboolean
on_list_favourites (LineupDBusManager *interface,
                    GDBusMethodInvocation *invocation,
                    GVariant *options,
                    LineupRoster *roster)
{
  return list (invocation, LINEUP_LIBRARY_LATEST_FAVOURITES, options, roster);
}

static gboolean
on_list_history (LineupDBusManager *interface,
                 GDBusMethodInvocation *invocation,
                 GVariant *options,
                 LineupRoster *roster)
{
  return list (invocation, LINEUP_LIBRARY_HISTORY, options, roster);
}

/* What is new */

typedef struct
{
  guint kinds; /* bits */
  guint limit;
} News;

/* What is new in one account, while it is read. */
typedef struct
{
  News news;
  char *account; /* (owned): its id */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->account);
  g_free (self);
}

typedef struct
{
  const Reading *reading; /* (unowned) */
  LineupReader *reader;   /* (unowned) */
  LineupReply *reply;     /* (unowned) */
} Run;

static gboolean
add_new_item (LineupKind kind, const LineupItem *item, gint64 when, gpointer user_data)
{
  const Run *run = user_data;
  g_autoptr (GVariant) plain = g_variant_ref_sink (
      lineup_variants_from_item (kind, item, NULL, run->reply->max_text));
  GVariantDict dict;

  g_variant_dict_init (&dict, plain);
  g_variant_dict_insert (&dict, "account", "s", run->reading->account);
  g_variant_dict_insert (&dict, "when", "t", (guint64)when);
  return lineup_reply_add (run->reply, g_variant_dict_end (&dict));
}

static gboolean
add_new_items (LineupReply *reply, gpointer user_data, GError **error)
{
  Run *run = user_data;
  const News *news = &run->reading->news;

  run->reply = reply;
  return lineup_new_items_read (run->reader, news->kinds, news->limit, add_new_item, run, error);
}

static gpointer
read_news (LineupReader *reader, gpointer user_data, GError **error)
{
  Run run = { .reading = user_data, .reader = reader };
  GVariant *items = lineup_reply_make_all (add_new_items, &run, error);

  return items != NULL ? g_variant_ref_sink (items) : NULL;
}

static void
on_news (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GVariant *items = lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);

  if (items != NULL)
    g_task_return_pointer (task, items, variant_free);
  else
    g_task_return_error (task, error);
}

static void
begin_news (LineupSubscription *subscription,
            gpointer query,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (subscription, cancellable, callback, user_data);
  LineupAccount *account = lineup_subscription_get_account (subscription);
  Reading *reading = g_new0 (Reading, 1);

  reading->news = *(const News *)query;
  reading->account = g_strdup (lineup_account_get_id (account));
  g_task_set_source_tag (task, begin_news);
  lineup_catalogue_read_async (lineup_subscription_get_catalogue (subscription),
                               read_news,
                               reading,
                               reading_free,
                               variant_free,
                               cancellable,
                               on_news,
                               task);
}

static gpointer
finish_news (LineupSubscription *subscription, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GVariant *
answer_news (GPtrArray *lists, gpointer query, GError **error)
{
  const News *news = query;

  return merge (lists, news->limit);
}

static const LineupGatheringParts news_parts = {
  .begin = begin_news,
  .finish = finish_news,
  .free_part = variant_free,
  .answer = answer_news,
  .free_query = g_free,
};

static gboolean
on_list_new (LineupDBusManager *interface,
             GDBusMethodInvocation *invocation,
             GVariant *options,
             LineupRoster *roster)
{
  LineupCall *call = lineup_gate_receive (invocation);
  News news = { 0 };
  g_auto (GStrv) accounts = NULL;
  GError *error = NULL;

  if (lineup_arguments_parse_new_options (options, &news.kinds, &news.limit, &error)
      && lineup_arguments_parse_accounts (options, &accounts, &error))
    lineup_gathering_queue (
        call, roster, (const char *const *)accounts, &news_parts, g_memdup2 (&news, sizeof news));
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
lineup_manager_lists_attach (LineupDBusManager *interface, LineupRoster *roster)
{
  g_signal_connect_object (
      interface, "handle-list-continue", G_CALLBACK (on_list_continue), roster, 0);
  g_signal_connect_object (
      interface, "handle-list-favourites", G_CALLBACK (on_list_favourites), roster, 0);
  g_signal_connect_object (
      interface, "handle-list-history", G_CALLBACK (on_list_history), roster, 0);
  g_signal_connect_object (interface, "handle-list-new", G_CALLBACK (on_list_new), roster, 0);
}
