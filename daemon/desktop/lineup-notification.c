/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-notification.h"

#include "lineup-error.h"
#include "lineup-line.h"

#include <glib/gi18n.h>

/* Characters of an account's name, which may be as long as somebody likes. */
#define MAX_NAME_LENGTH 60

static LineupNotification *
notification_new (LineupAccount *account,
                  const char *matter,
                  const char *category,
                  const char *title,
                  char *owned_body)
{
  LineupNotification *self = g_new0 (LineupNotification, 1);

  self->topic = g_strdup_printf ("%s/%s", lineup_account_get_id (account), matter);
  self->category = category;
  self->title = title;
  self->body = owned_body;
  self->important = TRUE;
  return self;
}

void
lineup_notification_free (LineupNotification *self)
{
  g_free (self->topic);
  g_free (self->body);
  g_free (self);
}

/* What a person calls the account: on one line, and no longer than a line. */
static char *
dup_name (LineupAccount *account)
{
  g_autofree char *name = NULL;

  g_object_get (account, "name", &name, NULL);
  g_strstrip (name);
  if (*name == '\0')
    return g_strdup (lineup_account_get_id (account));
  return lineup_line_new (name, MAX_NAME_LENGTH);
}

/* Such as `a, b and c`. */
static char *
enumerate (GPtrArray *parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      /* Translators: these stand between the parts of such as "3 new channels, 1 new movie and 2
       * new series", the second before the last one. */
      if (i > 0)
        g_string_append (text, i + 1 < parts->len ? _ (", ") : _ (" and "));
      g_string_append (text, parts->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

/* A sync */

static char *
count_new (LineupKind kind, guint64 count)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, count);

  switch (kind)
    {
    case LINEUP_KIND_CHANNELS:
      return g_strdup_printf (ngettext ("%s new channel", "%s new channels", count), number);
    case LINEUP_KIND_MOVIES:
      return g_strdup_printf (ngettext ("%s new movie", "%s new movies", count), number);
    case LINEUP_KIND_SERIES:
    default:
      /* Translators: television series, one and several. */
      return g_strdup_printf (ngettext ("%s new series", "%s new series", count), number);
    }
}

/* Returns such as `3 new channels and 1 new movie`, or %NULL if nothing is new. */
static char *
describe_new (GPtrArray *reports)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < reports->len; i++)
    {
      const LineupStepReport *report = reports->pdata[i];

      if (report->added > 0 && !lineup_list_has_categories (report->list))
        g_ptr_array_add (parts, count_new (lineup_list_get_kind (report->list), report->added));
    }
  return parts->len > 0 ? enumerate (parts) : NULL;
}

static gboolean
is_whole (GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    {
      const LineupStepReport *report = reports->pdata[i];

      if (report->outcome != LINEUP_OUTCOME_OK && report->outcome != LINEUP_OUTCOME_UNCHANGED)
        return FALSE;
    }
  return TRUE;
}

LineupNotification *
lineup_notification_new_synced (LineupAccount *account, GPtrArray *reports)
{
  g_autofree char *name = dup_name (account);
  g_autofree char *news = describe_new (reports);
  const char *rest = is_whole (reports) ? NULL : _ ("Some of its lists could not be updated.");
  LineupNotification *self = NULL;
  g_autofree char *sentence = NULL;

  /* Translators: the name of an account, and such as "3 new channels and 1 new movie". */
  sentence = news != NULL ? g_strdup_printf (_ ("“%s” has %s."), name, news)
                          : g_strdup_printf (_ ("There is nothing new in “%s”."), name);
  self = notification_new (account,
                           "sync",
                           "transfer.complete",
                           _ ("Sync finished"),
                           g_strjoin (" ", sentence, rest, NULL));
  self->important = FALSE;
  return self;
}

/* What else there is to tell */

LineupNotification *
lineup_notification_new_ending (LineupAccount *account, guint64 expires)
{
  g_autofree char *name = dup_name (account);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local ((gint64)expires);
  /* Translators: a day, as of strftime(). */
  g_autofree char *day = time != NULL ? g_date_time_format (time, _ ("%-d %B %Y")) : NULL;

  return notification_new (
      account,
      "subscription",
      "x-lineupd.account",
      _ ("Subscription ends soon"),
      g_strdup_printf (_ ("The subscription of “%s” ends on %s."), name, day != NULL ? day : "?"));
}

LineupNotification *
lineup_notification_new_refused (LineupAccount *account,
                                 const GError *reason,
                                 LineupAccountStatus status)
{
  g_autofree char *name = dup_name (account);
  char *body = NULL;

  if (g_error_matches (reason, LINEUP_ERROR, LINEUP_ERROR_AUTH_FAILED))
    body = g_strdup_printf (_ ("The panel does not accept the user name or the password of “%s”."),
                            name);
  else if (status == LINEUP_ACCOUNT_STATUS_BANNED)
    body = g_strdup_printf (_ ("The panel refuses “%s”: the account is banned."), name);
  else if (status == LINEUP_ACCOUNT_STATUS_DISABLED)
    body = g_strdup_printf (_ ("The panel refuses “%s”: the account is disabled."), name);
  else
    body = g_strdup_printf (_ ("The subscription of “%s” has ended."), name);
  return notification_new (
      account, "subscription", "x-lineupd.account", _ ("Account refused"), body);
}

LineupNotification *
lineup_notification_new_quarantined (LineupAccount *account, LineupListSet lists)
{
  g_autofree char *name = dup_name (account);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *what = NULL;

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      if (lineup_list_set_has (lists, (LineupList)list))
        g_ptr_array_add (parts, g_strdup (_ (lineup_list_get_title ((LineupList)list))));
    }
  what = enumerate (parts);
  return notification_new (
      account,
      "quarantine",
      "transfer.error",
      _ ("Old lists are kept"),
      /* Translators: the name of an account, and such as "channels, movies and series". */
      g_strdup_printf (
          _ ("“%s” suddenly has far fewer %s. What was there before stays for now."), name, what));
}

LineupNotification *
lineup_notification_new_guide (LineupAccount *account, guint64 bytes)
{
  g_autofree char *name = dup_name (account);
  g_autofree char *size = g_format_size (bytes);
  /* Translators: the name of an account, and such as "12.3 MB". */
  LineupNotification *self = notification_new (
      account,
      "guide",
      "transfer.complete",
      _ ("What is on is known now"),
      g_strdup_printf (
          _ ("The guide of “%s” is read by itself from now on. That took %s, and can be "
             "turned off in the account's settings."),
          name,
          size));

  self->important = FALSE;
  return self;
}
