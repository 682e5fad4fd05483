/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-step-report.h"

#include "lineup-error.h"

static LineupStepReport *
make_report (void)
{
  g_autoptr (GError) error = lineup_error_new_answer (
      LINEUP_ERROR_SERVER, 503, 0, TRUE, "Line\nand [group] = # é");
  LineupStepReport *report = lineup_step_report_new (LINEUP_LIST_MOVIES, LINEUP_OUTCOME_FAILED);

  report->seen = 1;
  report->added = 2;
  report->changed = 3;
  report->removed = 4;
  report->rejected = 5;
  report->bytes = G_MAXINT64 / 2;
  report->duration_ms = G_GUINT64_CONSTANT (10000000000);
  report->attempts = 4;
  lineup_step_report_set_error (report, error);
  return report;
}

static void
check_equal (const LineupStepReport *a, const LineupStepReport *b)
{
  g_assert_cmpint (a->list, ==, b->list);
  g_assert_cmpint (a->outcome, ==, b->outcome);
  g_assert_cmpuint (a->seen, ==, b->seen);
  g_assert_cmpuint (a->added, ==, b->added);
  g_assert_cmpuint (a->changed, ==, b->changed);
  g_assert_cmpuint (a->removed, ==, b->removed);
  g_assert_cmpuint (a->rejected, ==, b->rejected);
  g_assert_cmpuint (a->bytes, ==, b->bytes);
  g_assert_cmpuint (a->duration_ms, ==, b->duration_ms);
  g_assert_cmpuint (a->attempts, ==, b->attempts);
  g_assert_cmpuint (a->http_status, ==, b->http_status);
  if (a->error == NULL)
    g_assert_no_error (b->error);
  else
    {
      g_assert_error (b->error, a->error->domain, a->error->code);
      g_assert_cmpstr (b->error->message, ==, a->error->message);
    }
}

static GKeyFile *
reread (GKeyFile *file)
{
  g_autofree char *text = g_key_file_to_data (file, NULL, NULL);
  GKeyFile *read = g_key_file_new ();

  g_assert_true (g_key_file_load_from_data (read, text, (gsize)-1, G_KEY_FILE_NONE, NULL));
  return read;
}

static void
test_tokens (void)
{
  static const char *const tokens[] = { "ok",        "unchanged", "failed",
                                        "cancelled", "skipped",   "quarantined" };
  LineupOutcome outcome = LINEUP_OUTCOME_OK;

  g_assert_cmpuint (G_N_ELEMENTS (tokens), ==, LINEUP_N_OUTCOMES);
  for (guint i = 0; i < LINEUP_N_OUTCOMES; i++)
    {
      g_assert_cmpstr (lineup_outcome_to_string ((LineupOutcome)i), ==, tokens[i]);
      g_assert_true (lineup_outcome_from_string (tokens[i], &outcome));
      g_assert_cmpint (outcome, ==, i);
    }
  g_assert_false (lineup_outcome_from_string ("", &outcome));
  g_assert_false (lineup_outcome_from_string ("OK", &outcome));
}

static void
test_error (void)
{
  g_autoptr (LineupStepReport) report = make_report ();
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  g_assert_error (report->error, LINEUP_ERROR, LINEUP_ERROR_SERVER);
  g_assert_cmpuint (report->http_status, ==, 503);
  lineup_step_report_set_error (report, cancelled);
  g_assert_error (report->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (report->error->message, ==, "Cancelled");
}

static void
test_copy (void)
{
  g_autoptr (LineupStepReport) report = make_report ();
  g_autoptr (LineupStepReport) copy = lineup_step_report_copy (report);

  check_equal (report, copy);
  g_assert_true (copy->error != report->error);
}

static void
test_round_trip (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GKeyFile) read = NULL;
  g_autoptr (LineupStepReport) report = make_report ();
  g_autoptr (LineupStepReport) other = lineup_step_report_new (LINEUP_LIST_SERIES,
                                                               LINEUP_OUTCOME_UNCHANGED);
  g_autoptr (LineupStepReport) loaded = NULL;
  g_autoptr (LineupStepReport) other_loaded = NULL;

  lineup_step_report_save (report, file);
  lineup_step_report_save (other, file);
  read = reread (file);
  loaded = lineup_step_report_load (read, LINEUP_LIST_MOVIES);
  other_loaded = lineup_step_report_load (read, LINEUP_LIST_SERIES);
  check_equal (loaded, report);
  check_equal (other_loaded, other);
  g_assert_null (lineup_step_report_load (read, LINEUP_LIST_CHANNELS));
}

static void
test_outcomes (void)
{
  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      for (guint outcome = 0; outcome < LINEUP_N_OUTCOMES; outcome++)
        {
          g_autoptr (GKeyFile) file = g_key_file_new ();
          g_autoptr (LineupStepReport) report = lineup_step_report_new ((LineupList)list,
                                                                        (LineupOutcome)outcome);
          g_autoptr (LineupStepReport) loaded = NULL;

          lineup_step_report_save (report, file);
          loaded = lineup_step_report_load (file, (LineupList)list);
          check_equal (loaded, report);
        }
    }
}

static void
test_garbage (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (LineupStepReport) report = NULL;

  g_key_file_set_string (file, "Step movies", "Seen", "7");
  g_assert_null (lineup_step_report_load (file, LINEUP_LIST_MOVIES));
  g_key_file_set_string (file, "Step movies", "Outcome", "splendid");
  g_assert_null (lineup_step_report_load (file, LINEUP_LIST_MOVIES));

  g_key_file_set_string (file, "Step movies", "Outcome", "failed");
  g_key_file_set_string (file, "Step movies", "Added", "many");
  g_key_file_set_string (file, "Step movies", "Removed", "");
  g_key_file_set_string (file, "Step movies", "Attempts", "-3");
  g_key_file_set_string (file, "Step movies", "HttpStatus", "99999999999999999999");
  report = lineup_step_report_load (file, LINEUP_LIST_MOVIES);
  g_assert_cmpint (report->outcome, ==, LINEUP_OUTCOME_FAILED);
  g_assert_cmpuint (report->seen, ==, 7);
  g_assert_cmpuint (report->added, ==, 0);
  g_assert_cmpuint (report->removed, ==, 0);
  g_assert_cmpuint (report->attempts, ==, 0);
  g_assert_cmpuint (report->http_status, ==, 999);
  g_assert_no_error (report->error);
}

/* What the file says of an error is its name on the bus. */
static void
test_error_in_file (void)
{
  static const struct
  {
    const char *name;
    const char *message;
    int code;
  } errors[] = {
    { "io.github.lineupd.Lineup1.Error.Server", "Why: [so] é", LINEUP_ERROR_SERVER },
    { "io.github.lineupd.Lineup1.Error.Cancelled", "", LINEUP_ERROR_CANCELLED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();
      g_autoptr (GKeyFile) saved = g_key_file_new ();
      g_autoptr (LineupStepReport) report = NULL;
      g_autofree char *name = NULL;
      g_autofree char *message = NULL;

      g_key_file_set_string (file, "Step movies", "Outcome", "failed");
      g_key_file_set_string (file, "Step movies", "ErrorName", errors[i].name);
      g_key_file_set_string (file, "Step movies", "ErrorMessage", errors[i].message);
      report = lineup_step_report_load (file, LINEUP_LIST_MOVIES);
      g_assert_error (report->error, LINEUP_ERROR, errors[i].code);
      g_assert_cmpstr (report->error->message, ==, errors[i].message);

      lineup_step_report_save (report, saved);
      name = g_key_file_get_string (saved, "Step movies", "ErrorName", NULL);
      message = g_key_file_get_string (saved, "Step movies", "ErrorMessage", NULL);
      g_assert_cmpstr (name, ==, errors[i].name);
      g_assert_cmpstr (message, ==, errors[i].message);
    }
}

/* Another version may know more errors, and somebody may write anything. What such a step failed
 * with is not known, but why, and it is told under a name that a bus takes. */
static void
test_unknown_error (void)
{
  static const char *const names[] = {
    "io.github.lineupd.Lineup1.Error.Sulking",
    "io.github.lineupd.Lineup1.Error.",
    "com.example.Error",
    "Server",
    "",
    "é [x]",
    "org.gtk.GDBus.UnmappedGError.Quark._nobody.Code7",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();
      g_autoptr (GKeyFile) saved = g_key_file_new ();
      g_autoptr (LineupStepReport) report = NULL;
      g_autoptr (LineupStepReport) again = NULL;
      g_autofree char *name = NULL;

      g_test_message ("%s", names[i]);
      g_key_file_set_string (file, "Step movies", "Outcome", "failed");
      g_key_file_set_string (file, "Step movies", "ErrorName", names[i]);
      g_key_file_set_string (file, "Step movies", "ErrorMessage", "The panel sulks");
      report = lineup_step_report_load (file, LINEUP_LIST_MOVIES);
      g_assert_nonnull (report);
      g_assert_cmpint (report->outcome, ==, LINEUP_OUTCOME_FAILED);
      g_assert_nonnull (report->error);
      g_assert_false (report->error->domain == LINEUP_ERROR);
      g_assert_cmpstr (report->error->message, ==, "The panel sulks");
      g_assert_false (lineup_error_is_refusal (report->error));
      g_assert_false (lineup_error_is_cancelled (report->error));

      lineup_step_report_save (report, saved);
      name = g_key_file_get_string (saved, "Step movies", "ErrorName", NULL);
      g_assert_true (g_dbus_is_interface_name (name));
      again = lineup_step_report_load (saved, LINEUP_LIST_MOVIES);
      check_equal (again, report);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/step-report/tokens", test_tokens);
  g_test_add_func ("/step-report/error", test_error);
  g_test_add_func ("/step-report/error-in-file", test_error_in_file);
  g_test_add_func ("/step-report/unknown-error", test_unknown_error);
  g_test_add_func ("/step-report/copy", test_copy);
  g_test_add_func ("/step-report/round-trip", test_round_trip);
  g_test_add_func ("/step-report/outcomes", test_outcomes);
  g_test_add_func ("/step-report/garbage", test_garbage);

  return g_test_run ();
}
