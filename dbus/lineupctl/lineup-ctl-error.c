/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-error.h"

#include "lineup-ctl-json.h"
#include "lineup-ctl-names.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

#define OURS(name) LINEUP_CTL_ERROR_PREFIX name
#define DBUS(name) "org.freedesktop.DBus.Error." name

/* What is said of several. */
#define NO_DAEMON N_ ("lineupd is not there: it neither runs nor can be started.")
#define NO_BUS    N_ ("The bus does not let this program talk to lineupd.")
#define SHUT_IN                                                                                    \
  N_ ("The sandbox does not let this program talk to lineupd, or lineupd is not there.")
#define HOW_TO_TALK                                                                                \
  N_ ("A sandbox needs to be let: flatpak override --user "                                        \
      "--talk-name=io.github.lineupd.Lineup1 APP")
#define NO_ACCOUNT  N_ ("There is no such account.")
#define HOW_TO_LIST N_ ("lineupctl list shows those that there are.")
#define HOW_TO_RUN  N_ ("Is it installed? 'systemctl --user status lineupd' tells more.")
#define LOOK_AT_LOG N_ ("Its log tells more: journalctl --user -u lineupd")

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
    N_ ("The panel says that the user name or the password is wrong."),
    N_ ("Set both anew: lineupctl settings username"),
    FALSE },
  { OURS ("AccountExpired"),
    LINEUP_CTL_EXIT_REFUSED,
    N_ ("The panel says that the subscription has ended, or is blocked."),
    N_ ("Ask whoever sold it. What was fetched before can still be searched."),
    TRUE },
  { OURS ("AccountExists"),
    LINEUP_CTL_EXIT_NOT_NOW,
    N_ ("There is an account of that id already."),
    N_ ("Choose another id, or change that account: lineupctl settings"),
    FALSE },
  { OURS ("UnknownAccount"), LINEUP_CTL_EXIT_NOT_FOUND, NO_ACCOUNT, HOW_TO_LIST, FALSE },
  { OURS ("InvalidAccount"),
    LINEUP_CTL_EXIT_USAGE,
    N_ ("These are no settings of an account."),
    NULL,
    TRUE },
  { OURS ("NotRunning"), LINEUP_CTL_EXIT_NOT_NOW, N_ ("No sync is running."), NULL, FALSE },
  { OURS ("Cancelled"), LINEUP_CTL_EXIT_NOT_NOW, N_ ("It was cancelled."), NULL, FALSE },
  { OURS ("Offline"),
    LINEUP_CTL_EXIT_PANEL,
    N_ ("The panel can't be reached."),
    N_ ("Check the network and the panel's address, and try again."),
    TRUE },
  { OURS ("Timeout"),
    LINEUP_CTL_EXIT_PANEL,
    N_ ("The panel does not answer in time."),
    N_ ("It may be overloaded. Try again in some minutes."),
    FALSE },
  { OURS ("Certificate"),
    LINEUP_CTL_EXIT_PANEL,
    N_ ("The panel's certificate can't be trusted."),
    N_ ("If it is the panel's own, allow it: lineupctl settings accept-certificate FINGERPRINT"),
    TRUE },
  { OURS ("RateLimited"),
    LINEUP_CTL_EXIT_PANEL,
    N_ ("The panel says that it is asked too often."),
    N_ ("Leave it alone for some minutes."),
    FALSE },
  { OURS ("Server"),
    LINEUP_CTL_EXIT_PANEL,
    N_ ("The panel does not work as it should."),
    N_ ("Try again later. If it stays so, tell whoever runs it."),
    TRUE },
  { OURS ("MalformedData"),
    LINEUP_CTL_EXIT_PANEL,
    N_ ("The panel answers with something that makes no sense."),
    N_ ("Check that the address is a panel's. If it is, try again later."),
    TRUE },
  { OURS ("NotFound"),
    LINEUP_CTL_EXIT_NOT_FOUND,
    N_ ("There is no such item in the catalogue."),
    N_ ("lineupctl search finds items by their words. Episodes are known once their series was "
        "shown."),
    FALSE },
  { OURS ("KeyringLocked"),
    LINEUP_CTL_EXIT_LOCAL,
    N_ ("The password is in a keyring that is locked."),
    N_ ("Unlock the keyring and try again."),
    FALSE },
  { OURS ("Disabled"),
    LINEUP_CTL_EXIT_NOT_NOW,
    N_ ("The account is disabled, so it does not ask the panel."),
    N_ ("Enable it: lineupctl settings enabled true"),
    FALSE },
  { OURS ("Database"),
    LINEUP_CTL_EXIT_LOCAL,
    N_ ("The catalogue on the disk can't be read or written."),
    LOOK_AT_LOG,
    TRUE },
  { OURS ("DiskFull"),
    LINEUP_CTL_EXIT_LOCAL,
    N_ ("The disk is full."),
    N_ ("Make some room and try again."),
    FALSE },
  { OURS ("Storage"),
    LINEUP_CTL_EXIT_LOCAL,
    N_ ("The settings, or other files of lineupd, can't be read or written."),
    LOOK_AT_LOG,
    TRUE },
  { OURS ("ShuttingDown"),
    LINEUP_CTL_EXIT_NOT_NOW,
    N_ ("lineupd is about to end."),
    N_ ("Try again in a moment."),
    FALSE },
  { DBUS ("ServiceUnknown"), LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, FALSE },
  { DBUS ("NameHasNoOwner"), LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, FALSE },
  { DBUS ("Spawn.ExecFailed"), LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, FALSE },
  { DBUS ("Spawn.ChildExited"), LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, FALSE },
  { DBUS ("NoReply"),
    LINEUP_CTL_EXIT_NO_DAEMON,
    N_ ("lineupd went away, or did not answer."),
    LOOK_AT_LOG,
    FALSE },
  { DBUS ("UnknownObject"), LINEUP_CTL_EXIT_NOT_FOUND, NO_ACCOUNT, HOW_TO_LIST, FALSE },
  { DBUS ("UnknownMethod"), LINEUP_CTL_EXIT_NOT_FOUND, NO_ACCOUNT, HOW_TO_LIST, FALSE },
  { DBUS ("Timeout"),
    LINEUP_CTL_EXIT_NO_DAEMON,
    N_ ("lineupd went away, or did not answer."),
    LOOK_AT_LOG,
    FALSE },
  { DBUS ("AccessDenied"), LINEUP_CTL_EXIT_NO_DAEMON, NO_BUS, HOW_TO_TALK, FALSE },
  { DBUS ("LimitsExceeded"),
    LINEUP_CTL_EXIT_NOT_NOW,
    N_ ("That is more at once than lineupd gives one program."),
    N_ ("Try again in a moment, or ask for less."),
    FALSE },
  { DBUS ("InvalidArgs"), LINEUP_CTL_EXIT_USAGE, NULL, NULL, TRUE },
};

/* Errors whose names begin so: of a bus and of a service manager that were to start lineupd. */
static const Explanation families[] = {
  { DBUS ("Spawn."), LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, TRUE },
  { "org.freedesktop.systemd1.", LINEUP_CTL_EXIT_NO_DAEMON, NO_DAEMON, HOW_TO_RUN, TRUE },
};

/* Where the beginning of the daemon's words says more than the error's name, they are told as they
 * are. */
static const struct
{
  const char *message;
  Explanation explanation;
} worded[] = {
  { "The panel refuses this program",
    { OURS ("AuthFailed"),
      LINEUP_CTL_EXIT_REFUSED,
      NULL,
      N_ ("Try what a player calls itself: lineupctl settings user-agent TEXT"),
      TRUE } },
  { "The panel gives this account as a playlist only",
    { OURS ("AuthFailed"),
      LINEUP_CTL_EXIT_REFUSED,
      NULL,
      N_ ("Add it as a playlist: lineupctl add --type playlist, with the panel's get.php link"),
      TRUE } },
  { "The keyring ",
    { OURS ("Storage"),
      LINEUP_CTL_EXIT_LOCAL,
      NULL,
      N_ ("Look after it with the program that manages it, or end that: secrets are kept in files "
          "where there is no keyring."),
      TRUE } },
};

/* A sandbox hides what it does not let its programs talk to. */
static const Explanation shut_in
    = { DBUS ("AccessDenied"), LINEUP_CTL_EXIT_NO_DAEMON, SHUT_IN, HOW_TO_TALK, FALSE };

/* What helps where an account could not be added: there is none whose settings could be changed. */
static const struct
{
  const char *name;
  const char *message; /* (nullable): how the daemon's words begin */
  const char *advice;
} when_adding[] = {
  { OURS ("AuthFailed"),
    "The panel refuses this program",
    N_ ("Nothing was added. Add it again with what a player calls itself: lineupctl add "
        "--user-agent TEXT") },
  { OURS ("AuthFailed"),
    "The panel gives this account as a playlist only",
    N_ ("Nothing was added. Add it as a playlist: lineupctl add --type playlist, with the panel's "
        "get.php link") },
  { OURS ("AuthFailed"), NULL, N_ ("Nothing was added. Add it again: lineupctl add") },
  { OURS ("AccountExpired"), NULL, N_ ("Nothing was added. Ask whoever sold it.") },
  { OURS ("InvalidAccount"), NULL, N_ ("Nothing was added. Add it again: lineupctl add") },
  { OURS ("Certificate"),
    NULL,
    N_ ("Nothing was added. If it is the panel's own, allow it when you add it again: lineupctl "
        "add --accept-certificate FINGERPRINT") },
  { OURS ("Offline"),
    NULL,
    N_ ("Nothing was added. Check the network and the panel's address, and add it again: lineupctl "
        "add") },
  { OURS ("Timeout"),
    NULL,
    N_ ("Nothing was added. The panel may be overloaded. Add it again in some minutes: lineupctl "
        "add") },
  { OURS ("RateLimited"),
    NULL,
    N_ ("Nothing was added. Leave the panel alone for some minutes, and add it again: lineupctl "
        "add") },
  { OURS ("Server"),
    NULL,
    N_ ("Nothing was added. Add it again later: lineupctl add. If it stays so, tell whoever runs "
        "the panel.") },
  { OURS ("MalformedData"),
    NULL,
    N_ ("Nothing was added. Check that the address is a panel's, and add it again: lineupctl "
        "add") },
  { OURS ("KeyringLocked"),
    NULL,
    N_ ("Nothing was added. Unlock the keyring and add it again: lineupctl add") },
  { OURS ("DiskFull"),
    NULL,
    N_ ("Nothing was added. Make some room and add it again: lineupctl add") },
};

/* What happens here: the message is for people already. */
static const Explanation own[] = {
  [LINEUP_CTL_ERROR_USAGE] = { .exit = LINEUP_CTL_EXIT_USAGE },
  [LINEUP_CTL_ERROR_NOT_FOUND] = { .exit = LINEUP_CTL_EXIT_NOT_FOUND },
  [LINEUP_CTL_ERROR_GONE] = { .exit = LINEUP_CTL_EXIT_NO_DAEMON },
  [LINEUP_CTL_ERROR_FAILED] = { .exit = LINEUP_CTL_EXIT_FAILED },
};

G_DEFINE_QUARK (lineup - ctl - error - quark, lineup_ctl_error)

/* https://docs.flatpak.org/en/latest/sandbox-permissions.html: a file that all of them have. */
static gboolean
is_sandboxed (void)
{
  return g_getenv ("FLATPAK_ID") != NULL || g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

static gboolean
is_absence (const char *name)
{
  const char *const names[] = { DBUS ("ServiceUnknown"), DBUS ("NameHasNoOwner"), NULL };

  return g_strv_contains (names, name);
}

/* @message: without the error's name */
static const Explanation *
find_explanation (const char *name, const char *message)
{
  if (name == NULL)
    return NULL;
  if (is_absence (name) && is_sandboxed ())
    return &shut_in;
  for (guint i = 0; i < G_N_ELEMENTS (worded); i++)
    {
      if (g_str_equal (worded[i].explanation.name, name)
          && g_str_has_prefix (message, worded[i].message))
        return &worded[i].explanation;
    }
  for (guint i = 0; i < G_N_ELEMENTS (explanations); i++)
    {
      if (g_str_equal (explanations[i].name, name))
        return &explanations[i];
    }
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if (g_str_has_prefix (name, families[i].name))
        return &families[i];
    }
  return NULL;
}

static char *
get_words (const GError *error)
{
  g_autoptr (GError) plain = g_error_copy (error);

  g_dbus_error_strip_remote_error (plain);
  return g_strdup (plain->message);
}

static const Explanation *
explain (const GError *error)
{
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  if (error->domain == LINEUP_CTL_ERROR)
    return &own[error->code];
  if (error->domain == G_OPTION_ERROR)
    return &own[LINEUP_CTL_ERROR_USAGE];
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return find_explanation (DBUS ("NoReply"), "");
  name = g_dbus_error_get_remote_error (error);
  words = get_words (error);
  return find_explanation (name, words);
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
    return g_strconcat (clean, g_str_has_suffix (clean, ".") ? NULL : ".", NULL);
  if (explanation->details)
    return g_strdup_printf ("%s (%s)", _ (explanation->sentence), clean);
  return g_strdup (_ (explanation->sentence));
}

char *
lineup_ctl_error_explain (const char *name, const char *message)
{
  return make_sentence (find_explanation (name, message), message);
}

const char *
lineup_ctl_error_get_advice (const char *name, const char *message)
{
  const Explanation *explanation = find_explanation (name, message);

  return explanation != NULL && explanation->advice != NULL ? _ (explanation->advice) : NULL;
}

char *
lineup_ctl_error_describe (const GError *error)
{
  g_autofree char *words = NULL;

  /* What is said here is for people already, and may take several lines. */
  if (error->domain == LINEUP_CTL_ERROR)
    return g_strdup (error->message);
  words = get_words (error);
  return make_sentence (explain (error), words);
}

static const char *
choose_advice (const GError *error, gboolean is_adding)
{
  const Explanation *explanation = explain (error);
  g_autofree char *words = get_words (error);

  for (guint i = 0; is_adding && explanation != NULL && i < G_N_ELEMENTS (when_adding); i++)
    {
      if (g_strcmp0 (when_adding[i].name, explanation->name) == 0
          && (when_adding[i].message == NULL || g_str_has_prefix (words, when_adding[i].message)))
        return _ (when_adding[i].advice);
    }
  return explanation != NULL && explanation->advice != NULL ? _ (explanation->advice) : NULL;
}

void
lineup_ctl_error_report (const GError *error, gboolean is_adding, gboolean json)
{
  const char *advice = choose_advice (error, is_adding);
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
