/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-watch.h"

#include "lineup-ctl-json.h"
#include "lineup-ctl-progress.h"
#include "lineup-ctl-steps.h"
#include "lineup-ctl-terminal.h"
#include "lineup-ctl-text.h"
#include "lineup-ctl-waiting.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

typedef struct
{
  GMainLoop *loop;             /* (owned) */
  LineupDBusObject *object;    /* (unowned) */
  LineupDBusAccount *account;  /* (unowned) */
  LineupCtlProgress *progress; /* (owned) (nullable): where the terminal can show one */
  gboolean json;
  guint64 job;
  guint n_printed; /* steps that are told of */
  GError *error;   /* (owned) (nullable) */
  LineupCtlExit exit;
} Watch;

static void
watch_clear (Watch *watch)
{
  g_main_loop_unref (watch->loop);
  g_clear_pointer (&watch->progress, lineup_ctl_progress_free);
  g_clear_error (&watch->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watch, watch_clear)

static void
print_signal (Watch *watch, const char *name, GVariantDict *values)
{
  g_variant_dict_insert (values, "account", "s", lineup_ctl_session_get_id (watch->object));
  g_variant_dict_insert (values, "signal", "s", name);
  g_variant_dict_insert (values, "job", "t", watch->job);
  lineup_ctl_json_print (g_variant_dict_end (values));
}

/* Steps that have ended stay on the screen, above the line that moves. */
static void
print_steps (Watch *watch, GVariant *steps)
{
  if (steps == NULL || g_variant_n_children (steps) <= watch->n_printed)
    return;
  if (watch->progress != NULL)
    lineup_ctl_progress_hide (watch->progress);
  watch->n_printed = lineup_ctl_steps_print (steps, watch->n_printed, 0);
}

static void
on_progress (LineupDBusAccount *account,
             guint64 job,
             guint percentage,
             const char *step,
             GVariant *details,
             Watch *watch)
{
  if (job != watch->job)
    return;
  if (watch->json)
    {
      g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);

      g_variant_dict_insert (&values, "percentage", "u", percentage);
      g_variant_dict_insert (&values, "step", "s", step);
      g_variant_dict_insert_value (&values, "details", details);
      print_signal (watch, "Progress", &values);
      return;
    }
  print_steps (watch, lineup_dbus_account_get_steps (account));
  if (watch->progress != NULL)
    lineup_ctl_progress_update (watch->progress, percentage, step, details);
}

static LineupCtlExit
get_exit (const char *status, gboolean is_cancelled)
{
  if (is_cancelled)
    return LINEUP_CTL_EXIT_CANCELLED;
  if (g_str_equal (status, "completed"))
    return LINEUP_CTL_EXIT_DONE;
  return g_str_equal (status, "partial") ? LINEUP_CTL_EXIT_PARTIAL : LINEUP_CTL_EXIT_SYNC_FAILED;
}

static void
on_finished (
    LineupDBusAccount *account, guint64 job, const char *status, GVariant *summary, Watch *watch)
{
  g_autoptr (GVariant) steps = g_variant_lookup_value (summary, "steps", NULL);
  g_autofree char *duration = NULL;
  const char *advice = NULL;
  gboolean is_cancelled = FALSE;
  guint64 milliseconds = 0;

  if (job != watch->job)
    return;
  g_variant_lookup (summary, "cancelled", "b", &is_cancelled);
  g_variant_lookup (summary, "duration-ms", "t", &milliseconds);
  watch->exit = get_exit (status, is_cancelled);
  if (watch->json)
    {
      g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);

      g_variant_dict_insert (&values, "status", "s", status);
      g_variant_dict_insert_value (&values, "summary", summary);
      print_signal (watch, "Finished", &values);
    }
  else
    {
      print_steps (watch, steps);
      if (watch->progress != NULL)
        lineup_ctl_progress_hide (watch->progress);
      advice = lineup_ctl_steps_get_advice (steps);
      duration = lineup_ctl_text_format_duration ((double)milliseconds / 1000);
      g_print (_ ("Sync of %s: %s after %s\n"),
               lineup_ctl_session_get_id (watch->object),
               is_cancelled ? _ ("cancelled") : status,
               duration);
      if (advice != NULL)
        g_printerr ("%s\n", advice);
    }
  g_main_loop_quit (watch->loop);
}

static void
tell_waiting (Watch *watch)
{
  const char *reason = lineup_dbus_account_get_waiting (watch->account);
  g_autofree char *text = NULL;

  if (watch->json || reason == NULL || reason[0] == '\0')
    return;
  text = g_strdup_printf (_ ("Waits %s"), lineup_ctl_waiting_explain (reason));
  if (watch->progress != NULL)
    lineup_ctl_progress_tell (watch->progress, text);
  else
    g_print ("%s\n", text);
}

/* A daemon that was killed never says how it ended. */
static void
on_owner_changed (GDBusProxy *proxy, GParamSpec *property, Watch *watch)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (proxy);

  if (owner != NULL)
    return;
  if (watch->progress != NULL)
    lineup_ctl_progress_hide (watch->progress);
  g_clear_error (&watch->error);
  watch->error = g_error_new_literal (
      LINEUP_CTL_ERROR,
      LINEUP_CTL_ERROR_GONE,
      _ ("lineupd has ended in the middle of the sync. Its log tells "
         "more: journalctl --user -u lineupd"));
  g_main_loop_quit (watch->loop);
}

static gboolean
on_interrupted (gpointer user_data)
{
  Watch *watch = user_data;

  if (watch->progress != NULL)
    lineup_ctl_progress_hide (watch->progress);
  g_printerr (_ ("The sync goes on. To end it: lineupctl cancel %s\n"),
              lineup_ctl_session_get_id (watch->object));
  watch->exit = LINEUP_CTL_EXIT_INTERRUPTED;
  g_main_loop_quit (watch->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_resized (gpointer user_data)
{
  Watch *watch = user_data;

  if (watch->progress != NULL)
    lineup_ctl_progress_show (watch->progress);
  return G_SOURCE_CONTINUE;
}

LineupCtlExit
lineup_ctl_watch_run (LineupDBusObject *object, GVariant *start, gboolean json, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_auto (Watch) watch = { .loop = g_main_loop_ref (loop),
                           .object = object,
                           .account = lineup_dbus_object_peek_account (object),
                           .json = json };
  guint interrupted = 0, resized = 0;

  if (!json && lineup_ctl_terminal_can_redraw ())
    watch.progress = lineup_ctl_progress_new ();

  /* None of these comes before the main loop runs: by then the job's number is there. */
  g_signal_connect (watch.account, "progress", G_CALLBACK (on_progress), &watch);
  g_signal_connect (watch.account, "finished", G_CALLBACK (on_finished), &watch);
  g_signal_connect_swapped (watch.account, "notify::waiting", G_CALLBACK (tell_waiting), &watch);
  g_signal_connect (watch.account, "notify::g-name-owner", G_CALLBACK (on_owner_changed), &watch);
  if (lineup_dbus_account_call_start_sync_sync (watch.account, start, &watch.job, NULL, error))
    {
      tell_waiting (&watch);
      interrupted = g_unix_signal_add (SIGINT, on_interrupted, &watch);
      resized = g_unix_signal_add (SIGWINCH, on_resized, &watch);
      g_main_loop_run (loop);
      g_source_remove (interrupted);
      g_source_remove (resized);
    }
  g_signal_handlers_disconnect_by_data (watch.account, &watch);
  if (watch.error != NULL)
    g_propagate_error (error, g_steal_pointer (&watch.error));
  return watch.exit;
}
