/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-text.h"
#include "lineup-ctl-watch.h"

#include <glib/gi18n.h>

static LineupCtlExit
start (LineupCtlCall *call, LineupDBusObject *object, GVariant *options, GError **error)
{
  const char *id = lineup_ctl_session_get_id (object);
  guint64 job = 0;
  g_autofree char *name = NULL;

  if (!lineup_dbus_account_call_start_sync_sync (
          lineup_dbus_object_peek_account (object), options, &job, NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  name = lineup_ctl_text_format_name (job);
  if (call->json)
    lineup_ctl_json_print (g_variant_new_parsed ("{'account': <%s>, 'job': <%t>}", id, job));
  else
    g_print (_ ("Sync %s of %s runs. To follow it: lineupctl sync %s --watch\n"), name, id, id);
  return LINEUP_CTL_EXIT_DONE;
}

static LineupCtlExit
sync_account (LineupCtlCall *call, GError **error)
{
  const char *const keys[] = { "steps", "force", "accept-shrink", NULL };
  LineupDBusObject *object = lineup_ctl_call_find_account (call, 0, error);
  g_autoptr (GVariant) options = lineup_ctl_call_pick (call, keys);

  if (object == NULL)
    return LINEUP_CTL_EXIT_NOT_FOUND;
  if (lineup_ctl_call_has (call, "watch"))
    return lineup_ctl_watch_run (object, LINEUP_CTL_WATCH_SYNC, options, call->json, error);
  return start (call, object, options, error);
}

static LineupCtlExit
cancel (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_call_find_account (call, 0, error);

  if (object == NULL
      || !lineup_dbus_account_call_cancel_sync (
          lineup_dbus_object_peek_account (object), NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  if (call->json)
    lineup_ctl_json_print (
        g_variant_new_parsed ("{'account': <%s>}", lineup_ctl_session_get_id (object)));
  else
    g_print (_ ("The sync of %s is cancelled.\n"), lineup_ctl_session_get_id (object));
  return LINEUP_CTL_EXIT_DONE;
}

static const LineupCtlOption sync_options[] = {
  { "watch", 'w', "b", NULL, N_ ("tell how far it is until it has ended"), NULL },
  { "steps",
    's',
    "as",
    "STEP",
    N_ ("only this step; may be repeated"),
    "channel-categories channels movie-categories movies series-categories series" },
  { "force", 'f', "b", NULL, N_ ("store every item again, whatever is known"), NULL },
  { "accept-shrink", 0, "b", NULL, N_ ("believe lists that are much shorter than before"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_sync = {
  .name = "sync",
  .arguments = "[ACCOUNT]",
  .max = 1,
  .choices = LINEUP_CTL_ACCOUNTS,
  .summary = N_ ("fetch what is new (--watch: and show the progress)"),
  .description = N_ (
      "A sync that runs already is joined. With --watch the exit status tells its end: "
      "0 completed, 10 partial, 11 failed, 12 cancelled. Ctrl-C ends the watching, with "
      "130, and leaves the sync running."),
  .options = sync_options,
  .daemon = TRUE,
  .run = sync_account,
};

const LineupCtlCommand lineup_ctl_cancel = {
  .name = "cancel",
  .arguments = "[ACCOUNT]",
  .max = 1,
  .choices = LINEUP_CTL_ACCOUNTS,
  .summary = N_ ("end the running sync"),
  .daemon = TRUE,
  .run = cancel,
};
