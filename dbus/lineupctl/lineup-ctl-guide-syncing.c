/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-guide.h"
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

  if (!lineup_dbus_guide_call_start_guide_sync_sync (
          lineup_dbus_object_peek_guide (object), options, &job, NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  name = lineup_ctl_text_format_name (job);
  if (call->json)
    lineup_ctl_json_print (g_variant_new_parsed ("{'account': <%s>, 'job': <%t>}", id, job));
  else
    g_print (_ ("Guide sync %s of %s runs. To follow it: lineupctl guide sync %s --watch\n"),
             name,
             id,
             id);
  return LINEUP_CTL_EXIT_DONE;
}

static LineupCtlExit
sync_guide (LineupCtlCall *call, GError **error)
{
  const char *const keys[] = { "sources", "force", "accept-shrink", NULL };
  LineupDBusObject *object = lineup_ctl_call_find_account (call, 0, error);
  g_autoptr (GVariant) options = lineup_ctl_call_pick (call, keys);

  if (object == NULL || lineup_ctl_session_get_guide (object, error) == NULL)
    return LINEUP_CTL_EXIT_NOT_FOUND;
  if (lineup_ctl_call_has (call, "watch"))
    return lineup_ctl_watch_run (object, LINEUP_CTL_WATCH_GUIDE_SYNC, options, call->json, error);
  return start (call, object, options, error);
}

static LineupCtlExit
cancel (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_call_find_account (call, 0, error);
  LineupDBusGuide *guide = object != NULL ? lineup_ctl_session_get_guide (object, error) : NULL;

  if (guide == NULL || !lineup_dbus_guide_call_cancel_guide_sync_sync (guide, NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  if (call->json)
    lineup_ctl_json_print (
        g_variant_new_parsed ("{'account': <%s>}", lineup_ctl_session_get_id (object)));
  else
    g_print (_ ("The guide sync of %s is cancelled.\n"), lineup_ctl_session_get_id (object));
  return LINEUP_CTL_EXIT_DONE;
}

static const LineupCtlOption sync_options[] = {
  { "watch", 'w', "b", NULL, N_ ("tell how far it is until it has ended"), NULL },
  { "sources", 's', "as", "ID", N_ ("only this source; may be repeated"), LINEUP_CTL_SOURCES },
  { "force", 'f', "b", NULL, N_ ("read all of what has not changed, too"), NULL },
  { "accept-shrink", 0, "b", NULL, N_ ("believe guides that are much shorter than before"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_guide_sync = {
  .name = "guide sync",
  .arguments = "[ACCOUNT]",
  .max = 1,
  .choices = LINEUP_CTL_ACCOUNTS,
  .summary = N_ ("read the guide anew (--watch: show progress)"),
  .description = N_ ("It does so by itself after each sync. With --watch the exit status tells "
                     "its end, as that of sync does."),
  .options = sync_options,
  .daemon = TRUE,
  .run = sync_guide,
};

const LineupCtlCommand lineup_ctl_guide_cancel = {
  .name = "guide cancel",
  .arguments = "[ACCOUNT]",
  .max = 1,
  .choices = LINEUP_CTL_ACCOUNTS,
  .summary = N_ ("end the running guide sync"),
  .daemon = TRUE,
  .run = cancel,
};
