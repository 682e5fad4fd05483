/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-validation.h"

#include "lineup-account-check.h"
#include "lineup-deadline.h"
#include "lineup-error.h"
#include "lineup-failover.h"
#include "lineup-list-probe.h"

typedef struct
{
  LineupSourceType type;
  GPtrArray *sources;       /* (owned) (element-type LineupSource): one for each address */
  GStrv hosts;              /* (owned): of each */
  guint address;            /* that is asked */
  LineupHosts *knower;      /* (owned) */
  LineupDeadline *deadline; /* (owned): of the whole */
  LineupDeadline *turn;     /* (owned) (nullable): of the address that is asked */
  LineupAccountInfo *info;  /* (owned) (nullable): once the panel has told */
  GError *refusal;          /* (owned) (nullable): while a playlist is looked for */
} Validation;

static void
validation_free (Validation *validation)
{
  g_ptr_array_unref (validation->sources);
  g_strfreev (validation->hosts);
  g_object_unref (validation->knower);
  g_object_unref (validation->deadline);
  g_clear_object (&validation->turn);
  g_clear_pointer (&validation->info, lineup_account_info_free);
  g_clear_error (&validation->refusal);
  g_free (validation);
}

static LineupHostQueue *
get_queue (Validation *validation)
{
  return lineup_hosts_get_requests (validation->knower);
}
static void
end (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  Validation *validation = g_task_get_task_data (task);

  lineup_deadline_finish (validation->deadline, &owned_error);
  if (owned_error != NULL)
    g_task_return_error (task, owned_error);
  else
    g_task_return_boolean (task, TRUE);
}

static void ask (GTask *owned_task);

/* An address that can't be reached says nothing of the account; the next one may. */
static void
end_address (GTask *owned_task, GError *owned_error)
{
  Validation *validation = g_task_get_task_data (owned_task);

  lineup_host_queue_leave (get_queue (validation), validation->hosts[validation->address]);
  lineup_deadline_finish (validation->turn, &owned_error);
  if (validation->address + 1 < validation->sources->len
      && lineup_failover_is_out_of_reach (owned_error))
    {
      g_error_free (owned_error);
      validation->address++;
      ask (owned_task);
    }
  else
    end (owned_task, owned_error);
}

static GCancellable *
get_cancellable (Validation *validation)
{
  return lineup_deadline_get_cancellable (validation->turn);
}

static const char *
get_late_word (const Validation *validation)
{
  return validation->type == LINEUP_SOURCE_TYPE_PLAYLIST
             ? "The playlist did not begin to come in time"
             : "The panel did not answer the account request in time";
}

/* Only an account object tells of the account. Whatever else is wrong with a list is for a sync to
 * find out, which tries again. */
static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const Validation *validation = g_task_get_task_data (task);
  GError *error = NULL;

  lineup_list_probe_finish (LINEUP_SOURCE (source), result, &error);
  if (validation->type == LINEUP_SOURCE_TYPE_PLAYLIST)
    {
      /* There is nothing else to ask: what begins as none is no playlist. */
      end_address (task, error);
      return;
    }
  if (lineup_error_has_trait (error, LINEUP_ERROR_TRAIT_ACCOUNT))
    {
      g_clear_error (&error);
      g_set_error_literal (
          &error, LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXPIRED, LINEUP_ACCOUNT_CHECK_NO_LISTS);
    }
  else if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_clear_error (&error);
  end_address (task, error);
}

/* Panels refuse one program or the other before what asks for accounts, and leave what makes
 * playlists alone; for others it is the other way round. An answer that tells of the account, or
 * that there was too much of us, leaves no doubt. */
static gboolean
may_have_playlist (LineupSource *source, const GError *error)
{
  const guint status = lineup_error_get_http_status (error);

  return lineup_source_can (source, LINEUP_SOURCE_HAS_PLAYLIST) && status >= 400 && status != 429
         && (status < 500 || status > 599);
}

/* Whatever keeps us from knowing, the refusal counts. */
static void
on_playlist_looked_for (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Validation *validation = g_task_get_task_data (task);
  g_autoptr (GError) refusal = g_steal_pointer (&validation->refusal);

  if (lineup_source_look_for_playlist_finish (LINEUP_SOURCE (source), result, NULL))
    end_address (task,
                 lineup_error_new_answer (LINEUP_ERROR_AUTH_FAILED,
                                          lineup_error_get_http_status (refusal),
                                          0,
                                          FALSE,
                                          LINEUP_VALIDATION_PLAYLIST
                                          ": it refuses the account with status %u, but gives its "
                                          "get.php. Add that address with the type “playlist”",
                                          lineup_error_get_http_status (refusal)));
  else
    end_address (task, g_steal_pointer (&refusal));
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Validation *validation = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_account_check_finish (LINEUP_SOURCE (source), result, &validation->info, &error))
    lineup_list_probe_async (LINEUP_SOURCE (source),
                             LINEUP_LIST_CHANNEL_CATEGORIES,
                             get_cancellable (validation),
                             on_probed,
                             task);
  else if (may_have_playlist (LINEUP_SOURCE (source), error))
    {
      validation->refusal = error;
      lineup_source_look_for_playlist_async (
          LINEUP_SOURCE (source), get_cancellable (validation), on_playlist_looked_for, task);
    }
  else
    end_address (task, error);
}

static void
on_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Validation *validation = g_task_get_task_data (task);
  GError *error = NULL;

  if (lineup_host_queue_enter_finish (LINEUP_HOST_QUEUE (source), result, &error))
    {
      lineup_account_check_async (validation->sources->pdata[validation->address],
                                  lineup_hosts_get_clock (validation->knower),
                                  1,
                                  get_cancellable (validation),
                                  on_checked,
                                  task);
      return;
    }
  lineup_deadline_finish (validation->turn, &error);
  end (task, error);
}

/* Each address but the last has its share of the time, so that one that does not answer leaves some
 * to the next. */
static void
ask (GTask *owned_task)
{
  Validation *validation = g_task_get_task_data (owned_task);
  const guint n_left = validation->sources->len - validation->address;

  g_clear_object (&validation->turn);
  validation->turn = lineup_deadline_new (lineup_hosts_get_clock (validation->knower),
                                          lineup_deadline_get_cancellable (validation->deadline));
  if (n_left > 1)
    lineup_deadline_set (validation->turn,
                         LINEUP_VALIDATION_LIMIT / validation->sources->len,
                         get_late_word (validation));
  lineup_host_queue_enter_async (get_queue (validation),
                                 validation->hosts[validation->address],
                                 LINEUP_GUEST_ATTENDED,
                                 get_cancellable (validation),
                                 on_turn,
                                 owned_task);
}

static gboolean
make_sources (Validation *validation,
              const LineupSourceAccess *access,
              GPtrArray *urls,
              GError **error)
{
  LineupSourceAccess other = *access;
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  other.pinned = lineup_server_url_get_hostname (urls->pdata[0]);
  for (guint i = 0; i < urls->len; i++)
    {
      LineupSource *source = NULL;

      other.url = urls->pdata[i];
      other.number = i;
      if (i > 0)
        other.written = NULL;
      source = lineup_source_factory_make (&other, validation->knower, error);
      if (source == NULL)
        return FALSE;
      g_ptr_array_add (validation->sources, source);
      g_strv_builder_add (hosts, lineup_server_url_get_host (urls->pdata[i]));
    }
  validation->hosts = g_strv_builder_end (hosts);
  return TRUE;
}

void
lineup_validation_run_async (const LineupSourceAccess *access,
                             GPtrArray *urls,
                             LineupHosts *hosts,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = NULL;
  Validation *validation = NULL;
  GError *error = NULL;

  g_return_if_fail (urls->len > 0);

  task = g_task_new (NULL, cancellable, callback, user_data);
  validation = g_new0 (Validation, 1);
  validation->type = access->type;
  validation->sources = g_ptr_array_new_with_free_func (g_object_unref);
  validation->knower = g_object_ref (hosts);
  validation->deadline = lineup_deadline_new (lineup_hosts_get_clock (hosts), cancellable);
  g_task_set_source_tag (task, lineup_validation_run_async);
  g_task_set_task_data (task, validation, (GDestroyNotify)validation_free);
  if (!make_sources (validation, access, urls, &error))
    {
      end (task, error);
      return;
    }
  lineup_deadline_set (validation->deadline, LINEUP_VALIDATION_LIMIT, get_late_word (validation));
  ask (task);
}

gboolean
lineup_validation_run_finish (GAsyncResult *result,
                              LineupAccountInfo **info,
                              guint *address,
                              GError **error)
{
  Validation *validation = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  validation = g_task_get_task_data (G_TASK (result));
  *info = g_steal_pointer (&validation->info);
  *address = validation->address;
  return TRUE;
}
