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

/* What a sync is called on the bus, and what people are told of it. */
typedef struct
{
  const char *method;
  const char *progress;
  const char *finished;
  const char *waiting;
  const char *steps;   /* (nullable): property that has those that have ended */
  const char *summary; /* key of all of them at the end */
  const char *end;     /* with the account, how it ended and after how long */
  const char *advice;  /* with the account */
} Words;

static const Words words[] = {
  [LINEUP_CTL_WATCH_SYNC] = { "StartSync",
                              "Progress",
                              "Finished",
                              "Waiting",
                              "Steps",
                              "steps",
                              N_ ("Sync of %s: %s after %s\n"),
                              N_ ("The sync goes on. To end it: lineupctl cancel %s\n") },
  [LINEUP_CTL_WATCH_GUIDE_SYNC]
  = { "StartGuideSync",
      "GuideProgress",
      "GuideFinished",
      "GuideWaiting",
      NULL,
      "sources",
      N_ ("Guide sync of %s: %s after %s\n"),
      N_ ("The sync goes on. To end it: lineupctl guide cancel %s\n") },
};

typedef struct
{
  const Words *words;          /* (unowned) */
  GMainLoop *loop;             /* (owned) */
  LineupDBusObject *object;    /* (unowned) */
  GDBusProxy *proxy;           /* (unowned) */
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
tell_progress (Watch *watch, guint percentage, const char *step, GVariant *details)
{
  if (watch->json)
    {
      g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);

      g_variant_dict_insert (&values, "percentage", "u", percentage);
      g_variant_dict_insert (&values, watch->words->steps != NULL ? "step" : "source", "s", step);
      g_variant_dict_insert_value (&values, "details", details);
      print_signal (watch, watch->words->progress, &values);
      return;
    }
  if (watch->words->steps != NULL)
    {
      g_autoptr (GVariant) steps = g_dbus_proxy_get_cached_property (watch->proxy,
                                                                     watch->words->steps);

      print_steps (watch, steps);
    }
  if (watch->progress != NULL)
    lineup_ctl_progress_update (watch->progress, percentage, step, details);
}

/* Puts words in the places of a text that is translated. */
static char *
fill_in (const char *text, const char *const *parts)
{
  g_autoptr (GString) filled = g_string_new (_ (text));

  for (; *parts != NULL; parts++)
    g_string_replace (filled, "%s", *parts, 1);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static void
print_end (Watch *watch, const char *status, const char *duration)
{
  const char *const parts[] = { lineup_ctl_session_get_id (watch->object), status, duration, NULL };
  g_autofree char *text = fill_in (watch->words->end, parts);

  g_print ("%s", text);
}

static void
print_advice (Watch *watch)
{
  const char *const parts[] = { lineup_ctl_session_get_id (watch->object), NULL };
  g_autofree char *text = fill_in (watch->words->advice, parts);

  g_printerr ("%s", text);
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
tell_end (Watch *watch, const char *status, GVariant *summary)
{
  g_autoptr (GVariant) steps = g_variant_lookup_value (
      summary, watch->words->summary, G_VARIANT_TYPE ("aa{sv}"));
  g_autofree char *duration = NULL;
  const char *advice = NULL;
  gboolean is_cancelled = FALSE;
  guint64 milliseconds = 0;

  g_variant_lookup (summary, "cancelled", "b", &is_cancelled);
  g_variant_lookup (summary, "duration-ms", "t", &milliseconds);
  watch->exit = get_exit (status, is_cancelled);
  if (watch->json)
    {
      g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);

      g_variant_dict_insert (&values, "status", "s", status);
      g_variant_dict_insert_value (&values, "summary", summary);
      print_signal (watch, watch->words->finished, &values);
      return;
    }
  print_steps (watch, steps);
  if (watch->progress != NULL)
    lineup_ctl_progress_hide (watch->progress);
  advice = lineup_ctl_steps_get_advice (steps);
  duration = lineup_ctl_text_format_duration ((double)milliseconds / 1000);
  print_end (watch, is_cancelled ? _ ("cancelled") : status, duration);
  if (advice != NULL)
    g_printerr ("%s\n", advice);
}

static void
on_signal (
    GDBusProxy *proxy, const char *sender, const char *name, GVariant *parameters, Watch *watch)
{
  guint64 job = 0;

  if (g_str_equal (name, watch->words->progress)
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(tusa{sv})")))
    {
      g_autoptr (GVariant) details = NULL;
      const char *step = NULL;
      guint32 percentage = 0;

      g_variant_get (parameters, "(tu&s@a{sv})", &job, &percentage, &step, &details);
      if (job == watch->job)
        tell_progress (watch, percentage, step, details);
    }
  if (g_str_equal (name, watch->words->finished)
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(tsa{sv})")))
    {
      g_autoptr (GVariant) summary = NULL;
      const char *status = NULL;

      g_variant_get (parameters, "(t&s@a{sv})", &job, &status, &summary);
      if (job != watch->job)
        return;
      tell_end (watch, status, summary);
      g_main_loop_quit (watch->loop);
    }
}

static void
tell_waiting (Watch *watch)
{
  g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (watch->proxy,
                                                                 watch->words->waiting);
  const char *reason = value != NULL ? g_variant_get_string (value, NULL) : "";
  g_autofree char *text = NULL;

  if (watch->json || reason[0] == '\0')
    return;
  text = g_strdup_printf (_ ("Waits %s"), lineup_ctl_waiting_explain (reason));
  if (watch->progress != NULL)
    lineup_ctl_progress_tell (watch->progress, text);
  else
    g_print ("%s\n", text);
}

static void
on_properties_changed (GDBusProxy *proxy,
                       GVariant *changed,
                       const char *const *invalidated,
                       Watch *watch)
{
  g_autoptr (GVariant) waiting = g_variant_lookup_value (changed, watch->words->waiting, NULL);

  if (waiting != NULL)
    tell_waiting (watch);
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
  print_advice (watch);
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

/* Signals that come before the main loop runs wait for it: by then the job's number is there. */
static gboolean
start (Watch *watch, GVariant *options, GError **error)
{
  g_autoptr (GVariant) reply = g_dbus_proxy_call_sync (watch->proxy,
                                                       watch->words->method,
                                                       g_variant_new ("(@a{sv})", options),
                                                       G_DBUS_CALL_FLAGS_NONE,
                                                       -1,
                                                       NULL,
                                                       error);

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(t)", &watch->job);
  return TRUE;
}

LineupCtlExit
lineup_ctl_watch_run (LineupDBusObject *object,
                      LineupCtlWatchKind kind,
                      GVariant *options,
                      gboolean json,
                      GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_auto (Watch) watch
      = { .words = &words[kind], .loop = g_main_loop_ref (loop), .object = object, .json = json };
  guint interrupted = 0, resized = 0;

  watch.proxy = kind == LINEUP_CTL_WATCH_SYNC
                    ? G_DBUS_PROXY (lineup_dbus_object_peek_account (object))
                    : G_DBUS_PROXY (lineup_dbus_object_peek_guide (object));
  if (!json && lineup_ctl_terminal_can_redraw ())
    watch.progress = lineup_ctl_progress_new ();

  g_signal_connect (watch.proxy, "g-signal", G_CALLBACK (on_signal), &watch);
  g_signal_connect (
      watch.proxy, "g-properties-changed", G_CALLBACK (on_properties_changed), &watch);
  g_signal_connect (watch.proxy, "notify::g-name-owner", G_CALLBACK (on_owner_changed), &watch);
  if (start (&watch, options, error))
    {
      tell_waiting (&watch);
      interrupted = g_unix_signal_add (SIGINT, on_interrupted, &watch);
      resized = g_unix_signal_add (SIGWINCH, on_resized, &watch);
      g_main_loop_run (loop);
      g_source_remove (interrupted);
      g_source_remove (resized);
    }
  g_signal_handlers_disconnect_by_data (watch.proxy, &watch);
  if (watch.error != NULL)
    g_propagate_error (error, g_steal_pointer (&watch.error));
  return watch.exit;
}
