/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-time.h"

#include <locale.h>

/* What is typed, in Berlin, at a time there, and what is meant by it: in summer "+02". */
static const struct
{
  const char *now;
  const char *text;
  const char *meant; /* (nullable): it is no time */
} typed[] = {
  { "2026-11-30T18:00", "20:15", "2026-11-30T20:15:00+01" },
  { "2026-11-30T23:00", "6:05", "2026-11-30T06:05:00+01" },
  { "2026-11-30T18:00", "20.15", "2026-11-30T20:15:00+01" },
  { "2026-11-30T18:00", "20:15:30", "2026-11-30T20:15:30+01" },
  { "2026-11-30T18:00", "8pm", "2026-11-30T20:00:00+01" },
  { "2026-11-30T18:00", "8:15PM", "2026-11-30T20:15:00+01" },
  { "2026-11-30T18:00", "12am", "2026-11-30T00:00:00+01" },
  { "2026-11-30T18:00", "12:30pm", "2026-11-30T12:30:00+01" },
  { "2026-11-30T18:00", "now", "2026-11-30T18:00:00+01" },
  { "2026-11-30T18:00", "today", "2026-11-30T00:00:00+01" },
  { "2026-11-30T18:00", " Tomorrow  20:15 ", "2026-12-01T20:15:00+01" },
  { "2026-12-31T18:00", "tomorrow", "2027-01-01T00:00:00+01" },
  { "2026-03-01T18:00", "yesterday 20:15", "2026-02-28T20:15:00+01" },
  /* The 30th of November is a Monday. */
  { "2026-11-30T18:00", "monday 6:00", "2026-11-30T06:00:00+01" },
  { "2026-11-30T18:00", "sat 20:15", "2026-12-05T20:15:00+01" },
  { "2026-11-30T18:00", "Sunday", "2026-12-06T00:00:00+01" },
  { "2026-11-30T18:00", "2026-12-24", "2026-12-24T00:00:00+01" },
  { "2026-11-30T18:00", "2026-12-24 20:15", "2026-12-24T20:15:00+01" },
  { "2026-11-30T18:00", "2026-12-24T20:15", "2026-12-24T20:15:00+01" },
  { "2026-11-30T18:00", "2026-12-24T20:15:30", "2026-12-24T20:15:30+01" },
  { "2026-11-30T18:00", "2026-12-24T20:15:00Z", "2026-12-24T21:15:00+01" },
  { "2026-11-30T18:00", "2026-12-24T20:15:00+05:30", "2026-12-24T15:45:00+01" },
  { "2026-11-30T18:00", "1798140000", "2026-12-24T20:20:00+01" },
  /* Summer time begins on the 29th of March 2026, at 2:00: that day has 23 hours. */
  { "2026-03-28T20:15", "tomorrow 20:15", "2026-03-29T20:15:00+02" },
  { "2026-03-28T20:15", "tomorrow 1:59", "2026-03-29T01:59:00+01" },
  { "2026-03-28T20:15", "tomorrow 3:00", "2026-03-29T03:00:00+02" },
  { "2026-03-28T02:30", "tomorrow", "2026-03-29T00:00:00+01" },
  { "2026-03-28T02:30", "tomorrow 6:00", "2026-03-29T06:00:00+02" },
  { "2026-03-29T23:30", "yesterday 23:30", "2026-03-28T23:30:00+01" },
  { "2026-03-29T03:30", "1:30", "2026-03-29T01:30:00+01" },
  { "2026-03-28T12:00", "2026-03-29 20:15", "2026-03-29T20:15:00+02" },
  /* An hour that is none is the moment after it. */
  { "2026-03-28T12:00", "tomorrow 2:30", "2026-03-29T03:00:00+02" },
  /* Summer time ends on the 25th of October, at 3:00: that day has 25. */
  { "2026-10-24T20:15", "tomorrow 20:15", "2026-10-25T20:15:00+01" },
  { "2026-10-24T23:59", "tomorrow", "2026-10-25T00:00:00+02" },
  { "2026-10-25T00:10", "tomorrow", "2026-10-26T00:00:00+01" },
  { "2026-10-25T00:10", "20:15", "2026-10-25T20:15:00+01" },
  { "2026-10-24T12:00", "sunday 1:00", "2026-10-25T01:00:00+02" },
  { "2026-11-30T18:00", "", NULL },
  { "2026-11-30T18:00", "24:00", NULL },
  { "2026-11-30T18:00", "20:60", NULL },
  { "2026-11-30T18:00", "13pm", NULL },
  { "2026-11-30T18:00", "0am", NULL },
  { "2026-11-30T18:00", "20:1", NULL },
  { "2026-11-30T18:00", "-5", NULL },
  { "2026-11-30T18:00", "someday", NULL },
  { "2026-11-30T18:00", "tomorrow evening", NULL },
  { "2026-11-30T18:00", "tomorrow 25:00", NULL },
  { "2026-11-30T18:00", "20:15 tomorrow", NULL },
  { "2026-11-30T18:00", "2026-02-30", NULL },
  { "2026-11-30T18:00", "1969-12-31", NULL },
};

static void
test_typed (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");

  g_assert_nonnull (berlin);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *full = g_strconcat (typed[i].now, ":00", NULL);
      g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (full, berlin);
      g_autoptr (GDateTime) date = NULL;
      g_autoptr (GDateTime) local = NULL;
      g_autofree char *meant = NULL;
      guint64 time = 0;

      g_test_message ("%s", typed[i].text);
      if (lineup_ctl_time_parse (typed[i].text, now, &time))
        {
          date = g_date_time_new_from_unix_utc ((gint64)time);
          local = g_date_time_to_timezone (date, berlin);
          meant = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:::z");
        }
      g_assert_cmpstr (meant, ==, typed[i].meant);
    }
}

/* The other half of the globe, where a day may begin at one. */
static void
test_midnight (void)
{
  g_autoptr (GTimeZone) santiago = g_time_zone_new_identifier ("America/Santiago");
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) day = NULL;
  guint64 time = 0;

  g_assert_nonnull (santiago);
  now = g_date_time_new (santiago, 2026, 9, 5, 18, 0, 0);
  day = g_date_time_new (santiago, 2026, 9, 6, 1, 0, 0);
  g_assert_true (lineup_ctl_time_parse ("tomorrow", now, &time));
  g_assert_cmpint ((gint64)time, ==, g_date_time_to_unix (day));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lineupctl/time/typed", test_typed);
  g_test_add_func ("/lineupctl/time/midnight", test_midnight);
  return g_test_run ();
}
