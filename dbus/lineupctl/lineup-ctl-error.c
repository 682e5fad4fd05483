/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-error.h"

#include "lineup-ctl-json.h"
#include "lineup-ctl-names.h"
#include "lineup-ctl-text.h"

#define OURS(name)  LINEUP_CTL_ERROR_PREFIX name
#define DBUS(name)  "org.freedesktop.DBus.Error." name
#define NO_DAEMON   "lineupd is not there: it neither runs nor can be started."
#define NO_ACCOUNT  "There is no such account."
#define HOW_TO_LIST "lineupctl list shows those that there are."
#define HOW_TO_RUN  "Is it installed? 'systemctl --user status lineupd' tells more."
#define LOOK_AT_LOG "Its log tells more: journalctl --user -u lineupd"

typedef struct
{
  const char *name;
  LineupCtlExit exit;
  const char *sentence; /* (nullable): the daemon's own words are as good */
  const char *advice;   /* (nullable) */
  gboolean details;     /* the daemon's own words add something */
} Explanation;

static const Explanation explanations[] = {
  { OURS ("AuthFailed"),
    LINEUP_CTL_EXIT_REFUSED,
    "The panel says that the user name or the password is wrong.",
    "Set both anew: lineupctl settings username",
    FALSE },
  { OURS ("AccountExpired"),
    LINEUP_CTL_EXIT_REFUSED,
    "The panel says that the subscription has ended, or is blocked.",
    "Ask whoever sold it. What was fetched before can still be searched.",
    FALSE },
  { OURS ("AccountExists"),
    LINEUP_CTL_EXIT_NOT_NOW,
    "There is an account of that id already.",
    "Choose another id, or change that account: lineupctl settings",
    FALSE },
  { OURS ("UnknownAccount"), LINEUP_CTL_EXIT_NOT_FOUND, NO_ACCOUNT, HOW_TO_LIST, FALSE },
  { OURS ("InvalidAccount"),
    LINEUP_CTL_EXIT_USAGE,
    "These are no settings of an account.",
    NULL,
    TRUE },
  { OURS ("NotRunning"), LINEUP_CTL_EXIT_NOT_NOW, "No sync is running.", NULL, FALSE },
  { OURS ("Cancelled"), LINEUP_CTL_EXIT_NOT_NOW, "It was cancelled.", NULL, FALSE },
  { OURS ("Offline"),
    LINEUP_CTL_EXIT_PANEL,
    "The panel can't be reached.",
    "Check the network and the panel's address, and try again.",
    FALSE },
  { OURS ("Timeout"),
    LINEUP_CTL_EXIT_PANEL,
    "The panel does not answer in time.",
    "It may be overloaded. Try again in some minutes.",
    FALSE },
  { OURS ("Certificate"),
    LINEUP_CTL_EXIT_PANEL,
    "The panel's certificate can't be trusted.",
    "If it is the panel's own, allow it: lineupctl settings accept-certificate FINGERPRINT",
    TRUE },
  { OURS ("RateLimited"),
    LINEUP_CTL_EXIT_PANEL,
    "The panel says that it is asked too often.",
    "Leave it alone for some minutes.",
    FALSE },
  { OURS ("Server"),
    LINEUP_CTL_EXIT_PANEL,
    "The panel does not work as it should.",
    "Try again later. If it stays so, tell whoever runs it.",
    TRUE },
  { OURS ("MalformedData"),
    LINEUP_CTL_EXIT_PANEL,
    "The panel answers with something that makes no sense.",
    "Check that the address is a panel's. If it is, try again later.",
    TRUE },
  { OURS ("NotFound"),
    LINEUP_CTL_EXIT_NOT_FOUND,
    "There is no such item in the catalogue.",
    "lineupctl search finds items by their words. Episodes are known once their series was shown.",
    FALSE },
  { OURS ("KeyringLocked"),
    LINEUP_CTL_EXIT_LOCAL,
    "The password is in a keyring that is locked.",
    "Unlock the keyring and try again.",
    FALSE },
  { OURS ("Disabled"),
    LINEUP_CTL_EXIT_NOT_NOW,
    "The account is disabled, so it does not ask the panel.",
    "Enable it: lineupctl settings enabled true",
    FALSE },
  { OURS ("Database"),
    LINEUP_CTL_EXIT_LOCAL,
    "The catalogue on the disk can't be read or written.",
    LOOK_AT_LOG,
    TRUE },
  { OURS ("DiskFull"),
    LINEUP_CTL_EXIT_LOCAL,
    "The disk is full.",
    "Make some room and try again.",
    FALSE },
  { OURS ("Storage"),
    LINEUP_CTL_EXIT_LOCAL,
    "The settings, or other files of lineupd, can't be read or written.",
    LOOK_AT_LOG,
    TRUE },
  { OURS ("ShuttingDown"),
    LINEUP_CTL_EXIT_NOT_NOW,
    "lineupd is about to end.",
    "Try again in a moment.",
    FALSE },
  { DBUS ("ServiceUnknown"), LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, FALSE },
  { DBUS ("NameHasNoOwner"), LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, FALSE },
  { DBUS ("Spawn.ExecFailed"), LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, FALSE },
  { DBUS ("Spawn.ChildExited"), LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, FALSE },
  { DBUS ("NoReply"),
    LINEUP_CTL_EXIT_NO_DAEMON,
    "lineupd went away, or did not answer.",
    LOOK_AT_LOG,
    FALSE },
  { DBUS ("UnknownObject"), LINEUP_CTL_EXIT_NOT_FOUND, NO_ACCOUNT, HOW_TO_LIST, FALSE },
  { DBUS ("UnknownMethod"), LINEUP_CTL_EXIT_NOT_FOUND, NO_ACCOUNT, HOW_TO_LIST, FALSE },
  { DBUS ("InvalidArgs"), LINEUP_CTL_EXIT_USAGE, NULL, NULL, TRUE },
};

/* What happens here: the message is for people already. */
static const Explanation own[] = {
  [LINEUP_CTL_ERROR_USAGE] = { .exit = LINEUP_CTL_EXIT_USAGE },
  [LINEUP_CTL_ERROR_NOT_FOUND] = { .exit = LINEUP_CTL_EXIT_NOT_FOUND },
  [LINEUP_CTL_ERROR_GONE] = { .exit = LINEUP_CTL_EXIT_NO_DAEMON },
  [LINEUP_CTL_ERROR_FAILED] = { .exit = LINEUP_CTL_EXIT_FAILED },
};

G_DEFINE_QUARK (lineup - ctl - error - quark, lineup_ctl_error)

static const Explanation *
find_explanation (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (explanations); i++)
    {
      if (g_strcmp0 (explanations[i].name, name) == 0)
        return &explanations[i];
    }
  return NULL;
}

static const Explanation *
explain (const GError *error)
{
  g_autofree char *name = NULL;

  if (error->domain == LINEUP_CTL_ERROR)
    return &own[error->code];
  if (error->domain == G_OPTION_ERROR)
    return &own[LINEUP_CTL_ERROR_USAGE];
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return find_explanation (DBUS ("NoReply"));
  name = g_dbus_error_get_remote_error (error);
  return find_explanation (name);
}

LineupCtlExit
lineup_ctl_error_get_exit (const GError *error)
{
  const Explanation *explanation = explain (error);

  return explanation != NULL ? explanation->exit : LINEUP_CTL_EXIT_FAILED;
}

static char *
make_sentence (const Explanation *explanation, const char *message)
{
  g_autofree char *clean = lineup_ctl_text_clean (message);

  if (explanation == NULL || explanation->sentence == NULL)
    return g_steal_pointer (&clean);
  if (explanation->details)
    return g_strdup_printf ("%s (%s)", explanation->sentence, clean);
  return g_strdup (explanation->sentence);
}

char *
lineup_ctl_error_explain (const char *name, const char *message)
{
  return make_sentence (find_explanation (name), message);
}

const char *
lineup_ctl_error_get_advice (const char *name)
{
  const Explanation *explanation = find_explanation (name);

  return explanation != NULL ? explanation->advice : NULL;
}

char *
lineup_ctl_error_describe (const GError *error)
{
  g_autoptr (GError) plain = g_error_copy (error);

  /* What is said here is for people already, and may take several lines. */
  if (error->domain == LINEUP_CTL_ERROR)
    return g_strdup (error->message);
  g_dbus_error_strip_remote_error (plain);
  return make_sentence (explain (error), plain->message);
}

void
lineup_ctl_error_report (const GError *error, gboolean json)
{
  const Explanation *explanation = explain (error);
  const char *advice = explanation != NULL ? explanation->advice : NULL;
  g_autofree char *name = g_dbus_error_get_remote_error (error);
  g_autofree char *sentence = lineup_ctl_error_describe (error);

  if (json)
    {
      g_auto (GVariantDict) report = G_VARIANT_DICT_INIT (NULL);
      g_autofree char *text = NULL;

      g_variant_dict_insert (&report, "error", "s", name != NULL ? name : "");
      g_variant_dict_insert (&report, "message", "s", sentence);
      if (advice != NULL)
        g_variant_dict_insert (&report, "advice", "s", advice);
      text = lineup_ctl_json_from_variant (g_variant_dict_end (&report));
      g_printerr ("%s\n", text);
      return;
    }
  g_printerr ("lineupctl: %s\n", sentence);
  if (advice != NULL)
    g_printerr ("%s\n", advice);
}
