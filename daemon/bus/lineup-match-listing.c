/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-match-listing.h"

#include "lineup-arguments.h"
#include "lineup-call-reading.h"
#include "lineup-channel-ids.h"
#include "lineup-dict-writer.h"
#include "lineup-listing.h"
#include "lineup-lookup.h"
#include "lineup-match-reader.h"
#include "lineup-reply.h"

/* Seconds of a minute. */
#define MINUTE 60

/* In the order of LineupMatchHow. */
static const char *const hows[] = { "none", "person", "id", "name", NULL };

/* A page on its way: the catalogue says which channels, the guide which they are. */
typedef struct
{
  LineupSubscription *subscription; /* (owned) */
  GVariant *filter;                 /* (owned): has the strings of what is below */
  LineupQuery query;                /* which channels, where the catalogue lists them */
  char *cursor;                     /* (owned): is the query's */
  GVariant *channels;               /* (owned) (nullable): which ones, where the caller says so */
  guint64 first;                    /* the page's place among those */
  int how;                          /* a LineupMatchHow, -1 for any */
  GArray *items;                    /* (owned) (element-type gint64): the page's channels */
  char *next;                       /* (owned) (nullable): cursor of the next page */
  LineupMatchPlan *choices;         /* (owned) (nullable): what a person has said */
  LineupReply *reply;               /* (unowned) (nullable): while it is made */
  LineupCall *call;                 /* (owned) (nullable): while the catalogue is read */
} Page;

static void
page_free (Page *self)
{
  g_object_unref (self->subscription);
  g_variant_unref (self->filter);
  g_free (self->cursor);
  g_clear_pointer (&self->channels, g_variant_unref);
  g_array_unref (self->items);
  g_free (self->next);
  g_clear_pointer (&self->choices, lineup_match_plan_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

/* The guide */

static void
add_match (const LineupMatch *match, gpointer user_data)
{
  const Page *self = user_data;
  LineupDictWriter writer;

  if ((self->how >= 0 && (guint)self->how != match->how) || match->how >= G_N_ELEMENTS (hows) - 1)
    return;
  lineup_dict_writer_init (&writer);
  lineup_dict_writer_add_int64 (&writer, "channel", match->item);
  lineup_dict_writer_add_string (&writer, "how", hows[match->how]);
  lineup_dict_writer_add_int (&writer, "shift", (gint32)(match->shift / MINUTE));
  if (match->source != NULL)
    lineup_dict_writer_add_string (&writer, "source", match->source);
  if (match->guide_channel != NULL)
    lineup_dict_writer_add_string (&writer, "guide-channel", match->guide_channel);
  lineup_reply_add (self->reply, lineup_dict_writer_end (&writer));
}

static gpointer
read_matches (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  Page *self = user_data;
  g_auto (LineupReply) reply = { 0 };

  lineup_reply_init (&reply);
  self->reply = &reply;
  if (!lineup_match_reader_list (database,
                                 (const gint64 *)(gpointer)self->items->data,
                                 self->items->len,
                                 self->choices,
                                 add_match,
                                 self,
                                 generation,
                                 error))
    return NULL;
  return g_variant_ref_sink (g_variant_new ("(@aa{sv}s)", lineup_reply_end (&reply), self->next));
}

static void
read_guide (Page *owned_self)
{
  LineupCall *call = g_steal_pointer (&owned_self->call);

  owned_self->choices = lineup_match_plan_new ();
  lineup_guide_choices_fill (lineup_subscription_get_guide_choices (owned_self->subscription),
                             owned_self->choices);
  lineup_call_reading_run_guide (call,
                                 lineup_subscription_get_guide (owned_self->subscription),
                                 read_matches,
                                 owned_self,
                                 (GDestroyNotify)page_free);
}

/* The catalogue */

static gboolean
add_item (const LineupItem *item, gpointer user_data)
{
  const Page *self = user_data;

  g_array_append_val (self->items, item->id);
  return TRUE;
}

static gpointer
list_channels (LineupReader *reader, gpointer user_data, GError **error)
{
  static const char *const no_fields[] = { NULL };
  Page *self = user_data;

  g_array_set_size (self->items, 0);
  g_clear_pointer (&self->next, g_free);
  lineup_reader_set_fields (reader, no_fields);
  return lineup_listing_read (reader, &self->query, add_item, self, &self->next, error) ? self
                                                                                        : NULL;
}

/* Leaves of the channels that a caller has named those of the page. */
static void
cut_page (Page *self)
{
  const guint64 end = self->first + self->query.limit;

  self->next = end < self->items->len ? g_strdup_printf ("%" G_GUINT64_FORMAT, end) : g_strdup ("");
  if (end < self->items->len)
    g_array_set_size (self->items, (guint)end);
  g_array_remove_range (self->items, 0, (guint)MIN (self->first, self->items->len));
}

static gpointer
choose_channels (LineupReader *reader, gpointer user_data, GError **error)
{
  Page *self = user_data;
  g_autoptr (GArray) members = lineup_channel_ids_read (
      reader, (gpointer)self->query.filter.category, error);

  if (members == NULL)
    return NULL;
  if (members->len == 0)
    g_array_set_size (self->items, 0);
  lineup_channel_ids_intersect (self->items, members);
  return self;
}

static void
on_channels (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Page) self = user_data;
  GError *error = NULL;

  if (lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error) == NULL)
    {
      lineup_call_return_error (g_steal_pointer (&self->call), error);
      return;
    }
  if (self->channels != NULL)
    cut_page (self);
  read_guide (g_steal_pointer (&self));
}

static void
take_channels (Page *self)
{
  gsize n_items = 0;
  const gint64 *items = g_variant_get_fixed_array (self->channels, &n_items, sizeof *items);

  g_array_append_vals (self->items, items, (guint)n_items);
}

static void
begin (LineupCall *call, gpointer user_data)
{
  Page *self = user_data;

  self->call = call;
  if (self->channels != NULL)
    take_channels (self);
  if (self->channels != NULL && self->query.filter.category == NULL)
    {
      cut_page (self);
      read_guide (self);
    }
  else
    lineup_catalogue_read_async (lineup_subscription_get_catalogue (self->subscription),
                                 self->channels != NULL ? choose_channels : list_channels,
                                 self,
                                 NULL,
                                 NULL,
                                 lineup_call_get_cancellable (call),
                                 on_channels,
                                 self);
}

/* Arguments */

static gboolean
parse_how (Page *self, GError **error)
{
  const char *how = NULL;

  if (!lineup_lookup_text (self->filter, "how", &how, error))
    return FALSE;
  for (int i = 0; how != NULL && hows[i] != NULL; i++)
    {
      if (g_str_equal (how, hows[i]))
        self->how = i;
    }
  if (how == NULL || self->how >= 0)
    return TRUE;
  g_set_error_literal (
      error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "“how” is none that there is");
  return FALSE;
}

/* Among channels that a caller has named, a cursor is a place. */
static gboolean
parse_place (Page *self, GError **error)
{
  if (!lineup_arguments_check_ids (self->channels, error))
    return FALSE;
  if (*self->cursor == '\0'
      || g_ascii_string_to_unsigned (
          self->cursor, 10, 1, LINEUP_QUERY_MAX_LIMIT, &self->first, NULL))
    return TRUE;
  g_set_error_literal (
      error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "The cursor was not given here");
  return FALSE;
}

static gboolean
parse (Page *self, GError **error)
{
  return lineup_arguments_check_limit (self->query.limit, error) && parse_how (self, error)
         && lineup_lookup_text (self->filter, "category", &self->query.filter.category, error)
         && lineup_lookup_value (
             self->filter, "channels", G_VARIANT_TYPE ("ax"), &self->channels, error)
         && (self->channels == NULL || parse_place (self, error));
}

void
lineup_match_listing_run (LineupCall *call,
                          LineupSubscription *subscription,
                          GVariant *filter,
                          const char *cursor,
                          guint limit)
{
  g_autoptr (Page) self = g_new0 (Page, 1);
  GError *error = NULL;

  self->subscription = g_object_ref (subscription);
  self->filter = g_variant_ref (filter);
  self->cursor = g_strdup (cursor);
  self->items = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->how = -1;
  lineup_query_init (&self->query, LINEUP_KIND_CHANNELS, limit);
  self->query.cursor = self->cursor;
  if (parse (self, &error))
    lineup_call_queue (
        call, LINEUP_LANE_READING, begin, g_steal_pointer (&self), (GDestroyNotify)page_free);
  else
    lineup_call_return_error (call, error);
}
