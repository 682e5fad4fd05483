/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-error-private.h"

#include <glib/gi18n-lib.h>

#define OURS(name) "io.github.lineupd.Lineup1.Error." name
#define DBUS(name) "org.freedesktop.DBus.Error." name

#define NOT_THERE N_ ("lineupd is not there: it neither runs nor can be started.")

typedef struct
{
  const char *name;
  LineupError code;
} Name;

/* How errors arrive. Several names of the bus' own mean the same to a player. */
static const Name names[] = {
  { OURS ("AuthFailed"), LINEUP_ERROR_AUTH_FAILED },
  { OURS ("AccountExpired"), LINEUP_ERROR_ACCOUNT_EXPIRED },
  { OURS ("AccountExists"), LINEUP_ERROR_ACCOUNT_EXISTS },
  { OURS ("UnknownAccount"), LINEUP_ERROR_UNKNOWN_ACCOUNT },
  { OURS ("InvalidAccount"), LINEUP_ERROR_INVALID_ACCOUNT },
  { OURS ("NotRunning"), LINEUP_ERROR_NOT_RUNNING },
  { OURS ("Cancelled"), LINEUP_ERROR_CANCELLED },
  { OURS ("Offline"), LINEUP_ERROR_OFFLINE },
  { OURS ("Timeout"), LINEUP_ERROR_TIMEOUT },
  { OURS ("Certificate"), LINEUP_ERROR_CERTIFICATE },
  { OURS ("RateLimited"), LINEUP_ERROR_RATE_LIMITED },
  { OURS ("Server"), LINEUP_ERROR_SERVER },
  { OURS ("MalformedData"), LINEUP_ERROR_MALFORMED_DATA },
  { OURS ("NotFound"), LINEUP_ERROR_NOT_FOUND },
  { OURS ("KeyringLocked"), LINEUP_ERROR_KEYRING_LOCKED },
  { OURS ("Disabled"), LINEUP_ERROR_DISABLED },
  { OURS ("Database"), LINEUP_ERROR_DATABASE },
  { OURS ("DiskFull"), LINEUP_ERROR_DISK_FULL },
  { OURS ("ShuttingDown"), LINEUP_ERROR_SHUTTING_DOWN },
  { OURS ("Storage"), LINEUP_ERROR_STORAGE },
  { DBUS ("ServiceUnknown"), LINEUP_ERROR_UNAVAILABLE },
  { DBUS ("NameHasNoOwner"), LINEUP_ERROR_UNAVAILABLE },
  { DBUS ("NoReply"), LINEUP_ERROR_UNAVAILABLE },
  { DBUS ("Disconnected"), LINEUP_ERROR_UNAVAILABLE },
  { DBUS ("NoServer"), LINEUP_ERROR_UNAVAILABLE },
  { DBUS ("AccessDenied"), LINEUP_ERROR_UNAVAILABLE },
  { DBUS ("Timeout"), LINEUP_ERROR_TIMEOUT },
  { DBUS ("TimedOut"), LINEUP_ERROR_TIMEOUT },
  { DBUS ("UnknownObject"), LINEUP_ERROR_UNKNOWN_ACCOUNT },
  { DBUS ("UnknownMethod"), LINEUP_ERROR_UNKNOWN_ACCOUNT },
  { DBUS ("InvalidArgs"), LINEUP_ERROR_INVALID_ARGUMENT },
  { DBUS ("LimitsExceeded"), LINEUP_ERROR_TOO_MANY },
};

/* What is said to a person; without a sentence the message is as good. */
static const char *const texts[] = {
  [LINEUP_ERROR_UNAVAILABLE] = NOT_THERE,
  [LINEUP_ERROR_AUTH_FAILED] = N_ ("The panel says that the user name or the password is wrong."),
  [LINEUP_ERROR_ACCOUNT_EXPIRED] = N_ (
      "The panel says that the subscription has ended, or is blocked."),
  [LINEUP_ERROR_ACCOUNT_EXISTS] = N_ ("There is an account of that id already."),
  [LINEUP_ERROR_UNKNOWN_ACCOUNT] = N_ ("There is no such account."),
  [LINEUP_ERROR_INVALID_ACCOUNT] = N_ ("These are no settings of an account."),
  [LINEUP_ERROR_NOT_RUNNING] = N_ ("No sync is running."),
  [LINEUP_ERROR_CANCELLED] = N_ ("It was cancelled."),
  [LINEUP_ERROR_OFFLINE] = N_ ("The panel can't be reached."),
  [LINEUP_ERROR_TIMEOUT] = N_ ("The panel does not answer in time."),
  [LINEUP_ERROR_CERTIFICATE] = N_ ("The panel's certificate can't be trusted."),
  [LINEUP_ERROR_RATE_LIMITED] = N_ ("The panel says that it is asked too often."),
  [LINEUP_ERROR_SERVER] = N_ ("The panel does not work as it should."),
  [LINEUP_ERROR_MALFORMED_DATA] = N_ ("The panel answers with something that makes no sense."),
  [LINEUP_ERROR_NOT_FOUND] = N_ ("There is no such item in the catalogue."),
  [LINEUP_ERROR_KEYRING_LOCKED] = N_ ("The password is in a keyring that is locked."),
  [LINEUP_ERROR_DISABLED] = N_ ("The account is disabled, so it does not ask the panel."),
  [LINEUP_ERROR_DATABASE] = N_ ("The catalogue on the disk can't be read or written."),
  [LINEUP_ERROR_DISK_FULL] = N_ ("The disk is full."),
  [LINEUP_ERROR_STORAGE] = N_ (
      "The settings, or other files of lineupd, can't be read or written."),
};

G_DEFINE_QUARK (lineup - error - quark, lineup_error)

const char *
lineup_error_get_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == LINEUP_ERROR && error->code >= 0 && error->code < (int)G_N_ELEMENTS (texts)
      && texts[error->code] != NULL)
    return _ (texts[error->code]);
  return error->message;
}

GError *
lineup_error_adopt (GError *owned_error)
{
  g_autofree char *name = NULL;
  LineupError code = LINEUP_ERROR_FAILED;

  if (owned_error->domain == LINEUP_ERROR
      || g_error_matches (owned_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return owned_error;

  name = g_dbus_error_get_remote_error (owned_error);
  if (name == NULL && owned_error->domain == G_DBUS_ERROR)
    name = g_dbus_error_encode_gerror (owned_error);
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (name, names[i].name))
        code = names[i].code;
    }
  if (g_error_matches (owned_error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    code = LINEUP_ERROR_UNAVAILABLE;
  if (g_error_matches (owned_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    code = LINEUP_ERROR_TIMEOUT;
  g_dbus_error_strip_remote_error (owned_error);
  owned_error->domain = LINEUP_ERROR;
  owned_error->code = code;
  return owned_error;
}
