/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-notification.h"

#include "lineup-line.h"
#include "lineup-names.h"

/* Characters of an account's name, which may be as long as somebody likes. */
#define MAX_NAME_LENGTH 60

/* Takes the body over. */
static LineupNotification *
notification_new (
    LineupAccount *account, const char *matter, const char *category, const char *title, char *body)
{
  LineupNotification *self = g_new0 (LineupNotification, 1);

  self->topic = g_strdup_printf ("%s/%s", lineup_account_get_id (account), matter);
  self->category = category;
  self->title = title;
  self->body = body;
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
      if (i > 0)
        g_string_append (text, i + 1 < parts->len ? ", " : " and ");
      g_string_append (text, parts->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

/* A sync */

static const char *
get_noun (LineupKind kind, guint64 count)
{
  static const char *const nouns[LINEUP_N_KINDS][2] = {
    [LINEUP_KIND_CHANNELS] = { "channel", "channels" },
    [LINEUP_KIND_MOVIES] = { "movie", "movies" },
    [LINEUP_KIND_SERIES] = { "series", "series" },
  };

  return nouns[kind][count != 1];
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
        g_ptr_array_add (
            parts,
            g_strdup_printf ("%" G_GUINT64_FORMAT " new %s",
                             report->added,
                             get_noun (lineup_list_get_kind (report->list), report->added)));
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
  const char *rest = is_whole (reports) ? "" : " Some of its lists could not be updated.";
  LineupNotification *self = NULL;
  char *body = NULL;

  if (news != NULL)
    body = g_strdup_printf ("“%s” has %s.%s", name, news, rest);
  else
    body = g_strdup_printf ("There is nothing new in “%s”.%s", name, rest);
  self = notification_new (account, "sync", "transfer.complete", "Sync finished", body);
  self->important = FALSE;
  return self;
}

/* What else there is to tell */

LineupNotification *
lineup_notification_new_ending (LineupAccount *account, guint64 expires)
{
  g_autofree char *name = dup_name (account);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local ((gint64)expires);
  g_autofree char *day = time != NULL ? g_date_time_format (time, "%-d %B %Y") : NULL;

  return notification_new (
      account,
      "subscription",
      "x-lineupd.account",
      "Subscription ends soon",
      g_strdup_printf ("The subscription of “%s” ends on %s.", name, day != NULL ? day : "a day"));
}

LineupNotification *
lineup_notification_new_refused (LineupAccount *account, const char *reason, const char *status)
{
  g_autofree char *name = dup_name (account);
  char *body = NULL;

  if (g_str_equal (reason, LINEUP_ERROR_NAME_PREFIX "AuthFailed"))
    body = g_strdup_printf ("The panel does not accept the user name or the password of “%s”.",
                            name);
  else if (g_str_equal (status, "banned") || g_str_equal (status, "disabled"))
    body = g_strdup_printf ("The panel refuses “%s”: the account is %s.", name, status);
  else
    body = g_strdup_printf ("The subscription of “%s” has ended.", name);
  return notification_new (account, "subscription", "x-lineupd.account", "Account refused", body);
}

LineupNotification *
lineup_notification_new_quarantined (LineupAccount *account, guint lists)
{
  g_autofree char *name = dup_name (account);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *what = NULL;

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      if ((lists & (1U << list)) != 0)
        g_ptr_array_add (
            parts, g_strdelimit (g_strdup (lineup_list_to_string ((LineupList)list)), "-", ' '));
    }
  what = enumerate (parts);
  return notification_new (
      account,
      "quarantine",
      "transfer.error",
      "Old lists are kept",
      g_strdup_printf (
          "“%s” suddenly has far fewer %s. What was there before stays for now.", name, what));
}
