/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-decoder.h"
#include "lineup-error.h"

#include <string.h>

/* What real servers answer to the account request, in the forms that the wire format document's
 * section 5 has of them, and what an account is by it. All values are made up: it is NOW, and what
 * ends does so a day later, or has a day before. */
#define NOW       1760000000
#define TOMORROW  "1760086400"
#define YESTERDAY "1759913600"

/* Decoded from the original: texts, and the words for a line's state mixed up. */
#define XC2(status, exp_date)                                                                      \
  "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"\",\"auth\":1,"           \
  "\"status\":\"" status "\",\"exp_date\":" exp_date ",\"is_trial\":\"0\","                        \
  "\"active_cons\":\"0\",\"created_at\":\"1700000000\",\"max_connections\":\"2\","                 \
  "\"allowed_output_formats\":[\"m3u8\",\"ts\",\"rtmp\"]},"                                        \
  "\"server_info\":{\"url\":\"tv.example\",\"port\":\"80\",\"https_port\":\"443\","                \
  "\"server_protocol\":\"http\",\"rtmp_port\":\"25462\",\"timezone\":\"Europe\\/Paris\","          \
  "\"timestamp_now\":1760000000,\"time_now\":\"2025-10-09 10:53:20\"}}"

/* R22F is its successor: what is true is text, what is not a number, and formats are indexes. A
 * line that is not to be let in gets no object. */
#define R22F(exp_date)                                                                             \
  "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"Welcome\",\"auth\":1,"    \
  "\"status\":\"Active\",\"exp_date\":" exp_date ",\"is_trial\":0,\"active_cons\":null,"           \
  "\"created_at\":\"1700000000\",\"max_connections\":\"3\",\"allowed_output_formats\":[0,1]},"     \
  "\"server_info\":{\"xui\":true,\"version\":\"1\",\"revision\":null,\"url\":\"tv.example\","      \
  "\"port\":\"8080\",\"https_port\":\"8443\",\"server_protocol\":\"http\",\"rtmp_port\":\"8880\"," \
  "\"timestamp_now\":1760000000,\"time_now\":\"2025-10-09 08:53:20\",\"timezone\":\"UTC+3\"}}"

/* iptvnator's mock. */
#define IPT(status, exp_date)                                                                      \
  "{\"user_info\":{\"username\":\"user1\",\"password\":\"pass1\",\"message\":\"\",\"auth\":1,"     \
  "\"status\":\"" status "\",\"exp_date\":\"" exp_date "\",\"is_trial\":\"0\","                    \
  "\"active_cons\":\"1\",\"created_at\":\"1700000000\",\"max_connections\":\"2\","                 \
  "\"allowed_output_formats\":[\"m3u8\",\"ts\"]},"                                                 \
  "\"server_info\":{\"url\":\"localhost\",\"port\":\"3211\",\"https_port\":\"\","                  \
  "\"server_protocol\":\"http\",\"rtmp_port\":\"\",\"timezone\":\"UTC\","                          \
  "\"timestamp_now\":1760000000,\"time_now\":\"2025-10-09T08:53:20.000Z\"}}"

/* A Go proxy: numbers for everything. */
#define PROXY(exp_date)                                                                            \
  "{\"server_info\":{\"https_port\":0,\"port\":8080,\"process\":false,\"rtmp_port\":0,"            \
  "\"server_protocol\":\"http\",\"time_now\":\"2025-10-09 "                                        \
  "10:53:20\",\"timestamp_now\":1760000000,"                                                       \
  "\"timezone\":\"Europe/Paris\",\"url\":\"http://proxy.example\"},"                               \
  "\"user_info\":{\"active_cons\":0,\"allowed_output_formats\":[\"m3u8\",\"ts\"],\"auth\":1,"      \
  "\"created_at\":1700000000,\"exp_date\":" exp_date ",\"is_trial\":0,\"max_connections\":1,"      \
  "\"message\":\"\",\"password\":\"p1\",\"status\":\"Active\",\"username\":\"u1\"}}"

/* Dispatcharr: the zone is UTC, the end ninety days away from the request. */
#define DISP(exp_date)                                                                             \
  "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"Dispatcharr XC API\","    \
  "\"auth\":1,\"status\":\"Active\",\"exp_date\":\"" exp_date "\",\"active_cons\":\"0\","          \
  "\"max_connections\":\"99\",\"allowed_output_formats\":[\"ts\"]},"                               \
  "\"server_info\":{\"url\":\"tv.example\",\"server_protocol\":\"http\",\"port\":\"9191\","        \
  "\"timezone\":\"UTC\",\"timestamp_now\":1760000000,\"time_now\":\"2025-10-09 08:53:20\","        \
  "\"process\":true}}"

#define TULIPROX(status, exp_date)                                                                 \
  "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"\",\"auth\":1,"           \
  "\"status\":\"" status "\",\"exp_date\":\"" exp_date "\",\"is_trial\":\"0\","                    \
  "\"active_cons\":\"0\",\"created_at\":\"1700000000\",\"max_connections\":\"1\","                 \
  "\"allowed_output_formats\":[\"m3u8\",\"ts\"]},"                                                 \
  "\"server_info\":{\"url\":\"tv.example\",\"port\":\"8901\",\"https_port\":\"\","                 \
  "\"server_protocol\":\"http\",\"rtmp_port\":\"\",\"timezone\":\"Europe/Berlin\","                \
  "\"timestamp_now\":1760000000,\"time_now\":\"2025-10-09 10:53:20\",\"process\":true}}"

/* m3u-editor. */
#define M3UE(exp_date)                                                                             \
  "{\"user_info\":{\"username\":\"u1\",\"password\":\"p1\",\"message\":\"\",\"auth\":1,"           \
  "\"status\":\"Active\",\"exp_date\":" exp_date ",\"is_trial\":\"0\",\"active_cons\":0,"          \
  "\"created_at\":\"1700000000\",\"max_connections\":\"5\","                                       \
  "\"allowed_output_formats\":[\"m3u8\",\"ts\"]},"                                                 \
  "\"server_info\":{\"url\":\"tv.example\",\"port\":\"36400\",\"https_port\":\"36400\","           \
  "\"rtmp_port\":null,\"server_protocol\":\"http\",\"timezone\":\"UTC\","                          \
  "\"timestamp_now\":1760000000,\"time_now\":\"2025-10-09 08:53:20\"}}"

#define STRANGER "{\"user_info\":{\"auth\":0}}"

/* What is said: of the account, its end (0: never), its connections, and the formats. */
static const struct
{
  const char *server;
  const char *state; /* what the server has it for */
  const char *answer;
  const char *expected;
} rows[] = {
  { "XC2", "active", XC2 ("Expired", "\"" TOMORROW "\""), "active 1760086400 2 m3u8 ts rtmp" },
  { "XC2", "unlimited", XC2 ("Expired", "null"), "active 0 2 m3u8 ts rtmp" },
  { "XC2",
    "expired",
    XC2 ("Banned", "\"" YESTERDAY "\""),
    "AccountExpired expired 1759913600 2 m3u8 ts rtmp" },
  { "XC2",
    "disabled",
    XC2 ("Disabled", "\"" TOMORROW "\""),
    "AccountExpired disabled 1760086400 2 m3u8 ts rtmp" },
  /* The account does not tell that a line is banned; its lists do. */
  { "XC2", "banned", XC2 ("Active", "\"" TOMORROW "\""), "active 1760086400 2 m3u8 ts rtmp" },
  { "XC2",
    "banned and expired",
    XC2 ("Active", "\"" YESTERDAY "\""),
    "AccountExpired expired 1759913600 2 m3u8 ts rtmp" },
  { "XC2", "unknown", STRANGER, "AuthFailed unknown 0 0" },

  { "R22F", "active", R22F ("\"" TOMORROW "\""), "active 1760086400 3" },
  { "R22F", "unlimited", R22F ("null"), "active 0 3" },

  { "ipt", "active", IPT ("Active", TOMORROW), "active 1760086400 2 m3u8 ts" },
  { "ipt", "expired", IPT ("Expired", YESTERDAY), "AccountExpired expired 1759913600 2 m3u8 ts" },
  { "ipt", "banned", IPT ("Banned", TOMORROW), "AccountExpired banned 1760086400 2 m3u8 ts" },
  { "ipt", "disabled", IPT ("Disabled", TOMORROW), "AccountExpired disabled 1760086400 2 m3u8 ts" },

  { "proxy", "active", PROXY (TOMORROW), "active 1760086400 1 m3u8 ts" },
  { "proxy", "unlimited", PROXY ("null"), "active 0 1 m3u8 ts" },
  { "proxy", "expired", PROXY (YESTERDAY), "AccountExpired expired 1759913600 1 m3u8 ts" },

  { "Disp", "active", DISP ("1767776000"), "active 1767776000 99 ts" },
  { "Disp", "older", DISP ("1715062090"), "AccountExpired expired 1715062090 99 ts" },

  { "tuliprox", "active", TULIPROX ("Active", TOMORROW), "active 1760086400 1 m3u8 ts" },
  { "tuliprox",
    "expired",
    TULIPROX ("Expired", YESTERDAY),
    "AccountExpired expired 1759913600 1 m3u8 ts" },

  { "m3ue", "active", M3UE ("\"" TOMORROW "\""), "active 1760086400 5 m3u8 ts" },
  { "m3ue", "unlimited", M3UE ("null"), "active 0 5 m3u8 ts" },
};

static char *
describe (LineupAccountInfo *info, const GError *refusal)
{
  g_autofree char *formats = g_strjoinv (" ", info->formats);
  const char *error = refusal == NULL                             ? ""
                      : refusal->code == LINEUP_ERROR_AUTH_FAILED ? "AuthFailed "
                                                                  : "AccountExpired ";

  return g_strdup_printf ("%s%s %" G_GINT64_FORMAT " %u%s%s",
                          error,
                          lineup_account_status_to_string (info->status),
                          info->expires,
                          info->max_connections,
                          *formats != '\0' ? " " : "",
                          formats);
}

static void
test_servers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (rows[i].answer, strlen (rows[i].answer));
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) refusal = NULL;
      g_autoptr (LineupAccountInfo) info = lineup_account_decode (body, &error);
      g_autofree char *actual = NULL;

      g_test_message ("%s: %s", rows[i].server, rows[i].state);
      g_assert_no_error (error);
      lineup_account_info_check (info, NOW, &refusal);
      actual = describe (info, refusal);
      g_assert_cmpstr (actual, ==, rows[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-servers/answers", test_servers);

  return g_test_run ();
}
