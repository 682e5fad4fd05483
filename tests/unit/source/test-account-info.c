/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-decoder.h"

#include "lineup-error.h"

#include <string.h>

#define NOW 1760000000

static LineupAccountInfo *
parse (const char *body, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return lineup_account_decode (bytes, error);
}

#define NO_CODE (-1)

typedef struct
{
  const char *body;
  gboolean authorized;
  LineupAccountStatus status;
  gint64 expires;
  int code; /* of lineup_account_info_check() */
} Answer;

#define USER(members) "{\"user_info\":{" members "}}"

/* Names what is tested now; the log must be valid text. */
static void
log_input (const char *input)
{
  g_autofree char *escaped = g_strescape (input, "\"");

  g_test_message ("%s", escaped);
}

static const Answer answers[] = {
  /* auth */
  { USER ("\"auth\":1"), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":\"1\""), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":true"), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":\"True\""), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":0"), FALSE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, LINEUP_ERROR_AUTH_FAILED },
  { USER ("\"auth\":\"0\""), FALSE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, LINEUP_ERROR_AUTH_FAILED },
  { USER ("\"auth\":false"), FALSE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, LINEUP_ERROR_AUTH_FAILED },
  { USER ("\"auth\":null"), FALSE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, LINEUP_ERROR_AUTH_FAILED },
  { USER (""), FALSE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, LINEUP_ERROR_AUTH_FAILED },
  { "{\"user_info\":[]}", FALSE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, LINEUP_ERROR_AUTH_FAILED },
  { "{\"user_info\":null}", FALSE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, LINEUP_ERROR_AUTH_FAILED },
  { USER ("\"status\":\"Active\""), TRUE, LINEUP_ACCOUNT_STATUS_ACTIVE, 0, NO_CODE },
  { USER ("\"exp_date\":\"1798761600\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    1798761600,
    NO_CODE },
  { USER ("\"auth\":0,\"status\":\"Banned\""),
    FALSE,
    LINEUP_ACCOUNT_STATUS_BANNED,
    0,
    LINEUP_ERROR_AUTH_FAILED },

  /* status */
  { USER ("\"auth\":1,\"status\":\" active \""), TRUE, LINEUP_ACCOUNT_STATUS_ACTIVE, 0, NO_CODE },
  /* A word alone proves nothing: a date does, both ways */
  { USER ("\"auth\":1,\"status\":\"EXPIRED\""), TRUE, LINEUP_ACCOUNT_STATUS_ACTIVE, 0, NO_CODE },
  { USER ("\"auth\":1,\"status\":\"Expired\",\"exp_date\":1760000001"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_ACTIVE,
    1760000001,
    NO_CODE },
  { USER ("\"auth\":1,\"status\":\"Active\",\"exp_date\":1759999999"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_EXPIRED,
    1759999999,
    LINEUP_ERROR_ACCOUNT_EXPIRED },
  { USER ("\"auth\":1,\"status\":\"Banned\",\"exp_date\":1759999999"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_EXPIRED,
    1759999999,
    LINEUP_ERROR_ACCOUNT_EXPIRED },
  { USER ("\"auth\":1,\"status\":\"Banned\",\"exp_date\":1760000001"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_BANNED,
    1760000001,
    LINEUP_ERROR_ACCOUNT_EXPIRED },
  { USER ("\"auth\":1,\"status\":\"Banned\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_BANNED,
    0,
    LINEUP_ERROR_ACCOUNT_EXPIRED },
  { USER ("\"auth\":1,\"status\":\"disabled\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_DISABLED,
    0,
    LINEUP_ERROR_ACCOUNT_EXPIRED },
  { USER ("\"auth\":1,\"status\":\"Trial\""), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":1,\"status\":{}"), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },

  /* exp_date */
  { USER ("\"auth\":1,\"exp_date\":null"), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":\"\""), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":0"), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":\"0\""), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":\"never\""), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":\"Unlimited\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    0,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":253402300799"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    0,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":\"253402300799\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    0,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":253402300799000"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    0,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":\"9999-12-31 23:59:59\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    0,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":1798761600000"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    1798761600,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":1798761600.0"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    1798761600,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":true"), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":false"), TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":NaN,\"max_connections\":-Infinity"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    0,
    NO_CODE },
  { "It's NaN \" {x}\n" USER ("\"auth\":1,\"message\":\"NaN\",\"exp_date\":nan"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    0,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":1760000001"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    1760000001,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":1760000000"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_EXPIRED,
    1760000000,
    LINEUP_ERROR_ACCOUNT_EXPIRED },
  { USER ("\"auth\":1,\"exp_date\":\"2027-01-01\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    1798761600,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":\"2027-01-01 00:00:00\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    1798761600,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":\"2027-01-01T01:00:00+01:00\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    1798761600,
    NO_CODE },
  { USER ("\"auth\":1,\"exp_date\":\"2020-01-01T00:00:00Z\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_EXPIRED,
    1577836800,
    LINEUP_ERROR_ACCOUNT_EXPIRED },

  /* The panel's clock counts before ours */
  { "{\"user_info\":{\"auth\":1,\"exp_date\":1700000000},"
    "\"server_info\":{\"timestamp_now\":1699999999}}",
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    1700000000,
    NO_CODE },
  { "{\"user_info\":{\"auth\":1,\"exp_date\":1800000000},"
    "\"server_info\":{\"timestamp_now\":\"1800000000\"}}",
    TRUE,
    LINEUP_ACCOUNT_STATUS_EXPIRED,
    1800000000,
    LINEUP_ERROR_ACCOUNT_EXPIRED },

  /* Around it */
  { "\xef\xbb\xbf " USER ("\"auth\":1") "\n", TRUE, LINEUP_ACCOUNT_STATUS_UNKNOWN, 0, NO_CODE },
  { "<b>Warning</b>: {main} [x] in\n" USER ("\"auth\":1"),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    0,
    NO_CODE },
  { USER ("\"auth\":1,\"message\":\"\xff [[[{{{\""),
    TRUE,
    LINEUP_ACCOUNT_STATUS_UNKNOWN,
    0,
    NO_CODE },
};

static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupAccountInfo) info = parse (answers[i].body, &error);
      gboolean usable = FALSE;

      log_input (answers[i].body);
      g_assert_no_error (error);
      g_assert_cmpint (info->authorized, ==, answers[i].authorized);
      g_assert_cmpint (info->expires, ==, answers[i].expires);

      usable = lineup_account_info_check (info, NOW, &error);
      g_assert_cmpint (info->status, ==, answers[i].status);
      g_assert_cmpint (usable, ==, answers[i].code == NO_CODE);
      if (usable)
        g_assert_no_error (error);
      else
        g_assert_error (error, LINEUP_ERROR, answers[i].code);
    }
}

static void
test_fields (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupAccountInfo) full = parse (
      "{\"user_info\":{\"username\":\"u\",\"password\":\"p\",\"auth\":1,\"max_connections\":\"2\","
      "\"allowed_output_formats\":[\"m3u8\",null,\"TS\",\"\",7]},"
      "\"server_info\":{\"timezone\":\"Europe\\/Paris\",\"timestamp_now\":1760000000}}",
      &error);
  g_autoptr (LineupAccountInfo) odd = parse (
      "{\"user_info\":{\"auth\":1,\"max_connections\":null,\"allowed_output_formats\":{}},"
      "\"server_info\":{\"timezone\":\"\",\"timestamp_now\":\"\"}}",
      NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (full->max_connections, ==, 2);
  g_assert_cmpint (full->panel_time, ==, 1760000000);
  g_assert_cmpstr (full->timezone, ==, "Europe/Paris");
  g_assert_cmpstrv (full->formats, ((const char *const[]){ "m3u8", "ts", NULL }));

  g_assert_cmpuint (odd->max_connections, ==, 0);
  g_assert_cmpint (odd->panel_time, ==, 0);
  g_assert_null (odd->timezone);
  g_assert_cmpstrv (odd->formats, ((const char *const[]){ NULL }));
}

static const struct
{
  const char *json; /* NULL: left out */
  const char *formats;
} formats[] = {
  { NULL, "" },
  { "null", "" },
  { "[]", "" },
  { "{}", "" },
  { "\"\"", "" },
  { "7", "" },
  { "true", "" },
  { "[\"m3u8\",\"ts\",\"rtmp\"]", "m3u8 ts rtmp" },
  { "[null,\"TS\",\"\",7,{\"a\":\"b\"},[\"flv\"],false,\" m3u8 \"]", "ts m3u8" },
  { "{\"0\":\"m3u8\",\"2\":\"ts\",\"3\":null}", "m3u8 ts" },
  { "\"ts\"", "ts" },
  { "\"M3U8,ts, rtmp\"", "m3u8 ts rtmp" },
};

static void
test_formats (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *body = g_strconcat ("{\"user_info\":{\"auth\":1",
                                           formats[i].json != NULL ? ",\"allowed_output_formats\":"
                                                                   : "}}",
                                           formats[i].json,
                                           "}}",
                                           NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupAccountInfo) info = parse (body, &error);
      g_autofree char *actual = NULL;

      log_input (body);
      g_assert_no_error (error);
      actual = g_strjoinv (" ", info->formats);
      g_assert_cmpstr (actual, ==, formats[i].formats);
    }
}

/* At 08:53:20 UTC. */
#define CLOCK(name, time_now)                                                                      \
  "{\"timezone\":" name ",\"timestamp_now\":1760000000,\"time_now\":\"" time_now "\"}"

static const struct
{
  const char *server_info;
  const char *timezone;
} zones[] = {
  { "null", NULL },
  { "[]", NULL },
  { "\"Europe/Paris\"", NULL },
  { "{}", NULL },
  { "{\"timezone\":null}", NULL },
  { "{\"timezone\":\"\"}", NULL },
  { "{\"timezone\":\"  \"}", NULL },
  { "{\"timezone\":{}}", NULL },
  { "{\"timezone\":[\"Europe/Paris\"]}", NULL },
  { "{\"timezone\":\" Europe\\/Paris \"}", "Europe/Paris" },
  { "{\"timezone\":2}", "2" },

  /* Offsets are east where they say plus, whatever POSIX makes of them */
  { "{\"timezone\":\"UTC+3\"}", "+03:00" },
  { "{\"timezone\":\"GMT-3\"}", "-03:00" },
  { "{\"timezone\":\"(GMT+03:00) Istanbul\"}", "+03:00" },
  { "{\"timezone\":\"UTC+5:30\"}", "+05:30" },
  { "{\"timezone\":\"+0530\"}", "+05:30" },
  { "{\"timezone\":\"Etc\\/GMT+3\"}", "Etc/GMT+3" },

  /* The panel's clock, where no zone is named or another one */
  { CLOCK ("null", "2025-10-09 11:53:20"), "+03:00" },
  { CLOCK ("\"\"", "2025-10-09 14:23:20"), "+05:30" },
  { CLOCK ("\"UTC+3\"", "2025-10-09 12:53:20"), "+04:00" },
  { CLOCK ("\"GMT+3\"", "2025-10-09 11:53:21"), "+03:00" },
  { CLOCK ("\"Mars\\/Base\"", "2025-10-09 04:23:17"), "-04:30" },
  { CLOCK ("\"Europe\\/Paris\"", "2025-10-09 11:53:20"), "+03:00" },
  { CLOCK ("\"Europe\\/Paris\"", "2025-10-09 08:53:20"), "+00:00" },
  { CLOCK ("{}", "2025-10-08 20:53:20"), "-12:00" },
  { CLOCK ("{}", "2025-10-09 22:53:20"), "+14:00" },

  /* A zone that agrees knows more */
  { CLOCK ("\"Europe\\/Paris\"", "2025-10-09 10:53:20"), "Europe/Paris" },
  { CLOCK ("\"Europe\\/Paris\"", "2025-10-09 10:55:00"), "Europe/Paris" },
  { CLOCK ("\"Asia\\/Kolkata\"", "2025-10-09 14:23"), "Asia/Kolkata" },

  /* Clocks that tell nothing */
  { CLOCK ("\"Europe\\/Paris\"", ""), "Europe/Paris" },
  { CLOCK ("\"Europe\\/Paris\"", "11:53:20"), "Europe/Paris" },
  { CLOCK ("\"Europe\\/Paris\"", "2025-10-09"), "Europe/Paris" },
  { CLOCK ("\"Europe\\/Paris\"", "2025-10-09T08:53:20Z"), "Europe/Paris" },
  { CLOCK ("\"Europe\\/Paris\"", "2025-10-09 11:46:00"), "Europe/Paris" },
  { CLOCK ("\"Europe\\/Paris\"", "2025-10-10 10:53:20"), "Europe/Paris" },
  { CLOCK ("\"UTC+3\"", "2024-10-09 10:53:20"), "+03:00" },
  { CLOCK ("null", "never"), NULL },
  { "{\"timezone\":\"Europe\\/Paris\",\"time_now\":\"2025-10-09 11:53:20\"}", "Europe/Paris" },
};

static void
test_time_zones (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *body = g_strconcat (
          "{\"user_info\":{\"auth\":1},\"server_info\":", zones[i].server_info, "}", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupAccountInfo) info = parse (body, &error);

      log_input (body);
      g_assert_no_error (error);
      g_assert_cmpstr (info->timezone, ==, zones[i].timezone);
    }
}

static const struct
{
  const char *body;
  gboolean transient;
} no_answers[] = {
  { "", TRUE },
  { " \r\n", TRUE },
  { "{", TRUE },
  { "{\"user_info\":{\"auth\":1}", TRUE },
  { "{\"user_info\":{\"auth\":\"}}", TRUE },
  { "[]", FALSE },
  { "[{\"user_info\":{\"auth\":1}}]", FALSE },
  { "{}", FALSE },
  { "{\"error\":\"secret\"}", FALSE },
  { "{\"user_info\":\"secret\"}", FALSE },
  { "{\"user_info\":[1]}", FALSE },
  { "{\"user_info\":{\"auth\" 1}}", FALSE },
  { "Blocked", FALSE },
  { "<html><style>a{b:c}</style></html>", FALSE },
  { "null", FALSE },
};

static void
test_no_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (no_answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LineupAccountInfo) info = parse (no_answers[i].body, &error);

      log_input (no_answers[i].body);
      g_assert_null (info);
      g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
      g_assert_cmpint (lineup_error_is_transient (error), ==, no_answers[i].transient);
      g_assert_null (strstr (error->message, "secret"));
    }
}

/* A parser that calls itself for each bracket would not come back. */
static void
test_deep (void)
{
  g_autofree char *openers = g_strnfill (1000000, '[');
  g_autofree char *closers = g_strnfill (1000000, ']');
  g_autofree char *body = g_strconcat ("{\"user_info\":", openers, closers, "}", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (body, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
}

static void
test_captures (void)
{
  static const struct
  {
    const char *panel;
    gint64 expires;
    guint max_connections;
    gint64 panel_time;
  } captures[] = {
    { "panel-a", 1537821177, 3, 1535233106 },
    { "panel-b", 1550619710, 2, 1535230020 },
  };
  const char *shared = g_getenv ("LINEUP_SHARED");

  for (gsize i = 0; i < G_N_ELEMENTS (captures); i++)
    {
      g_autofree char *path = g_build_filename (
          shared != NULL ? shared : "", "captures", captures[i].panel, "account.json", NULL);
      g_autofree char *body = NULL;
      g_autoptr (LineupAccountInfo) info = NULL;

      if (!g_file_get_contents (path, &body, NULL, NULL))
        {
          g_test_skip ("the captures are not here");
          return;
        }
      info = parse (body, NULL);
      g_assert_true (info->authorized);
      g_assert_cmpint (info->status, ==, LINEUP_ACCOUNT_STATUS_ACTIVE);
      g_assert_cmpint (info->expires, ==, captures[i].expires);
      g_assert_cmpuint (info->max_connections, ==, captures[i].max_connections);
      g_assert_cmpint (info->panel_time, ==, captures[i].panel_time);
      g_assert_cmpstr (info->timezone, ==, "Europe/London");
      g_assert_cmpstrv (info->formats, ((const char *const[]){ "m3u8", "ts", "rtmp", NULL }));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-info/answers", test_answers);
  g_test_add_func ("/account-info/fields", test_fields);
  g_test_add_func ("/account-info/formats", test_formats);
  g_test_add_func ("/account-info/time-zones", test_time_zones);
  g_test_add_func ("/account-info/no-answers", test_no_answers);
  g_test_add_func ("/account-info/deep", test_deep);
  g_test_add_func ("/account-info/captures", test_captures);

  return g_test_run ();
}
