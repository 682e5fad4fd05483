/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-stream-lookup.h"

#include "lineup-credentials-lookup.h"
#include "lineup-episode-title.h"
#include "lineup-error.h"
#include "lineup-reader.h"

#include <string.h>

/* For a movie or an episode of which the panel did not say what it is. */
#define DEFAULT_EXTENSION "mp4"

/* What stands between a channel's name and a programme's title. */
#define DASH " – "

/* Seconds of a day. */
#define DAY (24 * 60 * 60)

/* What the catalogue is asked for. */
typedef struct
{
  LineupKind kind;
  gboolean is_episode;
  gint64 id;
} Wanted;

/* What the catalogue knows. */
typedef struct
{
  LineupDetails *details; /* (owned) (nullable): what the panel says of this movie alone */
  char *title;            /* (owned) (nullable) */
  char *extension;        /* (owned) (nullable) */
  guint archive_days;
} Found;

static void
found_free (Found *found)
{
  g_clear_pointer (&found->details, lineup_details_unref);
  g_free (found->title);
  g_free (found->extension);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

/* A request on its way. */
typedef struct
{
  LineupServerUrl *url; /* (owned): of the server whose catalogue is asked */
  LineupStream stream;
  guint64 end;  /* of catch-up */
  Found *found; /* (owned) (nullable): has the extension of a movie or an episode */
  LineupStreamRequest request;
  char *format;             /* (owned) (nullable): is the request's */
  char *timezone;           /* (owned) (nullable): is the stream's */
  GPtrArray *sources;       /* (owned) (nullable) (element-type LineupSource): at each address */
  LineupSchedule *schedule; /* (owned) (nullable): has the programme that is to be played */
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_clear_pointer (&lookup->found, found_free);
  g_clear_pointer (&lookup->schedule, lineup_schedule_unref);
  g_clear_pointer (&lookup->sources, g_ptr_array_unref);
  g_free (lookup->format);
  g_free (lookup->timezone);
  lineup_server_url_unref (lookup->url);
  g_free (lookup);
}

/* What can be. */

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

/* A panel that allows neither of the formats that there are has not said what it allows. What
 * panels say is often wrong, so what a person has set for all channels is not measured by it. */
static gboolean
choose_format (LineupSubscription *subscription,
               const char *wanted,
               const char **extension,
               GError **error)
{
  static const char *const formats[] = { "ts", "m3u8" };
  LineupAccountSync *sync = lineup_subscription_get_sync (subscription);
  LineupAccount *account = lineup_subscription_get_account (subscription);
  const char *const *allowed = (const char *const *)lineup_account_sync_get_state (sync)->formats;
  const char *set = lineup_account_get_live_format (account);
  gboolean known = FALSE;

  if (set != NULL && (wanted == NULL || g_str_equal (wanted, set)))
    {
      *extension = g_intern_string (set);
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    known = known || g_strv_contains (allowed, formats[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if ((wanted == NULL || g_str_equal (wanted, formats[i]))
          && (!known || g_strv_contains (allowed, formats[i])))
        {
          *extension = formats[i];
          return TRUE;
        }
    }
  return fail (error, "The account does not allow this format");
}

/* Panels start at whole minutes and play whole ones, and nothing of what was asked for is to be
 * missing. */
static guint
count_minutes (guint64 start, guint64 end)
{
  const guint64 first = start / 60;

  return (guint)((end + 59) / 60 - first);
}

static gboolean
begin_catch_up (Lookup *lookup, const LineupStreamRequest *request, GError **error)
{
  const guint64 max = (guint64)LINEUP_STREAM_MAX_START;
  LineupStream *stream = &lookup->stream;

  if (request->start > max || request->end > max)
    return fail (error, "Catch-up can't be of then");
  if (request->end != 0 && request->end <= request->start)
    return fail (error, "Catch-up ends after its start");
  stream->type = LINEUP_STREAM_TYPE_CATCH_UP;
  stream->start = (gint64)request->start;
  if (request->end != 0)
    {
      stream->duration = count_minutes (request->start, request->end);
      lookup->end = request->end;
    }
  else
    {
      stream->duration = request->duration;
      lookup->end = request->start + (guint64)request->duration * 60;
    }
  return TRUE;
}

static gboolean
is_playlist (LineupSubscription *subscription)
{
  return lineup_account_get_source_type (lineup_subscription_get_account (subscription))
         == LINEUP_SOURCE_TYPE_PLAYLIST;
}

static gboolean
begin_channel (Lookup *lookup,
               LineupSubscription *subscription,
               const LineupStreamRequest *request,
               GError **error)
{
  LineupStream *stream = &lookup->stream;

  stream->type = LINEUP_STREAM_TYPE_LIVE;
  if (request->start != 0 && !begin_catch_up (lookup, request, error))
    return FALSE;
  /* A playlist says where a channel is, and that is what it comes in. */
  return is_playlist (subscription)
         || choose_format (subscription, request->format, &stream->extension, error);
}

static gboolean
begin (Lookup *lookup,
       LineupSubscription *subscription,
       const LineupStreamRequest *request,
       GError **error)
{
  LineupStream *stream = &lookup->stream;

  stream->id = request->id;
  stream->type = request->is_episode ? LINEUP_STREAM_TYPE_EPISODE : LINEUP_STREAM_TYPE_MOVIE;
  if (request->kind == LINEUP_KIND_CHANNELS)
    return begin_channel (lookup, subscription, request, error);
  if (request->start != 0)
    return fail (error, "Only channels have catch-up");
  if (request->kind == LINEUP_KIND_SERIES && !request->is_episode)
    return fail (error, "A series has no stream of its own");
  return TRUE;
}

static const LineupProgramme *
get_programme (const Lookup *lookup)
{
  return &g_array_index (lookup->schedule->programmes, LineupProgramme, 0);
}

/* What the channel has of it. */
static gboolean
complete_programme (Lookup *lookup, GError **error)
{
  const LineupProgramme *programme = get_programme (lookup);
  Found *found = lookup->found;
  g_autofree char *channel = NULL;

  if (programme->start < lookup->request.now - (gint64)found->archive_days * DAY)
    {
      g_set_error (error,
                   LINEUP_ERROR,
                   LINEUP_ERROR_NOT_FOUND,
                   "It is not in the channel's archive any more");
      return FALSE;
    }
  channel = g_steal_pointer (&found->title);
  found->title = g_strconcat (channel, DASH, programme->titles[0].text, NULL);
  return TRUE;
}

static gboolean
complete (Lookup *lookup, GError **error)
{
  LineupStream *stream = &lookup->stream;

  if (stream->type == LINEUP_STREAM_TYPE_CATCH_UP && lookup->found->archive_days == 0)
    return fail (error, "The channel has no catch-up");
  if (lookup->schedule != NULL && !complete_programme (lookup, error))
    return FALSE;
  if (stream->type == LINEUP_STREAM_TYPE_MOVIE || stream->type == LINEUP_STREAM_TYPE_EPISODE)
    {
      stream->extension = lookup->found->extension;
      if (stream->extension == NULL)
        stream->extension = DEFAULT_EXTENSION;
    }
  return TRUE;
}

/* The catalogue, on a thread of its own. */

static void
take_item (const LineupItem *item, gpointer user_data)
{
  Found *found = user_data;
  LineupItem full_item = *item;

  if (found->details != NULL)
    lineup_details_apply (found->details, &full_item);
  found->title = g_strdup (item->name);
  found->extension = g_strdup (full_item.extension);
  found->archive_days = item->archive_days;
}

static void
take_episode (const LineupEpisode *episode, const LineupItem *series, gpointer user_data)
{
  Found *found = user_data;

  found->title = lineup_episode_title_make (episode, series->name);
  found->extension = g_strdup (episode->extension);
}

static gpointer
find (LineupReader *reader, gpointer user_data, GError **error)
{
  const Wanted *wanted = user_data;
  g_autoptr (Found) found = g_new0 (Found, 1);

  if (wanted->is_episode)
    return lineup_reader_get_episode (reader, wanted->id, take_episode, found, error)
               ? g_steal_pointer (&found)
               : NULL;
  if (!lineup_reader_get_details (reader, wanted->kind, wanted->id, &found->details, error)
      || !lineup_reader_get_item (reader, wanted->kind, wanted->id, take_item, found, error))
    return NULL;
  return g_steal_pointer (&found);
}

/* The course of a request: the item, then the credentials, so that nobody asks a keyring in vain.
 */

/* Characters of what a name ends in, at most. */
#define MAX_FORMAT 5

/* Returns what the path of an address ends in, if that is the end of a name. */
static char *
find_format (const char *url)
{
  const gsize length = strcspn (url, "?#|");
  g_autofree char *path = g_strndup (url, length);
  const char *name = strrchr (path, '/');
  const char *end = name != NULL ? strrchr (name, '.') : NULL;
  const gsize n = end != NULL ? strlen (end + 1) : 0;

  /* A server's name is no file's. */
  if (n == 0 || n > MAX_FORMAT || name == path || name[-1] == '/'
      || strspn (end + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != n)
    return NULL;
  return g_ascii_strdown (end + 1, -1);
}

static LineupPlayable *
make_playable (LineupSubscription *subscription, const Lookup *lookup, LineupStreamAddress *address)
{
  const LineupStream *stream = &lookup->stream;
  LineupPlayable *playable = g_new0 (LineupPlayable, 1);

  playable->url = g_steal_pointer (&address->url);
  playable->title = g_strdup (lookup->found->title);
  playable->format = is_playlist (subscription) ? find_format (playable->url)
                                                : g_strdup (stream->extension);
  playable->headers = g_hash_table_ref (address->headers);
  playable->properties = g_hash_table_ref (address->properties);
  playable->live = stream->type == LINEUP_STREAM_TYPE_LIVE;
  playable->start = (guint64)stream->start;
  playable->end = lookup->end;
  return playable;
}

/* Where a stream is at one place wherever its list is, there is nothing else to try. */
static void
on_addresses (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSubscription *subscription = g_task_get_source_object (task);
  const Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) addresses = g_task_propagate_pointer (G_TASK (result), &error);
  LineupPlayable *playable = NULL;

  if (addresses == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  playable = make_playable (subscription, lookup, addresses->pdata[0]);
  playable->alternatives = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_playable_free);
  for (guint i = 1; i < addresses->len; i++)
    {
      LineupPlayable *other = make_playable (subscription, lookup, addresses->pdata[i]);

      if (!g_str_equal (other->url, playable->url))
        g_ptr_array_add (playable->alternatives, other);
      else
        lineup_playable_free (other);
    }
  g_task_return_pointer (task, playable, (GDestroyNotify)lineup_playable_free);
}

/* What a playlist has lies in a file. The request lives on until this has ended. */
static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Lookup *lookup = task_data;
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (
      (GDestroyNotify)lineup_stream_address_free);
  GError *error = NULL;

  for (guint i = 0; error == NULL && i < lookup->sources->len; i++)
    {
      LineupStreamAddress *address = lineup_source_get_stream_address (
          lookup->sources->pdata[i], &lookup->stream, i == 0 ? &error : NULL);

      if (address != NULL)
        g_ptr_array_add (addresses, address);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&addresses), (GDestroyNotify)g_ptr_array_unref);
}

/* The address in use first, then the others in their order. */
static gboolean
make_sources (LineupSubscription *subscription,
              Lookup *lookup,
              const LineupCredentials *credentials,
              GError **error)
{
  LineupAccountSource *account = lineup_subscription_get_source (subscription);
  LineupFailover *failover = lineup_account_source_get_failover (account);
  const guint current = lineup_failover_get_current (failover);
  const guint n = lineup_failover_get_n_addresses (failover);

  lookup->sources = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      LineupSource *source = lineup_account_source_make (
          account, (current + i) % n, credentials, error);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (lookup->sources, source);
    }
  return TRUE;
}

static void
on_credentials (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSubscription *subscription = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupCredentials) credentials = lineup_credentials_lookup_finish (result, &error);
  g_autoptr (GTask) finding = NULL;

  if (credentials != NULL
      && !lineup_server_url_equal (lineup_subscription_get_server_url (subscription), lookup->url))
    g_set_error (&error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "It is of a server that was left");
  if (error == NULL)
    make_sources (subscription, lookup, credentials, &error);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* The syncs may learn of another zone meanwhile. */
  lookup->timezone = g_strdup (
      lineup_account_sync_get_state (lineup_subscription_get_sync (subscription))->timezone);
  lookup->stream.timezone = lookup->timezone;
  finding = g_task_new (NULL, g_task_get_cancellable (task), on_addresses, g_object_ref (task));
  g_task_set_source_tag (finding, on_credentials);
  g_task_set_task_data (finding, lookup, NULL);
  g_task_run_in_thread (finding, find_in_thread);
}

static void
look_up_credentials (GTask *owned_task)
{
  LineupSubscription *subscription = g_task_get_source_object (owned_task);

  lineup_credentials_lookup_async (lineup_subscription_get_account (subscription),
                                   lineup_subscription_get_secrets (subscription),
                                   LINEUP_CREDENTIALS_LOOKUP_PATIENCE,
                                   g_task_get_cancellable (owned_task),
                                   on_credentials,
                                   owned_task);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  lookup->found = lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);
  if (lookup->found != NULL && complete (lookup, &error))
    look_up_credentials (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
look_up_item (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupSubscription *subscription = g_task_get_source_object (task);
  Lookup *lookup = g_task_get_task_data (task);
  const LineupStreamRequest *request = &lookup->request;
  g_autoptr (GError) error = NULL;
  Wanted *wanted = NULL;

  if (!begin (lookup, subscription, request, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  wanted = g_new0 (Wanted, 1);
  wanted->kind = request->kind;
  wanted->is_episode = request->is_episode;
  wanted->id = request->id;
  lineup_catalogue_read_async (lineup_subscription_get_catalogue (subscription),
                               find,
                               wanted,
                               g_free,
                               (GDestroyNotify)found_free,
                               cancellable,
                               on_found,
                               g_steal_pointer (&task));
}

/* The guide says when it was. */
static void
on_programme (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  lookup->schedule = lineup_guide_get_programme_finish (LINEUP_GUIDE (source), result, &error);
  if (lookup->schedule == NULL
      || (get_programme (lookup)->start > lookup->request.now
          && !fail (&error, "The programme has not begun")))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  lookup->request.start = (guint64)get_programme (lookup)->start;
  lookup->request.end = (guint64)get_programme (lookup)->stop;
  look_up_item (g_steal_pointer (&task));
}

void
lineup_stream_lookup_run_async (LineupSubscription *subscription,
                                const LineupStreamRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (subscription, cancellable, callback, user_data);
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->url = lineup_server_url_ref (lineup_subscription_get_server_url (subscription));
  lookup->request = *request;
  lookup->request.format = lookup->format = g_strdup (request->format);
  g_task_set_source_tag (task, lineup_stream_lookup_run_async);
  g_task_set_task_data (task, lookup, (GDestroyNotify)lookup_free);
  if (request->programme == 0)
    look_up_item (g_steal_pointer (&task));
  else if (request->kind != LINEUP_KIND_CHANNELS)
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Only channels have programmes");
  else
    lineup_guide_get_programme_async (lineup_subscription_get_guide (subscription),
                                      request->id,
                                      request->programme,
                                      request->now,
                                      cancellable,
                                      on_programme,
                                      g_steal_pointer (&task));
}

LineupPlayable *
lineup_stream_lookup_run_finish (LineupSubscription *subscription,
                                 GAsyncResult *result,
                                 GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, subscription), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
