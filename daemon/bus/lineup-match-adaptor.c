/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-match-adaptor.h"

#include "lineup-arguments.h"
#include "lineup-call-reading.h"
#include "lineup-dict-writer.h"
#include "lineup-gate.h"
#include "lineup-lookup.h"
#include "lineup-match-listing.h"
#include "lineup-match-reader.h"
#include "lineup-reply.h"

#include <string.h>

/* Channels of guides that are suggested, at most, and unless it is said how many. */
#define MAX_SUGGESTIONS     100
#define DEFAULT_SUGGESTIONS 10

/* Minutes by which all is shown later or earlier, at most. */
#define MAX_SHIFT (24 * 60)

/* Seconds of a minute. */
#define MINUTE 60

/* Bytes of a source's id, and of the id of a guide's channel, at most. */
#define MAX_SOURCE        64
#define MAX_GUIDE_CHANNEL 1024

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, message);
  return FALSE;
}

static gboolean
on_list_matches (LineupDBusGuide *interface,
                 GDBusMethodInvocation *invocation,
                 GVariant *filter,
                 const char *cursor,
                 guint limit,
                 LineupSubscription *subscription)
{
  lineup_match_listing_run (lineup_gate_receive (invocation), subscription, filter, cursor, limit);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Suggestions: the catalogue says what the channel is called, the guide what is called like it. */

typedef struct
{
  LineupSubscription *subscription; /* (owned) */
  GVariant *options;                /* (owned): has the strings of what is below */
  const char *source;               /* (unowned) (nullable) */
  guint limit;
  LineupMatchChannel channel; /* its strings are those below */
  char *name;                 /* (owned) (nullable) */
  char *epg_id;               /* (owned) (nullable) */
  char *category;             /* (owned) (nullable): id of its first one */
  char *group;                /* (owned) (nullable): name of that */
  LineupReply *reply;         /* (unowned) (nullable): while it is made */
  LineupCall *call;           /* (owned) (nullable): while the catalogue is read */
} Suggesting;

static void
suggesting_free (Suggesting *self)
{
  g_object_unref (self->subscription);
  g_variant_unref (self->options);
  g_free (self->name);
  g_free (self->epg_id);
  g_free (self->category);
  g_free (self->group);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Suggesting, suggesting_free)

static void
add_suggestion (const LineupNearChannel *channel, gpointer user_data)
{
  const Suggesting *self = user_data;
  LineupDictWriter writer;

  lineup_dict_writer_init (&writer);
  lineup_dict_writer_add_string (&writer, "source", channel->source);
  lineup_dict_writer_add_string (&writer, "guide-channel", channel->guide_channel);
  lineup_dict_writer_add_string (&writer, "name", channel->name);
  lineup_dict_writer_add_double (&writer, "score", channel->score);
  lineup_dict_writer_add_int (&writer, "shift", (gint32)(channel->shift / MINUTE));
  lineup_reply_add (self->reply, lineup_dict_writer_end (&writer));
}

static gpointer
read_suggestions (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  Suggesting *self = user_data;
  g_auto (LineupReply) reply = { 0 };

  lineup_reply_init (&reply);
  self->reply = &reply;
  if (!lineup_match_reader_suggest (database,
                                    &self->channel,
                                    self->source,
                                    self->limit,
                                    add_suggestion,
                                    self,
                                    generation,
                                    error))
    return NULL;
  return g_variant_ref_sink (g_variant_new ("(@aa{sv})", lineup_reply_end (&reply)));
}

static void
replace (char **text, const char *other)
{
  g_free (*text);
  *text = g_strdup (other);
}

static void
take_channel (const LineupItem *item, gpointer user_data)
{
  Suggesting *self = user_data;

  replace (&self->name, item->name);
  replace (&self->epg_id, item->epg_id);
  replace (&self->category, item->n_categories > 0 ? item->categories[0] : NULL);
}

static void
take_category (const LineupCategory *category, guint n_items, gpointer user_data)
{
  Suggesting *self = user_data;

  if (g_strcmp0 (category->id, self->category) == 0)
    replace (&self->group, category->name);
}

static gpointer
read_channel (LineupReader *reader, gpointer user_data, GError **error)
{
  Suggesting *self = user_data;
  const gboolean is_read
      = lineup_reader_get_item (
            reader, LINEUP_KIND_CHANNELS, self->channel.id, take_channel, self, error)
        && lineup_reader_list_categories (reader, LINEUP_KIND_CHANNELS, take_category, self, error);

  return is_read ? self : NULL;
}

static void
on_channel (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Suggesting) self = user_data;
  LineupCall *call = g_steal_pointer (&self->call);
  LineupGuide *guide = lineup_subscription_get_guide (self->subscription);
  GError *error = NULL;

  if (lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error) == NULL)
    {
      lineup_call_return_error (call, error);
      return;
    }
  self->channel.name = self->name;
  self->channel.epg_id = self->epg_id;
  self->channel.group = self->group;
  lineup_call_reading_run_guide (
      call, guide, read_suggestions, g_steal_pointer (&self), (GDestroyNotify)suggesting_free);
}

static void
begin_suggesting (LineupCall *call, gpointer user_data)
{
  Suggesting *self = user_data;

  self->call = call;
  lineup_catalogue_read_async (lineup_subscription_get_catalogue (self->subscription),
                               read_channel,
                               self,
                               NULL,
                               NULL,
                               lineup_call_get_cancellable (call),
                               on_channel,
                               self);
}

static gboolean
parse_suggesting (Suggesting *self, GError **error)
{
  self->limit = DEFAULT_SUGGESTIONS;
  if (!lineup_lookup_uint (self->options, "limit", &self->limit, error)
      || !lineup_lookup_text (self->options, "source", &self->source, error))
    return FALSE;
  return (self->limit >= 1 && self->limit <= MAX_SUGGESTIONS)
         || fail (error, "A limit is 1 to 100");
}

static gboolean
on_suggest_matches (LineupDBusGuide *interface,
                    GDBusMethodInvocation *invocation,
                    gint64 channel,
                    GVariant *options,
                    LineupSubscription *subscription)
{
  LineupCall *call = lineup_gate_receive (invocation);
  g_autoptr (Suggesting) self = g_new0 (Suggesting, 1);
  GError *error = NULL;

  self->subscription = g_object_ref (subscription);
  self->options = g_variant_ref (options);
  self->channel.id = channel;
  if (parse_suggesting (self, &error))
    lineup_call_queue (call,
                       LINEUP_LANE_READING,
                       begin_suggesting,
                       g_steal_pointer (&self),
                       (GDestroyNotify)suggesting_free);
  else
    lineup_call_return_error (call, error);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* What a person says. */

static gboolean
is_source (const char *id)
{
  return *id != '\0' && strlen (id) <= MAX_SOURCE
         && id[strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0';
}

static gboolean
check_choice (const LineupMatchChoice *choice, GError **error)
{
  const gboolean has_source = choice->source != NULL;

  if (has_source != (choice->guide_channel != NULL))
    return fail (error, "A “source” and a “guide-channel” go together");
  if (has_source && choice->none)
    return fail (error, "“none” goes without a “source”");
  if (has_source && !is_source (choice->source))
    return fail (error, "“source” is none that there can be");
  if (has_source
      && (*choice->guide_channel == '\0' || strlen (choice->guide_channel) > MAX_GUIDE_CHANNEL))
    return fail (error, "“guide-channel” is none that there can be");
  if (choice->shift < -MAX_SHIFT * MINUTE || choice->shift > MAX_SHIFT * MINUTE)
    return fail (error, "“shift” is at most a day either way");
  return TRUE;
}

static gboolean
parse_match (GVariant *options, LineupChosenMatch *match, GError **error)
{
  LineupMatchChoice *choice = &match->choice;
  int shift = 0;

  if (!lineup_lookup_text (options, "source", &choice->source, error)
      || !lineup_lookup_text (options, "guide-channel", &choice->guide_channel, error)
      || !lineup_lookup_boolean (options, "none", &choice->none, error)
      || !lineup_lookup_int (options, "shift", &shift, error))
    return FALSE;
  choice->shift = (gint64)shift * MINUTE;
  match->by_itself = choice->source == NULL && choice->guide_channel == NULL && !choice->none
                     && shift == 0;
  return check_choice (choice, error);
}

/* Strings stay with the matches. */
static GArray *
parse_matches (GVariant *matches, GError **error)
{
  g_autoptr (GArray) parsed = g_array_new (FALSE, TRUE, sizeof (LineupChosenMatch));
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const gsize n_matches = g_variant_n_children (matches);

  if (n_matches > LINEUP_GUIDE_CHOICES_MAX_MATCHES)
    {
      fail (error, "Of that many channels nothing can be said");
      return NULL;
    }
  for (gsize i = 0; i < n_matches; i++)
    {
      LineupChosenMatch match = { 0 };
      g_autoptr (GVariant) options = NULL;

      g_variant_get_child (matches, i, "(x@a{sv})", &match.item, &options);
      if (!parse_match (options, &match, error))
        return NULL;
      if (!g_hash_table_add (items, g_memdup2 (&match.item, sizeof match.item)))
        {
          fail (error, "A channel is there twice");
          return NULL;
        }
      g_array_append_val (parsed, match);
    }
  return g_steal_pointer (&parsed);
}

static void
on_matched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  GError *error = NULL;

  if (lineup_guide_matching_run_finish (LINEUP_GUIDE_MATCHING (source), result, &error))
    lineup_call_return_value (call, NULL);
  else
    lineup_call_return_error (call, error);
}

typedef struct
{
  LineupSubscription *subscription; /* (owned) */
  LineupCall *call;                 /* (owned) */
} Setting;

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Setting *self = user_data;
  g_autoptr (LineupSubscription) subscription = self->subscription;
  GError *error = NULL;

  if (!lineup_guide_choices_change_finish (LINEUP_GUIDE_CHOICES (source), result, &error))
    lineup_call_return_error (self->call, error);
  else if (lineup_guide_get_totals (lineup_subscription_get_guide (subscription))->generation == 0)
    /* Without a guide there is nothing to match. */
    lineup_call_return_value (self->call, NULL);
  else
    lineup_guide_matching_run_async (
        lineup_guide_keeper_get_matching (
            lineup_account_guides_get_keeper (lineup_subscription_get_guides (subscription))),
        lineup_call_get_cancellable (self->call),
        on_matched,
        self->call);
}

static gboolean
on_set_matches (LineupDBusGuide *interface,
                GDBusMethodInvocation *invocation,
                GVariant *matches,
                GVariant *options,
                LineupSubscription *subscription)
{
  LineupCall *call = lineup_gate_receive (invocation);
  GError *error = NULL;
  g_autoptr (GArray) parsed = parse_matches (matches, &error);
  Setting *self = NULL;

  if (parsed == NULL)
    {
      lineup_call_return_error (call, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }
  self = g_new0 (Setting, 1);
  self->subscription = g_object_ref (subscription);
  self->call = call;
  lineup_guide_choices_set_matches_async (lineup_subscription_get_guide_choices (subscription),
                                          (const LineupChosenMatch *)(gpointer)parsed->data,
                                          parsed->len,
                                          lineup_call_get_cancellable (call),
                                          on_set,
                                          self);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
lineup_match_adaptor_attach (LineupDBusGuide *interface, LineupSubscription *subscription)
{
  g_signal_connect_object (
      interface, "handle-list-matches", G_CALLBACK (on_list_matches), subscription, 0);
  g_signal_connect_object (
      interface, "handle-set-matches", G_CALLBACK (on_set_matches), subscription, 0);
  g_signal_connect_object (
      interface, "handle-suggest-matches", G_CALLBACK (on_suggest_matches), subscription, 0);
}
